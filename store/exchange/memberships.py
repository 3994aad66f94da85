"""Who stayed and who left, out of a list of memberships or subscriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, tzinfo

from store.errors import Refused
from store.exchange.blanks import is_blank
from store.exchange.dates import DayOrder, Unreadable
from store.exchange.feedback import FeedbackRow
from store.exchange.names import words
from store.exchange.numbers import read_id
from store.exchange.purchases import CustomerFile, customer_column, customer_print
from store.exchange.roles import date_columns, date_reader
from store.exchange.tables import Problem, Row, Table, read_table
from store.exchange.tickets import Outcome
from store.practice.stages import Stage

_STARTED = re.compile(
    r"(membership |subscription |contract )?(start|started|joined|join|signup|sign up|since|activated|"
    r"begin|began|created|subscribed|enrolled)( date| at| on| time)?( utc)?|date (joined|started)|member since|"
    r"eintritt|beginn|date de debut|fecha de alta"
)
_ENDED = re.compile(
    r"(membership |subscription |contract )?(end|ended|cancel+ed|cancel+ation|churn|churned|left|"
    r"expired|terminated|closed|unsubscribed|leave|exit)( date| at| on| time)?( utc)?|date (left|ended|"
    r"cancel+ed)|austritt|ende|date de fin|fecha de baja"
)
_LEFT = re.compile(r"cancel|churn|left|ended|expired|terminated|inactive|closed|lapsed|gekundigt")


@dataclass(frozen=True, slots=True)
class MembershipColumns:
    """Where a membership list says since when, until when, who, and whether they left."""

    start: int
    end: int
    status: int | None
    customer: int | None


@dataclass(frozen=True, slots=True)
class _Member:
    row: Row
    start: date
    end: date | None
    """The day they left; None while they are a member."""


def membership_columns(table: Table, today: date) -> MembershipColumns | None:
    """The columns of a membership list; None if the file is none."""
    names = [words(name) for name in table.header]
    starts = [place for place in date_columns(table, today) if _STARTED.fullmatch(names[place])]
    ends = [place for place, name in enumerate(names) if _ENDED.fullmatch(name)]
    ends.sort(key=lambda place: "cancel" in names[place])
    if not starts or not ends:
        return None
    status = next((place for place, name in enumerate(names) if name in ("status", "state")), None)
    return MembershipColumns(starts[0], ends[0], status, customer_column(table))


def read_memberships(
    data: bytes | Table,
    *,
    team_id: str,
    first_day: date,
    last_day: date,
    today: date,
    stage: Stage = Stage.ENHANCE,
    zone: tzinfo | None = None,
    day_order: DayOrder | None = None,
) -> CustomerFile:
    """Retention and churn over one period, both days included.

    Counted is everyone who was a member when ``first_day`` began; kept are those who were
    one still when ``last_day`` ended. Each counts on ``last_day``. Raises Refused without
    a start and an end column, for a period that isn't over, or when nobody was a member.
    """
    if not first_day <= last_day <= today:
        raise Refused("The period must be over, and start before it ends.", field="period")
    table = read_table(data)
    columns = membership_columns(table, today)
    if columns is None:
        raise Refused(
            "The file is no list of members: it needs a column for when each started and one"
            " for when they left.",
            field="file",
        )
    members, problems = _members(table, columns, today, day_order, zone)
    counted = [
        each for each in members if each.start < first_day and not _before(each.end, first_day)
    ]
    if not counted:
        raise Refused(
            f"Nobody in the file was a member on {first_day.isoformat()}.", field="period"
        )
    period = f"{first_day} {last_day}"
    young = sum(each.start >= first_day for each in members)

    def outcome(measure: str, left: bool) -> Outcome:
        rows = tuple(
            FeedbackRow(
                each.row.line,
                last_day,
                float((each.end is not None and each.end <= last_day) is left),
                customer_print(team_id, stage, measure, period, _name(each.row, columns)),
            )
            for each in counted
        )
        return Outcome(measure, rows, young, len(members) - len(counted) - young)

    happened = [day for each in members for day in (each.start, each.end) if day and day <= today]
    return CustomerFile(
        outcomes=(outcome("retention", left=False), outcome("churn", left=True)),
        read=len(table.rows) + len(table.problems),
        customers=len({_name(each.row, columns) for each in members}),
        problems=tuple(problems),
        newest=max(happened),
        columns={"started": table.header[columns.start], "left": table.header[columns.end]},
    )


def _members(
    table: Table,
    columns: MembershipColumns,
    today: date,
    day_order: DayOrder | None,
    zone: tzinfo | None,
) -> tuple[list[_Member], list[Problem]]:
    """Everyone the file says since when they are a member, and the rows left out."""
    started = date_reader(table, columns.start, today, day_order, zone)
    has_ends = not all(is_blank(cell) for cell in table.column(columns.end))
    ended = date_reader(table, columns.end, None, day_order, zone) if has_ends else _never
    members: list[_Member] = []
    problems = list(table.problems)
    for row in table.rows:
        try:
            start, end = started(row.cells[columns.start]), ended(row.cells[columns.end])
            if start is None:
                raise Unreadable("it says not when they started")
            if (
                end is None
                and columns.status is not None
                and _LEFT.search(words(row.cells[columns.status]))
            ):
                raise Unreadable("it says they left, but not when")
        except Unreadable as error:
            problems.append(Problem(row.line, str(error)))
            continue
        members.append(_Member(row, start.date(), end.date() if end else None))
    problems.sort(key=lambda problem: problem.line)
    return members, problems


def _before(day: date | None, other: date) -> bool:
    return day is not None and day < other


def _never(_cell: str) -> None:
    """What reads a column in which nobody has left."""


def _name(row: Row, columns: MembershipColumns) -> str:
    """What tells a member apart: their id, else their whole row."""
    if columns.customer is not None and row.cells[columns.customer]:
        return read_id(row.cells[columns.customer])
    return "\x1f".join(row.cells)
