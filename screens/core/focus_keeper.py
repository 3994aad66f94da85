"""Something always has the focus, and it can be seen: else the keys that the footer shows
would do nothing.

Textual takes the focus off what is hidden or removed, and gives a focus that was asked for
earlier even to what has been hidden since.
"""

from __future__ import annotations

from typing import Self, TypeVar

from textual.events import Event, Resize, ScreenResume
from textual.geometry import Region
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

T = TypeVar("T")


def can_be_seen(widget: Widget) -> bool:
    """Whether ``widget`` and all that it stands in are shown."""
    return widget.is_attached and all(
        node.display for node in widget.ancestors_with_self if isinstance(node, Widget)
    )


class FocusedScreen(Screen[T]):
    """A screen that gives the focus back as soon as nothing has it, and shows its messages only
    while it is on top."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus. What looks different by that is repainted, and not the whole screen."""
    _had_focus: Widget | None = None
    """What had the focus last."""
    _has_been_on_top = False
    _is_opening = True
    """Whether it was not painted yet."""

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        if widget is not None and not can_be_seen(widget):
            return
        super().set_focus(widget, scroll_visible, from_app_focus)
        if self.focused is None:
            self.call_after_refresh(self.settle_focus)
        else:
            self._had_focus = self.focused

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Come on top. All that is in a screen that opens was just mounted with its styles."""
        if not (self._has_been_on_top or self.CSS or self.css_path):
            event.refresh_styles = False
        self._has_been_on_top = True
        self.call_after_refresh(self._came_on_top)

    def _came_on_top(self) -> None:
        self._is_opening = False
        self.settle_focus()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """As a screen opens, its first layout paints all of it. Textual would paint it once more."""
        if self._is_opening and not regions:
            repaint = False
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    async def _on_resize(self, event: Resize) -> None:
        """Lay out once for each size. As Textual lays a screen out it tells it of its size, upon which
        it would do so again, with all screens below."""
        if event.size == self.outer_size and self.HORIZONTAL_BREAKPOINTS is None:
            event.stop()
            event.prevent_default()

    def on_screen_suspend(self) -> None:
        """A dialog above shows the messages: here, where it lets through, they would stand
        twice."""
        self.query("ToastHolder").remove()

    def settle_focus(self) -> None:
        """Give the focus, where nothing that can be seen has it, to what had it last, else to
        what comes first. While there is no room for anything, nothing has it."""
        if not self.is_attached or self.has_class("-too-small"):
            return
        if self.focused is not None and can_be_seen(self.focused):
            return
        last, self.focused = self._had_focus, None
        if last is not None and last.focusable and can_be_seen(last) and self.is_at_home(last):
            self.set_focus(last)
        else:
            self.focus_home()

    @property
    def is_unread(self) -> bool:
        """Whether it opened by itself, and nobody can have read it yet: no key is for it."""
        return False

    def hold_off(self, event: Event) -> None:
        """Say that ``event``, which came while it `is_unread`, was not used."""

    def is_at_home(self, _widget: Widget) -> bool:
        """Whether what had the focus may have it again."""
        return True

    def focus_home(self) -> None:
        """Give the focus to what comes first."""
        self.focus_next()
