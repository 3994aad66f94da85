"""Focus after the reveal: one ranked list, and the talk about each topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from store.board import touchpoints
from store.domain.agenda import Decision, StepKey
from store.domain.stages import Stage
from store.improvements import improvements
from store.reviews import ballots, reviews, topics

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room

VOTES = {"Welcome e-mail": ("Dana", 2), "Refund approval": ("Lee", 3), "Error page": ("Sam", 1)}


def reveal_votes(room: Room) -> None:
    """Reveal the votes in Focus."""
    reviews.open_review(room.seat, present=[room.member(name) for name in ("Dana", "Lee", "Sam")])
    steps = [step.key for step in room.snapshot.review.steps]
    reviews.go_to_step(room.seat, steps.index(StepKey.FOCUS))
    for text, (name, count) in VOTES.items():
        for _ in range(count):
            ballots.vote(room.seat.as_member(room.member(name)), room.card(text))
    reviews.reveal(room.seat)


@pytest.fixture
def voted(room_with: Callable[[Callable[[Room], None]], Room]) -> Room:
    """A review in Focus after `reveal_votes`."""
    return room_with(reveal_votes)


def _topics(room: Room) -> dict[Any, Any]:
    return {each.touchpoint_id: each for each in room.snapshot.review.topics}


async def test_one_list_over_all_stages_in_the_order_of_votes_and_what_was_not_reached(
    voted: Room,
) -> None:
    async with voted.desk() as desk:
        await desk.press("r")
        rows = [row for row in desk.text.splitlines() if "●" in row and " of " not in row]
        found = [text for row in rows for text in VOTES if text in row]
        assert found == ["Refund approval", "Welcome e-mail", "Error page"]
        assert "5 touchpoints without a vote" in desk.said
        assert "0 of 3 talked over" in desk.said
        await desk.press("greater_than_sign")
        toasts = " ".join(desk.toasts.split())
        assert "3 topics were not talked over: “Refund approval”, “Welcome e-mail”" in toasts
        await desk.press("less_than_sign")
        topics.settle(voted.seat, voted.card("Refund approval"), Decision.PICK)
        await desk.reload()
        await desk.press("greater_than_sign")
        toasts = " ".join(desk.toasts.split())
        assert "2 topics were not talked over: “Welcome e-mail”, “Error page”." in toasts


async def test_a_topic_is_talked_about_noted_settled_and_the_next_follows(voted: Room) -> None:
    async with voted.desk() as desk:
        await desk.press("r")
        assert "+ A minute more" not in desk.keys
        await desk.press("enter")
        assert "+ A minute more" in desk.keys
        assert "of 3 min" in desk.said
        assert "[pick from it]" in desk.said
        await desk.press("plus")
        assert "of 4 min" in desk.said
        await desk.press("n")
        await desk.type("Nobody may decide on Sundays")
        await desk.press("enter")
        assert "Nobody may decide on Sundays" in desk.said
        await desk.press("right")
        assert "[someone looks into it]" in desk.said
        await desk.press("enter")
        assert "Dana, by Friday" in desk.said
        await desk.type("Lee, by Friday")
        await desk.press("enter")
        talked = _topics(voted)[voted.card("Refund approval")]
        assert talked.note == "Nobody may decide on Sundays"
        assert talked.looked_into_by == "Lee, by Friday"
        assert talked.decision is Decision.LOOK
        assert voted.snapshot.review.topic.touchpoint_id == voted.card("Welcome e-mail")
        assert "1 of 3 talked over" in desk.said
        await desk.press("escape")
        assert voted.snapshot.review.topic is None


async def test_what_was_decided_orders_the_candidates_in_pick(voted: Room) -> None:
    topics.settle(voted.seat, voted.card("Refund approval"), Decision.LOOK, "Lee, by Friday")
    card = touchpoints.add(voted.seat, Stage.RESOLVE, "Night line")
    topics.note(voted.seat, card, "Rings at three")
    topics.settle(voted.seat, card, Decision.PICK)
    steps = [step.key for step in voted.snapshot.review.steps]
    reviews.go_to_step(voted.seat, steps.index(StepKey.PICK))
    planned = voted.snapshot.review.planned.label
    for stage in (Stage.CONNECT, Stage.ASSIST):
        improvements.skip_stage(voted.seat, stage, "Nothing hurts there", cycle=planned)
    async with voted.desk() as desk:
        await desk.press("r")
        assert "looked into by Lee" in desk.said
        assert desk.text.index("Hand-over between") < desk.text.index("Refund approval")
        assert desk.text.index("Night line") < desk.text.index("Refund approval")
        assert desk.text.index("Night line") < desk.text.index("Hand-over between")
        assert "Rings at three" in desk.said


async def test_a_member_reads_the_talk_and_notes_but_does_not_settle(voted: Room) -> None:
    dana, lee = voted.member("Dana"), voted.member("Lee")
    reviews.hand_over_lead(voted.seat, dana)
    topics.open_topic(voted.seat.as_member(dana), voted.card("Refund approval"))
    async with voted.desk(member=lee) as desk:
        await desk.press("r")
        assert "Refund approval" in desk.said
        assert "[pick from it]" not in desk.said
        await desk.press("enter")
        assert voted.snapshot.review.topic is not None
        await desk.press("n")
        await desk.type("From Lee")
        await desk.press("enter")
        assert _topics(voted)[voted.card("Refund approval")].note == "From Lee"


async def test_own_dots_are_on_no_screen_after_the_reveal(room: Room) -> None:
    reviews.open_review(room.seat, present=[room.member(name) for name in ("Dana", "Lee", "Sam")])
    steps = [step.key for step in room.snapshot.review.steps]
    reviews.go_to_step(room.seat, steps.index(StepKey.FOCUS))
    lee = room.seat.as_member(room.member("Lee"))
    async with room.desk(member=room.member("Lee")) as desk:
        for name in ("Dana", "Sam"):
            ballots.vote(room.seat.as_member(room.member(name)), room.card("Welcome e-mail"))
        await desk.press("r", "w", "v", "v")
        assert "3 left" in desk.text
        assert "●●" in desk.text
        await desk.press("w")
        ballots.vote(lee, room.card("Error page"))
        reviews.reveal(room.seat)
        await desk.reload()
        await desk.press("2")
        board = "\n".join(row for row in desk.text.splitlines()[2:-1])
        assert "●●" not in board
        assert "● 4" in board


async def test_the_decision_is_there_on_the_smallest_terminal_too(voted: Room) -> None:
    touchpoints.edit(voted.seat, voted.card("Refund approval"), notes="", sign="they write twice")
    async with voted.desk((60, 18)) as desk:
        await desk.press("r")
        assert "0 of 3 talked over" in desk.text
        assert "Refund approval ●●●" in " ".join(desk.text.split())
        await desk.press("enter")
        assert "Decision" in desk.text
        assert "[pick from it]" in desk.text
