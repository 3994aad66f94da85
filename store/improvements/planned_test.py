"""A test as it is planned at Pick: its windows, what they can see, and what to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.board.merged_touchpoints import canonical_id
from store.common.dataclass import dataclass
from store.common.errors import Refused, WrongValue
from store.db.tables.models import ImprovementRow, TouchpointRow
from store.domain.cycles import Cycle, cycle_of, full_day_words, parse_cycle
from store.domain.stages import Stage
from store.domain.statistics.aggregates import with_count
from store.domain.statistics.counts import after_of
from store.domain.statistics.measures import Measure, MeasureKind, find_measure
from store.domain.statistics.overlap import (
    MOST_TOGETHER,
    Busy,
    ProvenImprovement,
    busy_with,
    may_move,
)
from store.domain.statistics.planning.default_windows import ChosenBefore, TestPlan, days_of
from store.domain.statistics.planning.default_windows import propose_test as propose
from store.domain.statistics.planning.plan_sentences import PlanFact, PlanSentence, plan_facts
from store.domain.statistics.windows import Window, baseline_cycles
from store.improvements.period_evidence import answers_in, tallies_of
from store.improvements.proof_rows import done_proofs, group_of
from store.journal.seat import Seat

MOST_AFTER = 12
"""Cycles that an after window has at most, where it is given in cycles."""
LONGEST_AFTER = 366
"""Days that an after window has at most."""
WITHOUT_START = frozenset({PlanFact.NO_BASELINE, PlanFact.FEW_BEFORE})
"""Facts that answers from the weeks before would change."""
SAYS_NOTHING = WITHOUT_START | {PlanFact.STATE, PlanFact.AFTER_THE_FACT}
"""Facts that keep a verdict from coming."""
_DAY = timedelta(days=1)


class OfferKind(StrEnum):
    """A way to keep two improvements apart, or to read them as one."""

    MEASURE = "measure"
    """Choose another measure."""
    TOUCHPOINT = "touchpoint"
    """Count only this touchpoint's answers."""
    TOGETHER = "together"
    """Read both together, as one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be done where a measure is busy."""

    kind: OfferKind
    words: str
    improvement_id: str | None = None
    """For `OfferKind.TOGETHER`, what ``together_with`` takes."""


@dataclass(frozen=True, slots=True)
class PlannedTest:
    """The test that would be kept now, with everything to know of it before."""

    cycle: Cycle
    plan: TestPlan
    due: date
    """The day it is meant to be done."""
    facts: tuple[PlanSentence, ...]
    """What it can see first, then what stands in its way; a sentence or two each."""
    busy: Busy
    offers: tuple[Offer, ...]
    """What may be done where it is busy; empty where nothing is in the way."""
    together: tuple[str, ...] = ()
    """The texts of the improvements it is to be read together with."""

    @property
    def measure(self) -> Measure:
        """What is counted."""
        return self.plan.measure

    @property
    def before(self) -> Window:
        """The days before that are compared with."""
        return self.plan.before

    @property
    def after_days(self) -> int:
        """How many days after are looked at."""
        return self.plan.after_days

    def after(self, done_on: date | None = None) -> Window:
        """Give the days that are looked at if it is done on a day, ``due`` without."""
        return after_of(self.measure, self.cycle, done_on or self.due, self.after_days)

    def verdict_on(self, done_on: date | None = None) -> date:
        """Give the day its verdict is read if it is done on a day, ``due`` without."""
        return self.after(done_on).last + _DAY

    @property
    def sayable(self) -> bool:
        """Tell whether a verdict can come of it: it has a start, and is a test of no state."""
        return not any(fact.fact in SAYS_NOTHING for fact in self.facts)

    @property
    def start(self) -> str:
        """The figure before with its n: ``58% of 120``; ``no answers`` without."""
        plan = self.plan
        figure = with_count(plan.measure, plan.figure, plan.answers)
        if plan.measure.kind is not MeasureKind.COUNT or plan.figure is None:
            return figure
        return f"{figure} a {plan.cadence.unit}, over {plan.answers}"

    @property
    def windows(self) -> str:
        """Both windows in dates, and the day of the verdict, in a sentence."""
        after = self.after()
        return (
            f"Compares {_span(self.before)} with {_span(after)} if it is done on "
            f"{full_day_words(self.due)}. The verdict is read from "
            f"{full_day_words(self.verdict_on())} on."
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """The windows, then every fact, in words."""
        return (self.windows, *(fact.words for fact in self.facts))


def _span(window: Window) -> str:
    return f"{full_day_words(window.first)} – {full_day_words(window.last)}"


def plan_test(
    seat: Seat,
    stage: Stage,
    cycle: str | None,
    measure: str,
    *,
    touchpoint: str | None = None,
    touchpoint_only: bool = False,
    target: float | None = None,
    before: Window | None = None,
    before_cycles: int | None = None,
    after_days: int | None = None,
    after_cycles: int | None = None,
    together_with: str | None = None,
    due: date | None = None,
    improvement: str | None = None,
) -> PlannedTest:
    """Plan the test that picking an improvement now would keep, and say what it can see.

    ``cycle``: a label, the running cycle without; ``measure``: a key; ``touchpoint``,
    ``together_with`` and ``improvement`` (the one that is edited, which is not in its own way):
    ids. ``before`` or ``before_cycles``, and ``after_days`` or ``after_cycles``, stand in place
    of what is proposed. Raises Refused for an unknown measure and for windows that cannot be.
    """
    check_narrowed(touchpoint, touchpoint_only)
    with seat.read_team() as team:
        planned_cycle = parse_cycle(cycle) if cycle else team.calendar.cycle_at(team.today)
        return plan_in(
            team.session,
            seat.team_id,
            stage.value,
            planned_cycle,
            find_measure(measure, team.own_measures),
            team.today,
            touchpoint=touchpoint,
            narrowed=touchpoint_only,
            target=target,
            before=checked_before(planned_cycle, before, before_cycles),
            after_days=checked_after_days(_after_days(planned_cycle, after_days, after_cycles)),
            together_with=together_with,
            due=due,
            improvement=improvement,
        )


def _after_days(cycle: Cycle, days: int | None, count: int | None) -> int | None:
    """The after window's length as days, or as so many cycles."""
    if count is None:
        return days
    if not 1 <= count <= MOST_AFTER:
        raise WrongValue(
            f"The after window has 1 to {MOST_AFTER} {cycle.cadence.unit}s.", field="after_days"
        )
    return days_of(cycle, count)


def checked_after_days(days: int | None) -> int | None:
    """Give the after window's length if it is 1 to 366 days or not said, else raise Refused."""
    if days is not None and not 1 <= days <= LONGEST_AFTER:
        raise WrongValue(f"The after window is 1 to {LONGEST_AFTER} days.", field="after_days")
    return days


def check_narrowed(touchpoint: str | None, touchpoint_only: bool) -> None:
    """Raise Refused where a proof is narrowed to a touchpoint that is not named."""
    if touchpoint_only and touchpoint is None:
        raise Refused(
            "To narrow the proof to a touchpoint, choose the touchpoint.", field="touchpoint"
        )


def checked_before(cycle: Cycle, chosen: Window | None, count: int | None = None) -> Window | None:
    """Give the before window that was chosen, as days or as so many cycles ahead of ``cycle``;
    None where it was not. Raises Refused for one that cannot be."""
    cycles = baseline_cycles(cycle)
    if chosen is None and count is None:
        return None
    if chosen is None:
        if count is None or not 1 <= count <= len(cycles):
            raise WrongValue(
                f"The window before has 1 to {len(cycles)} {cycle.cadence.unit}s.", field="before"
            )
        return Window(cycles[count - 1].start, cycle.start - _DAY)
    if not cycles[-1].start <= chosen.first <= chosen.last < cycle.start:
        raise WrongValue(
            f"The window before lies between {cycles[-1].start} and {cycle.start - _DAY}, the day "
            f"before {cycle.label} begins.",
            field="before",
        )
    return chosen


def plan_in(
    session: Session,
    team_id: str,
    stage: str,
    cycle: Cycle,
    measure: Measure,
    today: date,
    *,
    touchpoint: str | None = None,
    narrowed: bool = False,
    target: float | None = None,
    before: Window | None = None,
    after_days: int | None = None,
    together_with: str | None = None,
    due: date | None = None,
    improvement: str | None = None,
) -> PlannedTest:
    """Plan a test within a transaction; the windows that were chosen are checked already."""
    group = together_group(session, team_id, together_with, improvement)
    members = {row.id for row in group}
    others = [
        proof
        for row, proof in done_proofs(session, team_id, stage, measure.key)
        if row.id != improvement and row.id not in members
    ]
    new = _new_proof(session, improvement, cycle, touchpoint, narrowed=narrowed)
    own = touchpoint if narrowed else None
    if before is None:
        before = _shared_before(group, cycle)
    chosen = None
    if before is not None:
        parts = _parts(before, cycle)
        tallies = tallies_of(session, team_id, stage, measure, parts, today, own)
        chosen = ChosenBefore(before, tallies)
    whole = [Window(each.start, each.end) for each in baseline_cycles(cycle)]
    plan = propose(
        cycle,
        measure,
        tallies_of(session, team_id, stage, measure, whole, today, own),
        target=target,
        last_done=_last_done(others, new, cycle),
        chosen=chosen,
        after_days=after_days or max((row.after_days or 0 for row in group), default=0) or None,
    )
    busy = busy_with(new, others, max(today, cycle.start))
    due = due or cycle.end
    after = after_of(measure, cycle, due, plan.after_days)
    seen = answers_in(session, team_id, stage, measure, after, own)
    return PlannedTest(
        cycle=cycle,
        plan=plan,
        due=due,
        facts=plan_facts(plan, busy, target=target, on_file=seen),
        busy=busy,
        offers=_offers(session, busy, new, others, max(today, cycle.start)),
        together=tuple(row.text for row in group),
    )


def together_group(
    session: Session, team_id: str, together_with: str | None, improvement: str | None
) -> list[ImprovementRow]:
    """Give the improvements that ``together_with`` is read with, itself included and
    ``improvement`` left out; none without it."""
    if not together_with:
        return []
    row = session.get(ImprovementRow, together_with)
    if row is None or row.team_id != team_id:
        raise Refused("The improvement to read it together with is not there any more.")
    return [each for each in group_of(session, row) if each.id != improvement]


def _shared_before(group: Sequence[ImprovementRow], cycle: Cycle) -> Window | None:
    """The earliest one's before window, where it lies ahead of ``cycle``."""
    for row in group:
        if (
            row.before_from is not None
            and row.before_to is not None
            and row.before_to < cycle.start
        ):
            return Window(row.before_from, row.before_to)
    return None


def _new_proof(
    session: Session,
    improvement: str | None,
    cycle: Cycle,
    touchpoint: str | None,
    *,
    narrowed: bool,
) -> ProvenImprovement:
    stands = None
    if touchpoint is not None:
        stands = session.scalar(
            select(canonical_id(TouchpointRow)).where(TouchpointRow.id == touchpoint)
        )
    return ProvenImprovement(
        id=improvement or "",
        text="",
        before=Window(cycle.start - _DAY, cycle.start - _DAY),
        after_days=1,
        touchpoint=stands,
        narrowed=narrowed,
    )


def _last_done(
    others: Sequence[ProvenImprovement], new: ProvenImprovement, cycle: Cycle
) -> date | None:
    days = [
        each.done_on
        for each in others
        if each.done_on is not None and each.done_on < cycle.start and may_move(each, new)
    ]
    return max(days, default=None)


def _parts(window: Window, cycle: Cycle) -> list[Window]:
    """The days of ``window`` a cycle at a time; the first and last part may be short."""
    parts = []
    each = cycle_of(window.first, cycle.cadence)
    while each.start <= window.last:
        parts.append(Window(max(each.start, window.first), min(each.end, window.last)))
        each = each.next()
    return parts


def _offers(
    session: Session,
    busy: Busy,
    new: ProvenImprovement,
    others: Sequence[ProvenImprovement],
    day: date,
) -> tuple[Offer, ...]:
    if not busy.blurring:
        return ()
    offers = [Offer(OfferKind.MEASURE, "Choose another measure")]
    if new.touchpoint is not None and not new.narrowed:
        alone = ProvenImprovement(
            new.id, new.text, new.before, new.after_days,
            touchpoint=new.touchpoint, narrowed=True,
        )  # fmt: skip
        if not busy_with(alone, others, day).blurring:
            offers.append(Offer(OfferKind.TOUCHPOINT, "Count only this touchpoint's answers"))
    first = busy.blurring[0]
    row = session.get(ImprovementRow, first.id)
    group = group_of(session, row) if row is not None else []
    inside = all(each.id in {member.id for member in group} for each in busy.blurring)
    if inside and len(group) < MOST_TOGETHER and first.narrowed == new.narrowed:
        names = " and ".join(f"“{each.text}”" for each in busy.blurring)
        offers.append(Offer(OfferKind.TOGETHER, f"Read it together with {names}", first.id))
    return tuple(offers)
