"""Columns that say when, of which care can read no day: a month, a week, “3 days ago”.

Answers beside them are never dated today by themselves: a person says the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from store.common.dataclass import dataclass
from store.formats.feedback.days.day_names import Rank, rank_of
from store.formats.feedback.days.placeholder_days import placeholder
from store.formats.tabular.days.column_dates import settle_dates, swapped_days
from store.formats.tabular.days.dates import DayOrder, is_no_day, quoted_cell
from store.formats.tabular.days.periods import (
    PeriodColumn,
    PeriodKind,
    are_named_periods,
    names_period,
    period_column,
)
from store.formats.tabular.days.yearless_days import are_days_of_a_year, open_order
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_PERIOD = re.compile(
    r"((survey|response|reporting|calendar|iso) )?(months?|weeks?|quarters?|years?|periods?|cw|kw|"
    r"monat|woche|kalenderwoche|quartal|jahr|zeitraum|mes|semana|trimestre|ano|periodo|mois|semaine|annee|"
    r"periode|settimana|anno|maand|week|kwartaal|jaar)( (year|nr|no|number))?|"
    r"((survey|erhebungs?|befragungs?) ?)?(wave|welle|vague|ola|onda|ondata|golf|fala|runde|round)( (nr|no|number))?"
)
_QUARTER = re.compile(
    r"(q ?[1-4]|[1-4] ?(st|nd|rd|th)? (quarter|quartal|trimestre|kwartaal|kwartał)|(quarter|quartal|trimestre|kwartaal|kwartał) [1-4]|"
    r"[1-4] ?(q|t)|h ?[12]|[12] ?h|spring|summer|autumn|fall|winter|fruhjahr|fruhling|sommer|herbst|printemps|ete|automne|hiver|"
    r"primavera|verano|otono|invierno|verao|outono|inverno|estate|autunno|voorjaar|lente|zomer|najaar|herfst|wiosna|lato|jesien|zima)"
)
_YEAR = re.compile(r"(19|20)\d\d")
_YEARS = re.compile(
    r"((survey|response|reporting|calendar|report) ?)?(years?|jahr|annee|ano|anno|jaar|rok|ar|vuosi|yil)"
)
"""What, with a year beside it, is a quarter, half of a year or season."""
_DAY = re.compile(
    r"\b(date|day|time ?stamp|date ?time|datum|fecha|data|dia|jour|tag|dato|dag|giorno|dzien|den|nap|zi|tarih|gun|"
    r"pvm|paiva(maara)?|paivays|zeitstempel|zeitpunkt|horodateur|horodatage|"
    r"marca temporal|carimbo|informazioni cronologiche)\b|date$"
)
_DEED = re.compile(
    r"\b(submitted|responded|surveyed|reviewed|rated|answered|completed|created|opened|when)\b"
)
"""Names that say when, where no bare number stands under them."""
_BESIDE = re.compile(r"\b(by|to|from|update[sd]?|zone|of week|of birth|count|number|id)\b")
_LONGEST_NAME = 5
"""Words from which a name is a question rather than that of a column of days."""
_LOOKS_LIKE_A_DAY = re.compile(r"\d{1,4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,4}.*")
_LONGEST_CELL = 40
_MOST = 0.8
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class UnreadDates:
    """A column that says when, and one of its cells."""

    column: str
    example: str
    periods: PeriodColumn | None = None
    """Its weeks, months or days without a year, where it holds those."""
    swapped: tuple[str, str] | None = None
    """A date and a text of it, where a spreadsheet has taken days for months; see `swapped_days`."""
    open_order: str = ""
    """A day without its year whose day and month nothing in the column tells apart."""
    keeps_none: bool = False
    """It holds only ``example``, a day that tools write where they keep none."""
    blank: int = 0
    """On how many rows it has no day, where those that it has can be read; 0 where they cannot."""
    years: tuple[str, tuple[int, ...]] | None = None
    """Another column that says the year of each row, and its years; None without one."""

    @property
    def why_none(self) -> str:
        """Why it dates no answer, to go on with a stop or what to say."""
        if self.keeps_none:
            return f"“{self.column}” holds only {self.example}, which tools write where they keep no days"
        return f"“{self.column}” says no day: “{self.example}”"

    @property
    def lacks_only_the_year(self) -> bool:
        """Whether it says days that may be the answers', but for their year."""
        are_days = self.periods is not None and self.periods.kind is PeriodKind.DAY
        return (are_days or self.asks_order) and rank_of(self.column) is not Rank.NEVER

    @property
    def asks_order(self) -> bool:
        """Whether a person must tell day and month apart first."""
        return bool(self.open_order) and self.periods is None


def unread_dates(table: Table, day_order: DayOrder | None = None) -> UnreadDates | None:
    """The column that says when and whose days cannot be read, one of days without a year before
    those of weeks or months, those before others, one that keeps no days last; None without one.
    Days such as 3/4 are read in ``day_order`` where nothing in their column tells it."""
    return table.once(f"unread dates, {day_order}", lambda table: _unread_dates(table, day_order))


def _unread_dates(table: Table, day_order: DayOrder | None) -> UnreadDates | None:
    unread: list[UnreadDates] = []
    for index, name in enumerate(table.header):
        cells = [
            cell for cell in table.column(index) if not is_blank(cell) and not is_no_day(cell)
        ][:_SAMPLE]
        if cells and (names_period(name) or _says_when(name, cells)):
            periods, swapped = period_column(table, index, day_order), swapped_days(cells)
            named = rank_of(name) in (Rank.ANSWERED, Rank.PLAIN)
            are_days = are_days_of_a_year(cells, named=named)
            either = open_order(table.column(index)) if are_days else ""
            read = not periods and 2 * settle_dates(cells).readable >= len(cells)
            blank = sum(map(is_blank, table.column(index))) if read else 0
            unread.append(
                UnreadDates(name, quoted_cell(cells[0]), periods, swapped, either, blank=blank)
            )
        elif none := placeholder(table, index):
            unread.append(UnreadDates(name, none, keeps_none=True))
    unread.sort(key=_is_later)
    return replace(unread[0], years=_years_beside(table)) if unread else None


def _years_beside(table: Table) -> tuple[str, tuple[int, ...]] | None:
    """The column that holds a year on every row, and its years."""
    for index, name in enumerate(table.header):
        cells = {cell for cell in table.column(index) if not is_blank(cell)}
        if _YEARS.fullmatch(name_words(name)) and cells and all(map(_YEAR.fullmatch, cells)):
            return name, tuple(sorted(map(int, cells)))
    return None


def _is_later(unread: UnreadDates) -> tuple[bool, bool, int, int]:
    """Whether another column is asked about first: one of a finer time, one that says when more
    plainly, and any before the days of another deed and before one that keeps no days."""
    rank = rank_of(unread.column)
    finer = 0 if unread.periods is None else -unread.periods.kind.value
    finer = -PeriodKind.DAY.value if unread.asks_order else finer
    return unread.keeps_none, rank is Rank.NEVER, finer, Rank.OTHER if rank is None else rank


def _says_when(name: str, cells: list[str]) -> bool:
    spoken = name_words(name)
    if _PERIOD.fullmatch(spoken):
        return True
    if rank_of(name) is None:
        return False
    if _are_most(map(_LOOKS_LIKE_A_DAY.match, cells), cells) or are_days_of_a_year(cells):
        return True
    if are_named_periods(cells) or _are_most(map(_is_quarter, cells), cells):
        return True
    if _BESIDE.search(spoken) or spoken.count(" ") >= _LONGEST_NAME:
        return False
    if not _are_most((any(map(str.isdigit, cell)) for cell in cells), cells):
        return False
    numbers = _are_most((read_number(cell) is not None for cell in cells), cells)
    return bool(_DAY.search(spoken)) or (not numbers and bool(_DEED.search(spoken)))


def _is_quarter(cell: str) -> bool:
    """Whether a cell says a quarter, half or season of a year, and nothing else."""
    spoken = name_words(cell[:_LONGEST_CELL])
    rest = _YEAR.sub(" ", spoken, count=1)
    return rest != spoken and bool(_QUARTER.fullmatch(" ".join(rest.split())))


def _are_most(hits: Iterable[object], cells: list[str]) -> bool:
    return sum(bool(hit) for hit in hits) >= _MOST * len(cells)
