"""The palette: every command, those that work here and now first, the rest with why not; and the
words and the playbook's pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from screens.commands.pages import open_page, page_options
from screens.core.available_commands import AvailableCommand, reason_for, usable_commands
from screens.core.keys import COMMANDS, KeyCommand, KeyScope, key_name
from screens.dialogs.choose import Option
from screens.forms.finder import Finder, fuzzily

if TYPE_CHECKING:
    from screens.main.main_screen import MainScreen

_MOVES = frozenset({KeyScope.CURSOR, KeyScope.FIELDS, KeyScope.CHOICE, KeyScope.RATING})
"""What moves a cursor or rates is no command to look for."""
_WHERE = {
    KeyScope.TODAY: "in Today, 1",
    KeyScope.COMMITMENTS: "on an improvement in Today, 1, and in Look back",
    KeyScope.BOARD: "on the board, 2",
    KeyScope.EVIDENCE: "in Evidence, 3",
    KeyScope.REVIEWS: "in Reviews, 5",
    KeyScope.CYCLES: "in Momentum, 4, and Reviews, 5",
    KeyScope.SETTINGS: "in Settings",
    KeyScope.REVIEW: "in an open review, r",
}
_LEFT_OUT = {
    "board.vote": "in Focus, in a private turn, until the reveal",
    "board.unvote": "in Focus, in a private turn, until the reveal",
    "go.review": "away from the review",
    "go.other_team": "where there is more than one team",
    "suspend": "in a terminal of your own",
}
"""Where commands work that are left out where they do not, whatever view is shown."""


def command_options(usable: Sequence[AvailableCommand], *, turn: bool = False) -> list[Option]:
    """Every command as an option with its key and what it does; greyed with the reason where it
    does not work here. ``turn``: whether it is somebody's private turn."""
    return [*_working(usable), *_waiting(usable, turn=turn)]


def _working(usable: Sequence[AvailableCommand]) -> Iterator[Option]:
    for available in usable:
        command = available.command
        if available.enabled and command.where not in _MOVES:
            yield Option(command.id, command.label, f"{command.help}  {available.key}".rstrip())


def _waiting(usable: Sequence[AvailableCommand], *, turn: bool) -> Iterator[Option]:
    known = {available.command.id: available for available in usable}
    for command in COMMANDS:
        available = known.get(command.id)
        if command.where in _MOVES or (available is not None and available.enabled):
            continue
        reason = (
            reason_for(available) if available is not None else _where_words(command, turn=turn)
        )
        keys = ", ".join(key_name(key) for key in command.key_list[:1])
        yield Option(command.id, command.label, f"{command.help}  {keys}".rstrip(), off=reason)


def _where_words(command: KeyCommand, *, turn: bool) -> str:
    """Where ``command`` works, in a sentence."""
    if command.where in (KeyScope.EVERYWHERE, KeyScope.PROGRAM):
        if turn:
            return "Works once the private turn is over."
        if command.id not in _LEFT_OUT:
            return "Not possible here at the moment."
    where = _LEFT_OUT.get(command.id) or _WHERE.get(command.where) or f"in “{command.where.value}”"
    return f"Works {where}."


async def choose_command(main: MainScreen) -> None:
    """Ask for a command and do it, or for a word or a page and show it."""
    options = command_options(usable_commands(main), turn=bool(main.turn))
    if not main.turn:
        options += page_options()
    finder = Finder("Commands", options, "Type part of a name", match=fuzzily)
    name = await main.app.push_screen_wait(finder)
    if name is not None and not await open_page(main, name):
        await main.run_command(name)
