"""What people give privately, in a review or for the one to come, and who is there: tables the
journal never sees."""

from sqlalchemy import (
    Integer,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables import review_models
from store.db.tables.base import ID, Base, foreign_key

LINKED_TO = (review_models,)
"""The module of the reviews that these are linked to."""


class PresentRow(Base):
    """Who is in a review, and in which step they last said "I'm done"."""

    __tablename__ = "review_present"
    review_id: Mapped[str] = mapped_column(foreign_key("review.id", cascade=True), primary_key=True)
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True), primary_key=True)
    done_step: Mapped[str | None] = mapped_column(String(12))


class PrivateCardRow(Base):
    """A touchpoint written privately in Map, until the reveal makes it one."""

    __tablename__ = "private_card"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    review_id: Mapped[str] = mapped_column(foreign_key("review.id", cascade=True), index=True)
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    place: Mapped[int] = mapped_column(Integer)


class VoteRow(Base):
    __tablename__ = "vote"
    review_id: Mapped[str] = mapped_column(foreign_key("review.id", cascade=True), primary_key=True)
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True), primary_key=True)
    touchpoint_id: Mapped[str] = mapped_column(
        foreign_key("touchpoint.id", cascade=True), primary_key=True
    )
    votes: Mapped[int] = mapped_column(Integer)


class MoodRow(Base):
    __tablename__ = "mood"
    review_id: Mapped[str] = mapped_column(foreign_key("review.id", cascade=True), primary_key=True)
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)


class RatingRow(Base):
    __tablename__ = "rating"
    review_id: Mapped[str] = mapped_column(foreign_key("review.id", cascade=True), primary_key=True)
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)


class EarlyCardRow(Base):
    """A touchpoint written privately between the meetings, until a review takes it in.

    ``cycle`` is the one that the review it was written for is to plan.
    """

    __tablename__ = "early_card"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), index=True)
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True))
    cycle: Mapped[str] = mapped_column(String(8))
    stage: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    place: Mapped[int] = mapped_column(Integer)


class EarlyVoteRow(Base):
    """Votes put aside between the meetings, until a review's Focus takes them in."""

    __tablename__ = "early_vote"
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), primary_key=True)
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True), primary_key=True)
    touchpoint_id: Mapped[str] = mapped_column(
        foreign_key("touchpoint.id", cascade=True), primary_key=True
    )
    cycle: Mapped[str] = mapped_column(String(8))
    votes: Mapped[int] = mapped_column(Integer)


BALLOTS = tuple(
    row.__tablename__
    for row in (VoteRow, MoodRow, RatingRow, PrivateCardRow, EarlyCardRow, EarlyVoteRow)
)
"""The tables whose rows are private until the reveal, and gone after."""
