"""Whose clock a column's times are by, as its name says: “rated at (America/New_York)”, “Date (CET)”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo

from store.formats.tabular.days.zones import AMBIGUOUS, abbreviated_zone, named_zone
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.tables import Table

_ZONE = re.compile(
    r"[\s(\[]+([A-Z]\w+/[A-Z][\w/]+|(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?|(?<=[(\[])[+-]\d{1,2}(?::?\d{2})?)[)\]]?\s*$"
)
"""The zone that a tool writes behind a day's name."""
_SHORT = re.compile(r"[\s_]*[(\[]([A-Z]{2,4})[)\]]\s*$")
"""A short name of a zone, in brackets: without them “EST” may be an estimate."""
_TIME = re.compile(r"\d[:h.]\d\d(?![\d.])(?!.*[+-]\d\d:?\d\d$)(?!.*(?:Z|UTC|GMT)$)")

_ZONE_NAME = r"((?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?|[A-Z]\w+/[A-Z][\w/]+)"
_TOLD = re.compile(
    r"(?:(?i:time ?zone|zeitzone|fuseau horaire|zona horaria|fuso (?:orario|horario|horário)|tijdzone|strefa czasowa))\W{1,4}"
    + _ZONE_NAME
    + r"|(?i:(?:all )?times (?:are )?(?:shown |given )?in|alle zeiten in|heures en)\s+"
    + _ZONE_NAME
)
"""What a file says above its table of all its times."""
_NAMED_ZONE = re.compile(
    r"((survey|report) )?(time ?zone|tz)( name)?|zeitzone|fuseau horaire|zona horaria|fuso (orario|horario)|tijdzone"
)
_LONGEST = 80
_LONGEST_TEXT = 300


def zone_of(table: Table, index: int) -> tzinfo | None:
    """The zone of a column's times, as its name says, else the file; None where neither does, or it
    could be several."""
    return zone_in(table.header[index]) or named_zone(told_zone(table, index))


def told_zone(table: Table, index: int) -> str:
    """What the file says outside a column's name of its times' zone: in a header row, above the
    table, or in a column that says the same one of every row; empty where it says nothing known."""
    told = table.zones[index] if table.zones else ""
    told = told or table.once("told zone", lambda table: next(_told_zones(table), ""))
    return told if named_zone(told) is not None else ""


def _told_zones(table: Table) -> Iterator[str]:
    for text in table.said:
        if match := _TOLD.search(text[:_LONGEST_TEXT]):
            yield match[1] or match[2]
    for index, name in enumerate(table.header):
        if _NAMED_ZONE.fullmatch(name_words(name)):
            kinds = {cell for cell in table.column(index) if not is_blank(cell)}
            if len(kinds) == 1:
                yield kinds.pop()


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
    """How the times under a short name of a zone, or in one that another header row tells, are
    taken, as a sentence; empty where nothing is to be said of it."""
    name = table.header[index]
    told = told_zone(table, index) if zone_in(name) is None else ""
    if told and any(_TIME.search(cell[:_LONGEST]) for cell in table.column(index)):
        return f"The times in “{name}” are taken for those of {told}, as the file says."
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
