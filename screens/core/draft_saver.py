"""Half-typed text outlives a lost link: kept as it is typed, offered next time.

A form or an inline editor makes one `DraftSaver`, tells it of every change, and clears it when
the text is saved. At most half a second of typing is not yet kept; a hang-up keeps the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from screens.core.app_context import app_context_of

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

DELAY = 0.5
"""Seconds from a change to its being kept."""


class DraftSaver:
    """Keeps the fields of one half-typed thing under one key, for the person who types it.

    ``fields`` returns what stands there now, by field name; nothing is kept while all of
    it is empty or as it was at the start. Make it once ``host`` is mounted.
    """

    def __init__(self, host: Widget, key: str, fields: Callable[[], dict[str, str]]) -> None:
        context = app_context_of(host)
        self._drafts = context.drafts
        self._key = f"{context.person}/{key}"
        self._host = host
        self._fields = fields
        self._untouched = fields()
        self._timer: Timer | None = None
        context.draft_savers.add(self)

    def earlier(self) -> dict[str, str] | None:
        """What was half-typed here before, None when nothing was."""
        return self._drafts.get(self._key)

    def touched(self) -> None:
        """Something was typed."""
        if self._timer is None:
            self._timer = self._host.set_timer(DELAY, self.save_now)

    def save_now(self) -> None:
        """Keep what stands there, if a person typed any of it."""
        self._stop()
        fields = self._fields()
        if fields == self._untouched or not any(text.strip() for text in fields.values()):
            if self.earlier() is not None:
                self._drafts.clear(self._key)
        elif fields != self.earlier():
            self._drafts.put(self._key, fields)

    def clear(self) -> None:
        """The text was saved where it belongs, or let go."""
        self._stop()
        self._untouched = self._fields()
        self._drafts.clear(self._key)

    def close(self) -> None:
        """The host goes away; what stands there is kept first."""
        self.save_now()
        app_context_of(self._host).draft_savers.discard(self)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
