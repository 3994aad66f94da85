"""A line of text that shows over several rows, for what is one sentence but a long one."""

from __future__ import annotations

from textual import events
from textual.message import Message

from screens.forms.many_lines import Notes


class WrappedLine(Notes):
    """One line of text, shown over as many rows as it has; Enter goes on."""

    DEFAULT_CSS = """
    WrappedLine { height: auto; min-height: 1; max-height: 4; padding: 0; }
    """

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, line: WrappedLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, value: str, hint: str, *, id: str | None = None) -> None:
        super().__init__(value, hint, 1, id=id)
        self.styles.height = "auto"

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self))
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        await super()._on_paste(events.Paste(" ".join(event.text.split())))
        event.stop()
        event.prevent_default()
