"""A day as a person types it: ``2026-11-29``, ``29 Nov``, ``Sun 29 Nov``, ``Sunday``, ``today``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from store.common.errors import Refused
from store.domain.cycles import day_words

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SPOKEN = re.compile(r"(?:([a-z]+)\.?,? +)?(\d{1,2})\.? +([a-z]+)\.?(?:,? +(\d{4}))?")
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}


def day_and_date(day: date) -> str:
    """A day with its weekday: ``Sun 29 Nov``."""
    return f"{day:%a} {day_words(day)}"


def parse_day(text: str, today: date, *, field: str = "due", ahead: bool = True) -> date:
    """The day that ``text`` names.

    A weekday alone is the next one from today on (the last one up to today unless
    ``ahead``); a day without its year is the one nearest to today. Raises Refused for
    ``field`` when it names none.
    """
    typed = " ".join(text.casefold().split())
    day = _iso(typed) or _near(typed, today, ahead) or _spoken(typed, today)
    if day is None:
        raise Refused(
            f"“{text.strip()}” is not a day such as {day_and_date(today)} or {today}.", field=field
        )
    return day


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _near(text: str, today: date, ahead: bool) -> date | None:
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    weekday = _begins(text, _DAYS)
    if weekday is None:
        return None
    step = (weekday - today.weekday()) % 7
    return today + timedelta(days=step if ahead or not step else step - 7)


def _spoken(text: str, today: date) -> date | None:
    match = _SPOKEN.fullmatch(text)
    month = _begins(match[3], _MONTHS) if match else None
    if match is None or month is None or (match[1] and _begins(match[1], _DAYS) is None):
        return None
    years = [int(match[4])] if match[4] else [today.year - 1, today.year, today.year + 1]
    days = []
    for year in years:
        try:
            days.append(date(year, month + 1, int(match[2])))
        except ValueError:
            continue
    return min(days, key=lambda day: abs(day - today), default=None)


def _begins(text: str, names: tuple[str, ...]) -> int | None:
    """Which of ``names`` begins with ``text``, three letters of it at least."""
    if len(text) < 3:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(text)), None)
