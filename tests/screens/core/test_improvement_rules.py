"""What is said where a key of an improvement is not possible."""

from __future__ import annotations

from datetime import date

import pytest

from screens.core.improvement_rules import DECIDING, why_not
from store.domain.cycles import Cadence, cycle_of
from store.domain.stages import Stage
from store.models.improvement import Improvement, Status


def improvement(status: Status) -> Improvement:
    cycle = cycle_of(date(2026, 11, 20), Cadence.WEEKLY)
    return Improvement("one", Stage.ASSIST, cycle, "Answer by name", status, None, cycle.end)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.DONE, "This improvement is done already."),
        (Status.DROPPED, "This improvement is dropped already."),
        (Status.CARRIED, "This improvement is carried over already."),
    ],
)
def test_what_is_decided_says_how(status: Status, said: str) -> None:
    assert {why_not(action, improvement(status)) for action in DECIDING} == {said}


def test_a_link_is_given_while_it_can_be_edited() -> None:
    assert "Press e to give it one" in why_not("link", improvement(Status.PLANNED))
    assert why_not("link", improvement(Status.DONE)) == "This improvement has no link."


def test_without_one_the_cursor_is_named() -> None:
    assert why_not("done", None) == "There is no improvement under the cursor."
