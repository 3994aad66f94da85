"""Close and what everybody sees after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from screens.widgets.document_view import DocumentView
from store.domain.agenda import AgendaKind, Decision, StepKey
from store.domain.stages import Stage
from store.evidence import cases
from store.improvements import improvement_status, improvements
from store.reviews import ballots, reviews, topics
from store.reviews.closing import close_review

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room

SIZES = [(80, 24), (160, 45)]


def come_to_close(room: Room) -> None:
    """Come to a review's last step: one decided, two picked (one without owner and proof), one
    skipped."""
    reviews.open_review(
        room.seat, planned="2026-W48", present=[room.member("Dana"), room.member("Lee")]
    )
    old = {each.stage: each.id for each in room.snapshot.undecided}
    improvement_status.done(room.seat, old[Stage.RESOLVE])
    lee = room.member("Lee")
    improvements.pick(
        room.seat, Stage.RESOLVE, "Say the day", owner=lee, measure="csat", cycle="2026-W48"
    )
    improvements.pick(room.seat, Stage.CONNECT, "Use the name", cycle="2026-W48")
    improvements.skip_stage(room.seat, Stage.ENHANCE, "Two surveys run", cycle="2026-W48")
    reviews.go_to_step(room.seat, len(room.snapshot.review.steps) - 1)


@pytest.fixture
def at_close(room_with: Callable[[Callable[[Room], None]], Room]) -> Room:
    """A review that has come as far as `come_to_close` goes."""
    return room_with(come_to_close)


async def test_enter_says_how_momentums_figures_come_about(at_close: Room) -> None:
    async with at_close.desk((120, 40)) as desk:
        await desk.press("r", "end", "up")
        assert "Enter Momentum" in desk.keys
        await desk.press("enter")
        assert "What is behind momentum" in desk.said
        assert "missed at most one" in desk.said
        assert "Improvements done, of those planned" in desk.said
        await desk.press("escape")
        assert "What is behind momentum" not in desk.said


async def test_close_says_who_does_what_and_what_was_settled_and_enter_what_is_behind_it(
    at_close: Room,
) -> None:
    async with at_close.desk() as desk:
        await desk.press("r")
        async for _ in desk.resized(*SIZES):
            said = desk.said
            assert "C Use the name" in said
            assert "no owner" in said
            assert "R Say the day" in said
            assert "Lee" in said
            assert "skipped: Two surveys run" in said
            assert "A open: nothing picked" in said
            assert "Still missing: an owner for Connect." in said
            assert "Still missing: a proof for Connect." in said
            assert "1 done (R)" in said
            assert "0 of 0" not in said
            assert "your first cycle" in said
            assert "Close the review" in desk.keys
        await desk.pilot.resize_terminal(80, 24)
        await desk.press("down")
        assert "Enter Verdict" in desk.keys
        await desk.press("enter")
        assert "Say the day" in desk.said
        assert "Before, " in desk.said
        await desk.press("escape", "end")
        assert "Enter About the rating" in desk.text
        await desk.press("enter")
        assert "Was this review worth our time?" in desk.said
        assert "only from 3 people up" in desk.said


async def test_the_next_review_moves_once_and_is_told_at_the_end(at_close: Room) -> None:
    async with at_close.desk((120, 45)) as desk:
        await desk.press("r", "n")
        await desk.type("Tue 24 Nov")
        await desk.press("enter")
        await desk.press("enter")
        assert "Tue 24 Nov, 15:00, moved for once" in desk.said
        await desk.press("greater_than_sign", "enter")
        assert at_close.snapshot.review is None
        assert "The review is closed" in desk.said
        assert "Tue 24 Nov, 15:00" in desk.said
        await desk.press("E")
        assert "In short" in desk.said
        await desk.press("escape", "escape")
        assert desk.main.view == "today"
        assert "review due Tue, 15:00" in desk.said or "Tue 24 Nov" in desk.said


async def test_every_member_sees_what_is_theirs_when_the_lead_closes(at_close: Room) -> None:
    cases.add(at_close.seat, "T-40", subject="Deposit")
    async with at_close.desk(member=at_close.member("Lee")) as desk:
        await desk.press("r")
        close_review(at_close.seat)
        await desk.reload()
        assert "Yours this week, Lee" in desk.said
        assert "R Say the day" in desk.said
        assert "C nobody yet: Use the name" in desk.said
        assert "T-40, reply," in desk.said  # It is due as a reply, not as a question.
        assert "T-40, “Did we solve it?”" not in desk.said
        await desk.press("escape")
        assert not desk.app.screen.is_modal


async def test_who_looks_at_another_view_sees_the_ending_too(at_close: Room) -> None:
    async with at_close.desk(member=at_close.member("Lee")) as desk:
        await desk.press("2")
        close_review(at_close.seat)
        await desk.reload()
        assert "Yours this week, Lee" in desk.said
        await desk.press("escape")
        assert desk.main.view == "board"


async def test_nobody_is_torn_from_what_they_type(at_close: Room) -> None:
    async with at_close.desk(member=at_close.member("Lee")) as desk:
        await desk.press("2", "e")
        await desk.type("Half")
        close_review(at_close.seat)
        await desk.reload()
        assert "Half" in desk.said
        assert "Yours this week" not in desk.said


async def test_who_has_nothing_is_told_whom_to_help(at_close: Room) -> None:
    async with at_close.desk(member=at_close.member("Dana")) as desk:
        await desk.press("r")
        close_review(at_close.seat)
        await desk.reload()
        assert "Nothing is yours this week, Dana." in desk.said
        assert "Lee could use help: Say the day" in desk.said


async def test_the_ending_is_as_high_as_what_it_says(at_close: Room) -> None:
    sam = at_close.member("Sam")
    async with at_close.desk(member=sam) as desk:
        close_review(at_close.seat)
        await desk.reload()
        page = desk.app.screen.query_one(DocumentView)
        assert page.size.height == page.virtual_size.height


async def test_a_cancelled_review_has_no_ending(room: Room) -> None:
    reviews.open_review(room.seat, planned="2026-W48")
    async with room.desk() as desk:
        await desk.press("r", "X", "y")
        assert room.snapshot.review is None
        assert not desk.app.screen.is_modal


async def test_a_short_review_ends_the_same_way(room: Room) -> None:
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W48")
    reviews.go_to_step(room.seat, len(room.snapshot.review.steps) - 1)
    async with room.desk() as desk:
        await desk.press("r", "greater_than_sign", "enter")
        assert "Who does what by when" in desk.said
        assert "Nothing was picked." in desk.said


async def test_what_was_decided_in_focus_is_told_at_the_end(room: Room) -> None:
    people = [room.member(name) for name in ("Dana", "Lee", "Sam")]
    reviews.open_review(room.seat, planned="2026-W48", present=people)
    steps = [step.key for step in room.snapshot.review.steps]
    reviews.go_to_step(room.seat, steps.index(StepKey.FOCUS))
    for person in people:
        ballots.vote(room.seat.as_member(person), room.card("Refund approval"))
    reviews.reveal(room.seat)
    topics.settle(room.seat, room.card("Refund approval"), Decision.PICK)
    reviews.go_to_step(room.seat, len(steps) - 1)
    room.clock.at += timedelta(minutes=44)
    async with room.desk() as desk:
        await desk.press("r", "greater_than_sign", "enter")
        assert "44 minutes" in desk.said
        assert "Refund approval: pick from it" in desk.said


async def test_what_somebody_looks_into_stands_among_who_does_what(room: Room) -> None:
    lee = room.member("Lee")
    people = [room.member(name) for name in ("Dana", "Lee", "Sam")]
    reviews.open_review(room.seat, planned="2026-W48", present=people)
    steps = [step.key for step in room.snapshot.review.steps]
    reviews.go_to_step(room.seat, steps.index(StepKey.FOCUS))
    for person in people:
        ballots.vote(room.seat.as_member(person), room.card("Refund approval"))
    reviews.reveal(room.seat)
    topics.settle(room.seat, room.card("Refund approval"), Decision.LOOK, "Lee, by Thursday")
    reviews.go_to_step(room.seat, len(steps) - 1)
    async with room.desk(member=lee) as desk:
        await desk.press("r")
        assert "R look into: Refund approval" in desk.text
        assert "Lee, by Thursday" in desk.text
        close_review(room.seat)
        await desk.reload()
        assert "Yours this week, Lee" in desk.said
        assert "R look into: Refund approval" in desk.text


async def test_the_next_date_is_offered_only_to_who_may_move_it(at_close: Room) -> None:
    dana, lee = at_close.member("Dana"), at_close.member("Lee")
    reviews.hand_over_lead(at_close.seat, dana)
    async with at_close.desk(member=lee) as desk:
        await desk.press("r")
        assert "Press C to copy the summary" in desk.said
        assert "another day or time" not in desk.said
    async with at_close.desk(member=dana) as desk:
        await desk.press("r")
        assert "Press n for another day or time." in desk.said
