"""Look back, Evidence and Close by their real keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from screens.review.view import ReviewView
from store.board import touchpoints
from store.db.tables.models import ImprovementRow
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.evidence import cases, evidence
from store.evidence.case_owner import give_case
from store.improvements import improvement_status, improvements
from store.models.improvement import Status
from store.reviews import reviews

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


@pytest.fixture
def looking(room: Room) -> Room:
    """A short review, in Look back."""
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W48")
    return room


def of_week_47(room: Room, stage: Stage) -> Any:
    """The running week's improvement."""
    every = [each for each in room.snapshot.planned if each.cycle.label == "2026-W47"]
    return next(each for each in every if each.stage is stage)


async def test_what_has_no_owner_comes_first_and_enter_opens_what_is_behind_a_verdict(
    looking: Room,
) -> None:
    async with looking.desk() as desk:
        await desk.press("r")
        async for _ in desk.resized((80, 24), (120, 36)):
            assert "Still undecided: 2" in desk.said
            assert desk.text.index("Add three answers") < desk.text.index("Front line may refund")
            assert "no owner" in desk.said
            assert "CSAT was 67% of 24 before" in desk.said
        await desk.pilot.resize_terminal(80, 24)
        await desk.press("down", "enter")
        assert desk.app.screen.is_modal
        assert "Front line may refund up to 50 euros" in desk.said


async def test_it_says_how_customers_should_feel_there(looking: Room) -> None:
    card = touchpoints.add(looking.seat, Stage.RESOLVE, "Refund", feeling="believed at once")
    with looking.seat.change("linked") as change:
        under = of_week_47(looking, Stage.RESOLVE)
        change.find(ImprovementRow, under.id, "improvement").touchpoint_id = card
        change.set_summary("Linked")
    async with looking.desk((80, 24)) as desk:
        await desk.press("r")
        assert "should feel: believed at once" in desk.said


async def test_done_asks_for_a_day_that_has_come_and_dropping_for_a_reason(looking: Room) -> None:
    async with looking.desk() as desk:
        await desk.press("r", "d", "end", "ctrl+u")
        await desk.type("22 Nov")
        await desk.press("enter")
        assert "has not come yet" in desk.said
        await desk.press("escape")
        assert of_week_47(looking, Stage.ASSIST).status is Status.PLANNED
        await desk.press("down", "d", "end", "ctrl+u")
        await desk.type("tuesday")
        assert "Tue 17 Nov" in desk.said
        await desk.press("enter")
        settled = of_week_47(looking, Stage.RESOLVE)
        assert settled.status is Status.DONE
        assert str(settled.done_on) == "2026-11-17"
        await desk.press("home", "x", "enter")
        assert "Fill this in first." in desk.said
        await desk.type("Overtaken by the new help centre")
        await desk.press("enter")
    assert of_week_47(looking, Stage.ASSIST).reason == "Overtaken by the new help centre"


async def test_carrying_over_takes_the_stages_place_in_the_planned_cycle(looking: Room) -> None:
    async with looking.desk() as desk:
        await desk.press("r", "c", "enter")
        assert "Settled, of Week 47" in desk.said
        assert "carried over" in desk.said
        assert "d Done" in desk.keys
        await desk.press("down")
        assert "d Done" not in desk.keys
        await desk.press("up", "d", "enter")
        assert "Everything is settled. > goes on." in desk.said
        await desk.press("greater_than_sign")
        assert "✓ Add three" in desk.said
    carried = [each for each in looking.snapshot.planned if each.carried_from]
    assert [each.cycle.label for each in carried] == ["2026-W48"]


async def test_verdicts_reached_since_the_last_review_are_read(room: Room) -> None:
    id = of_week_47(room, Stage.RESOLVE).id
    improvement_status.done(room.seat, id, date(2026, 11, 17))
    room.clock.move(days=35)
    for number in range(16):
        evidence.log(
            room.seat, Stage.RESOLVE, measure="csat", value=5, day=date(2026, 11, 20 + number % 9)
        )
    improvements.pick(room.seat, Stage.CONNECT, "Greet by name", cycle="2026-W52")
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W53")
    async with room.desk((120, 36)) as desk:
        await desk.press("r")
        assert "Verdicts since the last review" in desk.said
        assert "Validated:" in desk.said


async def test_a_first_review_says_that_it_begins_here(room: Room) -> None:
    for each in room.snapshot.undecided:
        improvement_status.drop(room.seat, each.id, "Never mind")
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W47")
    async with room.desk() as desk:
        await desk.press("r")
        assert "Nothing was picked before: this is where it begins." in desk.said


async def test_evidence_says_what_each_proof_still_needs_and_logs_for_it(room: Room) -> None:
    reviews.open_review(room.seat, AgendaKind.SOLO, "2026-W48")
    reviews.go_to_step(room.seat, 0)
    async with room.desk() as desk:
        await desk.press("r")
        assert "Running proofs, and what they still need" in desk.said
        assert "Answers count" in desk.said
        assert "24 answers came in" in desk.said
        assert isinstance(desk.main.current_view, ReviewView)
        assert desk.main.current_view.answer_filter.measure == "csat"
        await desk.press("b")
        assert desk.app.screen.is_modal
        await desk.press("escape", "a")
        assert desk.app.screen.is_modal
        await desk.press("escape", "i")
        assert desk.app.screen.is_modal


async def test_close_previews_the_report_and_names_the_next_date(room: Room) -> None:
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W48")
    reviews.go_to_step(room.seat, 2)
    async with room.desk((120, 36)) as desk:
        await desk.press("r")
        assert "your first cycle" in desk.said
        assert "Fri 27 Nov, 15:00" in desk.said
        await desk.press("E")
        assert "The report, as it will be saved" in desk.said
        assert "In short" in desk.said
        await desk.press("escape")
        await desk.press("greater_than_sign")
        assert "Nothing is picked for Connect, Assist, Resolve and Enhance." in desk.said
        await desk.press("n")
        assert room.snapshot.review is not None


async def test_a_case_passed_on_twice_is_named(looking: Room) -> None:
    cases.add(looking.seat, "T-1")
    for name in ("Dana", "Lee", "Sam"):
        looking.clock.move(minutes=1)
        give_case(looking.seat, "T-1", looking.member(name), "billing")
    async with looking.desk() as desk:
        await desk.press("r")
        await desk.press("end")
        assert "T-1 (Dana, Lee, Sam)" in desk.said


async def test_what_was_learned_is_noted_with_n_and_stands_in_the_report(
    looking: Room,
) -> None:
    async with looking.desk((120, 36)) as desk:
        await desk.press("r", "down", "n")
        assert "What we learned" in desk.said
        await desk.type("Trust the front line")
        await desk.press("ctrl+s")
        assert "Learned Trust the front line" in desk.said
        await desk.press("greater_than_sign", "greater_than_sign", "E", "pagedown")
        assert "Trust the front line" in desk.said


async def test_carrying_over_asks_for_a_smaller_step_and_an_owner(looking: Room) -> None:
    card = touchpoints.add(looking.seat, Stage.ENHANCE, "Thank-you card", feeling="remembered")
    words = "Ask for one tip and then thank them"
    improvements.pick(looking.seat, Stage.ENHANCE, words, touchpoint=card, cycle="2026-W47")
    async with looking.desk((120, 36)) as desk:
        await desk.press("r", "down")
        assert "should feel: remembered" in desk.said
        await desk.press("c")
        assert desk.said.count("“and” may join two changes") == 1
        assert "Nobody owns it yet." in desk.said
        assert "It has no proof." in desk.said
        await desk.press("end", "ctrl+u")
        await desk.type("Ask for one tip")
        await desk.press("enter", "right", "enter", "enter")
        assert "Saved. Still missing: a proof that can end in a verdict." in " ".join(
            desk.toasts.split()
        )
    (carried,) = [each for each in looking.snapshot.planned if each.carried_from]
    assert carried.owner is not None
    assert (carried.text, carried.owner.name) == ("Ask for one tip", "Dana")
