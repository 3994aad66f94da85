"""Random teams' pasts, lived through with the store, and their verdicts against the oracle's.

``--long`` lives a thousand of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from care_tui.cli.facts import verdict_facts
from care_tui.cli.root import cli
from store.board import touchpoints
from store.common.clock import SetClock
from store.db.tables.models import ImprovementRow
from store.domain.cycles import Cadence, cycle_of
from store.domain.stages import Stage
from store.domain.statistics.measures import find_measure
from store.evidence.importing.import_answers import NewEvidence
from store.improvements import improvement_status, improvements
from store.improvements.verdicts.reading import read_due_verdicts
from store.journal.seat import Seat
from store.queries.proof_overview import proven
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import Workspace, create_workspace
from tests.store.evidence.importing.imported_rows import import_rows

from .history_oracle import DAY, Answer, History, Oracle, Step, Told, met, moved

SHORT, LONG = 12, 1000
BY_COMMAND = 3
"""Of which so many are asked through the command too."""
BATCH = 50
"""Histories in one workspace."""
FIRST = date(2025, 6, 2)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "batch" in metafunc.fixturenames:
        long = metafunc.config.getoption("--long", default=False)
        count = LONG if long else SHORT
        batches = [range(at, min(at + BATCH, count)) for at in range(0, count, BATCH)]
        metafunc.parametrize("batch", batches, ids=[f"{each.start}-" for each in batches])


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


@dataclass
class Life:
    """A team that is invented as it is lived."""

    seat: Seat
    clock: SetClock
    chance: Random
    history: History
    cards: tuple[str | None, ...]
    made: dict[str, Step] = field(default_factory=dict)
    """By the improvement's id."""
    todo: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)

    def plan(self, when: datetime, do: Callable[[], None]) -> None:
        self.todo.append((when, len(self.todo), do))

    def live(self, until: datetime) -> None:
        """Do what is to do, in the order of time; what is done may plan more."""
        while self.todo:
            self.todo.sort(key=lambda each: each[:2])
            when, _, do = self.todo.pop(0)
            if when > until:
                break
            self.clock.at = when
            do()
        self.clock.at = until
        self.look()

    def look(self) -> None:
        self.history.looks.append(self.clock.at)
        read_due_verdicts(self.seat)

    def answer(self, measure: str, answers: list[tuple[date, float]], card: str | None) -> None:
        now = self.clock.at
        rows = [
            NewEvidence(day, value, f"{now}{card}{n}") for n, (day, value) in enumerate(answers)
        ]
        found = find_measure(measure)
        import_rows(self.seat, Stage.CONNECT, found, rows, file="answers.csv", touchpoint=card)
        self.history.answers += [Answer(day, value, now, card) for day, value in answers]

    def pick(self, cycle: date, measure: str) -> None:
        chance, now = self.chance, self.clock.at
        card = chance.choice(self.cards)
        narrow = card is not None and chance.random() < 0.3
        target = None
        if chance.random() < 0.3:
            target = {"nps": 40.0, "count": 4.0, "escalated": 0.2}.get(measure, 0.8)
        step = Step(f"Step {len(self.made)}", cycle, now, measure, target, card, narrow)
        joined = self._partner(step)
        step.partner = self.made[joined] if joined else None
        length = chance.choice((None, None, None, 7, 10, 21, 35)) if joined is None else None
        cadence = Cadence.WEEKLY if self.history.weekly else Cadence.MONTHLY
        id = improvements.pick(
            self.seat,
            Stage.CONNECT,
            step.text,
            measure=measure,
            target=target,
            touchpoint=card,
            touchpoint_only=narrow,
            cycle=cycle_of(cycle, cadence).label,
            after_days=length,
            together_with=joined,
        )
        with self.seat.reading() as session:
            row = session.get_one(ImprovementRow, id)
            step.after_days = row.after_days or 0
        oracle = Oracle(self.history)
        self.made[id] = step
        oracle.fix_before(step)
        if step.partner is not None:
            step.partner.partner = step
        self.history.steps.append(step)
        if chance.random() < 0.85:
            self._plan_done(id, step)

    def _partner(self, step: Step) -> str | None:
        """An improvement that runs on the same measure and may be read with this one."""
        if step.measure == "count" and not self.history.weekly:
            return None
        alike = (step.measure, step.narrow, step.card if step.narrow else None)
        for id, other in self.made.items():
            running = other.after is not None and self.clock.at.date() <= other.after[1]
            theirs = (other.measure, other.narrow, other.card if other.narrow else None)
            if running and other.partner is None and theirs == alike and self.chance.random() < 0.5:
                return id
        return None

    def _plan_done(self, id: str, step: Step) -> None:
        first = min(step.picked.date(), step.cycle)
        day = first + timedelta(days=self.chance.randrange(9))
        later = self.chance.choice((0, 0, 0, 2, 5, 12)) if step.partner is None else 0
        marked = max(day + timedelta(days=later), step.picked.date())
        if step.partner is not None:
            day = marked

        def mark() -> None:
            improvement_status.done(self.seat, id, day)
            Oracle(self.history).finish(step, day, self.clock.at)

        self.plan(at(marked, 17), mark)


def invented(workspace: Workspace, clock: SetClock, seed: int) -> Life:
    """A team with its answers, its improvements and the days on which somebody looks planned."""
    chance = Random(seed)
    weekly = chance.random() < 0.75
    first = FIRST if weekly else date(2025, 1, 1)
    clock.at = at(first, 8)
    cadence = Cadence.WEEKLY if weekly else Cadence.MONTHLY
    team = create_team(workspace, NewTeam(f"Team {seed}", cadence, members=("Dana",)))
    seat = Seat(workspace, team.id)
    cards: tuple[str | None, ...] = (None,)
    if chance.random() < 0.5:
        cards = (None, *(touchpoints.add(seat, Stage.CONNECT, f"Card {n}") for n in (1, 2)))
    life = Life(seat, clock, chance, History(weekly), cards)
    measure = chance.choice(("csat", "csat", "escalated", "nps", "retention", "count"))
    cycles = chance.randrange(10, 30) if weekly else chance.randrange(5, 14)
    _answers(life, first, cycles, measure)
    places = {chance.randrange(1, cycles // 2 + 1), *(chance.randrange(1, cycles) for _ in "ab")}
    for place in sorted(places):
        cycle = moved(first, place, weekly)
        when = at(cycle + timedelta(days=chance.randrange(-2, 4)), 9)
        life.plan(when, partial(life.pick, cycle, measure))
    day = first
    while day < moved(first, cycles, weekly):
        day += timedelta(days=chance.choice((3, 7, 7, 14, 30)))
        life.plan(at(day, 12), life.look)
    life.live(at(moved(first, cycles, weekly) + timedelta(days=chance.randrange(20)), 20))
    return life


def _answers(life: Life, first: date, cycles: int, measure: str) -> None:
    """Answers of every cycle, some of which come weeks later, in bundles."""
    chance, weekly = life.chance, life.history.weekly
    size, level = chance.choice((3, 12, 25, 40)), chance.uniform(0.3, 0.95)
    delays = chance.choice(((0,), (2,), (0, 0, 20), (25, 40)))
    for place in range(cycles):
        start, end = moved(first, place, weekly), moved(first, place + 1, weekly) - DAY
        good = min(1.0, max(0.0, level + chance.gauss(0, 0.1)))
        for card in life.cards:
            count = chance.randrange(size + 1)
            if measure == "count":
                count = int(chance.random() < 0.8)
            found = [
                (
                    start + timedelta(days=chance.randrange((end - start).days + 1)),
                    _value(measure, good, chance),
                )
                for _ in range(count)
            ]
            if found:
                when = at(end + timedelta(days=chance.choice(delays)), 18)
                life.plan(when, partial(life.answer, measure, found, card))


def _value(measure: str, good: float, chance: Random) -> float:
    well = chance.random() < good
    if measure == "count":
        return float(chance.randrange(3, 14))
    if measure == "csat":
        return float(chance.choice((4, 5) if well else (1, 2, 3)))
    if measure == "nps":
        return float(chance.choice((9, 10, 10, 8) if well else (0, 5, 6, 7)))
    return float(not well if measure == "escalated" else well)


def expected(life: Life, step: Step, now: datetime) -> dict[str, Any]:
    """What the JSON of one improvement must say."""
    oracle = Oracle(life.history)
    told = oracle.told(step, now)
    shown, again = told["first"], told["again"]
    assert isinstance(shown, Told)
    last = step.after[1] if step.after else None
    return {
        "before": (str(step.before[0]), str(step.before[1]), shown.n_before, shown.was),
        "after": None
        if step.after is None
        else (str(step.after[0]), str(step.after[1]), shown.n_after, shown.became),
        "low": shown.low,
        "high": shown.high,
        "verdict": shown.word.replace(" ", "-"),
        "final": told["final"],
        "target_met": met(step, shown),
        "verdict_on": str(last + DAY) if last else None,
        "waiting": bool(last and now.date() > last and not told["final"]),
        "read_on": str(shown.at) if told["final"] else None,
        "cannot_be_told_apart_from": oracle.rivals(step),
        "together_with": [step.partner.text] if step.partner else [],
        "weeks_differ": shown.differ,
        "bad_start": shown.bad,
        "after_the_fact": step.story,
        "late": told["late"],
        "reread": (again.word.replace(" ", "-"), again.n_before, again.n_after) if again else None,
    }


def said(facts: dict[str, Any]) -> dict[str, Any]:
    """The JSON of one improvement, as far as the oracle knows it."""

    def side(name: str) -> tuple[Any, ...] | None:
        found = facts[name]
        return found and tuple(found[key] for key in ("from", "to", "n", "value"))

    again = facts["reread"]
    return {
        **{key: facts[key] for key in ("low", "high", "verdict", "final", "target_met")},
        **{key: facts[key] for key in ("verdict_on", "waiting", "read_on", "together_with")},
        **{key: facts[key] for key in ("weeks_differ", "bad_start", "late")},
        "before": side("before"),
        "after": side("after"),
        "cannot_be_told_apart_from": set(facts["cannot_be_told_apart_from"]),
        "after_the_fact": facts["after_the_fact"] is not None,
        "reread": again and (again["verdict"], again["before"]["n"], again["after"]["n"]),
    }


def differing(life: Life, told: list[dict[str, Any]], now: datetime) -> list[str]:
    """What the product says otherwise than the oracle."""
    assert {each["id"] for each in told} == set(life.made)
    found = []
    for facts in told:
        wanted, given = expected(life, life.made[facts["id"]], now), said(facts)
        found += [
            f"{facts['text']} ({facts['measure']}, {facts['cycle']}) {key}: "
            f"product {given[key]!r}, oracle {wanted[key]!r}"
            for key in wanted
            if not _same(given[key], wanted[key])
        ]
    return found


def _same(one: Any, two: Any) -> bool:
    if isinstance(one, float) and isinstance(two, (int, float)):
        return one == pytest.approx(two, abs=1e-5)
    if isinstance(one, tuple) and isinstance(two, tuple) and len(one) == len(two):
        return all(_same(a, b) for a, b in zip(one, two, strict=True))
    return bool(one == two)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at(date(2025, 1, 1), 8))


@pytest.fixture
def workspace(tmp_path: Path, clock: SetClock) -> Iterator[Workspace]:
    made = create_workspace(tmp_path / "care.db", clock, durable=False)
    yield made
    made.close()


def test_verdicts_are_those_of_the_oracle(
    workspace: Workspace,
    clock: SetClock,
    tmp_path: Path,
    batch: range,
    tell: Callable[[str], None],
) -> None:
    wrong: list[str] = []
    steps = 0
    for seed in batch:
        life = invented(workspace, clock, seed)
        now = clock.at
        facts = [verdict_facts(each) for each in proven(life.seat)]
        steps += len(facts)
        wrong += [f"history {seed}: {each}" for each in differing(life, facts, now)]
        if seed - batch.start < BY_COMMAND:
            environment = {"CARE_NOW": now.isoformat(), "CARE_WORKSPACE": str(tmp_path / "care.db")}
            environment |= {
                f"XDG_{kind}_HOME": str(tmp_path) for kind in ("CONFIG", "STATE", "DATA")
            }
            words = ["--team", f"Team {seed}", "verdict", "--json"]
            ran = CliRunner(env=environment).invoke(cli, words)
            assert ran.exit_code == 0, ran.output
            assert json.loads(ran.stdout)["verdicts"] == json.loads(json.dumps(facts))
    tell(f"{len(batch)} histories, {steps} verdicts, {len(wrong)} otherwise than the oracle")
    assert not wrong, "\n".join(wrong)
