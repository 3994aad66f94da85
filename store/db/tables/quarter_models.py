"""What the team promises, what customers ask again and again, and its answers of each quarter."""

from datetime import date, datetime

from sqlalchemy import Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables.base import JournaledRow, foreign_key
from store.db.tables.types import UtcDateTime


class PromiseRow(JournaledRow):
    """One thing the team promises. ``kind`` says which columns speak.

    ``reply``: ``subject`` is a channel, ``hours`` the longest wait for a first reply.
    ``decide``: ``who`` may decide on ``subject``, up to ``up_to``. ``step-up``: ``who`` is asked
    for what the front line can't decide.
    """

    __tablename__ = "promise"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    kind: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(Text, default="")
    subject_key: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(Text, default="")
    up_to: Mapped[str] = mapped_column(Text, default="")
    hours: Mapped[int | None] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __table_args__ = (UniqueConstraint("team_id", "kind", "subject_key"),)


class QuestionRow(JournaledRow):
    """A question that customers ask, and how often; ``frustrated`` counts those who asked only
    once they were.

    ``answered_as`` says in which form it is answered at ``answered_where``. ``joined_into`` is never a chain: it names the question that counts for both.
    """

    __tablename__ = "question"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    text: Mapped[str] = mapped_column(Text)
    text_key: Mapped[str] = mapped_column(Text)
    asked: Mapped[int] = mapped_column(Integer, default=1)
    last_on: Mapped[date] = mapped_column(Date)
    answered_where: Mapped[str] = mapped_column(Text, default="")
    frustrated: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    answered_as: Mapped[str] = mapped_column(String(8), default="", server_default="")
    joined_into: Mapped[str | None] = mapped_column(foreign_key("question.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __table_args__ = (UniqueConstraint("team_id", "text_key"),)


class QuarterAnswerRow(JournaledRow):
    """What the team last answered to something that is asked each quarter.

    ``about`` is ``promises``, ``retention``, ``repurchase``, or an improvement's id.
    """

    __tablename__ = "quarter_answer"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    about: Mapped[str] = mapped_column(String(24))
    answer: Mapped[str] = mapped_column(String(8))
    on: Mapped[date] = mapped_column(Date)
    __table_args__ = (UniqueConstraint("team_id", "about"),)
