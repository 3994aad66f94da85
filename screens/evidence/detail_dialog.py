"""A row read whole, in a dialog that may do one more thing with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.core.keys import KeyScope, bindings
from screens.dialogs.base import Dialog
from screens.dialogs.reader import TextLines
from screens.theme.safe_text import safe


def _only(where: KeyScope, *names: str) -> list[BindingType]:
    """Those of a place's bindings whose commands are named."""
    return [b for b in bindings(where) if isinstance(b, Binding) and b.id in names]


class Opened(Dialog[str | None]):
    """Shows a text; the result is ``open`` or ``erase`` where the person asks for that.

    ``offers`` says which of them there are.
    """

    DEFAULT_CSS = """
    Opened > #box { width: 84; }
    """
    BINDINGS = [
        *bindings(KeyScope.READER),
        *_only(KeyScope.EVIDENCE, "evidence.open", "evidence.erase"),
    ]

    def __init__(self, title: str, text: str, offers: Sequence[str]) -> None:
        super().__init__(title)
        self._text = text
        self._offers = frozenset(offers)

    def compose_inside(self) -> ComposeResult:
        yield TextLines(self._text, ascii=self.glyphs.ascii)

    def on_mount(self) -> None:
        self.query_one(TextLines).focus()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return action not in ("open", "erase") or action in self._offers

    def action_open(self) -> None:
        self.dismiss("open")

    def action_erase(self) -> None:
        self.dismiss("erase")

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(safe(self._text, multiline=True))
        self.notify("Copied, if this terminal lets programs copy.", markup=False)

    def action_close(self) -> None:
        self.dismiss(None)
