"""What is kept, as tables.

`Kept` rows belong to a team; each change to one is written to the journal as its values
before and after. Ballots (`PrivateCard`, `Vote`, `Mood`, `Rating`), presence and the journal
itself are not `Kept`: the journal never sees them. Foreign keys are checked at commit, so
that undo may put rows back in any order.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
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

from store.db.base import ID, Base, Kept, link
from store.db.types import UtcDateTime


class TeamRow(Kept):
    __tablename__ = "team"
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text, unique=True)
    zone: Mapped[str] = mapped_column(Text)
    review_weekday: Mapped[int] = mapped_column(Integer)
    review_week: Mapped[str] = mapped_column(String(8), default="last")
    review_time: Mapped[str] = mapped_column(String(5))
    reply_target_hours: Mapped[int] = mapped_column(Integer, default=24)
    show_authors: Mapped[bool] = mapped_column(Boolean, default=False)
    agendas: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TeamSeqRow(Base):
    """A team's last journal ``seq``. Its row lock is what orders a team's commits.

    ``unjournaled`` counts the changes that the journal does not see, as ballots; it says
    that there was one, never what or whose.
    """

    __tablename__ = "team_seq"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, default=0)
    unjournaled: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class EraRow(Kept):
    """From ``first_day`` on the team's cycles have this cadence."""

    __tablename__ = "era"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True), index=True)
    cadence: Mapped[str] = mapped_column(String(8))
    first_day: Mapped[date] = mapped_column(Date)
    old_end: Mapped[date | None] = mapped_column(Date)


class MemberRow(Kept):
    __tablename__ = "member"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True), index=True)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    joined_on: Mapped[date] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)
    __table_args__ = (UniqueConstraint("team_id", "name_key"),)


class MeasureRow(Kept):
    """A measure of the team's own."""

    __tablename__ = "measure"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True))
    key: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(8))
    better: Mapped[str] = mapped_column(String(4))
    threshold: Mapped[float | None] = mapped_column(Float)
    per_cycle: Mapped[str] = mapped_column(String(4), default="sum")
    __table_args__ = (UniqueConstraint("team_id", "key"),)


class CycleSkipRow(Kept):
    """A whole cycle left out, with its reason."""

    __tablename__ = "cycle_skip"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True))
    cycle: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("team_id", "cycle"),)


class TouchpointRow(Kept):
    """A card. ``merged_into`` is never a chain: it names the card that stands on the board."""

    __tablename__ = "touchpoint"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    rank: Mapped[str] = mapped_column(Text().with_variant(Text(collation="C"), "postgresql"))
    text: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text, default="")
    channel: Mapped[str] = mapped_column(Text, default="")
    friction: Mapped[int] = mapped_column(Integer, default=0)
    feeling: Mapped[str] = mapped_column(Text, default="")
    volume: Mapped[int | None] = mapped_column(Integer)
    author_id: Mapped[str | None] = mapped_column(link("member.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    merged_into: Mapped[str | None] = mapped_column(link("touchpoint.id"), index=True)
    __table_args__ = (Index(None, "team_id", "archived_at", "stage", "rank"),)


class ReviewRow(Kept):
    """A review. ``spent`` keeps each step's seconds and extra minutes by step key.

    ``mood_mean`` and ``rating_mean`` are written at the reveal, from three people up.
    ``first_closed_at`` stays when the review is reopened: it tells whether it was held in time.
    """

    __tablename__ = "review"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True))
    planned: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(8))
    steps: Mapped[list[Any]] = mapped_column(JSON)
    step_index: Mapped[int] = mapped_column(Integer, default=0)
    spent: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    timer_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lead_id: Mapped[str | None] = mapped_column(link("member.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revealed: Mapped[list[Any]] = mapped_column(JSON, default=list)
    mood_count: Mapped[int | None] = mapped_column(Integer)
    mood_mean: Mapped[float | None] = mapped_column(Float)
    rating_count: Mapped[int | None] = mapped_column(Integer)
    rating_mean: Mapped[float | None] = mapped_column(Float)
    next_review: Mapped[datetime | None] = mapped_column(UtcDateTime)
    report: Mapped[str] = mapped_column(Text, default="")
    __table_args__ = (
        UniqueConstraint("team_id", "planned"),
        Index(None, "team_id", "closed_at"),
        Index(None, "team_id", "first_closed_at"),
    )


class VoteTotalRow(Kept):
    """A touchpoint's votes in a review, after the reveal."""

    __tablename__ = "vote_total"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True), index=True)
    review_id: Mapped[str] = mapped_column(link("review.id", cascade=True))
    touchpoint_id: Mapped[str] = mapped_column(link("touchpoint.id", cascade=True))
    votes: Mapped[int] = mapped_column(Integer)
    __table_args__ = (UniqueConstraint("review_id", "touchpoint_id"),)


class ImprovementRow(Kept):
    """The one small change for a stage in a cycle, with its proof.

    The baseline window and ``after_days`` are fixed when it is picked, the after window's
    days when it is done.
    """

    __tablename__ = "improvement"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    cycle: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    touchpoint_id: Mapped[str | None] = mapped_column(link("touchpoint.id"))
    owner_id: Mapped[str | None] = mapped_column(link("member.id"))
    due: Mapped[date] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(8), default="planned")
    done_on: Mapped[date | None] = mapped_column(Date)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    late: Mapped[bool] = mapped_column(Boolean, default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    carried_from: Mapped[str | None] = mapped_column(link("improvement.id"), index=True)
    measure: Mapped[str | None] = mapped_column(String(40))
    touchpoint_only: Mapped[bool] = mapped_column(Boolean, default=False)
    before_from: Mapped[date | None] = mapped_column(Date)
    before_to: Mapped[date | None] = mapped_column(Date)
    after_days: Mapped[int | None] = mapped_column(Integer)
    after_from: Mapped[date | None] = mapped_column(Date)
    after_to: Mapped[date | None] = mapped_column(Date)
    target: Mapped[float | None] = mapped_column(Float)
    picked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __table_args__ = (
        UniqueConstraint("team_id", "cycle", "stage"),
        Index(None, "team_id", "status"),
        Index(None, "team_id", "done_on"),
        Index(None, "team_id", "after_to"),
    )


class StageSkipRow(Kept):
    """A stage left out of a cycle, with its reason."""

    __tablename__ = "stage_skip"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    cycle: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("team_id", "cycle", "stage"),)


class ImportRow(Kept):
    """One imported file: its rows come and go together."""

    __tablename__ = "import_batch"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True), index=True)
    file: Mapped[str] = mapped_column(Text)
    rows: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False)


class CaseRow(Kept):
    """A customer's problem followed up.

    ``answered_at`` says when it was left at that; ``answer`` stays None where the customer
    gave none.
    """

    __tablename__ = "care_case"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True))
    ref: Mapped[str] = mapped_column(Text)
    ref_key: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[str] = mapped_column(String(8), default="resolve")
    touchpoint_id: Mapped[str | None] = mapped_column(link("touchpoint.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    interactions: Mapped[int] = mapped_column(Integer, default=1)
    last_interaction_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    solved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[bool | None] = mapped_column(Boolean)
    __table_args__ = (UniqueConstraint("team_id", "ref_key"), Index(None, "team_id", "answered_at"))


class EvidenceRow(Kept):
    """One dated piece of customer feedback.

    ``yes`` and ``low`` are 1 where the value counts for the measure's share (or is a
    promoter) and where it is a detractor, so that any window adds up in SQL. One index holds
    all that is added up, so that years of verdicts are read without the rows themselves.
    """

    __tablename__ = "evidence"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    touchpoint_id: Mapped[str | None] = mapped_column(link("touchpoint.id"), index=True)
    measure: Mapped[str | None] = mapped_column(String(40))
    value: Mapped[float | None] = mapped_column(Float)
    yes: Mapped[int] = mapped_column(Integer, default=0)
    low: Mapped[int] = mapped_column(Integer, default=0)
    quote: Mapped[str] = mapped_column(Text, default="")
    day: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(Text, default="")
    case_id: Mapped[str | None] = mapped_column(link("care_case.id"))
    import_id: Mapped[str | None] = mapped_column(link("import_batch.id"), index=True)
    fingerprint: Mapped[str | None] = mapped_column(String(64))
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


class JournalRow(Base):
    """One change: what was done, by whom, when, and its rows before and after.

    ``undoes`` names the ``seq`` that an undo took back, ``redoes`` the one a redo brought
    back. ``undoable`` is false for what is never undone (steps, reveals, closing, ballots,
    hand-overs).
    """

    __tablename__ = "journal"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(Text)
    changes: Mapped[list[Any]] = mapped_column(JSON)
    by: Mapped[str | None] = mapped_column(link("member.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    sitting: Mapped[str] = mapped_column(ID)
    undoable: Mapped[bool] = mapped_column(Boolean)
    undoes: Mapped[int | None] = mapped_column(Integer)
    redoes: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (Index(None, "team_id", "sitting", "seq"),)


class JournalTouchRow(Base):
    """Which rows a journal entry touched, so that "who changed it since" is one look-up."""

    __tablename__ = "journal_touch"
    team_id: Mapped[str] = mapped_column(String(24), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    entity: Mapped[str] = mapped_column(String(20), primary_key=True)
    entity_id: Mapped[str] = mapped_column(ID, primary_key=True)
    __table_args__ = (Index(None, "team_id", "entity", "entity_id", "seq"),)


class LearnedRow(Base):
    """The team's improvements that had a final verdict at one entry of its journal, on one day.

    It says nothing that the rest does not and may be gone at any time: it saves looking at
    years of verdicts again. ``rules`` marks what a verdict took then, ``improvements`` holds
    ids with spaces between them, each after one letter for its verdict.
    """

    __tablename__ = "learned"
    team_id: Mapped[str] = mapped_column(link("team.id", cascade=True), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer)
    today: Mapped[date] = mapped_column(Date)
    rules: Mapped[str] = mapped_column(String(8))
    improvements: Mapped[str] = mapped_column(Text)


KEPT: dict[str, type[Kept]] = {
    row.__tablename__: row
    for row in (
        TeamRow,
        EraRow,
        MemberRow,
        MeasureRow,
        CycleSkipRow,
        TouchpointRow,
        ReviewRow,
        VoteTotalRow,
        ImprovementRow,
        StageSkipRow,
        ImportRow,
        CaseRow,
        EvidenceRow,
    )
}
"""The journaled tables by name, parents before children."""
