"""An improvement's link: opened in a browser after asking, or shown to be copied."""

from __future__ import annotations

import os
import sys
import webbrowser
from typing import TYPE_CHECKING

from screens.core.app_context import app_context_of
from screens.dialogs.confirm import Confirm
from screens.dialogs.reader import Reader
from store.common.links import host_of

if TYPE_CHECKING:
    from textual.widget import Widget

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")


async def open_link(widget: Widget, address: str) -> None:
    """Open ``address`` in the person's browser once they have seen its host and said yes. Shown to
    be copied to a guest, whose browser is on another machine, and where there is none. Awaited in
    a worker."""
    app = widget.app
    if app_context_of(widget).hosted or not has_browser():
        await app.push_screen_wait(Reader("The improvement's link", address))
        return
    question = Confirm(
        f"Open {host_of(address)} in your browser?", address, yes="Open it", no="Not now"
    )
    if await app.push_screen_wait(question):
        app.open_url(address)


def has_browser() -> bool:
    """Whether this machine has a browser with a window of its own; one that draws in the terminal
    would draw over the app."""
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _DISPLAYS)):
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    in_terminal = isinstance(browser, webbrowser.GenericBrowser)
    return not in_terminal or isinstance(browser, webbrowser.BackgroundBrowser)
