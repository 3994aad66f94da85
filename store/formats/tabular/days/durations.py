"""Lengths of time as ticket exports write them, in hours."""

from __future__ import annotations

import re

from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import NumberStyle, read_number

_CLOCK = re.compile(
    r"(?:(\d{1,5})\s*d(?:ays?)?[\s,]+)?(\d{1,6}):([0-5]?\d)(?::([0-5]?\d)(?:\.\d+)?)?(?:\s*(?:h|hrs?|hours?))?"
)
_SPOKEN = re.compile(
    r"(?:(\d{1,5}(?:\.\d+)?)\s*d(?:ays?)?)?[\s,]*(?:(\d{1,6}(?:\.\d+)?)\s*h(?:(?:ou)?rs?)?)?[\s,]*"
    r"(?:(\d{1,7}(?:\.\d+)?)\s*m(?:in(?:ute)?s?)?)?[\s,]*(?:(\d{1,9}(?:\.\d+)?)\s*s(?:ec(?:ond)?s?)?)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?", re.IGNORECASE
)
"""A length of time by ISO 8601: ``P1DT2H5M``."""
_MINUTES = 60.0
_UNITS = (
    (re.compile(r"\b(minutes?|mins?|minuten|minutach|minuty|minutos|minuti|minuter)\b"), _MINUTES),
    (
        re.compile(
            r"\b(hours?|hrs?|stunden|godzinach|godziny|heures|horas|ore|uren|uur|timer|timmar|std|h)\b"
        ),
        1.0,
    ),
    (re.compile(r"\b(seconds?|secs?|sekunden|segundos|secondes|secondi)\b"), 3600.0),
    (re.compile(r"\b(days?|tage|tagen|jours|dias|giorni|dagen|dni)\b"), 1 / 24),
)


def per_hour(name: str) -> float | None:
    """How many of the unit that a column's name says make an hour; None if it says none."""
    spoken = name_words(name)
    return next((count for pattern, count in _UNITS if pattern.search(spoken)), None)


def read_hours(cell: str, units_per_hour: float, style: NumberStyle | None = None) -> float | None:
    """The hours a cell says: a plain number of units, ``26:05:00``,
    ``1 day, 2:05:00``, ``1d 2h 5m``, or ``P1DT2H5M``.

    None for a blank cell, a negative length, or what is no length, as ``3:20`` in a column of
    minutes, which may be hours or minutes.
    """
    text = cell.strip()
    if is_blank(text) or len(text) > 40:
        return None
    number = read_number(text, style)
    if number is not None:
        return number / units_per_hour if number >= 0 else None
    if match := _CLOCK.fullmatch(text):
        if units_per_hour == _MINUTES and match[4] is None:
            return None
        days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return days * 24 + hours + minutes / 60 + seconds / 3600
    match = _ISO.fullmatch(text) or _SPOKEN.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    spoken = [float(part or 0) for part in match.groups()]
    return spoken[0] * 24 + spoken[1] + spoken[2] / 60 + spoken[3] / 3600


def says_unit(cell: str) -> bool:
    """Whether a cell says by itself how long something took: ``26:05:00``, ``8h 0m``, not ``8``."""
    return read_number(cell) is None and read_hours(cell, 1.0) is not None
