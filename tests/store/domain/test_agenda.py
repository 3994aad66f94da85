"""A review's steps: their order and what a team may make of it."""

from __future__ import annotations

from typing import Any

import pytest

from store.domain.agenda import (
    DEFAULT_AGENDAS,
    AgendaKind,
    Step,
    StepKey,
    check_steps,
    every_step,
)

K = StepKey
BOXES = {
    AgendaKind.TEAM: [3, 6, 6, 6, 10, 10, 4],
    AgendaKind.SOLO: [2, 2, 2, 4],
    AgendaKind.SHORT: [5, 8, 2],
}


@pytest.mark.parametrize("kind", list(AgendaKind))
def test_the_default_agendas_take_the_steps_in_order(kind: Any) -> None:
    steps = DEFAULT_AGENDAS[kind]
    assert [step.minutes for step in steps] == BOXES[kind]
    assert [step.key for step in steps] == [key for key in K if key in {s.key for s in steps}]
    assert check_steps(steps) == steps


def test_the_order_that_teams_had_before_is_an_agenda_still() -> None:
    old = [K.CHECK_IN, K.LOOK_BACK, K.MAP, K.FOCUS, K.PICK, K.EVIDENCE, K.CLOSE]
    assert [s.key for s in check_steps([Step(key, 5) for key in old])] == old


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ([K.PICK], [K.CHECK_IN, K.EVIDENCE, K.LOOK_BACK, K.MAP, K.FOCUS, K.PICK, K.CLOSE]),
        (
            [K.PICK, K.EVIDENCE],
            [K.CHECK_IN, K.PICK, K.EVIDENCE, K.LOOK_BACK, K.MAP, K.FOCUS, K.CLOSE],
        ),
        (
            [K.FOCUS, K.LOOK_BACK, K.PICK],
            [K.CHECK_IN, K.EVIDENCE, K.MAP, K.FOCUS, K.LOOK_BACK, K.PICK, K.CLOSE],
        ),
    ],
)
def test_a_step_left_out_has_a_place_that_the_rules_allow(keys: list[K], order: list[K]) -> None:
    found = every_step([Step(key, 5) for key in keys])
    assert sorted(found) == sorted(K)
    assert check_steps([Step(key, 5) for key in found])
    assert list(found) == order
