"""The journal: one row a change, with the changed rows' values before and after.

It gives undo, sync, history and "who changed what". Values are kept as JSON: dates and
instants in ISO form.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.db.tables.base import JournaledRow
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.db.tables.models import MemberRow
from store.journal.change_context import ChangeContext

Image = dict[str, Any]
"""One touched row: ``entity``, ``id``, and ``before`` and ``after`` as column values; None
where the row did not exist."""
Images = list[Image]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a journal row says."""

    kind: str
    what: str
    images: Images
    undoable: bool = True
    undoes: int | None = None
    redoes: int | None = None


def encode(value: Any) -> Any:
    """A column's value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def decode(table: type[JournaledRow], column: str, value: Any) -> Any:
    """The Python value of what `encode` made for ``column`` of ``table``."""
    if value is None:
        return None
    kind = inspect(table).columns[column].type.python_type
    if kind is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind is date else value


def images(session: Session) -> Images:
    """The values before and after of every kept row that ``session`` is about to write.

    A new row's columns all have their values by then: defaults are filled in when it is made.
    """
    images_found: Images = []
    for row in session.new:
        if isinstance(row, JournaledRow):
            images_found.append(_image(row, None, _values(row)))
    for row in session.deleted:
        if isinstance(row, JournaledRow):
            images_found.append(_image(row, _values(row), None))
    for row in session.dirty:
        if isinstance(row, JournaledRow) and row not in session.deleted:
            before, after = _changed(row)
            if after:
                images_found.append(_image(row, before, after))
    return sorted(images_found, key=lambda image: (image["entity"], image["id"]))


def _image(row: JournaledRow, before: Image | None, after: Image | None) -> Image:
    return {"entity": row.__tablename__, "id": row.id, "before": before, "after": after}


def _values(row: JournaledRow) -> Image:
    return {
        column.key: encode(getattr(row, column.key))
        for column in inspect(type(row)).columns
        if column.key != "version"
    }


def _changed(row: JournaledRow) -> tuple[Image, Image]:
    before: Image = {}
    after: Image = {}
    state = inspect(row)
    for column in inspect(type(row)).columns:
        history = state.attrs[column.key].history
        if history.has_changes() and column.key != "version":
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            if old != new:
                before[column.key] = encode(old)
                after[column.key] = encode(new)
    return before, after


def write(change: ChangeContext, seq: int, entry: Entry) -> None:
    """Add the journal row for ``entry`` and what it touched."""
    change.session.add(
        JournalRow(
            team_id=change.team.id,
            seq=seq,
            kind=entry.kind,
            what=entry.what,
            changes=entry.images,
            by=change.seat.member_id,
            at=change.now,
            sitting=change.seat.sitting,
            undoable=entry.undoable,
            undoes=entry.undoes,
            redoes=entry.redoes,
        )
    )
    change.session.add_all(
        JournalTouchRow(
            team_id=change.team.id, seq=seq, entity=image["entity"], entity_id=image["id"]
        )
        for image in entry.images
    )


def maker(session: Session, team_id: str, entity: str, id: str) -> str | None:
    """Who made a row: a member's name, "The room", or None where the journal knows of none."""
    row = session.execute(
        _touches(team_id, entity, id).order_by(JournalTouchRow.seq).limit(1)
    ).first()
    return None if row is None else row[0] or "The room"


def _touches(team_id: str, entity: str, id: str) -> Select[str, datetime]:
    """By whom and when a row was touched."""
    return (
        select(MemberRow.name, JournalRow.at)
        .select_from(JournalTouchRow)
        .join(
            JournalRow,
            (JournalRow.team_id == JournalTouchRow.team_id)
            & (JournalRow.seq == JournalTouchRow.seq),
        )
        .outerjoin(MemberRow, MemberRow.id == JournalRow.by)
        .where(
            JournalTouchRow.team_id == team_id,
            JournalTouchRow.entity == entity,
            JournalTouchRow.entity_id == id,
        )
    )
