"""What each measure could show as a proof: answers a cycle, and the change that would be seen."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from store.common.dataclass import dataclass
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow, StageSkipRow
from store.domain.cycles import Cycle, parse_cycle
from store.domain.stages import Stage
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.measures import Measure, MeasureKind, offered
from store.domain.statistics.planning.default_windows import TestPlan, propose_test
from store.domain.statistics.planning.plan_sentences import change_words
from store.domain.statistics.windows import baseline_cycles
from store.evidence.evidence import sums, tally_from
from store.journal.seat import Seat


@dataclass(frozen=True, slots=True)
class ProofOption:
    """One measure as a proof in a stage."""

    measure: Measure
    pace: float
    """Answers a cycle in the stage, over the last 8 cycles on file; 0 without any."""
    shows: str
    """What they can show: ``+20 points in 3 weeks``, ``too few to see +20 points``."""


def proof_options(seat: Seat, stage: Stage, label: str) -> tuple[ProofOption, ...]:
    """Say of every measure the team may use what it could show in ``stage`` for an improvement
    of the cycle labelled ``label``. One query for all of them."""
    cycle = parse_cycle(label)
    cycles = baseline_cycles(cycle)
    with seat.read_team() as team:
        rows = team.session.execute(
            select(EvidenceRow.measure, EvidenceRow.day, *sums())
            .where(
                EvidenceRow.team_id == seat.team_id,
                EvidenceRow.stage == stage.value,
                EvidenceRow.withdrawn.is_(False),
                EvidenceRow.value.is_not(None),
                EvidenceRow.day.between(cycles[-1].start, cycles[0].end),
            )
            .group_by(EvidenceRow.measure, EvidenceRow.day)
        )
        by_measure: dict[str, list[Tally]] = {}
        for key, day, *figures in rows:
            if key is not None:
                index = _cycle_index(cycles, day)
                tallies = by_measure.setdefault(key, [Tally()] * len(cycles))
                tallies[index] += tally_from(*figures)
        every = offered(stage, team.own_measures)
    return tuple(_option(cycle, each, by_measure.get(each.key, [])) for each in every)


def _cycle_index(cycles: tuple[Cycle, ...], day: date) -> int:
    return next(index for index, each in enumerate(cycles) if day >= each.start)


def _option(cycle: Cycle, measure: Measure, tallies: list[Tally]) -> ProofOption:
    if not tallies:
        return ProofOption(measure, 0, "no answers")
    if measure.kind is MeasureKind.COUNT:
        pace = sum(each.n > 0 for each in tallies) / len(tallies)
        return ProofOption(
            measure, pace, "a chart only" if measure.chart_only else "6 before, 6 after"
        )
    plan = propose_test(cycle, measure, tallies)
    return ProofOption(measure, plan.pace, _shows(plan))


def _shows(plan: TestPlan) -> str:
    """What the proposed windows see, in a few words."""
    if plan.missing_before:
        return f"{plan.answers} of {plan.measure.needed} needed before"
    if plan.hoped is None or plan.figure is None:
        return "no room to get better"
    change = change_words(plan.measure, plan.hoped - plan.figure)
    if not plan.likely:
        return f"too few for {change}"
    unit = plan.cadence.unit
    return f"{change} in {plan.after_cycles} {unit}{'' if plan.after_cycles == 1 else 's'}"


def place_taken(seat: Seat, stage: Stage, label: str, improvement: str | None = None) -> str | None:
    """Say what stands for ``stage`` in a cycle already, ``improvement`` left out; None where the
    place is free."""
    with seat.reading() as session:
        there = session.execute(
            select(ImprovementRow.text, ImprovementRow.status).where(
                ImprovementRow.team_id == seat.team_id,
                ImprovementRow.stage == stage.value,
                ImprovementRow.cycle == label,
                ImprovementRow.id != (improvement or ""),
            )
        ).first()
        if there is not None:
            text, status = there
            return (
                f"{stage.label} has its improvement for {label} already: “{text}” ({status}). "
                "One a stage: change that one, or pick this for another cycle."
            )
        reason = session.scalar(
            select(func.min(StageSkipRow.reason)).where(
                StageSkipRow.team_id == seat.team_id,
                StageSkipRow.stage == stage.value,
                StageSkipRow.cycle == label,
            )
        )
        if reason is not None:
            return f"{stage.label} is skipped for {label}: {reason}. Unskip it first."
    return None
