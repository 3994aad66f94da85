"""Tallies: answers added up to what a measure's figure needs, and figures in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from store.common.dataclass import dataclass
from store.common.errors import WrongValue
from store.domain.statistics.measures import (
    DETRACTOR_TO,
    PROMOTER_FROM,
    Measure,
    MeasureKind,
    PerCycle,
    is_success,
    parse_number,
)

_TARGETS = {
    MeasureKind.NPS: (-100.0, 100.0, "points from −100 to 100"),
    MeasureKind.COUNT: (0.0, inf, "a number from 0 up"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers added up; tallies of two windows can be added.

    ``yes``: answers within the measure's ``success_from`` to ``success_to``.
    ``promoters``, ``detractors``: for NPS, answers of 9 and up, of 6 and down.
    ``total``: the sum of all answers, or a count's figure for the period.
    """

    n: int = 0
    yes: int = 0
    promoters: int = 0
    detractors: int = 0
    total: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.n + other.n,
            self.yes + other.yes,
            self.promoters + other.promoters,
            self.detractors + other.detractors,
            self.total + other.total,
        )


def total_of(tallies: Sequence[Tally]) -> Tally:
    """Add up tallies, such as those of a window's cycles."""
    return Tally(
        sum([each.n for each in tallies]),
        sum([each.yes for each in tallies]),
        sum([each.promoters for each in tallies]),
        sum([each.detractors for each in tallies]),
        sum([each.total for each in tallies]),
    )


def tally_of(measure: Measure, values: Sequence[float]) -> Tally:
    """The tally of one period's answers, in the order they were given."""
    if measure.kind is MeasureKind.COUNT and measure.per_cycle is PerCycle.LAST:
        total = values[-1] if values else 0.0
    else:
        total = sum(values)
    nps = measure.kind is MeasureKind.NPS
    return Tally(
        n=len(values),
        yes=sum(is_success(measure, value) for value in values),
        promoters=sum(value >= PROMOTER_FROM for value in values) if nps else 0,
        detractors=sum(value <= DETRACTOR_TO for value in values) if nps else 0,
        total=total,
    )


def value_of(measure: Measure, tally: Tally) -> float | None:
    """The measure's figure: a fraction, NPS points, or the count; None without answers."""
    if tally.n == 0:
        return None
    if measure.kind is MeasureKind.NPS:
        return 100 * (tally.promoters - tally.detractors) / tally.n
    if measure.kind is MeasureKind.COUNT:
        return tally.total
    return tally.yes / tally.n


def mean_answer(measure: Measure, tally: Tally) -> float | None:
    """The mean of the answers themselves, where it is shown beside the share; else None."""
    return tally.total / tally.n if measure.shows_mean and tally.n else None


def format_value(measure: Measure, value: float | None) -> str:
    """A figure as people read it: ``62%``, ``−4`` (points), ``1200``; ``–`` for none."""
    if value is None:
        return "–"
    if measure.kind in (MeasureKind.RATE, MeasureKind.SCORE):
        return f"{100 * value:.0f}%"
    digits = 0 if measure.kind is MeasureKind.NPS else 1
    rounded = round(value, digits) + 0.0
    return f"{rounded:.{digits}f}".removesuffix(".0").replace("-", "−")


def with_count(measure: Measure, value: float | None, n: int) -> str:
    """A figure with its number of answers: ``62% of 100``, NPS ``62 (n 124)``, a count alone."""
    if value is None:
        return "no answers"
    figure = format_value(measure, value)
    if measure.kind is MeasureKind.COUNT:
        return figure
    return f"{figure} (n {n:,})" if measure.kind is MeasureKind.NPS else f"{figure} of {n:,}"


def parse_target(measure: Measure, text: str) -> float:
    """A hoped-for figure as typed, as ``value_of`` gives it.

    Shares: ``80%``, ``80`` or ``0.8``; NPS: points; counts: the period's number. Raises
    Refused, naming the range, for anything else.
    """
    share = measure.kind in (MeasureKind.RATE, MeasureKind.SCORE)
    bare = text.strip()
    percent = share and bare.endswith("%")
    value = parse_number(bare.removesuffix("%") if percent else bare)
    if share and value is not None and (percent or value > 1):
        value /= 100
    low, high, words = _TARGETS.get(measure.kind, (0.0, 1.0, "a share from 0% to 100%"))
    if value is None or not low <= value <= high:
        raise WrongValue(f"A target for {measure.title} is {words}, not “{bare}”.", field="target")
    return value
