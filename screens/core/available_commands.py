"""Which commands work here and now: the one answer that footer, help and palette show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from string import punctuation
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from textual.dom import DOMNode
from textual.keys import _character_to_key

from screens.core.keys import BY_ID, COMMANDS, KeyCommand, key_name
from store.common.dataclass import dataclass

if TYPE_CHECKING:
    from textual.screen import Screen


_SIGNS = {_character_to_key(sign): sign for sign in (*punctuation, " ")}
"""Keys with a long name, and what they type."""


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
    typed_into = _typed_into(screen)
    for key, active in screen.active_bindings.items():
        name = active.binding.id
        if name in BY_ID and not _is_typed(key, typed_into.get(active.node, typed_into[None])):
            keys, _, _ = bound.setdefault(name, ([], active.node, active.enabled))
            keys.append(key)
    usable, modal = [], screen.is_modal
    for command in COMMANDS:
        if command.id in bound:
            keys, node, enabled = bound[command.id]
            usable.append(
                AvailableCommand(
                    _at_present(command, node), _shown_first(command, keys), node, enabled
                )
            )
        elif not command.keys and not modal:
            usable.append(AvailableCommand(command, (), screen, True))
    return usable


def _at_present(command: KeyCommand, node: DOMNode) -> KeyCommand:
    """``command`` as whoever does it names it now.

    Asked by its name alone: a footer asks often, and a check against the protocol is asked anew
    whenever any module registers a class.
    """
    if not hasattr(type(node), "at_present"):
        return command
    return cast(NamesCommands, node).at_present(command)


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


def _typed_into(screen: Screen[Any]) -> dict[DOMNode | None, Sequence[DOMNode]]:
    """For each that holds the focus: the fields within it that take typed keys first; under None,
    those of the whole screen."""
    fields: list[DOMNode] = []
    before: dict[DOMNode | None, Sequence[DOMNode]] = {}
    for node in screen.focused.ancestors_with_self if screen.focused is not None else ():
        before[node] = tuple(fields)
        if type(node).check_consume_key is not DOMNode.check_consume_key:
            fields.append(node)
    before[None] = tuple(fields)
    return before


def _is_typed(key: str, fields: Sequence[DOMNode]) -> bool:
    """Whether ``key`` is typed into one of ``fields`` before anything else gets it.

    Textual leaves such keys out itself, but knows only letters and figures by their keys.
    """
    character = key if len(key) == 1 else _SIGNS.get(key)
    return any(field.check_consume_key(key, character) for field in fields)


def _shown_first(command: KeyCommand, keys: list[str]) -> tuple[str, ...]:
    """``keys`` with the command's own first key leading, where it still has it."""
    if len(keys) == 1:
        return (keys[0],)
    default_keys = [key for key in _long_keys(command) if key in keys]
    return (*default_keys, *(key for key in keys if key not in default_keys))


@cache
def _long_keys(command: KeyCommand) -> tuple[str, ...]:
    """The command's own keys by Textual's names."""
    return tuple(_character_to_key(key) if len(key) == 1 else key for key in command.key_list)
