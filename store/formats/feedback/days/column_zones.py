"""Whose clock a column's times are by, as its name says: “rated at (America/New_York)”, “Date (CET)”."""

from __future__ import annotations

import re
from datetime import tzinfo

from store.formats.tabular.days.zones import AMBIGUOUS, abbreviated_zone, named_zone
from store.formats.tabular.tables import Table

_ZONE = re.compile(
    r"[\s(\[]+([A-Z]\w+/[A-Z][\w/]+|(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?|(?<=[(\[])[+-]\d{1,2}(?::?\d{2})?)[)\]]?\s*$"
)
"""The zone that a tool writes behind a day's name."""
_SHORT = re.compile(r"[\s_]*[(\[]([A-Z]{2,4})[)\]]\s*$")
"""A short name of a zone, in brackets: without them “EST” may be an estimate."""
_TIME = re.compile(r"\d[:h.]\d\d(?![\d.])(?!.*[+-]\d\d:?\d\d$)(?!.*(?:Z|UTC|GMT)$)")

_LONGEST = 80


def zone_in(name: str) -> tzinfo | None:
    """The zone that a column's name says its times are in; None where it says none, or one that
    could be several."""
    if said := _ZONE.search(name):
        return named_zone(said[1])
    short = _SHORT.search(name)
    return abbreviated_zone(short[1]) if short else None


def without_zone(name: str) -> str:
    """A column's name without the zone that it says."""
    if _ZONE.search(name):
        return _ZONE.sub("", name)
    short = _SHORT.search(name)
    known = short is not None and (short[1] in AMBIGUOUS or abbreviated_zone(short[1]) is not None)
    return _SHORT.sub("", name) if known else name


def zone_note(table: Table, index: int, team_zone: tzinfo) -> str:
    """How the times under a short name of a zone are taken, as a sentence; empty where nothing is
    to be said of it."""
    name = table.header[index]
    short = None if _ZONE.search(name) else _SHORT.search(name)
    if short is None or not any(_TIME.search(cell[:_LONGEST]) for cell in table.column(index)):
        return ""
    if short[1] in AMBIGUOUS:
        return (
            f"“{short[1]}” is the name of several time zones, so the times in “{name}” are taken for"
            f" the team's own, {team_zone}. If they are others, write their offset into the"
            " column's name, such as “(UTC-06:00)”."
        )
    zone = abbreviated_zone(short[1])
    return "" if zone is None else f"The times in “{name}” are taken for those of {zone.key}."
