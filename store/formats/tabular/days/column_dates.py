"""Dates of a whole column at once, since one cell can't tell 03-04 from 04-03."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, tzinfo

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.formats.tabular.days.dates import DayOrder, Unreadable, is_no_day, numbers_in, read_date
from store.formats.tabular.missing_values import is_blank

_RECENT = 3
"""Years that a file of answers reaches back, where its dates' order is in doubt."""
_OLD = 9
_SLIPS = 10
"""Dates of one order beside which one of the other is a slip."""
_ENOUGH = 5
"""Dates of one order beside which a single one of the other is a slip."""

_WORKBOOK_DATE = re.compile(r"\d{4}-\d{2}-(?P<day>\d{2})(?:[ T].*)?")
"""A date as a workbook holds it."""
_DAY_FIRST_TEXT = re.compile(
    r"(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?:\d{4}|\d{2})(?:[ ,T].*)?"
)
_FEWEST_SWAPPED = 2
"""Days of each kind from which a column is taken for such a one."""


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How a column's dates are written."""

    order: DayOrder | None
    """None where the order makes no difference, or must be asked."""
    ask: bool
    """Both orders read every date and give different days: only a person knows."""
    example: str
    """When ``ask``: a cell that shows the question, else empty."""
    filled: int
    """Cells that are not blank."""
    readable: int
    """Those of them that are dates."""
    mixed: tuple[str, str] | None = None
    """A date that is day first and one that is month first, where both orders are used."""

    @property
    def why_open(self) -> str:
        """When ``ask``: why the order is open, as a sentence."""
        if self.mixed is not None:
            day_first, month_first = self.mixed
            return (
                f"“{day_first}” is day first and “{month_first}” month first, so “{self.example}”"
                " could be either."
            )
        return (
            f"“{self.example}” could be day first or month first, and no date in the file"
            " decides it."
        )

    def with_order(self, order: DayOrder | None) -> DateColumn:
        """The column with its question answered; a column that asks nothing stays as it is."""
        if order is None or not self.ask:
            return self
        return replace(self, order=order, ask=False, example="")

    def reader(
        self, zone: tzinfo | None = None, written_in: tzinfo | None = None
    ) -> Callable[[str], datetime | None]:
        """What reads one cell of the column: see ``read_date``.

        Raises Refused when the order must be asked first.
        """
        if self.ask:
            raise Refused(f"{self.why_open} Say which.", field="day_order")
        order = self.order or DayOrder.DAY_FIRST
        if self.mixed is not None:
            return lambda cell: _read_either(cell, order, zone, written_in)
        return lambda cell: read_date(cell, order, zone, written_in)


def settle_dates(cells: Iterable[str], latest: date | None = None) -> DateColumn:
    """How the dates in a column are written.

    The order is settled by a day over 12, by dots (always day first), or, given
    ``latest``, by an order that would put dates after it where the other doesn't. If a
    column mixes both orders, each date that only one of them reads is read by that one; a date
    that both read must be asked, unless the fewer are slips: then the other order stands, and
    the slips are no dates. A column of dates such as 26/03/01, of which some would be of other years
    than these with the year last, has no readable ones, and so has one of `swapped_days`.
    """
    cells = list(cells)
    filled = readable = day_first = month_first = year_first = years_off = 0
    undecided: list[str] = []
    proofs: dict[DayOrder, str] = {}
    for cell in cells:
        if is_blank(cell) or is_no_day(cell):
            continue
        filled += 1
        first = second = _read_quietly(cell, DayOrder.DAY_FIRST)
        in_numbers = numbers_in(cell)
        if in_numbers:
            second = _read_quietly(cell, DayOrder.MONTH_FIRST)
            if latest is not None and len(in_numbers["year"]) == 2:
                year_first += _is_of_these_years(in_numbers["first"], latest, _RECENT)
                years_off += not _is_of_these_years(in_numbers["year"], latest, _OLD)
        readable += first is not None or second is not None
        if first == second:
            continue
        if first is None or second is None:
            day_first += first is not None
            month_first += second is not None
            shown = DayOrder.MONTH_FIRST if first is None else DayOrder.DAY_FIRST
            proofs.setdefault(shown, cell)
        elif in_numbers and in_numbers["mark"] == ".":
            day_first += 1
        else:
            undecided.append(cell)
    if (readable and years_off and year_first == readable) or swapped_days(cells):
        return DateColumn(None, ask=False, example="", filled=filled, readable=0)
    if not (day_first or month_first) and undecided and latest is not None:
        day_first, month_first = _by_latest(undecided, latest)
    if len(proofs) > 1 and not (undecided and _is_slip(day_first, month_first)):
        mixed = (proofs[DayOrder.DAY_FIRST], proofs[DayOrder.MONTH_FIRST])
        example = undecided[0] if undecided else ""
        return DateColumn(None, bool(undecided), example, filled, readable, mixed)
    order = None
    if day_first or month_first:
        order = DayOrder.DAY_FIRST if day_first >= month_first else DayOrder.MONTH_FIRST
    ask = order is None and bool(undecided)
    return DateColumn(order, ask, undecided[0] if ask else "", filled, readable)


def swapped_days(cells: Iterable[str]) -> tuple[str, str] | None:
    """One date and one text of a column in which a spreadsheet that writes the month first has taken
    for dates what it could, and left as text what has no such month; None for every other column.

    14/11/2026 stays text there, and 11/10/2026 becomes the tenth of November.
    """
    dates, texts = [], []
    for cell in cells:
        if date := _WORKBOOK_DATE.fullmatch(cell):
            dates.append(cell)
            if int(date["day"]) > 12:
                return None
        elif text := _DAY_FIRST_TEXT.fullmatch(cell):
            texts.append(cell)
            if int(text["first"]) <= 12 or int(text["second"]) > 12:
                return None
    return (dates[0], texts[0]) if min(len(dates), len(texts)) >= _FEWEST_SWAPPED else None


def _is_slip(day_first: int, month_first: int) -> bool:
    """Whether the fewer of the dates that show an order are slips in a column of the other."""
    fewer, more = sorted((day_first, month_first))
    return fewer * _SLIPS <= more or (fewer == 1 and more >= _ENOUGH)


def _is_of_these_years(number: str, latest: date, back: int) -> bool:
    """Whether two figures are a year of those up to ``back`` years before ``latest``."""
    now = latest.year % 100
    return now - back <= int(number) <= now


def _by_latest(cells: list[str], latest: date) -> tuple[int, int]:
    """Votes for day first and month first: an order gets one if only the other has late dates."""
    late = []
    for order in DayOrder:
        times = (_read_quietly(cell, order) for cell in cells)
        late.append(any(time is not None and time.date() > latest for time in times))
    return int(late[1] and not late[0]), int(late[0] and not late[1])


def _read_either(
    cell: str, order: DayOrder, zone: tzinfo | None, written_in: tzinfo | None
) -> datetime | None:
    """The local time a cell gives in ``order``, else in the other one."""
    try:
        return read_date(cell, order, zone, written_in)
    except Unreadable:
        other = DayOrder.MONTH_FIRST if order is DayOrder.DAY_FIRST else DayOrder.DAY_FIRST
        return read_date(cell, other, zone, written_in)


def _read_quietly(cell: str, order: DayOrder) -> datetime | None:
    try:
        return read_date(cell, order)
    except Unreadable:
        return None
