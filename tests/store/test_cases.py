"""Cases, and what is due with their customers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store import cases, evidence
from store.clock import SetClock
from store.errors import NotFound, Refused
from store.load import load_snapshot
from store.practice.stages import Stage
from store.seat import Seat
from store.snapshot import FollowUpKind
from store.undo import undo


def _due(seat: Seat) -> list[tuple[str, FollowUpKind, bool, bool]]:
    return [(f.ref, f.kind, f.due, f.overdue) for f in load_snapshot(seat).follow_ups]


def test_a_case_after_one_interaction_asks_nothing_yet(dana: Seat) -> None:
    cases.add(dana, "T-1", subject="Deposit")
    assert _due(dana) == []
    with pytest.raises(Refused, match="There is a case t-1 already"):
        cases.add(dana, "t-1")


def test_a_call_is_due_as_soon_as_two_interactions_have_not_solved_it(
    dana: Seat, clock: SetClock
) -> None:
    cases.add(dana, "T-1", subject="Deposit")
    clock.move(hours=1)
    assert cases.contact(dana, "T-1") == 2
    (due,) = load_snapshot(dana).follow_ups
    assert (due.ref, due.kind, due.subject) == ("T-1", FollowUpKind.CALL, "Deposit")
    assert (due.due_at, due.due, due.overdue) == (clock.now(), True, False)
    clock.move(hours=24, seconds=1)
    assert _due(dana) == [("T-1", FollowUpKind.CALL, True, True)]
    cases.call(dana, "T-1")
    assert _due(dana) == []


def test_did_we_solve_it_is_asked_a_day_later_not_at_once(dana: Seat, clock: SetClock) -> None:
    cases.add(dana, "T-1")
    assert cases.solve(dana, "T-1") == clock.now() + timedelta(hours=24)
    assert _due(dana) == [("T-1", FollowUpKind.ASK, False, False)]
    clock.move(hours=24)
    assert _due(dana) == [("T-1", FollowUpKind.ASK, True, False)]
    clock.move(hours=24, seconds=1)
    assert _due(dana) == [("T-1", FollowUpKind.ASK, True, True)]
    cases.answer(dana, "T-1", True)
    assert _due(dana) == []


def test_the_answer_becomes_evidence(dana: Seat, clock: SetClock) -> None:
    cases.add(dana, "T-1", stage=Stage.ASSIST)
    cases.solve(dana, "T-1")
    cases.answer(dana, "T-1", True)
    (item,) = evidence.page(dana).items
    assert (item.stage, item.measure, item.value) == (Stage.ASSIST, "solved-it", 1.0)
    assert (item.day, item.source) == (clock.now().date(), "case T-1")
    with pytest.raises(Refused, match="has its answer already"):
        cases.answer(dana, "T-1", False)
    undo(dana)
    assert evidence.page(dana).items == ()
    assert [due[1] for due in _due(dana)] == [FollowUpKind.ASK]


def test_a_no_opens_the_case_again_and_a_call_is_due(dana: Seat, clock: SetClock) -> None:
    cases.add(dana, "T-1")
    cases.solve(dana, "T-1")
    clock.move(days=1)
    cases.answer(dana, "T-1", False)
    assert evidence.page(dana).items[0].value == 0.0
    assert _due(dana) == [("T-1", FollowUpKind.CALL, True, False)]


def test_a_no_after_a_call_makes_another_call_due(dana: Seat, clock: SetClock) -> None:
    cases.add(dana, "T-1")
    cases.contact(dana, "T-1")
    cases.call(dana, "T-1")
    cases.solve(dana, "T-1")
    clock.move(days=1)
    cases.answer(dana, "T-1", False)
    assert _due(dana) == [("T-1", FollowUpKind.CALL, True, False)]
    cases.call(dana, "T-1")
    assert _due(dana) == []


def test_what_cannot_be_is_refused(dana: Seat, clock: SetClock) -> None:
    with pytest.raises(NotFound, match="There is no case T-9"):
        cases.contact(dana, "T-9")
    with pytest.raises(NotFound, match="There is no case T-9"):
        cases.answer(dana, "T-9", True)
    with pytest.raises(Refused, match="reference can't be empty"):
        cases.add(dana, " ")
    with pytest.raises(Refused, match="has not come yet"):
        cases.add(dana, "T-1", at=clock.now() + timedelta(minutes=1))
    cases.add(dana, "T-1")
    with pytest.raises(Refused, match="not solved yet, so there is nothing to ask"):
        cases.answer(dana, "T-1", True)
    cases.solve(dana, "t-1")
    for act in (cases.contact, cases.call, cases.solve):
        with pytest.raises(Refused, match="The case T-1 is solved"):
            act(dana, "T-1")


def test_who_comes_back_after_it_was_solved_is_told_what_to_do(dana: Seat) -> None:
    cases.add(dana, "T-1")
    cases.solve(dana, "T-1")
    with pytest.raises(Refused, match="the answer “no” opens it again"):
        cases.contact(dana, "T-1")
    cases.no_answer(dana, "T-1")
    with pytest.raises(Refused, match="the answer “no” opens it again"):
        cases.contact(dana, "T-1")
    cases.answer(dana, "T-1", True)
    with pytest.raises(Refused, match="open what came back as a new case, such as T-1 again"):
        cases.contact(dana, "T-1")


def test_asked_without_an_answer_closes_the_follow_up_and_counts_as_none(
    dana: Seat, clock: SetClock
) -> None:
    cases.add(dana, "T-1")
    with pytest.raises(Refused, match="not solved yet"):
        cases.no_answer(dana, "T-1")
    cases.solve(dana, "T-1")
    clock.move(days=9)
    assert _due(dana) == [("T-1", FollowUpKind.ASK, True, True)]
    cases.no_answer(dana, "t-1")
    assert _due(dana) == []
    assert evidence.page(dana).items == ()
    with pytest.raises(Refused, match="closed without an answer already"):
        cases.no_answer(dana, "T-1")
    undo(dana)
    assert _due(dana) == [("T-1", FollowUpKind.ASK, True, True)]


@pytest.mark.parametrize("solved", [True, False])
def test_an_answer_that_comes_later_is_taken(dana: Seat, clock: SetClock, solved: bool) -> None:
    cases.add(dana, "T-1")
    cases.solve(dana, "T-1")
    clock.move(days=1)
    cases.no_answer(dana, "T-1")
    cases.answer(dana, "T-1", solved)
    assert [item.value for item in evidence.page(dana).items] == [float(solved)]
    assert [due[1] for due in _due(dana)] == ([] if solved else [FollowUpKind.CALL])
    with pytest.raises(Refused):
        cases.no_answer(dana, "T-1")


def test_the_most_pressing_comes_first(dana: Seat, clock: SetClock) -> None:
    cases.add(dana, "T-1")
    cases.solve(dana, "T-1")
    cases.add(dana, "T-3")
    cases.contact(dana, "T-3")
    cases.add(dana, "T-2")
    cases.contact(dana, "T-2")
    assert [due[0] for due in _due(dana)] == ["T-2", "T-3", "T-1"]


def test_open_cases_are_listed_by_what_is_due_next(dana: Seat, clock: SetClock) -> None:
    cases.add(dana, "T-1", subject="Deposit")
    cases.add(dana, "T-2", subject="Login loop")
    cases.add(dana, "T-3")
    cases.solve(dana, "T-3")
    clock.move(hours=1)
    cases.contact(dana, "T-2")
    cases.add(dana, "T-4")
    cases.solve(dana, "T-4")
    clock.move(hours=24)
    cases.answer(dana, "T-4", True)
    found = cases.open_cases(dana)
    assert [(case.ref, case.subject, case.interactions) for case in found] == [
        ("T-2", "Login loop", 2),
        ("T-3", "", 1),
        ("T-1", "Deposit", 1),
    ]
    assert [case.next.kind if case.next else None for case in found] == [
        FollowUpKind.CALL,
        FollowUpKind.ASK,
        None,
    ]
    assert load_snapshot(dana).open_cases == 3
