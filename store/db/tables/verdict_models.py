"""What was read of improvements' proofs, and how far a team's evidence was looked through for it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Float, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables.base import Base, JournaledRow, foreign_key
from store.db.tables.types import UtcDateTime


class VerdictRow(JournaledRow):
    """What was read of an improvement's proof, when and by which version of the rules.

    ``place`` is 1 for the first reading and 2 for the last one with evidence that came late, of
    which there are ``late``. ``word`` is a verdict's value. Each side has its answers, those that
    count for the share (promoters) and the detractors, a count the figures of its cycles;
    ``…_asked`` and ``…_answered`` count those who were asked about a case, where they were.
    ``phi`` and ``phi_cycles`` tell how much the cycles before differ.
    """

    __tablename__ = "verdict"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    improvement_id: Mapped[str] = mapped_column(foreign_key("improvement.id", cascade=True))
    place: Mapped[int] = mapped_column(Integer)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rules: Mapped[int] = mapped_column(Integer)
    word: Mapped[str] = mapped_column(String(15))
    before_n: Mapped[int] = mapped_column(Integer)
    before_yes: Mapped[int] = mapped_column(Integer, default=0)
    before_low: Mapped[int] = mapped_column(Integer, default=0)
    before_figures: Mapped[list[Any]] = mapped_column(JSON, default=list)
    before_asked: Mapped[int | None] = mapped_column(Integer)
    before_answered: Mapped[int | None] = mapped_column(Integer)
    after_n: Mapped[int] = mapped_column(Integer)
    after_yes: Mapped[int] = mapped_column(Integer, default=0)
    after_low: Mapped[int] = mapped_column(Integer, default=0)
    after_figures: Mapped[list[Any]] = mapped_column(JSON, default=list)
    after_asked: Mapped[int | None] = mapped_column(Integer)
    after_answered: Mapped[int | None] = mapped_column(Integer)
    low: Mapped[float | None] = mapped_column(Float)
    high: Mapped[float | None] = mapped_column(Float)
    phi: Mapped[float] = mapped_column(Float, default=1.0)
    phi_cycles: Mapped[int] = mapped_column(Integer, default=0)
    bad_start: Mapped[bool] = mapped_column(Boolean, default=False)
    late: Mapped[int] = mapped_column(Integer, default=0)
    __table_args__ = (
        UniqueConstraint("improvement_id", "place"),
        Index(None, "team_id", "place", "word"),
    )


class VerdictCheckRow(Base):
    """Until when a team's evidence was looked through for what came after a verdict was read."""

    __tablename__ = "verdict_check"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
