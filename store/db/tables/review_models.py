"""Reviews: how each went, the votes it gave touchpoints, and what was said of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Float, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables.base import ID, JournaledRow, foreign_key
from store.db.tables.types import UtcDateTime


class ReviewRow(JournaledRow):
    """A review. ``spent`` keeps each step's seconds and extra minutes by step key.

    ``mood_mean`` and ``rating_mean`` are written at the reveal, from three people up.
    ``first_closed_at`` stays when the review is reopened: it tells whether it was held in time.
    ``asked_step`` is the step in which the lead was last asked whether to reveal what so few
    gave that it shows whose it is. ``next_moved_to`` is the date to which the one review after it
    was moved; None where the team's own day holds. ``led_before_id`` is the member from whom the
    lead was taken while they were away. ``quotes`` holds the ids of the evidence chosen for the
    report, ``learned`` what was learned from an improvement, by its id. ``called`` is how often the
    lead brought everybody to a place in the step, from which terminal the last time, and where.
    """

    __tablename__ = "review"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    planned: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(8))
    steps: Mapped[list[Any]] = mapped_column(JSON)
    step_index: Mapped[int] = mapped_column(Integer, default=0)
    spent: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    timer_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lead_id: Mapped[str | None] = mapped_column(foreign_key("member.id"))
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
    asked_step: Mapped[str | None] = mapped_column(String(12))
    next_moved_to: Mapped[datetime | None] = mapped_column(UtcDateTime)
    led_before_id: Mapped[str | None] = mapped_column(ID)
    quotes: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    learned: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    called: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    __table_args__ = (
        UniqueConstraint("team_id", "planned"),
        Index(None, "team_id", "closed_at"),
        Index(None, "team_id", "first_closed_at"),
    )


class VoteTotalRow(JournaledRow):
    """A touchpoint's votes in a review, after the reveal.

    ``first_votes`` is what it got in the first round, where there was another.
    """

    __tablename__ = "vote_total"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), index=True)
    review_id: Mapped[str] = mapped_column(foreign_key("review.id", cascade=True))
    touchpoint_id: Mapped[str] = mapped_column(foreign_key("touchpoint.id", cascade=True))
    votes: Mapped[int] = mapped_column(Integer)
    first_votes: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (UniqueConstraint("review_id", "touchpoint_id"),)


class TopicRow(JournaledRow):
    """A touchpoint talked about in a review, after its votes: what was said, what was decided.

    ``opened_at`` is set while it is being talked about, ``settled_at`` once that is over;
    ``minutes`` is the talk's time box. ``looked_into_by`` says who looks into it, and by when, in
    the lead's words.
    """

    __tablename__ = "topic"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), index=True)
    review_id: Mapped[str] = mapped_column(foreign_key("review.id", cascade=True))
    touchpoint_id: Mapped[str] = mapped_column(foreign_key("touchpoint.id", cascade=True))
    note: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[str] = mapped_column(String(8), default="")
    looked_into_by: Mapped[str] = mapped_column(Text, default="", server_default="")
    minutes: Mapped[int] = mapped_column(Integer, default=3)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    __table_args__ = (UniqueConstraint("review_id", "touchpoint_id"),)
