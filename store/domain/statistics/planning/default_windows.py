"""The test that Pick proposes: the days before, how long after, and what it can see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil

from store.common.dataclass import dataclass
from store.domain.cycles import Cadence, Cycle
from store.domain.statistics.aggregates import Tally, total_of, value_of
from store.domain.statistics.cautions import BadStart, bad_start
from store.domain.statistics.counts import CYCLES, count_cycles, known_figures, period_days
from store.domain.statistics.dispersion import Dispersion, dispersion
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.planning.chances import (
    LIKELY,
    chance_to_see,
    chance_to_see_count,
    hoped_for,
    least_to_see,
)
from store.domain.statistics.windows import LONGEST, Window, baseline_cycles

PACE = 8
"""The last cycles whose answers tell how many come."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many cycles a cadence's windows have."""

    before: int
    """Before, where there are as many on file."""
    after: int
    """After, at most."""
    otherwise: int
    """After, where no length shows the hoped-for change."""


WEEKLY = Lengths(before=8, after=8, otherwise=4)
MONTHLY = Lengths(before=6, after=3, otherwise=2)


@dataclass(frozen=True, slots=True)
class ChosenBefore:
    """A before window that a person chose instead of the proposed one."""

    window: Window
    tallies: Sequence[Tally]
    """A tally for each cycle it reaches into, of the days inside it only."""


@dataclass(frozen=True, slots=True)
class TestPlan:
    """What Pick proposes and tells, before an improvement is kept."""

    __test__ = False

    measure: Measure
    cadence: Cadence
    before: Window
    before_cycles: int
    """Cycles of ``before``, 1 to 12."""
    crosses: bool
    """Whether ``before`` reaches back over a done improvement of the same measure and stage,
    because it leaves no whole cycle; the verdict then names that improvement."""
    answers: int
    """Answers in ``before``; for a count, cycles with a figure."""
    tally: Tally
    """The answers in ``before``, added up."""
    figure: float | None
    """The figure there (a count's: the mean a cycle); None without answers."""
    pace: float
    """Answers a cycle, over the last 8 cycles on file."""
    after_cycles: int
    after_days: int
    """A count's after window begins with the first whole cycle after done: `count_after_window`
    gives its days."""
    hoped: float | None
    """The figure the plan hopes for; None for a count without a target, where nothing is
    answered and where there is no room to get better."""
    chance: float | None
    """The chance, 0 to 1, that ``hoped`` shows in these windows; None without one."""
    longest: int
    """The cycles of the longest after window that is proposed; for a count, its own."""
    longest_chance: float | None
    """The chance with ``longest`` cycles after, to be told where ``chance`` is under 4 in 5."""
    dispersion: Dispersion
    bad_start: BadStart | None

    @property
    def missing_before(self) -> int:
        """Answers (cycles) still needed before."""
        return max(0, self.measure.needed - self.answers)

    @property
    def missing_after(self) -> int:
        """Answers (cycles) that will still be missing after, at this pace."""
        if self.measure.kind is MeasureKind.COUNT:
            return max(0, self.measure.needed - self.after_cycles)
        return max(0, self.measure.needed - round(self.pace * self.after_cycles))

    @property
    def likely(self) -> bool:
        """Tell whether the hoped-for change shows 4 times in 5."""
        return self.chance is not None and self.chance >= LIKELY


def propose_test(
    cycle: Cycle,
    measure: Measure,
    history: Sequence[Tally],
    *,
    target: float | None = None,
    last_done: date | None = None,
    chosen: ChosenBefore | None = None,
    after_days: int | None = None,
) -> TestPlan:
    """Propose the windows for an improvement planned in ``cycle``, and say what they can see.

    ``history``: a tally for each of `baseline_cycles(cycle)`, the latest first; missing ones
    hold nothing. A count's come from `counts.count_tallies`. ``target``: the figure hoped for,
    as `value_of` gives it. ``last_done``: the last day on which another improvement of the same
    measure and stage was done; no day of the before window lies on or before it, as long as
    that leaves a whole cycle. ``chosen`` and ``after_days`` (1 or more) stand in place of what
    would be proposed, and the plan says what they can see.
    """
    cycles = baseline_cycles(cycle)
    lengths = WEEKLY if cycle.weekly else MONTHLY
    filed = [*history[:LONGEST], *[Tally()] * (LONGEST - len(history))]
    free = sum(last_done is None or each.start > last_done for each in cycles)
    length = _before_cycles(measure, filed, lengths, max(1, free))
    window = Window(cycles[length - 1].start, cycle.start - _DAY)
    before: Sequence[Tally] = filed[:length]
    if chosen is not None:
        window, before = chosen.window, chosen.tallies
    spread = dispersion(measure, before)
    total = total_of(before)
    answers, figure = _start(measure, before, total)
    pace = _pace(filed)
    hoped = None if figure is None else hoped_for(measure, figure, target)
    if measure.kind is MeasureKind.COUNT:
        after = CYCLES if after_days is None else count_cycles(after_days, cycle.cadence)
        longest = after
        chance = longest_chance = _count_chance(before, hoped, after)
        days = after * period_days(cycle.cadence)
    else:
        if after_days is None:
            after = _after_cycles(measure, total, pace, hoped, spread, lengths)
            days = days_of(cycle, after)
            reach = float(after)
        else:
            reach = after_days / cycle.days
            after, days = max(1, round(reach)), after_days
        longest = max(after, lengths.after)
        chance, longest_chance = (
            None
            if hoped is None
            else chance_to_see(measure, total, round(pace * cycles), hoped, spread)
            for cycles in (reach, max(reach, longest))
        )
    return TestPlan(
        measure=measure,
        cadence=cycle.cadence,
        before=window,
        before_cycles=len(before),
        crosses=last_done is not None and window.first <= last_done,
        answers=answers,
        tally=total,
        figure=figure,
        pace=pace,
        after_cycles=after,
        after_days=days,
        hoped=hoped,
        chance=chance,
        longest=longest,
        longest_chance=longest_chance,
        dispersion=spread,
        bad_start=bad_start(measure, sum(each.n > 0 for each in before), filed),
    )


def least_visible(plan: TestPlan, cycles: int) -> float | None:
    """Give the smallest change that ``cycles`` after show 4 times in 5, in whole points.

    None for a count, and where no change shows so often.
    """
    if plan.measure.kind is MeasureKind.COUNT:
        return None
    return least_to_see(plan.measure, plan.tally, round(plan.pace * cycles), plan.dispersion)


def pace_to_see(plan: TestPlan) -> int | None:
    """Give the answers a cycle with which the longest windows show the hoped-for change.

    With as many cycles before as are usual; None where nothing is hoped for, for a count, and
    where even 1,000 a cycle do not.
    """
    lengths = WEEKLY if plan.cadence is Cadence.WEEKLY else MONTHLY
    before = plan.tally
    if plan.hoped is None or plan.measure.kind is MeasureKind.COUNT or not before.n:
        return None
    hoped = plan.hoped

    def shows(pace: int) -> bool:
        times = pace * lengths.before / before.n
        grown = Tally(
            n=pace * lengths.before,
            yes=round(before.yes * times),
            promoters=round(before.promoters * times),
            detractors=round(before.detractors * times),
        )
        chance = chance_to_see(plan.measure, grown, pace * lengths.after, hoped, plan.dispersion)
        return chance >= LIKELY

    low, high = 0, 1
    while not shows(high):
        low, high = high, high * 2
        if low >= 1000:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return high


def _before_cycles(measure: Measure, filed: Sequence[Tally], lengths: Lengths, allowed: int) -> int:
    """The cycles of the before window: the usual number of those on file, more only as far as
    *needed* takes, and all that are allowed where even they hold too little."""
    counted = measure.kind is MeasureKind.COUNT
    usual = CYCLES if counted else lengths.before
    on_file = max((index + 1 for index, each in enumerate(filed) if each.n), default=0)
    length = min(usual, allowed, on_file)
    reached = sum(_weight(each, counted=counted) for each in filed[:length])
    while reached < measure.needed and length < allowed:
        reached += _weight(filed[length], counted=counted)
        length += 1
    return length


def _weight(tally: Tally, *, counted: bool) -> int:
    return min(tally.n, 1) if counted else tally.n


def _start(measure: Measure, before: Sequence[Tally], total: Tally) -> tuple[int, float | None]:
    """The answers (cycles) before, and the figure."""
    if measure.kind is MeasureKind.COUNT:
        figures = known_figures(before)
        return len(figures), sum(figures) / len(figures) if figures else None
    return total.n, value_of(measure, total)


def _pace(filed: Sequence[Tally]) -> float:
    on_file = max((index + 1 for index, each in enumerate(filed) if each.n), default=0)
    looked_at = min(PACE, on_file)
    return sum(each.n for each in filed[:looked_at]) / looked_at if looked_at else 0.0


def _count_chance(before: Sequence[Tally], hoped: float | None, after: int) -> float | None:
    figures = known_figures(before)
    if hoped is None or len(figures) < 2 or after < 2:
        return None
    return chance_to_see_count(figures, after, hoped)


def _after_cycles(
    measure: Measure,
    before: Tally,
    pace: float,
    hoped: float | None,
    spread: Dispersion,
    lengths: Lengths,
) -> int:
    """As many cycles as it takes for ``hoped`` to show 4 times in 5; where none shows it, the
    cadence's own number; never fewer than *needed* takes, as far as the longest goes."""
    least = ceil(measure.needed / pace) if pace else 1
    least = min(max(1, least), lengths.after)
    if hoped is not None and before.n >= measure.needed:

        def shows(cycles: int) -> bool:
            answers = round(pace * cycles)
            return chance_to_see(measure, before, answers, hoped, spread) >= LIKELY

        if shows(lengths.after):
            low, high = least - 1, lengths.after
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (low, middle) if shows(middle) else (middle, high)
            return high
    return max(least, lengths.otherwise)


def days_of(cycle: Cycle, count: int) -> int:
    """Give the days of so many cycles from ``cycle`` on."""
    days = 0
    for _ in range(count):
        days += cycle.days
        cycle = cycle.next()
    return days
