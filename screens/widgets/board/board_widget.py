"""The board: four columns of touchpoints with one cursor, drawn and not assembled.

A column is two widgets whatever it holds; a cursor move repaints the two cards it touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.theme.themes import UNICODE, Glyphs
from screens.widgets.board.board_cards import BoardOptions, CardList
from screens.widgets.board.board_column import ColumnView
from screens.widgets.board.board_paint import Palette
from store.common.dataclass import dataclass
from store.domain.stages import STAGES, Stage
from store.models.touchpoint import Board, Column, Touchpoint

if TYPE_CHECKING:
    from textual.app import ComposeResult

__all__ = ["EMPTY_BOARD", "BoardOptions", "BoardWidget"]

EMPTY_BOARD: Board = (
    Column(Stage.CONNECT),
    Column(Stage.ASSIST),
    Column(Stage.RESOLVE),
    Column(Stage.ENHANCE),
)


class BoardWidget(Widget, can_focus=True):
    """The four columns. Data comes in as ``columns`` and ``options``, messages go out."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    BoardWidget {
        layout: horizontal;
        width: 1fr;
        height: 1fr;
        background: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "cursor_left", "Left", show=False, id="board.left"),
        Binding("right,l", "cursor_right", "Right", show=False, id="board.right"),
        Binding("up,k", "cursor_up", "Up", show=False, id="board.up"),
        Binding("down,j", "cursor_down", "Down", show=False, id="board.down"),
        Binding("home", "top", "First touchpoint", show=False, id="board.top"),
        Binding("end", "bottom", "Last touchpoint", show=False, id="board.bottom"),
        Binding("pageup", "page_up", "Page up", show=False, id="board.page_up"),
        Binding("pagedown", "page_down", "Page down", show=False, id="board.page_down"),
    ]

    columns: reactive[Board] = reactive(EMPTY_BOARD, init=False, repaint=False, always_update=True)
    """The cards. The cursor stays on its touchpoint wherever that is now, else near its place."""
    options: reactive[BoardOptions] = reactive(BoardOptions, init=False, repaint=False)
    """What shows on the cards."""

    @dataclass
    class CursorMoved(Message):
        """The cursor is on another touchpoint, or on an empty column (None)."""

        board: BoardWidget
        stage: Stage
        touchpoint: Touchpoint | None

        @property
        def control(self) -> BoardWidget:
            return self.board

    @dataclass
    class Opened(Message):
        """Somebody wants to see into a touchpoint."""

        board: BoardWidget
        touchpoint: Touchpoint

        @property
        def control(self) -> BoardWidget:
            return self.board

    def __init__(
        self,
        columns: Board = EMPTY_BOARD,
        options: BoardOptions | None = None,
        *,
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._views = [ColumnView(stage, glyphs) for stage in STAGES]
        self._column = self._row = 0
        self._goal: int | None = None
        """The line that moves to the side keep to; None: the cursor's own."""
        self._wanted: str | None = None
        self._told: tuple[Stage, Touchpoint | None] | None = None
        self._cursor_id: str | None = None
        self.set_reactive(BoardWidget.columns, columns)
        self.set_reactive(BoardWidget.options, options or BoardOptions())

    def compose(self) -> ComposeResult:
        yield from self._views

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._paint())
        self._find_cursor()
        self._show()
        self._paint()

    @property
    def cursor(self) -> tuple[Stage, Touchpoint | None]:
        """Where the cursor is: a stage, and its touchpoint unless the column is empty."""
        cards = self.columns[self._column].touchpoints
        return STAGES[self._column], cards[self._row] if cards else None

    @property
    def place_for_new(self) -> tuple[Stage, str | None]:
        """Where a new card goes: its stage, and the id of the card it comes after, if any."""
        stage, touchpoint = self.cursor
        return stage, touchpoint.id if touchpoint else None

    def focus_card(self, touchpoint_id: str) -> bool:
        """Put the cursor on a touchpoint. Returns False where it is not on the board.

        One that is not there yet gets the cursor when it comes, unless it moves before.
        """
        self._wanted = touchpoint_id
        self._find_cursor()
        self._goal = None
        self._show()
        return self._wanted is None

    def focus_stage(self, stage: Stage) -> None:
        """Put the cursor into a stage's column."""
        self._go(stage.position, self._card_across(stage.position))

    def action_cursor_left(self) -> None:
        self._to_side(-1)

    def action_cursor_right(self) -> None:
        self._to_side(1)

    def action_cursor_up(self) -> None:
        self._along(-1)

    def action_cursor_down(self) -> None:
        self._along(1)

    def action_top(self) -> None:
        self._along(-self._row)

    def action_bottom(self) -> None:
        self._along(len(self.columns[self._column].touchpoints))

    def action_page_up(self) -> None:
        self._along(-max(1, self._views[self._column].cards.whole))

    def action_page_down(self) -> None:
        self._along(max(1, self._views[self._column].cards.whole))

    def action_open(self) -> None:
        """Ask for the touchpoint under the cursor to be opened."""
        _, touchpoint = self.cursor
        if touchpoint is not None:
            self.post_message(self.Opened(self, touchpoint))

    def watch_columns(self) -> None:
        self._find_cursor()
        self._show()

    def watch_options(self) -> None:
        self._show()

    def on_card_list_pressed(self, event: CardList.Pressed) -> None:
        event.stop()
        column = event.stage.position
        row = self._row if column == self._column else self._card_across(column)
        self._goal = None
        self._go(column, row if event.index is None else event.index)
        if event.twice and event.index is not None:
            self.action_open()

    def _to_side(self, amount: int) -> None:
        column = min(max(self._column + amount, 0), len(STAGES) - 1)
        if column != self._column:
            self._go(column, self._card_across(column))

    def _along(self, amount: int) -> None:
        self._goal = None
        self._go(self._column, self._row + amount)

    def _card_across(self, column: int) -> int:
        """The card of ``column`` on the cursor's line of the screen."""
        if self._goal is None:
            self._goal = self._views[self._column].cards.line_of(self._row) or 0
        return self._views[column].cards.card_at(self._goal)

    def _go(self, column: int, row: int) -> None:
        last = len(self.columns[column].touchpoints) - 1
        self._column, self._row = column, max(0, min(row, last))
        self._wanted = None
        self._show()

    def _find_cursor(self) -> None:
        """Follow the cursor's touchpoint, or the wanted one, to where it is now."""
        for id in (self._wanted, self._cursor_id):
            if id is not None and (index := self._index_of(id)) is not None:
                self._column, self._row = index
                if id == self._wanted:
                    self._wanted = None
                return
        last = len(self.columns[self._column].touchpoints) - 1
        self._row = max(0, min(self._row, last))

    def _index_of(self, id: str) -> tuple[int, int] | None:
        cards = self.columns[self._column].touchpoints
        if self._row < len(cards) and cards[self._row].id == id:
            return self._column, self._row
        for index, column in enumerate(self.columns):
            for row, card in enumerate(column.touchpoints):
                if card.id == id:
                    return index, row
        return None

    def _show(self) -> None:
        for index, (view, column) in enumerate(zip(self._views, self.columns, strict=True)):
            cursor = self._row if index == self._column else None
            view.show(column.touchpoints, cursor, self.options)
        stage, touchpoint = self.cursor
        self._cursor_id = touchpoint.id if touchpoint else None
        if (stage, touchpoint) != self._told:
            self._told = (stage, touchpoint)
            self.post_message(self.CursorMoved(self, stage, touchpoint))

    def _paint(self) -> None:
        palette = Palette.of(self.app)
        for view in self._views:
            view.use(palette)
