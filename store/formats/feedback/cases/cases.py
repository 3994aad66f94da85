"""Customers' cases out of a ticket export, whatever help desk wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta, tzinfo

from store.common.dataclass import dataclass
from store.domain.statistics.measures import find_measure
from store.formats.feedback.answers import answer_reader, yes_or_no
from store.formats.feedback.cases.case_columns import (
    KEPT_TARGET,
    NO_TARGET,
    OVERDUE_NOW,
    UNREAD,
    due_columns,
    find_columns,
)
from store.formats.feedback.cases.case_marks import flag, is_broken, times
from store.formats.feedback.columns import judged
from store.formats.feedback.days.answer_dates import date_reader, settled_dates
from store.formats.feedback.words.status_words import is_case_status, is_solved, is_withdrawn
from store.formats.tabular.days.dates import DayOrder, Unreadable, is_no_day, quoted_cell
from store.formats.tabular.days.durations import per_hour, read_hours, says_unit
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import NumberStyle, read_number, settle_numbers
from store.formats.tabular.tables import Problem, Row, Table

_ONE_CONTACT = (0.0, 1.0)

When = Callable[[str], datetime | None]


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a ticket export. None: the file doesn't say."""

    row: Row
    created: datetime | None
    reply_hours: float | None
    """From creation to the first reply; None also when there was none yet."""
    reply_unread: bool
    """Something stands there that is no time of a reply, or one before the case."""
    late_reply: bool | None
    """What the help desk itself says of its reply target."""
    solved: bool
    withdrawn: bool
    """Ended with nothing to solve: cancelled, a duplicate, spam."""
    solved_at: datetime | None
    solve_hours: float | None
    """From creation to the solution; None for an unsolved case, whatever its row holds."""
    overdue: bool | None
    """What the help desk itself says of its solution target."""
    interactions: int | None
    """Contacts it took; each time it was reopened is one more than its first."""
    first_contact: bool | None
    reopened: bool | None
    escalated: bool | None
    rating: float | None
    """1 to 5, where the customer rated."""
    rated_at: datetime | None
    came_back: bool = False
    """It was reopened, and but for that would be solved in the first contact."""
    ended_by_length: bool = False
    """Its solution's day follows from its creation and how long the solution took."""


@dataclass(frozen=True, slots=True)
class CaseTable:
    """A ticket export's cases."""

    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]
    columns: dict[str, str]
    """What was found in which column."""
    newest: datetime | None
    """The newest time anything in the file happened: what "old enough" is held against."""
    stray_lengths: int
    """Unsolved rows that carry a resolution time all the same; it was left unread."""


class CaseReader:
    """Knows the columns of one ticket export and reads its rows."""

    def __init__(
        self,
        table: Table,
        *,
        today: date,
        zone: tzinfo | None = None,
        day_order: DayOrder | None = None,
        best_low: bool | None = None,
        rated_column: str | None = None,
    ) -> None:
        """``best_low`` says which end of a rating is best, over what its column says, and
        ``rated_column`` which column says when customers rated.

        Raises Refused when a date column's day order must be asked, and for a ``rated_column``
        that isn't there or holds no days."""
        self.table = table
        self._today, self._zone, self._order = today, zone, day_order
        self.columns = find_columns(table)
        if rated_column is not None:
            self.columns["rated"] = table.index(rated_column)
        self._due = due_columns(table)
        target = self.columns.get("overdue")
        self._says_kept = target is not None and bool(
            KEPT_TARGET.search(name_words(table.header[target]))
        )
        self._when: dict[str, When] = {}
        self._hours: dict[str, tuple[float, NumberStyle]] = {}
        for what in ("created", "solved", "updated", "rated", "reply", "length"):
            self._settle(what, named=what == "rated" and rated_column is not None)
        rating = self.columns.get("rating")
        cells = table.column(rating) if rating is not None else []
        if best_low is None and rating is not None:
            judgement = judged(table, rating)
            best_low = judgement.best_low if judgement is not None else None
        self._answer = answer_reader(find_measure("csat"), cells, best_low=bool(best_low))
        self._problems: list[Problem] = []

    def read(self) -> CaseTable:
        """All cases of the file."""
        cases: list[Case] = []
        self._problems = list(self.table.problems)
        newest: datetime | None = None
        strays = 0
        for row in self.table.rows:
            try:
                case = self._case(row)
            except Unreadable as error:
                self._problems.append(Problem(row.line, str(error)))
                continue
            cases.append(case)
            strays += not case.solved and self._length(row) is not None
            newest = max(filter(None, (newest, *self._times(case))), default=None)
        problems = sorted(self._problems, key=lambda problem: problem.line)
        used = self.columns.items()
        unused = (NO_TARGET, OVERDUE_NOW, *UNREAD.values())
        names = {what: self.table.header[index] for what, index in used if what not in unused}
        return CaseTable(tuple(cases), tuple(problems), names, newest, strays)

    def has(self, *what: str) -> bool:
        """Whether the file has a column for any of these."""
        return any(each in self.columns for each in what)

    def _settle(self, what: str, *, named: bool) -> None:
        """Settle whether a column holds times or lengths; drop it if it holds neither and was not
        ``named`` by a person."""
        index = self.columns.get(what)
        if index is None:
            return
        cells = self.table.column(index)
        name = self.table.header[index]
        unit = per_hour(name)
        dates = settled_dates(self.table, index, self._today)
        if what in ("reply", "length") and (unit or not dates.readable):
            style = settle_numbers(cells)
            if _are_lengths(cells, unit, style):
                self._hours[what] = (unit or 1.0, style)
            else:
                del self.columns[what]
            return
        if what == "length":
            del self.columns[what]
            return
        if not (dates.readable or named):
            if any(not is_blank(cell) for cell in cells):
                del self.columns[what]
            return
        self._when[what] = date_reader(self.table, index, self._today, self._order, self._zone)

    def _cell(self, row: Row, what: str) -> str:
        index = self.columns.get(what)
        return "" if index is None else row.cells[index]

    def _time(self, row: Row, what: str) -> datetime | None:
        read = self._when.get(what)
        time = read(self._cell(row, what)) if read else None
        if time is not None and time.date() > self._today:
            raise Unreadable(f"its date, {time.date().isoformat()}, is in the future")
        return time

    def _length(self, row: Row) -> float | None:
        unit = self._hours.get("length")
        return read_hours(self._cell(row, "length"), *unit) if unit else None

    def _case(self, row: Row) -> Case:
        created = self._time(row, "created")
        if created is None and "created" in self._when:
            raise Unreadable("it has no day of creation")
        solved_at, length = self._time(row, "solved"), self._length(row)
        solved = self._is_solved(row, solved_at, solved_at is not None or length is not None)
        by_length = False
        if solved_at is None and solved and created is not None and length is not None:
            by_length = True
            solved_at = created + _span(length)
        if length is None and solved_at is not None and created is not None:
            length = _hours_between(created, solved_at)
        interactions = read_number(self._cell(row, "interactions"))
        first_contact = flag(self._cell(row, "first_contact"))
        times_back = times(self._cell(row, "reopened"))
        reply = self._reply_hours(row, created)
        contacts = None if interactions is None else max(int(interactions), times_back + 1)
        return Case(
            row=row,
            created=created,
            reply_hours=reply,
            reply_unread=reply is None and self._is_reply_unread(row),
            late_reply=is_broken(self._cell(row, "late_reply")),
            solved=solved,
            withdrawn=is_withdrawn(self._cell(row, "status")),
            solved_at=solved_at if solved else None,
            solve_hours=length if solved else None,
            overdue=self._is_overdue(row),
            interactions=contacts,
            first_contact=first_contact and not times_back,
            came_back=times_back > 0 and (bool(first_contact) or interactions in _ONE_CONTACT),
            reopened=flag(self._cell(row, "reopened")),
            escalated=flag(self._cell(row, "escalated")),
            rating=self._rated(row),
            rated_at=self._time(row, "rated"),
            ended_by_length=by_length,
        )

    def _rated(self, row: Row) -> float | None:
        """The customer's rating; one off the scale is told and costs the case nothing else."""
        try:
            return self._answer(self._cell(row, "rating"))
        except Unreadable as error:
            self._problems.append(Problem(row.line, str(error)))
            return None

    def _is_solved(self, row: Row, solved_at: datetime | None, has_time: bool) -> bool:
        """By its status where there is one: an open ticket's resolution time is not one. A day of the
        solution says it where the status is in words of the team's own, such as “In UAT”."""
        status = self._cell(row, "status")
        if is_blank(status):
            return has_time and "status" not in self.columns
        return is_solved(status) or (solved_at is not None and not is_case_status(status))

    def _is_overdue(self, row: Row) -> bool | None:
        """What the help desk says of its target; None where a due day is missing, and so a target."""
        cell = self._cell(row, "overdue")
        overdue = is_broken(cell)
        if self._says_kept and yes_or_no(cell) is not None:
            return not overdue
        untold = overdue is False and yes_or_no(cell) is not None
        if untold and self._due and all(is_blank(row.cells[index]) for index in self._due):
            return None
        return overdue

    def _reply_hours(self, row: Row, created: datetime | None) -> float | None:
        if unit := self._hours.get("reply"):
            return read_hours(self._cell(row, "reply"), *unit)
        replied = self._time(row, "reply")
        if replied is None or created is None:
            return None
        return _hours_between(created, replied)

    def _is_reply_unread(self, row: Row) -> bool:
        """Whether a reply's time cannot be told, though something stands for it, which is told."""
        cell = self._cell(row, "reply")
        if "reply" in self._hours:
            unread = not is_blank(cell) and not is_no_day(cell)
        else:
            unread = self._time(row, "reply") is not None
        if unread:
            why = f"“{quoted_cell(cell)}” cannot be read as a time of the first reply, or lies before the case"
            self._problems.append(Problem(row.line, why))
        return unread

    def _times(self, case: Case) -> Iterator[datetime]:
        """Every time that something happened to the case."""
        replied = None
        if case.created is not None and case.reply_hours is not None:
            replied = case.created + _span(case.reply_hours)
        updated = None
        with suppress(Unreadable):
            updated = self._time(case.row, "updated")
        for time in (case.created, case.solved_at, case.rated_at, updated, replied):
            if time is not None and time.date() <= self._today:
                yield time


def _are_lengths(cells: list[str], unit: float | None, style: NumberStyle) -> bool:
    """Whether lengths of time can be read in a column: numbers only where its name says their unit.
    One that is still blank is of lengths where its name says so."""
    if unit is None:
        return any(map(says_unit, cells))
    return all(map(is_blank, cells)) or any(
        read_hours(cell, unit, style) is not None for cell in cells
    )


def _span(hours: float) -> timedelta:
    """A length of time, capped at a century so that no date overflows."""
    return timedelta(hours=min(hours, 876_600.0))


def _hours_between(start: datetime, end: datetime) -> float | None:
    """The hours from ``start`` to ``end``; None where the end comes first."""
    return (end - start).total_seconds() / 3600 if end >= start else None
