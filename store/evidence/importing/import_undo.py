"""Taking an import back as a whole, later and from anywhere, where nothing builds on it."""

from __future__ import annotations

from sqlalchemy import not_, select, update
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import AlreadyThere, Refused
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.import_models import ImportRow
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.journal import journal
from store.journal.id_prefix import find_by_prefix
from store.journal.seat import Change, Seat


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back took."""

    file: str
    answers: int
    """Answers that count no more."""
    restored: int
    """Answers that say again what they said before it."""


def find_import(seat: Seat, id: str) -> str:
    """The full id of the import whose id starts with ``id``. Raises NotFound, Refused."""
    ours = select(ImportRow.id).where(ImportRow.team_id == seat.team_id)
    return find_by_prefix(seat, ours.subquery().c[0], id, "import")


def undo_import(seat: Seat, id: str) -> TakenBack:
    """Take an import back as a whole: its answers count no more, and those it changed say again
    what they said before.

    Raises NotFound where there is none, and Refused, saying why, where it was taken back
    already or a later import changed its answers.
    """
    with seat.change("import-undone") as change:
        batch = change.find(ImportRow, id, "import")
        if batch.withdrawn:
            raise AlreadyThere(f"The import of {batch.file} was taken back already.")
        entry = _entry(change, id)
        changed = _changed_by(entry)
        check_not_changed_since(change, [id], entry.seq if entry is not None else 0)
        answers = len(
            change.session.scalars(
                select(EvidenceRow.id).where(
                    EvidenceRow.import_id == id, not_(EvidenceRow.withdrawn)
                )
            ).all()
        )
        for image in changed:
            row = change.session.get(EvidenceRow, image["id"])
            for key, value in (image["before"] or {}).items() if row is not None else ():
                setattr(row, key, journal.decode(EvidenceRow, key, value))
        withdraw_rows(change.session, batch, withdrawn=True)
        if entry is not None:
            change.undoes = entry.seq
        change.set_summary(f"Took back the import of {batch.file}")
        return TakenBack(batch.file, answers, len(changed))


def withdraw_rows(session: Session, batch: ImportRow, *, withdrawn: bool) -> None:
    """Take an import's rows out of every figure, or bring them back, in one go."""
    batch.withdrawn = withdrawn
    session.execute(
        update(EvidenceRow).where(EvidenceRow.import_id == batch.id).values(withdrawn=withdrawn)
    )


def check_not_changed_since(change: Change, imports: list[str], seq: int) -> None:
    """Raise Refused, naming the later import, where one changed answers of these ``imports``
    after the entry ``seq`` of the journal, or answers that the entry changed itself."""
    mine = select(EvidenceRow.id).where(EvidenceRow.import_id.in_(imports))
    touched = select(JournalTouchRow.entity_id).where(
        JournalTouchRow.team_id == change.team.id,
        JournalTouchRow.seq == seq,
        JournalTouchRow.entity == EvidenceRow.__tablename__,
    )
    later = JournalTouchRow.__table__.alias("later")
    row = change.session.execute(
        select(ImportRow.file, ImportRow.id)
        .join(later, (later.c.entity_id == ImportRow.id) & (later.c.entity == "import_batch"))
        .join(
            JournalTouchRow,
            (JournalTouchRow.team_id == later.c.team_id) & (JournalTouchRow.seq == later.c.seq),
        )
        .where(
            later.c.team_id == change.team.id,
            later.c.seq > seq,
            ImportRow.id.not_in(imports),
            not_(ImportRow.withdrawn),
            JournalTouchRow.entity == EvidenceRow.__tablename__,
            JournalTouchRow.entity_id.in_(mine.union(touched)),
        )
        .order_by(later.c.seq.desc())
        .limit(1)
    ).first()
    if row is not None:
        raise Refused(
            f"The import of {row.file} changed answers of this one since. Take that back first:"
            f" care undo-import {row.id}"
        )


def _entry(change: Change, id: str) -> JournalRow | None:
    """The journal's entry of an import; None where the workspace came from a file."""
    return change.session.scalar(
        select(JournalRow)
        .join(
            JournalTouchRow,
            (JournalTouchRow.team_id == JournalRow.team_id)
            & (JournalTouchRow.seq == JournalRow.seq),
        )
        .where(
            JournalTouchRow.team_id == change.team.id,
            JournalTouchRow.entity == ImportRow.__tablename__,
            JournalTouchRow.entity_id == id,
            JournalRow.kind == "feedback-imported",
        )
        .order_by(JournalRow.seq)
        .limit(1)
    )


def _changed_by(entry: JournalRow | None) -> list[journal.Image]:
    changes = entry.changes if entry is not None else []
    return [
        image
        for image in changes
        if image["entity"] == EvidenceRow.__tablename__ and image["before"] and image["after"]
    ]
