"""Erasing a customer's words for good: rows, journal and stored reports.

What stays is an empty mark that belongs to nothing: undoing an import leaves it, and its
fingerprint stays known (one mark of each is never withdrawn), so the same file adds it no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import false, insert, or_, select, union, update

from store.common.dataclass import dataclass
from store.common.errors import NotFound
from store.common.markup import without_quotes
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.db.tables.review_models import ReviewRow
from store.journal import journal
from store.journal.id_prefix import find_by_prefix
from store.journal.seat import Change, Seat

_EMPTY: dict[str, Any] = {
    "touchpoint_id": None,
    "measure": None,
    "value": None,
    "yes": 0,
    "low": 0,
    "quote": "",
    "source": "",
    "case_id": None,
    "import_id": None,
    "erased": True,
}


@dataclass(frozen=True, slots=True)
class _Copy:
    """A row of the answer to erase."""

    id: str
    quote: str
    withdrawn: bool


def erase(seat: Seat, evidence_id: str) -> None:
    """Erase a piece of evidence for good: its value and words, in journal and reports too.

    Also what was taken back: a piece only the journal has, one of an undone import; and
    every copy of the same answer. Never undone. Raises NotFound when there is none.
    """
    with seat.change("evidence-erased", undoable=False) as change:
        copies = _copies(change, evidence_id)
        if not copies:
            copies = _mark(change, evidence_id)
        ids = [copy.id for copy in copies]
        words = {copy.quote for copy in copies} | _scrub_journal(change, ids)
        change.session.execute(update(EvidenceRow).where(EvidenceRow.id.in_(ids)).values(**_EMPTY))
        if all(copy.withdrawn for copy in copies):
            change.session.execute(
                update(EvidenceRow).where(EvidenceRow.id == evidence_id).values(withdrawn=False)
            )
        _scrub_reports(change, words - {""})
        change.extra += [_bare("evidence", id) for id in ids]
        change.set_summary("Erased an answer")
    seat.workspace.truncate_wal()


def find_evidence(seat: Seat, id: str) -> str:
    """The full id that starts with ``id`` (four letters or more), of what was taken back too.

    Raises NotFound, Refused.
    """
    known = union(
        select(EvidenceRow.id).where(EvidenceRow.team_id == seat.team_id),
        select(JournalTouchRow.entity_id).where(
            JournalTouchRow.team_id == seat.team_id,
            JournalTouchRow.entity == EvidenceRow.__tablename__,
        ),
    )
    return find_by_prefix(seat, known.subquery().c[0], id, "evidence")


def _copies(change: Change, evidence_id: str) -> Sequence[_Copy]:
    """The rows that hold this answer: its own, and those of the same fingerprint or id; and of
    undone imports those that say the same words of the same value."""
    own = change.session.scalar(
        select(EvidenceRow).where(
            EvidenceRow.id == evidence_id, EvidenceRow.team_id == change.team.id
        )
    )
    if own is None:
        return []
    if own.erased:
        raise NotFound("This answer was erased already.")
    same = EvidenceRow.id == evidence_id
    if own.fingerprint is not None:
        same = or_(same, EvidenceRow.fingerprint == own.fingerprint)
    if own.likeness is not None:
        by_words = EvidenceRow.words_mark == own.words_mark if own.quote else false()
        by_id = EvidenceRow.id_mark == own.id_mark if own.id_mark else false()
        alike = (EvidenceRow.likeness == own.likeness) & EvidenceRow.withdrawn
        same = or_(same, alike & or_(by_words, by_id))
    change.session.expunge(own)
    rows = change.session.execute(
        select(EvidenceRow.id, EvidenceRow.quote, EvidenceRow.withdrawn).where(
            EvidenceRow.team_id == change.team.id, same
        )
    )
    return [_Copy(*row) for row in rows]


def _mark(change: Change, evidence_id: str) -> Sequence[_Copy]:
    """An empty row for evidence that only the journal has. Raises NotFound when it has none."""
    for entry in _touching(change, EvidenceRow.__tablename__, [evidence_id]):
        for image in entry.changes:
            values = image["after"] or image["before"]
            if image["id"] == evidence_id and values:
                decoded = {key: journal.decode(EvidenceRow, key, values[key]) for key in values}
                change.session.execute(insert(EvidenceRow), {**decoded, **_EMPTY, "version": 1})
                return [_Copy(evidence_id, "", withdrawn=False)]
    raise NotFound("This answer is not there any more. Somebody may have removed it.")


def _touching(change: Change, entity: str, ids: Iterable[str]) -> Sequence[JournalRow]:
    """The team's journal entries that touched any of these rows, the oldest first."""
    touched = select(JournalTouchRow.seq).where(
        JournalTouchRow.team_id == change.team.id,
        JournalTouchRow.entity == entity,
        JournalTouchRow.entity_id.in_(ids),
    )
    return change.session.scalars(
        select(JournalRow)
        .where(JournalRow.team_id == change.team.id, JournalRow.seq.in_(touched))
        .order_by(JournalRow.seq)
    ).all()


def _scrub_journal(change: Change, ids: Sequence[str]) -> set[str]:
    """Take these rows' images out of the journal; the quotes they held.

    An entry that was about nothing else can be neither undone nor redone any more.
    """
    quotes: set[str] = set()
    for entry in _touching(change, EvidenceRow.__tablename__, ids):
        gone = [image for image in entry.changes if image["id"] in ids]
        for side in ("before", "after"):
            quotes |= {(image[side] or {}).get("quote", "") for image in gone}
        entry.changes = [image for image in entry.changes if image not in gone]
        entry.undoable = entry.undoable and bool(entry.changes)
    return quotes


def _scrub_reports(change: Change, words: set[str]) -> None:
    """Put a remark for these quotes in the team's stored reports, and in the journal's images."""
    if not words:
        return
    rows = change.session.execute(
        select(ReviewRow.id, ReviewRow.report).where(ReviewRow.team_id == change.team.id)
    ).all()
    for id, report in rows:
        scrubbed = without_quotes(report, words)
        if scrubbed != report:
            change.session.execute(
                update(ReviewRow).where(ReviewRow.id == id).values(report=scrubbed)
            )
            change.extra.append(_bare(ReviewRow.__tablename__, id))
    for entry in _touching(change, ReviewRow.__tablename__, [id for id, _ in rows]):
        changes = [_without_quotes(image, words) for image in entry.changes]
        if changes != entry.changes:
            entry.changes = changes


def _without_quotes(image: journal.Image, words: set[str]) -> journal.Image:
    scrubbed = dict(image)
    for side in ("before", "after"):
        values = image[side]
        if values and values.get("report"):
            scrubbed[side] = {**values, "report": without_quotes(values["report"], words)}
    return scrubbed


def _bare(entity: str, id: str) -> journal.Image:
    """An image that names a row and holds nothing of it."""
    return {"entity": entity, "id": id, "before": {}, "after": {}}
