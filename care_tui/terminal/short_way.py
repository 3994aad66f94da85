"""A key goes straight to what it is bound to, where nothing on its way looks at keys itself.

Textual hands a key to what has the focus and lets it rise through all that holds that, and asks
what it is bound to only at its end: with half a dozen turns, most of what a cursor key costs beside
drawing. What a key does stays the same; whatever is not plain goes Textual's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.events import Key
from textual.widget import Widget

from screens.main.main_screen import MainScreen

if TYPE_CHECKING:
    from textual.dom import DOMNode

_HANDLERS = ("on_key", "_on_key")
_NOT_LOOKING = (vars(Widget)["_on_key"], vars(App)["_on_key"], vars(MainScreen)["on_key"])
"""Handlers to which a key that does something is all the same: Textual's, which look for methods
named after the key, and the one that says why a key does nothing."""


async def went_short_way(app: App[Any], key: Key) -> bool:
    """Do what ``key``, which nothing has seen yet, is bound to at the focus.

    False, with nothing done, where it must go the usual way: where it is typed text, something
    looks at keys itself, or nothing possible is bound to it.
    """
    bound = _bound(app, key)
    if bound is None:
        return False
    app.screen._clear_tooltip()
    return await app.run_action(*bound)


def _bound(app: App[Any], key: Key) -> tuple[str, DOMNode] | None:
    """The action that ``key`` is bound to, and whose it is; None where it goes the usual way."""
    screen = app.screen
    focused = screen.focused
    if focused is None or focused.loading or not app.app_focus or screen.maximized is not None:
        return None
    names = {f"key_{alias}" for alias in key.name_aliases}
    bound, covered = None, False
    for node, bindings in screen._binding_chain:
        named = _looks_at(type(node))
        if named is None or not names.isdisjoint(named):
            return None
        for binding in bindings.key_to_bindings.get(key.key, ()):
            if binding.priority:
                return None
            if bound is None and not covered:
                possible = app._check_action_state(binding.action, node)
                if possible is None:
                    return None
                if possible:
                    bound = binding.action, node
        covered = covered or node.is_modal
    return bound


@cache
def _looks_at(kind: type[DOMNode]) -> frozenset[str] | None:
    """The names, without a leading underscore, of the methods by which widgets of this kind look
    at single keys; None where they look at all."""
    if any(handler not in _NOT_LOOKING for handler in _handlers(kind)):
        return None
    if issubclass(kind, Widget) and (
        kind.handle_key is not Widget.handle_key or kind.on_event is not Widget.on_event
    ):
        return None
    names = {name.removeprefix("_") for name in dir(kind)}
    return frozenset(name for name in names if name.startswith("key_"))


def _handlers(kind: type[DOMNode]) -> Iterator[object]:
    """What gets the keys that come to widgets of this kind."""
    for base in kind.__mro__:
        own = vars(base)
        yield from (own[name] for name in _HANDLERS if name in own)
        for message, handlers in own.get("_decorated_handlers", {}).items():
            if issubclass(Key, message):
                yield from handlers
