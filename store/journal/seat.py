"""Who acts, in which team, in which sitting; and the one way to change something.

Every change runs inside `Seat.change`: one transaction that locks the team's `seq`, lets
the caller load, check and change rows, and at its end writes one journal row with the rows'
values before and after.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date, datetime
from functools import cache, cached_property
from typing import TypeVar

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import NotFound, Refused
from store.db.calendars import load_calendar
from store.db.custom_measures import load_own_measures
from store.db.tables.base import JournaledRow
from store.db.tables.models import MemberRow, TeamRow, TeamSeqRow
from store.domain.calendar import Calendar
from store.domain.statistics.measures import Measure
from store.journal import conflicts, journal
from store.workspace.workspace import Workspace, new_id

Row = TypeVar("Row", bound=JournaledRow)


@dataclass
class Change:
    """One change under way: the open transaction and what the journal will say of it."""

    session: Session
    seat: Seat
    team: TeamRow
    now: datetime
    what: str = ""
    undoes: int | None = None
    redoes: int | None = None
    extra: journal.Images = field(default_factory=list)
    """Rows changed past the session's sight, in bulk, that the journal should name."""
    _calendar: Calendar | None = field(default=None, repr=False)

    @property
    def calendar(self) -> Calendar:
        """The team's calendar as it stands in this transaction."""
        if self._calendar is None:
            self._calendar = load_calendar(self.session, self.team)
        return self._calendar

    @property
    def today(self) -> date:
        """Today in the team's zone."""
        return self.calendar.today(self.now)

    def set_summary(self, summary: str) -> None:
        """What the journal says was done, as "Added “Welcome e-mail” to Connect"."""
        self.what = summary

    def new_id(self) -> str:
        return self.seat.workspace.new_id()

    def find(self, table: type[Row], id: str, noun: str) -> Row:
        """The row with ``id`` if it belongs to this team, else NotFound naming ``noun``."""
        row = self.session.get(table, id)
        if row is None or getattr(row, "team_id", self.team.id) != self.team.id:
            raise NotFound(f"There is no such {noun} any more. Somebody may have removed it.")
        return row

    def member(self, id: str, field: str | None = None) -> MemberRow:
        """The team's member. Raises Refused for ``field`` when they have left, NotFound when
        there is none."""
        member = self.find(MemberRow, id, "member")
        if member.left_on is not None:
            raise Refused(f"{member.name} has left the team.", field=field)
        return member

    def check_seen(self, row: JournaledRow, seen: int | None, noun: str) -> None:
        """Raise Conflict, naming who, what and when, if ``row`` is not as it was at version
        ``seen``."""
        if seen is not None and row.version != seen:
            raise conflicts.conflict_error(self, row, seen, noun)


@dataclass
class TeamReading:
    """The seat's team in one reading transaction, with what most readings begin from."""

    session: Session
    row: TeamRow
    now: datetime

    @cached_property
    def calendar(self) -> Calendar:
        """The team's calendar as it stands in this transaction."""
        return load_calendar(self.session, self.row)

    @cached_property
    def today(self) -> date:
        """Today in the team's zone."""
        return self.calendar.today(self.now)

    @cached_property
    def own_measures(self) -> tuple[Measure, ...]:
        """The measures that the team made itself."""
        return load_own_measures(self.session, self.row.id)


@dataclass(frozen=True)
class Seat:
    """A place at a team's table: a member's, or the room's (``member_id`` None).

    ``sitting`` tells one stretch of work at one terminal from others; undo goes by it.
    """

    workspace: Workspace
    team_id: str
    member_id: str | None = None
    sitting: str = field(default_factory=new_id)

    def as_member(self, member_id: str | None) -> Seat:
        """The same sitting, acting as another member, as in a private turn."""
        return replace(self, member_id=member_id)

    @property
    def now(self) -> datetime:
        return self.workspace.clock.now()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; see `Workspace.reading`."""
        with self.workspace.reading() as session:
            yield session

    @contextlib.contextmanager
    def read_team(self) -> Iterator[TeamReading]:
        """The team in a session for reading. Raises NotFound when it is gone."""
        with self.workspace.reading() as session:
            team = session.scalar(_team(), {"team": self.team_id})
            if team is None:
                raise NotFound("This team is not in the workspace any more.")
            yield TeamReading(session, team, self.now)

    @contextlib.contextmanager
    def unjournaled_change(self) -> Iterator[Change]:
        """One transaction that the journal does not see: ballots, who is in a review, private
        cards. It is counted, so that other terminals look again.

        Raises Refused when the seat's member has left the team.
        """
        with _clashes_in_words(), self.workspace.writing() as session:
            seq_row, team = self._lock(session)
            yield self._start(session, team)
            seq_row.unjournaled += 1

    @contextlib.contextmanager
    def change(self, kind: str, *, undoable: bool = True) -> Iterator[Change]:
        """One transaction with one journal row of ``kind``.

        Nothing is written, the journal row neither, when the block changes nothing. Raises
        Refused when the seat's member has left the team.
        """
        with _clashes_in_words(), self.workspace.writing() as session:
            seq_row, team = self._lock(session)
            change = self._start(session, team)
            yield change
            images = [*journal.images(session), *change.extra]
            if not images:
                return
            seq_row.seq += 1
            entry = journal.Entry(kind, change.what, images, undoable, change.undoes, change.redoes)
            journal.write(change, seq_row.seq, entry)

    def _lock(self, session: Session) -> tuple[TeamSeqRow, TeamRow]:
        """The team and its counters, which nobody else changes until this transaction ends."""
        seq_row: TeamSeqRow | None = session.scalar(_counters(), {"team": self.team_id})
        team = session.get(TeamRow, self.team_id)
        if seq_row is None or team is None:
            raise NotFound("This team is not in the workspace any more.")
        return seq_row, team

    def _start(self, session: Session, team: TeamRow) -> Change:
        """A change under way. Raises Refused when the seat's member has left the team."""
        change = Change(session, self, team, self.now)
        if self.member_id is not None:
            change.member(self.member_id)
        return change


@cache
def _team() -> Executable:
    """The query for the row of ``:team``, put together once."""
    return select(TeamRow).where(TeamRow.id == bindparam("team"))


@cache
def _counters() -> Executable:
    """The query for the counters of ``:team``, held against others until the transaction ends."""
    return select(TeamSeqRow).where(TeamSeqRow.team_id == bindparam("team")).with_for_update()


@contextlib.contextmanager
def _clashes_in_words() -> Iterator[None]:
    """Says what a broken uniqueness, or a link broken at the commit, means to a person."""
    try:
        yield
    except IntegrityError as error:
        if "foreign key" in str(error.orig).lower():
            raise Refused(
                "Something else in the workspace uses this now. Nothing was changed."
            ) from None
        raise Refused(
            "Somebody saved the same thing a moment before. Nothing was changed."
        ) from None
