"""Days that are written without their year: “06.10.”, “6 Oct”, “October 6th”, “10/18”.

A day is told by its number in a leap year, so that days can be put in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from store.formats.tabular.days.dates import DayOrder
from store.formats.tabular.days.half_days import HALF, HALF_BEFORE
from store.formats.tabular.days.months import month_of
from store.formats.tabular.numbers import read_number

_LEAP = 2024
"""A leap year, by which days are numbered."""
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = rf"(?:[,\s]+(?:at |um )?(?:{HALF_BEFORE}\s?)?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\s?{HALF})?(?: uhr)?)?"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_DOTTED = re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.?{_TIME}")
_SLASHED = re.compile(rf"{_WEEKDAY}(?P<one>\d{{1,2}})(?P<mark>[/-])(?P<other>\d{{1,2}}){_TIME}")
_DAY_NAME = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?: de\b)?[-\s]*(?P<name>[^\W\d_]{{3,14}})\.?{_TIME}"
)
_NAME_DAY = re.compile(
    rf"{_WEEKDAY}(?P<name>[^\W\d_]{{3,14}})\.?[-\s]+(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?{_TIME}"
)
_LONGEST = 40
_MOST = 0.9


def day_words(number: int) -> str:
    """A day by its number, in words: “6 Oct”."""
    day = date(_LEAP, 1, 1) + timedelta(days=number - 1)
    return f"{day.day} {_SHORT[day.month - 1]}"


def of_year(number: int, year: int) -> date:
    """A day by its number, in a year. Raises ValueError for 29 February where there is none."""
    return (date(_LEAP, 1, 1) + timedelta(days=number - 1)).replace(year=year)


def open_order(cells: Iterable[str]) -> str:
    """A day such as “3/4” of a column in which no day tells the order; empty where there is none."""
    slashed = {
        cell: match for cell in cells if (match := _SLASHED.fullmatch(_plain(cell))) is not None
    }
    beyond = any(
        int(max(match.group("one", "other"), key=int)) > len(_SHORT) for match in slashed.values()
    )
    differing = (cell for cell, match in slashed.items() if match["one"] != match["other"])
    return "" if beyond else next(differing, "")


def day_reader(
    cells: Iterable[str], day_order: DayOrder | None = None
) -> Callable[[str], int | None]:
    """What reads the number of the day in a cell; None where it holds none.

    The order of “10/6” is that of the column, if one of its days tells it, else ``day_order``.
    Without, such cells are no days, and neither are those of a month with the same two figures each, which may be a year.
    """
    kinds = {_plain(cell) for cell in cells}
    slashed = [match for kind in kinds if (match := _SLASHED.fullmatch(kind))]
    day_first = any(int(match["one"]) > len(_SHORT) for match in slashed)
    month_first = any(int(match["other"]) > len(_SHORT) for match in slashed)
    if not day_first and not month_first:
        day_first, month_first = day_order is DayOrder.DAY_FIRST, day_order is DayOrder.MONTH_FIRST
    named = [match["day"] for kind in kinds if (match := _NAME_DAY.fullmatch(kind))]
    may_be_years = len(set(named)) == 1 and len(named[0]) > 1

    def read(cell: str) -> int | None:
        text = _plain(cell)
        if match := _DOTTED.fullmatch(text):
            return _number(int(match["month"]), int(match["day"]))
        if (match := _SLASHED.fullmatch(text)) and day_first is not month_first:
            day, month = (
                (match["one"], match["other"]) if day_first else match.group("other", "one")
            )
            return _number(int(month), int(day))
        match = _DAY_NAME.fullmatch(text) or (None if may_be_years else _NAME_DAY.fullmatch(text))
        return _number(month_of(match["name"]), int(match["day"])) if match else None

    return read


def are_days_of_a_year(cells: Sequence[str], *, named: bool = False) -> bool:
    """Whether cells are days without a year, whatever their column is called.

    A number such as 6.10 may be a decimal, and 9/10 beside 7/10 says how many out of how many,
    but where the column is ``named`` a day or date.
    """
    kinds = {_plain(cell) for cell in cells}
    slashed = [match for kind in kinds if (match := _SLASHED.fullmatch(kind))]
    if len(slashed) >= _MOST * len(kinds):
        day_first = any(int(match["one"]) > len(_SHORT) for match in slashed)
        ends = {match["other"] for match in slashed}
        if not day_first and len(ends) == 1 and not named:
            return False
        if not named and all(
            max(int(match["one"]), int(match["other"])) <= len(_SHORT) for match in slashed
        ):
            return len(ends) > 1 and len({match["one"] for match in slashed}) > 1
        if named:
            return True
    read = day_reader(cells)
    days = [cell for cell in cells if read_number(cell) is None and read(cell) is not None]
    return len(days) >= _MOST * len(cells) > 0


def _plain(cell: str) -> str:
    return " ".join(cell[: _LONGEST + 1].casefold().split())


def _number(month: int, day: int) -> int | None:
    try:
        return date(_LEAP, month, day).timetuple().tm_yday
    except ValueError:
        return None
