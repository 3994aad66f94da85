"""The one screen behind everything: two rows of chrome, the view, the keys.

It holds the team's snapshot and hands it down; it opens the workspace after the first
paint, reads the snapshot again after every change, and switches between the views. Widgets
ask it by messages (`Go`) or through `screens.acting`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from screens.acting import show_refusal
from screens.announcing import Announcer
from screens.chrome.banner import Banner
from screens.chrome.footer import Footer
from screens.chrome.line import Line
from screens.chrome.room import TooSmall, fit
from screens.chrome.tabs import Tabs
from screens.chrome.timer import TimerCells
from screens.chrome.top_bar import TopBar
from screens.keys import Where, bindings
from screens.places import ERRANDS, VIEWS, Go, load_by_name
from screens.reloading import Reloader
from screens.shell import Shell
from screens.team_picker import settle_team
from screens.theme import marks_for
from screens.together import Together
from screens.usable import usable_commands
from screens.view import View, css_beside
from store.errors import Refused, Unreachable
from store.text import drawable

if TYPE_CHECKING:
    from store.attendance import Presence
    from store.seat import Seat
    from store.snapshot import Snapshot

__all__ = ["VIEWS", "Go", "MainScreen"]

_CLOSED_IN_A_TURN = frozenset(
    {"view", "find", "undo", "redo", "settings", "log_feedback", "back", "change_team"}
)
_NEEDS_A_SEAT = frozenset({"review", "log_feedback", "find", "undo", "redo", "change_team"})


class MainScreen(Screen[None]):
    """The chrome, the views and the snapshot they show."""

    DEFAULT_CSS = css_beside(__file__)
    BINDINGS = bindings(Where.EVERYWHERE)
    AUTO_FOCUS = ""
    views: ClassVar[Mapping[str, str | Callable[[], View]]] = VIEWS
    """Where each view's class is, or what makes it."""

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    """The team as it is now; None until it is known."""
    view: reactive[str] = reactive("", repaint=False)
    """Id of the view that is shown."""
    typist: reactive[str | None] = reactive(None, repaint=False)
    """The member this terminal acts for; empty: the room; None until the workspace is open."""
    turn: reactive[str] = reactive("", repaint=False)
    """Whose private turn it is; empty: nobody's."""
    people: reactive[tuple[Presence, ...]] = reactive((), repaint=False)
    """The terminals that show the team; none where that is not known."""
    next_try: reactive[float | None] = reactive(None, repaint=False)
    """When a lost workspace is tried again, on the monotonic clock; None while it is there."""

    def __init__(self, shell: Shell, *, start: str = "today") -> None:
        super().__init__()
        self.shell = shell
        self.start = start
        self._mounted: dict[str, View] = {}
        self._focus_in: dict[str, Widget] = {}
        self._way_here: list[str] = []
        self._switching = asyncio.Lock()
        self._painted = asyncio.Event()
        """The chrome is on the screen."""
        self.reloader = Reloader(self._read)
        self.announcer = Announcer(lambda told: self.notify(told, markup=False, timeout=10))

    def compose(self) -> ComposeResult:
        marks = marks_for(self.shell.appearance.ascii)
        yield TopBar(marks, id="top-bar").data_bind(
            MainScreen.snapshot, MainScreen.typist, MainScreen.turn, MainScreen.people
        )
        with Horizontal(id="second-row"):
            yield Tabs(marks, id="tabs").data_bind(MainScreen.snapshot, MainScreen.view)
            yield TimerCells(marks, id="timer").data_bind(MainScreen.snapshot, MainScreen.view)
        yield Banner(marks, id="banner").data_bind(MainScreen.next_try)
        yield Vertical(id="body")
        yield Footer(marks, id="footer")
        yield TooSmall(id="too-small")

    async def on_mount(self) -> None:
        self._together = Together(self)
        self.shell.reload = self.reload
        self.shell.doubt = self._together.doubt
        self.shell.reached = self._together.reached
        self.set_class(self.shell.appearance.ascii, "-ascii")
        self._start()

    def on_unmount(self) -> None:
        self._together.stop()

    def on_screen_resume(self) -> None:
        self.call_later(self._painted.set)

    def on_resize(self, event: events.Resize) -> None:
        fit(self, event.size)

    # The snapshot

    @work(group="start", exit_on_error=True)
    async def _start(self) -> None:
        """Paint the chrome, then the team as it was seen last, then open the workspace."""
        await self._painted.wait()
        self.snapshot = self.shell.seen_last()
        await self.show(self.start)
        self.call_after_refresh(self._open)

    @work(group="open", exit_on_error=True)
    async def _open(self) -> None:
        """Open the workspace, then show the team as it is."""
        try:
            if not await settle_team(self):
                self.app.exit()
                return
            seat = await asyncio.to_thread(self.shell.open_seat)
            snapshot = await asyncio.to_thread(self.shell.load, seat)
        except Refused as refused:
            self.app.exit(return_code=1, message=refused.message)
            return
        # Nobody acts before the team is shown as it is: what was painted may be stale.
        self.shell.seat = seat
        self.snapshot = snapshot
        self._announce()
        self._together.start()
        self.refresh_bindings()
        for note in self.shell.notes:
            self.notify(drawable(note), markup=False, timeout=10)
        await asyncio.to_thread(_import_dialogs)
        if self.start == "review" and self.view == "review" and not _is_open(self.snapshot):
            self._run_errand("review")

    async def start_anew(self) -> None:
        """Let go of everything that is shown, and open what the shell opens now."""
        self._together.stop()
        self._together = Together(self)
        self.shell.doubt = self._together.doubt
        self.shell.reached = self._together.reached
        self.shell.seat = None
        await self.show_no_team("today" if self.view == "review" else self.view)
        self._open()

    async def show_no_team(self, view: str) -> None:
        """Let go of everything that is shown of a team, and show ``view`` without one."""
        async with self._switching:
            for shown in self._mounted.values():
                await shown.remove()
            self._mounted.clear()
            self._focus_in.clear()
            self._way_here.clear()
            self.view, self.snapshot, self.people, self.typist = "", None, (), None
        await self.show(view)

    async def reload(self) -> None:
        """Read the snapshot and show it; returns when a reading begun since has been shown."""
        await self.reloader.reload()

    async def _read(self) -> None:
        if self.shell.seat is None:
            return
        try:
            snapshot = await asyncio.to_thread(self.shell.load, self.shell.seat)
        except Refused as refused:
            if not (isinstance(refused, Unreachable) and self._together.doubt()):
                show_refusal(self.app, refused)
            return
        self._together.reached()
        if self.is_attached:
            self.snapshot = snapshot

    def watch_snapshot(self, before: Snapshot | None, snapshot: Snapshot | None) -> None:
        if self.view in self._mounted:
            self._mounted[self.view].snapshot = snapshot
        seat = self.shell.seat
        if snapshot is not None and seat is not None:
            names = {member.id: member.name for member in snapshot.team.members}
            self.typist = names.get(seat.member_id or "", "")
        self._announce()
        if _stage_of_review(before) != _stage_of_review(snapshot):
            self.refresh_bindings()

    def _announce(self) -> None:
        """Tell what others did to the review, once nobody writes privately here."""
        seat = self.shell.seat
        now = self.snapshot if seat is not None else None
        member_id = seat.member_id if seat is not None else None
        self.announcer.look(now, member_id, private=bool(self.turn))

    # The views

    async def show(self, view: str, **what: object) -> None:
        """Show a view, mounting it at its first visit; ``what`` is handed to its `visit`."""
        async with self._switching:
            if view != self.view:
                await self._switch(view)
        if what and view == self.view:
            self._mounted[view].visit(**what)

    async def _switch(self, view: str) -> None:
        before = self._mounted.get(self.view)
        if before is not None:
            if self.focused is not None and before in self.focused.ancestors_with_self:
                self._focus_in[self.view] = self.focused
            self._way_here = [*self._way_here[-20:], self.view]
        with self.app.batch_update():
            shown = self._mounted.get(view)
            if shown is None:
                shown = self._make(view)
                self._mounted[view] = shown
                await self.query_one("#body").mount(shown)
                if self.app.return_code is not None:
                    return  # The app is being left, and makes no widgets any more.
            shown.snapshot = self.snapshot
            shown.display = True
            if before is not None:
                before.display = False
            self.view = view
            remembered = self._focus_in.get(view)
            if remembered is not None and remembered.is_attached and remembered.focusable:
                self.set_focus(remembered)
            else:
                shown.focus_first()
        self.refresh_bindings()

    def _make(self, view: str) -> View:
        entry = self.views[view]
        found = load_by_name(entry) if isinstance(entry, str) else entry
        return cast("Callable[[], View]", found)()

    @property
    def shown(self) -> View:
        """The view that is shown."""
        return self._mounted[self.view]

    async def on_go(self, message: Go) -> None:
        await self.show(message.view, **message.what)

    # Private turns

    async def begin_turn(self, seat: Seat, name: str) -> None:
        """Pass the keyboard to ``name``: everything acts from ``seat`` and all but the shown
        view is closed until `end_turn`."""
        self.shell.turn = seat
        self.turn = name
        self.refresh_bindings()

    async def end_turn(self) -> None:
        """Give the keyboard back to the room."""
        self.shell.turn = None
        self.turn = ""
        await self.reload()
        self._announce()
        self.refresh_bindings()

    # Leaving

    @work(group="leave", exclusive=True)
    async def leave(self) -> None:
        """Quit, asking first while a review is open."""
        review = self.snapshot.review if self.snapshot else None
        if review is not None:
            from screens.dialogs.confirm import Confirm

            question = Confirm(
                "Quit while the review is open?",
                "This sample and the review in it go when you leave."
                if self.shell.guide
                else f"It stays open in {review.step.key.label}; r goes on with it, from any "
                "terminal.",
                yes="Quit",
                no="Stay",
            )
            if not await self.app.push_screen_wait(question):
                return
        await self.app.run_action("leave_now")

    # Keys

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if not self.view or (self.turn and action in _CLOSED_IN_A_TURN):
            return False
        if action == "review" and self.view == "review" and _is_open(self.snapshot):
            return False
        if action == "change_team" and self.shell.team_choice is None:
            return False
        if self.shell.seat is None and action in _NEEDS_A_SEAT:
            return None
        return True

    async def action_view(self, view: str) -> None:
        await self.show(view)

    async def action_settings(self, part: str = "") -> None:
        await self.show("settings", part=part or "appearance")

    async def action_review(self) -> None:
        if self.snapshot is not None and self.snapshot.review is not None:
            await self.show("review")
        else:
            self._run_errand("review")

    async def action_back(self) -> None:
        """Take the messages off the screen, else go a step back in the view, else to the view
        before; settings are a side room and never come back so."""
        if self.query("Toast"):
            self.app.clear_notifications()
            return
        if self.shown.go_back():
            return
        while self._way_here and self._way_here[-1] in ("settings", self.view):
            self._way_here.pop()
        if self._way_here:
            back = self._way_here.pop()
            await self.show(back)
            self._way_here.pop()

    def action_log_feedback(self) -> None:
        self._run_errand("log_feedback")

    def action_find(self) -> None:
        self._run_errand("find")

    def action_undo(self) -> None:
        self._run_errand("undo")

    def action_redo(self) -> None:
        self._run_errand("redo")

    def action_change_team(self) -> None:
        self._run_errand("change_team")

    def action_help(self) -> None:
        self._run_errand("help")

    def action_commands(self) -> None:
        self._run_errand("commands")

    @work(group="errand", exit_on_error=True)
    async def _run_errand(self, name: str) -> None:
        errand = cast("Callable[[MainScreen], Awaitable[None]]", load_by_name(ERRANDS[name]))
        await errand(self)

    async def on_line_clicked(self, message: Line.Clicked) -> None:
        """A tab, the timer or a key of the footer was clicked."""
        message.stop()
        if isinstance(message.line, Footer):
            await self.run_command(message.name)
        elif message.name == "review":
            await self.run_action("review")
        else:
            await self.run_action(f"view('{message.name}')")

    async def run_command(self, name: str) -> None:
        """Do what the command ``name`` does, if it is possible here."""
        for usable in usable_commands(self):
            if usable.command.id == name and usable.enabled:
                await self.app.run_action(usable.command.action, usable.node)


def _import_dialogs() -> None:
    """Import what the first dialogs need while nobody waits for it."""
    for module in ("form", "prompt", "confirm", "choose", "reader"):
        import_module(f"screens.dialogs.{module}")


def _is_open(snapshot: Snapshot | None) -> bool:
    """Whether a review is open."""
    return snapshot is not None and snapshot.review is not None


def _stage_of_review(snapshot: Snapshot | None) -> object:
    """What the possible keys depend on, of a snapshot's review."""
    review = snapshot.review if snapshot else None
    if review is None:
        return None
    return (review.id, review.step_index, review.lead, review.map_revealed, review.focus_revealed)
