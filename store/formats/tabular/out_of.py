"""Scores that say what they are out of, such as “9/10”: those of a column are of one scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import read_score

_SLIP, _SLIPS_OF_MANY = 1, 0.05
"""How many scores, and which share of many, are a slip where they are out of something else."""


def told_top(cells: Iterable[str]) -> float | None:
    """What the scores of a column say that they are out of; None where they do not say it, say
    different numbers, or are few among other texts, such as names of devices."""
    cells = [cell for cell in cells if not is_blank(cell)]
    tops = _tops(cells)
    if not tops or _are_mixed(tops):
        return None
    top, _times = tops.most_common(1)[0]
    scores = sum(read_score(cell) is not None for cell in cells)
    return top if 2 * scores >= len(cells) else None


def mixed_scales(cells: Iterable[str]) -> str:
    """That a column's scores are out of different numbers, to go on “it ”; empty where they are not."""
    tops = _tops(cells)
    if not _are_mixed(tops):
        return ""
    (one, _), (other, _) = tops.most_common(2)
    return (
        f"holds scores out of {one:g} and out of {other:g}. Keep the rows of one scale in the file,"
        " import it, then those of the other"
    )


def _tops(cells: Iterable[str]) -> Counter[float]:
    """How often each number is what a score is out of; empty where they go beyond it, as days do."""
    scores = [score for cell in cells if (score := read_score(cell)) is not None]
    tops = Counter(top for _, top in scores if top is not None)
    beyond = sum(top is not None and value > top for value, top in scores)
    return Counter() if beyond > max(_SLIP, _SLIPS_OF_MANY * tops.total()) else tops


def _are_mixed(tops: Counter[float]) -> bool:
    (_, most), *others = tops.most_common(2) or [(0.0, 0)]
    return bool(others) and others[0][1] > max(_SLIP, _SLIPS_OF_MANY * (most + others[0][1]))
