"""What is asked once a quarter, and not again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.cycles import Cadence
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.quarter import answer_quarter, quarter_of, quarter_questions
from store.teams import promises
from store.undo.undo import undo


def _asked(seat: Seat) -> list[str]:
    return [each.about for each in quarter_questions(seat)]


def test_nothing_is_asked_in_a_teams_first_quarter(dana: Seat, clock: SetClock) -> None:
    assert _asked(dana) == []
    clock.move(days=90)
    promises.promise_step_up(dana, "Ada")
    assert _asked(dana) == []
    clock.move(days=1)
    assert _asked(dana) == ["retention", "repurchase"]
    clock.move(days=90)
    assert _asked(dana) == ["promises", "retention", "repurchase"]


def test_an_answer_lasts_a_quarter_and_a_figure_too(dana: Seat, clock: SetClock) -> None:
    clock.move(days=91)
    evidence.log(dana, Stage.ENHANCE, measure="retention", value="yes")
    assert _asked(dana) == ["repurchase"]
    answer_quarter(dana, "repurchase", "later")
    assert _asked(dana) == []
    undo(dana)
    assert _asked(dana) == ["repurchase"]
    answer_quarter(dana, "repurchase", "no")
    answer_quarter(dana, "repurchase", "yes")
    clock.move(days=90)
    assert _asked(dana) == []
    clock.move(days=1)
    assert _asked(dana) == ["retention", "repurchase"]


def test_what_was_validated_half_a_year_ago_is_asked_about_with_its_figure_now(
    dana: Seat, clock: SetClock
) -> None:
    for number in range(40):
        evidence.log(dana, Stage.CONNECT, measure="csat", value=5 if number < 8 else 2)
    clock.move(days=7)
    id = improvements.pick(dana, Stage.CONNECT, "Use the name", measure="csat")
    improvement_status.done(dana, id)
    clock.move(days=1)
    for _ in range(40):
        evidence.log(dana, Stage.CONNECT, measure="csat", value=5)
    clock.move(days=100)
    assert id not in _asked(dana)
    clock.move(days=130)
    for number in range(10):
        evidence.log(dana, Stage.CONNECT, measure="csat", value=5 if number < 6 else 1)
    (question,) = [each for each in quarter_questions(dana) if each.about == id]
    assert question.question == "Does it still hold? Use the name"
    assert question.detail == "It was 100% then. CSAT of the last 28 days: 60% of 10."
    answer_quarter(dana, id, "later")
    assert id not in _asked(dana)
    clock.move(days=91)
    assert id in _asked(dana)
    answer_quarter(dana, id, "no")
    clock.move(days=91)
    assert id not in _asked(dana)


def test_what_is_not_asked_is_refused(dana: Seat) -> None:
    with pytest.raises(Refused, match="Nothing is asked"):
        answer_quarter(dana, "weather", "yes")
    with pytest.raises(Refused, match="yes, no or later"):
        answer_quarter(dana, "promises", "maybe")


def test_a_quarter_is_13_weeks_or_three_months() -> None:
    assert quarter_of(Cadence.WEEKLY) == timedelta(days=91)
    assert quarter_of(Cadence.MONTHLY) == timedelta(days=92)


def test_day_by_day_nothing_answered_is_asked_again_within_its_quarter(
    dana: Seat, clock: SetClock
) -> None:
    """Whatever the answer; and what is not answered is one standing line, never a second one."""
    promises.promise_step_up(dana, "Ada")
    answers = ("later", "yes", "no")
    last: dict[str, int] = {}
    clock.move(days=88)
    for day in range(100):
        asked = _asked(dana)
        assert len(asked) == len(set(asked))
        for number, about in enumerate(asked):
            assert day - last.get(about, -100) >= 91, about
            last[about] = day
            answer_quarter(dana, about, answers[(day + number) % 3])
        assert _asked(dana) == []
        clock.move(days=1)
    assert set(last) == {"promises", "retention", "repurchase"}
