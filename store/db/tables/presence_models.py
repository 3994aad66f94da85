"""Who is at which terminal: a table the journal never sees."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from store.db.tables.base import ID, Base, foreign_key
from store.db.tables.types import UtcDateTime


class PresenceRow(Base):
    """A terminal that shows the team now: whose it is, when it last called and had a key, and
    in ``place`` the stage it looks at in Pick."""

    __tablename__ = "presence"
    sitting: Mapped[str] = mapped_column(ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(foreign_key("team.id", cascade=True), index=True)
    member_id: Mapped[str | None] = mapped_column(foreign_key("member.id", cascade=True))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    active_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str | None] = mapped_column(String(12))
