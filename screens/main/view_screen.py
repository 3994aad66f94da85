"""The screen's views: which one is shown, where its focus was, and the way back to the one before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Unpack, cast

from textual.reactive import reactive
from textual.widget import Widget

from screens.core.view import ShowView, View, ViewTarget
from screens.main.global_actions import GlobalActions
from screens.main.navigation import VIEWS, load_by_name
from screens.main.snapshot_changes import is_open

if TYPE_CHECKING:
    from store.models.snapshot import Snapshot


class ViewScreen(GlobalActions):
    """A screen that shows one view at a time of the same snapshot, each made at its first visit."""

    views: ClassVar[Mapping[str, str | Callable[[], View]]] = VIEWS
    """Where each view's class is, or what makes it."""

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    """The team as it is now; None until it is known."""
    view: reactive[str] = reactive("", repaint=False)
    """Id of the view that is shown."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mounted_views: dict[str, View] = {}
        self._focus_in: dict[str, Widget] = {}
        self._way_here: list[str] = []
        self._switching = asyncio.Lock()

    async def show(self, view: str, **target: Unpack[ViewTarget]) -> None:
        """Show a view, mounting it at its first visit; ``target`` is handed to its `bring_into_view`."""
        async with self._switching:
            if view != self.view:
                await self._switch(view)
        if target and view == self.view:
            self.mounted_views[view].bring_into_view(**target)

    async def _switch(self, view: str) -> None:
        before = self.mounted_views.get(self.view)
        if before is not None:
            if self.focused is not None and before in self.focused.ancestors_with_self:
                self._focus_in[self.view] = self.focused
            self._way_here = [*self._way_here[-20:], self.view]
        with self.app.batch_update():
            mounted = self.mounted_views.get(view)
            if mounted is None:
                mounted = self._make(view)
                self.mounted_views[view] = mounted
                await self.query_one("#body").mount(mounted)
                if self.app.return_code is not None:
                    return  # The app is being left, and makes no widgets any more.
            mounted.snapshot = self.snapshot
            mounted.display = True
            if before is not None:
                before.display = False
            self.view = view
            remembered = self._focus_in.get(view)
            if remembered is not None and remembered.is_attached and remembered.focusable:
                self.set_focus(remembered)
            else:
                mounted.focus_first()
        self.refresh_bindings()

    def _make(self, view: str) -> View:
        entry = self.views[view]
        view_class = load_by_name(entry) if isinstance(entry, str) else entry
        return cast("Callable[[], View]", view_class)()

    @property
    def current_view(self) -> View:
        """The view that is shown."""
        return self.mounted_views[self.view]

    async def on_show_view(self, message: ShowView) -> None:
        await self.show(message.view, **message.target)

    async def drop_views(self) -> None:
        """Let go of every view, of the snapshot and of the way here."""
        async with self._switching:
            for mounted in self.mounted_views.values():
                await mounted.remove()
            self.mounted_views.clear()
            self._focus_in.clear()
            self._way_here.clear()
            self.view, self.snapshot = "", None

    async def action_back(self) -> None:
        """Take the messages off the screen, else go a step back in the view, else to the view
        before; settings, and a review that is over, never come back so."""
        if self.query("Toast"):
            self.app.clear_notifications()
            return
        if self.current_view.go_back():
            return
        passed = {"settings", self.view} | (set() if is_open(self.snapshot) else {"review"})
        while self._way_here and self._way_here[-1] in passed:
            self._way_here.pop()
        if self._way_here:
            back = self._way_here.pop()
            await self.show(back)
            self._way_here.pop()
