"""Private turns by passing the keyboard: what is whose, what is closed, what comes after."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.reviews import ballots, closing, reviews, rounds

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


@pytest.fixture
def in_step(room: Room) -> Callable[..., Any]:
    """Opens a team review and goes to the step at an index."""

    def go(index: int) -> None:
        present = [member.id for member in room.snapshot.team.members]
        reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", present)
        if index:
            reviews.go_to_step(room.seat, index)

    return go


async def test_a_private_card_is_seen_in_its_writers_turn_only(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
    async with room.desk() as desk:
        await desk.press("r", "w")
        assert "Enter Begin" in desk.text
        await desk.press("end")
        assert "Enter Begin" not in desk.text  # Going back to everybody is no turn that begins.
        assert "Enter Go back" in desk.text
        await desk.press("home", "enter")
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


async def test_everything_else_is_closed_in_a_turn(room: Room, in_step: Callable[..., Any]) -> None:
    in_step(3)
    async with room.desk() as desk:
        await desk.press("r", "a")
        await desk.type("Public card")
        await desk.press("enter", "escape", "w", "enter", "escape")
        await desk.press(
            "f", *"123456", "slash", "u", "comma", "b", "greater_than_sign", "t", "R", "G"
        )
        assert not desk.app.screen.is_modal
        assert desk.main.view == "review"
        assert desk.main.snapshot.review.step_index == 3
        assert desk.main.snapshot.review.timer.running_since is not None
        assert "Public card" in desk.text
        for word in ("Undo", "Find", "Next step", "Friction", "Settings"):
            assert word not in desk.keys


async def test_letters_typed_in_a_members_turn_of_map_are_a_card_at_once_and_need_no_name(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
    before = room.snapshot.board
    async with room.desk((80, 24), member=room.member("Lee")) as desk:
        await desk.press("r", "y")
        assert "You are done with this step." in desk.said
        assert desk.floating == []  # It stands in the step's own lines and covers nothing.
        await desk.press("w")
        await desk.type("wife")
        await desk.press("enter", "escape")
        assert desk.main.turn == "Lee"
        await desk.press("home", "f", "m", "x", "L")
        assert room.snapshot.board == before
        await desk.press("w")
        assert "Pass the keyboard" not in desk.said
        assert "1 private touchpoint written" in desk.said
    cards = ballots.my_cards(room.seat.as_member(room.member("Lee")))
    assert [(card.stage, card.text) for card in cards] == [(Stage.CONNECT, "wife")]


async def test_a_rating_takes_its_figures_for_itself_and_who_gave_one_counts_as_done(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(0)
    async with room.desk() as desk:
        await desk.press("r", "w", "enter", "6", "0")
        assert desk.main.view == "review"
        assert room.snapshot.review.private.moods == 0
        await desk.press("5")
        assert room.snapshot.review.private.moods == 1
        assert "Pass the keyboard to Lee or Sam." in desk.said
        assert "5" not in desk.said.partition("Pass the keyboard to")[2]
        assert room.snapshot.review.done == (room.member("Dana"),)
        assert "1 of 3 done" in desk.text
        await desk.press("enter", "w")
        assert "2 of 3 done" in desk.text


async def test_votes_are_hidden_until_the_reveal_and_then_add_up(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(4)
    async with room.desk() as desk:
        await desk.press("r", "v")
        assert room.snapshot.review.private.voters == 0
        await desk.press("w", "enter", "v", "v", "v", "w", "enter")
        assert "5 of 5 votes left" in desk.said
        assert "●" not in desk.text
        await desk.press("v", "V", "v", "w", "escape")
        assert "2 people have voted" in desk.said
        assert not re.search(r"● +\d", desk.text)
        assert "w Private turn" in desk.keys
        await desk.press("R")
        assert "You can't undo this" in desk.said
        await desk.press("y")
        assert re.search(r"●●●● +4", desk.text)
        assert "w Private turn" not in desk.keys


async def test_votes_already_placed_are_there_in_the_next_turn_which_no_message_outlives(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(4)
    async with room.desk() as desk:
        await desk.press("r")
        for key, why in (
            ("m", "You can merge touchpoints once the votes are revealed."),
            ("x", "You can archive a touchpoint once the votes are revealed."),
            ("v", "Votes are private: press w for a turn, then vote."),
            ("R", "Nothing private has been given in this step."),
        ):
            await desk.press(key)
            assert why in " ".join(desk.toasts.split())
        ballots.vote(room.seat.as_member(room.member("Dana")), room.card("Welcome e-mail"))
        await desk.press("w", "enter")
        assert "4 of 5 votes left" in desk.said
        assert desk.toasts == ""
        await desk.press("v", "v", "v", "v")
        assert desk.toasts
        await desk.press("w")
        assert "Pass the keyboard" in desk.said
        assert desk.toasts == ""


async def test_half_typed_text_belongs_to_the_person_and_comes_back(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
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


async def test_a_turn_ends_when_the_review_moves_on_elsewhere(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
    async with room.desk() as desk:
        await desk.press("r", "w", "enter")
        await desk.type("Half a card")
        reviews.go_to_step(room.seat, 5)
        await desk.reload()
        assert desk.main.turn == ""
        assert desk.main.app_context.turn is None
        assert "What one small thing will we change?" in desk.said
        assert "moved on" in desk.toasts
        await desk.press("2")
        assert desk.main.view == "board"


async def test_looking_at_the_review_makes_a_member_present(room: Room) -> None:
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", [room.member("Dana")])
    async with room.desk(member=room.member("Sam")) as desk:
        await desk.press("r")
        assert {each.name for each in room.snapshot.review.present} == {"Dana", "Sam"}


async def test_a_card_half_typed_is_kept_and_offered_to_the_room_after_the_reveal(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
    drafts = room.folder / "drafts.json"
    async with room.desk() as desk:
        await desk.press("r", "w", "enter")
        await desk.type("Night line")
        await desk.press("escape", "w")
        assert "Dana: What you had typed waits for your next turn. It is not saved" in desk.said
        assert "Night line" not in desk.said
        assert room.snapshot.review.private.cards == 0
        await desk.press("up", "enter")
        assert "Night line" in desk.said
        await desk.press("escape", "a")
        await desk.type("!")
        await desk.press("enter", "escape", "a")
        await desk.type("Door bell")
        await desk.press("escape", "w", "escape", "a")
        assert "Door bell" not in desk.said
        await desk.press("escape", "R", "y")
        assert room.snapshot.review.map_revealed
        assert "Night line!" in desk.said
        assert "What Dana had half-typed is safe." in " ".join(desk.toasts.split())
        assert "Door bell" not in desk.said
        assert "Door bell" in drafts.read_text()
        await desk.press("escape", "a")
        assert "Go on with what Dana had half-typed?" in desk.said
        await desk.press("n")
        assert "Door bell" not in desk.said
        await desk.press("escape", "a")
        assert "Go on with" not in desk.said
    async with room.desk() as desk:
        await desk.press("2", "a", "y")
        assert "Door bell" in desk.said
        await desk.press("enter", "escape")
        assert room.card("Door bell")
        assert "Door bell" not in drafts.read_text()


async def test_what_is_being_typed_as_the_lead_goes_on_is_offered_to_its_writer(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r", "w")
        await desk.type("Door bell")
        reviews.go_to_step(room.seat, 4, reveal=True)
        await desk.reload()
        assert "What you were typing is safe." in " ".join(desk.toasts.split())
        assert not any(
            "Door bell" in card.text for col in room.snapshot.board for card in col.touchpoints
        )
        await desk.press("escape", "2", "a")
        assert "Door bell" in desk.said
        await desk.press("enter", "escape")
        assert room.card("Door bell")


async def test_closing_the_review_keeps_half_typed_private_cards(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
    drafts = room.folder / "drafts.json"
    async with room.desk() as desk:
        await desk.press("r", "w", "enter")
        await desk.type("Door bell")
        await desk.press("escape", "w", "escape")
        reviews.go_to_step(room.seat, 6)
        closing.close_review(room.seat)
        await desk.reload()
        assert "Door bell" in drafts.read_text()
        assert desk.main.view == "today"


async def test_the_lead_is_told_who_is_still_typing(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
    lee, sam = (Seat(room.workspace, room.seat.team_id, room.member(n)) for n in ("Lee", "Sam"))
    ballots.write_card(sam, Stage.ASSIST, "Sam's own")
    async with room.desk() as desk:
        await desk.press("r")
        async with room.desk(member=lee.member_id) as other:
            await other.press("r", "w")
            await other.type("Half")
            for key in ("R", "greater_than_sign"):
                with desk.app._context():
                    await desk.press(key)
                    assert "Lee is still typing. The words stay Lee's draft." in desk.said
                    await desk.press("n")
            await other.press(*["backspace"] * 4)
            for key in ("R", "greater_than_sign"):
                with desk.app._context():
                    await desk.press(key)
                    assert desk.app.screen.is_modal
                    assert "still typing" not in desk.said
                    await desk.press("n")


async def test_votes_left_agree_at_two_terminals_of_a_member(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(4)
    lee = Seat(room.workspace, room.seat.team_id, room.member("Lee"))
    async with room.desk(member=lee.member_id) as desk:
        await desk.press("r", "w", "v")
        assert "Lee, 4 of 5 votes left." in desk.said
        ballots.vote(lee, room.card("Refund approval"))
        await desk.reload()
        assert "Lee, 3 of 5 votes left." in desk.said


async def test_no_hint_names_a_key_that_is_the_leads(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
    ballots.write_card(
        Seat(room.workspace, room.seat.team_id, room.member("Sam")), Stage.ASSIST, "Sam's own"
    )
    reviews.hand_over_lead(room.seat, room.member("Dana"))
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r")
        assert "1 private touchpoint written." in desk.said
        assert "R reveals" not in desk.said


async def test_the_prompts_at_ones_own_terminal_name_no_keyboard_to_pass(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(0)
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r")
        for step in (0, 4, 6):
            reviews.go_to_step(room.seat, step)
            await desk.reload()
            assert "Press w" in desk.said
            assert "keyboard" not in desk.said
            assert "choose a name" not in desk.said
    async with room.desk() as desk:
        await desk.press("r")
        for step in (6, 4, 0):
            reviews.go_to_step(room.seat, step)
            await desk.reload()
            assert "Press w, choose a name" in desk.said


async def test_a_mood_at_ones_own_terminal_ends_ones_part_and_says_so_until_the_reveal(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(0)
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r", "w", "4")
        assert "Your mood is saved. You are done. Press w to change it" in desk.toasts
        assert room.snapshot.review.done == (room.member("Lee"),)
        await desk.press("w", "2")
        assert "1 mood given" in desk.said
        assert "Press w to change it" in desk.said
        for name in ("Dana", "Sam"):
            ballots.give_mood(room.seat.as_member(room.member(name)), 4)
        reviews.reveal(room.seat)
        await desk.reload()
        assert "3.3 of 5" in desk.said
        assert "Press w to change it" not in desk.said


async def test_the_lead_begins_another_private_round_after_the_reveal(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(3)
    lee = Seat(room.workspace, room.seat.team_id, room.member("Lee"))
    ballots.write_card(lee, Stage.CONNECT, "Night line")
    reviews.ask_reveal(room.seat)
    reviews.reveal(room.seat)
    async with room.desk(member=room.member("Lee")) as desk:
        reviews.hand_over_lead(room.seat, room.member("Dana"))
        await desk.reload()
        await desk.press("r", "w")
        assert "Only the lead may begin another private round." in " ".join(desk.toasts.split())
        assert "Another round" not in desk.keys
    async with room.desk((120, 36)) as desk:
        await desk.press("r", "w")
        assert "Write privately once more?" in desk.said
        await desk.press("n")
        review = room.snapshot.review
        assert review is not None
        assert review.map_revealed
        await desk.press("w", "y")
        review = room.snapshot.review
        assert review is not None
        assert not review.map_revealed
        await desk.press("w", "enter")
        await desk.type("Status page")
        await desk.press("enter", "escape", "w", "escape")
        assert "1 private touchpoint written" in desk.said
        assert "Status page" not in desk.text
        assert "Night line" in desk.text
        await desk.press("R", "y")
        assert "Status page" in desk.text


async def test_others_are_told_of_another_round_of_votes(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(4)
    ballots.vote(
        Seat(room.workspace, room.seat.team_id, room.member("Lee")), room.card("Error page")
    )
    reviews.ask_reveal(room.seat)
    reviews.reveal(room.seat)
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("r")
        assert "7 touchpoints without a vote" in desk.said
        rounds.begin_round(room.seat)
        await desk.reload()
        assert "Another private round begins. Press w for your turn." in " ".join(
            desk.toasts.split()
        )
        await desk.press("w", "v")
        assert "4 of 5 votes left" in desk.said


async def test_that_few_were_asked_about_is_said_only_while_they_are_few(
    room: Room, in_step: Callable[..., Any]
) -> None:
    in_step(4)
    people = [room.member(name) for name in ("Dana", "Lee", "Sam")]
    card = room.card("Refund approval")
    ballots.vote(room.seat.as_member(people[0]), card)
    reviews.ask_reveal(room.seat)
    async with room.desk() as desk:
        await desk.press("r")
        assert "The lead was asked" in desk.said
        for person in people[1:]:
            ballots.vote(room.seat.as_member(person), card)
        await desk.reload()
        assert "The lead was asked" not in desk.said
