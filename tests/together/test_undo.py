"""Undo with several people: one's own latest change, of this sitting, and never others' work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from store.board import touchpoints
from store.common.errors import Refused
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.reviews import reviews
from store.teams.teams import NewTeam, create_team
from store.undo.undo import redo, undo
from store.workspace.workspace import TeamRef, open_workspace

if TYPE_CHECKING:
    from tests.conftest import Live


@pytest.fixture
def lee(live: Live) -> Iterator[Seat]:
    """Lee, at another terminal with a connection of its own."""
    workspace = open_workspace(live.seat.workspace.location, live.clock)
    member = live.as_member("Lee").member_id
    yield Seat(workspace, live.seat.team_id, member)
    workspace.close()


@pytest.fixture
def dana(live: Live) -> Seat:
    return live.as_member("Dana")


def test_each_takes_back_their_own_latest_change(live: Live, dana: Seat, lee: Seat) -> None:
    touchpoints.add(dana, Stage.CONNECT, "Dana's")
    touchpoints.add(lee, Stage.CONNECT, "Lee's")
    undo(dana)
    assert live.texts()[0] == ["Lee's"]
    with pytest.raises(Refused, match="nothing of yours left to undo"):
        undo(dana)
    redo(dana)
    undo(lee)
    assert live.texts()[0] == ["Dana's"]


def test_what_somebody_changed_since_stays_and_names_them(
    live: Live, dana: Seat, lee: Seat
) -> None:
    id = touchpoints.add(dana, Stage.CONNECT, "Card")
    touchpoints.edit(dana, id, text="Dana's")
    touchpoints.edit(lee, id, friction=2)
    with pytest.raises(Refused, match=r"^Lee changed this since"):
        undo(dana)
    assert live.card("Dana's").friction == 2
    undo(lee)
    assert live.card("Dana's").friction == 0


def test_the_same_person_at_another_terminal_is_another_sitting(live: Live, lee: Seat) -> None:
    touchpoints.add(lee, Stage.CONNECT, "Here")
    with pytest.raises(Refused, match="nothing of yours left to undo since you opened care"):
        undo(live.as_member("Lee"))
    assert live.texts()[0] == ["Here"]


def test_steps_and_reveals_are_passed_by(live: Live, dana: Seat, lee: Seat) -> None:
    touchpoints.add(dana, Stage.CONNECT, "Card")
    reviews.open_review(dana, present=[str(dana.member_id), str(lee.member_id)])
    reviews.go_to_step(dana, 2)
    assert undo(dana) == "Added “Card” to Connect"
    review = live.snapshot.review
    assert review is not None
    assert review.step_index == 2


def test_another_teams_changes_are_another_undo(live: Live, dana: Seat) -> None:
    workspace = live.seat.workspace
    other: TeamRef = create_team(workspace, NewTeam("Beta", members=("Dana",)))
    there = Seat(workspace, other.id, workspace.find_member(other, "Dana"), dana.sitting)
    touchpoints.add(dana, Stage.CONNECT, "Here")
    touchpoints.add(there, Stage.CONNECT, "There")
    undo(dana)
    assert live.texts()[0] == []
    assert undo(there) == "Added “There” to Connect"


async def test_u_says_who_has_taken_it_back_already(live: Live, lee: Seat) -> None:
    card = touchpoints.add(lee, Stage.CONNECT, "Card")
    app = live.app("board")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f")
        assert live.card("Card").friction == 1
        touchpoints.set_friction(lee, [card], 0)
        await live.main(app).reload()
        await pilot.press("u")
        assert live.notes[-1].startswith("Lee has already taken this back: ")
