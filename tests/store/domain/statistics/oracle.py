"""The rules of a verdict, written again from their description alone, in the plainest way.

Nothing of the product's statistics is used here: tests compare both over random histories.
Answers are single numbers, not tallies; Student's t is integrated, not expanded.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import exp, lgamma, log, pi, sqrt

Z = 1.959963984540054
Answers = Sequence[int]
"""1 and 0 of a share; 1, 0 and −1 of NPS."""


@lru_cache(maxsize=1024)
def t_975(freedom: float) -> float:
    """Student's t that 97.5% stay under: Simpson's rule for the area, bisection for the value."""
    front = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)

    def area(t: float, steps: int = 2000) -> float:
        width = t / steps
        total = 0.0
        for place in range(steps + 1):
            weight = 1 if place in (0, steps) else 4 if place % 2 else 2
            x = place * width
            total += weight * exp(-(freedom + 1) / 2 * log(1 + x * x / freedom))
        return front * total * width / 3

    low, high = 0.0, 13.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if area(middle) < 0.475 else (low, middle)
    return (low + high) / 2


def phi_and_cycles(cycles: Sequence[Answers]) -> tuple[float, int]:
    """φ of a share or NPS, and the cycles with at least 5 answers."""
    big = [cycle for cycle in cycles if len(cycle) >= 5]
    if len(big) < 4:
        return 1.0, len(big)
    every = [answer for cycle in big for answer in cycle]
    mean = Fraction(sum(every), len(every))
    spread = sum((answer - mean) ** 2 for answer in every) / len(every)
    if spread == 0:
        return 1.0, len(big)
    between = sum(len(cycle) * (Fraction(sum(cycle), len(cycle)) - mean) ** 2 for cycle in big)
    return float(max(Fraction(1), between / spread / (len(big) - 1))), len(big)


def wilson(share: float, n: float, z: float) -> tuple[float, float]:
    """The two shares whose score test just does not reject what was seen, by bisection."""

    def edge(inside: float, outside: float) -> float:
        for _ in range(80):
            middle = (inside + outside) / 2
            if n * (share - middle) ** 2 <= z * z * middle * (1 - middle):
                inside = middle
            else:
                outside = middle
        return inside

    return (edge(share, 0.0) if share > 0 else 0.0), (edge(share, 1.0) if share < 1 else 1.0)


def share_range(before: Answers, after: Answers, phi: float, z: float) -> tuple[float, float]:
    """Newcombe's method 10."""
    was, became = sum(before) / len(before), sum(after) / len(after)
    low1, high1 = wilson(became, len(after) / phi, z)
    low2, high2 = wilson(was, len(before) / phi, z)
    change = became - was
    down = sqrt((became - low1) ** 2 + (high2 - was) ** 2)
    up = sqrt((high1 - became) ** 2 + (was - low2) ** 2)
    return change - down, change + up


def nps_range(before: Answers, after: Answers, phi: float, z: float) -> tuple[float, float]:
    """Adjusted Wald, in points, inside −200 to 200 and around what was seen."""
    middles, spreads = [], []
    for side in (before, after):
        n = len(side) / phi + 3
        up = (side.count(1) / phi + 0.75) / n
        down = (side.count(-1) / phi + 0.75) / n
        middles.append(up - down)
        spreads.append((up + down - (up - down) ** 2) / n)
    change, reach = middles[1] - middles[0], z * sqrt(sum(spreads))
    seen = 100 * (sum(after) / len(after) - sum(before) / len(before))
    low, high = 100 * (change - reach), 100 * (change + reach)
    return min(max(low, -200), seen), max(min(high, 200), seen)


def event_range(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """Welch's t, each side's variance at least 1/12."""
    means, errors, freedoms = [], [], []
    for side in (before, after):
        mean = sum(side) / len(side)
        spread = max(1 / 12, sum((each - mean) ** 2 for each in side) / (len(side) - 1))
        means.append(mean)
        errors.append(spread / len(side))
        freedoms.append((spread / len(side)) ** 2 / (len(side) - 1))
    reach = t_975(sum(errors) ** 2 / sum(freedoms)) * sqrt(sum(errors))
    change = means[1] - means[0]
    return change - reach, change + reach


def verdict(n_before: int, n_after: int, needed: int, low: float, high: float) -> str:
    """The table of rules, the first that holds; ``low`` and ``high`` with up as better."""
    if n_before == 0:
        return "no baseline"
    if n_before < needed or n_after < needed:
        return "not enough yet"
    if low > 0:
        return "validated"
    return "got worse" if high < 0 else "no clear change"


def read_answers(
    before: Sequence[Answers], after: Answers, needed: int, *, nps: bool, down: bool
) -> tuple[str, float, float]:
    """The verdict and range of a share or NPS, turned so that up is better."""
    every = [answer for cycle in before for answer in cycle]
    if not every or not after:
        return verdict(len(every), len(after), needed, 0, 0), 0.0, 0.0
    phi, cycles = phi_and_cycles(before)
    z = t_975(cycles - 1) if phi > 1 else Z
    low, high = (nps_range if nps else share_range)(every, after, phi, z)
    if down:
        low, high = -high, -low
    return verdict(len(every), len(after), needed, low, high), low, high


def before_cycles(answers: Sequence[int], needed: int, usual: int, allowed: int) -> int:
    """How many cycles the before window has: ``answers`` a cycle, the latest first, 12 of them;
    ``allowed``: those that lie after the last done improvement."""
    filed = [place for place in range(12) if answers[place] > 0]
    on_file = filed[-1] + 1 if filed else 0
    first_try = min(usual, on_file, allowed)
    for length in range(first_try, allowed + 1):
        if sum(answers[:length]) >= needed:
            return length
    return allowed


def after_cycles(shows: Sequence[bool], least: int, otherwise: int) -> int:
    """How many cycles the after window has: ``shows`` says for 1, 2, … cycles whether the
    hoped-for change shows 4 times in 5; ``least``: what *needed* takes."""
    for length in range(least, len(shows) + 1):
        if shows[length - 1]:
            return length
    return max(otherwise, least)


def figures_of_events(
    entries: dict[int, float], cycles: Sequence[int], *, missing_is_zero: bool
) -> list[float]:
    """What is known of each cycle (by number): its entry, or 0 once the team has begun."""
    found = []
    for cycle in cycles:
        if cycle in entries:
            found.append(entries[cycle])
        elif missing_is_zero and entries and cycle > min(entries):
            found.append(0.0)
    return found
