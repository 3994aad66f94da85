"""What every dialog has: a box in the middle with a title, and its keys in the bottom row."""

from __future__ import annotations

import time
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.events import Event, Key, Paste
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from screens.chrome.footer import Footer
from screens.core import unasked
from screens.core.app_context import app_context_of
from screens.core.focus_keeper import FocusedScreen
from screens.dialogs.box import Box, Passage
from screens.theme.safe_text import fit, plain, safe
from screens.theme.themes import Glyphs, glyphs_for
from screens.widgets.min_size import TooSmall, fit_screen

T = TypeVar("T")
_EARLY = 30
"""Cells of what was typed too early that are told."""


class Dialog(FocusedScreen[T], ModalScreen[T]):
    """A box over the screen. Subclasses say in `compose_inside` what is in it."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: transparent;
        & > #box {
            width: 72; max-width: 96%; height: auto; max-height: 94%;
            background: $surface;
            border: round $border;
            padding: 0 1;
            margin-bottom: 1;
        }
        &.-ascii > #box { border: ascii $border; }
        & #title { text-style: bold; width: 1fr; height: auto; }
        & #early { display: none; height: auto; color: $warning; }
        & > #keys { dock: bottom; background: $surface; }
    }
    """
    AUTO_FOCUS = ""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title
        self.unasked = False
        """Whether it opens by itself, without a key of who sits there: set before it is pushed.
        Its keys are then shown, and act, once nothing was typed for a moment."""
        self._opened = 0.0
        self._early = ""
        """What was typed before that."""

    def compose_inside(self) -> ComposeResult:
        """The widgets between the title and the keys; none, unless a subclass has some."""
        yield from ()

    def compose(self) -> ComposeResult:
        with Box(id="box"):
            yield self.text(self.heading, id="title")
            yield from self.compose_inside()
            yield Static(id="early")
        yield Footer(self.glyphs, id="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        self.set_class(self.glyphs.ascii, "-ascii")
        if self.unasked:
            self._opened = time.monotonic()
            self._look_whether_read()

    def _look_whether_read(self) -> None:
        """Take answers from now on, if there was time to read the question and nobody types."""
        moments = unasked.FIRST_MOMENTS
        if time.monotonic() - self._opened >= moments and unasked.is_still(self.app, moments):
            self.unasked = False
            self.refresh_bindings()
        else:
            self.set_timer(unasked.LOOK, self._look_whether_read)

    @property
    def is_unread(self) -> bool:
        return self.unasked

    def hold_off(self, event: Event) -> None:
        if isinstance(event, Key):
            self._early += event.character if event.is_printable and event.character else ""
        elif isinstance(event, Paste):
            self._early += event.text
        if not self._early.strip():
            return
        ascii, ellipsis = self.glyphs.ascii, self.glyphs.ellipsis
        typed = fit(safe(" ".join(self._early.split()), ascii=ascii), _EARLY, ellipsis)
        early = self.query_one("#early", Static)
        early.update(plain(f"You typed “{typed}” as this opened. It was not used.", ascii=ascii))
        early.display = True

    def retitle(self, heading: str) -> None:
        """Give the box another title."""
        self.heading = heading
        self.query_one("#title", Static).update(plain(heading, ascii=self.glyphs.ascii))

    def on_resize(self, event: events.Resize) -> None:
        fit_screen(self, event.size)
        self.call_after_refresh(self.show_focused)

    def show_focused(self) -> None:
        """Scroll to what has the focus, where a change of the layout put it out of sight."""
        if self.focused is not None and not self.can_view_entire(self.focused):
            self.scroll_to_widget(self.focused, animate=False)

    @property
    def glyphs(self) -> Glyphs:
        """The marks to draw with."""
        return glyphs_for(app_context_of(self).appearance.ascii)

    def text(self, text: str, *, id: str | None = None, classes: str = "") -> Widget:
        """A paragraph, whoever wrote it."""
        content = plain(text, multiline=True, ascii=self.glyphs.ascii)
        return Static(content, id=id, classes=classes)

    def passage(self, text: str) -> Widget:
        """A paragraph that scrolls where the screen is too low for all of it."""
        return Passage(self.text(text))
