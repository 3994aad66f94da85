"""Private turns by passing the keyboard: what is whose, what is closed, what comes after."""

from __future__ import annotations

import pytest

from store import ballots, closing, reviews
from store.practice.agenda import AgendaKind
from store.practice.stages import Stage


@pytest.fixture
def in_step(room):
    """Opens a team review and goes to the step at an index."""

    def go(index):
        present = [member.id for member in room.snapshot.team.members]
        reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", present)
        if index:
            reviews.go_to_step(room.seat, index)

    return go


async def test_a_private_card_is_seen_in_its_writers_turn_only(room, in_step):
    in_step(2)
    async with room.desk() as desk:
        await desk.press("r", "w", "enter")
        await desk.type("Night line")
        await desk.press("enter", "escape")
        assert "Night line" in desk.text
        assert "private turn: Dana" in desk.text
        await desk.press("w")
        assert "Pass the keyboard to Lee or Sam." in desk.said
        assert "Night line" not in desk.text
        await desk.press("enter")
        assert "private turn: Lee" in desk.text
        assert "Night line" not in desk.text
        await desk.press("escape", "escape", "up", "up", "enter")
        assert "private turn: Dana" in desk.text
        assert "Night line" in desk.text


async def test_everything_else_is_closed_in_a_turn(room, in_step):
    in_step(2)
    async with room.desk() as desk:
        await desk.press("r", "a")
        await desk.type("Public card")
        await desk.press("enter", "escape", "w", "enter", "escape")
        await desk.press(
            "f", *"123456", "slash", "u", "comma", "b", "greater_than_sign", "t", "R", "G"
        )
        assert not desk.app.screen.is_modal
        assert desk.main.view == "review"
        assert desk.main.snapshot.review.step_index == 2
        assert desk.main.snapshot.review.timer.running_since is not None
        assert "Public card" in desk.text
        for word in ("Undo", "Find", "Next step", "Friction", "Settings"):
            assert word not in desk.keys


async def test_letters_typed_in_a_turn_of_map_are_a_card_at_once(room, in_step):
    in_step(2)
    before = room.snapshot.board
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r", "w")
        await desk.type("wife")
        await desk.press("enter", "escape")
        assert desk.main.turn == "Lee"
        await desk.press("home", "f", "m", "x", "L")
    assert room.snapshot.board == before
    cards = ballots.my_cards(room.seat.as_member(room.member("Lee")))
    assert [card.text for card in cards] == ["wife"]


async def test_who_has_had_a_turn_counts_as_done(room, in_step):
    in_step(0)
    async with room.desk() as desk:
        await desk.press("r", "w", "enter", "2", "w")
        assert room.snapshot.review.done == (room.member("Dana"),)
        assert "1 of 3 done" in desk.text
        await desk.press("enter", "y")
        assert "2 of 3 done" in desk.text


async def test_a_rating_takes_its_figures_for_itself(room, in_step):
    in_step(0)
    async with room.desk() as desk:
        await desk.press("r", "w", "enter", "6", "0")
        assert desk.main.view == "review"
        assert room.snapshot.review.private.moods == 0
        await desk.press("5", "2")
        assert "[2]" in desk.text
        assert room.snapshot.review.private.moods == 1
        await desk.press("enter")
        assert "[2]" not in desk.text


async def test_votes_are_hidden_until_the_reveal_and_then_add_up(room, in_step):
    in_step(3)
    async with room.desk() as desk:
        await desk.press("r", "v")
        assert room.snapshot.review.private.voters == 0
        await desk.press("w", "enter", "v", "v", "v", "w", "enter")
        assert "5 of 5 votes left" in desk.said
        assert "●" not in desk.text
        await desk.press("v", "V", "v", "w", "escape")
        assert "2 people have voted" in desk.said
        assert "● 4" not in desk.text
        await desk.press("R")
        assert "cannot be undone" in desk.said
        await desk.press("y")
        assert "● 4" in desk.text
        assert "w Private turn" not in desk.keys


async def test_votes_already_placed_are_there_in_the_next_turn(room, in_step):
    in_step(3)
    ballots.vote(room.seat.as_member(room.member("Dana")), room.card("Welcome e-mail"))
    async with room.desk() as desk:
        await desk.press("r", "w", "enter")
        assert "4 of 5 votes left" in desk.said


async def test_half_typed_text_belongs_to_the_person_and_comes_back(room, in_step):
    in_step(2)
    async with room.desk() as desk:
        await desk.press("r", "w", "enter")
        await desk.type("Half a card")
        await desk.press("escape", "w", "enter")
        assert "Half a card" not in desk.text
        await desk.press("escape", "w", "escape")
    async with room.desk() as desk:
        await desk.press("r", "w", "up", "up", "up", "enter")
        assert "private turn: Dana" in desk.text
        assert "Half a card" in desk.text


async def test_a_turn_ends_when_the_review_moves_on_elsewhere(room, in_step):
    in_step(2)
    async with room.desk() as desk:
        await desk.press("r", "w", "enter")
        await desk.type("Half a card")
        reviews.go_to_step(room.seat, 4)
        await desk.reload()
        assert desk.main.turn == ""
        assert desk.main.shell.turn is None
        assert "What one small thing will we change?" in desk.said
        assert "moved on" in desk.toasts
        await desk.press("2")
        assert desk.main.view == "board"


async def test_a_member_at_their_own_terminal_needs_no_name(room, in_step):
    in_step(2)
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r", "w")
        await desk.type("From Lee")
        await desk.press("enter", "escape", "w")
        assert "Pass the keyboard" not in desk.said
        assert "1 private card written" in desk.said
    cards = ballots.my_cards(room.seat.as_member(room.member("Lee")))
    assert [(card.stage, card.text) for card in cards] == [(Stage.CONNECT, "From Lee")]


async def test_looking_at_the_review_makes_a_member_present(room):
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", [room.member("Dana")])
    async with room.desk(member=room.member("Sam")) as desk:
        await desk.press("r")
        assert {each.name for each in room.snapshot.review.present} == {"Dana", "Sam"}


async def test_a_card_half_typed_is_kept_not_saved_and_gone_after_the_reveal(room, in_step):
    in_step(2)
    drafts = room.folder / "drafts.json"
    async with room.desk() as desk:
        await desk.press("r", "w", "enter")
        await desk.type("Night line")
        await desk.press("escape", "w")
        assert "Dana: What you had typed is kept for your next turn; it is not saved" in desk.said
        assert "Night line" not in desk.said
        assert room.snapshot.review.private.cards == 0
        await desk.press("up", "enter")
        assert "Night line" in desk.said
        await desk.press("escape", "a")
        await desk.type("!")
        await desk.press("enter", "escape", "a")
        await desk.type("Door bell")
        await desk.press("escape", "w", "escape")
        assert "Door bell" in drafts.read_text()
        await desk.press("R", "y")
        assert room.snapshot.review.map_revealed
        assert "Night line!" in desk.said
        assert "Door bell" not in drafts.read_text()


async def test_closing_the_review_lets_half_typed_private_cards_go(room, in_step):
    in_step(2)
    drafts = room.folder / "drafts.json"
    async with room.desk() as desk:
        await desk.press("r", "w", "enter")
        await desk.type("Door bell")
        await desk.press("escape", "w", "escape")
        assert "Door bell" in drafts.read_text()
        reviews.go_to_step(room.seat, 6)
        closing.close_review(room.seat)
        await desk.reload()
        assert "Door bell" not in drafts.read_text()


@pytest.mark.parametrize("step", [0, 3, 6])
async def test_the_prompts_at_ones_own_terminal_name_no_keyboard_to_pass(room, in_step, step):
    in_step(step)
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r")
        assert "Press w" in desk.said
        assert "keyboard" not in desk.said
        assert "choose a name" not in desk.said
    async with room.desk() as desk:
        await desk.press("r")
        assert "Press w and choose a name" in desk.said


async def test_a_rating_at_ones_own_terminal_goes_on(room, in_step):
    in_step(0)
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r", "w", "4")
        assert "Kept. Enter or w goes on; another figure changes it." in desk.said
        await desk.press("enter")
        assert "1 mood given; w gives yours." in desk.said
