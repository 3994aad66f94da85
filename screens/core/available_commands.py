"""Which commands work here and now: the one answer that footer, help and palette show."""

from __future__ import annotations

from dataclasses import dataclass
from string import punctuation
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.keys import _character_to_key

from screens.core.keys import BY_ID, COMMANDS, KeyCommand, key_name

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen


_SIGNS = {_character_to_key(sign): sign for sign in (*punctuation, " ")}
"""Keys with a long name, and what they type."""


@runtime_checkable
class NamesCommands(Protocol):
    """What says how a command of its own is called at present: a view, or a part of one."""

    def at_present(self, command: KeyCommand) -> KeyCommand:
        """``command`` with the label and help that say what it does now."""


@dataclass(frozen=True, slots=True)
class AvailableCommand:
    """A command that the focus can reach, with the keys it has today."""

    command: KeyCommand
    """Named by what it does at present."""
    keys: tuple[str, ...]
    """Textual's names, the shown one first; empty for a command of the palette only."""
    node: DOMNode
    """Whose action it is."""
    enabled: bool
    """False where the rules do not allow it at the moment."""

    @property
    def key(self) -> str:
        """The key as people write it; empty when there is none."""
        return key_name(self.keys[0]) if self.keys else ""


def usable_commands(screen: Screen[Any]) -> list[AvailableCommand]:
    """Every command reachable from ``screen``'s focus, in the table's order."""
    bound: dict[str, tuple[list[str], DOMNode, bool]] = {}
    for key, active in screen.active_bindings.items():
        name = active.binding.id
        if name in BY_ID and not _is_typed(screen, key, active.node):
            keys, _, _ = bound.setdefault(name, ([], active.node, active.enabled))
            keys.append(key)
    usable = []
    for command in COMMANDS:
        if command.id in bound:
            keys, node, enabled = bound[command.id]
            now = node.at_present(command) if isinstance(node, NamesCommands) else command
            usable.append(AvailableCommand(now, _shown_first(command, keys), node, enabled))
        elif not command.keys and not screen.is_modal:
            usable.append(AvailableCommand(command, (), screen, True))
    return usable


@runtime_checkable
class ExplainsActions(Protocol):
    """A widget that can say why an action of its own is not possible at the moment."""

    def why_not(self, action: str) -> str | None:
        """The reason, in a sentence; None where it knows none."""


def unavailable_reason(screen: Screen[Any], key: str) -> str | None:
    """Why ``key`` does nothing at the moment; None where it does something, or means nothing
    here."""
    active = screen.active_bindings.get(key)
    if active is None or active.enabled or active.binding.id not in BY_ID:
        return None
    return _reason(active.binding.action, active.node, BY_ID[active.binding.id].label)


def reason_for(available: AvailableCommand) -> str:
    """Why a command that can be reached, and is not enabled, does nothing at the moment."""
    return _reason(available.command.action, available.node, available.command.label)


def _reason(action: str, node: DOMNode, label: str) -> str:
    name = action.partition("(")[0]
    reason = node.why_not(name) if isinstance(node, ExplainsActions) else None
    return reason or f"“{label}” is not possible here at the moment."


def _is_typed(screen: Screen[Any], key: str, node: DOMNode) -> bool:
    """Whether ``key`` is typed into the focused field before it gets to ``node``.

    Textual leaves such keys out itself, but knows only letters and figures by their keys.
    """
    character = key if len(key) == 1 else _SIGNS.get(key)
    within = screen.focused.ancestors_with_self if screen.focused is not None else []
    for widget in within:
        if widget is node:
            return False
        if widget.check_consume_key(key, character):
            return True
    return False


def _shown_first(command: KeyCommand, keys: list[str]) -> tuple[str, ...]:
    """``keys`` with the command's own first key leading, where it still has it."""
    default_keys = [key for key in (_long(key) for key in command.key_list) if key in keys]
    return (*default_keys, *(key for key in keys if key not in default_keys))


def _long(key: str) -> str:
    return _character_to_key(key) if len(key) == 1 else key
