"""Who owns a case, and what is said of one that is passed on again and again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.evidence import cases
from store.evidence.case_owner import give_case
from store.evidence.open_cases import often_passed_on, open_cases
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.look_back import look_back
from store.teams.members import find_member, member_leaves
from store.undo.undo import undo


@pytest.fixture
def member(dana: Seat) -> Callable[[str], str]:
    """A member's id by name."""
    return lambda name: find_member(dana, name)


def _owner(seat: Seat) -> str:
    (case,) = open_cases(seat)
    return case.next.owner


def test_it_is_handed_over_with_a_word_why(dana: Seat, member: Callable[[str], str]) -> None:
    cases.add(dana, "T-1")
    with pytest.raises(Refused, match="reason"):
        give_case(dana, "T-1", member("Lee"))
    with pytest.raises(Refused, match="Dana owns the case T-1 already"):
        give_case(dana, "T-1", member("Dana"), "mine")
    assert _owner(dana) == "Dana"
    assert give_case(dana, "t-1", member("Lee"), "knows billing") == 1
    assert _owner(dana) == "Lee"
    undo(dana)
    assert _owner(dana) == "Dana"
    assert open_cases(dana)[0].next.passed_on == 0


def test_what_nobody_owns_is_taken_without_a_reason(
    room: Seat, member: Callable[[str], str]
) -> None:
    cases.add(room, "T-1")
    assert _owner(room) == ""
    assert give_case(room, "T-1", member("Lee")) == 0
    assert _owner(room) == "Lee"


def test_what_cannot_be_is_refused(dana: Seat, member: Callable[[str], str]) -> None:
    with pytest.raises(NotFound, match="no case T-9"):
        give_case(dana, "T-9", member("Lee"), "x")
    cases.add(dana, "T-1")
    lee = member("Lee")
    member_leaves(dana, lee)
    with pytest.raises(Refused, match="Lee has left"):
        give_case(dana, "T-1", lee, "x")
    cases.solve(dana, "T-1")
    cases.no_answer(dana, "T-1")
    with pytest.raises(Refused, match="is closed"):
        give_case(dana, "T-1", member("Sam"), "x")


def test_who_leaves_leaves_their_cases_without_an_owner(
    dana: Seat, member: Callable[[str], str]
) -> None:
    cases.add(dana, "T-1")
    give_case(dana, "T-1", member("Lee"), "knows billing")
    member_leaves(dana, member("Lee"))
    assert _owner(dana) == ""
    undo(dana)
    assert _owner(dana) == "Lee"


def test_passed_on_twice_is_named(
    dana: Seat, clock: SetClock, member: Callable[[str], str]
) -> None:
    cases.add(dana, "T-1", subject="Deposit")
    give_case(dana, "T-1", member("Lee"), "billing")
    assert often_passed_on(dana) == []
    clock.move(hours=1)
    assert give_case(dana, "T-1", member("Sam"), "on leave") == 2
    (found,) = often_passed_on(dana)
    assert (found.ref, found.names, found.whys) == (
        "T-1",
        ("Dana", "Lee", "Sam"),
        ("billing", "on leave"),
    )
    assert load_snapshot(dana).follow_ups[0].passed_on == 2
    assert [each.ref for each in look_back(dana).passed_on] == ["T-1"]
    cases.solve(dana, "T-1")
    cases.no_answer(dana, "T-1")
    assert often_passed_on(dana) == []
