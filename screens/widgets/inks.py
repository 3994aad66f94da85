"""Roles of drawn text as styles of the theme that is shown.

A role's words: ``muted``, ``accent``, ``good``, ``bad``, ``warn``, ``key``, ``edge`` (a thin
border) or a stage's name (its colour), with ``-dim`` for its borders and ``-tag`` for its
ink on its colour; ``bold``, ``underline``; ``cursor`` for what has the cursor, and
``ground`` for a large area that has it, which is left alone where the cursor is reversed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from store.practice.stages import STAGES

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
    **{stage.value: f"$stage-{stage.value}" for stage in STAGES},
    **{f"{stage.value}-dim": f"$stage-{stage.value}-dim" for stage in STAGES},
    **{f"{stage.value}-tag": f"$stage-{stage.value}-ink" for stage in STAGES},
}
_TAGS = {f"{stage.value}-tag": f"$stage-{stage.value}" for stage in STAGES}


class Inks:
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
        found = self._styles.get(role)
        if found is None:
            found = self._styles[role] = self._make(role)
        return found

    def _make(self, role: str) -> Style:
        words = role.split()
        cursor = "cursor" in words
        parts = [word for word in words if word in ("bold", "underline")]
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
        text = " ".join(dict.fromkeys(parts))
        style = self._base + self._parse(f"{text} on {ground}" if ground else text)
        return style.rich_style
