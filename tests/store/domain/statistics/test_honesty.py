"""A small run of the simulation, with fixed seeds: the goals with room for its own chance."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.harness.cells import WEEK, Cell
from benchmarks.harness.findings import percent, rows_of
from benchmarks.harness.rounds import play_rounds
from benchmarks.harness.teams import Events, Recommending, Shares, Team
from benchmarks.honesty import cells, played

RUNS = 800
ROOM = 1.8
"""Three standard errors of a share of 3% in so many runs, in percent."""


@pytest.mark.parametrize(
    "team", [Shares(20, 0.6, 0.05), Shares(50, 0.9), Recommending(50, 0.3, 0.05), Events(10)]
)
def test_where_nothing_changed_few_verdicts_are_false(team: Team) -> None:
    seen = played(Cell("plain", team, RUNS, seed=1))
    for name, side, most in (
        ("nothing", "validated", 3.5),
        ("nothing", "worse", 3.5),
        ("lowest", "validated", 6.0),
    ):
        assert percent(seen, f"{name} {side}", f"{name} read") <= most + ROOM


def test_a_real_change_is_seen_where_the_plan_says_so() -> None:
    seen = played(Cell("plain", Shares(20, 0.6), RUNS, seed=2))
    assert percent(seen, "promised validated", "promised read") >= 75
    events = played(Cell("plain", Events(10), RUNS, seed=2))
    assert percent(events, "better validated", "better read") >= 75


def test_a_bad_start_is_warned_of() -> None:
    seen = played(Cell("short", Shares(20, 0.75), RUNS, seed=3, given=1))
    assert percent(seen, "bad warned", "bad read") >= 60
    assert percent(seen, "ordinary warned", "ordinary read") <= 20


@pytest.mark.parametrize("play", ["after A", "with A"])
@pytest.mark.parametrize("weeks", [1, 2, 3])
def test_one_that_does_nothing_is_never_validated_alone_beside_one_that_does(
    play: str, weeks: int
) -> None:
    seen = played(Cell(play, Shares(20, 0.6), 200, seed=4, cycle=WEEK, given=weeks))
    assert seen["B read"] > 150
    assert seen["B validated alone"] == 0


def test_the_best_of_eight_chosen_afterwards_is_never_validated() -> None:
    seen = played(Cell("best", Shares(20, 0.75), 100, seed=5))
    assert seen["best would validate"] > 0
    assert seen["best validated"] == 0


def test_every_kind_is_told() -> None:
    told = " ".join(row.figure for row in rows_of([(each, played(each)) for each in cells(4)]))
    for what in ("shares, 10 a week", "NPS, 200 a week", "a month", "events, 10 a cycle",
                 "bad start: warned of", "by itself", "best of 8", "validated alone"):  # fmt: skip
        assert what in told


def test_a_stopped_run_goes_on_where_it_stood(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    asked: list[tuple[int, int]] = []

    def play(cell: int, number: int) -> Counter[str]:
        if len(asked) == 3:
            raise KeyboardInterrupt
        asked.append((number, cell))
        return Counter(seen=10 * cell + number)

    assert play_rounds(2, 4, play, kept) == (1, [Counter(seen=0), Counter(seen=10)])
    kept.write_text(kept.read_text() + "[1, 1, {")
    asked.clear()
    assert play_rounds(2, 2, play, kept) == (2, [Counter(seen=1), Counter(seen=21)])
    assert asked == [(1, 1)]
