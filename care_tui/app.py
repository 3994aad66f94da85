"""The Textual app: the screens, wired to what the program hands them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.geometry import Size
from textual.notifications import Notify
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.theme import Theme
from textual.worker import WorkerFailed

from care_tui import terminal
from care_tui.display import ChangedRows, Painted
from care_tui.key_order import KeyOrder
from screens.keys import BY_ID, Where, bindings, check_rebinding
from screens.main import MainScreen
from screens.shell import Shell
from screens.theme import (
    DEFAULT_THEME,
    TERMINAL_THEME,
    ansi_color_for,
    stage_variable_defaults,
    themes,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from screens.welcome import FirstRun


_STUCK = 5.0
"""Seconds after the app has ended that a thread may still wait for the database."""

_ANSWERED = 5.0
"""Seconds from the start in which a terminal has answered what it was asked."""

_NOT_FOR_GUESTS = ("suspend_process", "screenshot")


MOST_PASTED = 2_000_000
"""The most characters of a paste that are taken."""


class CareApp(App[None], inherit_bindings=False):
    """``care``, on the team that ``shell`` opens."""

    TITLE = "care"
    CSS = """
    Toast { border: round $border; padding: 0 1; max-width: 90%; background: $surface; }
    .-ascii Toast { border: ascii $border; }
    MainScreen ToastRack { margin-bottom: 3; }  /* Clear of the line that is typed. */
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings(Where.PROGRAM)

    def __init__(
        self,
        shell: Shell,
        *,
        start: str = "today",
        keys: Mapping[str, str] | None = None,
        first_run: FirstRun | None = None,
        environment: Mapping[str, str] = os.environ,
        crash_sentence: Callable[[BaseException], str] | None = None,
    ) -> None:
        """``start`` is the view to open with; ``keys`` re-binds commands by id; with
        ``first_run`` the welcome comes first; ``crash_sentence`` writes a failure of the
        screens down and says where."""
        ansi_color = ansi_color_for(environment)
        super().__init__(
            driver_class=terminal.driver_class(shell.appearance.ascii), ansi_color=ansi_color
        )
        self.shell = shell
        self.start = start
        self.first_run = first_run
        self.animation_level = "none"
        self._crash_sentence = crash_sentence
        self._painted = Painted()
        self._size_painted: Size | None = None
        self._began = time.monotonic()
        if shell.appearance.ascii:
            ScrollBar.renderer = _PlainBars
        for theme in themes():
            self.register_theme(theme)
        wanted = shell.appearance.theme or DEFAULT_THEME
        known = wanted in self.available_themes
        if not known:
            shell.notes += (f"There is no theme “{wanted}”; this is {DEFAULT_THEME}.",)
        self.theme = TERMINAL_THEME if ansi_color else wanted if known else DEFAULT_THEME
        good, problems = check_rebinding(keys or {})
        shell.notes += tuple(problems)
        if good:
            self.set_keymap(good)
        to_leave = good.get("leave", BY_ID["leave"].keys)
        self._key_order = KeyOrder(self, frozenset(key.strip() for key in to_leave.split(",")))

    def get_default_screen(self) -> Screen[None]:
        if self.first_run is not None:
            return super().get_default_screen()
        screen: Screen[None] = self.get_screen(MainScreen(self.shell, start=self.start))
        return screen

    def get_screen(self, screen: Any, screen_class: Any = None) -> Any:
        """The screen to show, drawn by the rows that change."""
        found = super().get_screen(screen, screen_class)
        if not found.is_running:
            found._compositor = ChangedRows()
        return found

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return stage_variable_defaults(self.current_theme)

    async def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, self._repaint_all)
        self.app_resume_signal.subscribe(self, self._repaint_all)
        if self.first_run is not None:
            from screens.welcome import WelcomeScreen

            await self.push_screen(WelcomeScreen(self.first_run))

    async def on_welcome_screen_done(self) -> None:
        """There is a team now: go on as if there had always been."""
        await self.switch_screen(MainScreen(self.shell, start=self.start))

    def _repaint_all(self, _what: Theme | App[Any]) -> None:
        self._painted.forget()
        self.refresh(layout=True)
        for screen in self.screen_stack:
            screen.refresh(layout=True)
            for widget in screen.query("*"):
                widget.refresh()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """A guest over SSH has no shell to go to, and no file to write."""
        return not (self.shell.hosted and action in _NOT_FOR_GUESTS)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.shell.last_key = time.monotonic()
        if isinstance(event, events.Paste) and len(event.text) > MOST_PASTED:
            self.notify(
                f"The paste has {len(event.text):,} characters; at most {MOST_PASTED:,} are taken,"
                " so nothing was pasted.",
                severity="warning",
                markup=False,
            )
            return
        if not self._key_order.holds(event):
            await super().on_event(event)

    def on_notify(self, event: Notify) -> None:
        """Take an equal message off: the new one stands for both."""
        new = event.notification
        for shown in tuple(self._notifications):
            if (shown.message, shown.severity) == (new.message, new.severity):
                self._unnotify(shown, refresh=False)

    # Painting

    def on_resize(self, event: events.Resize) -> None:
        """Its size is what a terminal answers as the app starts, and then what it shows still
        stands. Told again later it had another in between, and may have lost cells."""
        if event.size != self._size_painted:
            self._size_painted = event.size
            self._painted.forget()
        elif time.monotonic() - self._began > _ANSWERED:
            self._repaint_all(self)

    def action_redraw(self) -> None:
        """Paint everything again, as after another program wrote to the terminal."""
        self._repaint_all(self)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Write to the terminal what ``renderable`` changes in it."""
        if isinstance(renderable, CompositorUpdate) and self._is_painting():
            renderable = self._painted.only_changes(renderable)
        super()._display(screen, renderable)

    def _is_painting(self) -> bool:
        """Whether an update would be written now: Textual drops it otherwise."""
        return self._running and not (self._closed or self.is_headless or self._batch_count)

    # Leaving

    async def action_leave(self) -> None:
        """Quit; asks first while a review is open."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.leave()
                return
        await self.leave_now()

    async def action_leave_now(self) -> None:
        """Quit without asking."""
        await self.leave_now()

    async def leave_now(self, code: int = 0, *, patience: float = 5) -> None:
        """Keep what is half-typed, say good-bye to the store within ``patience`` seconds,
        and end."""
        self.shell.keep_drafts()
        seat, leaving = self.shell.seat, self.shell.leaving
        if seat is not None and leaving is not None:
            gone = asyncio.wrap_future(terminal.apart(partial(leaving, seat)))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(gone, patience)
        self.exit(return_code=code)

    def leave_on_signal(self, code: int) -> None:
        """Keep what is half-typed at once, then end."""
        self.shell.keep_drafts()
        leave = self.leave_now(code, patience=terminal.GRACE / 2)
        self.run_worker(leave, exclusive=True, group="leave", exit_on_error=False)

    def action_interrupt(self) -> None:
        self.notify("Press q to quit, or ctrl+q from anywhere.", markup=False)

    # Failing

    def _handle_exception(self, error: Exception) -> None:
        """End with one sentence instead of a traceback, which would show local values."""
        if self._crash_sentence is None:
            super()._handle_exception(error)
            return
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        self.shell.keep_drafts()
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.panic(Text(self._crash_sentence(error)))

    def panic(self, *renderables: RenderableType) -> None:
        said = [each for each in renderables if isinstance(each, Text)]
        if self._crash_sentence is not None and not said:
            said = [Text("The terminal's input could not be read any more.")]
        super().panic(*(said or renderables))


class _PlainBars(ScrollBarRender):
    """Scroll bars of whole cells, without block characters."""

    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8


def run_app(app: CareApp) -> int:
    """Run ``app`` in this terminal until the person leaves; the program's exit code."""

    async def run() -> threading.Timer:
        """Ends once the app has; the timer ends the program if a thread is stuck."""
        terminal.on_signals(app.leave_on_signal)
        await app.run_async()
        return terminal.end_hard(app.return_code or 0, _STUCK)

    last = asyncio.run(run())
    last.cancel()
    return app.return_code or 0
