"""Time zones as times and the names of their columns tell them: “+02:00”, “Europe/Berlin”, “CET”."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_ABBREVIATED: dict[str, tuple[float, str]] = {
    "WET": (0, "Europe/Lisbon"), "WEST": (1, "Europe/Lisbon"),
    "CET": (1, "Europe/Berlin"), "CEST": (2, "Europe/Berlin"),
    "MEZ": (1, "Europe/Berlin"), "MESZ": (2, "Europe/Berlin"),
    "SEČ": (1, "Europe/Prague"), "SELČ": (2, "Europe/Prague"),
    "EET": (2, "Europe/Helsinki"), "EEST": (3, "Europe/Helsinki"),
    "EST": (-5, "America/New_York"), "EDT": (-4, "America/New_York"), "ET": (-5, "America/New_York"),
    "CDT": (-5, "America/Chicago"), "MDT": (-6, "America/Denver"), "MST": (-7, "America/Denver"),
    "PST": (-8, "America/Los_Angeles"), "PDT": (-7, "America/Los_Angeles"), "PT": (-8, "America/Los_Angeles"),
    "AKST": (-9, "America/Anchorage"), "BRT": (-3, "America/Sao_Paulo"),
    "AEST": (10, "Australia/Sydney"), "AEDT": (11, "Australia/Sydney"), "AWST": (8, "Australia/Perth"),
    "NZST": (12, "Pacific/Auckland"), "NZDT": (13, "Pacific/Auckland"),
    "JST": (9, "Asia/Tokyo"), "KST": (9, "Asia/Seoul"), "SGT": (8, "Asia/Singapore"), "HKT": (8, "Asia/Hong_Kong"),
    "SAST": (2, "Africa/Johannesburg"), "MSK": (3, "Europe/Moscow"),
}  # fmt: skip
"""Short names that mean one zone to almost everybody: their hours ahead of UTC, and the zone whose
clock a column of such times goes by all year."""
AMBIGUOUS = frozenset({"AST", "BST", "CST", "CT", "GST", "IST", "MT"})
"""Short names of several zones: CST is Chicago's, and Shanghai's."""


def named_zone(text: str | None) -> tzinfo | None:
    """The zone that a time tells: “UTC”, “+02:00”, “Europe/Berlin”, “PST”. None without one or
    where a short name could be several."""
    if not text:
        return None
    if "/" in text:
        return _by_name(text)
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    if offset := _OFFSET.fullmatch(text):
        span = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(-span if offset[1] == "-" else span)
    hours, _ = _ABBREVIATED.get(text.upper(), (None, ""))
    return None if hours is None else timezone(timedelta(hours=hours))


def abbreviated_zone(text: str) -> ZoneInfo | None:
    """The zone whose clock a column goes by that a short name, such as “CET”, tells; None for one
    that is not known, or could be several."""
    _, name = _ABBREVIATED.get(text.upper(), (0, ""))
    return _by_name(name) if name else None


def _by_name(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return None
