"""The help: the keys that work here, this view's first; and the words, each in a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from screens.core.available_commands import AvailableCommand, usable_commands
from screens.core.keys import KeyScope, bindings, key_name
from screens.dialogs.base import Dialog
from screens.dialogs.reader import TextLines
from store.domain.vocabulary import WORDS

if TYPE_CHECKING:
    from textual.app import App

    from screens.main.main_screen import MainScreen

_FORMS = (
    ("^s", "Save; Enter in the last one-line field does too"),
    ("f1", "What the words mean, and these keys"),
    ("esc", "Go back. What you typed is offered next time"),
)
_KEYS, _WORDS = "Keys", "Words"
_NAME = 15
"""Cells of a word."""


class Help(Dialog[str | None]):
    """The keys by place and the words, until any of its closing keys; ``find`` where the person
    wants to find one."""

    DEFAULT_CSS = """
    Help > #box { width: 76; }
    Help #words { display: none; }
    Help.-words #words { display: block; }
    Help.-words #keys-text { display: none; }
    """
    BINDINGS = bindings(KeyScope.READER, KeyScope.HELP)

    def __init__(self, text: str, *, words: bool = False) -> None:
        """``words``: whether the words are shown first."""
        super().__init__(_title(words=words))
        self._text = text
        self._first = words

    def compose_inside(self) -> ComposeResult:
        yield TextLines(self._text, ascii=self.glyphs.ascii, id="keys-text")
        yield TextLines(words_text(), ascii=self.glyphs.ascii, id="words")

    def on_mount(self) -> None:
        self._show(words=self._first)

    @property
    def shows_words(self) -> bool:
        """Whether the words are shown, not the keys."""
        return self.has_class("-words")

    def _show(self, *, words: bool) -> None:
        self.set_class(words, "-words")
        self.retitle(_title(words=words))
        self.query_one("#words" if words else "#keys-text", TextLines).focus()
        self.refresh_bindings()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return action != "copy"

    def action_turn(self) -> None:
        """Show the other page."""
        self._show(words=not self.shows_words)

    def action_find(self) -> None:
        """Go and find a word."""
        self.dismiss("find")

    def action_close(self) -> None:
        self.dismiss(None)


def _title(*, words: bool) -> str:
    pages = (f" {_KEYS} ", f"[{_WORDS}]") if words else (f"[{_KEYS}]", f" {_WORDS} ")
    return f"{' '.join(pages)}   tab turns"


def words_text() -> str:
    """The words, a line each."""
    lines = [f"{word.name:<{_NAME}} {word.meaning}" for word in WORDS]
    return "\n".join([*lines, "", "The stages are explained in 6 Playbook."])


def help_text(usable: Sequence[AvailableCommand], scopes: Sequence[KeyScope]) -> str:
    """The keys of ``scopes`` first, then the rest by where they work; greyed ones say so."""
    order = [*scopes, *(scope for scope in KeyScope if scope not in scopes)]
    rows_by_heading = {
        scope.value: [
            (", ".join(key_name(key) for key in available.keys), _label(available))
            for available in usable
            if available.command.where is scope and available.keys
        ]
        for scope in order
    }
    rows_by_heading["Forms"] = list(_FORMS)
    widest = max(len(keys) for rows in rows_by_heading.values() for keys, _ in rows)
    return "\n\n".join(
        "\n".join([heading, *(f"  {keys:<{widest}}  {label}" for keys, label in rows)])
        for heading, rows in rows_by_heading.items()
        if rows
    )


def _label(available: AvailableCommand) -> str:
    closed = "" if available.enabled else " (not now)"
    return f"{available.command.help}{closed}"


async def show_help(main: MainScreen) -> None:
    """Show the keys that work where the focus is."""
    text = help_text(usable_commands(main), main.current_view.PLACE)
    if await main.app.push_screen_wait(Help(text)) == "find":
        await main.run_command("find")


def show_words(app: App[Any]) -> None:
    """Show the words over whatever is shown, with the keys that work there behind them; where
    they are shown already, turn to the other page."""
    screen = app.screen
    if isinstance(screen, Help):
        screen.action_turn()
        return
    usable = usable_commands(screen)
    scopes = list(dict.fromkeys(available.command.where for available in usable))
    app.push_screen(Help(help_text(usable, scopes), words=True))
