"""What the journal and a conflict need to know of a change under way."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from store.db.tables.models import TeamRow
from store.domain.calendar import Calendar


class Author(Protocol):
    """Who makes a change: a member (None for the room), in one sitting."""

    @property
    def member_id(self) -> str | None: ...

    @property
    def sitting(self) -> str: ...


class ChangeContext(Protocol):
    """An open transaction, the team it is about, who makes it and when."""

    @property
    def session(self) -> Session: ...

    @property
    def team(self) -> TeamRow: ...

    @property
    def now(self) -> datetime: ...

    @property
    def seat(self) -> Author: ...

    @property
    def calendar(self) -> Calendar: ...

    @property
    def today(self) -> date: ...
