"""Tables of evidence: dated customer feedback, and the cases it may come from."""

from datetime import date, datetime

from sqlalchemy import (
    DDL,
    Boolean,
    Date,
    Float,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables import import_models
from store.db.tables.base import JournaledRow, foreign_key
from store.db.tables.types import UtcDateTime

LINKED_TO = (import_models,)
"""The modules of the tables that evidence is linked to, beside those that every change loads."""


class CaseRow(JournaledRow):
    """A customer's problem followed up.

    ``answered_at`` says when it was left at that; ``answer`` stays None where the customer
    gave none. ``first_reply_at`` is the first contact after the one that opened it. ``customer``,
    ``since`` and ``last_matter`` are what was known of the customer at the first contact;
    ``remember`` is a small thing they told, to come back to.
    """

    __tablename__ = "care_case"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    ref: Mapped[str] = mapped_column(Text)
    ref_key: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[str] = mapped_column(String(8), default="resolve")
    touchpoint_id: Mapped[str | None] = mapped_column(foreign_key("touchpoint.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    interactions: Mapped[int] = mapped_column(Integer, default=1)
    last_interaction_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    solved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[bool | None] = mapped_column(Boolean)
    owner_id: Mapped[str | None] = mapped_column(foreign_key("member.id"))
    first_reply_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    customer: Mapped[str] = mapped_column(Text, default="", server_default="")
    since: Mapped[str] = mapped_column(Text, default="", server_default="")
    last_matter: Mapped[str] = mapped_column(Text, default="", server_default="")
    remember: Mapped[str] = mapped_column(Text, default="", server_default="")
    __table_args__ = (UniqueConstraint("team_id", "ref_key"), Index(None, "team_id", "answered_at"))


class EvidenceRow(JournaledRow):
    """One dated piece of customer feedback.

    ``yes`` and ``low`` are 1 where the value counts for the measure's share (or is a
    promoter) and where it is a detractor, so that any window adds up in SQL. One index holds
    all that is added up, so that years of verdicts are read without the rows themselves.
    """

    __tablename__ = "evidence"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    touchpoint_id: Mapped[str | None] = mapped_column(foreign_key("touchpoint.id"), index=True)
    measure: Mapped[str | None] = mapped_column(String(40))
    value: Mapped[float | None] = mapped_column(Float)
    yes: Mapped[int] = mapped_column(Integer, default=0)
    low: Mapped[int] = mapped_column(Integer, default=0)
    quote: Mapped[str] = mapped_column(Text, default="")
    day: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(Text, default="")
    case_id: Mapped[str | None] = mapped_column(foreign_key("care_case.id"))
    import_id: Mapped[str | None] = mapped_column(foreign_key("import_batch.id"), index=True)
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    likeness: Mapped[str | None] = mapped_column(String(32))
    words_mark: Mapped[str | None] = mapped_column(String(16))
    id_mark: Mapped[str | None] = mapped_column(String(32))
    id_column: Mapped[str | None] = mapped_column(String(8))
    answer_column: Mapped[str | None] = mapped_column(String(8))
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False)
    erased: Mapped[bool] = mapped_column(Boolean, default=False)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __table_args__ = (
        Index(
            "ix_evidence_sums",
            "team_id",
            "measure",
            "stage",
            "day",
            "withdrawn",
            "erased",
            "touchpoint_id",
            "yes",
            "low",
            "value",
            "made_at",
        ),
        Index(None, "team_id", "measure", "day"),
        Index(None, "team_id", "made_at"),
        Index(None, "team_id", "day"),
        Index(None, "team_id", "likeness"),
        Index(
            "uq_evidence_fingerprint",
            "team_id",
            "fingerprint",
            unique=True,
            sqlite_where=text("withdrawn = 0"),
        ).ddl_if(dialect="sqlite"),
    )


event.listen(
    EvidenceRow.__table__,
    "after_create",
    # Said here as text: ``postgresql_where`` would load that whole dialect for SQLite too.
    DDL(  # type: ignore[no-untyped-call]
        "CREATE UNIQUE INDEX uq_evidence_fingerprint ON evidence (team_id, fingerprint)"
        " WHERE NOT withdrawn"
    ).execute_if(dialect="postgresql"),
)
