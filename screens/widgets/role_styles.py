"""Roles of drawn text as styles of the theme that is shown.

A role's words: ``muted``, ``accent``, ``good``, ``bad``, ``warn``, ``key``, ``edge`` (a thin
border) or a stage's name (its colour), with ``-dim`` for its borders and ``-tag`` for its
ink on its colour; ``bold``, ``underline``; ``cursor`` for what has the cursor, and
``ground`` for a large area that has it, which is left alone where the cursor is reversed;
``link=ADDRESS`` opens it; ``band`` for the shaded usual range of a chart, and ``signal`` for what leaves it: bold, so that it
differs from the rest by more than its colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.style import Style as VisualStyle

from screens.theme.themes import READABLE, readable
from screens.widgets.styled_lines import LINK
from store.domain.stages import STAGES

if TYPE_CHECKING:
    from textual.widget import Widget

_COLOURS = {
    "muted": "$foreground-muted",
    "accent": "$accent",
    "good": "$success",
    "bad": "$error",
    "warn": "$warning",
    "key": "$footer-key-foreground",
    "edge": "$border-blurred",
    "signal": "$accent",
    **{stage.value: f"$stage-{stage.value}" for stage in STAGES},
    **{f"{stage.value}-dim": f"$stage-{stage.value}-dim" for stage in STAGES},
    **{f"{stage.value}-tag": f"$stage-{stage.value}-ink" for stage in STAGES},
}
_TAGS = {f"{stage.value}-tag": f"$stage-{stage.value}" for stage in STAGES}


class RoleStyles:
    """The styles of one widget's roles, in the theme it shows now."""

    def __init__(self, widget: Widget) -> None:
        app = widget.app
        self._base = widget.visual_style
        self._parse = app.stylesheet.parse_style
        self._plain = app.no_color or app.current_theme.ansi
        """Whether muted text is dim instead of grey."""
        cursor_style = app.theme_variables.get("cursor-style", "bold")
        self._reversed = app.no_color or "reverse" in cursor_style
        self._styles: dict[str, Style] = {}

    def style(self, role: str) -> Style:
        """The style of ``role``."""
        style = self._styles.get(role)
        if style is None:
            style = self._styles[role] = self._make(role)
        return style

    def _make(self, role: str) -> Style:
        words = role.split()
        cursor = "cursor" in words
        parts = [word for word in words if word in ("bold", "underline")]
        link = next((word.removeprefix(LINK) for word in words if word.startswith(LINK)), "")
        if link:
            parts.append("underline")
        if "signal" in words:
            parts.append("bold")
        ground = ""
        if cursor and self._reversed:
            parts += ["bold", "reverse"]
        else:
            for word in words:
                if word == "muted" and self._plain:
                    parts.append("dim")
                elif word in _COLOURS:
                    parts.append(_COLOURS[word])
                    ground = _TAGS.get(word, ground)
        if not self._reversed and (cursor or "ground" in words):
            ground = ground or "$cursor-background"
        if "band" in words and not self._plain:
            ground = ground or "$usual-background"
        text = " ".join(dict.fromkeys(parts))
        style = self._base + self._parse(f"{text} on {ground}" if ground else text)
        if cursor and not self._reversed and style.foreground and style.background:
            visible = style.background + style.foreground
            style += VisualStyle(foreground=readable(visible, style.background, READABLE))
        return style.rich_style + Style(link=link) if link else style.rich_style
