"""A real workspace in a temporary folder, and the app on it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from care_tui.app import CareApp
from screens.board.notice_line import NoticeLine
from screens.core import unasked
from screens.core.app_context import AppContext
from screens.forms.improvement.improvement_fields import ImprovementFields
from screens.main.main_screen import MainScreen
from screens.review.head import StepHead
from store.board import touchpoints
from store.common.clock import SetClock
from store.common.drafts import Drafts
from store.db.tables.models import TouchpointRow
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvements
from store.journal.seat import Seat
from store.models.snapshot import Snapshot
from store.queries.load_snapshot import load_snapshot
from store.reviews.reviews import pause_timer
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import TeamRef, Workspace, create_workspace
from tests.conftest import open_copy, type_fast

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
"""A Friday afternoon in week 47, when most of the week has passed."""
CARDS = {
    Stage.CONNECT: ["Welcome e-mail", "First-call greeting"],
    Stage.ASSIST: ["Help-centre search", "Error page"],
    Stage.RESOLVE: ["First reply to a ticket", "Hand-over between shifts", "Refund approval"],
    Stage.ENHANCE: ["Did-we-solve-it survey"],
}


MAY_ASK = frozenset({"asking", "moving", "command", "leave", "ask", unasked.GROUP})
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
        """The messages that have come up and not gone again, in the step's own lines, under the
        board or over the screen."""
        told = [each.notice for each in self.main.query(StepHead) if each.notice]
        told += [each.notice for each in self.main.query(NoticeLine) if each.notice]
        return "\n".join([*told, *(str(each.render()) for each in self.floating)])

    @property
    def floating(self) -> list[Widget]:
        """The messages that stand over the screen."""
        return list(self.app.screen.query("Toast"))

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
        await type_fast(self.pilot, text)
        await self.settled()

    async def resized(self, *sizes: tuple[int, int]) -> AsyncIterator[tuple[int, int]]:
        """The terminal in each of ``sizes``, from the one it has on: ``async for _ in …``. It keeps
        the last, so that a walk's keys act in all of them in turn."""
        here = self.app.size
        for size in sorted(sizes, key=lambda size: size != here):
            if size != self.app.size:
                await self.pilot.resize_terminal(*size)
                await self.settled()
            yield size

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
        shell = AppContext(
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
        return self.workspace.find_member(TeamRef(self.seat.team_id, ""), name)

    def card(self, text: str) -> str:
        """The id of the touchpoint on the board with this text."""
        on_board = (TouchpointRow.archived_at.is_(None), TouchpointRow.merged_into.is_(None))
        with self.workspace.reading() as session:
            return session.scalars(
                select(TouchpointRow.id).where(TouchpointRow.text == text, *on_board)
            ).one()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What opens by itself opens at once, and takes keys at once."""
    monkeypatch.setattr(unasked, "STILL", 0.0)
    monkeypatch.setattr(unasked, "FIRST_MOMENTS", 0.0)
    monkeypatch.setattr(unasked, "LOOK", 0.01)


@pytest.fixture(scope="session")
def made_room(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The file that `room` is copied from, as filling it takes long; the team's id."""
    folder = tmp_path_factory.mktemp("room")
    clock = SetClock(NOW)
    workspace = create_workspace(folder / "made.care", clock, durable=False)
    team = create_team(
        workspace, NewTeam("Acme Support", zone="Europe/Berlin", members=("Dana", "Lee", "Sam"))
    )
    room = Room(workspace, Seat(workspace, team.id), clock, folder)
    for stage, texts in CARDS.items():
        touchpoints.add_many(room.seat, stage, texts)
    touchpoints.set_friction(room.seat, [room.card("Hand-over between shifts")], 2)
    _answers(room)
    workspace.truncate_wal()
    workspace.close()
    return folder / "made.care", team.id


@pytest.fixture(scope="session")
def filled_room(
    made_room: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Callable[[Room], None]], tuple[Path, datetime]]:
    """Has a room's file filled by ``fill``, once for all tests that begin from it; when that was."""
    made: dict[Callable[[Room], None], tuple[Path, datetime]] = {}

    def filled(fill: Callable[[Room], None]) -> tuple[Path, datetime]:
        if fill not in made:
            folder = tmp_path_factory.mktemp("filled")
            room = _open_room(made_room, NOW, folder)
            fill(room)
            room.workspace.truncate_wal()
            room.workspace.close()
            made[fill] = folder / "team.care", room.clock.at
        return made[fill]

    return filled


@pytest.fixture
def room_with(
    made_room: tuple[Path, str],
    filled_room: Callable[[Callable[[Room], None]], tuple[Path, datetime]],
    tmp_path: Path,
) -> Iterator[Callable[[Callable[[Room], None]], Room]]:
    """Opens a room of the test's own as ``fill`` has filled it: ``room_with(fill)``."""
    opened: list[Room] = []

    def open_with(fill: Callable[[Room], None]) -> Room:
        place, at = filled_room(fill)
        opened.append(_open_room((place, made_room[1]), at, tmp_path))
        return opened[-1]

    yield open_with
    for room in opened:
        room.workspace.close()


@pytest.fixture
def room(made_room: tuple[Path, str], tmp_path: Path) -> Iterator[Room]:
    """A weekly team of three with a board, a week's improvements and answers behind them."""
    room = _open_room(made_room, NOW, tmp_path)
    yield room
    room.workspace.close()


def _open_room(made: tuple[Path, str], at: datetime, folder: Path) -> Room:
    """A room on a copy of the file, in ``folder``."""
    place, team_id = made
    clock = SetClock(at)
    workspace = open_copy(place, folder / "team.care", clock)
    return Room(workspace, Seat(workspace, team_id), clock, folder)


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
