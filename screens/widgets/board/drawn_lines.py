"""The lines of widgets that draw every cell they have themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget

    from screens.widgets.board.board_paint import Palette


def drawn_lines(
    widget: Widget, lines: list[Strip], crop: Region, palette: Palette
) -> list[Strip] | None:
    """What ``widget``, without border and padding, shows in ``crop`` of ``lines``, those of its rows
    there; None where they are not as wide as it is, which Textual sees to.

    Textual would work out a border, a background and how much shows through, to add none of them.
    """
    width = widget.size.width
    if any(line.cell_length != width for line in lines):
        return None
    for each in widget.get_line_filters():
        lines = [line.apply_filter(each, palette.ground) for line in lines]
    return lines if crop.width == width else [line.crop(crop.x, crop.right) for line in lines]
