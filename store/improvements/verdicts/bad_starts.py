"""Which proofs began from an unusually bad cycle, of many proofs at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from store.db.tables.models import ImprovementRow
from store.domain.cycles import cycle_of, parse_cycle
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.cautions import SHORT, bad_start
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.windows import Window, baseline_cycles
from store.improvements.period_evidence import added_up, figures_of
from store.improvements.verdicts import evidence_aggregates


def bad_starts(
    session: Session,
    rows: Sequence[ImprovementRow],
    measures: Mapping[str, Measure],
    before: Mapping[str, Sequence[Tally]],
    today: date,
) -> frozenset[str]:
    """Give the ids of those of ``rows`` that began from an unusually bad cycle.

    ``before``: the tallies of each one's cycles before, by its id. Only a short before, of at
    most `SHORT` cycles with an answer, is looked at.
    """
    held = {row.id: sum(each.n > 0 for each in before[row.id]) for row in rows}
    short = [row for row in rows if 1 <= held[row.id] <= SHORT]
    windows = {row.id: _cycles_before(row) for row in short}
    if not windows:
        return frozenset()
    every = [each for own in windows.values() for each in own]
    whole = Window(min(each.first for each in every), max(each.last for each in every))
    counts = [row for row in short if measures[row.id].kind is MeasureKind.COUNT]
    shares = [row for row in short if measures[row.id].kind is not MeasureKind.COUNT]
    days = evidence_aggregates.by_day_in(session, shares, whole)
    figures = evidence_aggregates.figures_in(session, counts, whole)
    began = evidence_aggregates.began(session, counts)
    bad_ids = set()
    for row in short:
        measure = measures[row.id]
        if measure.kind is MeasureKind.COUNT:
            entries = [(each.day, each.value) for each in figures.get(row.id, ())]
            history = figures_of(measure, windows[row.id], entries, began.get(row.id), today)
        else:
            by_day = ((each.day, each.tally) for each in days.get(row.id, ()))
            history = added_up(windows[row.id], by_day)
        if bad_start(measure, held[row.id], history) is not None:
            bad_ids.add(row.id)
    return frozenset(bad_ids)


def _cycles_before(row: ImprovementRow) -> list[Window]:
    """The cycles up to the last one before, newest first."""
    assert row.before_to is not None
    cycle = cycle_of(row.before_to, parse_cycle(row.cycle).cadence).next()
    return [Window(each.start, each.end) for each in baseline_cycles(cycle)]
