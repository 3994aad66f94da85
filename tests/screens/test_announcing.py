"""What is told of the review to those who did not do it."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.announcing import Announcer, announcement
from store import closing, presence, reviews
from store.load import load_snapshot
from store.practice.agenda import StepKey
from store.seat import Seat
from store.teams import NewTeam, create_team
from store.workspace import create_workspace


@pytest.fixture
def seats(tmp_path: Path):
    """The room's seat, Dana's and Lee's."""
    workspace = create_workspace(tmp_path / "team.care", durable=False)
    team = create_team(workspace, NewTeam("Acme", zone="UTC", members=("Dana", "Lee")))
    room = Seat(workspace, team.id)
    dana, lee = (room.as_member(member.id) for member in load_snapshot(room).team.members)
    presence.arrive(lee)
    yield room, dana, lee
    workspace.close()


def test_the_start_a_new_lead_and_the_end_are_told(seats):
    room, dana, lee = seats
    none = load_snapshot(room)
    reviews.open_review(dana)
    started = load_snapshot(room)
    reviews.hand_over(dana, lee.member_id)
    handed = load_snapshot(room)
    reviews.hand_over(lee, None)
    to_room = load_snapshot(room)
    steps = [step.key for step in to_room.review.steps]
    reviews.go_to_step(room, steps.index(StepKey.CLOSE))
    moved = load_snapshot(room)
    closing.close_review(room)
    closed = load_snapshot(room)

    assert announcement(none, started, lee.member_id) == "Dana started the review; r joins."
    assert announcement(none, started, None) == "Dana started the review; r joins."
    assert announcement(none, started, dana.member_id) is None
    assert announcement(started, handed, lee.member_id) == "You lead now: > goes on, R reveals."
    assert announcement(started, handed, None) == "Lee leads now."
    assert announcement(handed, to_room, dana.member_id) == "The room leads now."
    assert announcement(to_room, moved, dana.member_id) is None
    end = "The review is closed; its report is under 5 Reviews."
    assert announcement(moved, closed, dana.member_id) == end
    assert announcement(closed, closed, None) is None


def test_the_first_snapshot_and_own_changes_are_not_told_and_a_turn_is_waited_for(seats):
    room, dana, lee = seats
    told = []
    announcer = Announcer(told.append)

    def look(*, private=False):
        announcer.look(load_snapshot(room), None, private=private)

    reviews.open_review(dana)
    look()
    reviews.hand_over(dana, lee.member_id)
    with announcer.own_change():
        look()
    look()
    assert told == []
    reviews.hand_over(lee, dana.member_id)
    look(private=True)
    assert told == []
    look()
    look()
    assert told == ["Dana leads now."]
    announcer.look(None, None, private=False)
    reviews.hand_over(dana, lee.member_id)
    look()
    assert told == ["Dana leads now."]
