"""What can be taken from a file of feedback: found by itself, for a person to agree or change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.stages import Stage
from store.domain.statistics.measures import Measure, MeasureKind, find_measure
from store.evidence.importing.import_options import Part
from store.evidence.importing.import_parser import FeedbackReader
from store.evidence.importing.left_rows import open_repeats
from store.formats.feedback.cases.case_columns import find_columns
from store.formats.feedback.column_roles import RepeatedId, repeated_id
from store.formats.feedback.comments import asks_about_a_score, rating_words
from store.formats.feedback.days.answer_dates import date_columns, date_reader, order_in
from store.formats.feedback.days.unread_dates import UnreadDates
from store.formats.feedback.leavers import have_all_left, only_leavers
from store.formats.feedback.memberships import MembershipColumns, membership_columns
from store.formats.feedback.proposals import FileKind, Proposal, propose
from store.formats.feedback.purchases import may_be_no_purchases
from store.formats.feedback.refusals import beside_cases, may_be_purchases
from store.formats.feedback.rows.repeated_rows import RepeatedRows
from store.formats.tabular.days.column_dates import DateColumn
from store.formats.tabular.days.dates import Unreadable
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.tables import Table

LEAVE_OUT = "skip"
"""What stands for a measure where a column is to be left out."""


_MARKED_BY_THE_DESK = frozenset({"first-contact", "reopened", "escalated", "solved-in-target"})
"""Measures of which a column beside cases is the help desk's own mark."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file seems to be, and what can be taken from it."""

    reader: FeedbackReader
    """The file, on the terms that were said, completed by what it suggests itself."""
    proposal: Proposal
    parts: tuple[Part, ...]
    """Everything that was recognised, in the order of the file's columns."""
    date_columns: tuple[str, ...]
    """Columns that hold dates, the best for dating an answer first."""
    asks: str
    """A date whose day and month a person must tell apart; empty when nothing is open."""
    asks_why: str
    """Why nothing in the file tells them apart, as a sentence."""
    rated: str
    """The column of a help desk's rating, which is taken case by case; empty for none."""
    reason: str
    """Why nothing can be taken from the file; empty when something can."""
    may_have_target: bool
    """Whether cases say when they were solved, so that solved-in-target needs but a target."""
    places: Mapping[str, str]
    """What of each row is read from which column, where the rows add up to the answers."""
    solved: int
    """How many cases are solved."""
    repeated_rows: RepeatedRows | None
    """Rows that repeat earlier ones, where nobody said whether they count."""
    repeated_id: RepeatedId | None
    """The column of ids that stand on several rows, where nobody said which rows count."""
    order_was_open: bool
    """Some dates of the file leave open which number is the day."""


def look_at(reader: FeedbackReader) -> Look:
    """What the file seems to be, and the measures that can be taken from it."""
    around, terms = reader.around, reader.terms
    proposal = propose(
        reader.table,
        today=around.today,
        zone=around.zone,
        day_order=terms.day_order,
        add_up=False,
        file=reader.file,
    )
    asks = proposal.day_order_example
    unread = proposal.unread_dates
    if proposal.columns and unread is not None and unread.asks_order:
        asks = unread.open_order
    parts: list[Part] = []
    places: dict[str, str] = {}
    solved = 0
    why = proposal.reason
    try:
        if proposal.kind is FileKind.TICKETS:
            parts += [_part(each.measure, FileKind.TICKETS) for each in reader.tickets.outcomes]
            parts = _with_rating_words(parts, reader.table)
            places, solved = reader.tickets.columns, reader.tickets.solved
        elif proposal.kind is FileKind.PURCHASES:
            _refuse_other_rows(reader)
            repurchase = _part("repurchase", FileKind.PURCHASES)
            places = _places(reader.read(repurchase).read_from, ("customer", "date"))
            parts.append(repurchase)
        elif proposal.kind is FileKind.MEMBERSHIPS:
            _refuse_leavers(reader)
            period = terms.period or _last_month(reader)
            reader = reader.on(replace(terms, period=period))
            parts += [_part(key, FileKind.MEMBERSHIPS) for key in ("retention", "churn")]
            places = _places(reader.read(parts[0]).read_from, ("started", "left"))
    except Refused as refused:
        if refused.field == "day_order":
            asks = asks or _open_dates(reader).example
        else:
            why = f"{refused.message}{beside_cases(proposal.left_out)}"
    taken = {part.measure for part in parts}
    rated = places.get("rating", "") if "csat" in taken else ""
    columns = [
        _column_part(each.column, each.measures, proposal)
        for each in proposal.columns
        if not (proposal.kind is not FileKind.ANSWERS and taken.intersection(each.measures))
    ]
    every = (*_with_quotes(columns, proposal), *parts)
    return Look(
        reader,
        proposal,
        every,
        tuple(reader.table.header[index] for index in date_columns(reader.table, around.today)),
        asks,
        _open_dates(reader, asks).why_open if asks else "",
        rated,
        "" if every or asks else why,
        may_have_target=bool(places and {"solved", "length"} & places.keys()),
        places=places,
        solved=solved,
        repeated_rows=open_repeats(reader.table, terms, proposal.kind),
        repeated_id=repeated_id(reader.table) if terms.id_column is None else None,
        order_was_open=any(
            column.ask for column in date_columns(reader.table, around.today).values()
        )
        or _is_yearless_order_open(reader, unread),
    )


def _is_yearless_order_open(reader: FeedbackReader, unread: UnreadDates | None) -> bool:
    """Whether days without a year leave open which number is the day, as no other date tells it."""
    told = order_in(reader.table, reader.around.today, None)
    return unread is not None and bool(unread.open_order) and told is None


def _places(columns: Sequence[str], what: Sequence[str]) -> dict[str, str]:
    return dict(zip(what, columns, strict=False))


def _open_dates(reader: FeedbackReader, example: str = "03/04/2026") -> DateColumn:
    """A column of the file in whose dates day and month could change places."""
    columns = date_columns(reader.table, reader.around.today).values()
    anyone = DateColumn(None, ask=True, example=example, filled=1, readable=1)
    return next((column for column in columns if column.ask), anyone)


def _part(key: str, source: FileKind) -> Part:
    return Part(key, find_measure(key).stages[0], source)


def _column_part(column: str, measures: tuple[str, ...], proposal: Proposal) -> Part:
    known = len(measures) == 1
    return Part(
        measures[0] if known else "",
        find_measure(measures[0]).stages[0],
        column=column,
        date_column=_dated_by(measures[0], proposal),
        choices=() if known else measures,
    )


def _dated_by(key: str, proposal: Proposal) -> str | None:
    """The column of the day that a measure's answers count on: what a help desk marks is of the day
    of the case, not of the customer's answer beside it."""
    marked = key in _MARKED_BY_THE_DESK and proposal.case_day is not None
    return proposal.case_day if marked else proposal.date_column


def _with_quotes(parts: list[Part], proposal: Proposal) -> list[Part]:
    """The parts, one with a survey's comments, so that each is kept once: the first, or the score
    before a question for the reason of it."""
    words = proposal.comment_column
    if not (parts and proposal.kind is FileKind.ANSWERS and words):
        return parts
    place = proposal.header.index
    before = [part for part in parts if place(part.column) < place(words)]
    about = max(before, key=lambda part: place(part.column), default=parts[0])
    taker = about if asks_about_a_score(words) else parts[0]
    return [replace(part, quote_column=words) if part is taker else part for part in parts]


def _with_rating_words(parts: list[Part], table: Table) -> list[Part]:
    """The parts of a help desk's cases, its ratings with what customers wrote to them."""
    rating = find_columns(table).get("rating")
    words = rating_words(table, rating) if rating is not None else None
    name = None if words is None else table.header[words]
    return [replace(part, quote_column=name) if part.measure == "csat" else part for part in parts]


def _refuse_other_rows(reader: FeedbackReader) -> None:
    """Refuse rows that may be no purchases, where nobody said that they are."""
    columns = may_be_no_purchases(reader.table, reader.around.today)
    if columns is not None and reader.terms.repurchase_days is None:
        names = (reader.table.header[at] for at in columns)
        raise Refused(may_be_purchases(*names), field="days")


def _refuse_leavers(reader: FeedbackReader) -> None:
    """Refuse a share of members where all have left and nobody said over which days it is taken."""
    columns = membership_columns(reader.table, reader.around.today)
    if columns is None or reader.terms.period is not None:
        return
    if have_all_left(reader.table, columns.end, reader.around.today):
        raise Refused(
            f"{only_leavers(reader.table, columns.end)} If it is the list of all members, say"
            " --from and --to.",
            field="period",
        )


def _last_month(reader: FeedbackReader) -> tuple[date, date] | None:
    """The last whole month before the newest day in a list of members; None without a day."""
    columns = membership_columns(reader.table, reader.around.today)
    newest = _newest(reader, columns) if columns is not None else None
    if newest is None:
        return None
    after = newest + timedelta(days=1)
    last = newest if after.day == 1 else newest.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _newest(reader: FeedbackReader, columns: MembershipColumns) -> date | None:
    """The newest day in a list of members that anybody started or left on."""
    table, around = reader.table, reader.around
    newest: date | None = None
    for index in (columns.start, columns.end):
        if all(is_blank(cell) for cell in table.column(index)):
            continue
        read = date_reader(table, index, around.today, reader.terms.day_order, around.zone)
        for cell in table.column(index):
            try:
                time = read(cell)
            except Unreadable:
                continue
            if time is not None and time.date() <= around.today:
                newest = max(newest or time.date(), time.date())
    return newest


def change_parts(
    look: Look,
    columns: Mapping[str, str | None],
    *,
    stage: Stage | None = None,
    date_column: str | None = None,
    undated: bool = False,
    quote_column: str | None = None,
    unquoted: bool = False,
    touchpoint: str | None = None,
) -> tuple[Part, ...]:
    """The parts of ``look`` with what a person said put over what was recognised.

    ``columns`` gives columns their measure, None to leave one out. ``undated`` gives every
    answer the day of the terms; ``unquoted`` keeps no words. Raises Refused for a column or
    a measure that isn't there.
    """
    measures = look.reader.around.own
    parts = list(look.parts)
    for name, key in columns.items():
        column = look.reader.table.header[look.reader.table.index(name)]
        at = next((index for index, part in enumerate(parts) if part.column == column), len(parts))
        parts[at : at + 1] = [] if key is None else [_chosen(look, column, key, measures)]
        replaced = {key, "csat" if column == look.rated else None}
        replaced |= {"churn", "retention"} if key in ("churn", "retention") else set()
        parts = [part for part in parts if part.column or part.measure not in replaced]
    parts = _with_words(look, parts, columns)
    dated = _named(look.reader.table, date_column)
    quoted = _named(look.reader.table, quote_column)
    first = next((index for index, part in enumerate(parts) if part.may_have_words), None)
    changed = []
    for index, part in enumerate(parts):
        if part.column:
            part = replace(
                part,
                date_column=None if undated else dated or part.date_column,
            )
        elif part.may_have_words:
            part = replace(part, date_column=dated or part.date_column)
        if part.may_have_words:
            words = _quotes(part.quote_column, quoted, unquoted, is_first=index == first)
            part = replace(part, quote_column=words)
        changed.append(replace(part, stage=stage or part.stage, touchpoint=touchpoint))
    return tuple(changed)


def _chosen(look: Look, column: str, key: str, own: tuple[Measure, ...]) -> Part:
    measure = find_measure(key, own)
    by_itself = measure.kind is MeasureKind.COUNT and column in look.date_columns
    dates = column if by_itself else _dated_by(key, look.proposal)
    return Part(measure.key, measure.stages[0], column=column, date_column=dates)


def _with_words(look: Look, parts: list[Part], said: Mapping[str, str | None]) -> list[Part]:
    """The parts, the first column's with the survey's comments where none has them and nobody
    said anything else of their column."""
    words = look.proposal.comment_column
    named = {look.reader.table.index(name) for name in said}
    if (
        words is None
        or look.proposal.kind not in (FileKind.ANSWERS, FileKind.NOTHING)
        or look.reader.table.index(words) in named
        or any(part.quote_column for part in parts)
    ):
        return parts
    first = next((at for at, part in enumerate(parts) if part.column), None)
    return [
        replace(part, quote_column=words) if at == first else part for at, part in enumerate(parts)
    ]


def _named(table: Table, name: str | None) -> str | None:
    return None if name is None else table.header[table.index(name)]


def _quotes(
    recognised: str | None, chosen: str | None, unquoted: bool, *, is_first: bool
) -> str | None:
    """The column a part's quotes come from; words somebody named go with the first part."""
    if unquoted:
        return None
    return (chosen if is_first else None) if chosen is not None else recognised
