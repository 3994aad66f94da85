"""A review begun by mistake, taken back with a key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screens.commands.help import help_text
from screens.core.available_commands import usable_commands
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.improvements import improvements
from store.reviews import ballots, cancelling, early, reviews

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


def _open(room: Room, kind: AgendaKind = AgendaKind.TEAM) -> None:
    present = [member.id for member in room.snapshot.team.members]
    reviews.open_review(room.seat, kind, "2026-W48", present)


async def test_a_review_begun_by_mistake_is_cancelled_after_asking(room: Room) -> None:
    _open(room)
    ballots.give_mood(room.seat.as_member(room.member("Lee")), 2)
    async with room.desk((120, 36)) as desk:
        await desk.press("r", "X")
        assert "Cancel the review that plans Week 48?" in desk.said
        assert "Private entries are deleted unread: 1 mood given." in desk.said
        await desk.press("enter")
        assert room.snapshot.review is not None
        await desk.press("X", "y")
        assert room.snapshot.review is None
        assert desk.main.view == "today"
        assert "The review is cancelled. Week 48 can be planned anew." in desk.toasts
        assert "begun by mistake" not in desk.toasts
        await desk.press("r", "enter", "enter", "enter")
        assert room.snapshot.review.planned.label == "2026-W48"


async def test_private_touchpoints_wait_for_the_next_review(room: Room) -> None:
    _open(room)
    lee = room.seat.as_member(room.member("Lee"))
    review = room.snapshot.review
    index = [step.key for step in review.steps].index(StepKey.MAP)
    reviews.go_to_step(room.seat, index)
    ballots.write_card(lee, Stage.CONNECT, "Nobody has seen this")
    async with room.desk((120, 36)) as desk:
        await desk.press("r", "X")
        assert "1 private touchpoint written: that waits privately for the next" in desk.said
        assert "deleted" not in desk.said
        await desk.press("y")
        assert room.snapshot.review is None
        assert "1 private touchpoint waits for today's review." in desk.said
    assert [card.text for card in early.my_cards(lee)] == ["Nobody has seen this"]


async def test_it_is_in_the_commands_and_in_the_help_and_says_how_what_has_planned_ends(
    room: Room,
) -> None:
    _open(room, AgendaKind.SHORT)
    async with room.desk() as desk:
        await desk.press("r", "ctrl+p")
        await desk.type("cancel")
        await desk.press("enter")
        assert "Cancel the review that plans Week 48?" in desk.said
        await desk.press("n")
        text = help_text(usable_commands(desk.main), desk.main.current_view.PLACE)
        assert re.search(r"\bX +Cancel a review begun by mistake\n", text)
        improvements.pick(room.seat, Stage.CONNECT, "Use the name", cycle="2026-W48")
        await desk.reload()
        await desk.press("X")
        assert not desk.app.screen.is_modal
        told = " ".join(desk.toasts.split())
        assert "Week 48 has been planned since this review began: undo that first" in told


async def test_the_others_are_told_who_may_and_that_it_was_and_a_private_turn_ends(
    room: Room,
) -> None:
    _open(room)
    reviews.hand_over_lead(room.seat, room.member("Dana"))
    reviews.go_to_step(room.seat.as_member(room.member("Dana")), 3)
    assert room.snapshot.review.step.key is StepKey.MAP
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r", "X")
        told = " ".join(desk.toasts.split())
        assert "Dana leads. Only the lead may cancel the review." in told
        await desk.press("w")
        await desk.type("Nobody has seen this")
        cancelling.cancel_review(room.seat.as_member(room.member("Dana")))
        await desk.reload()
        assert "The review was begun by mistake and is cancelled." in " ".join(desk.toasts.split())
        assert "What you were typing is safe." in " ".join(desk.toasts.split())
        assert desk.main.view == "today"
        assert not desk.main.turn
