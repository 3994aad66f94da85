"""One stage's column: a frame around the cards in view, with its name, how many there are and at
how many it hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region, Size, Spacing
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.board.board_cards import BoardOptions, CardList
from screens.widgets.board.drawn_lines import drawn_lines

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from screens.theme.themes import Glyphs
    from screens.widgets.board.board_paint import Palette
    from store.domain.stages import Stage
    from store.models.touchpoint import Touchpoint

_FRAME = Spacing(1, 1, 1, 2)
"""What a column keeps around its cards: its border, and one cell before the bars."""
_WIDE_FRAME = 24
"""From this width on, a column's border says “3 more” instead of “3”."""


class ColumnView(Widget):
    """A stage's frame around its cards: name and counts above, and what is out of view."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ColumnView {
        width: 1fr;
        height: 1fr;
    }
    """

    def __init__(self, stage: Stage, glyphs: Glyphs) -> None:
        super().__init__()
        self._stage = stage
        self._glyphs = glyphs
        self._palette: Palette | None = None
        self._count = self._hurting = 0
        self._cursor = False
        self._painted: tuple[tuple[Touchpoint, ...], int | None, BoardOptions] | None = None
        self._area = Size()
        self._told: tuple[object, ...] = ()
        self._top_edge = self._bottom_edge = self._sides = Strip([])
        self.cards = CardList(stage, glyphs)

    def compose(self) -> ComposeResult:
        yield self.cards

    def use(self, palette: Palette) -> None:
        """Paint in ``palette`` from now on."""
        self._palette, self._area = palette, Size()
        self.cards.use(palette)
        self.refresh()

    def show(
        self, cards: tuple[Touchpoint, ...], cursor: int | None, options: BoardOptions
    ) -> None:
        """Show ``cards`` with the cursor on one of them, or on none."""
        if self._painted is not None:
            known_cards, known_cursor, known_options = self._painted
            same_options = options is known_options or options == known_options
            if cards is known_cards and cursor == known_cursor and same_options:
                return
        if self._painted is None or cards is not self._painted[0]:
            self._count, self._hurting = len(cards), sum(card.friction > 0 for card in cards)
        self._painted = (cards, cursor, options)
        self._cursor = cursor is not None
        self.cards.show(cards, cursor, options)
        self._redraw_edges()

    def render_lines(self, crop: Region) -> list[Strip]:
        lines = None
        if self._palette is not None and self._settled():
            shown = [self._line(y) for y in crop.line_range]
            lines = drawn_lines(self, shown, crop, self._palette)
        return super().render_lines(crop) if lines is None else lines

    def render_line(self, y: int) -> Strip:
        return self._line(y) if self._settled() else Strip.blank(self.size.width)

    def _line(self, y: int) -> Strip:
        if y == 0:
            return self._top_edge
        return self._bottom_edge if y == self._area.height - 1 else self._sides

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, amount: int) -> None:
        event.stop()
        self.cards.scroll_cards(amount)
        self._redraw_edges()

    def _settled(self) -> bool:
        """Whether the frame is drawn for the present size, which is done here if it can be."""
        palette, (width, height) = self._palette, self.size
        if palette is None or width <= _FRAME.width or height <= _FRAME.height:
            return False
        if self._area != self.size:
            self._area = self.size
            style = palette.stages[self._stage].border
            line = self._glyphs.vertical
            ends = (Segment(f"{line} ", style), Segment(line, style))
            inside = Segment(" " * (width - 3), palette.blank)
            self._sides = Strip([ends[0], inside, ends[1]], width)
            self._told = self._what_edges_tell()
            self._top_edge, self._bottom_edge = self._edges(palette)
        return True

    def _redraw_edges(self) -> None:
        if self._palette is None or not self._settled():
            self._area = Size()  # hidden now: drawn anew once there is room again
            self.refresh()
            return
        told = self._what_edges_tell()
        if told == self._told:
            return
        self._told = told
        top, bottom = self._edges(self._palette)
        for y, old, new in (
            (0, self._top_edge, top),
            (self.size.height - 1, self._bottom_edge, bottom),
        ):
            if changed := _changed_width(old, new):
                self.refresh(Region(0, y, changed, 1))
        self._top_edge, self._bottom_edge = top, bottom

    def _what_edges_tell(self) -> tuple[object, ...]:
        """All that the edges are drawn from, beside the size and the palette."""
        return self._cursor, self._count, self._hurting, self.cards.above, self.cards.below

    def _edges(self, palette: Palette) -> tuple[Strip, Strip]:
        glyphs, paint = self._glyphs, palette.stages[self._stage]
        muted = palette.roles["muted"]
        title = Segment(
            f" {self._stage.letter} {self._stage.label} ",
            paint.title_cursor if self._cursor else paint.title,
        )
        hint = self._hint(glyphs.up, self.cards.above)
        below = Segment(self._hint(glyphs.down, self.cards.below), muted)
        room = self.size.width - 4 - cell_len(title.text)
        ways = (f"{hint}{self._counts(wide=True)}", f"{hint}{self._counts(wide=False)}", hint)
        heads = next(way for way in (*ways, "") if cell_len(way) <= room or not way)
        count = "" if heads and heads != hint else f" {self._count} "
        return (
            self._edge(glyphs.top_left, title, Segment(heads, muted), glyphs.top_right),
            self._edge(glyphs.bottom_left, below, Segment(count, muted), glyphs.bottom_right),
        )

    def _counts(self, *, wide: bool) -> str:
        """How many cards there are, and at how many of them it hurts: ``5 · 3▲``; in ASCII
        ``3^ of 5``, as its dot is a minus."""
        glyphs = self._glyphs
        if glyphs.ascii and self._hurting:
            between = " of " if wide else "/"
            return f" {self._hurting}{glyphs.friction}{between}{self._count}{' ' if wide else ''}"
        dot = f" {glyphs.dot} " if wide else glyphs.dot
        hurts = f"{dot}{self._hurting}{glyphs.friction}" if self._hurting else ""
        return f" {self._count}{hurts}{' ' if wide else ''}"

    def _hint(self, arrow: str, more: int) -> str:
        if not more:
            return ""
        return f" {arrow} {more} more " if self.size.width >= _WIDE_FRAME else f" {arrow} {more} "

    def _edge(self, left: str, first: Segment, second: Segment, right: str) -> Strip:
        """A border line with ``first`` near its left end and ``second`` near its right one."""
        assert self._palette is not None
        style, width = self._palette.stages[self._stage].border, self.size.width
        line = self._glyphs.horizontal
        room = width - 4 - cell_len(first.text) - cell_len(second.text)
        segments = [
            Segment(left + line, style),
            first,
            Segment(line * max(room, 0), style),
            second,
            Segment(line + right, style),
        ]
        strip = Strip(segment for segment in segments if segment.text)
        return strip.adjust_cell_length(width, style)


def _changed_width(old: Strip, new: Strip) -> int:
    """How many cells of ``new``, from its left end, hold all that differs from ``old``."""
    width = new.cell_length
    for before, after in zip(reversed(old), reversed(new), strict=False):
        if before != after:
            return width
        width -= cell_len(after.text)
    return width
