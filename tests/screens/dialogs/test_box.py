"""Dialogs on a screen too low for them: what has the focus is seen, and so is that there is more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from screens.core.store_calls import Outcome
from screens.dialogs.box import Box, Passage
from screens.dialogs.choose import Choose, Option, OptionLines
from screens.dialogs.confirm import Answers, Confirm
from screens.forms.fields import TextField
from screens.forms.form import Form

if TYPE_CHECKING:
    from tests.screens.conftest import Staged

SIZES = [(60, 18), (80, 24)]
LONG = "A sentence that is read before anything is typed. " * 20


async def _save(_values: dict[str, str]) -> Outcome[str]:
    raise AssertionError("nothing is saved here")


def _long_form() -> Form:
    fields = [TextField(f"f{n}", f"Field {n}", required=n == 19) for n in range(20)]
    return Form("A long form", fields, _save, intro=LONG)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_field_with_the_focus_is_seen_and_that_there_are_more(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=size) as pilot:
        await settle(pilot)
        form = _long_form()
        await show.app.push_screen(form)
        await settle(pilot)
        assert form.query_one("#fields", VerticalScroll).show_vertical_scrollbar
        for _ in range(20):
            assert form.focused is not None
            assert form.can_view_entire(form.focused), form.focused.id
            await pilot.press("tab")
            await settle(pilot)
        await pilot.resize_terminal(60, 18)
        await settle(pilot)
        assert form.focused is not None
        assert form.can_view_entire(form.focused)


async def test_what_is_wrong_with_a_field_is_seen_below_it(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(60, 18)) as pilot:
        await settle(pilot)
        form = _long_form()
        await show.app.push_screen(form)
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert form.focused is form.query_one("#field-f19")
        assert form.can_view_entire(form.query_one("#problem-f19", Static))
        assert form.can_view_entire(form.query_one("#field-f19"))


async def test_a_long_question_scrolls_above_its_answers(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(60, 18)) as pilot:
        await settle(pilot)
        question = Confirm("Really?", LONG)
        await show.app.push_screen(question)
        await settle(pilot)
        assert question.can_view_entire(question.query_one(Answers))
        passage = question.query_one(Passage)
        assert passage.show_vertical_scrollbar
        await pilot.press("pagedown")
        await settle(pilot)
        assert passage.scroll_offset.y == passage.scrollable_content_region.height - 1


async def test_the_option_under_the_cursor_is_seen(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(start="board")
    async with show.app.run_test(size=(60, 18)) as pilot:
        await settle(pilot)
        options = [Option(str(n), f"Option {n}") for n in range(14)]
        choose = Choose("Which?", options, detail="Two lines are said before.\nThis is one.")
        await show.app.push_screen(choose)
        await settle(pilot)
        await pilot.press("end")
        await settle(pilot)
        lines, box = choose.query_one(OptionLines), choose.query_one(Box)
        cursor = lines.content_region.y + lines.cursor - lines.scroll_offset.y
        assert lines.cursor == 13
        assert box.content_region.y <= cursor < box.content_region.bottom
        assert lines.show_vertical_scrollbar
