"""What Pick offers for a proof: the measures, and what each would start from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from store.db.models import EvidenceRow
from store.evidence import sums, tally_from
from store.own_measures import load_own_measures
from store.practice.cycles import parse_cycle
from store.practice.measures import Measure, MeasureKind, find_measure, offered
from store.practice.stages import Stage
from store.practice.tallies import value_of, with_count
from store.practice.verdicts import count_sample
from store.practice.windows import ProofWindows, periods
from store.proofs import family, proof_windows
from store.readings import period_figure
from store.seat import Seat

LOOKED_BACK = 12
"""Cycles whose answers tell where customers are missed."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a proof would start from."""

    measure: Measure
    windows: ProofWindows
    n: int
    """Answers in the baseline; for a count, periods."""
    value: float | None
    """The figure there; for a count the mean of its periods. None without answers."""

    @property
    def text(self) -> str:
        """The figure with its n: ``58% of 120``."""
        if self.value is None:
            return "no answers"
        figure = with_count(self.measure, self.value, self.n)
        count = self.measure.kind is MeasureKind.COUNT
        return f"{figure} a period, over {self.n}" if count else figure


def measures_for(seat: Seat, stage: Stage) -> tuple[Measure, ...]:
    """Every measure the team may use: those that fit ``stage`` first, and of these the ones
    with the most answers there."""
    with seat.reading() as session:
        rows = session.execute(
            select(EvidenceRow.measure, func.count())
            .where(
                EvidenceRow.team_id == seat.team_id,
                EvidenceRow.stage == stage.value,
                EvidenceRow.withdrawn.is_(False),
            )
            .group_by(EvidenceRow.measure)
        )
        counts = {key: count for key, count in rows}
        every = offered(stage, load_own_measures(session, seat.team_id))
    return tuple(sorted(every, key=lambda m: (stage not in m.stages, -counts.get(m.key, 0))))


def baseline(
    seat: Seat, stage: Stage, cycle: str, measure: str, touchpoint: str | None = None
) -> Baseline:
    """What a proof by ``measure`` (a key) picked now for ``cycle`` would start from.

    ``touchpoint`` is the one it is narrowed to. Raises Refused for an unknown measure.
    """
    with seat.reading() as session:
        found = find_measure(measure, load_own_measures(session, seat.team_id))
        windows = proof_windows(
            session, seat.team_id, stage.value, parse_cycle(cycle), found, touchpoint
        )
        condition = [
            EvidenceRow.team_id == seat.team_id,
            EvidenceRow.measure == found.key,
            EvidenceRow.stage == stage.value,
            EvidenceRow.withdrawn.is_(False),
            EvidenceRow.day.between(windows.before.first, windows.before.last),
        ]
        if touchpoint is not None:
            condition.append(EvidenceRow.touchpoint_id.in_(family(touchpoint)))
        if found.kind is not MeasureKind.COUNT:
            tally = tally_from(*session.execute(select(*sums()).where(*condition)).one())
            return Baseline(found, windows, tally.n, value_of(found, tally))
        rows = session.execute(
            select(EvidenceRow.day, EvidenceRow.value)
            .where(*condition)
            .order_by(EvidenceRow.day, EvidenceRow.made_at)
        ).all()
        figures = []
        for period in periods(windows.before, parse_cycle(cycle).cadence):
            values = [value for day, value in rows if value is not None and period.contains(day)]
            if values:
                figures.append(period_figure(found, values))
        sample = count_sample(windows.before, figures)
        return Baseline(found, windows, sample.n, sample.value)
