"""Momentum: kept, streak, learned and balance, folded from what happened in each cycle.

Nothing is counted as it happens; the same records always give the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from store.common.dataclass import dataclass
from store.domain.calendar import Calendar, Era
from store.domain.cycles import Cycle, parse_cycle
from store.domain.stages import STAGES, Stage

WINDOW = 8
"""How many of the last closed cycles "kept" and balance look at."""
FREEZES = 2
"""How many skipped cycles may freeze the streak in any ``WINDOW``."""


class StageMark(StrEnum):
    """What became of one stage in one cycle."""

    NONE = "none"
    """Nothing was picked."""
    PLANNED = "planned"
    DONE = "done"
    LATE = "late"
    """Done once the grace was over; it does not count as kept."""
    DROPPED = "dropped"
    CARRIED = "carried"
    SKIPPED = "skipped"
    """Left out with a reason; it leaves the count."""
    MISSED = "missed"
    """Still planned when its cycle closed."""


Marks = tuple[StageMark, StageMark, StageMark, StageMark]
_UNPLANNED = (StageMark.NONE, StageMark.SKIPPED)


@dataclass(frozen=True, slots=True)
class CycleRecord:
    """What happened in one cycle."""

    cycle: Cycle
    stages: Marks
    """One mark a stage, in order."""
    skipped: str | None = None
    """Why the whole cycle was skipped; None when it was not."""
    review_closed_in_time: bool = False
    """Whether the review that planned it was closed by the cycle's last day."""
    closed: bool = False
    """Whether its grace is over."""
    running: bool = False

    @property
    def planned(self) -> int:
        """Stages with an improvement, whatever became of it."""
        return sum(mark not in _UNPLANNED for mark in self.stages)

    @property
    def done(self) -> int:
        """Improvements done before the grace was over."""
        return self.stages.count(StageMark.DONE)

    def mark(self, stage: Stage) -> StageMark:
        """What became of ``stage``."""
        return self.stages[stage.position]


@dataclass(frozen=True, slots=True)
class StageBalance:
    """One stage over the last closed cycles."""

    stage: Stage
    done: int
    planned: int
    behind: int
    """Cycles with a plan in which this stage was neither done nor skipped with a reason."""


@dataclass(frozen=True, slots=True)
class Momentum:
    """A team's momentum in its present series of cycles."""

    kept_done: int
    kept_planned: int
    streak: int
    learned: int
    """Improvements that reached a final verdict, whichever."""
    balance: tuple[StageBalance, ...]
    """One entry a stage, in order."""
    lagging: Stage | None
    """The one stage that is behind most often, at least twice; None when none stands out."""
    series_from: Cycle | None
    """The first cycle since the cadence changed; None when it never has."""

    @property
    def begun(self) -> bool:
        """Whether there is anything to count yet: not in a team's first cycle."""
        return bool(self.kept_planned or self.streak or self.learned)

    @property
    def kept_words(self) -> str:
        """``20 of 28``; a dash while nothing planned has been counted."""
        return f"{self.kept_done} of {self.kept_planned}" if self.kept_planned else "–"


def momentum(
    records: Sequence[CycleRecord], learned: int, series_from: Cycle | None = None
) -> Momentum:
    """Fold the team's cycles, oldest first and without holes, into its momentum.

    Only the series since the last cadence change counts, and in it only closed cycles.
    A skipped cycle freezes the streak while there are at most two such in any eight; a
    further one counts as an ordinary cycle, and so as a miss.

    Of a long history the last cycles are enough once they are `settled`; ``series_from`` then
    says where a series began that is older than they are.
    """
    series = present_series(records)
    closed = [record for record in series if record.closed]
    frozen = frozen_skips(records)
    counted = [record for record in closed[-WINDOW:] if record.cycle.label not in frozen]
    balance = tuple(_balance(stage, counted) for stage in STAGES)
    changed = len(series) < len(records)
    return Momentum(
        kept_done=sum(record.done for record in counted),
        kept_planned=sum(record.planned for record in counted),
        streak=_streak(closed, frozen),
        learned=learned,
        balance=balance,
        lagging=_lagging(balance),
        series_from=series[0].cycle if changed else series_from,
    )


def settled(records: Sequence[CycleRecord]) -> bool:
    """Whether cycles before ``records`` (see `momentum`) change none of the numbers.

    So it is where the series begins among them, or where they hold the window that "kept"
    looks at, the cycle that broke the streak, and first of all as many cycles without a skip
    as it takes for earlier ones not to matter to what freezes.
    """
    series = present_series(records)
    if len(series) < len(records):
        return True
    if any(record.skipped is not None for record in series[: WINDOW - 1]):
        return False
    closed = [record for record in series if record.closed]
    frozen = frozen_skips(series)
    held = [record.cycle.label in frozen or keeps_streak(record) for record in closed]
    return len(closed) >= WINDOW and not all(held)


def frozen_skips(records: Sequence[CycleRecord]) -> frozenset[str]:
    """Labels of the skipped cycles that freeze the streak; other skips are misses."""
    places: list[int] = []
    labels: set[str] = set()
    for index, record in enumerate(present_series(records)):
        recent = sum(index - earlier < WINDOW for earlier in places)
        if record.skipped is not None and recent < FREEZES:
            places.append(index)
            labels.add(record.cycle.label)
    return frozenset(labels)


def missed_skips(calendar: Calendar, era: Era) -> frozenset[str]:
    """Labels of the skipped cycles of ``era`` that freeze nothing, those to come too."""
    skipped = [cycle for cycle in map(parse_cycle, calendar.skips) if calendar.is_ours(cycle)]
    skipped = sorted(cycle for cycle in skipped if calendar.era_of(cycle) == era)
    if not skipped:
        return frozenset()
    nothing = (StageMark.NONE, StageMark.NONE, StageMark.NONE, StageMark.NONE)
    records = [
        CycleRecord(cycle, nothing, skipped=calendar.skips.get(cycle.label))
        for cycle in calendar.between(skipped[0], skipped[-1])
    ]
    return frozenset(cycle.label for cycle in skipped) - frozen_skips(records)


def keeps_streak(record: CycleRecord) -> bool:
    """Whether a closed cycle that froze nothing continues the streak."""
    missed = record.planned - record.done
    planned_in_time = record.skipped is None and record.review_closed_in_time
    return planned_in_time and record.planned >= 2 and missed <= 1


def present_series(records: Sequence[CycleRecord]) -> Sequence[CycleRecord]:
    """The last of ``records`` in a row of one cadence."""
    start = len(records)
    while start and records[start - 1].cycle.cadence is records[-1].cycle.cadence:
        start -= 1
    return records[start:]


def _streak(closed: Sequence[CycleRecord], frozen: frozenset[str]) -> int:
    streak = 0
    for record in reversed(closed):
        if record.cycle.label in frozen:
            continue
        if not keeps_streak(record):
            break
        streak += 1
    return streak


def _balance(stage: Stage, counted: Sequence[CycleRecord]) -> StageBalance:
    marks = [record.mark(stage) for record in counted if record.planned]
    return StageBalance(
        stage,
        done=marks.count(StageMark.DONE),
        planned=sum(mark not in _UNPLANNED for mark in marks),
        behind=sum(mark not in (StageMark.DONE, StageMark.SKIPPED) for mark in marks),
    )


def _lagging(balance: Sequence[StageBalance]) -> Stage | None:
    most = max(entry.behind for entry in balance)
    behind = [entry.stage for entry in balance if entry.behind == most]
    return behind[0] if most >= 2 and len(behind) == 1 else None
