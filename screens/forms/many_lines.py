"""The input of many lines; Textual's text area, which it is made of, is loaded where one is used."""

from __future__ import annotations

from textual import events
from textual.reactive import reactive
from textual.widgets import TextArea

from screens.forms.fields import COMPACT, placeholder_text
from store.common.text import drawable


class Notes(TextArea):
    """An input of many lines that keeps unsafe characters out."""

    DEFAULT_CSS = """
    Notes .text-area--placeholder { color: $foreground-muted; }
    """
    compact = reactive(True)

    def __init__(self, value: str, hint: str, lines: int, *, id: str | None = None) -> None:
        super().__init__(
            drawable(value, multiline=True),
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            compact=True,
            classes=COMPACT,
            placeholder=hint,
            id=id,
        )
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.styles.height = lines
        self._hint = hint

    def on_mount(self) -> None:
        self.placeholder = placeholder_text(self, self._hint)

    def fill(self, value: str) -> None:
        """Put ``value`` in place of what stands there, as from a draft."""
        self.load_text(value)
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = drawable(event.text, multiline=True)
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
