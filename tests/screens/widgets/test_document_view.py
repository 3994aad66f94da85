"""The page: its cursor walks over the stops of a sheet and keeps them in view."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size

from screens.core.app_context import Appearance
from screens.theme.themes import themes
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import Span, StyledLines, side_by_side


class OnePage(App[None]):
    """An app that shows one sheet."""

    def __init__(self, draw: Any) -> None:
        super().__init__()
        self.draw = draw
        self.heard = []
        self.moves: list[str] = []
        self.app_context = SimpleNamespace(appearance=Appearance())
        for theme in themes():
            self.register_theme(theme)
        self.theme = "care-dark"

    def compose(self) -> ComposeResult:
        yield DocumentView(self.draw)

    def on_mount(self) -> None:
        self.query_one(DocumentView).focus()

    def on_document_view_turned(self, message: Any) -> None:
        self.heard.append(message.by)

    def on_document_view_moved(self, message: Any) -> None:
        self.moves.append(message.key)

    def on_document_view_pressed(self, message: Any) -> None:
        self.heard.append(message.key)


def listing(size: Size, cursor: str) -> StyledLines:
    """A head, ten stops of three lines each, and a foot."""
    sheet = StyledLines([(Span("head"),)])
    for number in range(10):
        role = "cursor" if cursor == str(number) else ""
        sheet.stop(str(number), [(Span(f"{number}.{line}", role),) for line in range(3)], 20)
    sheet.add((Span("foot"),))
    return sheet


def grid(size: Size, cursor: str) -> StyledLines:
    """Three columns with two stops each, over one stop across them all."""
    columns = []
    for letter in "abc":
        column = StyledLines()
        for number in "12":
            column.stop(letter + number, [(Span(letter + number),)], 9)
        columns.append(column)
    sheet = side_by_side(columns, [10, 10, 10])
    sheet.stop("all", [(Span("all"),)], size.width)
    return sheet


def shown(page: Any) -> list[str]:
    return [
        "".join(segment.text for segment in page.render_line(y)).strip()
        for y in range(page.size.height)
    ]


async def test_what_has_the_cursor_is_always_wholly_in_view() -> None:
    app = OnePage(listing)
    async with app.run_test(size=(40, 8)) as pilot:
        page = app.query_one(DocumentView)
        for keys in (["j"] * 9, ["k"] * 9):
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
                assert {f"{page.cursor}.{line}" for line in range(3)} <= set(shown(page))


async def test_the_head_shows_with_the_first_stop_and_the_foot_with_the_last() -> None:
    app = OnePage(listing)
    async with app.run_test(size=(40, 8)) as pilot:
        page = app.query_one(DocumentView)
        await pilot.press("end")
        await pilot.pause()
        assert (page.cursor, "foot" in shown(page)) == ("9", True)
        await pilot.press("home")
        await pilot.pause()
        assert (page.cursor, "head" in shown(page)) == ("0", True)
        await pilot.press("pagedown")
        await pilot.pause()
        assert page.cursor == "2"


@pytest.mark.parametrize(
    ("keys", "stop"),
    [
        ("l", "b1"),
        ("ll", "c1"),
        ("jl", "b2"),
        ("lljj", "all"),
        ("lljjk", "c2"),
        ("lljjkh", "b2"),
        ("lh", "a1"),
    ],
)
async def test_the_cursor_keeps_to_its_column(keys: str, stop: str) -> None:
    app = OnePage(grid)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press(*keys)
        assert app.query_one(DocumentView).cursor == stop


async def test_down_goes_to_what_lies_below_even_where_something_else_is_nearer() -> None:
    def draw(size: Size, cursor: str) -> StyledLines:
        low, high = StyledLines([()]), StyledLines()
        low.stop("below", [(Span("below"),)], 9)
        high.stop("nearer", [(Span("nearer"),)], 9)
        inner = StyledLines()
        inner.stop("first", [(Span("first"),)], 9)
        inner.add_block(side_by_side([low, high], [10, 10]))
        sheet = StyledLines()
        sheet.add_block(inner, 1)
        return sheet

    app = OnePage(draw)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("j")
        assert app.query_one(DocumentView).cursor == "below"


async def test_where_there_is_no_stop_on_a_side_it_says_so() -> None:
    app = OnePage(grid)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("h", "l", "l", "l")
        await pilot.pause()
        assert app.heard == [-1, 1]


async def test_a_click_moves_the_cursor_and_a_second_one_opens() -> None:
    app = OnePage(grid)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.click(DocumentView, offset=(12, 1))
        await pilot.pause()
        assert (app.query_one(DocumentView).cursor, app.heard) == ("b2", [])
        await pilot.click(DocumentView, offset=(12, 1))
        await pilot.pause()
        assert app.heard == ["b2"]


async def test_when_its_stop_is_gone_the_cursor_goes_to_the_one_in_its_place() -> None:
    kept = [str(number) for number in range(10)]

    def draw(size: Size, cursor: str) -> StyledLines:
        sheet = StyledLines()
        for key in kept:
            sheet.stop(key, [(Span(key),)], 20)
        return sheet

    app = OnePage(draw)
    async with app.run_test(size=(40, 20)) as pilot:
        page = app.query_one(DocumentView)
        await pilot.press("j", "j")
        kept.remove("2")
        page.redraw()
        assert page.cursor == "3"
        kept[:] = ["0"]
        page.redraw()
        assert page.cursor == "0"


async def test_another_theme_repaints_it() -> None:
    app = OnePage(listing)
    async with app.run_test(size=(40, 8)) as pilot:
        page = app.query_one(DocumentView)
        before = [segment.style for segment in page.render_line(1)]
        app.theme = "care-light"
        await pilot.pause()
        assert [segment.style for segment in page.render_line(1)] != before


async def test_nothing_is_drawn_while_nothing_changes() -> None:
    drawn = []

    def draw(size: Size, cursor: str) -> StyledLines:
        drawn.append(cursor)
        return listing(size, cursor)

    app = OnePage(draw)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        before = len(drawn)
        await pilot.press("k")
        app.query_one(DocumentView).refresh()
        await pilot.pause()
        assert len(drawn) == before


async def test_the_page_is_laid_out_inside_its_border_and_beside_its_scroll_bar() -> None:
    widths = []

    def draw(size: Size, cursor: str) -> StyledLines:
        widths.append(size.width)
        return listing(size, cursor)

    app = OnePage(draw)
    async with app.run_test(size=(40, 10)) as pilot:
        page = app.query_one(DocumentView)
        page.styles.border = ("round", "white")
        await pilot.pause()
        assert widths[-1] == page.scrollable_content_region.width == 37


async def test_a_page_without_stops_says_nothing_however_often_it_is_redrawn() -> None:
    def draw(_size: Size, _cursor: str) -> StyledLines:
        return StyledLines()

    app = OnePage(draw)
    async with app.run_test(size=(40, 10)) as pilot:
        for _ in range(3):
            app.query_one(DocumentView).redraw()
            await pilot.pause()
        assert app.moves == []
