"""Who changed a thing since a person saw it: what, and how long ago, in words and as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.common.errors import ChangedField, Conflict, Gone
from store.common.text import listed
from store.db.tables.base import JournaledRow
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.db.tables.models import MemberRow
from store.journal.change_context import ChangeContext

_WORDS: Mapping[str, str] = {
    "stage": "stage",
    "rank": "place",
    "volume": "customers",
    "owner_id": "owner",
    "due": "due day",
    "touchpoint_id": "touchpoint",
    "measure": "proof",
    "touchpoint_only": "proof",
    "before_from": "proof",
    "before_to": "proof",
    "after_days": "proof",
    "target": "target",
    "name_key": "name",
    "zone": "time zone",
    "review_weekday": "review day",
    "review_week": "review week",
    "show_authors": "authors setting",
    "agendas": "agenda",
    "left_on": "membership",
}
"""Columns whose name is not what people call them."""


def conflict_error(change: ChangeContext, row: JournaledRow, seen: int, noun: str) -> Conflict:
    """What to tell a person who saved ``row`` as it was at version ``seen``.

    A version is one journal entry that touched the row, so the fields changed since are
    those of the latest entries; each is told with who changed it last.
    """
    latest: dict[str, ChangedField] = {}
    for entry, author in _touched(change, row.__tablename__, row.id, max(1, row.version - seen)):
        for image in entry.changes:
            if (image["entity"], image["id"]) == (row.__tablename__, row.id):
                for field in image["after"] or {}:
                    if field not in latest:
                        latest[field] = ChangedField(
                            field, getattr(row, field, None), author, entry.at
                        )
    changed = tuple(latest.values())
    sentence = _sentence(changed, change) or f"Somebody changed this {noun} since you saw it."
    return Conflict(sentence, changed, row.version)


def gone_error(change: ChangeContext, entity: str, id: str, noun: str, deed: str) -> Gone:
    """What to tell a person who saved a thing that was taken away: by whom, and when.

    ``deed`` is what was done to it, such as "archived".
    """
    for entry, author in _touched(change, entity, id, 1):
        when = ago(entry.at, change.now, change.team.zone)
        return Gone(f"{author} {deed} this {noun} {when}. Your text is safe.")
    return Gone(f"This {noun} is not there any more. Your text is safe.")


def ago(at: datetime, now: datetime, zone: str) -> str:
    """How long ``at`` is ago: "just now", "2 minutes ago", "3 hours ago", else its day and
    time in ``zone``."""
    minutes = int((now - at) / timedelta(minutes=1))
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} minute{'s' if minutes > 1 else ''} ago"
    if minutes < 24 * 60:
        return f"{minutes // 60} hour{'s' if minutes >= 120 else ''} ago"
    return f"on {at.astimezone(ZoneInfo(zone)):%d.%m. at %H:%M}"


def _touched(
    change: ChangeContext, entity: str, id: str, latest: int
) -> Sequence[tuple[JournalRow, str]]:
    """The ``latest`` entries that touched a row, newest first, each with who made it."""
    rows = change.session.execute(
        select(JournalRow, MemberRow.name)
        .join(
            JournalTouchRow,
            (JournalTouchRow.team_id == JournalRow.team_id)
            & (JournalTouchRow.seq == JournalRow.seq),
        )
        .outerjoin(MemberRow, MemberRow.id == JournalRow.by)
        .where(
            JournalTouchRow.team_id == change.team.id,
            JournalTouchRow.entity == entity,
            JournalTouchRow.entity_id == id,
        )
        .order_by(JournalRow.seq.desc())
        .limit(latest)
    )
    return [(entry, _who(entry, name, change)) for entry, name in rows]


def _who(entry: JournalRow, name: str | None, change: ChangeContext) -> str:
    if entry.by is not None and entry.by == change.seat.member_id:
        return "You" if entry.sitting == change.seat.sitting else "You, at another terminal,"
    return name or "The room"


def _sentence(changed: Iterable[ChangedField], change: ChangeContext) -> str:
    """Who changed what: "Lee changed the text and the notes 2 minutes ago.", a sentence for
    each who did."""
    fields: dict[str, list[str]] = {}
    times: dict[str, datetime] = {}
    for each in changed:
        words = f"the {_WORDS.get(each.field, each.field.replace('_', ' '))}"
        named = fields.setdefault(each.who, [])
        if words not in named:
            named.append(words)
        times[each.who] = max(each.at, times.get(each.who, each.at))
    return " ".join(
        f"{author} changed {listed(words)} {ago(times[author], change.now, change.team.zone)}."
        for author, words in fields.items()
    )
