"""What taking a change back would cut off: rows that others have linked to it since, and verdicts
that were read."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from store.board.touchpoints import short
from store.common.errors import Refused
from store.db.tables.base import JournaledRow
from store.db.tables.every import KEPT
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.import_models import ImportRow
from store.db.tables.journal_models import JournalRow
from store.db.tables.models import ImprovementRow, MeasureRow
from store.db.tables.verdict_models import VerdictRow
from store.domain.cycles import full_day_words
from store.domain.statistics.verdicts import Verdict
from store.journal import journal
from store.journal.seat import Change
from store.teams.measure_removal import check_measure_unused

_WORDS = {"care_case": "case", "case_handover": "hand-over of a case", "parked": "parked note"}
"""A table's rows in words, where its name is none."""
NOTHING_READ = (Verdict.NOT_ENOUGH_YET, Verdict.NO_BASELINE)
"""What a reading is called that gave no verdict."""


def cannot(entry: JournalRow, side: str) -> str:
    """The end of a refusal, which says what stays as it is."""
    deed = "undone" if side == "before" else "redone"
    return f"it can't be {deed} here: {entry.what}"


def check_unused(change: Change, entry: JournalRow, side: str) -> None:
    """Raise Refused, naming whose it is, when a row that stays links to one that would go."""
    going: dict[str, list[str]] = {}
    for image in entry.changes:
        if image[side] is None and image["entity"] != ImportRow.__tablename__:
            going.setdefault(image["entity"], []).append(image["id"])
    if not going:
        return
    for id in going.get(MeasureRow.__tablename__, ()):
        measure = change.session.get(MeasureRow, id)
        if measure is not None:
            check_measure_unused(change.session, measure)
    replayed = {image["id"] for image in entry.changes}
    for entity, table in KEPT.items():
        for column in table.__table__.columns:
            for key in column.foreign_keys:
                ids = going.get(key.column.table.name)
                if not ids or key.ondelete == "CASCADE":
                    continue
                user = _first_user(change, table, column, ids, replayed)
                if user is not None:
                    whose = journal.maker(
                        change.session, change.team.id, *_made_as(change, entity, user)
                    )
                    raise Refused(
                        f"{whose or 'Somebody'}'s {_WORDS.get(entity, entity)} uses this now, "
                        f"so {cannot(entry, side)}"
                    )


def check_not_read(change: Change, entry: JournalRow, side: str) -> None:
    """Raise Refused, with what was read, when an improvement that has its verdict would not be done
    any more.

    Else another done day could be tried until one says validated. Too few answers, or none before,
    are no verdict.
    """
    entity = ImprovementRow.__tablename__
    open_again = [
        image["id"]
        for image in entry.changes
        if image["entity"] == entity and (image[side] or {}).get("status") != "done"
    ]
    read = change.session.execute(
        select(ImprovementRow.text, VerdictRow.word, VerdictRow.read_at)
        .join(VerdictRow, VerdictRow.improvement_id == ImprovementRow.id)
        .where(ImprovementRow.id.in_(open_again), VerdictRow.word.not_in(NOTHING_READ))
        .order_by(VerdictRow.place)
        .limit(1)
    ).first()
    if read is not None:
        text, word, moment = read
        day = full_day_words(change.calendar.today(moment))
        raise Refused(
            f"The verdict of {short(text)} was read on {day}: {Verdict(word).label}. What was read "
            "stays read, so it stays done. To try it again, pick it anew."
        )


def _first_user(
    change: Change,
    table: type[JournaledRow],
    column: ColumnElement[str],
    ids: list[str],
    replayed: set[str],
) -> str | None:
    """A row whose ``column`` links to one of ``ids`` and which the replay leaves alone."""
    row_id = table.id
    return change.session.scalar(
        select(row_id).where(column.in_(ids), row_id.not_in(replayed)).limit(1)
    )


def _made_as(change: Change, entity: str, id: str) -> tuple[str, str]:
    """The row under which the journal knows how this one was made: an import stands for all
    of its evidence."""
    if entity == EvidenceRow.__tablename__:
        batch = change.session.scalar(select(EvidenceRow.import_id).where(EvidenceRow.id == id))
        if batch is not None:
            return ImportRow.__tablename__, batch
    return entity, id
