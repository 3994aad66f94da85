"""The palette: every command that works here and now, found by typing part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from screens.dialogs.base import Dialog
from screens.dialogs.choose import Option, OptionLines
from screens.dialogs.fields import OneLine
from screens.keys import Where, bindings
from screens.usable import Usable, usable_commands

if TYPE_CHECKING:
    from screens.main import MainScreen

_NOT_OFFERED = frozenset({Where.CURSOR, Where.PROGRAM})


def matching(options: Sequence[Option], typed: str) -> list[Option]:
    """The options in which every typed word occurs; those whose label begins so come first."""
    words = typed.casefold().split()
    found = [
        option
        for option in options
        if all(word in f"{option.label} {option.more}".casefold() for word in words)
    ]
    first = " ".join(words)
    return sorted(found, key=lambda option: not option.label.casefold().startswith(first))


class Finder(Dialog[str | None]):
    """A line to type in and what matches it; the chosen value, or None."""

    DEFAULT_CSS = """
    Finder {
        & OneLine { background: $panel; padding: 0; margin: 1 0; }
        & OptionLines { height: 12; }
    }
    """
    BINDINGS = [
        *(
            binding
            for binding in bindings(Where.FORM)
            if isinstance(binding, Binding) and binding.id == "form.cancel"
        ),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
    ]

    def __init__(self, title: str, options: Sequence[Option], hint: str) -> None:
        super().__init__(title)
        self._options = tuple(options)
        self._hint = hint

    def inside(self) -> ComposeResult:
        yield OneLine(hint=self._hint)
        yield OptionLines(self._options, self.marks, lettered=False)

    def on_mount(self) -> None:
        self.query_one(OptionLines).can_focus = False
        self.query_one(OneLine).focus()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self.query_one(OptionLines).show(matching(self._options, message.value))

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        self.query_one(OptionLines).action_choose()

    def on_option_lines_chosen(self, message: OptionLines.Chosen) -> None:
        message.stop()
        self.dismiss(message.value)

    def action_move(self, by: int) -> None:
        lines = self.query_one(OptionLines)
        lines.cursor += by

    def action_cancel(self) -> None:
        self.dismiss(None)


def offered(usable: Sequence[Usable]) -> list[Option]:
    """The commands as options, each with its key and what it does."""
    return [
        Option(one.command.id, one.command.label, f"{one.command.help}  {one.key}".rstrip())
        for one in usable
        if one.enabled and one.command.where not in _NOT_OFFERED
    ]


async def choose_command(main: MainScreen) -> None:
    """Ask for a command and do it."""
    options = offered(usable_commands(main))
    name = await main.app.push_screen_wait(Finder("Commands", options, "Type part of a name"))
    if name is not None:
        await main.run_command(name)
