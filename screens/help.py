"""The help: every key that works here, this view's first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from screens.dialogs.base import Dialog
from screens.dialogs.reader import TextLines
from screens.keys import Where, bindings, key_name
from screens.usable import Usable, usable_commands

if TYPE_CHECKING:
    from screens.main import MainScreen

_FORMS = """Forms
  ^s           Save; Enter in the last one-line field does too
  esc          Go back; what you typed is offered next time"""


class Help(Dialog[None]):
    """The keys by place, until any of its closing keys."""

    DEFAULT_CSS = """
    Help > #box { width: 76; }
    """
    BINDINGS = bindings(Where.READER)

    def __init__(self, text: str) -> None:
        super().__init__("Keys")
        self._text = text

    def inside(self) -> ComposeResult:
        yield TextLines(self._text, ascii=self.marks.ascii)

    def on_mount(self) -> None:
        self.query_one(TextLines).focus()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return action != "copy"

    def action_close(self) -> None:
        self.dismiss(None)


def help_text(usable: Sequence[Usable], place: Sequence[Where]) -> str:
    """The keys of ``place`` first, then the rest by where they work; greyed ones say so."""
    order = [*place, *(where for where in Where if where not in place)]
    parts: list[str] = []
    for where in order:
        lines = [
            _line(", ".join(key_name(key) for key in one.keys), one)
            for one in usable
            if one.command.where is where and one.keys
        ]
        if lines:
            parts.append("\n".join([where.value, *lines]))
    return "\n\n".join([*parts, _FORMS])


def _line(keys: str, one: Usable) -> str:
    closed = "" if one.enabled else " (not now)"
    return f"  {keys:<12} {one.command.help}{closed}"


async def show_help(main: MainScreen) -> None:
    """Show the keys that work where the focus is."""
    text = help_text(usable_commands(main), main.shown.PLACE)
    await main.app.push_screen_wait(Help(text))
