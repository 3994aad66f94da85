"""Moving through the steps: opening, the lead, the timer, what is asked, coming back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screens.widgets.document_view import DocumentView
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.reviews import ballots, reviews
from store.reviews.closing import close_review

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


def open_at(room: Room, index: int, kind: AgendaKind = AgendaKind.TEAM) -> None:
    """A review of three, in the step at ``index``."""
    present = [member.id for member in room.snapshot.team.members]
    reviews.open_review(room.seat, kind, "2026-W48", present)
    if index:
        reviews.go_to_step(room.seat, index)


async def test_another_cycle_can_be_chosen_and_somebody_be_away_and_going_back_opens_nothing(
    room: Room,
) -> None:
    async with room.desk() as desk:
        await desk.press("r", "escape")
        opened = room.snapshot.review
        assert opened is None
        assert desk.main.view == "today"
        await desk.press("r", "enter", "left")
        assert "Week 47 · 16–22 Nov, running" in desk.said
        await desk.press("enter", "down", "space", "enter")
        review = room.snapshot.review
        assert review.planned.label == "2026-W47"
        assert [member.name for member in review.present] == ["Dana", "Sam"]


async def test_a_cycle_that_was_reviewed_is_opened_again(room: Room) -> None:
    open_at(room, 2, AgendaKind.SHORT)
    first = room.snapshot.review.id
    close_review(room.seat)
    async with room.desk() as desk:
        await desk.press("r", "enter")
        assert "Week 49" in desk.said
        await desk.press("left")
        assert "Enter opens that one again." in desk.said
        await desk.press("enter", "enter")
        assert room.snapshot.review.id == first


async def test_members_come_and_go_in_check_in_and_the_lead_hands_over(room: Room) -> None:
    open_at(room, 0)
    async with room.desk() as desk:
        await desk.press("r", "down", "space")
        assert [member.name for member in room.snapshot.review.present] == ["Dana", "Sam"]
        assert "Lee away" in desk.said
        await desk.press("enter")
        assert len(room.snapshot.review.present) == 3
        await desk.press("G", "2")
        assert room.snapshot.review.lead.name == "Lee"
        assert "Lee leads" in desk.said


async def test_the_steps_go_on_and_back_and_nothing_is_revealed_where_nothing_was_given(
    room: Room,
) -> None:
    open_at(room, 0)
    async with room.desk() as desk:
        await desk.press("r", "less_than_sign")
        assert room.snapshot.review.step_index == 0
        await desk.press("greater_than_sign", "greater_than_sign")
        assert room.snapshot.review.step_index == 2
        await desk.press("R")
        assert not desk.app.screen.is_modal
        assert not room.snapshot.review.map_revealed
        await desk.press("less_than_sign")
        assert room.snapshot.review.step.key is StepKey.EVIDENCE
        assert "What did customers say?" in desk.said


async def test_the_timer_pauses_extends_and_runs_over(room: Room) -> None:
    open_at(room, 0)
    async with room.desk() as desk:
        await desk.press("r", "t")
        assert "paused" in desk.text or "not started" in desk.text
        assert room.snapshot.review.timer.running_since is None
        await desk.press("plus", "plus", "t")
        assert room.snapshot.review.timer.box == 5 * 60
        room.clock.move(minutes=7)
        await desk.reload()
        assert re.search(r"\+02:0[0-3] over 5 min", desk.text)
        assert room.snapshot.review.step_index == 0


async def test_leaving_map_unrevealed_asks_then_reveals(room: Room) -> None:
    open_at(room, 3)
    ballots.write_card(room.seat.as_member(room.member("Lee")), Stage.RESOLVE, "Night line")
    async with room.desk() as desk:
        await desk.press("r", "greater_than_sign")
        assert "1 private touchpoint written, and leaving reveals it." in desk.said
        assert "whose touchpoints they are." in desk.said
        assert "They have no author any more" in desk.said
        await desk.press("enter")
        assert room.snapshot.review.step.key is StepKey.MAP
        assert not room.snapshot.review.map_revealed
        await desk.press("greater_than_sign", "y")
        assert room.snapshot.review.step.key is StepKey.FOCUS
        assert "Night line" in desk.text


async def test_leaving_while_some_are_not_done_asks_once(room: Room) -> None:
    open_at(room, 0)
    reviews.say_done(room.seat.as_member(room.member("Dana")))
    async with room.desk() as desk:
        await desk.press("r", "greater_than_sign")
        assert "Lee and Sam are not done yet." in desk.said
        await desk.press("n", "greater_than_sign")
        assert room.snapshot.review.step.key is StepKey.EVIDENCE


async def test_what_a_reveal_will_show_is_said_before_it(room: Room) -> None:
    open_at(room, 0)
    steps = [each.key for each in room.snapshot.review.steps]
    seats = [room.seat.as_member(room.member(name)) for name in ("Dana", "Lee", "Sam")]
    async with room.desk() as desk:
        await desk.press("r")
        for step, give in ((StepKey.CHECK_IN, ballots.give_mood), (StepKey.CLOSE, ballots.rate)):
            reviews.ask_reveal(room.seat)
            reviews.go_to_step(room.seat, steps.index(step), reveal=True)
            give(seats[0], 4)
            give(seats[1], 4)
            await desk.reload()
            await desk.press("R")
            assert "2 answered. An average shows from three people up, so none will" in desk.said
            await desk.press("escape")
            give(seats[2], 4)
            await desk.reload()
            await desk.press("R")
            assert "Only the average shows. The rest is deleted." in desk.said
            await desk.press("escape")


async def test_below_three_moods_only_their_number_shows(room: Room) -> None:
    open_at(room, 0)
    for name in ("Dana", "Lee"):
        ballots.give_mood(room.seat.as_member(room.member(name)), 5)
    async with room.desk() as desk:
        await desk.press("r", "R", "y")
        assert "2 answers given; an average shows from 3 people up." in desk.said
        assert "5.0" not in desk.text


async def test_who_does_not_lead_moves_nothing_until_they_take_the_lead_and_is_told_who_leads(
    room: Room,
) -> None:
    open_at(room, 0)
    reviews.hand_over_lead(room.seat, room.member("Dana"))
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r", "t", "plus", "greater_than_sign")
        assert "Dana leads. Only the lead may move the steps." in " ".join(desk.toasts.split())
        assert not desk.floating  # It stands in the step's own lines.
        assert room.snapshot.review.step_index == 0
        assert room.snapshot.review.timer.running_since is not None
        assert "Next step" not in desk.keys
        await desk.press("R")
        assert "Dana leads. Only the lead may reveal." in " ".join(desk.toasts.split())
        assert room.snapshot.review.step_index == 0
        await desk.press("G")
        assert "Take the lead from Dana?" in desk.said
        await desk.press("y")
        assert room.snapshot.review.lead.name == "Lee"
        await desk.press("less_than_sign")
        assert "Only the lead" not in desk.toasts
        await desk.press("greater_than_sign")
        assert room.snapshot.review.step_index == 1


async def test_with_nobody_here_there_is_nobody_to_hand_over_to(room: Room) -> None:
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48")
    async with room.desk() as desk:
        await desk.press("r", "G")
        assert "Nobody is marked as here yet" in desk.said
        assert not desk.app.screen.is_modal


async def test_a_member_says_they_are_done_and_takes_it_back_by_key_and_by_mouse(
    room: Room,
) -> None:
    open_at(room, 0)
    async with room.desk((120, 36), member=room.member("Lee")) as desk:
        await desk.press("r", "y")
        assert room.snapshot.review.done == (room.member("Lee"),)
        assert "You are done with this step. Press Y to take it back." in desk.toasts
        await desk.pilot.resize_terminal(80, 24)
        assert "Y Not done" in desk.keys
        await desk.press("y")
        assert room.snapshot.review.done == (room.member("Lee"),)
        assert "You are done with this step already. Press Y to take it back." in desk.toasts
        await desk.press("Y")
        assert "You are not done any more. Press y when you are." in desk.toasts
        assert "y I'm done" in desk.keys
        assert room.snapshot.review.done == ()
        await desk.press("y")
        await desk.pilot.resize_terminal(120, 36)
        column = desk.keys.index("Not done")
        await desk.pilot.click(offset=(column, 35))
        await desk.settled()
        assert room.snapshot.review.done == ()


async def test_a_review_is_left_in_mid_form_and_found_again(room: Room) -> None:
    sizes = [(80, 24), (120, 36)]
    open_at(room, 5)
    async with room.desk(sizes[1]) as desk:
        await desk.press("r", "enter")
        await desk.type("Answer within a day")
        room.clock.move(minutes=3)
        await desk.press("ctrl+q", "y")
    left = room.snapshot.review
    assert left.timer.running_since is None
    assert left.timer.elapsed == 180
    room.clock.move(hours=20)
    async with room.desk(sizes[0]) as desk:
        async for _ in desk.resized(*sizes):
            assert "Pick 07:00" in desk.text
        await desk.press("r")
        async for _ in desk.resized(*sizes):
            assert "07:00 of 10 min, paused" in desk.text
            assert "You had typed this." in desk.said
        await desk.press("enter", "ctrl+s")
        (picked,) = [each for each in room.snapshot.planned if each.cycle == left.planned]
        assert picked.text == "Answer within a day"


async def test_the_guide_is_told_until_a_person_turns_it_off(room: Room) -> None:
    open_at(room, 0)
    kept = []
    async with room.desk(save_appearance=kept.append) as desk:
        await desk.press("r")
        assert "Say “How are you today" in desk.said
        assert "Press w, choose a name" in desk.said
        await desk.press("g")
        assert "Say “" not in desk.said
        assert "A mood from 1 to 5 each." in desk.said
        await desk.press("g")
        assert "Say “How are you today" in desk.said
    assert [each.guide for each in kept] == [False, True]
    for label in ("2026-W48", "2026-W49", "2026-W50"):
        if room.snapshot.review is None:
            reviews.open_review(room.seat, AgendaKind.TEAM, label)
        reviews.go_to_step(room.seat, len(room.snapshot.review.steps) - 1)
        close_review(room.seat)
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W51")
    async with room.desk() as desk:
        await desk.press("r")
        assert "Say “" in desk.said


async def test_without_an_open_review_today_is_shown(room: Room) -> None:
    async with room.desk() as desk:
        await desk.main.show("review")
        await desk.reload()
        assert desk.main.view == "today"
        assert desk.main.focused is desk.main.current_view.query_one("DocumentView")


async def test_after_the_close_the_keys_of_today_work(room: Room) -> None:
    reviews.open_review(room.seat, AgendaKind.SOLO, "2026-W48")
    reviews.go_to_step(room.seat, len(room.snapshot.review.steps) - 1)
    async with room.desk() as desk:
        await desk.press("r", "greater_than_sign", "y", "escape")
        for _ in range(2):
            assert desk.main.view == "today"
            assert desk.main.focused is desk.main.current_view.query_one("DocumentView")
            await desk.press("escape")
        page = desk.main.current_view.query_one(DocumentView)
        before = page.cursor
        await desk.press("down")
        assert page.cursor != before
