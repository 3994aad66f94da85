"""The playbook by its real keys: every idea can be reached and read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from screens.playbook.view import PlaybookView
from screens.widgets.document_view import DocumentView
from store.domain.playbook import PLAYBOOK, PRACTICE
from store.domain.stages import STAGES, Stage

if TYPE_CHECKING:
    from tests.conftest import Live

SIZES = [(80, 24), (120, 36), (160, 45)]


async def read_whole(app: App[Any], pilot: Pilot[Any]) -> str:
    """All the words of the open chapter, read by scrolling down to its end."""
    page = app.screen.query_one(DocumentView)
    await pilot.press("home")
    lines: dict[int, str] = {}
    while True:
        await pilot.pause()
        for y in range(page.size.height):
            strip = page.render_line(y)
            lines[y + page.scroll_offset.y] = "".join(segment.text for segment in strip)
        if page.scroll_offset.y >= page.max_scroll_y:
            return "\n".join(text for _, text in sorted(lines.items()))
        await pilot.press("pagedown")


def first_words(text: str) -> str:
    """Words that stand on one line whatever the width."""
    return " ".join(text.split()[:4])


@pytest.mark.parametrize("size", SIZES)
async def test_every_chapter_can_be_read_whole(
    live: Live, settle: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> None:
    app = live.app("playbook")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = await read_whole(app, pilot)
        for step in PRACTICE.steps:
            assert first_words(step.text) in text
        for idea in (PRACTICE.what, PRACTICE.audience, PRACTICE.takeaway, *PRACTICE.when):
            assert first_words(idea) in text
        for stage in STAGES:
            await pilot.press("l")
            text = await read_whole(app, pilot)
            advice = PLAYBOOK[stage]
            ideas = (advice.aim, advice.idea, advice.special, advice.output)
            for idea in (*ideas, *advice.questions, *advice.moves):
                assert first_words(idea) in text
            assert advice.special_name in text


async def test_left_and_right_turn_the_chapters_and_stop_at_the_ends(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = live.app("playbook")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        view = live.main(app).query_one(PlaybookView)
        await pilot.press("left")
        await settle(pilot)
        assert view.chapter == 0
        await pilot.press(*["right"] * 6)
        await settle(pilot)
        assert view.chapter == 4


async def test_a_turned_chapter_begins_at_its_head(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = live.app("playbook")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page = app.screen.query_one(DocumentView)
        await pilot.press("end")
        await settle(pilot)
        assert page.scroll_offset.y > 0
        await pilot.press("l")
        await settle(pilot)
        assert page.scroll_offset.y == 0


async def test_somebody_may_come_for_a_stage(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await live.main(app).show("playbook", stage=Stage.RESOLVE)
        await settle(pilot)
        assert live.main(app).query_one(PlaybookView).chapter == 3


async def test_a_chapter_is_opened_by_a_click(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = live.app("playbook")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click("Chapters", offset=(9, 0))
        await settle(pilot)
        assert live.main(app).query_one(PlaybookView).chapter == 1
