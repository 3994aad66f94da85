"""The board's cards: adding, editing, moving, merging, marking, archiving."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from store.common.errors import AlreadyThere, Refused, WrongValue
from store.common.text import clean, fold_key
from store.common.text_input import required_text, within_limit
from store.db.tables.models import TouchpointRow
from store.domain.agenda import Deed
from store.domain.fractional_rank import between, spread
from store.domain.stages import Stage
from store.journal import conflicts
from store.journal.external_ids import id_for
from store.journal.seat import Change, Seat

CHANNELS = ("e-mail", "phone", "chat", "web", "in app", "in person", "social", "post", "internal")
"""Channels offered first; any other word may be typed."""
FRICTION_WORDS = ("none", "some", "much", "severe")
MANY = 500
"""The most cards that one paste makes."""
_SHORT = 60


def short(text: str) -> str:
    """``text`` as the journal quotes it: at most 60 characters, in quotation marks."""
    return f"“{text}”" if len(text) <= _SHORT else f"“{text[: _SHORT - 1].rstrip()}…”"


def is_on_board(seat: Seat, stage: Stage, text: str) -> bool:
    """Whether a card of the same text, whatever its case, is in the stage's column."""
    key = fold_key(text)
    with seat.workspace.reading() as session:
        texts = session.scalars(
            select(TouchpointRow.text).where(
                TouchpointRow.team_id == seat.team_id,
                TouchpointRow.stage == stage.value,
                TouchpointRow.archived_at.is_(None),
            )
        )
        return any(fold_key(other) == key for other in texts)


def add(
    seat: Seat,
    stage: Stage,
    text: str,
    *,
    after: str | None = None,
    channel: str = "",
    friction: int = 0,
    feeling: str = "",
    notes: str = "",
    volume: int | None = None,
    sign: str = "",
    unasked: str = "",
    stuck: str = "",
    external_id: str | None = None,
) -> str:
    """Add a touchpoint below the card ``after`` (at the column's end without); its id.

    ``external_id`` is what another program calls it: it is added once. Raises AlreadyThere for one
    that was added before, whatever became of it, Refused for empty or overlong text or a value outside its scale.
    """
    return add_many(
        seat,
        stage,
        [text],
        after=after,
        channel=channel,
        friction=friction,
        feeling=feeling,
        notes=notes,
        volume=volume,
        sign=sign,
        unasked=unasked,
        stuck=stuck,
        external_id=external_id,
    )[0]


def add_many(
    seat: Seat,
    stage: Stage,
    texts: Sequence[str],
    *,
    after: str | None = None,
    channel: str = "",
    friction: int = 0,
    feeling: str = "",
    notes: str = "",
    volume: int | None = None,
    sign: str = "",
    unasked: str = "",
    stuck: str = "",
    external_id: str | None = None,
) -> list[str]:
    """Add several touchpoints in order as one step; their ids. ``external_id`` is for a single one.
    Raises Refused like `add`."""
    if len(texts) > MANY:
        raise Refused(f"At most {MANY} touchpoints can be added at once. These are {len(texts)}.")
    words = [required_text(text, "A touchpoint", "text") for text in texts]
    with seat.change("touchpoint-added") as change:
        column = _column(change, stage)
        low, high = _gap(column, after)
        ids = []
        for word, rank in zip(words, spread(len(words), low, high), strict=True):
            row = TouchpointRow(
                id=_new_id(change, external_id),
                team_id=change.team.id,
                stage=stage.value,
                rank=rank,
                text=word,
                notes=_notes(notes),
                channel=_channel(channel),
                friction=_friction(friction),
                feeling=_line(feeling, "The feeling", "feeling"),
                volume=_volume(volume),
                sign=_line(sign, "The sign", "sign"),
                unasked=_line(unasked, "What is done unasked", "unasked"),
                stuck=_line(stuck, "Whom to turn to", "stuck"),
                author_id=seat.member_id,
                made_at=change.now,
            )
            change.session.add(row)
            ids.append(row.id)
        subject = short(words[0]) if len(words) == 1 else f"{len(words)} touchpoints"
        change.set_summary(f"Added {subject} to {stage.label}")
        return ids


def _new_id(change: Change, external_id: str | None) -> str:
    if external_id is None:
        return change.new_id()
    id = id_for(change.team.id, "touchpoint", external_id)
    there = change.session.get(TouchpointRow, id)
    if there is not None:
        raise AlreadyThere(
            f"{external_id.strip()} was added already: {short(there.text)}.",
            field="external_id",
            id=id,
        )
    return id


def edit(
    seat: Seat,
    touchpoint_id: str,
    *,
    seen: int | None = None,
    text: str | None = None,
    channel: str | None = None,
    friction: int | None = None,
    feeling: str | None = None,
    notes: str | None = None,
    volume: int | None = None,
    clear_volume: bool = False,
    sign: str | None = None,
    unasked: str | None = None,
    stuck: str | None = None,
) -> None:
    """Change what is not None.

    ``sign`` is what shows that a customer is in trouble here, ``unasked`` what is done then
    before they ask, ``stuck`` whom to turn to.

    ``seen`` is the version the person saw: Conflict is raised when the card changed since,
    Gone when it was archived, merged or removed. Raises Refused like `add`.
    """
    with seat.change("touchpoint-edited") as change:
        row = (_find if seen is None else _still_there)(change, touchpoint_id)
        change.check_seen(row, seen, "touchpoint")
        if text is not None:
            row.text = required_text(text, "A touchpoint", "text")
        if channel is not None:
            row.channel = _channel(channel)
        if friction is not None:
            row.friction = _friction(friction)
        if feeling is not None:
            row.feeling = _line(feeling, "The feeling", "feeling")
        if notes is not None:
            row.notes = _notes(notes)
        if volume is not None or clear_volume:
            row.volume = _volume(volume)
        if sign is not None:
            row.sign = _line(sign, "The sign", "sign")
        if unasked is not None:
            row.unasked = _line(unasked, "What is done unasked", "unasked")
        if stuck is not None:
            row.stuck = _line(stuck, "Whom to turn to", "stuck")
        change.set_summary(f"Edited {short(row.text)}")


def set_friction(seat: Seat, touchpoint_ids: Sequence[str], friction: int) -> None:
    """Mark how much it hurts at each of the touchpoints, 0 none to 3 severe, as one step."""
    level = _friction(friction)
    with seat.change("friction-set") as change:
        rows = [_find(change, id) for id in touchpoint_ids]
        for row in rows:
            row.friction = level
        subject = short(rows[0].text) if len(rows) == 1 else f"{len(rows)} touchpoints"
        change.set_summary(f"Friction at {subject}: {FRICTION_WORDS[level]}")


def set_feeling(seat: Seat, touchpoint_ids: Sequence[str], feeling: str) -> None:
    """Say of each of the touchpoints how customers should feel there, as one step."""
    words = _line(feeling, "The feeling", "feeling")
    with seat.change("feeling-set") as change:
        rows = [_find(change, id) for id in touchpoint_ids]
        for row in rows:
            row.feeling = words
        subject = short(rows[0].text) if len(rows) == 1 else f"{len(rows)} touchpoints"
        change.set_summary(f"Feeling at {subject}: {short(words) or 'none'}")


def move(
    seat: Seat,
    touchpoint_ids: Sequence[str],
    stage: Stage,
    *,
    after: str | None = None,
    first: bool = False,
) -> None:
    """Put the touchpoints, in this order, into ``stage``: below ``after``, at the top with
    ``first``, else at the end. One step."""
    with seat.change("touchpoint-moved") as change:
        rows = [_find(change, id) for id in touchpoint_ids]
        column = [row for row in _column(change, stage) if row.id not in touchpoint_ids]
        low, high = (None, column[0].rank if column else None) if first else _gap(column, after)
        for row, rank in zip(rows, spread(len(rows), low, high), strict=True):
            row.rank = rank
            row.stage = stage.value
        subject = short(rows[0].text) if len(rows) == 1 else f"{len(rows)} touchpoints"
        change.set_summary(f"Moved {subject} in {stage.label}")


def merge(seat: Seat, into: str, others: Sequence[str], *, text: str | None = None) -> None:
    """Merge ``others`` into the card ``into``, which says ``text`` from then on unless None.

    Friction takes the higher, notes are joined, votes and links follow because what is
    merged is counted with what it is merged into. Undo splits it again. Raises Refused
    while a vote is open.
    """
    from store.teams.review_rules import check_deed

    with seat.change("touchpoint-merged") as change:
        check_deed(change, Deed.MERGE)
        survivor = _find(change, into)
        rows = [_find(change, id) for id in dict.fromkeys(others) if id != into]
        if not rows:
            raise Refused("Mark at least two touchpoints to merge. Press space to mark one.")
        for row in rows:
            row.archived_at = change.now
            row.merged_into = survivor.id
            for older in change.session.scalars(
                select(TouchpointRow).where(TouchpointRow.merged_into == row.id)
            ):
                older.merged_into = survivor.id
        survivor.friction = max(survivor.friction, *(row.friction for row in rows))
        survivor.notes = _joined_notes(survivor, rows)
        survivor.channel = survivor.channel or next((r.channel for r in rows if r.channel), "")
        survivor.feeling = survivor.feeling or next((r.feeling for r in rows if r.feeling), "")
        if text is not None:
            survivor.text = required_text(text, "A touchpoint", "text")
        change.set_summary(f"Merged {len(rows)} into {short(survivor.text)}")


def _joined_notes(survivor: TouchpointRow, rows: Sequence[TouchpointRow]) -> str:
    parts = [survivor.notes]
    for row in rows:
        parts.append(f"Merged: {row.text}")
        parts.append(row.notes)
    return within_limit("\n".join(part for part in parts if part), "Merged notes", "notes")


def archive(seat: Seat, touchpoint_ids: Sequence[str]) -> None:
    """Take touchpoints off the board; history and evidence keep them. One step.

    Raises Refused while a vote is open.
    """
    from store.teams.review_rules import check_deed

    with seat.change("touchpoint-archived") as change:
        check_deed(change, Deed.ARCHIVE)
        rows = [_find(change, id) for id in touchpoint_ids]
        for row in rows:
            row.archived_at = change.now
        subject = short(rows[0].text) if len(rows) == 1 else f"{len(rows)} touchpoints"
        change.set_summary(f"Archived {subject}")


def _find(change: Change, touchpoint_id: str) -> TouchpointRow:
    row = change.find(TouchpointRow, touchpoint_id, "touchpoint")
    if row.archived_at is not None:
        raise Refused(f"{short(row.text)} is not on the board any more.")
    return row


def _still_there(change: Change, touchpoint_id: str) -> TouchpointRow:
    """The card that a person has been editing; Gone says who took it off the board, and how."""
    row = change.session.get(TouchpointRow, touchpoint_id)
    if row is not None and row.team_id == change.team.id and row.archived_at is None:
        return row
    deed = "removed" if row is None else "merged" if row.merged_into else "archived"
    raise conflicts.gone_error(
        change, TouchpointRow.__tablename__, touchpoint_id, "touchpoint", deed
    )


def _column(change: Change, stage: Stage) -> list[TouchpointRow]:
    return list(
        change.session.scalars(
            select(TouchpointRow)
            .where(
                TouchpointRow.team_id == change.team.id,
                TouchpointRow.stage == stage.value,
                TouchpointRow.archived_at.is_(None),
            )
            .order_by(TouchpointRow.rank, TouchpointRow.id)
        )
    )


def _gap(column: Sequence[TouchpointRow], after: str | None) -> tuple[str | None, str | None]:
    """The ranks between which something below the card ``after`` goes.

    Undo can bring a card back to a rank that was given away since: cards that share the
    rank of ``after`` are put apart.
    """
    for index, row in enumerate(column):
        if row.id != after:
            continue
        below = column[index + 1 :]
        higher = next((other.rank for other in below if other.rank > row.rank), None)
        twins = [other for other in below if other.rank == row.rank]
        for twin, rank in zip(twins, spread(len(twins), row.rank, higher), strict=True):
            twin.rank = rank
        return row.rank, twins[0].rank if twins else higher
    return (column[-1].rank if column else None), None


def rank_below(change: Change, stage: Stage, after: str | None = None) -> str:
    """The rank of one card below ``after``, or at the end of ``stage``."""
    return between(*_gap(_column(change, stage), after))


def _friction(friction: int) -> int:
    if not 0 <= friction <= 3:
        raise WrongValue(
            f"Friction is 0 none, 1 some, 2 much or 3 severe, not {friction}.", field="friction"
        )
    return friction


def _volume(volume: int | None) -> int | None:
    if volume is not None and not 0 <= volume <= 1_000_000_000:
        raise WrongValue("Customers per cycle is a whole number from 0 up.", field="volume")
    return volume


def _channel(text: str) -> str:
    return _line(text, "A channel", "channel", 40)


def _line(text: str, label: str, field: str, limit: int = 200) -> str:
    return within_limit(clean(text).text, label, field, limit)


def _notes(text: str) -> str:
    return within_limit(clean(text, multiline=True).text, "Notes", "notes")
