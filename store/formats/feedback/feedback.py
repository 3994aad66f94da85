"""Customer feedback out of an export: one column's answers, dated and told apart."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from types import MappingProxyType

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import clean
from store.common.text_input import LIMIT
from store.domain.stages import Stage
from store.domain.statistics.aggregates import tally_of
from store.domain.statistics.measures import Measure, MeasureKind, is_on_scale
from store.formats.feedback.answers import ONE_AND_TWO, answer_reader, are_one_and_two, are_thumbs
from store.formats.feedback.column_roles import id_column
from store.formats.feedback.columns import lowest_is_best
from store.formats.feedback.days.answer_dates import (
    date_columns,
    of_same_rank,
    row_dater,
    settled_dates,
)
from store.formats.feedback.days.days_above import DaysAbove, days_above, read_downwards
from store.formats.feedback.hints import hints
from store.formats.feedback.questions.counted_groups import refuse_counts
from store.formats.feedback.questions.ways_on import own_score, thumbs_line
from store.formats.feedback.scales import stated_scale
from store.formats.feedback.unfinished import begun_columns
from store.formats.feedback.unfinished import unfinished as unfinished_answers
from store.formats.feedback.words.word_scales import plain_words
from store.formats.tabular.days.dates import DayOrder, Unreadable, is_no_day, quoted_cell
from store.formats.tabular.days.periods import Years
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import read_number, read_score
from store.formats.tabular.out_of import mixed_scales, told_top
from store.formats.tabular.tables import Problem, Row, Table, read_table

_SUSPECT_FROM = 4
"""Answers off the scale from which, if they are the greater part, the scale is another one. A 0
may stand for no answer and speaks for none."""
_FEW, _FEW_OF_MANY = 2, 0.05
"""How many unread answers, and which share of many, change a figure little."""
_FEW_OF_ONE_SIDE = 0.1
"""The share of unread answers that change it little where all others are of one side."""


NONE_LEFT: Mapping[int, str] = MappingProxyType({})
"""No row is left out by its line."""


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One answer: its line in the file, its day, the number evidence keeps."""

    line: int
    day: date
    value: float
    fingerprint: str
    """128 bits in hex: the same for the same row of the same import, and for no other."""
    quote: str = ""
    """What the customer wrote, where a column for it was named."""


@dataclass(frozen=True, slots=True)
class FeedbackFile:
    """What an import of one measure's column found."""

    rows: tuple[FeedbackRow, ...]
    """The answers to accept; those already kept, by fingerprint, are for the store to leave out."""
    read: int
    """Data rows in the file: ``len(rows) + blank + rejected``."""
    blank: int
    """Rows without an answer: empty cells and sentinels."""
    problems: tuple[Problem, ...]
    """Every rejected row with its line and reason."""
    column: str
    """The column's name as the file spells it."""
    date_column: str | None
    without_day: int = 0
    """Answers without a day of their own, below rows that have one, where they are more than a few."""

    @property
    def rejected(self) -> int:
        """How many rows could not be taken."""
        return len(self.problems)


def read_feedback(
    data: bytes | Table,
    *,
    measure: Measure,
    column: str,
    team_id: str,
    stage: Stage,
    today: date,
    date_column: str | None = None,
    fallback_day: date | None = None,
    day_order: DayOrder | None = None,
    quote_column: str | None = None,
    zone: tzinfo | None = None,
    best_low: bool | None = None,
    yes_is_no: bool = False,
    left_rows: Mapping[int, str] = NONE_LEFT,
    years: Years | None = None,
    leave_unread: bool = True,
    take_day_above: bool | None = False,
) -> FeedbackFile:
    """The answers in ``column`` of an export, as evidence for ``measure``.

    Days come from ``date_column`` (times that name an offset in ``zone``), else all rows
    get ``fallback_day``, else ``today``; a count whose column holds days counts one on each. ``day_order`` answers what a column of dates like
    03/04/2024 leaves open, ``years`` of weeks or months without their year. Raises Refused, and nothing else, for a file that can't be
    read, a column that isn't there, an order that must be asked, or nothing usable; without
    ``leave_unread`` also where more than a few answers cannot be read. ``left_rows`` says why rows are left out, by
    their lines. ``take_day_above`` dates
    answers without a day by the row above that has one; None refuses where they are more than a few.
    """
    table = read_table(data)
    index = table.index(column)
    counts_days = measure.kind is MeasureKind.COUNT and index in date_columns(table, today)
    if counts_days:
        date_column = table.header[index]
    dates = date_places(table, date_column, today)
    day_of = (
        row_dater(table, dates, today, day_order, zone, years)
        if dates
        else lambda _row: fallback_day or today
    )
    below = days_above(table, dates, index) if dates else None
    if below is not None and take_day_above is None:
        raise Refused(which_days_count(below), field="blank_days")
    if below is not None and take_day_above:
        day_of = read_downwards(table, dates, day_of)
    quotes = table.index(quote_column) if quote_column else None
    if best_low is None and not measure.key.startswith("ces-eff"):
        best_low = lowest_is_best(table, index)
    cells = table.column(index)
    refuse_counts(table, index, measure)
    _refuse_thumbs(table.header[index], measure, cells)
    _refuse_other_scale(table.header[index], measure, cells)
    if measure.kind is MeasureKind.RATE and are_one_and_two(cells):
        raise Refused(f"“{table.header[index]}”: {ONE_AND_TWO}.", field="column")
    read = (
        _one_a_day
        if counts_days
        else answer_reader(measure, cells, best_low=bool(best_low), yes_is_no=yes_is_no)
    )
    prints = EarlierFingerprints(table, team_id, stage, measure.key, table.header[index])
    rows: list[FeedbackRow] = []
    problems: list[Problem] = list(table.problems)
    blank = off_scale = 0
    unread = ""
    words: Counter[str] = Counter()
    highest = _hinted_end(table, index, measure)
    for row in table.rows:
        try:
            value = read(row.cells[index])
            _refuse_beyond(row.cells[index], value, highest)
        except Unreadable as error:
            off_scale += (strange := read_number(row.cells[index]) != 0.0)
            unread = unread or (row.cells[index] if strange else "")
            words[plain_words(row.cells[index])] += read_score(row.cells[index]) is None
            problems.append(Problem(row.line, str(error)))
            continue
        if value is None:
            blank += 1
            continue
        if row.line in left_rows:
            problems.append(Problem(row.line, left_rows[row.line]))
            continue
        try:
            day = day_of(row)
        except Unreadable as error:
            problems.append(Problem(row.line, str(error)))
            continue
        quote = words_of(row.cells[quotes]) if quotes is not None else ""
        rows.append(FeedbackRow(row.line, day, value, prints.of(row), quote))
    problems.sort(key=lambda problem: problem.line)
    name = table.header[index]
    _refuse_unusable(name, measure, len(rows), off_scale, problems, blank)
    if not leave_unread:
        values = [row.value for row in rows]
        _refuse_unread(name, measure, off_scale, values, unread, is_a_step=_is_step(words, cells))
    rows_read = len(table.rows) + len(table.problems)
    dated = table.header[table.index(date_column)] if date_column else None
    without_day = 0 if below is None else below.without
    return FeedbackFile(tuple(rows), rows_read, blank, tuple(problems), name, dated, without_day)


def _hinted_end(table: Table, index: int, measure: Measure) -> float | None:
    """How far the scores of a column go that a measure of the team's own takes, where nearly all of
    them are of such a scale; None where nothing says it."""
    if not measure.own or measure.kind is not MeasureKind.SCORE or measure.high is not None:
        return None
    name = table.header[index]
    return next((each.high for each in hints(table) if each.column == name), None)


def _refuse_beyond(cell: str, value: float | None, highest: float | None) -> None:
    """Raise Unreadable for a number that is off the scale which the others of its column are of."""
    if value is not None and highest is not None and not 0 <= value <= highest:
        raise Unreadable(
            f"“{quoted_cell(cell)}” is not a number from 0 to {highest:g}, as the others are"
        )


def which_days_count(below: DaysAbove) -> str:
    """That answers have no day of their own, and the options that say whether they have the one
    above them."""
    return (
        f"{below.without:,} of {below.answered:,} answers have no day in “{below.column}”, below"
        " rows that have one, as where cells were merged. Say --blank-days above if they are of the"
        " day above them, or --blank-days skip to leave them out."
    )


def date_places(table: Table, date_column: str | None, today: date) -> tuple[int, ...]:
    """The columns that date a row, the first that is filled in it; none without a column. Answers
    that were not finished have a day when they were begun."""
    if date_column is None:
        return ()
    index = table.index(date_column)
    others = [
        other
        for other in (*of_same_rank(table, index, today), *_begun(table, index))
        if settled_dates(table, other, today).readable
        and not settled_dates(table, other, today).ask
    ]
    return (index, *others)


def _begun(table: Table, index: int) -> tuple[int, ...]:
    """The columns that say when answers were begun, of which some were not sent off."""
    left = unfinished_answers(table)
    if left is None:
        return ()
    return tuple(other for other in begun_columns(table) if other != index)


def _one_a_day(cell: str) -> float | None:
    """One for each day that something happened on, in a column of such days."""
    return None if is_blank(cell) or is_no_day(cell) else 1.0


def words_of(cell: str) -> str:
    """What a customer wrote, as evidence keeps it."""
    return clean(cell, multiline=True).text[:LIMIT]


def _refuse_thumbs(column: str, measure: Measure, cells: Sequence[str]) -> None:
    """Refuse 1 and -1 where -1 is not on the scale: it would be read as no answer."""
    if measure.kind is not MeasureKind.COUNT and not is_on_scale(measure, -1) and are_thumbs(cells):
        raise Refused(
            f"“{column}” holds only 1 and -1, as a thumb up and a thumb down are saved."
            f" {thumbs_line(column)}.",
            field="column",
        )


def _refuse_other_scale(column: str, measure: Measure, cells: Sequence[str]) -> None:
    """Refuse scores of several scales, those of another scale by the column's name, and those of a
    scale that ends below what a measure of the team's own counts."""
    if measure.kind not in (MeasureKind.SCORE, MeasureKind.NPS):
        return
    if mixed := mixed_scales(cells):
        raise Refused(f"“{column}” {mixed}.", field="column")
    stated = stated_scale(column).high
    if stated is not None and measure.high is not None and stated != measure.high:
        raise Refused(
            f"“{column}” says that its scale goes to {stated}, and {measure.title} goes to"
            f" {measure.high:g}. To take it, for example: {own_score(column, stated)}.",
            field="column",
        )
    top = told_top(cells)
    if measure.own and top is not None and top < (measure.success_from or 0):
        raise Refused(
            f"“{column}” is out of {top:g}, and {measure.title} counts the answers from"
            f" {measure.success_from:g} on. To take it, for example: {own_score(column, top)}.",
            field="column",
        )


def _refuse_unusable(
    column: str,
    measure: Measure,
    accepted: int,
    off_scale: int,
    problems: list[Problem],
    blank: int,
) -> None:
    """Refuse a column of blanks, of nothing readable, or mostly of another scale."""
    if accepted and not (off_scale >= _SUSPECT_FROM and off_scale > accepted):
        return
    if not problems:
        raise Refused(
            f"The column “{column}” holds no answers: all {blank:,} are empty.", field="column"
        )
    first = f"line {problems[0].line}: {problems[0].reason}"
    if not accepted:
        raise Refused(
            f"No row of “{column}” could be used for {measure.title}; {first}.", field="column"
        )
    raise Refused(
        f"{off_scale:,} of {off_scale + accepted:,} answers in “{column}” are off the scale of"
        f" {measure.title}, so it is another scale; {first}.",
        field="column",
    )


def _refuse_unread(
    column: str,
    measure: Measure,
    unread: int,
    values: Sequence[float],
    example: str,
    *,
    is_a_step: bool,
) -> None:
    """Refuse a column of which more than a few answers cannot be read: they may be one end of its
    scale, and are where the ``values`` of the others are all of the other end. Words that come
    again (``is_a_step``) are never few."""
    count = unread + len(values)
    one_sided = measure.kind is not MeasureKind.COUNT and _are_one_sided(measure, values)
    few = _FEW_OF_ONE_SIDE * count if one_sided else max(_FEW, _FEW_OF_MANY * count)
    if unread <= few and not (is_a_step and measure.kind is MeasureKind.SCORE):
        return
    said = (
        f"{unread:,} of {count:,} answers in “{column}” cannot be read for {measure.title}, such as"
        f" “{quoted_cell(example)}”, and"
    )
    if one_sided and unread > few:
        raise Refused(
            f"{said} all others are of one side, so that the figure would be far too high or too low."
            " Write them as the others in the file.",
            field="unread",
        )
    raise Refused(
        f"{said} without them the figure may be too high or too low. Say --unread skip to leave them"
        " out, or write them as the others in the file.",
        field="unread",
    )


def _is_step(unread: Counter[str], cells: Sequence[str]) -> bool:
    """Whether unread words come again in a column of words, as a step of its scale does."""
    filled = [cell for cell in cells if not is_blank(cell)]
    numbers = sum(read_score(cell) is not None for cell in filled)
    return 2 * numbers < len(filled) and max(unread.values(), default=0) > 1


def _are_one_sided(measure: Measure, values: Sequence[float]) -> bool:
    """Whether answers are all good ones, or all bad ones: those that cannot be read are the others."""
    tally = tally_of(measure, values)
    good, bad = tally.yes, tally.n - tally.yes
    if measure.kind is MeasureKind.NPS:
        good, bad = tally.promoters, tally.detractors
    return not (good and bad)


class EarlierFingerprints:
    """Tells the rows of one import apart, whatever their order, line ends or column order.

    A row's fingerprint covers team, stage, measure, column and its filled cells by column
    name; where no column names each row, also the how-manieth of its kind in the file it
    is. So identical rows of one file all count, and the same file again adds nothing.
    """

    def __init__(self, table: Table, team_id: str, stage: Stage, measure: str, column: str) -> None:
        names = table.header
        self._order = sorted(range(len(names)), key=names.__getitem__)
        self._names = [f"\x1e{name}\x1f" for name in names]
        self._start = hashlib.sha256("\x1d".join((team_id, stage, measure, column)).encode())
        self._seen: Counter[bytes] | None = Counter() if id_column(table) is None else None

    def of(self, row: Row) -> str:
        """The fingerprint of the next row; call it once for each accepted row."""
        whole = self._start.copy()
        cells, names = row.cells, self._names
        whole.update("".join([names[at] + cells[at] for at in self._order if cells[at]]).encode())
        if self._seen is not None:
            kind = whole.digest()
            self._seen[kind] += 1
            whole.update(f"\x1d{self._seen[kind]}".encode())
        return whole.hexdigest()[:32]
