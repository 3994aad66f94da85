from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget

from screens.theme.glyphs import glyphs_for
from screens.theme.themes import stage_variable_defaults, themes
from screens.widgets.board.board_cards import CardList
from screens.widgets.board.board_column import ColumnView
from screens.widgets.board.board_widget import EMPTY_BOARD, BoardOptions, BoardWidget
from store.domain.stages import Stage
from store.models.touchpoint import Board
from tests.screens.widgets.board.boards import board, card, with_column

WIDE, SMALL = (120, 36), (80, 24)


class Host(App[None]):
    def __init__(self, columns: Board, *, ascii: bool = False) -> None:
        super().__init__()
        self.board = BoardWidget(columns, glyphs=glyphs_for(ascii))
        for theme in themes():
            self.register_theme(theme)
        self.theme = "care-dark"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return stage_variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.board

    def shown(self, stage: Stage) -> list[str]:
        """The lines of a column's cards, as they are on the screen."""
        cards = self.board.query(CardList)[stage.position]
        return [cards.render_line(y).text.rstrip() for y in range(cards.size.height)]


@contextmanager
def repaints() -> Iterator[list[tuple[Widget, tuple[Region, ...]]]]:
    """What is asked to be repainted: each widget with its regions, none meaning all of it."""
    asked: list[tuple[Widget, tuple[Region, ...]]] = []
    refresh = Widget.refresh

    def noted(self: Widget, *regions: Region, **more: bool) -> Widget:
        asked.append((self, regions))
        return refresh(self, *regions, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Widget, "refresh", noted)
        yield asked


def cells(asked: list[tuple[Widget, tuple[Region, ...]]]) -> int:
    """How many cells are repainted; every widget must have said which."""
    assert all(regions for _, regions in asked)
    return sum(region.area for _, regions in asked for region in regions)


async def test_a_move_repaints_the_two_cards_it_touches() -> None:
    app = Host(board(8, 8, 8, 8))
    async with app.run_test(size=WIDE) as pilot:
        with repaints() as asked:
            await pilot.press("down")
        connect = app.board.query(CardList)[0]
        assert {widget for widget, _ in asked} == {connect}
        assert cells(asked) == 2 * 2 * connect.size.width
        with repaints() as asked:
            await pilot.press("right")
        title = len("┌─ C Connect ") + len("┌─ A Assist ")
        assert cells(asked) == 2 * 2 * connect.size.width + title


async def test_scrolling_repaints_one_column() -> None:
    app = Host(board(50, 50, 50, 50))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*["down"] * 9)
        with repaints() as asked:
            await pilot.press("down", "down")
        column = app.board.query(ColumnView)[0]
        assert {widget for widget, _ in asked} == {column, column.cards}
        assert cells(asked) < 2 * column.size.area


async def test_new_data_repaints_only_the_cards_that_changed() -> None:
    columns = board(8, 8, 8, 8)
    app = Host(columns)
    async with app.run_test(size=WIDE) as pilot:
        with repaints() as asked:
            app.board.columns = board(8, 8, 8, 8)
            await pilot.pause()
        assert asked == []
        cards = columns[1].touchpoints
        worse = (cards[0], replace(cards[1], friction=2), *cards[2:])
        with repaints() as asked:
            app.board.columns = with_column(columns, Stage.ASSIST, worse)
            await pilot.pause()
        assist = app.board.query(CardList)[1]
        assert asked[0] == (assist, (Region(0, 4, assist.size.width, 1),))
        assert [widget for widget, _ in asked[1:]] == [assist.parent]  # Its head counts friction.
        assert app.shown(Stage.ASSIST)[4] == "▌web  ▲▲"


async def test_blank_lines_part_cards_only_where_there_is_room() -> None:
    for size, gap in ((WIDE, True), (SMALL, False)):
        app = Host(board(3, 0, 0, 0))
        async with app.run_test(size=size):
            assert ("" in app.shown(Stage.CONNECT)[:7]) is gap


async def test_options_show_on_the_cards_they_name() -> None:
    app = Host(board(3, 0, 0, 0))
    async with app.run_test(size=WIDE):
        app.board.options = BoardOptions(
            my_votes={"connect-0": 2},
            marked=frozenset({"connect-1"}),
            private=frozenset({"connect-2"}),
        )
        lines = app.shown(Stage.CONNECT)
        assert (lines[1], lines[4], lines[7]) == ("█web  ●●", "▌◆ web", "▌private · web")


async def test_every_line_is_as_wide_as_the_screen_whatever_people_write() -> None:
    names = [
        "客服中心的第一通電話",
        "👩\u200d👩\u200d👧 family",
        "\x1b[31mred\x1b]0;title\x07",
        "[/]",
        "e\u0301",
    ]
    cards = tuple(
        replace(card(Stage.CONNECT, number), text=name * 5) for number, name in enumerate(names)
    )
    app = Host(with_column(EMPTY_BOARD, Stage.CONNECT, cards))
    async with app.run_test(size=SMALL):
        lines = app.screen._compositor.render_strips()
        assert {line.cell_length for line in lines} == {80}
        drawn = "".join(line.text for line in lines)
        assert drawn.isprintable()
        assert "[/][/]" in drawn


async def test_ascii_draws_nothing_but_ascii() -> None:
    columns = with_column(
        board(40, 0, 3, 3),
        Stage.RESOLVE,
        (replace(card(Stage.RESOLVE, 0), text="Café 日本", friction=3, notes="n", votes=1),),
    )
    app = Host(columns, ascii=True)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("end", "right", "right")
        drawn = "".join(line.text for line in app.screen._compositor.render_strips())
        assert drawn.isascii()
        assert ">Cafe ??" in drawn


async def test_the_first_paint_is_whole_and_a_change_of_size_or_theme_too() -> None:
    app = Host(board(30, 3, 3, 3))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end")
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        lines = [line for line in app.shown(Stage.CONNECT) if line]
        assert lines[-3:] == ["█Connect", "█touchpoint 29", "█web"]
        app.theme = "care-light"
        await pilot.pause()
        background = app.theme_variables["background"]
        style = list(app.board.query(CardList)[1].render_line(0))[1].style
        assert style is not None and style.bgcolor is not None
        assert style.bgcolor.name.upper() == background
        await pilot.resize_terminal(3, 2)
        await pilot.press("down", "up", "right")
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert app.shown(Stage.ASSIST)[0].endswith("Assist touchpoint 0")


async def test_thousands_of_cards_are_painted_a_screenful_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from screens.widgets.board.board_paint import CardPainter

    painted: list[str] = []
    paint = CardPainter._paint
    monkeypatch.setattr(
        CardPainter,
        "_paint",
        lambda self, touchpoint, state: (
            painted.append(touchpoint.id) or paint(self, touchpoint, state)
        ),
    )
    app = Host(board(5000, 5000, 5000, 5000))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end", "home", "pagedown", "right", "end")
    assert len(painted) < 300
