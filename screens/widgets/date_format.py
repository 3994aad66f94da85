"""Days and moments as people say them, seen from a team's now."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from store.domain.cycles import day_words
from store.models.snapshot import Snapshot

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS = {0: "today", 1: "tomorrow"}
_NEAR = 6
"""Days away within which a weekday says enough."""


def local(snapshot: Snapshot, at: datetime) -> datetime:
    """An instant on the team's own clock."""
    return at.astimezone(ZoneInfo(snapshot.team.zone))


def today_of(snapshot: Snapshot) -> date:
    """The team's date when the snapshot was read."""
    return local(snapshot, snapshot.at).date()


def near_day(day: date, today: date) -> str:
    """``Thu`` within six days of ``today``, else ``12 Nov``, with its year if that differs."""
    if abs((day - today).days) <= _NEAR:
        return _WEEKDAYS[day.weekday()]
    return day_words(day) + (f" {day.year}" if day.year != today.year else "")


def full_day(day: date, today: date) -> str:
    """``Thu 19 Nov``, with its year if that differs from today's."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{_WEEKDAYS[day.weekday()]} {day_words(day)}{year}"


def moment(snapshot: Snapshot, at: datetime) -> str:
    """``today, 15:00``, ``tomorrow, 10:00``, ``yesterday, 14:10``, else ``Fri 27 Nov, 15:00``."""
    then, today = local(snapshot, at), today_of(snapshot)
    days_away = (then.date() - today).days
    day = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days_away) or full_day(
        then.date(), today
    )
    return f"{day}, {then:%H:%M}"


def review_to_come(snapshot: Snapshot) -> str:
    """The review that private words wait for: ``Friday's review``, ``the review on Fri 27 Nov``."""
    due = snapshot.review_due
    day, today = local(snapshot, due.at).date(), today_of(snapshot)
    away = (day - today).days
    if due.overdue or away < 0:
        return "the next review"
    if away <= _NEAR:
        return f"{_DAYS.get(away) or format(day, '%A')}'s review"
    return f"the review on {full_day(day, today)}"


def plural(count: int, one: str, many: str = "") -> str:
    """``1 week``, ``2 weeks``."""
    return f"{count} {one if count == 1 else many or one + 's'}"
