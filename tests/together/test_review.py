"""The review at several terminals: one step for all, one timer, one lead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from screens.board.add_line import AddLine
from store.domain.agenda import StepKey
from store.live import presence
from store.reviews import reviews

if TYPE_CHECKING:
    from tests.together.conftest import Table, Terminal


def _face(terminal: Terminal) -> str:
    """What stands at the end of the second row."""
    return terminal.rows[1].split("·")[-1].strip()


on_a_file = pytest.mark.parametrize("table", ["sqlite"], indirect=True)
"""What the screens alone decide is the same on a server, where the others are tried too."""


async def test_the_leads_step_moves_everybody_in_the_review(in_review: Table) -> None:
    table = in_review
    async with (
        table.terminal("Dana", "review") as dana,
        table.terminal("Lee", "review") as lee,
        table.terminal(None, "review") as room,
    ):
        await dana.press("greater_than_sign")
        for terminal in (dana, lee, room):
            await table.until(lambda t=terminal: t.step is StepKey.EVIDENCE)  # type: ignore[misc]
            await terminal.shows("2 of 7 · Evidence")


@on_a_file
async def test_who_looks_elsewhere_sees_that_the_step_moved_and_comes_back_with_one_key(
    in_review: Table,
) -> None:
    table = in_review
    async with table.terminal("Lee", "review") as lee:
        await lee.press("2")
        await lee.shows("Check-in 0", " · r")
        table.go(StepKey.LOOK_BACK)
        await lee.shows("now Look back 0", " · r")
        assert lee.main.view == "board"
        await lee.press("r")
        await lee.shows("3 of 7 · Look back")
        await lee.press("2")
        await lee.shows("Look back 0", " · r")
        assert "now Look back" not in lee.text


async def test_everybody_sees_the_same_time_left_and_leaving_asks_once_while_somebody_writes(
    in_review: Table,
) -> None:
    table = in_review
    async with (
        table.terminal("Dana", "review") as dana,
        table.terminal("Lee", "review") as lee,
    ):
        table.clock.move(seconds=50)
        await dana.press("t")
        for terminal in (dana, lee):
            await terminal.shows("02:10 of 3 min")
        await dana.press("plus")
        for terminal in (dana, lee):
            await terminal.shows("03:10 of 4 min")
        await dana.press("t")
        for terminal in (dana, lee):
            await table.until(lambda t=terminal: t.review and t.review.timer.running_since)  # type: ignore[misc]
        await table.until(lambda: dana.review and len(dana.review.present) == 2)
        await dana.press("y")
        await dana.press("greater_than_sign")
        await dana.shows("Lee is not done yet")
        await dana.press("escape")
        await lee.press("y")
        await dana.shows("2 of 2 done")
        await dana.press("greater_than_sign")
        await table.until(lambda: lee.step is StepKey.EVIDENCE)


async def test_who_is_done_counts_on_the_others(in_review: Table) -> None:
    table = in_review
    async with (
        table.terminal("Dana", "review") as dana,
        table.terminal("Lee", "review") as lee,
    ):
        await table.until(lambda: dana.review and len(dana.review.present) == 2)
        await lee.press("y")
        await dana.shows("1 of 2 done")
        await lee.press("Y")
        await dana.hides("1 of 2 done")


async def test_private_cards_come_to_everybody_at_the_reveal(in_review: Table) -> None:
    table = in_review
    table.go(StepKey.MAP)
    async with (
        table.terminal("Dana", "review") as dana,
        table.terminal("Lee", "review", size=(120, 36)) as lee,
    ):
        await table.until(lambda: dana.review and len(dana.review.present) == 2)
        await lee.press("w")
        await lee.type("Own secret")
        await lee.press("enter", "escape")
        await dana.shows("1 private touchpoint written")
        assert "Own secret" not in dana.text
        assert all("Own secret" not in repr(snapshot) for snapshot in dana.loads)
        await dana.press("R")
        await table.until(lambda: dana.app.screen.is_modal)
        await dana.press("y")
        await dana.shows("Own secret")
        await lee.shows("Own secret", "The review has moved on")


@on_a_file
async def test_everybody_sees_that_the_lead_was_asked_to_reveal_what_few_wrote(
    in_review: Table,
) -> None:
    table = in_review
    table.go(StepKey.MAP)
    async with (
        table.terminal("Dana", "review") as dana,
        table.terminal("Lee", "review", size=(120, 36)) as lee,
    ):
        await table.until(lambda: dana.review and len(dana.review.present) == 2)
        await lee.press("w")
        await lee.type("Own secret")
        await lee.press("enter", "escape", "escape")
        await dana.shows("1 private touchpoint written")
        await dana.press("R")
        await dana.shows("Only one person wrote, so this shows whose")
        await lee.shows("Dana was asked whether to reveal")
        await dana.press("n")
        await lee.shows("The lead was asked about revealing so few. More can be given.")
        assert lee.review is not None
        assert not lee.review.map_revealed
        await lee.press("w")
        await lee.type("More")
        await lee.press("enter", "escape", "escape")
        await dana.shows("2 private touchpoints written")
        await dana.press("R")
        await table.until(lambda: dana.app.screen.is_modal)
        await dana.press("y")
        await lee.shows("The private touchpoints are on the board")
        await lee.shows("Own secret", "More")


@on_a_file
async def test_a_half_typed_private_card_stays_while_others_write(in_review: Table) -> None:
    table = in_review
    table.go(StepKey.MAP)
    async with (
        table.terminal("Dana", "review") as dana,
        table.terminal("Lee", "review") as lee,
    ):
        await lee.press("w")
        await lee.type("Half")
        await dana.press("w")
        await dana.type("Mine")
        await dana.press("enter")
        await table.until(lambda: lee.review and lee.review.private.cards == 1)
        assert "Mine" not in lee.text
        await lee.type(" done")
        await lee.press("enter")
        await lee.shows("Half done")
        assert lee.main.query(AddLine).last().is_open


async def test_who_does_not_lead_moves_nobody_until_the_lead_is_handed_over(
    in_review: Table,
) -> None:
    table = in_review
    async with (
        table.terminal("Dana", "review") as dana,
        table.terminal("Lee", "review") as lee,
    ):
        await table.until(lambda: dana.review and len(dana.review.present) == 2)
        await lee.press("greater_than_sign")
        assert table.snapshot.review is not None
        assert table.snapshot.review.step.key is StepKey.CHECK_IN
        reviews.hand_over_lead(table.member("Dana"), table.member("Lee").member_id)
        await lee.shows("Lee leads")
        await dana.shows("Lee leads")
        await lee.press("greater_than_sign")
        await table.until(lambda: dana.step is StepKey.EVIDENCE)
        await dana.press("greater_than_sign")
        assert lee.step is StepKey.EVIDENCE


@on_a_file
async def test_the_lead_of_who_works_cannot_be_taken_and_of_who_is_away_can(
    in_review: Table,
) -> None:
    table = in_review
    sitting = table.member("Dana")
    presence.arrive(sitting)
    async with table.terminal("Lee", "review") as lee:
        await table.until(lambda: lee.review and len(lee.review.present) == 2)
        await table.until(lambda: len(lee.main.people) == 2)
        await lee.press("G")
        await lee.shows("Dana leads and is here")
        assert not lee.app.screen.is_modal
        presence.write_heartbeat(sitting, sitting.now - timedelta(minutes=11))
        await lee.shows("○ Dana leads")
        await lee.press("G")
        await lee.shows("Take the lead from Dana?")
        await lee.press("y")
        await lee.shows("Lee leads")


@on_a_file
async def test_the_lead_is_handed_to_whoever_is_connected(in_review: Table) -> None:
    table = in_review
    async with (
        table.terminal("Sam", "today"),
        table.terminal("Lee", "today") as lee,
        table.terminal("Dana", "review") as dana,
    ):
        await table.until(lambda: len(dana.main.people) == 3)
        await dana.press("G")
        await dana.shows("Who leads from now on?")
        lines = [name for row in dana.rows for name in ("Lee", "Sam", "The room") if name in row]
        assert lines[-3:] == ["Lee", "Sam", "The room"]
        await dana.press("1")
        await lee.shows("You lead now. Press > to go on, R to reveal.")
        assert lee.review is not None
        assert [each.name for each in lee.review.present] == ["Dana", "Lee"]


async def test_a_start_who_writes_a_new_lead_and_the_end_are_told_to_the_others_only(
    table: Table,
) -> None:
    async with (
        table.terminal("Dana", "today") as dana,
        table.terminal("Lee", "today") as lee,
    ):
        await table.until(lambda: len(dana.main.people) == 2)
        await dana.press("r", "end", "enter", "enter", "enter")
        await lee.shows("Dana started the review. Press r to join.")
        await lee.press("r")
        assert not any("Press r to join" in each.message for each in lee.app._notifications)
        await dana.press("greater_than_sign")
        await table.until(lambda: lee.step is StepKey.PICK)
        await dana.shows("Not begun: Lee (C).")
        await lee.press("tab", "enter")
        await dana.shows("Writing: Lee (A).")
        await lee.press("escape")
        await dana.shows("Not begun: Lee (A).")
        await dana.press("G")
        await dana.shows("Who leads from now on?")
        await dana.press("1")
        await lee.shows("You lead now. Press > to go on, R to reveal.")
        await lee.press("greater_than_sign")
        await table.until(lambda: lee.step is StepKey.CLOSE)
        await lee.press("greater_than_sign")
        await lee.shows("Close the review that plans")
        await lee.press("y")
        await dana.shows("The review is closed. Its report is under 5 Reviews.")
        for terminal, own in ((dana, "Dana started"), (dana, "leads now"), (lee, "is closed. Its")):
            told = [note.message for note in terminal.app._notifications]
            assert not any(own in each for each in told)


async def test_a_review_begun_by_mistake_goes_from_every_terminal(table: Table) -> None:
    async with (
        table.terminal("Dana", "today") as dana,
        table.terminal("Lee", "today") as lee,
    ):
        await table.until(lambda: len(dana.main.people) == 2)
        await dana.press("r", "ctrl+s")
        await lee.shows("Dana started the review. Press r to join.")
        await lee.press("r")
        await lee.shows("Check-in")
        await dana.press("X")
        await dana.shows("Cancel the review that plans")
        await dana.press("y")
        await lee.shows("The review was begun by mistake and is cancelled.", "Week 47")
        await dana.shows("The review is cancelled. Week")
        assert table.snapshot.review is None
        assert "begun by mistake" not in dana.text
        await lee.press("r", "ctrl+s")
        await dana.shows("Lee started the review. Press r to join.")


@on_a_file
async def test_the_lead_brings_everybody_to_a_place_and_offers_it_to_who_types(
    in_review: Table,
) -> None:
    table = in_review
    table.go(StepKey.PICK)
    async with (
        table.terminal("Dana", "review") as dana,
        table.terminal("Lee", "review") as lee,
        table.terminal("Sam", "board") as sam,
    ):
        await dana.shows("5 of", "Pick")
        await lee.shows("Pick")
        await dana.press("tab", "tab")
        await dana.shows("Touchpoints in Resolve")
        await sam.press("a")
        await sam.type("Half a thought")
        await dana.press("A")
        await dana.shows("Everybody is brought here.")
        await lee.shows("Touchpoints in Resolve")
        await sam.shows("Dana brings everybody to Pick. Your text stays", "Half a thought")
        assert sam.main.view == "board"
        await sam.press("enter", "escape", "r")
        await sam.shows("Pick")
        await sam.press("A")
        await sam.shows("Touchpoints in Resolve")
        assert any(
            card.text == "Half a thought"
            for column in table.snapshot.board
            for card in column.touchpoints
        )
