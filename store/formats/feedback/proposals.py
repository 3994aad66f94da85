"""What a file seems to be, so that a person can agree before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.statistics.aggregates import tally_of, value_of
from store.domain.statistics.measures import Measure, find_measure
from store.formats.feedback.answers import answer_reader
from store.formats.feedback.cases.case_columns import find_columns
from store.formats.feedback.cases.tickets import CaseAnswers, read_tickets
from store.formats.feedback.column_roles import Tool, id_column, tool_of
from store.formats.feedback.columns import judged
from store.formats.feedback.columns_beside import (
    columns_beside,
    late_marks,
    questions_beside,
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
from store.formats.feedback.hints import hints, rating_of_the_whole
from store.formats.feedback.kinds import FileKind, kind_of
from store.formats.feedback.leavers import days_of_leavers, is_day_of_coming
from store.formats.feedback.purchases import purchase_columns, read_purchases, says_orders
from store.formats.feedback.questions.asked_questions import mixed_questions
from store.formats.feedback.questions.counted_groups import COUNTS_ANSWERS, counted_columns
from store.formats.feedback.questions.judgements import Judgement
from store.formats.feedback.questions.left_out import LeftOut
from store.formats.feedback.questions.nps_groups import grouped_column
from store.formats.feedback.questions.own_marks import own_mark
from store.formats.feedback.questions.question_words import is_overall
from store.formats.feedback.refusals import beside_cases, may_be_purchases, why_nothing
from store.formats.feedback.rows.answered_twice import told_in_words
from store.formats.feedback.rows.feedback_table import feedback_table
from store.formats.feedback.unfinished import Unfinished, unfinished
from store.formats.tabular.days.dates import DayOrder, Unreadable
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
_SAMPLE = 500


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A column that seems to hold a measure's answers."""

    column: str
    measures: tuple[str, ...]
    """The measure's key; several, the likeliest first, where a person must say which."""
    n: int
    """Answers, by the first of ``measures``."""
    value: float | None
    """The figure (a fraction, or NPS points); None where a person must choose first."""
    blank: int
    rejected: int
    """Answers off the measure's scale."""
    asks_best: bool = False
    """A person must say which end of its scale is best."""
    asks_answer: bool = False
    """A person must say whether yes is the good answer."""


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
    columns, left_out, rivals = _measures(table)
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
            if not says_orders(table) and (names := purchase_columns(table, today)):
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
    if index is not None and is_day_of_coming(table, index, asked):
        return None
    if columns and kind is FileKind.TICKETS:
        return find_columns(table).get("rated", index)
    return index


def _case_day(table: Table) -> int | None:
    """Where the day of a case's solution is, else that of its creation."""
    places = find_columns(table)
    return places.get("solved", places.get("created"))


def _measures(
    table: Table,
) -> tuple[tuple[ColumnProposal, ...], tuple[LeftOut, ...], tuple[tuple[str, ...], ...]]:
    """The columns that hold a measure, those that only sound like it, and those of which
    several answer for one measure."""
    columns: list[ColumnProposal] = []
    left_out: list[LeftOut] = []
    judgements = {
        index: judgement
        for index in range(len(table.header))
        if (judgement := judged(table, index)) is not None
    }
    for index, judgement in judgements.items():
        name = table.header[index]
        judgement = own_mark(table, index, judgements) or judgement
        if judgement.reason:
            left_out.append(LeftOut(name, judgement.reason, judgement.way_on))
        else:
            columns.append(_figured(table, index, judgement))
    if not any("nps" in column.measures for column in columns):
        grouped = grouped_column(table)
        if grouped is not None:
            columns.append(_figured(table, grouped, Judgement(("nps",))))
    csat = [each.column for each in columns if each.measures == ("csat",)]
    if (whole := rating_of_the_whole(table, csat)) is not None:
        columns.append(_figured(table, whole, Judgement(("csat",))))
    columns, twice = _answered_once(table, columns)
    left_out += twice
    rivals = _rivals(columns)
    others = {name: group for group in rivals for name in group[1:]}
    for name, group in others.items():
        left_out.append(LeftOut(name, f"“{group[0]}” is proposed for the same measure"))
    kept_columns = [each for each in columns if each.column not in others]
    taken = {each.column for each in columns} | {each.column for each in left_out}
    left_out += columns_beside(table, taken)
    if kept_columns:
        words = _name(table, comment_column(table))
        left_out = [each for each in left_out if each.column != words]
        left_out += questions_beside(table, taken | {each.column for each in left_out})
    return tuple(kept_columns), tuple(left_out), rivals


def _answered_once(
    table: Table, columns: list[ColumnProposal]
) -> tuple[list[ColumnProposal], list[LeftOut]]:
    """The columns without those that say in numbers what another of them says in words, and why."""
    left_out: list[LeftOut] = []
    for family in sorted({each.measures[0][:3] for each in columns}):
        places = [table.index(each.column) for each in columns if each.measures[0][:3] == family]
        left_out += [
            LeftOut(
                table.header[numbers],
                f"it says in numbers what “{table.header[words]}” says in words",
            )
            for numbers, words in told_in_words(table, places).items()
        ]
    twice = {each.column for each in left_out}
    return [each for each in columns if each.column not in twice], left_out


def _rivals(columns: list[ColumnProposal]) -> tuple[tuple[str, ...], ...]:
    """Columns of one measure, where there are several; the one about the whole comes first."""
    groups: dict[str, list[str]] = {}
    for each in columns:
        groups.setdefault(each.measures[0], []).append(each.column)
    return tuple(
        tuple(sorted(names, key=lambda name: not is_overall(name)))
        for names in groups.values()
        if len(names) > 1
    )


def _figured(table: Table, index: int, judgement: Judgement) -> ColumnProposal:
    measures, cells = judgement.measures, table.column(index)
    measure = find_measure(measures[0])
    read = answer_reader(measure, cells, best_low=bool(judgement.best_low))
    values: list[float] = []
    rejected = 0
    for cell in cells:
        try:
            value = read(cell)
        except Unreadable:
            rejected += 1
            continue
        if value is not None:
            values.append(value)
    known = len(measures) == 1 and not judgement.asks_best and not judgement.asks_answer
    figure = value_of(measure, tally_of(measure, values)) if known else None
    blank = len(cells) - len(values) - rejected
    name = table.header[index]
    return ColumnProposal(
        name,
        measures,
        len(values),
        figure,
        blank,
        rejected,
        asks_best=judgement.asks_best,
        asks_answer=judgement.asks_answer,
    )


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
