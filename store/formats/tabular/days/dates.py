"""Dates and times of single cells, as people and tools write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

from store.formats.tabular.days.half_days import HALF, HALF_BEFORE, hour_of_day
from store.formats.tabular.days.months import month_of
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
_NO_DAY = re.compile(
    r"(not |never |no )?(yet )?(applicable|resolved|solved|closed|completed|finished|scheduled|responded|response|replied|reply|answered|received|sent|set|started)( yet)?"
    r"|pending|open|ongoing|on ?going|in progress|still open|awaiting .{1,20}|to be (confirmed|decided|done|scheduled)|tbc|never|none yet|not yet"
    r"|offen|noch offen|ausstehend|laufend|in (arbeit|bearbeitung)|abierto|abierta|pendiente|en curso|sin fecha|en cours|ouvert|en attente"
    r"|aberto|aberta|pendente|em andamento|aperto|in corso|in attesa|lopend|openstaand|nog open|otwarte|w toku",
    re.IGNORECASE,
)
"""Words in place of a day that has not come."""
_EXCEL_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial number has no zone
_SERIAL = range(20_000, 80_000)
"""Excel's serial numbers from 1954 to 2119; others are no dates."""
_EPOCH = range(631_152_000, 4_102_444_800)
"""Seconds since 1970 from 1990 to 2100."""

_TIME = (
    rf"(?:(?:[ T,]|, |,? (?:at|um|à|klo|kl\.?|godz\.?|às|alle) )\s*(?:(?P<half_before>{HALF_BEFORE})\s*)?"
    r"(?P<hour>\d{1,2})(?::|\.|h)(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    rf"\s*(?P<half>{HALF})?"
    r"\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[^\W\d_]{3,4})?(?:\s*\([^)]*\))?)?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,14}\.?,?\s+)?"
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{2}|(?<=\D)\d)(?P=mark)(?P<day>\d{2}|(?<=\D)\d)"
    + _TIME,
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[-/.])\s?(?P<second_part>\d{1,2})(?:(?P=mark)|(?<=/\d{2})-|(?<=/\d)-)\s?(?P<year>\d{4}|\d{2})\.?"
    + _TIME,
    re.IGNORECASE,
)
_DAY_NAME = re.compile(
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?:\s+de\b)?[-\s/]*(?P<name>[^\W\d_]{3,14})\.?,?(?:\s+de\b)?[-\s/]*(?P<year>\d{4}|\d{2})(?:\s?r\b\.?)?"
    + _TIME,
    re.IGNORECASE,
)
_YEAR_NAME = re.compile(
    r"(?P<year>\d{4})[-.,\s]+(?P<name>[^\W\d_]{3,14})\.?[-\s]+(?P<day>\d{1,2})\.?" + _TIME,
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    _WEEKDAY
    + r"(?P<name>[^\W\d_]{3,14})\.?[-\s]+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?[-\s]+(?P<year>\d{4})"
    + _TIME,
    re.IGNORECASE,
)
_CTIME = re.compile(
    r"[^\W\d_]{2,4}\s+(?P<name>[^\W\d_]{3})\s+(?P<day>\d{1,2})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2})"
    r"\s+(?:(?P<zone>[A-Z]{3,4}|[+-]\d{4})\s+)?(?P<year>\d{4})(?P<half>)(?P<half_before>)",
    re.IGNORECASE,
)
"""As C and Java write a time: “Sun Mar  1 10:00:00 2026”."""
_NAMED = (_DAY_NAME, _NAME_DAY, _YEAR_NAME, _CTIME)
_NUMBER = re.compile(r"\d{5,13}(?:[.,]\d{1,12})?")
_EASTERN = re.compile(
    r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]|(\d{4})\.\s(\d{1,2})\.\s(\d{1,2})\.?(?!\d)"
)
_EASTERN_TIME = re.compile(r"(\d{1,2})\s?[時时시]\s?(\d{2})\s?[分분](?:\s?(\d{2})\s?[秒초])?")
_LONGEST = 80
_REVIEWED = re.compile(
    r"(?:(?:customer |kunden)?review(?:ed)?|rated|posted|written|submitted|published|(?:kunden)?rezension|bewertet|comment[ée]|publi[ée]|avis laiss[ée]|"
    r"r[ée]dig[ée]e?|post[ée]e?|d[ée]pos[ée]e?|[ée]crite?|geschrieben|verfasst|escrit[ao]|scritt[ao]|geschreven|skrevet|skriven|napisan[aoe]|"
    r"rese[ñn]ado|calificado|revisado|publicado|recensito|pubblicato|valutato|avaliado|beoordeeld|geplaatst|recenserad|anmeldt|recenzja|opinia)\b"
    r"(?:\D{0,60}?\b(?:on|am|vom|le|el|il|op|em|den|dnia|dniu|in data)\s+|\s+(?=[A-Z][a-z]+ \d))",
    re.IGNORECASE,
)
"""What shops write before the day of a review: “Reviewed in France on 3 March 2026”."""


def read_date(
    cell: str, order: DayOrder, zone: tzinfo | None = None, written_in: tzinfo | None = None
) -> datetime | None:
    """The local time a cell gives (midnight when it gives a day only); None for a blank one.

    Reads ISO 8601, numbers in ``order``, month names and 12-hour times in many languages,
    Excel's serial numbers, and Unix time in seconds or milliseconds. A time that names its
    offset, and Unix time, is turned into ``zone`` (without one: left as it is written; Unix
    time is UTC). A time that names none is taken for one in ``written_in``, where that is
    known; a day without a time stays that day. Days that stand for "none", such as 1900-01-01, and words for
    it, such as “not yet”, are blank. The result is naive. Raises Unreadable.
    """
    if (
        is_blank(cell)
        or _ZERO_DATE.fullmatch(cell[:_LONGEST])
        or _NO_DAY.fullmatch(cell[:_LONGEST].strip())
    ):
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


def numbers_in(cell: str) -> re.Match[str] | None:
    """The parts of a date in numbers whose year comes last, so that only its order tells the day:
    ``first``, ``second_part``, ``year`` and the ``mark`` between them. None for any other cell."""
    return _YEAR_LAST.fullmatch(cell) if len(cell) <= _LONGEST else None


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
    said = _REVIEWED.match(text)
    named = text[said.end() :] if said else text
    match = next((found for shape in _NAMED if (found := shape.fullmatch(named))), None)
    if match is not None:
        month = month_of(match["name"])
        return _built(match, month, int(match["day"]))
    return None


def _western(text: str) -> str:
    """A Chinese, Japanese or Korean date with the marks of ISO 8601: “2026年3月1日”, “2026. 3. 1”."""
    day = _EASTERN.sub(lambda found: "-".join(part for part in found.groups() if part) + " ", text)
    time = _EASTERN_TIME.sub(lambda found: ":".join(part for part in found.groups() if part), day)
    return time.strip()


def _built(match: re.Match[str], month: int, day: int) -> datetime | None:
    """The time a match gives; None where there is no such day or time."""
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 70 else 1900
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    if half := match["half"] or match["half_before"]:
        of_day = hour_of_day(hour, half)
        if of_day is None:
            return None
        hour = of_day
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
