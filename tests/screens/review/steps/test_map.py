"""Map teaches CARE: empty columns, the lines below the board, writing privately, merging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from screens.board.pane import BoardPane
from store.board import touchpoints
from store.domain.agenda import StepKey
from store.domain.map_lessons import LESSONS, question_in_turn
from store.domain.playbook import PLAYBOOK
from store.domain.stages import STAGES, Stage
from store.reviews import ballots, reviews

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


@pytest.fixture
def in_map(room: Room) -> Room:
    reviews.open_review(room.seat, present=[room.member(name) for name in ("Dana", "Lee", "Sam")])
    steps = [step.key for step in room.snapshot.review.steps]
    reviews.go_to_step(room.seat, steps.index(StepKey.MAP))
    return room


@pytest.fixture
def empty(in_map: Room) -> Any:
    every = [card.id for column in in_map.snapshot.board for card in column.touchpoints]
    touchpoints.archive(in_map.seat, every)
    return in_map


async def test_an_empty_column_says_its_aim_a_question_and_examples(empty: Any) -> None:
    async with empty.desk((120, 40)) as desk:
        await desk.press("r")
        for stage in STAGES:
            lesson = LESSONS[stage]
            assert lesson.aim in desk.text
            assert all(example.text in desk.text for example in lesson.examples)
        touchpoints.add(empty.seat, Stage.ASSIST, "Help page")
        await desk.reload()
        assert LESSONS[Stage.ASSIST].examples[0].text not in desk.text
        await desk.press("right")
        assert LESSONS[Stage.ASSIST].aim in desk.text


async def test_the_lines_below_follow_the_cursor_and_the_playbook_is_a_key_away(
    in_map: Room,
) -> None:
    async with in_map.desk((80, 24)) as desk:
        await desk.press("r")
        for stage in STAGES:
            assert LESSONS[stage].aim in desk.text
            assert question_in_turn(stage, StepKey.MAP, 0)[:40] in desk.text
            assert "How should they feel here? Press F" in desk.said
            assert "8 of 8 have none" in desk.said
            await desk.press("right")
        await desk.press("left", "left", "left", "left", "right", "S")
        assert desk.main.view == "playbook"
        assert PLAYBOOK[Stage.ASSIST].aim in desk.said
        await desk.press("escape")
        assert desk.main.view == "review"
        pane = desk.main.current_view.query_one(BoardPane)
        assert pane.card.stage is Stage.ASSIST


def test_every_question_is_asked_in_turn() -> None:
    for stage in STAGES:
        for step in (StepKey.MAP, StepKey.FOCUS, StepKey.PICK):
            asked = {question_in_turn(stage, step, closed) for closed in range(6)}
            assert asked == set(PLAYBOOK[stage].questions)
        once = {question_in_turn(stage, s, 3) for s in (StepKey.MAP, StepKey.FOCUS, StepKey.PICK)}
        assert len(once) == 3


async def test_arrows_change_the_stage_while_writing_privately(in_map: Room) -> None:
    async with in_map.desk(member=in_map.member("Dana")) as desk:
        await desk.press("r", "w")
        assert "New touchpoint in C Connect" in desk.said
        assert "Dana, you write unseen." in desk.said
        assert "esc ends writing. Then w ends your turn." in desk.text
        await desk.type("Late van")
        await desk.press("down", "down")
        assert "New touchpoint in R Resolve" in desk.said
        await desk.press("enter", "up")
        assert "New touchpoint in A Assist" in desk.said
        await desk.type("Search")
        await desk.press("left", "x", "enter")
        cards = ballots.my_cards(in_map.seat.as_member(in_map.member("Dana")))
        assert [(card.stage, card.text) for card in cards] == [
            (Stage.RESOLVE, "Late van"),
            (Stage.ASSIST, "Searcxh"),
        ]


async def test_in_the_room_w_passes_the_keyboard_on(in_map: Room) -> None:
    async with in_map.desk() as desk:
        await desk.press("r", "w", "enter")
        assert "Dana, only you write now." in desk.said
        assert "esc ends writing. Then w passes on." in desk.said
        await desk.press("escape")
        assert "w Pass on" in desk.keys


async def test_at_ones_own_terminal_w_ends_the_turn(in_map: Room) -> None:
    async with in_map.desk(member=in_map.member("Dana")) as desk:
        await desk.press("r", "w", "escape")
        assert "w End turn" in desk.keys


async def test_new_and_revealed_cards_are_marked_until_the_step_ends(in_map: Room) -> None:
    for name in ("Dana", "Lee", "Sam"):
        member = in_map.seat.as_member(in_map.member(name))
        ballots.write_card(member, Stage.CONNECT, f"By {name}")
    in_map.clock.move(minutes=3)
    async with in_map.desk((120, 40)) as desk:
        await desk.press("r")
        assert desk.text.count("new") == 0
        reviews.reveal(in_map.seat)
        await desk.reload()
        assert sum(row.count("new") for row in desk.text.splitlines()[5:]) == 3
        await desk.press("greater_than_sign")
        assert sum(row.count(" new") for row in desk.text.splitlines()[5:]) == 0


async def test_merging_asks_for_the_title(in_map: Room) -> None:
    async with in_map.desk() as desk:
        await desk.press("r", "space", "down", "m", "enter")
        assert "called?" in desk.said
        await desk.press("end")
        await desk.type(" and on")
        await desk.press("enter")
        texts = [card.text for card in in_map.snapshot.board[0].touchpoints]
        assert len(texts) == 1
        assert texts[0].endswith("and on")


async def test_a_feeling_is_asked_for_and_the_next_without_one_follows(in_map: Room) -> None:
    async with in_map.desk((120, 40)) as desk:
        await desk.press("r")
        assert "How should they feel here?" in desk.said
        assert "8 of 8 touchpoints have no feeling yet" in desk.said
        await desk.press("F")
        await desk.type("expected")
        await desk.press("enter")
        assert in_map.snapshot.board[0].touchpoints[0].feeling == "expected"
        assert desk.main.current_view.query_one(BoardPane).card.text == "First-call greeting"
        assert "7 of 8 touchpoints have no feeling yet" in desk.said
        await desk.press("up")
        assert "should feel: expected" in desk.said


@pytest.mark.parametrize("stage", STAGES)
def test_no_question_of_a_stage_comes_twice_in_a_row_of_reviews(stage: Stage) -> None:
    steps = (StepKey.MAP, StepKey.FOCUS, StepKey.PICK)
    for closed in range(12):
        now = [question_in_turn(stage, step, closed) for step in steps]
        following = {question_in_turn(stage, step, closed + 1) for step in steps}
        assert len(set(now)) == 3
        assert not following & set(now)
