"""A calendar file (RFC 5545) of what is to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from store.queries.coming_dates import ComingDate


def calendar_file(name: str, coming: Iterable[ComingDate], now: datetime) -> str:
    """Write what is to come as the text of an ``.ics`` file for the calendar called ``name``.

    Each thing has the same UID whenever it is written, so that bringing the file in again updates
    what it brought in before. Instants are in UTC, days are all-day events.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//care//care//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for each in coming:
        event = Event()
        event.add("uid", f"{each.key}@care")
        event.add("dtstamp", now)
        event.add("summary", each.title)
        if each.words:
            event.add("description", each.words)
        event.add("dtstart", each.at or each.day)
        event.add("dtend", each.at + each.lasts if each.at else each.day + timedelta(days=1))
        if each.at is None:
            event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")
