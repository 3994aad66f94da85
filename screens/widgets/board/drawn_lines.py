"""The lines of widgets that draw every cell they have themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget

    from screens.widgets.board.board_paint import Palette


def drawn_lines(widget: Widget, crop: Region, palette: Palette | None) -> list[Strip]:
    """What ``widget``, without border and padding, draws in ``crop`` with ``palette``; nothing where
    it does not yet, or its lines do not fit, which Textual sees to.

    Textual would work out a border, a background and how much shows through, to add none of them.
    """
    if palette is None:
        return []
    lines = [widget.render_line(y) for y in crop.line_range]
    width = widget.size.width
    if any(line.cell_length != width for line in lines):
        return []
    for each in widget.get_line_filters():
        lines = [line.apply_filter(each, palette.ground) for line in lines]
    return lines if crop.width == width else [line.crop(crop.x, crop.right) for line in lines]
