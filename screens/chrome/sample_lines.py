"""Four lines that say what the sample is, above the first view, until the first key."""

from __future__ import annotations

import time

from textual.content import Content
from textual.widgets import Static

from screens.core.app_context import app_context_of

LINES = (
    "This is a sample: an invented team with twelve weeks behind it.",
    "Its review is due today. Press r to start it. Each step says what to do.",
    "1 to 6 open the views. Press ? for the keys of each one. 6 explains CARE.",
    "Try anything: this copy is deleted when you leave. Nothing else is touched.",
)
_LOOK_EVERY = 0.2


class SampleLines(Static):
    """The lines. They go by themselves at the first key, click or paste, which still acts."""

    DEFAULT_CSS = """
    SampleLines { height: auto; padding: 0 1; background: $surface; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(Content("\n".join(LINES)), id="sample-lines")

    def on_mount(self) -> None:
        self._since = time.monotonic()
        self.set_interval(_LOOK_EVERY, self._go_once_used)

    def _go_once_used(self) -> None:
        if app_context_of(self).last_key > self._since:
            # Not awaited: it goes only once this call has ended.
            self.remove()
