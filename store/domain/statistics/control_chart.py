"""Process-behaviour (XmR) charts: whether a number a period does more than its usual.

Wheeler, D. J. (1993), Understanding Variation: limits from the mean moving range, and
three signals.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from store.common.dataclass import dataclass

RUN = 8
"""So many points in a row on one side of the mean are a signal."""
SETTLED = 10
"""With fewer baseline points the limits are provisional."""
TRIAL_UNDER = 12
"""A chart whose limits come from fewer points says that they are trial limits."""
PHASE_FROM = 4
"""Points from which a stretch after a change has limits of its own; until then those before go on."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The usual range of a number a period."""

    mean: float
    moving_range: float
    """Mean difference, without sign, between one period and the next."""
    low: float
    high: float
    moving_range_limit: float
    provisional: bool


class MeanSide(StrEnum):
    """Which side of the mean."""

    ABOVE = "above"
    BELOW = "below"


class SignalRule(StrEnum):
    """By which rule a point signals; where several hold, the first."""

    OUTSIDE = "outside"
    """It lies outside the limits."""
    RUN = "run"
    """It is the eighth or later in a row on one side of the mean."""
    NEAR = "near"
    """It and two of the three before it are nearer to one limit than to the mean."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A point that says something changed."""

    index: int
    """Place of the point that completes the signal, 0 for the first."""
    side: MeanSide
    rule: SignalRule = SignalRule.OUTSIDE


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of periods held against the same limits."""

    first: int
    """Place of its first period."""
    last: int
    limits: Limits
    judged: int
    """Periods that the limits come from."""

    @property
    def trial(self) -> bool:
        """Whether the limits come from so few periods that they are trial limits."""
        return self.judged < TRIAL_UNDER


def limits(baseline: Sequence[float]) -> Limits:
    """The limits that the baseline's periods give, in order; it needs two or more."""
    from statistics import fmean

    mean = fmean(baseline)
    moving_range = fmean(abs(later - earlier) for earlier, later in pairwise(baseline))
    return Limits(
        mean=mean,
        moving_range=moving_range,
        low=mean - 2.66 * moving_range,
        high=mean + 2.66 * moving_range,
        moving_range_limit=3.268 * moving_range,
        provisional=len(baseline) < SETTLED,
    )


def signals(values: Sequence[float], known: Limits) -> tuple[Signal, ...]:
    """The points among ``values``, in order, that signal a change against ``known`` limits.

    A point signals when it lies outside the limits, when it is the eighth or later in a
    row on one side of the mean, or when it and two of the three before it are nearer to
    one limit than to the mean.
    """
    signals_found = []
    for side in MeanSide:
        sign = 1 if side is MeanSide.ABOVE else -1
        reach = sign * ((known.high if side is MeanSide.ABOVE else known.low) - known.mean)
        distances = [sign * (value - known.mean) for value in values]
        for index in range(len(distances)):
            rule = _rule(distances[: index + 1], reach)
            if rule is not None:
                signals_found.append(Signal(index, side, rule))
    return tuple(sorted(signals_found, key=lambda signal: signal.index))


def _rule(distances: Sequence[float], reach: float) -> SignalRule | None:
    """By which rule the last point signals, given distances from the mean towards one limit."""
    if distances[-1] > reach:
        return SignalRule.OUTSIDE
    run = distances[-RUN:]
    if len(run) == RUN and min(run) > 0:
        return SignalRule.RUN
    near = [distance > reach / 2 for distance in distances[-4:]]
    return SignalRule.NEAR if near[-1] and sum(near) >= 3 else None


def phases(figures: Sequence[float | None], breaks: Collection[int]) -> tuple[Phase, ...]:
    """Give the stretches of ``figures`` that have limits of their own.

    A figure is None where it is not judged. A new stretch begins at each place of ``breaks``; the
    first needs two judged figures, a later one `PHASE_FROM`: until then the limits before it go on.
    """
    edges = [0, *sorted(edge for edge in set(breaks) if 0 < edge < len(figures)), len(figures)]
    stretches: list[Phase] = []
    for first, end in pairwise(edges):
        judged = [figure for figure in figures[first:end] if figure is not None]
        if len(judged) >= (PHASE_FROM if stretches else 2):
            stretches.append(Phase(first, end - 1, limits(judged), len(judged)))
        elif stretches:
            stretches[-1] = replace(stretches[-1], last=end - 1)
    return tuple(stretches)


def signals_in(figures: Sequence[float | None], phase: Phase) -> tuple[Signal, ...]:
    """Give the signals of a stretch, each at its place among ``figures``."""
    places = [index for index in range(phase.first, phase.last + 1) if figures[index] is not None]
    values = [figure for index in places if (figure := figures[index]) is not None]
    return tuple(
        replace(signal, index=places[signal.index]) for signal in signals(values, phase.limits)
    )
