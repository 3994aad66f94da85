"""Which cycle Today leads with, its four stages, and what stands in other cycles."""

from __future__ import annotations

from screens.widgets.date_format import plural, today_of
from screens.widgets.improvement_card import StageSlot
from store.domain.cycles import Cycle, day_words
from store.domain.stages import STAGES
from store.models.improvement import Improvement, Status
from store.models.snapshot import Snapshot

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shown_cycle(snapshot: Snapshot) -> Cycle | None:
    """The running cycle, or the next planned one where nothing stands in the running one."""
    following = snapshot.next_cycle
    return following if leads_with_next(snapshot) else snapshot.cycle


def leads_with_next(snapshot: Snapshot) -> bool:
    """Whether nothing stands in the running cycle and something does in one to come."""
    return snapshot.next_cycle is not None and not snapshot.plans(snapshot.cycle)


def slots_of(snapshot: Snapshot) -> tuple[StageSlot, ...]:
    """The four stages of the cycle shown; none where no cycle is."""
    cycle = shown_cycle(snapshot)
    if cycle is None:
        return ()
    picked = {each.stage: each for each in snapshot.planned if each.cycle == cycle}
    left_out = {each.stage: each.reason for each in snapshot.skipped_stages if each.cycle == cycle}
    empty = "Nothing picked yet. Press i to pick one."
    if not may_pick(snapshot):
        empty = f"Nothing is planned: this {unit(snapshot)} is skipped."
    return tuple(
        StageSlot(
            stage,
            picked.get(stage),
            f"Skipped: {left_out[stage]}" if stage in left_out else empty,
        )
        for stage in STAGES
    )


def may_pick(snapshot: Snapshot) -> bool:
    """Whether the cycle shown takes improvements: it is not skipped."""
    return leads_with_next(snapshot) or snapshot.cycle_skipped is None


def others(snapshot: Snapshot) -> tuple[list[Improvement], list[Improvement]]:
    """Undecided improvements of earlier cycles; those of later ones than the running, what
    was settled early in the next one among them."""
    current = shown_cycle(snapshot)
    now = snapshot.cycle.start if snapshot.cycle else today_of(snapshot)
    elsewhere = {
        each.id: each
        for each in (*snapshot.undecided, *snapshot.planned)
        if each.cycle not in (current, snapshot.cycle)
    }
    earlier = [each for each in elsewhere.values() if each.cycle.start < now]
    later = [each for each in elsewhere.values() if each.cycle.start >= now]
    return (
        [each for each in earlier if each.status is Status.PLANNED],
        sorted(later, key=lambda each: (each.cycle, each.stage.position)),
    )


def next_plan(snapshot: Snapshot) -> str:
    """``Week 48 is planned: 3 improvements, from Monday``; empty unless Today leads with it."""
    following = snapshot.next_cycle
    if following is None or not leads_with_next(snapshot):
        return ""
    count = sum(each.cycle == following for each in snapshot.planned)
    amount = f": {plural(count, 'improvement')}" if count else ""
    return f"{following.name} is planned{amount}, from {_first_day(snapshot, following)}"


def momentum_to_come(snapshot: Snapshot) -> str:
    """When momentum begins, for a team that has no planned cycle behind it."""
    following = snapshot.next_cycle
    if following is None:
        return "Momentum begins with the first planned cycle."
    day = _first_day(snapshot, following)
    return f"{following.name} is the first planned cycle. It begins on {day}."


def unit(snapshot: Snapshot) -> str:
    """What the team's cycles are: ``week`` or ``month``."""
    return snapshot.team.cadence.unit


def _first_day(snapshot: Snapshot, cycle: Cycle) -> str:
    """``Monday`` within a week, else ``30 Nov``."""
    days_until = (cycle.start - today_of(snapshot)).days
    return _WEEKDAYS[cycle.start.weekday()] if days_until <= 7 else day_words(cycle.start)
