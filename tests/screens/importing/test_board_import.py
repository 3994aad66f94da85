"""A board of another tool, brought onto the board by keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Static

from screens.dialogs.choose import Choose, OptionLines
from screens.importing.file_form import FileForm
from screens.importing.summary import Telling
from store.undo.undo import undo

BOARD = """# Retro
## Connect
- Say hello by name
## Start
- Ring back the same day
- Answer the form
## Later
- Something else
"""


def shown(app: Any) -> str:
    screen = app.screen
    texts = [str(each.render()) for each in screen.query(Static)]
    for lines in screen.query(OptionLines):
        texts += [f"{each.label}  {each.more}" for each in lines.options]
    return "\n".join([*texts, *(each._text for each in screen.query("TextLines"))])


@pytest.fixture
def reach(until: Any) -> Any:
    async def wait(pilot: Any, kind: Any, words: str = "") -> None:
        await until(
            pilot,
            lambda: (
                type(pilot.app.screen) is kind
                and pilot.app.screen.focused is not None
                and words in shown(pilot.app)
            ),
        )

    return wait


async def test_lists_are_placed_told_and_added_in_one_step(
    live: Any, tmp_path: Path, settle: Any, reach: Any, until: Any
) -> None:
    file = tmp_path / "retro.md"
    file.write_text(BOARD)
    app = live.app("board")
    before = sum(len(column) for column in live.texts())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await reach(pilot, FileForm, "Import a board")
        app.screen.query_one("#field-file").insert_text_at_cursor(str(file))
        await pilot.press("enter")
        await reach(pilot, Choose, "2 lists still need a stage.")
        assert "Connect: 1 touchpoint  to Connect" in shown(app)
        assert "Start: 2 touchpoints  no stage yet" in shown(app)
        assert "Go on" not in shown(app)
        await pilot.press("2")
        await reach(pilot, Choose, "“Start” goes to")
        await pilot.press("2")
        await reach(pilot, Choose, "1 list still needs a stage.")
        await pilot.press("3")
        await reach(pilot, Choose, "“Later” goes to")
        await pilot.press("5")
        await reach(pilot, Choose, "Go on with 3 touchpoints")
        await pilot.press("enter")
        await reach(pilot, Telling, "Add 3 touchpoints?")
        assert "Start: to Assist, 2 new" in shown(app)
        assert "Later: left out" in shown(app)
        assert sum(len(column) for column in live.texts()) == before
        await pilot.press("enter")
        await reach(pilot, Telling, "3 touchpoints added")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is live.main(app))
        assert "Answer the form" in live.texts()[1]
    undo(live.seat)
    assert sum(len(column) for column in live.texts()) == before


async def test_a_guest_pastes_a_plain_list_and_chooses_its_stage(
    live: Any, settle: Any, reach: Any
) -> None:
    app = live.app("board", hosted=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await reach(pilot, FileForm, "care import board FILE on the host")
        app.screen.focused.post_message(events.Paste("- Ring back\n- Say sorry\n"))
        await pilot.press("ctrl+s")
        await reach(pilot, Choose, "The list without a name: 2 touchpoints  no stage yet")
        await pilot.press("1")
        await reach(pilot, Choose, "The list without a name goes to")
        await pilot.press("3")
        await reach(pilot, Choose, "Go on with 2 touchpoints")
        await pilot.press("enter")
        await reach(pilot, Telling, "to Resolve, 2 new")


async def test_what_is_no_board_is_said_beside_the_file(
    live: Any, tmp_path: Path, settle: Any, reach: Any
) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("Date,Amount\n2026-11-02,4\n2026-11-03,5\n")
    app = live.app("board")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("I")
        await reach(pilot, FileForm)
        app.screen.query_one("#field-file").insert_text_at_cursor(str(file))
        await pilot.press("enter")
        await reach(pilot, FileForm, "The file is a table, but not a board")
