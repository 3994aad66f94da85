"""A real workspace in a temporary folder, and the app on it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Static

from care_tui.app import CareApp
from screens.dialogs.improvement_fields import ImprovementFields
from screens.main import MainScreen
from screens.shell import Shell
from store import evidence, improvements, touchpoints
from store.clock import SetClock
from store.drafts import Drafts
from store.load import load_snapshot
from store.practice.stages import Stage
from store.reviews import pause_timer
from store.seat import Seat
from store.snapshot import Snapshot
from store.teams import NewTeam, create_team
from store.workspace import Workspace, create_workspace

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
"""A Friday afternoon in week 47, when most of the week has passed."""
CARDS = {
    Stage.CONNECT: ["Welcome e-mail", "First-call greeting"],
    Stage.ASSIST: ["Help-centre search", "Error page"],
    Stage.RESOLVE: ["First reply to a ticket", "Hand-over between shifts", "Refund approval"],
    Stage.ENHANCE: ["Did-we-solve-it survey"],
}


MAY_ASK = frozenset({"asking", "moving", "errand", "leave", "ask"})
"""Groups of workers that wait while a dialog asks."""


@dataclass
class Desk:
    """A terminal with the app in it."""

    app: CareApp
    pilot: Pilot[None]

    @property
    def main(self) -> MainScreen:
        """The app's main screen."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def text(self) -> str:
        """Everything the terminal shows now, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips)

    @property
    def said(self) -> str:
        """The text with its line breaks taken out, to look for sentences in."""
        return " ".join(re.sub(r"[│┃║]", " ", self.text).split())

    @property
    def form(self) -> str:
        """What the improvement form says beside its fields."""
        shown = [
            str(line.render()).replace("\u00a0", " ")
            for form in self.app.screen.query(ImprovementFields)
            for line in form.query(Static)
            if line.display
        ]
        return "\n".join(shown)

    @property
    def toasts(self) -> str:
        """The messages that have come up and not gone again."""
        return "\n".join(str(toast.render()) for toast in self.app.screen.query("Toast"))

    @property
    def keys(self) -> str:
        """The bottom row."""
        return self.text.splitlines()[-1]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each once all that the last one began is over."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def type(self, text: str) -> None:
        """Type ``text`` as fast as a paste would come, each letter a key of its own."""
        driver = self.app._driver
        assert driver is not None
        for letter in text:
            key = events.Key(letter if letter.isalnum() else _character_to_key(letter), letter)
            key.set_sender(self.app)
            driver.send_message(key)
        await self.pilot.pause()
        await self.settled()

    async def reload(self) -> None:
        """Show the team as the store has it, as when somebody changed it elsewhere."""
        await self.main.reload()
        await self.pilot.pause()
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is under way but a dialog's question."""
        for _ in range(400):
            asks = self.app.screen.is_modal
            running = [
                worker
                for worker in self.app.workers
                if not worker.is_finished and not (asks and worker.group in MAY_ASK)
            ]
            if not running:
                return
            await self.pilot.pause()
        raise AssertionError(f"still running: {running}")


@dataclass
class Room:
    """A team's workspace, and the app started on it as often as a test likes."""

    workspace: Workspace
    seat: Seat
    clock: SetClock
    folder: Path

    @contextlib.asynccontextmanager
    async def desk(
        self,
        size: tuple[int, int] = (80, 24),
        *,
        member: str | None = None,
        environment: Mapping[str, str] | None = None,
        **more: Any,
    ) -> AsyncIterator[Desk]:
        """The app in a fresh process, as it were: a new sitting with the drafts on disk."""
        shell = Shell(
            open_seat=lambda: Seat(self.workspace, self.seat.team_id, member),
            load=load_snapshot,
            drafts=Drafts(self.folder / "drafts.json"),
            leaving=pause_timer,
            reports=self.folder / "reports",
            **more,
        )
        app = CareApp(shell, environment=environment or {"COLORTERM": "truecolor"})
        async with app.run_test(size=size, notifications=True) as pilot:
            desk = Desk(app, pilot)
            await pilot.pause()
            await desk.settled()
            yield desk

    @property
    def snapshot(self) -> Snapshot:
        """The team as the store has it."""
        return load_snapshot(self.seat)

    def member(self, name: str) -> str:
        """A member's id."""
        return next(each.id for each in self.snapshot.team.members if each.name == name)

    def card(self, text: str) -> str:
        """A touchpoint's id."""
        every = (card for column in self.snapshot.board for card in column.touchpoints)
        return next(card.id for card in every if card.text == text)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A weekly team of three with a board, a week's improvements and answers behind them."""
    clock = SetClock(NOW)
    workspace = create_workspace(tmp_path / "team.care", clock, durable=False)
    team = create_team(
        workspace, NewTeam("Acme Support", zone="Europe/Berlin", members=("Dana", "Lee", "Sam"))
    )
    room = Room(workspace, Seat(workspace, team.id), clock, tmp_path)
    for stage, texts in CARDS.items():
        touchpoints.add_many(room.seat, stage, texts)
    touchpoints.set_friction(room.seat, [room.card("Hand-over between shifts")], 2)
    _answers(room)
    yield room
    workspace.close()


def _answers(room: Room) -> None:
    """Four weeks of ratings in Resolve, and an improvement picked at the week's start."""
    friday = NOW.date()
    for number in range(24):
        evidence.log(
            room.seat,
            Stage.RESOLVE,
            measure="csat",
            value=5 if number % 3 else 2,
            day=friday - timedelta(days=10 + number),
            touchpoint=room.card("Refund approval") if number % 2 else None,
        )
    improvements.pick(
        room.seat,
        Stage.RESOLVE,
        "Front line may refund up to 50 euros",
        owner=room.member("Dana"),
        measure="csat",
        cycle="2026-W47",
    )
    improvements.pick(room.seat, Stage.ASSIST, "Add three answers to the FAQ", cycle="2026-W47")
