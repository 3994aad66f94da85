"""What is kept, as tables.

`JournaledRow` rows belong to a team; each change to one is written to the journal as its values
before and after. Ballots (`PrivateCard`, `Vote`, `Mood`, `Rating`), presence and the journal
itself are not `JournaledRow`: the journal never sees them. Foreign keys are checked at commit, so
that undo may put rows back in any order.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Float,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables.base import Base, JournaledRow, foreign_key
from store.db.tables.types import UtcDateTime


class TeamRow(JournaledRow):
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
    words: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    asks_question: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TeamSeqRow(Base):
    """A team's last journal ``seq``. Its row lock is what orders a team's commits.

    ``unjournaled`` counts the changes that the journal does not see, as ballots; it says
    that there was one, never what or whose.
    """

    __tablename__ = "team_seq"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, default=0)
    unjournaled: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class EraRow(JournaledRow):
    """From ``first_day`` on the team's cycles have this cadence."""

    __tablename__ = "era"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), index=True)
    cadence: Mapped[str] = mapped_column(String(8))
    first_day: Mapped[date] = mapped_column(Date)
    old_end: Mapped[date | None] = mapped_column(Date)


class MemberRow(JournaledRow):
    __tablename__ = "member"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), index=True)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    joined_on: Mapped[date] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)
    __table_args__ = (UniqueConstraint("team_id", "name_key"),)


class MeasureRow(JournaledRow):
    """A measure of the team's own.

    ``counts`` is events or state for a count once the team has said which, else None.
    """

    __tablename__ = "measure"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    key: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(8))
    better: Mapped[str] = mapped_column(String(4))
    threshold: Mapped[float | None] = mapped_column(Float)
    per_cycle: Mapped[str] = mapped_column(String(4), default="sum")
    counts: Mapped[str | None] = mapped_column(String(6))
    missing: Mapped[str] = mapped_column(String(7), default="zero", server_default="zero")
    __table_args__ = (UniqueConstraint("team_id", "key"),)


class CycleSkipRow(JournaledRow):
    """A whole cycle left out, with its reason."""

    __tablename__ = "cycle_skip"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    cycle: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("team_id", "cycle"),)


class TouchpointRow(JournaledRow):
    """A card. ``merged_into`` is never a chain: it names the card that stands on the board.

    ``sign`` is what shows that a customer is in trouble here, ``unasked`` what is done then before
    they ask, ``stuck`` whom to turn to. ``author_id`` is kept of who added it in the open; of who wrote it privately only where the
    team showed authors at the reveal.
    """

    __tablename__ = "touchpoint"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    rank: Mapped[str] = mapped_column(Text().with_variant(Text(collation="C"), "postgresql"))
    text: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text, default="")
    channel: Mapped[str] = mapped_column(Text, default="")
    friction: Mapped[int] = mapped_column(Integer, default=0)
    feeling: Mapped[str] = mapped_column(Text, default="")
    volume: Mapped[int | None] = mapped_column(Integer)
    sign: Mapped[str] = mapped_column(Text, default="", server_default="")
    unasked: Mapped[str] = mapped_column(Text, default="", server_default="")
    stuck: Mapped[str] = mapped_column(Text, default="", server_default="")
    author_id: Mapped[str | None] = mapped_column(foreign_key("member.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    merged_into: Mapped[str | None] = mapped_column(foreign_key("touchpoint.id"), index=True)
    __table_args__ = (Index(None, "team_id", "archived_at", "stage", "rank"),)


class ImprovementRow(JournaledRow):
    """The one small change for a stage in a cycle, with its proof.

    The baseline window and ``after_days`` are fixed when it is picked, the after window's
    days when it is done. ``together_with_id`` names the improvement it is read together with as
    one. ``proof_at`` is when the measure, touchpoint or windows were last chosen or changed,
    ``target_at`` the same for the target; both None where the rules on choices after the fact do
    not hold. ``story`` is what was chosen after the fact, ``story_on`` the day.
    """

    __tablename__ = "improvement"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    cycle: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    touchpoint_id: Mapped[str | None] = mapped_column(foreign_key("touchpoint.id"))
    owner_id: Mapped[str | None] = mapped_column(foreign_key("member.id"))
    due: Mapped[date] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(8), default="planned")
    done_on: Mapped[date | None] = mapped_column(Date)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    late: Mapped[bool] = mapped_column(Boolean, default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    carried_from: Mapped[str | None] = mapped_column(foreign_key("improvement.id"), index=True)
    measure: Mapped[str | None] = mapped_column(String(40))
    touchpoint_only: Mapped[bool] = mapped_column(Boolean, default=False)
    before_from: Mapped[date | None] = mapped_column(Date)
    before_to: Mapped[date | None] = mapped_column(Date)
    after_days: Mapped[int | None] = mapped_column(Integer)
    after_from: Mapped[date | None] = mapped_column(Date)
    after_to: Mapped[date | None] = mapped_column(Date)
    target: Mapped[float | None] = mapped_column(Float)
    together_with_id: Mapped[str | None] = mapped_column(foreign_key("improvement.id"), index=True)
    proof_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proof_part: Mapped[str | None] = mapped_column(String(10))
    target_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    story: Mapped[str | None] = mapped_column(String(10))
    story_on: Mapped[date | None] = mapped_column(Date)
    link: Mapped[str] = mapped_column(Text, default="", server_default="")
    picked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __table_args__ = (
        UniqueConstraint("team_id", "cycle", "stage"),
        Index(None, "team_id", "status"),
        Index(None, "team_id", "done_on"),
        Index(None, "team_id", "after_to"),
    )


class StageSkipRow(JournaledRow):
    """A stage left out of a cycle, with its reason."""

    __tablename__ = "stage_skip"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    cycle: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("team_id", "cycle", "stage"),)
