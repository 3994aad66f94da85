"""The one screen behind everything: two rows of chrome, the view, the keys.

It holds the team's snapshot and hands it down; it opens the workspace after the first
paint, reads the snapshot again after every change, and switches between the views. Widgets
ask it by messages (`ShowView`) or through `screens.core.store_calls`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widget import Widget

from screens.chrome.banner import Banner
from screens.chrome.footer import Footer
from screens.chrome.sample_lines import SampleLines
from screens.chrome.tabs import Tabs
from screens.chrome.timer import TimerCells
from screens.chrome.top_bar import TopBar
from screens.core import unasked
from screens.core.app_context import AppContext
from screens.core.available_commands import unavailable_reason
from screens.core.keys import KeyScope, bindings
from screens.core.main_context import WantedAnswers
from screens.core.store_calls import show_refusal
from screens.core.view import css_beside
from screens.main.gathering import Gathering
from screens.main.leaving import may_leave
from screens.main.live_updates import LiveUpdates
from screens.main.navigation import (
    import_first_dialogs,
    load_by_name,
)
from screens.main.reloading import Reloader
from screens.main.review_announcements import Announcer
from screens.main.snapshot_changes import has_closed, is_open, stage_of_review
from screens.main.team_picker import settle_team
from screens.main.view_screen import ViewScreen
from screens.theme.themes import glyphs_for
from screens.widgets.min_size import TooSmall, fit_screen
from store.common.errors import Refused, Unreachable
from store.common.text import drawable

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.models.presence_state import Presence
    from store.models.snapshot import Snapshot

_CLOSED_IN_A_TURN = frozenset(
    {
        "view",
        "review",
        "find",
        "undo",
        "redo",
        "settings",
        "log_feedback",
        "back",
        "change_team",
        "global_command",
    }
)
_OPENING = "The workspace is still opening. One moment."
_NEEDS_A_SEAT = frozenset(
    {"review", "log_feedback", "find", "undo", "redo", "change_team", "global_command"}
)


class MainScreen(ViewScreen):
    """The chrome, the views and the snapshot they show."""

    DEFAULT_CSS = css_beside(__file__)
    BINDINGS = bindings(KeyScope.EVERYWHERE)
    AUTO_FOCUS = ""
    typist: reactive[str | None] = reactive(None, repaint=False)
    """The member this terminal acts for; empty: the room; None until the workspace is open."""
    turn: reactive[str] = reactive("", repaint=False)
    """Whose private turn it is; empty: nobody's."""
    people: reactive[tuple[Presence, ...]] = reactive((), repaint=False)
    """The terminals that show the team; none where that is not known."""
    next_try: reactive[float | None] = reactive(None, repaint=False)
    """When a lost workspace is tried again, on the monotonic clock; None while it is there."""

    def __init__(self, context: AppContext, *, start: str = "today") -> None:
        super().__init__()
        self.app_context = context
        self.start = start
        self._painted = asyncio.Event()
        """The chrome is on the screen."""
        self.reloader = Reloader(self._read)
        self.gathering = Gathering(self)
        self.announcer = Announcer(lambda told: self.notify(told, markup=False, timeout=10))

    def compose(self) -> ComposeResult:
        glyphs = glyphs_for(self.app_context.appearance.ascii)
        yield TopBar(glyphs, id="top-bar").data_bind(
            MainScreen.snapshot, MainScreen.typist, MainScreen.turn, MainScreen.people
        )
        with Horizontal(id="second-row"):
            yield Tabs(glyphs, id="tabs").data_bind(MainScreen.snapshot, MainScreen.view)
            yield TimerCells(glyphs, id="timer").data_bind(MainScreen.snapshot, MainScreen.view)
        yield Banner(glyphs, id="banner").data_bind(MainScreen.next_try)
        yield Vertical(id="body")
        yield Footer(glyphs, id="footer")
        yield TooSmall(id="too-small")

    async def on_mount(self) -> None:
        self._live_updates = LiveUpdates(self)
        self.app_context.reload = self.reload
        self.app_context.report_unreachable = self._live_updates.report_unreachable
        self.app_context.report_reachable = self._live_updates.report_reachable
        self.set_class(self.app_context.appearance.ascii, "-ascii")
        self._start()

    def on_unmount(self) -> None:
        self._live_updates.stop()

    def on_screen_resume(self) -> None:
        self.call_later(self._painted.set)

    def is_at_home(self, widget: Widget) -> bool:
        return self.view in self.mounted_views and self.current_view in widget.ancestors_with_self

    def focus_home(self) -> None:
        if self.view in self.mounted_views:
            self.current_view.focus_first()

    def on_resize(self, event: events.Resize) -> None:
        fit_screen(self, event.size)
        self.call_after_refresh(self._fit_second_row)

    def _fit_second_row(self) -> None:
        """How much of the rail is shown hangs on the screen's width, not on the row's own. A size
        may be told before there is a row."""
        for part in (*self.query(Tabs), *self.query(TimerCells)):
            part.fit_room()

    # The snapshot

    @work(group="start", exit_on_error=True)
    async def _start(self) -> None:
        """Paint the chrome, then the team as it was seen last, then open the workspace."""
        await self._painted.wait()
        self.snapshot = self.app_context.seen_last()
        # Whether a review is open is not known yet.
        await self.show("today" if self.start == "review" else self.start)
        self.call_after_refresh(self._open)

    @work(group="open", exit_on_error=True)
    async def _open(self) -> None:
        """Open the workspace, then show the team as it is."""
        try:
            if not await settle_team(self):
                self.app.exit()
                return
            seat = await asyncio.to_thread(self.app_context.open_seat)
            snapshot = await asyncio.to_thread(self.app_context.load, seat)
        except Refused as refused:
            self.app.exit(return_code=1, message=refused.message)
            return
        # Nobody acts before the team is shown as it is: what was painted may be stale.
        self.app_context.seat = seat
        self.snapshot = snapshot
        self._announce()
        self._live_updates.start()
        self.refresh_bindings()
        await self._say_at_start()
        starts_review = self.start == "review" and self.view == "today"
        if starts_review and is_open(self.snapshot):
            await self.show("review")
        await asyncio.to_thread(import_first_dialogs)
        asked = starts_review and not is_open(self.snapshot)
        if command := self.app_context.first_command or ("review" if asked else ""):
            self._run_global_command(command)

    async def _say_at_start(self) -> None:
        """Show the notes of the start, and above a sample's first view the lines about it."""
        for note in self.app_context.notes:
            self.notify(drawable(note), markup=False, timeout=10)
        if self.app_context.is_sample:
            await self.mount(SampleLines(), before="#body")

    async def start_anew(self) -> None:
        """Let go of everything that is shown, and open what the shell opens now."""
        self._live_updates.stop()
        self._live_updates = LiveUpdates(self)
        self.app_context.report_unreachable = self._live_updates.report_unreachable
        self.app_context.report_reachable = self._live_updates.report_reachable
        self.app_context.seat = None
        await self.show_no_team("today" if self.view == "review" else self.view)
        self._open()

    async def show_no_team(self, view: str) -> None:
        """Let go of everything that is shown of a team, and show ``view`` without one."""
        await self.drop_views()
        self.people, self.typist = (), None
        await self.show(view)

    async def reload(self) -> None:
        """Read the snapshot and show it; returns when a reading begun since has been shown."""
        await self.reloader.reload()

    async def _read(self) -> None:
        if self.app_context.seat is None:
            return
        try:
            snapshot = await asyncio.to_thread(self.app_context.load, self.app_context.seat)
        except Refused as refused:
            if not (isinstance(refused, Unreachable) and self._live_updates.report_unreachable()):
                show_refusal(self.app, refused)
            return
        self._live_updates.report_reachable()
        if self.is_attached:
            self.snapshot = snapshot

    def watch_snapshot(self, before: Snapshot | None, snapshot: Snapshot | None) -> None:
        if self.view in self.mounted_views:
            self.mounted_views[self.view].snapshot = snapshot
        seat = self.app_context.seat
        if snapshot is not None and seat is not None:
            names = {member.id: member.name for member in snapshot.team.members}
            self.typist = names.get(seat.member_id or "", "")
        self._announce()
        if before is not None and before.review is not None and has_closed(before, snapshot):
            self._show_ending(before.review.id, self.announcer.is_own_change)
        if stage_of_review(before) != stage_of_review(snapshot):
            self.refresh_bindings()

    def _show_ending(self, review_id: str, asked: bool) -> None:
        """Show everybody how the review ended: at once to who closed it, ``asked``, and to the
        others when they are in the middle of nothing."""
        show_ending = cast(
            "Callable[[MainScreen, str, bool], Awaitable[None]]",
            load_by_name("screens.review.ending:show_ending"),
        )
        group = "asking" if asked else unasked.GROUP
        self.run_worker(show_ending(self, review_id, asked), group=group)

    def _announce(self) -> None:
        """Tell what others did to the review, once nobody writes privately here."""
        seat = self.app_context.seat
        now = self.snapshot if seat is not None else None
        member_id = seat.member_id if seat is not None else None
        self.announcer.look(now, member_id, private=bool(self.turn))
        if self.gathering.look(now):
            self.call_next(self.show, "review", follow=True)

    # Private turns

    async def begin_turn(self, seat: Seat, name: str) -> None:
        """Pass the keyboard to ``name``: everything acts from ``seat`` and all but the shown
        view is closed until `end_turn`."""
        self.app_context.turn = seat
        self.turn = name
        self.refresh_bindings()

    async def end_turn(self) -> None:
        """Give the keyboard back to the room. What the turn was told is private, too."""
        self.app.clear_notifications()
        self.app_context.turn = None
        self.turn = ""
        await self.reload()
        self._announce()
        self.refresh_bindings()

    # Leaving

    @work(group="leave", exclusive=True)
    async def leave(self) -> None:
        """Quit, asking first while a review is open."""
        if await may_leave(self):
            await self.app.run_action("leave_now")

    # Keys

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if not self.view or (self.turn and action in _CLOSED_IN_A_TURN):
            return False
        if action == "review" and self.view == "review" and is_open(self.snapshot):
            return False
        if action == "change_team" and self.app_context.team_choice is None:
            return False
        if self.app_context.seat is None and action in _NEEDS_A_SEAT:
            return None
        return True

    def on_key(self, event: events.Key) -> None:
        """A key that nobody took says why, where it is a command that is not possible now."""
        reason = unavailable_reason(self, event.key)
        if reason is not None:
            event.stop()
            tells = self.current_view if self.view in self.mounted_views else self
            tells.notify(reason, severity="warning", markup=False)

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible before the workspace is open."""
        return _OPENING if action in _NEEDS_A_SEAT else None

    async def action_view(self, view: str) -> None:
        await self.show(view)

    async def action_settings(self, part: str = "") -> None:
        await self.show("settings", part=part or "appearance")

    async def action_review(self) -> None:
        if self.snapshot is not None and self.snapshot.review is not None:
            self.app.clear_notifications()  # Such as that it is open, and how to join it.
            await self.show("review")
        else:
            self._run_global_command("review")

    async def bring_answers(self, wanted: WantedAnswers, *, by_import: bool) -> None:
        """Ask for answers to log, or for a file to import, and come back to what is shown."""
        if by_import:
            from screens.importing.wizard import import_file

            if self.snapshot is not None:
                await import_file(self, self.snapshot, wanted.stage)
            return
        from screens.evidence.log import About, log_feedback

        day = wanted.day.isoformat()
        await log_feedback(self, About(wanted.stage, wanted.touchpoint, wanted.measure, day))
