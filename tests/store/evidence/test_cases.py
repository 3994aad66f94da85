"""Cases, and what is due with their customers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.domain.stages import Stage
from store.evidence import cases, evidence
from store.evidence.open_cases import open_cases
from store.journal.seat import Seat
from store.models.case import FollowUpKind
from store.queries.load_snapshot import load_snapshot
from store.teams.teams import set_team
from store.undo.undo import undo


def _due(seat: Seat) -> list[tuple[str, FollowUpKind, bool, bool]]:
    return [(f.ref, f.kind, f.due, f.overdue) for f in load_snapshot(seat).follow_ups]


def test_a_case_is_due_when_the_reply_target_passes_without_a_contact(
    dana: Seat, clock: SetClock
) -> None:
    set_team(dana, reply_target_hours=8)
    cases.add(dana, "T-1", subject="Deposit")
    assert _due(dana) == [("T-1", FollowUpKind.REPLY, False, False)]
    clock.move(hours=8)
    assert _due(dana) == [("T-1", FollowUpKind.REPLY, True, False)]
    clock.move(days=18)
    (due,) = load_snapshot(dana).follow_ups
    assert (due.kind, due.overdue, due.waiting_days) == (FollowUpKind.REPLY, True, 18)
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
    assert _due(dana) == [("T-1", FollowUpKind.CALL, False, False)]


def test_a_call_that_did_not_solve_it_makes_a_contact_due_a_day_later(
    dana: Seat, clock: SetClock
) -> None:
    cases.add(dana, "T-1")
    cases.call(dana, "T-1")
    clock.move(hours=24)
    (due,) = load_snapshot(dana).follow_ups
    assert (due.kind, due.due, due.again) == (FollowUpKind.CALL, True, True)
    cases.contact(dana, "T-1")
    assert _due(dana) == [("T-1", FollowUpKind.CALL, False, False)]
    clock.move(hours=24)
    assert _due(dana) == [("T-1", FollowUpKind.CALL, True, False)]
    cases.solve(dana, "T-1")
    assert [due[1] for due in _due(dana)] == [FollowUpKind.ASK]


@pytest.mark.parametrize(("hours", "early"), [(0, True), (23.9, True), (24, False), (90, False)])
def test_an_answer_before_its_24_hours_is_marked_early(
    dana: Seat, clock: SetClock, hours: float, early: bool
) -> None:
    cases.add(dana, "T-1")
    cases.solve(dana, "T-1")
    clock.move(hours=hours)
    assert cases.answer(dana, "T-1", True) is early
    (item,) = evidence.page(dana).items
    assert item.source == ("case T-1, asked early" if early else "case T-1")


def test_what_is_known_of_the_customer_is_kept_and_who_opens_a_case_owns_it(dana: Seat) -> None:
    cases.add(dana, "T-1", customer="Ada", since="2019", last_matter="a late parcel")
    (case,) = open_cases(dana)
    assert (case.customer, case.since, case.last_matter) == ("Ada", "2019", "a late parcel")
    assert case.next.owner == "Dana"
    with pytest.raises(Refused, match="at most 200"):
        cases.add(dana, "T-2", customer="a" * 201)


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
    clock.move(days=1)
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
    assert _due(dana) == [("T-1", FollowUpKind.CALL, False, False)]


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
    with pytest.raises(Refused, match="The answer “no” opens it again"):
        cases.contact(dana, "T-1")
    cases.no_answer(dana, "T-1")
    with pytest.raises(Refused, match="The answer “no” opens it again"):
        cases.contact(dana, "T-1")
    cases.answer(dana, "T-1", True)
    with pytest.raises(Refused, match="Open what came back as a new case, such as T-1 again"):
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
    found = open_cases(dana)
    assert [(case.ref, case.subject, case.interactions) for case in found] == [
        ("T-2", "Login loop", 2),
        ("T-1", "Deposit", 1),
        ("T-3", "", 1),
    ]
    assert [case.next.kind for case in found] == [
        FollowUpKind.CALL,
        FollowUpKind.REPLY,
        FollowUpKind.ASK,
    ]
    assert load_snapshot(dana).open_cases == 3


def test_a_case_marked_solved_by_mistake_is_opened_again(dana: Seat, clock: SetClock) -> None:
    cases.add(dana, "T-1")
    with pytest.raises(Refused, match="open already"):
        cases.reopen(dana, "T-1")
    cases.solve(dana, "T-1")
    cases.reopen(dana, "t-1")
    (case,) = open_cases(dana)
    assert (case.solved_at, case.interactions) == (None, 1)
    cases.solve(dana, "T-1")
    cases.no_answer(dana, "T-1")
    assert open_cases(dana) == ()
    cases.reopen(dana, "T-1")
    assert [each.ref for each in open_cases(dana)] == ["T-1"]
    assert undo(dana) == "Opened the case T-1 again"
    assert open_cases(dana) == ()
    cases.answer(dana, "T-1", True)
    with pytest.raises(Refused, match="solved, says the customer"):
        cases.reopen(dana, "T-1")
    with pytest.raises(NotFound):
        cases.reopen(dana, "T-9")
