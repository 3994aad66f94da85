"""What a file seems to be, so that a person can agree before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.statistics.aggregates import tally_of, value_of
from store.domain.statistics.measures import Measure, find_measure
from store.formats.feedback.cases.case_columns import find_columns
from store.formats.feedback.cases.tickets import CaseAnswers, read_tickets
from store.formats.feedback.column_proposals import (
    ColumnProposal,
    find_measures,
    without_doubtful_flags,
)
from store.formats.feedback.column_roles import Tool, id_column, tool_of
from store.formats.feedback.columns_beside import (
    late_marks,
    with_status,
)
from store.formats.feedback.comments import comment_column
from store.formats.feedback.days.answer_dates import (
    answer_columns,
    best_date,
    date_columns,
    order_in,
    other_days,
    settled_dates,
)
from store.formats.feedback.days.graded_days import is_only_graded
from store.formats.feedback.days.other_deeds import part_of_a_visit
from store.formats.feedback.days.rival_days import rival_days
from store.formats.feedback.days.unread_dates import UnreadDates, unread_dates
from store.formats.feedback.hints import hints
from store.formats.feedback.kinds import FileKind, kind_of
from store.formats.feedback.leavers import days_of_leavers, is_another_day
from store.formats.feedback.purchases import may_be_no_purchases, read_purchases
from store.formats.feedback.questions.asked_questions import mixed_questions
from store.formats.feedback.questions.counted_groups import COUNTS_ANSWERS, counted_columns
from store.formats.feedback.questions.left_out import LeftOut
from store.formats.feedback.refusals import beside_cases, may_be_purchases, why_nothing
from store.formats.feedback.rows.feedback_table import feedback_table
from store.formats.feedback.unfinished import Unfinished, unfinished
from store.formats.tabular.days.dates import DayOrder
from store.formats.tabular.tables import Row, Table

__all__ = [
    "PREVIEW",
    "ColumnProposal",
    "FileKind",
    "LeftOut",
    "OutcomeProposal",
    "Proposal",
    "propose",
]  # fmt: skip

PREVIEW = 10
"""Rows of a preview."""


@dataclass(frozen=True, slots=True)
class OutcomeProposal:
    """A measure that follows from the rows: a first reply, a repurchase."""

    measure: str
    n: int
    value: float | None
    too_young: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file seems to be."""

    tool: Tool
    kind: FileKind
    rows: int
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    preview: tuple[Row, ...]
    columns: tuple[ColumnProposal, ...]
    outcomes: tuple[OutcomeProposal, ...]
    left_out: tuple[LeftOut, ...]
    date_column: str | None
    case_day: str | None
    """In a help desk's export, the day of what it says itself of a case: of the solution, else of the
    creation."""
    day_order_example: str
    """A date of ``date_column`` whose day and month must be asked; empty when settled."""
    id_column: str | None
    comment_column: str | None
    reason: str
    """Why nothing can be taken from the file; empty when something can."""
    rivals: tuple[tuple[str, ...], ...] = ()
    """Columns that answer for one measure, the one that asks about the whole first: a person
    must say which counts. Only the first of each group is among ``columns``."""
    doubtful_dates: tuple[str, ...] = ()
    """Where no column says when customers answered: columns of other days."""
    rival_dates: tuple[str, ...] = ()
    """Columns that say as plainly when customers answered, and say different days: a person must
    say which dates the answers. The likeliest comes first."""
    unread_dates: UnreadDates | None = None
    """Where no column dates the answers: one that says when, but not the day."""
    unfinished: Unfinished | None = None
    """The answers of people who did not finish the survey."""


def propose(
    data: bytes | Table,
    *,
    today: date,
    reply_target_hours: float = 24,
    solve_target_hours: float | None = None,
    zone: tzinfo | None = None,
    day_order: DayOrder | None = None,
    add_up: bool = True,
    file: str = "",
) -> Proposal:
    """What the file seems to be, with each measure's n and figure; nothing is decided by it.

    Without ``add_up``, ``outcomes`` stay empty: for who reads the rows' outcomes anyway. ``file``
    is what the file is called.
    Raises Refused only for a file that can't be read as a table.
    """
    table = feedback_table(data, file)
    columns, left_out, rivals = find_measures(table)
    kind = kind_of(table, today, {key for each in columns for key in each.measures})
    if kind is FileKind.TICKETS:
        left_out += late_marks(table)
    if kind is FileKind.MEMBERSHIPS:
        left_out = with_status(table, today, left_out)
    if kind is FileKind.COUNTED:
        columns, rivals = (), ()
        left_out = tuple(
            LeftOut(table.header[index], COUNTS_ANSWERS) for index in counted_columns(table)
        )
    elif kind is FileKind.ANSWERS and any(
        mixed_questions(table, table.header.index(each.column)) for each in columns
    ):
        columns, rivals, kind = (), (), FileKind.NOTHING
    columns, doubted = without_doubtful_flags(table, columns, kind)
    left_out += doubted
    if doubted and not columns and kind is FileKind.ANSWERS:
        kind = FileKind.NOTHING
    reason = ""
    index = _dating(table, columns, kind, today, _answers(table, columns, left_out))
    outcomes: tuple[CaseAnswers, ...] = ()
    try:
        if add_up and kind is FileKind.TICKETS:
            outcomes = read_tickets(
                table,
                team_id="",
                today=today,
                reply_target_hours=reply_target_hours,
                solve_target_hours=solve_target_hours,
                zone=zone,
                day_order=day_order,
            ).outcomes
        elif add_up and kind is FileKind.PURCHASES:
            if names := may_be_no_purchases(table, today):
                raise Refused(may_be_purchases(*_names(table, names)))
            outcomes = read_purchases(
                table, team_id="", today=today, zone=zone, day_order=day_order
            ).outcomes
    except Refused as refused:
        reason = "" if columns else f"{refused.message}{beside_cases(left_out)}"
    if not reason and kind in (FileKind.NOTHING, FileKind.COUNTED):
        reason = why_nothing(table, kind, left_out, today)
    doubtful, unread = _undated(table, today, day_order) if index is None else ((), None)
    settled = None if index is None else settled_dates(table, index, today)
    asks = settled is not None and settled.ask and day_order is None
    return Proposal(
        tool=tool_of(table.header),
        kind=kind,
        rows=len(table.rows) + len(table.problems),
        encoding=table.encoding,
        delimiter=table.delimiter,
        header=table.header,
        preview=table.rows[:PREVIEW],
        columns=columns,
        outcomes=tuple(_summed(outcome) for outcome in outcomes if outcome.measure != "csat"),
        left_out=left_out,
        date_column=_name(table, index),
        case_day=_name(table, _case_day(table)) if kind is FileKind.TICKETS else None,
        day_order_example=settled.example if asks and settled is not None else "",
        id_column=_name(table, id_column(table)),
        comment_column=_name(table, comment_column(table)),
        reason=reason,
        rivals=rivals,
        doubtful_dates=_names(table, doubtful),
        rival_dates=_names(
            table,
            rival_days(table, index, today, day_order, of_cases=kind is FileKind.TICKETS),
        )
        if index is not None and (columns or kind is FileKind.NOTHING)
        else (),
        unread_dates=None if doubtful else unread,
        unfinished=unfinished(table) if kind in (FileKind.ANSWERS, FileKind.NOTHING) else None,
    )


def _undated(
    table: Table, today: date, day_order: DayOrder | None
) -> tuple[tuple[int, ...], UnreadDates | None]:
    """The columns of other days, and the one that says when but not the day, of a file in which no
    column dates the answers; none of days that only those who left have."""
    left = days_of_leavers(table)
    others = (*date_columns(table, today), *other_days(table, today))
    unread = unread_dates(table, order_in(table, today, day_order))
    if unread is not None and table.header.index(unread.column) in left:
        unread = None
    if unread is not None and unread.lacks_only_the_year:
        return (), unread
    likely = (each for each in others if each not in left)
    return tuple(sorted(likely, key=lambda at: part_of_a_visit(table.header[at]))), unread


def _answers(
    table: Table, columns: Sequence[ColumnProposal], left_out: Sequence[LeftOut]
) -> list[int]:
    """Where the answers are: those that are taken, else those that a person may take by their line."""
    named = [each.column for each in columns] or [each.column for each in hints(table)]
    named = named or [each.column for each in left_out if "--column" in each.reason]
    return [table.header.index(name) for name in named]


def _dating(
    table: Table,
    columns: Sequence[ColumnProposal],
    kind: FileKind,
    today: date,
    answers: Sequence[int],
) -> int | None:
    """Where the days are that date the answers of ``columns``, in the rows that have one of ``answers``;
    None where nothing says them. What is answered beside cases is of the day of the survey's answer."""
    dates = answer_columns(table, today)
    index = best_date(table, dates, answers)
    if index is not None and is_only_graded(table, index, dates):
        index = None
    asked = (each.measures[0] for each in columns)
    if index is not None and is_another_day(table, index, asked):
        return None
    if columns and kind is FileKind.TICKETS:
        return find_columns(table).get("rated", index)
    return index


def _case_day(table: Table) -> int | None:
    """Where the day of a case's solution is, else that of its creation."""
    places = find_columns(table)
    return places.get("solved", places.get("created"))


def _summed(outcome: CaseAnswers) -> OutcomeProposal:
    measure: Measure = find_measure(outcome.measure)
    figure = value_of(measure, tally_of(measure, [row.value for row in outcome.rows]))
    return OutcomeProposal(
        outcome.measure, len(outcome.rows), figure, outcome.too_young, outcome.unknown
    )


def _names(table: Table, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(table.header[index] for index in places)


def _name(table: Table, index: int | None) -> str | None:
    return None if index is None else table.header[index]
