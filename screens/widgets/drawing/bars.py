"""A figure as a bar: thinner than its line, so that rows below one another do not touch."""

from __future__ import annotations

from screens.widgets.styled_lines import Line, LineBuilder, Span


def bar(builder: LineBuilder, part: float, width: int, role: str) -> Line:
    """Draw ``part`` (0 to 1) of ``width`` cells; anything above 0 has a cell."""
    cells = min(width, max(round(part * width), int(part > 0)))
    return (Span(builder.glyphs.bar_low * cells, role),)
