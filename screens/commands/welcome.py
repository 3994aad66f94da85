"""The welcome of a first run: make a team, or look around in the sample."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from screens.chrome.footer import Footer
from screens.core.app_context import app_context_of
from screens.core.focus_keeper import FocusedScreen
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import Outcome, show_refusal
from screens.core.view import css_beside
from screens.dialogs.choose import Option, OptionLines
from screens.forms.team_form import new_team_fields
from screens.theme.themes import glyphs_for
from screens.widgets.min_size import TooSmall, fit_screen
from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.stages import STAGES


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the welcome can do. Both are called in a thread; afterwards the shell's
    ``open_seat`` opens what they made. Both raise Refused when it cannot be made."""

    make_team: Callable[[dict[str, str]], None]
    """Makes the workspace with a team from the form's values; see `team_form.new_team`."""
    open_sample: Callable[[], None]
    """Makes a throwaway copy of the sample workspace."""
    zone: str
    """This machine's time zone, as a proposal."""
    location: str
    """Where the workspace will be, fit to be shown."""


class WelcomeScreen(FocusedScreen[None]):
    """Says what this is, and asks how to begin. Posts `Done` once there is a team."""

    DEFAULT_CSS = css_beside(__file__)
    AUTO_FOCUS = "OptionLines"
    BINDINGS = bindings(KeyScope.LIST)

    class Done(Message):
        """There is a team now."""

    def __init__(self, first_run: FirstRun) -> None:
        super().__init__()
        self.first_run = first_run

    def compose(self) -> ComposeResult:
        glyphs = glyphs_for(app_context_of(self).appearance.ascii)
        with Vertical(id="welcome"):
            yield Static(_logo(), id="logo")
            yield Static(
                "A short review, every week or month: map where customers meet you, pick one "
                "small improvement in each stage, and let their feedback show what worked."
            )
            yield OptionLines(
                [
                    Option("team", "Make your team", "a minute: name, days, people"),
                    Option(
                        "sample", "Look around first", "an invented team with 12 weeks behind it"
                    ),
                    Option(
                        "board",
                        "Make your team, and import a board",
                        "Trello, a retrospective, a list",
                    ),
                    Option("leave", "Not now"),
                ],
                glyphs,
            )
            yield Static(Content(f"Your workspace will be {self.first_run.location}"), id="place")
        yield Footer(glyphs, id="footer")
        yield TooSmall()

    def on_resize(self, event: events.Resize) -> None:
        fit_screen(self, event.size)

    def action_choose(self) -> None:
        self.query_one(OptionLines).action_choose()

    def on_option_lines_chosen(self, message: OptionLines.Chosen) -> None:
        message.stop()
        if message.value in ("team", "board"):
            self._make_team(then="import_board" if message.value == "board" else "")
        elif message.value == "sample":
            self._open_sample()
        else:
            self.app.exit()

    @work
    async def _make_team(self, then: str) -> None:
        from screens.forms.form import Form

        async def save(values: dict[str, str]) -> Outcome[None]:
            try:
                await asyncio.to_thread(self.first_run.make_team, values)
            except Refused as refused:
                return Outcome(refused=refused)
            return Outcome()

        fields = new_team_fields(self.first_run.zone)
        form = Form("Your team", fields, save, draft="welcome", deed="Make the team")
        if await self.app.push_screen_wait(form):
            app_context_of(self).first_command = then
            self.post_message(self.Done())

    @work
    async def _open_sample(self) -> None:
        try:
            await asyncio.to_thread(self.first_run.open_sample)
        except Refused as refused:
            show_refusal(self.app, refused)
        else:
            self.post_message(self.Done())


def _logo() -> Content:
    pieces: list[tuple[str, str]] = []
    for stage in STAGES:
        name = f"$stage-{stage.value}"
        pieces.append((f" {stage.letter} ", f"bold {name}-ink on {name}"))
        pieces.append((f" {stage.label}   ", name))
    return Content.assemble(*pieces)
