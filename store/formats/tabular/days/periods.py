"""Weeks and months in words and numbers, such as “KW 37” or “March 2026”, and days without a year.

A week, month or day without its year is one of the years that a person says: those of one year, or
those on both sides of a New Year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from itertools import pairwise

from store.common.dataclass import dataclass
from store.formats.tabular.days.dates import DayOrder, Unreadable, quoted_cell
from store.formats.tabular.days.months import month_of
from store.formats.tabular.days.yearless_days import day_reader, day_words, of_year
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Row, Table

Years = tuple[int, ...]
"""The year of all weeks or months; or two: that of those ahead of New Year and of those after it,
the same one twice where a person says that none is after it."""

_WEEKS = (
    r"weeks?|wk|cw|kw|kalenderwochen?|wochen?|semaines?|semanas?|settiman[ae]|tydzien|tydz|tyden|hafta|het|"
    r"saptamana|vecka|uge|uke|viikko|weeknummer"
)
_MONTH_NAMES = r"months?|monate?|mes|mois|mese|maand|miesiac|mesic|ay|honap|luna"
_NUMBER = r"( (nr|no|num|number|numero|nummer))?"
_WEEK_COLUMN = re.compile(
    rf"((survey|response|reporting|calendar|iso|numero|n) )*({_WEEKS}|week of year){_NUMBER}"
)
_MONTH_COLUMN = re.compile(rf"((survey|response|reporting|calendar) )*({_MONTH_NAMES}){_NUMBER}")
_YEAR_COLUMN = re.compile(r"((calendar|iso) )?(year|jahr|ano|anno|annee|jaar|rok|yil|ev|an)")
_YEAR_WEEK = re.compile(r"(?P<year>\d{4}) ?[-/ ]? ?(?:w|wk|kw|cw|week|s) ?(?P<number>\d{1,2})")
_WEEK_YEAR = re.compile(
    rf"(?:w|s|v|u|{_WEEKS})\.? ?(?P<number>\d{{1,2}})(?:[ ,/-]+(?P<year>\d{{4}}))?"
)
_NUMBER_WEEK = re.compile(rf"(?:(?P<year>\d{{4}})[. ]+)?(?P<number>\d{{1,2}})\.? ?(?:{_WEEKS})")
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})[-/. ](?P<number>\d{1,2})")
_MONTH_YEAR = re.compile(r"(?P<number>\d{1,2})[-/. ](?P<year>\d{4})")
_NAMED_MONTH = re.compile(
    r"(?P<name>[^\W\d_]{3,14})\.?(?:[ ,/.-]+(?:de |d')?'?(?P<year>\d{4}|\d{2}))?"
)
_BARE = re.compile(r"\d{1,2}")
_MOST = 0.9
_TELLING = 2
"""How far a year in two figures may be written: “Mar-26” is a month in a column of months alone."""


class PeriodKind(Enum):
    """What sort of period a column names, and how many a year has at most."""

    WEEK = 53
    MONTH = 12
    DAY = 366
    """A day without its year; one with it is a date."""

    @property
    def noun(self) -> str:
        """What one is called."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Period:
    """A week or a month as a cell names it."""

    number: int
    year: int | None


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A column of weeks or months, or of days without their year."""

    index: int
    kind: PeriodKind
    example: str
    year_column: int | None
    """The column beside it that says the year; None where none does."""
    yearless: tuple[int, ...]
    """The weeks or months whose year nothing says, in the order of the rows."""
    read: Callable[[str], Period | None]
    """What reads a cell of it; None where it holds no such thing."""

    @property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """The weeks without a year from first to last: one block, or those ahead of a New Year
        that they may go over and those after it."""
        numbers = sorted(set(self.yearless))
        if not numbers:
            return ()
        gaps = [after - before for before, after in pairwise(numbers)]
        widest = max(gaps, default=0)
        around = numbers[0] + self._usual - numbers[-1]
        if widest < around or (widest == around and _is_sorted(self.yearless)):
            return ((numbers[0], numbers[-1]),)
        at = gaps.index(widest)
        return ((numbers[at + 1], numbers[-1]), (numbers[0], numbers[at]))

    @property
    def _usual(self) -> int:
        """How many a year has, but for a year of 53 weeks."""
        return {PeriodKind.WEEK: 52, PeriodKind.MONTH: 12, PeriodKind.DAY: 366}[self.kind]

    def named(self, number: int, year: int) -> str:
        """A week, month or day in words: “Week 37 of 2026”, “6 Oct 2026”."""
        if self.kind is PeriodKind.DAY:
            return f"{day_words(number)} {year}"
        return f"{self.kind.noun.capitalize()} {number} of {year}"

    def spans(self) -> str:
        """The blocks without a year in words: “50 to 52 and 1 to 3”."""
        words = day_words if self.kind is PeriodKind.DAY else str
        return " and ".join(
            words(first) if first == last else f"{words(first)} to {words(last)}"
            for first, last in self.blocks
        )

    def first_day(self, number: int, year: int) -> date:
        """The first day of a week or month. Raises ValueError where the year has none such."""
        if self.kind is PeriodKind.WEEK:
            return date.fromisocalendar(year, number, 1)
        if self.kind is PeriodKind.DAY:
            return of_year(number, year)
        return date(year, number, 1)

    def last_of(self, years: Years) -> tuple[int, int]:
        """The latest week or month without a year, and its year, were they of these years."""
        over = len(set(years)) > 1
        last = self.blocks[-1][1] if over else max(self.yearless)
        return last, years[-1]

    def has_come(self, years: Years, today: date) -> bool:
        """Whether the latest of the weeks without a year began by ``today``, were they of these."""
        last, year = self.last_of(years)
        try:
            return self.first_day(min(last, self._usual), year) <= today
        except ValueError:  # 29 February, of another year than a leap year.
            return self.first_day(last - 1, year) <= today

    def likely_years(self, today: date) -> tuple[Years, ...]:
        """The years that the weeks may be of, the likeliest first: the latest that have come."""
        recent = range(today.year, today.year - 3, -1)
        over = len(self.blocks) > 1
        years: list[Years] = [(each - 1, each) for each in recent] if over else []
        years += [(each, each) if over else (each,) for each in recent]
        return tuple(each for each in years if self.has_come(each, today))

    def reader(self, years: Years | None) -> Callable[[Row], date | None]:
        """What reads the day of a row, None where its cell is blank; it raises Unreadable."""
        blocks = self.blocks

        def read(row: Row) -> date | None:
            cell = row.cells[self.index]
            if is_blank(cell):
                return None
            period = self.read(cell)
            year = None if period is None else period.year or _year_beside(row, self.year_column)
            if period is not None and year is None and years is not None:
                split = len(blocks) > 1 and period.number < blocks[0][0]
                year = years[-1] if split else years[0]
            if period is None or year is None:
                raise Unreadable(f"“{quoted_cell(cell)}” is not a {self.kind.noun}")
            try:
                return self.first_day(period.number, year)
            except ValueError:
                is_day = self.kind is PeriodKind.DAY
                what = day_words(period.number) if is_day else f"{self.kind.noun} {period.number}"
                raise Unreadable(f"{year} has no {what}") from None

        return read


def names_period(name: str) -> bool:
    """Whether a column's name is that of weeks or months."""
    spoken = name_words(name)
    return bool(_WEEK_COLUMN.fullmatch(spoken) or _MONTH_COLUMN.fullmatch(spoken))


def are_named_periods(cells: Sequence[str]) -> bool:
    """Whether cells are weeks or months whatever their column is called: months by their names,
    others with their year."""

    def is_period(cell: str) -> bool:
        month = _read(cell, PeriodKind.MONTH, alone=False)
        week = _read(cell, PeriodKind.WEEK, alone=False)
        return month is not None or (week is not None and week.year is not None)

    return sum(map(is_period, cells)) >= _MOST * len(cells) > 0


def period_column(
    table: Table, index: int, day_order: DayOrder | None = None
) -> PeriodColumn | None:
    """The column at ``index`` as one of weeks, months or days without their year, those in
    ``day_order`` where no day of the column tells it; None where it holds something else."""
    return table.once(
        f"periods in {index}, {day_order}", lambda table: _period_column(table, index, day_order)
    )


def _period_column(table: Table, index: int, day_order: DayOrder | None) -> PeriodColumn | None:
    name = name_words(table.header[index])
    years = _year_column(table, index)
    rows = [row for row in table.rows if not is_blank(row.cells[index])]
    for kind, read in _readers(name, [row.cells[index] for row in rows], day_order):
        found = [(row, period) for row in rows if (period := read(row.cells[index])) is not None]
        if not rows or len(found) < _MOST * len(rows):
            continue
        without = tuple(
            period.number
            for row, period in found
            if period.year is None and _year_beside(row, years) is None
        )
        example = quoted_cell(rows[0].cells[index])
        return PeriodColumn(index, kind, example, years, without, read)
    return None


def _readers(
    name: str, cells: Sequence[str], day_order: DayOrder | None
) -> Iterator[tuple[PeriodKind, Callable[[str], Period | None]]]:
    """What a column of this name may hold, the likeliest first, and what reads a cell of it."""
    of_weeks, of_months = bool(_WEEK_COLUMN.fullmatch(name)), bool(_MONTH_COLUMN.fullmatch(name))
    if not of_months:
        yield PeriodKind.WEEK, lambda cell: _read(cell, PeriodKind.WEEK, alone=of_weeks)
    if not of_weeks:
        yield PeriodKind.MONTH, lambda cell: _read(cell, PeriodKind.MONTH, alone=of_months)
    if not of_weeks and not of_months:
        number_of = day_reader(cells, day_order)
        yield PeriodKind.DAY, lambda cell: _of_number(number_of(cell))


def _of_number(number: int | None) -> Period | None:
    return None if number is None else Period(number, None)


def _year_column(table: Table, beside: int) -> int | None:
    """The column that says the year of each row."""
    for index, name in enumerate(table.header):
        if index != beside and _YEAR_COLUMN.fullmatch(name_words(name)):
            return index
    return None


def _year_beside(row: Row, index: int | None) -> int | None:
    cell = row.cells[index].strip() if index is not None else ""
    return int(cell) if re.fullmatch(r"(19|20)\d{2}", cell) else None


def _read(cell: str, kind: PeriodKind, *, alone: bool) -> Period | None:
    """The week or month that a cell names; ``alone`` where a bare number or a year in two figures
    is one, as the column's name says so."""
    text = " ".join(cell.casefold().split())
    if alone and _BARE.fullmatch(text):
        return _period(int(text), None, kind)
    plain = name_words(cell)
    if kind is PeriodKind.WEEK:
        shapes = (
            (_YEAR_WEEK, text),
            (_WEEK_YEAR, text),
            (_WEEK_YEAR, plain),
            (_NUMBER_WEEK, plain),
        )
        match = next((found for shape, said in shapes if (found := shape.fullmatch(said))), None)
        return None if match is None else _period(int(match["number"]), match["year"], kind)
    if match := _YEAR_MONTH.fullmatch(text) or _MONTH_YEAR.fullmatch(text):
        return _period(int(match["number"]), match["year"], kind)
    match = _NAMED_MONTH.fullmatch(text)
    month = 0 if match is None else month_of(match["name"], alone=True)
    if match is None or not month:
        return None
    year = match["year"]
    if year is not None and len(year) == _TELLING:
        year = f"20{year}" if alone else None
        if year is None:
            return None
    return _period(month, year, kind)


def _period(number: int, year: str | None, kind: PeriodKind) -> Period | None:
    if not 1 <= number <= kind.value:
        return None
    return Period(number, None if year is None else int(year))


def _is_sorted(numbers: Sequence[int]) -> bool:
    """Whether numbers only rise, or only fall, from row to row."""
    pairs = list(pairwise(numbers))
    return all(one <= other for one, other in pairs) or all(one >= other for one, other in pairs)
