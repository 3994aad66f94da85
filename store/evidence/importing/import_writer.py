"""Imported evidence, kept: each answer once, all of a file in one transaction and undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, update

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import clean, listed
from store.common.text_input import within_limit
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.import_models import ImportRow
from store.db.tables.models import TouchpointRow
from store.evidence.answer_marks import fingerprint_by_values, likeness_of
from store.evidence.evidence import counts_for
from store.evidence.importing.import_matching import (
    Group,
    KeptAnswer,
    Marked,
    Matched,
    Origin,
    chunks,
    match,
)
from store.evidence.importing.recipes import RecipeDraft, keep_recipe
from store.journal.seat import Change, Seat

if TYPE_CHECKING:
    from threading import Event

__all__ = ["Cancelled", "Progress", "WrittenAnswers", "import_groups"]

Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""


class Cancelled(Refused):
    """The person stopped the import; nothing was written."""

    def __init__(self) -> None:
        super().__init__("The import was stopped. Nothing was written.")


@dataclass(frozen=True, slots=True)
class WrittenAnswers:
    """What an import wrote."""

    matched: tuple[Matched, ...]
    """Of each group."""
    import_id: str | None
    """The import's id, for taking it back; None where it brought nothing."""
    recipe: str | None
    """The name of the recipe that was made or changed with it."""


def import_groups(
    seat: Seat,
    groups: Sequence[Group],
    origin: Origin,
    *,
    recipe: RecipeDraft | None = None,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> WrittenAnswers:
    """Keep the answers that are new and those that came again changed, in one transaction.

    A ``recipe`` is kept with them. ``progress`` is called from this thread after each chunk.
    Once ``cancel`` is set, nothing is written and Cancelled is raised. Raises NotFound for a
    touchpoint that isn't there.
    """
    file = within_limit(clean(origin.file).text, "A file name", "file", 500)
    with seat.change("feedback-imported") as change:
        settled = keep_recipe(change, recipe) if recipe is not None else None
        if settled is not None and settled.changed:
            change.set_summary(f"Saved how to read {file} as the recipe “{settled.name}”")
        named = settled.name if settled is not None and settled.changed else None
        origin = replace(origin, file=file, recipe=settled.id if settled else origin.recipe)
        matches = tuple(match(change.session, seat.team_id, groups, origin))
        _name(change, matches)
        fresh, changed = (sum(map(len, each)) for each in _counted(matches))
        if not fresh and not changed:
            return WrittenAnswers(matches, None, named)
        for touchpoint in {group.touchpoint for group in groups} - {None}:
            change.find(TouchpointRow, str(touchpoint), "touchpoint")
        batch = ImportRow(
            id=change.new_id(),
            team_id=change.team.id,
            file=file,
            rows=fresh,
            made_at=change.now,
            withdrawn=False,
            recipe=origin.recipe,
        )
        change.session.add(batch)
        _write_changed(change, groups, matches)
        _write_new(change, batch, groups, matches, progress, cancel)
        _stop_if(cancel)
        change.set_summary(_summary(groups, matches, file))
        return WrittenAnswers(matches, batch.id, named)


def _counted(matches: Sequence[Matched]) -> tuple[list[Sequence[Any]], list[Sequence[Any]]]:
    return [each.new for each in matches], [each.changed for each in matches]


def _summary(groups: Sequence[Group], matches: Sequence[Matched], file: str) -> str:
    titles = dict.fromkeys(
        group.measure.title
        for group, matched in zip(groups, matches, strict=True)
        if matched.new or matched.changed
    )
    fresh, changed = (sum(map(len, each)) for each in _counted(matches))
    of = f"of {listed(titles)}"
    if not fresh:
        return f"Changed {_answers(changed)} {of} by {file}"
    also = f", {changed:,} changed" if changed else ""
    return f"Imported {_answers(fresh)} {of} from {file}{also}"


def _answers(count: int) -> str:
    return f"{count:,} answer{'' if count == 1 else 's'}"


def _write_new(
    change: Change,
    batch: ImportRow,
    groups: Sequence[Group],
    matches: Sequence[Matched],
    progress: Progress | None,
    cancel: Event | None,
) -> None:
    total = sum(len(matched.new) for matched in matches)
    connection = change.session.connection()
    half_read: list[str] = []
    done = 0
    for group, matched in zip(groups, matches, strict=True):
        for chunk in chunks(matched.new):
            _stop_if(cancel)
            values = [_values(change, batch, group, each) for each in chunk]
            connection.execute(insert(EvidenceRow), values)
            half_read += [
                row["id"] for row, each in zip(values, chunk, strict=True) if each.row.half_read
            ]
            done += len(chunk)
            if progress is not None:
                progress(done, total)
    batch.half_read = " ".join(half_read)


def _write_changed(change: Change, groups: Sequence[Group], matches: Sequence[Matched]) -> None:
    """Put what came again changed in its earlier answer's place, as rows the journal names."""
    for group, matched in zip(groups, matches, strict=True):
        for kept, each in matched.changed:
            row = change.find(EvidenceRow, kept.id, "evidence")
            row.yes, row.low = counts_for(group.measure, each.row.value)
            row.value = each.row.value
            if each.row.dated:
                row.day = each.row.day
            row.likeness = _likeness_now(change.team.id, group.measure.key, kept, each)
            if each.row.quote:
                row.quote, row.words_mark = each.row.quote, each.words
            if not each.id_mark:
                row.fingerprint = fingerprint_by_values(change.team.id, "changed", kept.id, 1)
            elif each.id_mark != kept.id_mark:
                row.fingerprint = each.fingerprint
                row.id_mark, row.id_column = each.id_mark, each.id_column
            row.answer_column = each.answer_column


def _likeness_now(team_id: str, measure: str, kept: KeptAnswer, each: Marked) -> str:
    """The likeness of a changed answer, which keeps its day where nothing says another."""
    undated = kept.likeness == likeness_of(team_id, measure, None, kept.value)
    if each.row.dated or undated:
        return each.likeness
    return likeness_of(team_id, measure, kept.day, each.row.value)


def _name(change: Change, matches: Sequence[Matched]) -> None:
    """Note the ids of answers that were known by their values; no figure changes by it."""
    marks = [
        {
            "at": kept.id,
            "print": each.fingerprint,
            "to_likeness": kept.likeness or each.likeness,
            "to_id": each.id_mark,
            "to_id_column": each.id_column,
            "to_column": each.answer_column,
        }
        for matched in matches
        for kept, each in matched.named
    ]
    statement = (
        update(EvidenceRow.__table__)  # type: ignore[arg-type]
        .where(EvidenceRow.id == bindparam("at"))
        .values(
            fingerprint=bindparam("print"),
            likeness=bindparam("to_likeness"),
            id_mark=bindparam("to_id"),
            id_column=bindparam("to_id_column"),
            answer_column=bindparam("to_column"),
        )
    )
    for chunk in chunks(marks):
        change.session.connection().execute(statement, chunk)


def _stop_if(cancel: Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise Cancelled


def _values(change: Change, batch: ImportRow, group: Group, each: Marked) -> dict[str, Any]:
    row = each.row
    yes, low = counts_for(group.measure, row.value)
    return {
        "id": change.new_id(),
        "version": 1,
        "team_id": change.team.id,
        "stage": group.stage.value,
        "touchpoint_id": group.touchpoint,
        "measure": group.measure.key,
        "value": row.value,
        "yes": yes,
        "low": low,
        "quote": row.quote,
        "day": row.day,
        "source": row.source,
        "import_id": batch.id,
        "fingerprint": each.fingerprint,
        "likeness": each.likeness,
        "words_mark": each.words,
        "id_mark": each.id_mark,
        "id_column": each.id_column,
        "answer_column": each.answer_column,
        "withdrawn": False,
        "erased": False,
        "made_at": change.now,
    }
