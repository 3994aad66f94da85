"""What a file seems to be, so that a person can agree before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum

from store.errors import Refused
from store.exchange.answers import answer_reader
from store.exchange.case_columns import is_tickets
from store.exchange.columns import judge_column
from store.exchange.dates import DayOrder, Unreadable
from store.exchange.memberships import membership_columns
from store.exchange.nps_groups import grouped_column
from store.exchange.purchases import purchase_columns, read_purchases
from store.exchange.roles import (
    Tool,
    best_date,
    comment_column,
    date_columns,
    id_column,
    tool_of,
)
from store.exchange.tables import Row, Table, read_table
from store.exchange.tickets import Outcome, read_tickets
from store.practice.measures import Measure, find_measure
from store.practice.tallies import tally_of, value_of

PREVIEW = 10
"""Rows of a preview."""


class FileKind(StrEnum):
    """What sort of export a file is."""

    ANSWERS = "answers"
    """A column or more of customers' answers."""
    TICKETS = "tickets"
    """A help desk's cases; it may have answers too."""
    PURCHASES = "purchases"
    MEMBERSHIPS = "memberships"
    NOTHING = "nothing"
    """No customer measure was found."""


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


@dataclass(frozen=True, slots=True)
class OutcomeProposal:
    """A measure that follows from the rows: a first reply, a repurchase."""

    measure: str
    n: int
    value: float | None
    too_young: int
    unknown: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that sounds like a measure and is none, and why."""

    column: str
    reason: str


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
    day_order_example: str
    """A date of ``date_column`` whose day and month must be asked; empty when settled."""
    id_column: str | None
    comment_column: str | None
    reason: str
    """Why nothing can be taken from the file; empty when something can."""


def propose(
    data: bytes | Table,
    *,
    today: date,
    reply_target_hours: float = 24,
    solve_target_hours: float | None = None,
    zone: tzinfo | None = None,
    day_order: DayOrder | None = None,
    add_up: bool = True,
) -> Proposal:
    """What the file seems to be, with each measure's n and figure; nothing is decided by it.

    Without ``add_up``, ``outcomes`` stay empty: for who reads the rows' outcomes anyway.
    Raises Refused only for a file that can't be read as a table.
    """
    table = read_table(data)
    columns, left_out = _judged(table)
    dates = date_columns(table, today)
    place = best_date(table, dates)
    kind, reason = _kind_of(table, today, bool(columns)), ""
    outcomes: tuple[Outcome, ...] = ()
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
            outcomes = read_purchases(
                table, team_id="", today=today, zone=zone, day_order=day_order
            ).outcomes
    except Refused as refused:
        reason = "" if columns else refused.message
    if not reason and kind is FileKind.NOTHING:
        reason = _nothing(left_out)
    asks = dates[place].ask and day_order is None if place is not None else False
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
        date_column=_name(table, place),
        day_order_example=dates[place].example if asks and place is not None else "",
        id_column=_name(table, id_column(table)),
        comment_column=_name(table, comment_column(table)),
        reason=reason,
    )


def _judged(table: Table) -> tuple[tuple[ColumnProposal, ...], tuple[LeftOut, ...]]:
    """The columns that hold a measure, and those that only sound like it."""
    columns: list[ColumnProposal] = []
    left_out: list[LeftOut] = []
    for place, name in enumerate(table.header):
        cells = table.column(place)
        judged = judge_column(name, table.labels[place] if table.labels else "", cells)
        if judged is None:
            continue
        if judged.reason:
            left_out.append(LeftOut(name, judged.reason))
        else:
            columns.append(_figured(name, judged.measures, cells))
    if not any("nps" in column.measures for column in columns):
        grouped = grouped_column(table)
        if grouped is not None:
            columns.append(_figured(table.header[grouped], ("nps",), table.column(grouped)))
    return tuple(columns), tuple(left_out)


def _figured(name: str, measures: tuple[str, ...], cells: list[str]) -> ColumnProposal:
    measure = find_measure(measures[0])
    read = answer_reader(measure, cells)
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
    figure = value_of(measure, tally_of(measure, values)) if len(measures) == 1 else None
    blank = len(cells) - len(values) - rejected
    return ColumnProposal(name, measures, len(values), figure, blank, rejected)


def _kind_of(table: Table, today: date, has_answers: bool) -> FileKind:
    if is_tickets(table):
        return FileKind.TICKETS
    if has_answers:
        return FileKind.ANSWERS
    if membership_columns(table, today) is not None:
        return FileKind.MEMBERSHIPS
    if purchase_columns(table, today) is not None:
        return FileKind.PURCHASES
    return FileKind.NOTHING


def _nothing(left_out: tuple[LeftOut, ...]) -> str:
    if not left_out:
        return "No column of the file holds a customer measure."
    first = left_out[0]
    return f"No column of the file holds a customer measure; “{first.column}”: {first.reason}."


def _summed(outcome: Outcome) -> OutcomeProposal:
    measure: Measure = find_measure(outcome.measure)
    figure = value_of(measure, tally_of(measure, [row.value for row in outcome.rows]))
    return OutcomeProposal(
        outcome.measure, len(outcome.rows), figure, outcome.too_young, outcome.unknown
    )


def _name(table: Table, place: int | None) -> str | None:
    return None if place is None else table.header[place]
