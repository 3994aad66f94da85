"""Only what the terminal does not show yet is written, and nothing is ever missing."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from care_tui.terminal.diff_rendering import ChangedRows, Changes, PaintedLines

if TYPE_CHECKING:
    from tests.conftest import Live

WIDTH, ROWS = 40, 13
RED = Style(color="red")
PLAIN = Style()
STYLES = [
    RED,
    PLAIN,
    Style(bgcolor="blue"),
    Style(color="red", reverse=True),
    Style(color="red", underline=True),
    Style(bold=True, meta={"row": 1}),
    Style(meta={"row": 2}),
    Style(link="https://example.org", meta={"row": 3}),
]
MORE_STYLES = [
    Style(color="red", bold=True),
    Style(color="#102030", bgcolor="#405060", dim=True),
    Style(color="#102030", bgcolor="#405060", italic=True),
    Style(bgcolor="#405060", bold=True, underline=True),
    Style(strike=True),
]
rows = st.lists(
    st.tuples(st.text(alphabet="ab 漢é", max_size=12), st.sampled_from(STYLES)), max_size=6
)


def strip_of(parts: Any) -> Strip:
    return Strip([Segment(text, style) for text, style in parts]).adjust_cell_length(WIDTH, PLAIN)


def whole(lines: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[line] for line in lines], Region(0, 0, WIDTH, len(lines)))


def look(letter: str, style: Style) -> tuple[object, ...]:
    """What the eye sees of a cell: a blank has no ink, unless it is turned or underlined."""
    inked = letter != " " or style.reverse or style.underline
    ink = (style.color, style.bold) if inked else None
    lines = (bool(style.reverse), bool(style.underline), style.link)
    return letter, ink, style.bgcolor, lines


class Glass:
    """What a terminal would show: a cell for each column, wide letters taking two."""

    def __init__(self, height: int) -> None:
        self.cells = [[look("?", PLAIN)] * WIDTH for _ in range(height)]
        self.written = 0

    def show(self, update: Any) -> None:
        if update is None:
            return
        assert isinstance(update, Changes)
        for x, y, strip in update.pieces:
            for text, style, _ in strip:
                for letter in text:
                    wide = Segment(letter).cell_length == 2
                    self.cells[y][x] = look(letter, style or PLAIN)
                    if wide:
                        self.cells[y][x + 1] = look("", style or PLAIN)
                    x += 2 if wide else 1
                    self.written += 1


def glass_of(lines: list[Strip]) -> list[list[tuple[object, ...]]]:
    glass = Glass(len(lines))
    glass.show(Changes([(0, y, line) for y, line in enumerate(lines)]))
    return glass.cells


@given(st.lists(st.lists(rows, min_size=3, max_size=3), min_size=1, max_size=6))
def test_the_terminal_shows_the_last_update_whatever_came_before(screens: Any) -> None:
    painted, glass = PaintedLines(), Glass(3)
    for screen in screens:
        lines = [strip_of(row) for row in screen]
        glass.show(painted.only_changes(whole(lines)))
        assert glass.cells == glass_of(lines)


def shown_by_a_terminal(written: str) -> list[list[object]]:
    """What a terminal shows for ``written``: letters, and of their look what can be seen."""
    screen = pyte.Screen(WIDTH, ROWS)
    pyte.Stream(screen).feed(written)
    cells = [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(ROWS)]
    return [
        [
            cell._replace(fg="", bold=False, italics=False)
            if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough)
            else cell
            for cell in row
        ]
        for row in cells
    ]


@given(
    st.lists(
        st.tuples(st.text(alphabet="ab ", max_size=6), st.sampled_from([*STYLES, *MORE_STYLES])),
        min_size=1,
        max_size=12,
    )
)
def test_a_terminal_shows_the_same_as_if_every_style_was_written_whole(parts: Any) -> None:
    pieces = [(0, row, strip_of([part])) for row, part in enumerate(parts)]
    pieces.append((0, len(parts), strip_of(parts)))
    console = Console(color_system="truecolor", force_terminal=True)
    whole_styles = "".join(
        Control.move_to(x, y).segment.text + strip.render(console) for x, y, strip in pieces
    )
    written = Changes(pieces).render_segments(console)
    assert shown_by_a_terminal(written) == shown_by_a_terminal(whole_styles)


def test_what_lies_apart_is_written_colour_by_colour() -> None:
    console = Console(color_system="truecolor", force_terminal=True)
    one, other = Style(color="#102030"), Style(color="#405060")
    line = Strip([Segment("ab", one), Segment("cd", other), Segment("ef", one)])
    written = Changes([(0, 0, line), (0, 1, line)]).render_segments(console)
    assert (written.count("16;32;48"), written.count("64;80;96")) == (1, 1)
    assert "ab\x1b[2Cef" in written


def test_a_style_that_stays_is_written_once() -> None:
    console = Console(color_system="truecolor", force_terminal=True)
    bold = Style(color="red", bgcolor="blue", bold=True)
    plain = Style(color="red", bgcolor="blue")
    pieces = [(0, 0, Strip([Segment("a", plain), Segment("b", plain), Segment("c", bold)])),
              (0, 1, Strip([Segment("d", plain)]))]  # fmt: skip
    assert Changes(pieces).render_segments(console) == (
        "\x1b[1;1H\x1b[31;44mab\x1b[1mc\x1b[2;1H\x1b[22md\x1b[0m"
    )


@given(rows, rows, st.integers(0, WIDTH - 1), st.integers(1, WIDTH))
def test_a_partial_update_and_a_whole_one_after_it_agree(
    first: Any, second: Any, left: Any, width: Any
) -> None:
    before, after = strip_of(first), strip_of(second)
    painted, glass = PaintedLines(), Glass(1)
    glass.show(painted.only_changes(whole([before])))
    right = min(WIDTH, left + width)
    glass.show(painted.only_changes(Changes([(left, 0, after.crop(left, right))])))
    glass.show(painted.only_changes(whole([after])))
    assert glass.cells == glass_of([after])


def test_nothing_is_written_twice() -> None:
    lines = [strip_of([("one", RED)]), strip_of([("two", PLAIN)])]
    painted = PaintedLines()
    assert painted.only_changes(whole(lines)) is not None
    assert painted.only_changes(whole(lines)) is None
    painted.forget()
    assert painted.only_changes(whole(lines)) is not None


def test_a_large_terminal_that_is_mostly_blank_takes_little_memory() -> None:
    painted = PaintedLines()
    wide, high = 500, 200
    strip = Strip([Segment("Welcome", RED), Segment(" " * (wide - 7), PLAIN)])
    tracemalloc.start()
    try:
        painted.only_changes(LayoutUpdate([[strip] for _ in range(high)], Region(0, 0, wide, high)))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < 12 * wide * high


def test_a_changed_letter_costs_a_letter() -> None:
    painted, glass = PaintedLines(), Glass(1)
    glass.show(painted.only_changes(whole([strip_of([("card one", PLAIN)])])))
    glass.written = 0
    glass.show(painted.only_changes(whole([strip_of([("card two", PLAIN)])])))
    assert glass.written == 3


def test_what_cannot_be_seen_costs_nothing() -> None:
    painted = PaintedLines()
    shown = [("card", PLAIN), (" " * 20, PLAIN), ("end", Style(meta={"row": 1}))]
    alike = [("card", PLAIN), (" " * 20, RED), ("end", Style(meta={"row": 2}))]
    painted.only_changes(whole([strip_of(shown)]))
    assert painted.only_changes(whole([strip_of(alike)])) is None


@pytest.mark.parametrize("text", ["漢 one", "漢 one q\u0301", "日 abc ม้", "👍🏽 one"])
def test_a_line_with_letters_not_one_cell_wide_is_written_whole(text: str) -> None:
    painted = PaintedLines()
    line = strip_of([(text, PLAIN)])
    for _ in range(2):
        update = painted.only_changes(whole([line]))
        assert isinstance(update, Changes)
        assert [(x, y, strip.text) for x, y, strip in update.pieces] == [(0, 0, line.text)]


class Layers(App[None]):
    """Widgets beside, within and over each other, one of them scrolled."""

    CSS = """
    Screen { layers: below above; }
    VerticalScroll { border: round red; width: 1fr; height: 8; }
    #over { layer: above; offset: 12 3; width: 14; height: 4; background: blue; }
    """

    def compose(self) -> ComposeResult:
        yield Static("At the top")
        with Horizontal():
            yield VerticalScroll(Static("\n".join(f"left {row}" for row in range(20)), id="long"))
            yield VerticalScroll(Static("right"))
        yield Static("Over the others", id="over")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).scroll_to(y=5, animate=False)


async def test_changed_rows_are_drawn_as_if_everything_was() -> None:
    app = Layers()
    async with app.run_test(size=(WIDTH, 10)) as pilot:
        await pilot.pause()
        everything = glass_of(app.screen._compositor.render_strips())
        changed_rows = ChangedRows()
        changed_rows.reflow(app.screen, app.screen.size)
        for region in (
            Region(x, y, width, height)
            for x in (0, 7, 20)
            for y in (0, 2, 9)
            for width in (1, 20)
            for height in (1, 4)
        ):
            glass, seen = Glass(10), Region(0, 0, WIDTH, 10).intersection(region)
            changed_rows._dirty_regions = {seen}
            glass.show(PaintedLines().only_changes(changed_rows.render_update()))
            for y in seen.line_range:
                assert glass.cells[y][seen.x : seen.right] == everything[y][seen.x : seen.right]


async def test_only_widgets_in_the_changed_rows_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    app, drawn = Layers(), []
    async with app.run_test(size=(WIDTH, 10)) as pilot:
        await pilot.pause()
        changed_rows = ChangedRows()
        changed_rows.reflow(app.screen, app.screen.size)
        draw = Static.render_lines
        monkeypatch.setattr(
            Static,
            "render_lines",
            lambda self, crop: drawn.append((self.id, crop)) or draw(self, crop),
        )
        changed_rows._dirty_regions = {Region(0, 1, 5, 2)}
        changed_rows.render_update()
        assert [(name, crop.height) for name, crop in drawn] == [("long", 1)]
        drawn.clear()
        changed_rows._dirty_regions = {Region(1, 2, 2, 1), Region(13, 4, 2, 1)}
        changed_rows.render_update()
        assert [name for name, _ in drawn] == ["over", "long"]


async def test_what_changed_apart_is_drawn_apart() -> None:
    app = Layers()
    async with app.run_test(size=(WIDTH, 10)) as pilot:
        await pilot.pause()
        changed_rows = ChangedRows()
        changed_rows.reflow(app.screen, app.screen.size)
        changed_rows._dirty_regions = {Region(1, 2, 3, 1), Region(30, 2, 4, 1), Region(3, 2, 5, 1)}
        update = changed_rows.render_update()
        assert isinstance(update, Changes)
        assert [(x, y, strip.cell_length) for x, y, strip in update.pieces] == [
            (1, 2, 7),
            (30, 2, 4),
        ]
        assert changed_rows.render_update() is None


@pytest.mark.parametrize(("answered_within", "painted"), [(60.0, 0), (-1.0, 1)])
async def test_a_size_told_again_is_an_answer_at_first_and_a_change_later(
    live: Live,
    until: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    answered_within: float,
    painted: int,
) -> None:
    app = live.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.app_context.seat is not None)
        calls = []
        monkeypatch.setattr("care_tui.app._ANSWERED", answered_within)
        monkeypatch.setattr(app, "_repaint_all", calls.append)
        app.post_message(Resize(app.size, app.size))
        await pilot.pause()
        assert len(calls) == painted
