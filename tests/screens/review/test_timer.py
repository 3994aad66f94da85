"""The timer by its real keys: paused by leaving, told of, and going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from screens.core.app_context import Appearance
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.reviews import ballots, reviews

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


@pytest.fixture
def left(room: Room) -> Room:
    """A review left in Look back after 20 seconds, with its timer paused by that."""
    present = [member.id for member in room.snapshot.team.members]
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", present)
    reviews.go_to_step(room.seat, 2)
    room.clock.move(seconds=20)
    reviews.pause_timer(room.seat)
    return room


async def test_coming_back_says_that_the_timer_is_paused_and_its_key_which_starts_and_stops_it(
    left: Room,
) -> None:
    async with left.desk() as desk:
        await desk.press("r")
        assert "The timer is paused at 05:40. Press t to go on." in desk.toasts
        assert "05:40 of 6 min, paused · t goes on" in desk.text
        await desk.press("t")
        assert "t goes on" not in desk.text.splitlines()[1]
        assert left.snapshot.review.timer.running_since is not None
        await desk.press("t", "greater_than_sign")
        assert left.snapshot.review.timer.running_since is None


async def test_who_does_not_lead_is_told_no_key(left: Room) -> None:
    reviews.hand_over_lead(left.seat, left.member("Dana"))
    async with left.desk(member=left.member("Lee")) as desk:
        await desk.press("r")
        assert "paused" in desk.text
        assert "t goes on" not in desk.said


async def test_the_next_step_starts_the_timer_that_ran_before_the_break(left: Room) -> None:
    async with left.desk() as desk:
        await desk.press("r", "greater_than_sign")
        assert "06:00 of 6 min" in desk.text
        assert left.snapshot.review.timer.running_since is not None


async def test_a_step_not_started_says_which_key_starts_it(room: Room) -> None:
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48")
    reviews.toggle_timer(room.seat)
    async with room.desk() as desk:
        await desk.press("r")
        assert "not started · t starts it" in desk.text
        assert not desk.toasts


async def test_map_and_focus_name_the_timer_and_the_reveal_where_something_waits(
    room: Room,
) -> None:
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", [room.member("Lee")])
    reviews.go_to_step(room.seat, 3)
    lee = room.seat.as_member(room.member("Lee"))
    async with room.desk((80, 24)) as desk:
        await desk.press("r")
        for key in ("t Timer", "w Private turn", "> Next step", "a Add", "? Help"):
            assert key in desk.keys
        assert "R Reveal" not in desk.keys
        ballots.write_card(lee, Stage.RESOLVE, "Night line")
        await desk.reload()
        for key in ("R Reveal", "t Timer", "w Private turn", "> Next step", "? Help"):
            assert key in desk.keys


@pytest.mark.parametrize("bell", [True, False])
async def test_at_zero_the_line_changes_and_the_bell_rings_once_where_it_is_wanted(
    room: Room, bell: bool
) -> None:
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48")
    async with room.desk(appearance=Appearance(bell=bell)) as desk:
        rung = []
        desk.app.bell = lambda: rung.append(1)
        await desk.press("r")
        assert "of 3 min" in desk.text
        for _ in range(2):
            room.clock.move(minutes=4)
            await desk.reload()
        assert "over 3 min" in desk.text
        assert len(rung) == bell
        assert not desk.toasts
        assert room.snapshot.review.step_index == 0
