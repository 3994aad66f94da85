"""Writes to the terminal only the cells that differ from what it shows already.

Textual paints a whole screen when a dialog opens, a view changes or a layout moves; over a
slow link that is tens of kilobytes for a box of text. `PaintedLines` remembers every line it
wrote, as cells, and cuts each update down to what is new. A line with characters that are
not one cell wide is always written whole, because terminals disagree about those. Of the colours
and the weight, too, only what differs from the letter before is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from rich.control import Control
from rich.style import Style
from textual._compositor import Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from care_tui.terminal.inks import Run, by_ink, in_order, runs_of, written

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

Cell = tuple[str, Style | None]
Piece = tuple[int, int, Strip]
"""Column, row, and what to write there."""
_GAP = 4
"""Unchanged cells that are cheaper to write again than to jump over."""


class ChangedRows(Compositor):
    """Lets widgets draw only the rows that an update is about, and that can be seen.

    Textual's own has every widget on the screen draw all of its lines for each update, those
    under other widgets too, which is most of what a cursor key or a new view costs.
    """

    def render_partial_update(self) -> Changes | None:  # type: ignore[override]
        """What has changed, drawn by those widgets alone that show there."""
        wanted = self._wanted_columns()
        if not wanted:
            return None
        first, last = min(wanted), max(wanted)
        rows = Region(0, first, self.size.width, last + 1 - first)
        pieces: list[Piece] = []
        for widget, (region, clip) in self.visible_widgets.items():
            visible = region.intersection(clip.intersection(rows))
            columns = ((1 << visible.width) - 1) << visible.x
            seen = [y for y in visible.line_range if wanted.get(y, 0) & columns]
            for top, bottom in _stretches(seen):
                place = Region(visible.x, top, visible.width, bottom - top)
                strips = widget.render_lines(place.translate(-region.offset))
                for y, strip in enumerate(strips, top):
                    here = wanted[y] & columns
                    wanted[y] ^= here
                    for left, right in _runs_of_bits(here):
                        part = strip.crop(left - visible.x, right - visible.x)
                        pieces.append((left, y, part))
        return Changes(sorted(pieces, key=_place))

    def _wanted_columns(self) -> dict[int, int]:
        """By row, the columns that have changed since the last update: a bit each."""
        wanted: dict[int, int] = {}
        for changed in self._dirty_regions:
            region = changed.intersection(self.size.region)
            columns = ((1 << region.width) - 1) << region.x
            for y in region.line_range if columns else ():
                wanted[y] = wanted.get(y, 0) | columns
        self._dirty_regions.clear()
        return wanted

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterator[tuple[Region, Region, list[Strip]]]:
        """Each widget's region, what of it may show, and its lines there, front to back."""
        crop = crop or self.size.region
        rows = Region(0, crop.y, self.size.width, crop.height)
        covered = dict.fromkeys(rows.line_range, 0)
        """By row, the columns that are drawn already: a bit each."""
        for widget, (region, clip) in self.visible_widgets.items():
            visible = region.intersection(clip.intersection(rows))
            if not (visible and region.overlaps(crop)):
                continue
            columns = ((1 << visible.width) - 1) << visible.x
            seen = [y for y in visible.line_range if columns & ~covered[y]]
            if not seen:
                continue
            visible = Region(visible.x, seen[0], visible.width, seen[-1] + 1 - seen[0])
            for y in seen:
                covered[y] |= columns
            x, y = visible.offset - region.offset
            yield region, visible, widget.render_lines(Region(x, y, *visible.size))


class Changes(CompositorUpdate):
    """An update of pieces that do not lie over each other."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    def __rich_console__(self, _console: Console, _options: ConsoleOptions) -> RenderResult:
        for x, y, strip in self.pieces:
            yield Control.move_to(x, y).segment
            yield from strip

    def render_segments(self, console: Console) -> str:
        """What to write, with escape sequences: line by line, or colour by colour, whichever is
        shorter. Lines that terminals may show wider than they are come first, so that whatever
        they spill over is written after them."""
        system = COLOR_SYSTEMS.get(console.color_system or "truecolor", ColorSystem.TRUECOLOR)
        runs: list[Run] = []
        whole: list[str] = []
        for x, y, strip in self.pieces:
            if all(_is_narrow(text) and not (style and style.link) for text, style, _ in strip):
                runs += runs_of(x, y, strip, system)
            else:
                whole += [Control.move_to(x, y).segment.text, in_order(strip, system)]
        shortest = min(written(runs), written(sorted(runs, key=by_ink)), key=len)
        return "".join([*whole, shortest])


class PaintedLines:
    """What the terminal shows, as far as it is known."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell]] = {}

    def forget(self) -> None:
        """Know nothing: the terminal was resized, or somebody else wrote to it."""
        self._lines.clear()

    def only_changes(self, update: Any) -> Any:
        """The part of ``update`` that the terminal does not show yet, None for nothing.

        It must then be written. What is no update, or one of an unknown kind, comes back as it is.
        """
        if not isinstance(update, CompositorUpdate):
            return update
        if isinstance(update, LayoutUpdate):
            pieces = [
                (update.region.x, y, Strip.join(line))
                for y, line in enumerate(update.strips, update.region.y)
            ]
        elif isinstance(update, Changes):
            pieces = update.pieces
        else:
            self.forget()
            return update
        changed = [part for piece in pieces for part in self._put(*piece)]
        return Changes(changed) if changed else None

    def _put(self, x: int, y: int, strip: Strip) -> Iterator[Piece]:
        """Remember a piece, and yield the parts of it that are new."""
        cells = [cell for text, style, _ in strip for cell in _cells(text, style)]
        painted = self._lines.get(y)
        end = x + len(cells)
        if not all(_is_narrow(text) for text, _, _ in strip):
            self._lines.pop(y, None)
            yield x, y, strip
        elif painted is None or len(painted) < end:
            if x == 0:
                self._lines[y] = cells
            else:
                self._lines.pop(y, None)
            yield x, y, strip
        else:
            for first, last in _differing(painted[x:end], cells):
                yield x + first, y, strip.crop(first, last)
            painted[x:end] = cells


@lru_cache(maxsize=4096)
def _is_narrow(text: str) -> bool:
    """Whether each of its letters takes one cell; of two and of none may add up to as many."""
    return text.isascii() or all(cell_len(letter) == 1 for letter in text)


def _cells(text: str, style: Style | None) -> list[Cell]:
    """What a terminal is asked to show, in equal terms for what looks the same.

    Blanks in a row are one object: most of a large terminal is blank.
    """
    blank = " ", _of_blanks(style)
    if not text.strip(" "):
        return [blank] * len(text)
    return [blank if letter == " " else (letter, style) for letter in text]


@lru_cache(maxsize=1024)
def _of_blanks(style: Style | None) -> Style | None:
    """What can be seen of ``style`` where there is no letter: mostly its background."""
    if not style:
        return None
    lines = style.underline or style.underline2 or style.strike or style.overline
    if style.reverse or style.link or lines:
        return style
    return Style(bgcolor=style.bgcolor) if style.bgcolor else None


def _visible(style: Style | None) -> Style | None:
    """``style`` without what only the program knows of it."""
    if style and style.meta and not style.link:
        style = style.clear_meta_and_links()
    return style or None


def _differing(before: list[Cell], after: list[Cell]) -> Iterator[tuple[int, int]]:
    """The ranges in which two stretches of cells differ; ranges a short gap apart are one."""
    if before == after:
        return
    first = last = -1
    styles: tuple[Style | None, Style | None] = None, None
    alike = True
    for index, ((letter, style), (new_letter, new_style)) in enumerate(
        zip(before, after, strict=True)
    ):
        if letter == new_letter:
            # Mostly the styles of the cell before, and comparing two takes long.
            if style is not styles[0] or new_style is not styles[1]:
                styles = style, new_style
                alike = style is new_style or _visible(style) == _visible(new_style)
            if alike:
                continue
        if first >= 0 and index - last > _GAP:
            yield first, last + 1
            first = index
        elif first < 0:
            first = index
        last = index
    if first >= 0:
        yield first, last + 1


def _place(piece: Piece) -> tuple[int, int]:
    """Where a piece stands in the order of reading."""
    return piece[1], piece[0]


def _stretches(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The ranges of numbers, which rise, that follow one another."""
    for _, stretch in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in stretch]
        yield found[0], found[-1] + 1


def _runs_of_bits(bits: int) -> Iterator[tuple[int, int]]:
    """The ranges of the numbers whose bits are set."""
    index = 0
    while bits:
        empty = (bits & -bits).bit_length() - 1
        bits >>= empty
        length = (~bits & (bits + 1)).bit_length() - 1
        yield index + empty, index + empty + length
        index, bits = index + empty + length, bits >> length
