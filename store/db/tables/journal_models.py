"""Tables of the journal: each change, and which rows it touched."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables.base import ID, Base, foreign_key
from store.db.tables.types import UtcDateTime


class JournalRow(Base):
    """One change: what was done, by whom, when, and its rows before and after.

    ``undoes`` names the ``seq`` that an undo took back, ``redoes`` the one a redo brought
    back. ``undoable`` is false for what is never undone (steps, reveals, closing, ballots,
    hand-overs).
    """

    __tablename__ = "journal"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(Text)
    changes: Mapped[list[Any]] = mapped_column(JSON)
    by: Mapped[str | None] = mapped_column(foreign_key("member.id"))
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
