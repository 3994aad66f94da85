"""What all cells of `benchmarks.honesty` together tell, beside the goals.

Where teams of several levels differ, the worst of them is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from benchmarks.harness.cells import MONTH, WEEK, Cell
from benchmarks.harness.rows import Row
from benchmarks.harness.teams import Events, Recommending, Shares, Team
from store.domain.cycles import Cycle

RARE = 0.01
"""A kind of plan that fewer than so many are of is not told: too few to say how they end."""
Seen = Sequence[tuple[Cell, Counter[str]]]


def rows_of(seen: Seen) -> list[Row]:
    """What all cells together tell."""
    tests = Row("tests of each kind", f"{max(cell.runs for cell, _ in seen):,}")
    return [tests, *_plain_rows(seen), *_other_rows(seen)]


class Share(NamedTuple):
    """How many of so many tests ended in one way."""

    times: int
    tests: int

    @property
    def percent(self) -> float:
        """Of 100 tests."""
        return 100 * self.times / self.tests if self.tests else 0.0

    @property
    def words(self) -> str:
        """With its standard error, which the number of tests alone makes."""
        part = self.percent / 100
        error = 100 * sqrt(part * (1 - part) / self.tests) if self.tests else 0.0
        return f"{self.percent:.1f} ± {error:.1f} %"


def share_of(seen: Counter[str], what: str, of: str) -> Share:
    """How many ``of`` were ``what``."""
    return Share(seen[what], seen[of])


def percent(seen: Counter[str], what: str, of: str) -> float:
    """How many of 100 ``of`` were ``what``."""
    return share_of(seen, what, of).percent


def _at_most(figure: str, share: Share, most: float | None) -> Row:
    if most is None:
        return Row(figure, share.words)
    return Row(figure, share.words, f"≤ {most:g} %", share.percent <= most)


def _at_least(figure: str, share: Share, least: float | None) -> Row:
    if least is None:
        return Row(figure, share.words)
    return Row(figure, share.words, f"≥ {least:g} %", share.percent >= least)


def _of(seen: Seen, play: str, kind: type[Team], cycle: Cycle = WEEK) -> Seen:
    return [
        each
        for each in seen
        if each[0].play == play and isinstance(each[0].team, kind) and each[0].cycle == cycle
    ]


def _groups(seen: Seen) -> Iterable[tuple[float, float, list[Counter[str]]]]:
    """The cells of each size and swing, whatever their level."""
    found: dict[tuple[float, float], list[Counter[str]]] = {}
    for cell, counts in seen:
        found.setdefault((cell.team.swing, cell.team.size), []).append(counts)
    for (swing, size), counts_of in sorted(found.items()):
        yield size, swing, counts_of


def _worst(counts: Iterable[Counter[str]], name: str, *sides: str) -> Share:
    shares = (share_of(each, f"{name} {side}", f"{name} read") for each in counts for side in sides)
    return max(shares, key=lambda share: share.percent)


def _plain_rows(seen: Seen) -> list[Row]:
    rows: list[Row] = []
    for title, kind, period, cycle, goals in (
        ("shares", Shares, "week", WEEK, True),
        ("NPS", Recommending, "week", WEEK, True),
        ("shares", Shares, "month", MONTH, False),
        ("events", Events, "cycle", WEEK, True),
    ):
        for size, swing, counts in _groups(_of(seen, "plain", kind, cycle)):
            told = f"{100 * swing:.0f}{' %' if kind is Events else '-point'} swings"
            name = f"{title}, {size:g} a {period}{', ' + told if swing else ''}"
            goal = (3.5 if swing else 3.0) if goals and size >= 10 else None
            rows.append(
                _at_most(
                    f"{name}: nothing changed",
                    _worst(counts, "nothing", "validated", "worse"),
                    goal,
                )
            )
            goal = (6.0 if swing else 4.0) if goals and size >= 10 else None
            lowest = _worst(counts, "lowest", "validated")
            rows.append(_at_most(f"{name}: after the lowest of 8", lowest, goal))
            rows += _seen_rows(name, kind, size, counts[0], swing=swing)
    return rows


def _seen_rows(
    name: str, kind: type[Team], size: float, seen: Counter[str], *, swing: float
) -> list[Row]:
    """How often the usual change was seen by the first level's team."""
    change = {Shares: "+20 points", Recommending: "+30 points", Events: "−50%"}[kind]
    weeks = seen["weeks after"] / seen["better read"]
    share = share_of(seen, "better validated", "better read")
    if kind is Events:
        goal = 75.0 if size >= 10 and not swing else None
        return [_at_least(f"{name}: {change} seen", share, goal)]
    rows = [_at_least(f"{name}: {change} seen, {weeks:.1f} cycles after", share, None)]
    promised = seen["promised read"] / seen["better read"]
    if promised >= RARE:
        figure = f"{name}: {change} seen where Pick says 4 in 5 ({promised:.0%} of plans)"
        share = share_of(seen, "promised validated", "promised read")
        rows.append(_at_least(figure, share, 75.0 if size >= 20 else None))
    if seen["told chance"] >= RARE * seen["better read"]:
        told = seen["told per mille"] / seen["told chance"] / 10
        figure = f"{name}: {change} seen where Pick says less ({told:.0f}% on average)"
        share = share_of(seen, "unpromised validated", "unpromised read")
        rows.append(_at_least(figure, share, None))
        share = share_of(seen, "longest validated", "longest read")
        rows.append(_at_least(f"{name}: … with the longest window instead", share, None))
    return rows


def _other_rows(seen: Seen) -> list[Row]:
    rows: list[Row] = []
    for cell, counts in seen:
        team = cell.team
        swings = ", 5-point swings" if team.swing else ""
        name = f"{team.size:g} a week{swings}"
        if cell.play == "short":
            start = f"{name}, {cell.given} before"
            for kind in ("ordinary", "bad"):
                false = share_of(counts, f"{kind} validated", f"{kind} read")
                unwarned = share_of(counts, f"{kind} validated unwarned", f"{kind} read")
                rows.append(_at_most(f"{start}, {kind} start: validated", false, None))
                rows.append(_at_most(f"{start}, {kind} start: … unwarned", unwarned, None))
            warned = share_of(counts, "bad warned", "bad read")
            rows.append(_at_least(f"{start}, bad start: warned of", warned, 60.0))
            warned = share_of(counts, "ordinary warned", "ordinary read")
            rows.append(_at_most(f"{start}, ordinary start: warned of", warned, None))
        elif cell.play == "trend":
            share = share_of(counts, "trend validated", "trend read")
            rows.append(_at_most(f"{name}, half a point better a week by itself", share, None))
        elif cell.play == "best":
            would = share_of(counts, "best would validate", "best read")
            rows.append(_at_most(f"{name}, best of 8 afterwards: would validate", would, None))
            share = share_of(counts, "best validated", "best read")
            rows.append(_at_most(f"{name}, best of 8 afterwards: shown as validated", share, 0.0))
        elif cell.play in ("after A", "with A"):
            picked = "picked after A was done" if cell.play == "after A" else "picked with A"
            start = f"B does nothing, {cell.given} weeks after A, {picked}"
            share = share_of(counts, "B validated", "B read")
            rows.append(_at_most(f"{start}: validated beside A", share, None))
            share = share_of(counts, "B validated alone", "B read")
            rows.append(_at_most(f"{start}: validated alone", share, 0.0))
            if counts["apart read"]:
                share = share_of(counts, "apart validated", "apart read")
                rows.append(_at_most(f"{start}, A's window closed: validated", share, 3.0))
            if counts["together read"]:
                share = share_of(counts, "together validated", "together read")
                rows.append(_at_least(f"{start}: read together, validated", share, None))
    return rows
