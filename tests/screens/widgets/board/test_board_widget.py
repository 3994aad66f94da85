from dataclasses import replace

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown

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
        self.moved: list[BoardWidget.CursorMoved] = []
        self.opened: list[BoardWidget.Opened] = []
        self.board = BoardWidget(columns, glyphs=glyphs_for(ascii))
        for theme in themes():
            self.register_theme(theme)
        self.theme = "care-dark"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return stage_variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.board

    def on_board_widget_cursor_moved(self, event: BoardWidget.CursorMoved) -> None:
        self.moved.append(event)

    def on_board_widget_opened(self, event: BoardWidget.Opened) -> None:
        self.opened.append(event)

    @property
    def cursor_id(self) -> str | None:
        touchpoint = self.board.cursor[1]
        return touchpoint.id if touchpoint else None

    def shown(self, stage: Stage) -> list[str]:
        """The lines of a column's cards, as they are on the screen."""
        cards = self.board.query(CardList)[stage.position]
        return [cards.render_line(y).text.rstrip() for y in range(cards.size.height)]

    def edges(self, stage: Stage) -> tuple[str, str]:
        """A column's top and bottom border."""
        column = self.board.query(ColumnView)[stage.position]
        return column.render_line(0).text, column.render_line(column.size.height - 1).text


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_arrows_and_letters_move_and_say_where_to(size: tuple[int, int]) -> None:
    app = Host(board(3, 3, 3, 3))
    async with app.run_test(size=size) as pilot:
        await pilot.press("down", "j", "right", "l", "k")
        assert app.cursor_id == "resolve-1"
        await pilot.press("left", "h", "up", "up")
        assert app.board.cursor == (Stage.CONNECT, card(Stage.CONNECT, 0))
        await pilot.press("left")
    ids = [event.touchpoint.id if event.touchpoint else None for event in app.moved]
    assert ids == [
        *("connect-0", "connect-1", "connect-2", "assist-2", "resolve-2", "resolve-1"),
        *("assist-1", "connect-1", "connect-0"),
    ]
    assert app.moved[-1].control is app.board


async def test_home_end_and_pages_stay_in_the_column() -> None:
    app = Host(board(1, 40, 1, 1))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("right", "end")
        assert app.cursor_id == "assist-39"
        await pilot.press("home", "pagedown")
        whole_page = int(app.cursor_id.removeprefix("assist-")) if app.cursor_id else 0
        assert 3 < whole_page < 12
        await pilot.press("pageup")
        assert app.cursor_id == "assist-0"


async def test_moves_to_the_side_keep_to_the_line_they_came_from() -> None:
    tall = replace(card(Stage.ASSIST, 0), text="a long text that takes up many lines " * 4)
    columns = with_column(board(8, 0, 8, 8), Stage.ASSIST, (tall, card(Stage.ASSIST, 1)))
    app = Host(columns)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down", "right")
        assert app.cursor_id == "assist-0"
        await pilot.press("right")
        assert app.cursor_id == "resolve-1"
        await pilot.press("left", "left")
        assert app.cursor_id == "connect-1"


async def test_a_column_scrolls_on_its_own_and_says_what_is_out_of_view() -> None:
    app = Host(board(50, 50, 2, 0))
    async with app.run_test(size=WIDE) as pilot:
        before = app.shown(Stage.ASSIST)
        await pilot.press("end")
        last = [line for line in app.shown(Stage.CONNECT) if line][-2:]
        assert last == ["█Connect touchpoint 49", "█web"]
        assert app.shown(Stage.ASSIST) == before
        in_view = len([line for line in app.shown(Stage.CONNECT) if "touchpoint" in line])
        assert f"↑ {50 - in_view} more" in app.edges(Stage.CONNECT)[0]
        assert "more" not in app.edges(Stage.CONNECT)[1]
        assert "↓" in app.edges(Stage.ASSIST)[1]
        assert " 50" in "".join(app.edges(Stage.CONNECT))
        assert "↓" not in app.edges(Stage.RESOLVE)[1]


async def test_the_wheel_scrolls_the_column_under_the_pointer_only() -> None:
    app = Host(board(50, 50, 0, 0))
    async with app.run_test(size=WIDE) as pilot:
        assist = app.board.query(CardList)[1]
        wheel = MouseScrollDown(assist, 3, 3, 0, 1, 0, False, False, False)
        assist.post_message(wheel)
        await pilot.pause()
        assert app.shown(Stage.ASSIST)[0] == "▌Assist touchpoint 1"
        assert app.shown(Stage.CONNECT)[0] == "█Connect touchpoint 0"
        assert app.cursor_id == "connect-0"


async def test_a_click_puts_the_cursor_on_a_card_and_a_second_opens_it() -> None:
    app = Host(board(5, 5, 5, 5))
    async with app.run_test(size=WIDE) as pilot:
        assist = app.board.query(CardList)[1]
        await pilot.click(assist, offset=(4, 4))
        assert app.cursor_id == "assist-1"
        assert app.opened == []
        await pilot.double_click(assist, offset=(4, 7))
        assert [event.touchpoint.id for event in app.opened] == ["assist-2"]
        await pilot.double_click(app.board.query(CardList)[2], offset=(4, 30))
        assert app.board.cursor[0] is Stage.RESOLVE
        assert len(app.opened) == 1


async def test_the_cursor_follows_its_touchpoint_wherever_it_goes() -> None:
    columns = board(3, 3, 0, 3)
    app = Host(columns)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down")
        first, second, third = columns[0].touchpoints
        app.board.columns = with_column(columns, Stage.CONNECT, (second, first, third))
        assert app.board.cursor == (Stage.CONNECT, second)
        moved = replace(second, stage=Stage.RESOLVE)
        columns = with_column(columns, Stage.CONNECT, (first, third))
        app.board.columns = with_column(columns, Stage.RESOLVE, (moved,))
        assert app.board.cursor == (Stage.RESOLVE, moved)
        app.board.columns = columns
        assert app.board.cursor == (Stage.RESOLVE, None)


async def test_when_its_touchpoint_is_gone_the_cursor_stays_at_its_place() -> None:
    columns = board(3, 0, 0, 0)
    app = Host(columns)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end")
        app.board.columns = with_column(columns, Stage.CONNECT, columns[0].touchpoints[:2])
        assert app.cursor_id == "connect-1"
        app.board.columns = EMPTY_BOARD
        assert app.board.cursor == (Stage.CONNECT, None)
        assert app.board.place_for_new == (Stage.CONNECT, None)


async def test_cards_that_come_in_above_do_not_move_what_is_in_view() -> None:
    columns = board(50, 0, 0, 0)
    app = Host(columns)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("end")
        seen = app.shown(Stage.CONNECT)
        above = tuple(card(Stage.CONNECT, number) for number in range(100, 103))
        app.board.columns = with_column(columns, Stage.CONNECT, above + columns[0].touchpoints)
        assert app.shown(Stage.CONNECT) == seen
        app.board.columns = board(4, 0, 0, 0)
        assert app.shown(Stage.CONNECT)[0] == "▌Connect touchpoint 0"
        assert app.cursor_id == "connect-3"


async def test_a_card_to_come_gets_the_cursor_when_it_is_there() -> None:
    columns = board(60, 2, 0, 0)
    app = Host(columns)
    async with app.run_test(size=WIDE):
        assert app.board.focus_card("connect-55")
        assert app.board.place_for_new == (Stage.CONNECT, "connect-55")
        assert "▌Connect touchpoint 55" in [
            line.replace("█", "▌") for line in app.shown(Stage.CONNECT)
        ]
        assert not app.board.focus_card("assist-2")
        assert app.cursor_id == "connect-55"
        app.board.columns = board(60, 3, 0, 0)
        assert app.cursor_id == "assist-2"


async def test_an_empty_column_says_what_to_do_and_holds_the_cursor() -> None:
    app = Host(EMPTY_BOARD)
    async with app.run_test(size=SMALL) as pilot:
        assert app.shown(Stage.ASSIST)[:3] == ["▏No touchpoints", "▏yet. Press a to", "▏add one."]
        await pilot.press("down", "up", "end", "pagedown", "right")
        assert app.board.cursor == (Stage.ASSIST, None)
        assert app.shown(Stage.ASSIST)[0].startswith("█")
        assert app.shown(Stage.CONNECT)[0].startswith("▏")
        app.board.action_open()
        app.board.options = BoardOptions(empty="Nothing here.")
        assert app.shown(Stage.ASSIST)[0] == "█Nothing here."
    assert app.opened == []
