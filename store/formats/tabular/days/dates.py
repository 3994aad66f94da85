"""Dates of a whole column at once, since one cell can't tell 03-04 from 04-03."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.formats.tabular.days.zones import named_zone
from store.formats.tabular.missing_values import is_blank


class DayOrder(StrEnum):
    """How a date written in numbers alone is read where the year comes last."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Unreadable(ValueError):
    """A cell that is not a date; its text is the reason, for a person."""


_SENTINELS = frozenset(
    {
        date(1, 1, 1), date(1753, 1, 1), date(1899, 12, 30), date(1899, 12, 31),
        date(1900, 1, 1), date(1901, 1, 1), date(1970, 1, 1), date(1980, 1, 1), date(2999, 12, 31),
        date(3000, 1, 1), date(9999, 12, 31),
    }
)  # fmt: skip
"""Days that tools write for "none"."""
_ZERO_DATE = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?|0")
_EXCEL_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial number has no zone
_SERIAL = range(20_000, 80_000)
"""Excel's serial numbers from 1954 to 2119; others are no dates."""
_EPOCH = range(631_152_000, 4_102_444_800)
"""Seconds since 1970 from 1990 to 2100."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar januari janvier enero ene janeiro gennaio gen jän jänner",
            "feb february februar februari février fevrier févr fév fev febrero fevereiro febbraio",
            "mar march märz mär mrz maart mrt mars marzo março marco",
            "apr april avril avr abril abr aprile",
            "may mai mei mayo maio maggio mag",
            "jun june juni juin junio junho giugno giu",
            "jul july juli juillet juil julio julho luglio lug",
            "aug august augustus août aout agosto ago",
            "sep sept september septembre septiembre setiembre setembro settembre set",
            "oct october oktober okt octobre octubre outubro out ottobre ott",
            "nov november novembre noviembre novembro",
            "dec december dezember dez décembre déc decembre diciembre dic dezembro dicembre",
        ),
        1,
    )
    for name in names.split()
}

_TIME = (
    r"(?:(?:[ T,]|, | at | um | à )\s*"
    r"(?P<hour>\d{1,2})(?::|\.|h)(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{3,4})?(?:\s*\([^)]*\))?)?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{2}|(?<=\D)\d)(?P=mark)(?P<day>\d{2}|(?<=\D)\d)"
    + _TIME,
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[-/.])\s?(?P<second_part>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d{2})\.?"
    + _TIME,
    re.IGNORECASE,
)
_DAY_NAME = re.compile(
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?:\s+de\b)?[-\s/]*(?P<name>[^\W\d_]{3,10})\.?,?(?:\s+de\b)?[-\s/]*(?P<year>\d{4}|\d{2})"
    + _TIME,
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    _WEEKDAY
    + r"(?P<name>[^\W\d_]{3,10})\.?[-\s]+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?[-\s]+(?P<year>\d{4})"
    + _TIME,
    re.IGNORECASE,
)
_CTIME = re.compile(
    r"[^\W\d_]{2,4}\s+(?P<name>[^\W\d_]{3})\s+(?P<day>\d{1,2})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2})"
    r"\s+(?:(?P<zone>[A-Z]{3,4}|[+-]\d{4})\s+)?(?P<year>\d{4})(?P<half>)",
    re.IGNORECASE,
)
"""As C and Java write a time: “Sun Mar  1 10:00:00 2026”."""
_NUMBER = re.compile(r"\d{5,13}(?:[.,]\d{1,12})?")
_EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_LONGEST = 80
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
        in_numbers = _YEAR_LAST.fullmatch(cell) if len(cell) <= _LONGEST else None
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


def _read_quietly(cell: str, order: DayOrder) -> datetime | None:
    try:
        return read_date(cell, order)
    except Unreadable:
        return None


def read_date(
    cell: str, order: DayOrder, zone: tzinfo | None = None, written_in: tzinfo | None = None
) -> datetime | None:
    """The local time a cell gives (midnight when it gives a day only); None for a blank one.

    Reads ISO 8601, numbers in ``order``, month names in seven languages, 12-hour times,
    Excel's serial numbers, and Unix time in seconds or milliseconds. A time that names its
    offset, and Unix time, is turned into ``zone`` (without one: left as it is written; Unix
    time is UTC). A time that names none is taken for one in ``written_in``, where that is
    known; a day without a time stays that day. Days that stand for "none", such as 1900-01-01, are blank. The result
    is naive. Raises Unreadable.
    """
    if is_blank(cell) or _ZERO_DATE.fullmatch(cell[:_LONGEST]):
        return None
    time = _parse(cell.strip(), order)
    if time is None:
        raise Unreadable(f"“{quoted_cell(cell)}” is not a date")
    if time.date() in _SENTINELS:
        return None
    if time.tzinfo is None and ":" in cell:
        time = time.replace(tzinfo=written_in)
    if time.tzinfo is not None:
        time = _in_zone(time, zone)
    return time


def _read_either(
    cell: str, order: DayOrder, zone: tzinfo | None, written_in: tzinfo | None
) -> datetime | None:
    """The local time a cell gives in ``order``, else in the other one."""
    try:
        return read_date(cell, order, zone, written_in)
    except Unreadable:
        other = DayOrder.MONTH_FIRST if order is DayOrder.DAY_FIRST else DayOrder.DAY_FIRST
        return read_date(cell, other, zone, written_in)


def is_no_day(cell: str) -> bool:
    """Whether a cell holds a day that tools write for "none": 0000-00-00, 1900-01-01."""
    try:
        return not is_blank(cell) and read_date(cell, DayOrder.DAY_FIRST) is None
    except Unreadable:
        return False


def quoted_cell(cell: str) -> str:
    """A cell as a reason quotes it: at most 40 characters."""
    return cell if len(cell) <= 40 else f"{cell[:39]}…"


def _in_zone(time: datetime, zone: tzinfo | None) -> datetime:
    try:
        return (time.astimezone(zone) if zone else time).replace(tzinfo=None)
    except (OverflowError, ValueError):
        return time.replace(tzinfo=None)


@lru_cache(maxsize=4_096)
def _parse(text: str, order: DayOrder) -> datetime | None:
    if len(text) > _LONGEST:
        return None
    if match := _YEAR_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(_western(text)):
        return _built(match, int(match["month"]), int(match["day"]))
    if _NUMBER.fullmatch(text):
        return _from_number(float(text.replace(",", ".")))
    if match := _YEAR_LAST.fullmatch(text):
        first, second = int(match["first"]), int(match["second_part"])
        day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
        return _built(match, month, day)
    if match := _DAY_NAME.fullmatch(text) or _NAME_DAY.fullmatch(text) or _CTIME.fullmatch(text):
        month = MONTHS.get(match["name"].casefold(), 0)
        return _built(match, month, int(match["day"]))
    return None


def _western(text: str) -> str:
    """A Chinese, Japanese or Korean date with the marks of ISO 8601: “2026年3月1日”."""
    return _EASTERN.sub(r"\1-\2-\3", text)


def _built(match: re.Match[str], month: int, day: int) -> datetime | None:
    """The time a match gives; None where there is no such day or time."""
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 70 else 1900
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    if half := match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        return datetime(
            year,
            month,
            day,
            hour,
            minute,
            int(match["second"] or 0),
            tzinfo=named_zone(match["zone"]),
        )
    except ValueError:
        return None


def _from_number(number: float) -> datetime | None:
    """Excel's serial number, or Unix time in seconds or milliseconds; None if it is neither."""
    if int(number) in _SERIAL:
        return _EXCEL_DAY_0 + timedelta(seconds=round(number * 86_400))
    for seconds in (number, number / 1000):
        if int(seconds) in _EPOCH:
            return datetime.fromtimestamp(int(seconds), UTC)
    return None
