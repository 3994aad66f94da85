"""Who hears a message: Textual tells each class of a widget that has a handler for it, not only
the last, so that a handler is never replaced by one of the same name."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

from textual.message_pump import MessagePump

import screens


def widgets(kind: type = MessagePump) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from widgets(each)


def test_no_handler_has_the_name_of_one_below_it() -> None:
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        importlib.import_module(module.name)
    ours = [each for each in widgets() if each.__module__.startswith("screens.")]
    assert len(ours) > 50
    for each in ours:
        heard_by = {
            (kind, method.__name__)
            for kind in each.__mro__
            for handlers in kind.__dict__.get("_decorated_handlers", {}).values()
            for method, _ in handlers
            if kind.__module__.startswith("screens.")
        }
        names = Counter(name for _, name in heard_by)
        assert [name for name, times in names.items() if times > 1] == [], each
