"""Imported evidence, kept: each answer once, all of a file in one transaction and undo step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import insert, not_, select

from store.db.models import EvidenceRow, ImportRow, TouchpointRow
from store.errors import Refused
from store.evidence import counts_for
from store.practice.measures import Measure
from store.practice.stages import Stage
from store.seat import Change, Seat
from store.text import clean, within_limit

if TYPE_CHECKING:
    from threading import Event

    from sqlalchemy.orm import Session

T = TypeVar("T")

CHUNK = 500
"""Rows that are looked up, or written, at once."""

Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """One row of an import, ready to be kept."""

    day: date
    value: float | None
    fingerprint: str
    quote: str = ""
    source: str = ""
    also: str = ""
    """Another fingerprint under which an earlier import may have kept the same answer."""


@dataclass(frozen=True, slots=True)
class Group:
    """Answers to one measure in one stage."""

    stage: Stage
    measure: Measure
    rows: Sequence[NewEvidence]
    touchpoint: str | None = None


class Cancelled(Refused):
    """The person stopped the import; nothing was written."""

    def __init__(self) -> None:
        super().__init__("The import was stopped; nothing was written.")


def import_rows(
    seat: Seat,
    stage: Stage,
    measure: Measure,
    rows: Sequence[NewEvidence],
    *,
    file: str,
    touchpoint: str | None = None,
) -> int:
    """Keep one measure's answers as `import_groups` does; how many were new."""
    return import_groups(seat, [Group(stage, measure, rows, touchpoint)], file=file)[0]


def import_groups(
    seat: Seat,
    groups: Sequence[Group],
    *,
    file: str,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> list[int]:
    """Keep the rows whose answer is new, in one transaction; how many of each group were.

    ``progress`` is called from this thread after each chunk. Once ``cancel`` is set,
    nothing is written and Cancelled is raised. Raises NotFound for a touchpoint that isn't
    there.
    """
    with seat.change("feedback-imported") as change:
        fresh = fresh_rows(change.session, seat.team_id, [group.rows for group in groups])
        total = sum(map(len, fresh))
        if not total:
            return [0 for _ in groups]
        for touchpoint in {group.touchpoint for group in groups} - {None}:
            change.find(TouchpointRow, str(touchpoint), "touchpoint")
        batch = ImportRow(
            id=change.new_id(),
            team_id=change.team.id,
            file=within_limit(clean(file).text, "A file name", "file", 500),
            rows=total,
            made_at=change.now,
            withdrawn=False,
        )
        change.session.add(batch)
        connection = change.session.connection()
        done = 0
        for group, rows in zip(groups, fresh, strict=True):
            for chunk in _chunks(rows):
                _stop_if(cancel)
                values = [_values(change, batch, group, row) for row in chunk]
                connection.execute(insert(EvidenceRow), values)
                done += len(chunk)
                if progress is not None:
                    progress(done, total)
        _stop_if(cancel)
        titles = dict.fromkeys(
            group.measure.title for group, rows in zip(groups, fresh, strict=True) if rows
        )
        change.say(f"Imported {total:,} answers of {_listed(titles)} from {batch.file}")
        return [len(rows) for rows in fresh]


def fresh_rows(
    session: Session, team_id: str, groups: Sequence[Sequence[NewEvidence]]
) -> list[list[NewEvidence]]:
    """Of each group the rows whose answer the team does not have, each fingerprint once."""
    wanted = [
        mark for rows in groups for row in rows for mark in (row.fingerprint, row.also) if mark
    ]
    known = _known(session, team_id, wanted)
    fresh: list[list[NewEvidence]] = []
    for rows in groups:
        fresh.append([])
        for row in rows:
            if row.fingerprint not in known and row.also not in known:
                known.add(row.fingerprint)
                fresh[-1].append(row)
    return fresh


def _known(session: Session, team_id: str, fingerprints: Sequence[str]) -> set[str]:
    """Those of the fingerprints that evidence of the team has; erased evidence too, as its
    mark is never withdrawn.

    The condition is worded as the unique index is, so that a database uses that.
    """
    known: set[str] = set()
    for chunk in _chunks(fingerprints):
        known.update(
            each
            for each in session.scalars(
                select(EvidenceRow.fingerprint).where(
                    EvidenceRow.team_id == team_id,
                    EvidenceRow.fingerprint.in_(chunk),
                    not_(EvidenceRow.withdrawn),
                )
            )
            if each is not None
        )
    return known


def _chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))


def _stop_if(cancel: Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise Cancelled


def _listed(titles: Iterable[str]) -> str:
    *most, last = titles
    return f"{', '.join(most)} and {last}" if most else last


def _values(change: Change, batch: ImportRow, group: Group, row: NewEvidence) -> dict[str, Any]:
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
        "fingerprint": row.fingerprint,
        "withdrawn": False,
        "erased": False,
        "made_at": change.now,
    }
