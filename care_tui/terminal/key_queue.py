"""Keys act in the order typed, each on what the one before left.

Textual hands a key to the focused widget as soon as it arrives, and runs bindings only when
the key has bubbled up to the app. Keys that arrive together, as from a fast typist or over a
slow link, would overtake each other: a letter is typed into the field that the Tab before it
was to leave, or falls on the view under the dialog that the key before it opens.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Set
from typing import TYPE_CHECKING, Any

from textual.events import Event, Key, Paste

from screens.core import unasked
from store.common.dataclass import dataclass

if TYPE_CHECKING:
    from textual._queue import Queue
    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

PATIENCE = 0.4
"""Seconds that a key waits for what the one before is still doing."""
_TURNS = 50
"""Turns of the event loop in a row at which a waiting key is looked at. Only then, with
nothing left to do but wait for a thread, its patience begins to run."""
_PAUSE = 0.003
"""Seconds between looks after that."""


@dataclass
class _HandledKey:
    """The key, or paste, that acts now, and what it found when it began."""

    event: Key | Paste
    screens: list[Screen[Any]]
    workers: Set[Worker[Any]]
    opens_nothing: bool
    """Whether the work it begins need not be waited for."""


class KeyQueue:
    """Lets keys and pastes into the app one at a time.

    The next goes when the app and all its widgets are at rest, and the work that the one
    before began has ended or has opened a screen. The app itself is always waited for, as no
    key passes it anyway; all else no longer than `PATIENCE`. Nothing runs while no key waits.
    """

    def __init__(self, app: App[Any], urgent: Set[str] = frozenset()) -> None:
        """``urgent`` are the keys that wait no longer than `PATIENCE` for all those before
        them together."""
        self._app = app
        self._urgent = urgent
        self._waiting: deque[Key | Paste] = deque()
        self._hurrying: Key | None = None
        """The urgent key among those that wait."""
        self._released: Key | Paste | None = None
        self._acting: _HandledKey | None = None
        self._asking: dict[Screen[Any], set[Worker[Any]]] = {}
        """The work that waits for each screen's answer."""
        self._stuck: set[MessagePump] = set()
        """What has not come to rest in time, and is not waited for until it does."""
        self._turns = 0
        self._waited = 0.0
        self._look_again: asyncio.Handle | None = None

    @property
    def has_waiting(self) -> bool:
        """Whether keys or pastes have come that have not acted yet."""
        return bool(self._waiting) or self._released is not None

    def holds(self, event: Event) -> bool:
        """Whether the app must leave ``event`` alone: it is a key and must wait. It is
        posted to the app again when it is its turn. Call it from the app's `on_event`."""
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            return False
        if event is not self._released:
            self._wait(event)
            return True
        self._released = None
        self._begin(event)
        return False

    def _wait(self, event: Key | Paste) -> None:
        self._waiting.append(event)
        if isinstance(event, Key) and event.key in self._urgent and self._hurrying is None:
            self._hurrying = event
        if self._look_again is None and self._released is None:
            self._watch()

    def _begin(self, event: Key | Paste) -> None:
        app, before = self._app, self._acting
        screens, working = app.screen_stack, self._working()
        asking = {screen: self._asking[screen] for screen in screens if screen in self._asking}
        if screens and screens[-1] not in asking:
            asking[screens[-1]] = working.difference(*asking.values())
        self._asking = asking
        again = before is not None and before.screens == screens and _same(before.event, event)
        text = isinstance(event, Key) and self._is_text(event)
        self._acting = _HandledKey(event, screens, working, again or text)
        if self._waiting:
            self._watch()

    def _is_text(self, key: Key) -> bool:
        """Whether the focused widget takes ``key`` as typed text."""
        focused = self._app.focused if self._app.screen_stack else None
        return focused is not None and focused.check_consume_key(key.key, key.character)

    # Waiting

    def _watch(self) -> None:
        self._turns = 0
        if self._hurrying is None:
            self._waited = 0.0
        self._look_again = asyncio.get_running_loop().call_soon(self._look)

    def _look(self) -> None:
        """Let the next key go if it is its turn, else look again soon."""
        self._look_again = None
        if not self._waiting or not self._app.is_running:
            return
        loop = asyncio.get_running_loop()
        if self._is_settled():
            self._let_pass(self._waiting[0])
        elif self._waited > PATIENCE:
            self._stuck = self._busy() - {self._app}
            self._let_pass(self._hurrying or self._waiting[0])
        elif self._turns < _TURNS:
            self._turns += 1
            self._look_again = loop.call_soon(self._look)
        else:
            self._waited += 0 if _is_busy(self._app) else _PAUSE
            self._look_again = loop.call_later(_PAUSE, self._look)

    def _let_pass(self, event: Key | Paste) -> None:
        self._waiting.remove(event)
        if event is self._hurrying:
            self._hurrying = None
        self._released = event
        self._app.post_message(event)

    def _is_settled(self) -> bool:
        busy = self._busy()
        self._stuck &= busy
        return busy == self._stuck and not self._may_open()

    # What the acting key is still doing

    def _busy(self) -> set[MessagePump]:
        """The app, screens and widgets that are not at rest."""
        return {pump for pump in (self._app, *self._app._registry) if _is_busy(pump)}

    def _working(self) -> set[Worker[Any]]:
        return {worker for worker in self._app.workers if not worker.is_finished}

    def _may_open(self) -> bool:
        """Whether work that the acting key began, or let go on by its answer, may still open
        a screen. Before the first key that is all the work the program began with. What waits
        until nobody types is never waited for."""
        key, screens, working = self._acting, self._app.screen_stack, self._working()
        begun = {each for each in working if each.group != unasked.GROUP}
        if key is None:
            return bool(begun)
        if key.opens_nothing or not screens or screens[-1] not in key.screens:
            return False
        answered = key.screens[-1] not in screens
        let_go_on = self._asking[key.screens[-1]] if answered else set()
        return bool(begun - key.workers or working & let_go_on)


def _same(one: Key | Paste, other: Key | Paste) -> bool:
    """Whether both are the same key, as when it is held down."""
    return isinstance(one, Key) and isinstance(other, Key) and one.key == other.key


def _is_busy(pump: MessagePump) -> bool:
    """Whether ``pump`` has messages before it or is handling one: it is not waiting for its
    queue's next."""
    queue: Queue[Message | None] = pump._message_queue
    at_rest = queue.empty() and bool(queue.ready_event._waiters)
    return not (at_rest or pump._closing or pump._closed)
