"""What Today shows beside the snapshot, out of a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from store.domain.stages import STAGES, Stage
from store.evidence import evidence
from store.improvements import improvement_status, improvements
from store.queries.today_facts import QUOTES, today_facts

if TYPE_CHECKING:
    from tests.conftest import Live

DAY = timedelta(days=1)


@contextmanager
def statements() -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def picked(live: Live, stage: Stage, *, done: bool = True) -> str:
    """An improvement of the running week with answers before it."""
    before = live.clock.now().date() - 7 * DAY
    for number in range(12):
        evidence.log(live.seat, stage, measure="csat", value=1 + number % 5, day=before)
    id = improvements.pick(live.seat, stage, f"Improve {stage.label}", measure="csat")
    if done:
        improvement_status.done(live.seat, id, live.clock.now().date() - DAY)
    return id


def test_what_is_done_waits_for_its_verdict_and_what_is_planned_does_not(live: Live) -> None:
    waits = picked(live, Stage.CONNECT)
    picked(live, Stage.ASSIST, done=False)
    facts = today_facts(live.seat)
    assert [each.id for each in facts.ahead] == [waits]
    assert {trend.stage for trend in facts.trends} == {Stage.CONNECT, Stage.ASSIST}


def test_a_verdict_that_was_read_is_ahead_no_more(live: Live) -> None:
    picked(live, Stage.CONNECT)
    live.clock.move(days=120)
    assert today_facts(live.seat).ahead == ()


def test_the_newest_words_come_first_and_those_of_the_cycle_are_counted(live: Live) -> None:
    today = live.clock.now().date()
    for back in range(12):
        evidence.log(
            live.seat, Stage.CONNECT, quote=f"Said {back} days ago", day=today - back * DAY
        )
    facts = today_facts(live.seat)
    assert len(facts.quotes) == QUOTES
    assert facts.quotes[0].quote == "Said 0 days ago"
    assert facts.quotes_in_cycle == today.weekday() + 1


def test_no_query_comes_with_another_card(live: Live) -> None:
    picked(live, Stage.CONNECT)
    today_facts(live.seat)
    with statements() as one:
        today_facts(live.seat)
    for stage in STAGES[1:]:
        picked(live, stage)
    with statements() as four:
        facts = today_facts(live.seat)
    assert len(facts.ahead) == 4
    assert len(four) == len(one)
