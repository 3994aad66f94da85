"""Where the true change lies, in words: a whole clause for a sentence, a few words for a row.

The ends are those of a reading's 95% interval, turned so that up is better.
"""

from __future__ import annotations

from store.domain.statistics.measures import Better, Measure, MeasureKind


def change_clause(measure: Measure, low: float, high: float, unit: str) -> str:
    """Say it within a sentence: ``better by 3 to 28 points``, ``could be anywhere from 2 points
    worse to 12 better``, of a count ``4.0 to 11.2 fewer a week``; ``unit`` is a count's period."""
    if measure.kind is MeasureKind.COUNT:
        return _count_clause(measure, low, high, unit)
    scale = points_scale(measure)
    low, high = scale * low, scale * high
    if low <= 0 <= high:
        return _either_way(round(-low), round(high))
    word = "better" if low > 0 else "worse"
    near, far = sorted((round(abs(low)), round(abs(high))))
    start = "" if near == far else f"{near or 'under 1'} to "
    return f"{word} by {start}{_points(far)}"


def change_short(measure: Measure, low: float, high: float, unit: str) -> str:
    """Say it for a row: ``3–28 points better``, ``2 worse … 12 points better``, of a count
    ``4.0–11.2 fewer a week``."""
    if measure.kind is MeasureKind.COUNT:
        return _count_short(measure, low, high, unit)
    scale = points_scale(measure)
    first, last = round(scale * low), round(scale * high)
    if low > 0:
        return f"{max(first, 0)}–{last} points better"
    if high < 0:
        return f"{max(-last, 0)}–{-first} points worse"
    return f"{-first} worse … {last} points better"


def points_scale(measure: Measure) -> int:
    """Give what a difference is multiplied by to be in points."""
    return 1 if measure.kind is MeasureKind.NPS else 100


def _count_words(measure: Measure) -> tuple[str, str]:
    """What a count is called that got better, and that got worse."""
    return ("more", "fewer") if measure.better is Better.UP else ("fewer", "more")


def _count_clause(measure: Measure, low: float, high: float, unit: str) -> str:
    better, worse = _count_words(measure)
    if low <= 0 <= high:
        return f"could be anywhere from {-low:.1f} {worse} to {high:.1f} {better} a {unit}"
    near, far = sorted((abs(low), abs(high)))
    return f"{near:.1f} to {far:.1f} {better if low > 0 else worse} a {unit}"


def _count_short(measure: Measure, low: float, high: float, unit: str) -> str:
    better, worse = _count_words(measure)
    if low <= 0 <= high:
        return f"{-low:.1f} {worse} … {high:.1f} {better} a {unit}"
    near, far = sorted((abs(low), abs(high)))
    return f"{near:.1f}–{far:.1f} {better if low > 0 else worse} a {unit}"


def _either_way(worse: int, better: int) -> str:
    """A range across no change, given how many points it reaches either way."""
    if not worse and not better:
        return "the change is under 1 point either way"
    if not worse:
        return f"could be anywhere from no change to {_points(better)} better"
    reach = f"{better} better" if better else "no change"
    return f"could be anywhere from {_points(worse)} worse to {reach}"


def _points(points: int) -> str:
    return f"{points} points" if points > 1 else f"{'under ' if points == 0 else ''}1 point"
