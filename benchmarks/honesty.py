"""How often a verdict is false, and how often a true change is seen.

Teams are invented whose customers' true opinion is known; the product's own functions choose the
windows, read the verdict and give the warnings. Nothing of them is done again here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

from benchmarks.harness.cells import MONTH, WEEK, Cell
from benchmarks.harness.findings import rows_of
from benchmarks.harness.rounds import kept_at, play_rounds
from benchmarks.harness.rows import Row
from benchmarks.harness.teams import Events, Recommending, Shares, Team
from store.domain.cycles import Cycle
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.cautions import ProofChoice, ProofPart, after_the_fact
from store.domain.statistics.decision import WindowComparison, decide
from store.domain.statistics.overlap import ProvenImprovement, is_busy, read_together, rivals
from store.domain.statistics.planning.default_windows import TestPlan, propose_test
from store.domain.statistics.verdicts import Verdict
from store.domain.statistics.windows import after_window

RUNS = 20_000
QUICK = ROUND = 1_000
SIZES = (10, 20, 50, 100, 200)
LEVELS = (0.6, 0.75, 0.9)
NPS_LEVELS = (0.0, 0.3, 0.6)
EVENTS = (2, 5, 10, 20, 50, 200)
_WEDNESDAY = timedelta(days=2)
_ON_FILE = 12
_LOWEST_OF = 8


def _validated(finding: WindowComparison, *, story: bool = False) -> bool:
    return finding.verdict_or_story(story=story) is Verdict.VALIDATED


def _cycles(team: Team, count: int, chance: Random) -> list[Tally]:
    return [team.cycle(chance) for _ in range(count)]


def _lowest_first(team: Team, past: Sequence[Tally]) -> list[Tally]:
    """The same past, with the lowest of its last 8 cycles as the newest.

    The cycles are independent of one another, so this is what a person meets who acts as soon
    as the newest is the lowest of 8.
    """
    place = min(range(_LOWEST_OF), key=lambda each: team.figure(past[each]))
    return [past[place], *past[:place], *past[place + 1 :]]


def _tally_up(seen: Counter[str], name: str, finding: WindowComparison) -> None:
    seen[f"{name} read"] += 1
    seen[f"{name} validated"] += _validated(finding)
    seen[f"{name} worse"] += finding.verdict is Verdict.GOT_WORSE


def plain(cell: Cell, chance: Random, seen: Counter[str]) -> None:
    """An improvement that does nothing, one after the lowest week, and one that helps."""
    team, measure = cell.team, cell.team.measure
    past = _cycles(team, _ON_FILE, chance)
    plan = propose_test(cell.cycle, measure, past)
    before = past[: plan.before_cycles]
    after = _cycles(team, plan.after_cycles, chance)
    _tally_up(seen, "nothing", decide(measure, before, after))
    low = _lowest_first(team, past)
    lowest = propose_test(cell.cycle, measure, low)
    after = _cycles(team, lowest.after_cycles, chance)
    _tally_up(seen, "lowest", decide(measure, low[: lowest.before_cycles], after))
    seen["weeks after"] += plan.after_cycles
    better = _cycles(team.improved(), plan.longest, chance)
    finding = decide(measure, before, better[: plan.after_cycles])
    _tally_up(seen, "better", finding)
    if plan.likely:
        _tally_up(seen, "promised", finding)
    elif plan.chance is not None:
        seen["told chance"] += 1
        seen["told per mille"] += round(1000 * plan.chance)
        _tally_up(seen, "unpromised", finding)
        _tally_up(seen, "longest", decide(measure, before, better))


def short(cell: Cell, chance: Random, seen: Counter[str]) -> None:
    """One to three cycles since the last improvement, and the newest the lowest of 8."""
    team, measure = cell.team, cell.team.measure
    past = _cycles(team, _ON_FILE, chance)
    last_done = cell.cycle.start - timedelta(days=7 * cell.given + 1)
    for name, history in (("ordinary", past), ("bad", _lowest_first(team, past))):
        plan = propose_test(cell.cycle, measure, history, last_done=last_done)
        after = _cycles(team, plan.after_cycles, chance)
        finding = decide(measure, history[: plan.before_cycles], after)
        _tally_up(seen, name, finding)
        seen[f"{name} warned"] += plan.bad_start is not None
        unwarned = _validated(finding) and plan.bad_start is None
        seen[f"{name} validated unwarned"] += unwarned


def drifting(cell: Cell, chance: Random, seen: Counter[str]) -> None:
    """Customers who grow half a point happier each week by themselves."""
    assert isinstance(cell.team, Shares)
    measure = cell.team.measure
    past = [cell.team.moved(-0.005 * weeks).cycle(chance) for weeks in range(_ON_FILE)]
    plan = propose_test(cell.cycle, measure, past)
    after = [
        cell.team.moved(0.005 * (weeks + 1)).cycle(chance) for weeks in range(plan.after_cycles)
    ]
    _tally_up(seen, "trend", decide(measure, past[: plan.before_cycles], after))


def best_of_eight(cell: Cell, chance: Random, seen: Counter[str]) -> None:
    """The best of 8 measures, chosen once the answers were there."""
    team, measure = cell.team, cell.team.measure
    findings = []
    for _ in range(8):
        past = _cycles(team, _ON_FILE, chance)
        plan = propose_test(cell.cycle, measure, past)
        after = _cycles(team, plan.after_cycles, chance)
        findings.append(decide(measure, past[: plan.before_cycles], after))
    best = max(findings, key=lambda each: each.low if each.low is not None else -1.0)
    chosen = after_window(cell.cycle.start, plan.after_days).last
    choice = ProofChoice(ProofPart.MEASURE, chosen, on_file=best.after_n)
    seen["best read"] += 1
    seen["best would validate"] += _validated(best)
    story = after_the_fact([choice]) is not None
    seen["best validated"] += _validated(best, story=story)


def _weeks_on(cycle: Cycle, weeks: int) -> Cycle:
    """The week so many weeks on."""
    for _ in range(weeks):
        cycle = cycle.next()
    return cycle


def overlapping(cell: Cell, chance: Random, seen: Counter[str], *, knew: bool) -> None:
    """B, which does nothing, done so many weeks after A, which gives 20 points.

    ``knew``: whether A was done when B was picked; else both were picked at once. One picked
    after A was done, and done after A's window had closed, is counted apart: it is no overlap.
    """
    team, measure = cell.team, cell.team.measure
    assert isinstance(team, Shares)
    first, second = cell.cycle, _weeks_on(cell.cycle, cell.given)
    done = first.start + _WEDNESDAY
    past = _cycles(team, _ON_FILE, chance)
    between = _cycles(team.improved(), cell.given, chance)
    mixed = team.moved(team.gain / 2).cycle(chance)
    plan_a = propose_test(first, measure, past)
    a = _proof("A", plan_a, done)
    if knew:
        history = [*reversed(between[1:]), mixed, *past]
        plan = propose_test(second, measure, history, last_done=done)
    else:
        history = past
        plan = propose_test(first, measure, past)
    b = _proof("B", plan, second.start + _WEDNESDAY)
    after = _cycles(team.improved(), max(plan.after_cycles, plan_a.after_cycles), chance)
    finding = decide(measure, history[: plan.before_cycles], after[: plan.after_cycles])
    if knew and not is_busy(a, second.start + _WEDNESDAY):
        _tally_up(seen, "apart", finding)
        return
    seen["B read"] += 1
    seen["B validated"] += _validated(finding)
    seen["B validated alone"] += _validated(finding) and not rivals(b, [a])
    joined = read_together([a, b])
    if joined is not None and len(joined.members) == 2:
        weeks = joined.after.days // 7
        both = decide(measure, past[: plan_a.before_cycles], after[:weeks])
        seen["together read"] += 1
        seen["together validated"] += _validated(both)


def _proof(name: str, plan: TestPlan, done: date) -> ProvenImprovement:
    after = after_window(done, plan.after_days)
    return ProvenImprovement(name, name, plan.before, plan.after_days, done, after)


def _knowing(cell: Cell, chance: Random, seen: Counter[str]) -> None:
    overlapping(cell, chance, seen, knew=True)


def _at_once(cell: Cell, chance: Random, seen: Counter[str]) -> None:
    overlapping(cell, chance, seen, knew=False)


PLAYS: dict[str, Callable[[Cell, Random, Counter[str]], None]] = {
    "plain": plain,
    "short": short,
    "trend": drifting,
    "best": best_of_eight,
    "after A": _knowing,
    "with A": _at_once,
}


def played(cell: Cell) -> Counter[str]:
    """What was seen in all runs of one cell."""
    seen: Counter[str] = Counter()
    chance, play = Random(cell.seed), PLAYS[cell.play]
    for _ in range(cell.runs):
        play(cell, chance, seen)
    return seen


def cells(runs: int) -> list[Cell]:
    """Every cell that is played."""
    found: list[tuple[str, Team, Cycle, int]] = []
    teams: list[Team] = []
    for size, swing in product(SIZES, (0.0, 0.05)):
        teams += [Shares(size, level, swing) for level in LEVELS]
        teams += [Recommending(size, level, swing) for level in NPS_LEVELS]
    teams += [Events(size, swing) for size in EVENTS for swing in (0.0, 0.25)]
    found += [("plain", team, WEEK, 0) for team in teams]
    found += [
        ("plain", Shares(size, 0.6, swing), MONTH, 0)
        for size in (40, 80, 200)
        for swing in (0.0, 0.05)
    ]
    found += [
        ("short", Shares(size, 0.75, swing), WEEK, weeks)
        for size in (20, 100)
        for swing in (0.0, 0.05)
        for weeks in (1, 2, 3)
    ]
    found += [("trend", Shares(size, 0.75), WEEK, 0) for size in (20, 100)]
    found += [("best", Shares(20, 0.75, swing), WEEK, 0) for swing in (0.0, 0.05)]
    for play in ("after A", "with A"):
        found += [(play, Shares(20, 0.6), WEEK, weeks) for weeks in (1, 2, 3)]
    return [
        Cell(play, team, runs if play != "best" else runs // 4, seed, cycle, given)
        for seed, (play, team, cycle, given) in enumerate(found)
    ]


def run(quick: bool = False) -> list[Row]:
    """Play every cell and tell the worst of each kind.

    In rounds of 1,000 tests a cell: ctrl+c tells what the whole rounds saw, and the next run of
    the same rules goes on from there.
    """
    every = cells(ROUND)

    def play(cell: int, number: int) -> Counter[str]:
        return played(replace(every[cell], seed=1000 * number + cell))

    rounds = (QUICK if quick else RUNS) // ROUND
    whole, counts = play_rounds(len(every), rounds, play, kept_at())
    told = [replace(each, runs=each.runs * whole) for each in every]
    return rows_of(list(zip(told, counts, strict=True)))
