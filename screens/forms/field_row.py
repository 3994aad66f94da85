"""A field with its label before it, and what is said below.

A form opens in a tenth of a second only with few widgets: the row draws its label by itself, and a
line below a field is there from when there is something to say in it.
"""

from __future__ import annotations

from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Static


class FieldRow(Horizontal):
    """A control, and ``label`` in the ``room`` cells before it."""

    DEFAULT_CSS = """
    FieldRow { height: auto; width: 1fr; }
    """
    virtual_size = Reactive(Size(0, 0))
    """What it holds never scrolls, and is laid out with it."""

    def __init__(
        self, label: Content, room: int, control: Widget, *, id: str | None = None
    ) -> None:
        super().__init__(control, id=id)
        lines = label.wrap(room - 1)
        self._label = Content("\n").join(lines).stylize("$foreground-muted")
        control.styles.margin = (0, 0, 0, room)
        if len(lines) > 1:
            self.styles.min_height = len(lines)

    def render(self) -> Content:
        return self._label


class SaidLine(Static):
    """A line below a field, from when there was something to say there."""

    virtual_size = Reactive(Size(0, 0))

    class Laid(Message):
        """It has its place."""

    def on_resize(self) -> None:
        self.post_message(self.Laid())
