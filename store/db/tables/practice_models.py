"""What a team's practice keeps beside board, cases and evidence: who handed a case to whom, and what
it has parked for another day."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables import evidence_models
from store.db.tables.base import JournaledRow, foreign_key
from store.db.tables.types import UtcDateTime

LINKED_TO = (evidence_models,)
"""The modules of the tables that these are linked to, beside those that every change loads."""


class CaseHandoverRow(JournaledRow):
    """A case got an owner. ``from_id`` is None where it had none, as at the first one."""

    __tablename__ = "case_handover"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    case_id: Mapped[str] = mapped_column(foreign_key("care_case.id", cascade=True), index=True)
    from_id: Mapped[str | None] = mapped_column(foreign_key("member.id"))
    to_id: Mapped[str] = mapped_column(foreign_key("member.id"))
    why: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    __table_args__ = (Index(None, "team_id", "case_id"),)


class ParkedRow(JournaledRow):
    """A note in the parking lot. ``by_id`` is who parked it, None for the room.

    ``outcome`` is empty while it waits, else ``touchpoint``, ``improvement`` or ``dropped``, since
    ``settled_at``.
    """

    __tablename__ = "parked"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), index=True)
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str | None] = mapped_column(foreign_key("member.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(12), default="")
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
