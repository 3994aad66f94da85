"""What opens by itself, without a key of who sits there, takes nothing that was typed for what it
covers: it opens once nobody types, and answers count from when they could have been read."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from screens.core.app_context import app_context_of

if TYPE_CHECKING:
    from textual.app import App

STILL = 1.0
"""Seconds without a key after which nobody types."""
FIRST_MOMENTS = 0.7
"""Seconds without a key after which what opened by itself takes answers."""
GROUP = "unasked"
"""The group of workers that wait until nobody types; no key waits for them."""
LOOK = 0.1
"""Seconds between two looks."""


def is_busy(app: App[Any]) -> bool:
    """Whether who sits there is in the middle of something: a dialog, a field, a private turn."""
    focused = app.screen.focused
    typing = focused is not None and focused.check_consume_key("a", "a")
    return app_context_of(app).turn is not None or typing or app.screen.is_modal


def is_still(app: App[Any], seconds: float) -> bool:
    """Whether every key typed has acted, and none came for so many ``seconds``."""
    context = app_context_of(app)
    return not context.keys_wait() and time.monotonic() - context.last_key >= seconds


async def until_still(app: App[Any]) -> None:
    """Wait until who sits there is in the middle of nothing and types nothing."""
    while is_busy(app) or not is_still(app, STILL):
        await asyncio.sleep(LOOK)
