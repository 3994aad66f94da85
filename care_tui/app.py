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
from textual.app import App
from textual.geometry import Size
from textual.notifications import Notify, SeverityLevel
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.theme import Theme
from textual.worker import WorkerFailed

from care_tui.loop_failures import is_of_something_gone, tell_loop_failures
from care_tui.terminal import terminal, textual_internals
from care_tui.terminal.key_queue import KeyQueue
from care_tui.terminal.short_way import went_short_way
from care_tui.terminal.terminal_input import MOST_PASTED
from screens.core.app_context import AppContext, ReceivedFile, SafeDrafts
from screens.core.focus_keeper import FocusedScreen
from screens.core.keys import BY_ID, KeyScope, bindings
from screens.core.rebinding import check_rebinding
from screens.main.main_screen import MainScreen
from screens.theme.safe_text import safe
from screens.theme.themes import (
    DEFAULT_THEME,
    TERMINAL_THEME,
    ansi_color_for,
    stage_variable_defaults,
    themes,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from care_tui.terminal.diff_rendering import PaintedLines
    from screens.commands.welcome import FirstRun


_STUCK = 5.0
"""Seconds after the app has ended that a thread may still wait for the database."""

_ANSWERED = 5.0
"""Seconds from the start in which a terminal has answered what it was asked."""

_READ = 20.0
"""Seconds that a sentence with a path in it is shown."""

_INPUT = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
"""What a person does to what they see."""

_NOT_FOR_GUESTS = ("suspend_process", "screenshot")


class CareApp(App[None], inherit_bindings=False):
    """``care``, on the team that ``app_context`` opens."""

    TITLE = "care"
    CSS = """
    Toast { border: round $border; padding: 0 1; max-width: 90%; background: $surface; }
    .-ascii Toast { border: ascii $border; }
    MainScreen ToastRack { margin-bottom: 3; }  /* Clear of the line that is typed. */
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings(KeyScope.PROGRAM)

    def __init__(
        self,
        context: AppContext,
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
        self._uses = textual_internals.usable()
        tidy = textual_internals.TERMINAL in self._uses
        driver = terminal.driver_class(context.appearance.ascii) if tidy else None
        super().__init__(driver_class=driver, ansi_color=ansi_color)
        self.app_context = context
        self.start = start
        self.first_run = first_run
        self.animation_level = "none"
        self._crash_sentence = crash_sentence
        self._painted = self._drawing()
        self._size_painted: Size | None = None
        self._began = time.monotonic()
        if context.appearance.ascii:
            ScrollBar.renderer = _PlainBars
        for theme in themes():
            self.register_theme(theme)
        chosen_theme = context.appearance.theme or DEFAULT_THEME
        known = chosen_theme in self.available_themes
        if not known:
            context.notes += (f"There is no theme “{chosen_theme}”. care uses {DEFAULT_THEME}.",)
        self.theme = TERMINAL_THEME if ansi_color else chosen_theme if known else DEFAULT_THEME
        good, problems = check_rebinding(keys or {})
        context.notes += tuple(problems)
        if good:
            self.set_keymap(good)
        to_leave = good.get("leave", BY_ID["leave"].keys)
        self._keep_drafts_carefully()
        self._key_queue = KeyQueue(self, frozenset(key.strip() for key in to_leave.split(",")))
        context.keys_wait = lambda: self._key_queue.has_waiting

    def get_default_screen(self) -> Screen[None]:
        if self.first_run is not None:
            return super().get_default_screen()
        screen: Screen[None] = self.get_screen(MainScreen(self.app_context, start=self.start))
        return screen

    def get_screen(self, screen: Any, screen_class: Any = None) -> Any:
        """The screen to show, drawn by the rows that change."""
        result = super().get_screen(screen, screen_class)
        if self._painted is not None and not result.is_running:
            from care_tui.terminal.diff_rendering import ChangedRows

            result._compositor = ChangedRows()
        return result

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return stage_variable_defaults(self.current_theme)

    async def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, self._repaint_all)
        self.app_resume_signal.subscribe(self, self._repaint_all)
        if self.first_run is not None:
            from screens.commands.welcome import WelcomeScreen

            await self.push_screen(WelcomeScreen(self.first_run))

    async def on_welcome_screen_done(self) -> None:
        """There is a team now: go on as if there had always been."""
        self._keep_drafts_carefully()
        start = "board" if self.app_context.first_command == "import_board" else self.start
        await self.switch_screen(MainScreen(self.app_context, start=start))

    def _keep_drafts_carefully(self) -> None:
        """Let no draft that cannot be written end the program, nor keep it from ending."""
        if not isinstance(self.app_context.drafts, SafeDrafts):
            self.app_context.drafts = SafeDrafts(self.app_context.drafts, self._say_unkept)

    def _say_unkept(self, sentence: str) -> None:
        self.notify(sentence, severity="warning", timeout=10)

    def _repaint_all(self, _what: Theme | App[Any]) -> None:
        self._forget_painted()
        self.refresh(layout=True)
        for screen in self.screen_stack:
            screen.refresh(layout=True)
            for widget in screen.query("*"):
                widget.refresh()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """A guest over SSH has no shell to go to, and no file to write."""
        return not (self.app_context.hosted and action in _NOT_FOR_GUESTS)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.app_context.last_key = time.monotonic()
        if isinstance(event, events.Paste) and len(event.text) > MOST_PASTED:
            self.notify(
                f"The paste has more than {MOST_PASTED:,} characters. That is too long. Nothing was pasted.",
                severity="warning",
                markup=False,
            )
            return
        if textual_internals.KEY_ORDER in self._uses and self._key_queue.holds(event):
            return
        top = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(event, _INPUT) and isinstance(top, FocusedScreen) and top.is_unread:
            top.hold_off(event)  # It was meant for what a dialog, opened by itself, has covered.
        elif not (top is not None and await self._went_short_way(event)):
            await super().on_event(event)

    async def _went_short_way(self, event: events.Event) -> bool:
        """Whether ``event`` was a key that has gone straight to what it is bound to."""
        if textual_internals.SHORT_WAY not in self._uses or event.is_forwarded:
            return False
        return isinstance(event, events.Key) and await went_short_way(self, event)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a message for a while. It is text, never markup, and cleaned as all text is."""
        ascii = self.app_context.appearance.ascii
        super().notify(
            safe(message, multiline=True, ascii=ascii),
            title=safe(title, ascii=ascii),
            severity=severity,
            timeout=timeout,
            markup=False,
        )

    def on_notify(self, event: Notify) -> None:
        """Take an equal message off: the new one stands for both."""
        new = event.notification
        if textual_internals.EQUAL_MESSAGES not in self._uses:
            return
        for notification in tuple(self._notifications):
            if (notification.message, notification.severity) == (new.message, new.severity):
                self._unnotify(notification, refresh=False)

    # Painting

    def _drawing(self) -> PaintedLines | None:
        """What remembers the cells that are shown; None where Textual draws by itself."""
        if textual_internals.DRAWING not in self._uses:
            return None
        from care_tui.terminal.diff_rendering import PaintedLines

        return PaintedLines()

    def _forget_painted(self) -> None:
        if self._painted is not None:
            self._painted.forget()

    def on_resize(self, event: events.Resize) -> None:
        """Its size is what a terminal answers as the app starts, and then what it shows still
        stands. Told again later it had another in between, and may have lost cells."""
        if event.size != self._size_painted:
            self._size_painted = event.size
            self._forget_painted()
        elif time.monotonic() - self._began > _ANSWERED:
            self._repaint_all(self)

    def action_words(self) -> None:
        """Explain the words, over whatever is shown."""
        from screens.commands.help import show_words

        show_words(self)

    def action_redraw(self) -> None:
        """Paint everything again, as after another program wrote to the terminal."""
        self._repaint_all(self)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Write to the terminal what ``renderable`` changes in it."""
        if self._painted is not None and self._is_painting():
            renderable = self._painted.only_changes(renderable)
        super()._display(screen, renderable)

    def _is_painting(self) -> bool:
        """Whether an update would be written now: Textual drops it otherwise."""
        return self._running and not (self._closed or self.is_headless or self._batch_count)

    def take_file(self, received: ReceivedFile) -> None:
        """Offer the import of a file that its person sent from their browser."""
        from screens.importing.received import offer_received

        self.app_context.received = received
        self.run_worker(offer_received(self), group="received")

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
        self.app_context.keep_drafts()
        seat, leaving = self.app_context.seat, self.app_context.leaving
        if seat is not None and leaving is not None:
            gone = asyncio.wrap_future(terminal.apart(partial(leaving, seat)))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(gone, patience)
        self.exit(return_code=code)

    def leave_on_signal(self, code: int) -> None:
        """Keep what is half-typed at once, then end."""
        self.app_context.keep_drafts()
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
        if is_of_something_gone(error):
            return
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        self.app_context.keep_drafts()
        self._return_code = 1
        if textual_internals.FAILURES in self._uses and self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.panic(Text(self._crash_sentence(error)))

    def tell_failure(self, failure: BaseException) -> None:
        """Write down what failed in the event loop where nobody waited for it, and say so. The
        app goes on."""
        if self._crash_sentence is not None:
            self.notify(
                self._crash_sentence(failure), severity="error", markup=False, timeout=_READ
            )

    def panic(self, *renderables: RenderableType) -> None:
        texts = [each for each in renderables if isinstance(each, Text)]
        if self._crash_sentence is not None and not texts:
            texts = [Text("The terminal's input could not be read any more.")]
        super().panic(*(texts or renderables))


class _PlainBars(ScrollBarRender):
    """Scroll bars of whole cells, without block characters."""

    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8


def attend(app: CareApp) -> None:
    """Hand the running event loop's signals, and what fails in it unseen, to ``app``."""
    terminal.on_signals(app.leave_on_signal)
    tell_loop_failures(app.tell_failure)
    if app.app_context.incoming is not None:
        from screens.importing.received_files import listen_for_files

        listen_for_files(app.app_context.incoming, app.take_file)


def run_app(app: CareApp) -> int:
    """Run ``app`` in this terminal until the person leaves; the program's exit code."""

    async def run() -> threading.Timer:
        """Ends once the app has; the timer ends the program if a thread is stuck."""
        attend(app)
        await app.run_async(mouse=app.app_context.appearance.mouse)
        return terminal.end_hard(app.return_code or 0, _STUCK)

    last = asyncio.run(run())
    last.cancel()
    return app.return_code or 0
