"""The characters that say what a colour says too."""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """The characters that say what a colour says too, each one cell wide."""

    ascii: bool
    """Whether the user's own text must be shown in ASCII as well."""
    friction: str = "▲"
    vote: str = "●"
    done: str = "✓"
    carried: str = "↻"
    planned: str = "○"
    dropped: str = "✗"
    marked: str = "◆"
    note: str = "≡"
    present: str = "●"
    away: str = "○"
    bar: str = "▌"
    bar_thin: str = "▏"
    bar_cursor: str = "█"
    dot: str = "·"
    gap: str = "·"
    """Where nothing is: a skipped cycle, who was away."""
    dash: str = "–"
    ellipsis: str = "…"
    up: str = "↑"
    down: str = "↓"
    left: str = "←"
    right: str = "→"
    horizontal: str = "─"
    vertical: str = "│"
    top_left: str = "┌"
    top_right: str = "┐"
    bottom_left: str = "└"
    bottom_right: str = "┘"
    bar_full: str = "█"
    bar_low: str = "▆"
    """Of a bar whose rows stand close below one another."""
    folded: str = "▸"
    unfolded: str = "▾"
    bar_empty: str = "░"


UNICODE = Glyphs(ascii=False)
ASCII = Glyphs(
    ascii=True,
    friction="^",
    vote="*",
    done="+",
    carried="@",
    planned="o",
    dropped="x",
    marked="#",
    note="=",
    present="*",
    away="o",
    bar="|",
    bar_thin=":",
    bar_cursor=">",
    dot="-",
    gap=".",
    dash="-",
    ellipsis="~",
    up="^",
    down="v",
    left="<",
    right=">",
    horizontal="-",
    vertical="|",
    top_left="+",
    top_right="+",
    bottom_left="+",
    bottom_right="+",
    bar_full="#",
    bar_low="#",
    folded=">",
    unfolded="v",
    bar_empty=".",
)


def glyphs_for(ascii: bool) -> Glyphs:
    """The marks to draw with: ASCII ones for ``LC_ALL=C`` and ``--ascii``."""
    return ASCII if ascii else UNICODE
