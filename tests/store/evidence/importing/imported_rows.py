"""Answers imported without a file, for tests that need them there."""

from __future__ import annotations

from collections.abc import Sequence

from store.domain.stages import Stage
from store.domain.statistics.measures import Measure
from store.evidence.importing.import_answers import NewEvidence
from store.evidence.importing.import_matching import Group, Origin
from store.evidence.importing.import_writer import import_groups
from store.journal.seat import Seat


def import_rows(
    seat: Seat,
    stage: Stage,
    measure: Measure,
    rows: Sequence[NewEvidence],
    *,
    file: str,
    touchpoint: str | None = None,
) -> int:
    """Import one measure's answers as of ``file``; how many were new."""
    group = Group(stage, measure, rows, touchpoint)
    return len(import_groups(seat, [group], Origin(file)).matched[0].new)
