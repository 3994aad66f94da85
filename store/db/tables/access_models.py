"""How people get in: tables the journal never sees."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables.base import ID, Base, foreign_key
from store.db.tables.types import UtcDateTime


class InviteRow(Base):
    """A one-time way in for a member; only the code's hash is kept."""

    __tablename__ = "invite"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MemberKeyRow(Base):
    """A public SSH key that a member logs in with."""

    __tablename__ = "member_key"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True))
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    public_key: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __table_args__ = (UniqueConstraint("member_id", "fingerprint"),)


class BrowserRow(Base):
    """A browser that a member comes back with; only its token's hash is kept. One browser may
    stand for a member in each of several teams."""

    __tablename__ = "browser"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True))
    member_id: Mapped[str] = mapped_column(foreign_key("member.id", cascade=True), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), index=True)
    label: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __table_args__ = (UniqueConstraint("member_id", "token_hash"),)


class LookLinkRow(Base):
    """A link by which anybody who has it reads the team's board and last report; only its
    token's hash is kept."""

    __tablename__ = "look_link"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    quotes: Mapped[bool]
    names: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
