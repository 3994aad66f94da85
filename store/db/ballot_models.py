"""What people give privately in a review, and who is there: tables the journal never sees."""

from __future__ import annotations

from sqlalchemy import (
    Integer,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.db.base import ID, Base, link


class PresentRow(Base):
    """Who is in a review, and in which step they last said "I'm done"."""

    __tablename__ = "review_present"
    review_id: Mapped[str] = mapped_column(link("review.id", cascade=True), primary_key=True)
    member_id: Mapped[str] = mapped_column(link("member.id", cascade=True), primary_key=True)
    done_step: Mapped[str | None] = mapped_column(String(12))


class PrivateCardRow(Base):
    """A touchpoint written privately in Map, until the reveal makes it one."""

    __tablename__ = "private_card"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    review_id: Mapped[str] = mapped_column(link("review.id", cascade=True), index=True)
    member_id: Mapped[str] = mapped_column(link("member.id", cascade=True))
    stage: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    place: Mapped[int] = mapped_column(Integer)


class VoteRow(Base):
    __tablename__ = "vote"
    review_id: Mapped[str] = mapped_column(link("review.id", cascade=True), primary_key=True)
    member_id: Mapped[str] = mapped_column(link("member.id", cascade=True), primary_key=True)
    touchpoint_id: Mapped[str] = mapped_column(
        link("touchpoint.id", cascade=True), primary_key=True
    )
    votes: Mapped[int] = mapped_column(Integer)


class MoodRow(Base):
    __tablename__ = "mood"
    review_id: Mapped[str] = mapped_column(link("review.id", cascade=True), primary_key=True)
    member_id: Mapped[str] = mapped_column(link("member.id", cascade=True), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)


class RatingRow(Base):
    __tablename__ = "rating"
    review_id: Mapped[str] = mapped_column(link("review.id", cascade=True), primary_key=True)
    member_id: Mapped[str] = mapped_column(link("member.id", cascade=True), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)


BALLOTS = tuple(row.__tablename__ for row in (VoteRow, MoodRow, RatingRow, PrivateCardRow))
"""The tables whose rows are private until the reveal, and gone after."""
