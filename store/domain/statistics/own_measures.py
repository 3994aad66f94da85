"""A measure that a team makes for itself: what it may be, and what it then is."""

from __future__ import annotations

import re

from store.common.errors import WrongValue
from store.domain.stages import Stage
from store.domain.statistics.measures import (
    BUILT_IN,
    Better,
    CountKind,
    Measure,
    MeasureKind,
    Missing,
    PerCycle,
)

_KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


def own_measure(
    key: str,
    kind: MeasureKind,
    better: Better,
    *,
    threshold: float | None = None,
    per_cycle: PerCycle | None = None,
    counts: CountKind | None = None,
    missing: Missing | None = None,
    title: str = "",
) -> Measure:
    """A measure of the team's own: a rate, a score or a count.

    A score counts the share at or above ``threshold``. A count whose last number of a cycle
    stands for it is taken for a state, any other for events, until ``counts`` says so. Raises
    Refused for a key that is taken or misspelt, a score without a threshold, or options that do
    not fit the kind.
    """
    if _KEY.fullmatch(key) is None:
        raise WrongValue(
            "A measure's key has 1 to 40 lower-case letters, digits and hyphens, "
            f"with no hyphen at either end, not “{key}”.",
            field="key",
        )
    if key in BUILT_IN:
        raise WrongValue(f"“{key}” is built in. Choose another key.", field="key")
    if kind is MeasureKind.NPS:
        raise WrongValue("A measure of your own is a rate, a score or a count.", field="kind")
    scored, counted = kind is MeasureKind.SCORE, kind is MeasureKind.COUNT
    if scored and threshold is None:
        raise WrongValue(
            "A score needs a threshold: answers at or above it make up the share.",
            field="threshold",
        )
    if threshold is not None and not scored:
        raise WrongValue(f"Only a score has a threshold, not a {kind}.", field="threshold")
    if per_cycle is not None and not counted:
        raise WrongValue(
            f"Only a count adds up in a week or month, not a {kind}.", field="per_cycle"
        )
    if counts is not None and not counted:
        raise WrongValue(f"Only a count is events or a state, not a {kind}.", field="counts")
    if missing is not None and not counted:
        raise WrongValue(
            f"Only a count says what a week or month without an entry means, not a {kind}.",
            field="missing",
        )
    last = per_cycle is PerCycle.LAST or (per_cycle is None and counts is CountKind.STATE)
    rated = kind is MeasureKind.RATE
    return Measure(
        key=key,
        title=title.strip() or key.replace("-", " ").capitalize(),
        kind=kind,
        better=better,
        scale_better=better,
        low=None if scored else 0,
        high=1 if rated else None,
        success_from=1 if rated else threshold,
        success_to=1 if rated else None,
        stages=tuple(Stage),
        needed=6 if counted else 10,
        per_cycle=PerCycle.LAST if last else PerCycle.SUM,
        own=True,
        counts=counts or (CountKind.STATE if last else CountKind.EVENTS),
        counts_known=counts is not None or not counted,
        missing=missing or Missing.ZERO,
    )
