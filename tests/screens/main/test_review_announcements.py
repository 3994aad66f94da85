"""What is told of the review to those who did not do it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from screens.main.review_announcements import Announcer, announcement, review_state_of
from store.domain.agenda import StepKey
from store.journal.seat import Seat
from store.live import presence
from store.queries.load_snapshot import load_snapshot
from store.reviews import cancelling, closing, reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[tuple[Any, ...]]:
    """The room's seat, Dana's and Lee's."""
    workspace = create_workspace(tmp_path / "team.care", durable=False)
    team = create_team(workspace, NewTeam("Acme", zone="UTC", members=("Dana", "Lee")))
    room = Seat(workspace, team.id)
    dana, lee = (room.as_member(member.id) for member in load_snapshot(room).team.members)
    presence.arrive(lee)
    yield room, dana, lee
    workspace.close()


def test_the_start_a_new_lead_and_the_end_are_told(seats: tuple[Any, ...]) -> None:
    room, dana, lee = seats
    none = load_snapshot(room)
    reviews.open_review(dana)
    started = load_snapshot(room)
    reviews.hand_over_lead(dana, lee.member_id)
    handed = load_snapshot(room)
    reviews.hand_over_lead(lee, None)
    to_room = load_snapshot(room)
    steps = [step.key for step in to_room.review.steps]
    reviews.go_to_step(room, steps.index(StepKey.CLOSE))
    moved = load_snapshot(room)
    closing.close_review(room)
    closed = load_snapshot(room)

    def told(before: Any, now: Any, member_id: Any) -> Any:
        return announcement(review_state_of(before), now, member_id)

    assert told(none, started, lee.member_id) == "Dana started the review. Press r to join."
    assert told(none, started, None) == "Dana started the review. Press r to join."
    assert told(none, started, dana.member_id) is None
    assert told(started, handed, lee.member_id) == "You lead now. Press > to go on, R to reveal."
    assert told(started, handed, None) == "Lee leads now."
    assert told(handed, to_room, dana.member_id) == "The room leads now."
    assert told(to_room, moved, dana.member_id) is None
    end = "The review is closed. Its report is under 5 Reviews."
    assert told(moved, closed, dana.member_id) == end
    assert told(closed, closed, None) is None


def test_the_first_snapshot_and_own_changes_are_not_told_and_a_turn_is_waited_for(
    seats: tuple[Any, ...],
) -> None:
    room, dana, lee = seats
    told = []
    announcer = Announcer(told.append)

    def look(*, private: bool = False) -> None:
        announcer.look(load_snapshot(room), None, private=private)

    reviews.open_review(dana)
    look()
    reviews.hand_over_lead(dana, lee.member_id)
    with announcer.own_change():
        look()
        announcer.did(load_snapshot(room).review.id, lee.member_id)
    look()
    assert told == []
    reviews.hand_over_lead(lee, dana.member_id)
    look(private=True)
    assert told == []
    look()
    look()
    assert told == ["Dana leads now."]
    announcer.look(None, None, private=False)
    reviews.hand_over_lead(dana, lee.member_id)
    look()
    assert told == ["Dana leads now."]


def test_a_cancelled_review_is_not_told_as_closed(seats: tuple[Any, ...]) -> None:
    room, dana, _ = seats
    told = []
    announcer = Announcer(told.append)
    announcer.look(load_snapshot(room), None, private=False)
    reviews.open_review(dana)
    announcer.look(load_snapshot(room), None, private=False)
    cancelling.cancel_review(dana)
    announcer.look(load_snapshot(room), None, private=False)
    assert told[1:] == ["The review was begun by mistake and is cancelled."]


def test_what_others_did_is_told_though_it_comes_with_an_own_change(seats: tuple[Any, ...]) -> None:
    room, dana, lee = seats
    told = []
    announcer = Announcer(told.append)

    def look() -> None:
        announcer.look(load_snapshot(room), None, private=False)

    id = reviews.open_review(dana)
    look()
    with announcer.own_change():
        reviews.hand_over_lead(room, lee.member_id)
        announcer.did(id, lee.member_id)
        reviews.hand_over_lead(lee, None)
        look()
        assert told == []
    assert told == ["The room leads now."]
    with announcer.own_change():
        reviews.take_lead(room)
        announcer.did(id)
        cancelling.cancel_review(room)
        look()
    assert told[1:] == ["The review was begun by mistake and is cancelled."]


def test_where_an_own_change_is_refused_what_others_did_is_told(seats: tuple[Any, ...]) -> None:
    room, dana, _ = seats
    told = []
    announcer = Announcer(told.append)
    announcer.look(load_snapshot(room), None, private=False)
    with announcer.own_change():
        reviews.open_review(dana)
        announcer.look(load_snapshot(room), None, private=False)
    assert told == ["Dana started the review. Press r to join."]


def test_a_review_opened_again_here_and_closed_elsewhere_is_told_as_closed(
    seats: tuple[Any, ...],
) -> None:
    room, dana, _ = seats
    id = reviews.open_review(dana)
    reviews.go_to_step(room, 6)
    closing.close_review(room)
    told = []
    announcer = Announcer(told.append)
    announcer.look(load_snapshot(room), None, private=False)
    with announcer.own_change():
        reviews.reopen(room, id)
        announcer.did(id, closed=-1)
        announcer.look(load_snapshot(room), None, private=False)
    closing.close_review(dana)
    announcer.look(load_snapshot(room), None, private=False)
    assert told == ["The review is closed. Its report is under 5 Reviews."]
