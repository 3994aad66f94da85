"""The cards of a column that are in view.

Only cards in view are laid out, so that a column of thousands costs what a screenful does.
A column scrolls by whole cards, on its own.
"""

from __future__ import annotations

from dataclasses import field
from itertools import groupby
from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.board.board_paint import CardPainter, CardState, Palette
from screens.widgets.board.drawn_lines import drawn_lines
from store.common.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from screens.theme.themes import Glyphs
    from store.domain.stages import Stage
    from store.models.touchpoint import Touchpoint

SMALL_HEIGHT = 24
"""Terminals of this many rows or fewer have no blank line between cards."""


@dataclass(frozen=True, slots=True)
class BoardOptions:
    """What the board shows of its cards. Ids are touchpoints' ids."""

    show_votes: bool = False
    """Revealed vote totals."""
    my_votes: Mapping[str, int] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    """Cards that only the person at the keyboard sees yet."""
    new: frozenset[str] = frozenset()
    """Cards that came in this step."""
    votes_left: int | None = None
    """How many votes the person has left, told at the cursor; None where nobody votes."""
    lessons: bool = False
    """Whether an empty column says what its stage is about, with examples."""
    matches: frozenset[str] | None = None
    """What a search found; None while nothing is searched for."""
    empty: str = "No touchpoints yet. Press a to add one."
    """Stands in a column without cards."""

    def state(self, touchpoint: Touchpoint, *, cursor: bool) -> CardState:
        """How ``touchpoint`` shows under these options."""
        id = touchpoint.id
        return CardState(
            cursor=cursor,
            marked=id in self.marked,
            private=id in self.private,
            new=id in self.new,
            left=self.votes_left if cursor and id not in self.private else None,
            matched=None if self.matches is None else id in self.matches,
            mine=self.my_votes.get(id, 0),
            totals=self.show_votes,
        )


class CardList(Widget):
    """The cards of a column that are in view, drawn line by line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CardList {
        width: 1fr;
        height: 1fr;
        margin: 1 1 1 2;
    }
    """

    @dataclass
    class Pressed(Message):
        """The mouse pressed a card, or (None) the empty part of a column."""

        stage: Stage
        index: int | None
        twice: bool

    def __init__(self, stage: Stage, glyphs: Glyphs) -> None:
        super().__init__()
        self._stage = stage
        self._glyphs = glyphs
        self._palette: Palette | None = None
        self._painter: CardPainter | None = None
        self._area = Size()
        """The size the lines are laid out for; they are laid out anew when it is not ours."""
        self._cards: tuple[Touchpoint, ...] = ()
        self._cursor: int | None = None
        self._options = BoardOptions()
        self._top = 0
        self._gap = 1
        self._lines: list[Strip] = []
        self._owners: list[int] = []
        """For each line the index of its card; of the card above in the blank between."""

    @property
    def above(self) -> int:
        """How many cards are scrolled off at the top."""
        return self._top

    @property
    def below(self) -> int:
        """How many cards are not, or not wholly, in view at the bottom."""
        if not self._settled() or not self._owners:
            return 0
        last = self._owners[-1]
        lines = len(self._owners) - self._owners.index(last)
        return len(self._cards) - last - (1 if len(self._card(last)) <= lines else 0)

    @property
    def whole(self) -> int:
        """How many cards are wholly in view."""
        return len(self._cards) - self._top - self.below

    def use(self, palette: Palette) -> None:
        """Paint in ``palette`` from now on."""
        self._palette, self._area = palette, Size()
        self.refresh()

    def show(
        self, cards: tuple[Touchpoint, ...], cursor: int | None, options: BoardOptions
    ) -> None:
        """Show ``cards`` with the cursor on one of them (0 in an empty column), or on none.

        The scroll stays at the card it was at.
        """
        if cards is self._cards and options is self._options and self._move_cursor(cursor):
            return
        in_view = self._cursor is not None and self._in_view(self._cursor)
        if cards is not self._cards:
            self._top = self._same_top(cards)
        arrived = cursor is not None and self._cursor is None
        moved = cursor != self._cursor and cards is self._cards
        self._cards, self._cursor, self._options = cards, cursor, options
        if not self._settled():
            self._area = Size()  # hidden now: laid out anew once there is room again
            self.refresh()
            return
        self._top = min(self._top, self._last_top())
        if arrived or moved or in_view:
            self._reveal()
        self._redraw()

    def scroll_cards(self, amount: int) -> None:
        """Scroll by ``amount`` cards, down where it is positive, as far as there are cards."""
        if self._settled():
            self._top = max(0, min(self._top + amount, self._last_top()))
            self._redraw()

    def line_of(self, index: int) -> int | None:
        """The first line of a card in view, None where it is out of view."""
        return self._owners.index(index) if self._settled() and index in self._owners else None

    def card_at(self, line: int) -> int:
        """The card at or above ``line``, else the first in view; 0 without cards."""
        if not self._settled() or not self._owners:
            return 0
        return self._owners[min(max(line, 0), len(self._owners) - 1)]

    def render_lines(self, crop: Region) -> list[Strip]:
        lines = None
        if self._palette is not None and self._settled():
            shown = self._lines[crop.y : crop.bottom]
            lines = drawn_lines(self, shown, crop, self._palette)
        return super().render_lines(crop) if lines is None else lines

    def render_line(self, y: int) -> Strip:
        return self._lines[y] if self._settled() else Strip.blank(self.size.width)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        on_card = event.y < len(self._owners)
        index = self._owners[event.y] if on_card else None
        self.post_message(self.Pressed(self._stage, index, event.chain == 2))

    def _card(self, index: int) -> tuple[Strip, ...]:
        touchpoint = self._cards[index]
        state = self._options.state(touchpoint, cursor=index == self._cursor)
        assert self._painter is not None
        return self._painter.card(touchpoint, state)

    def _move_cursor(self, cursor: int | None) -> bool:
        """Put the cursor elsewhere where only the two cards that it touches look different.

        False, with nothing done, where cards have to scroll, or one of them takes more or fewer
        lines than before.
        """
        if not self._settled() or not self._cards:
            return False
        touched = [index for index in (self._cursor, cursor) if index is not None]
        before, known = self._cursor, [self._card(index) for index in touched]
        self._cursor = cursor
        cards = [self._card(index) for index in touched]
        whole = cursor is None or self._owners.count(cursor) >= len(cards[-1])
        if not whole or any(len(card) != len(old) for card, old in zip(cards, known, strict=True)):
            self._cursor = before
            return False
        drawn, self._lines = self._lines, self._lines.copy()
        for index, card in zip(touched, cards, strict=True):
            first = self.line_of(index)
            if first is not None:
                self._lines[first : first + len(card)] = card
        del self._lines[len(drawn) :]
        self._refresh_changed(drawn)
        return True

    def _in_view(self, index: int) -> bool:
        return self._top <= index < self._top + self.whole

    def _same_top(self, cards: tuple[Touchpoint, ...]) -> int:
        """Where the topmost card is in ``cards``; the same place where it is gone."""
        top = self._top
        if not top or top >= len(self._cards):
            return 0
        id = self._cards[top].id
        if top < len(cards) and cards[top].id == id:
            return top
        indexes = (index for index, card in enumerate(cards) if card.id == id)
        return next(indexes, min(top, max(len(cards) - 1, 0)))

    def _last_top(self) -> int:
        """The topmost card when the column is scrolled to its end."""
        first, used = len(self._cards), -self._gap
        while first:
            used += self._gap + len(self._card(first - 1))
            if used > self._area.height:
                break
            first -= 1
        return max(0, min(first, len(self._cards) - 1))

    def _settled(self) -> bool:
        """Whether the lines are laid out for the present size, which is done here if it can be.

        The first paint after a layout comes before its resize event, so painting asks too.
        """
        if self._palette is None or not self.size:
            return False
        if self._area != self.size:
            self._area = self.size
            width, height = self.size
            self._gap = 0 if self.app.size.height <= SMALL_HEIGHT else 1
            self._painter = CardPainter(
                self._palette, self._glyphs, self._stage, width, height - 1, dense=not self._gap
            )
            self._top = min(self._top, self._last_top())
            self._reveal()
            self._lay_out(self._painter)
        return True

    def _reveal(self) -> None:
        """Scroll as little as it takes to have the cursor's card wholly in view."""
        if self._cursor is None or not self._cards:
            return
        first, used = self._cursor, len(self._card(self._cursor))
        while first > self._top:
            used += self._gap + len(self._card(first - 1))
            if used > self._area.height:
                break
            first -= 1
        self._top = first

    def _lay_out(self, painter: CardPainter) -> None:
        """Set the lines in view."""
        height = self._area.height
        self._lines, self._owners = [], []
        for index in range(self._top, len(self._cards)):
            lines = self._card(index)
            self._lines.extend((*lines, painter.blank) if self._gap else lines)
            self._owners.extend([index] * (len(lines) + self._gap))
            if len(self._lines) >= height:
                break
        if not self._cards:
            self._lines.extend(self._instead_of_cards(painter))
        self._lines.extend([painter.blank] * (height - len(self._lines)))
        del self._lines[height:], self._owners[height:]

    def _instead_of_cards(self, painter: CardPainter) -> Sequence[Strip]:
        cursor = self._cursor is not None
        if not self._options.lessons:
            return painter.sentence(self._options.empty, cursor=cursor)
        from store.domain.map_lessons import LESSONS

        return painter.lesson(LESSONS[self._stage], self._area.height, cursor=cursor)

    def _redraw(self) -> None:
        """Lay out anew, and repaint the lines that are not as they were."""
        assert self._painter is not None
        drawn = self._lines
        self._lay_out(self._painter)
        self._refresh_changed(drawn)

    def _refresh_changed(self, drawn: list[Strip]) -> None:
        """Repaint the lines that are not those of ``drawn``, which is shown."""
        pairs = enumerate(zip(drawn, self._lines, strict=True))
        changed = [y for y, (old, new) in pairs if old is not new and old != new]
        regions = []
        for _, run in groupby(enumerate(changed), key=lambda pair: pair[1] - pair[0]):
            rows = [y for _, y in run]
            regions.append(Region(0, rows[0], self._area.width, len(rows)))
        if regions:
            self.refresh(*regions)
