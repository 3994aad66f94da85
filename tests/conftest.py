"""What tests of the whole start from: a team in a real workspace, and the app on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from care_tui.app import CareApp
    from screens.main import MainScreen
    from screens.shell import Shell
    from store.clock import SetClock
    from store.seat import Seat
    from store.snapshot import Snapshot, Touchpoint

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday in week 47."""


@dataclass
class Live:
    """A team with members Dana, Lee and Sam in a real workspace; the app as the room."""

    seat: Seat
    clock: SetClock
    notes: list[str] = field(default_factory=list)
    """Every message the app showed."""

    @property
    def snapshot(self) -> Snapshot:
        """The team as it is in the workspace now."""
        from store.load import load_snapshot

        return load_snapshot(self.seat)

    def as_member(self, name: str) -> Seat:
        """Another terminal's seat, of the member called ``name``."""
        from store.seat import Seat

        (id,) = (member.id for member in self.snapshot.team.members if member.name == name)
        return Seat(self.seat.workspace, self.seat.team_id, id)

    def texts(self) -> list[list[str]]:
        """The texts on the board, a list for each column."""
        return [[card.text for card in column.touchpoints] for column in self.snapshot.board]

    def card(self, text: str) -> Touchpoint:
        """The touchpoint with this text."""
        (card,) = (
            card
            for column in self.snapshot.board
            for card in column.touchpoints
            if card.text == text
        )
        return card

    def app(self, start: str = "board", *, seat: Seat | None = None, **shell: Any) -> CareApp:
        """The app on the workspace, its notifications collected in `notes`."""
        from care_tui.app import CareApp
        from screens.shell import Shell
        from store.load import load_snapshot

        acting = seat or self.seat
        made: Shell = Shell(open_seat=lambda: acting, load=load_snapshot, **shell)
        app = CareApp(made, start=start)
        shown = app.notify

        def notify(message: str, **how: Any) -> None:
            self.notes.append(message)
            shown(message, **how)

        app.notify = notify  # type: ignore[method-assign]
        return app

    @staticmethod
    def main(app: CareApp) -> MainScreen:
        """The app's main screen."""
        from screens.main import MainScreen

        screen = app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """A team with three members and an empty board in a workspace file."""
    from store.clock import SetClock
    from store.seat import Seat
    from store.teams import NewTeam, create_team
    from store.workspace import create_workspace

    clock = SetClock(FRIDAY)
    workspace = create_workspace(tmp_path / "care.db", clock, durable=False)
    team = create_team(
        workspace, NewTeam("Acme Support", zone="Europe/Berlin", members=("Dana", "Lee", "Sam"))
    )
    yield Live(Seat(workspace, team.id), clock)
    workspace.close()


@pytest.fixture
def until() -> Callable[..., Any]:
    """Waits for a condition: ``await until(pilot, lambda: app.screen.is_modal)``."""

    async def wait(pilot: Any, condition: Callable[[], object]) -> None:
        for _ in range(500):
            await pilot.pause(0.01)
            if condition():
                return
        raise AssertionError("What was waited for never came.")

    return wait


@pytest.fixture
def asked(until: Callable[..., Any]) -> Callable[..., Any]:
    """Waits until a dialog is shown and can be typed into: ``await asked(pilot)``."""

    async def wait(pilot: Any) -> None:
        app = pilot.app
        await until(pilot, lambda: app.screen.is_modal and app.screen.focused is not None)

    return wait


@pytest.fixture
def typed() -> Callable[..., Any]:
    """Types a text by its keys: ``await typed(pilot, "Welcome e-mail")``."""

    async def type_text(pilot: Any, text: str) -> None:
        await pilot.press(*("space" if letter == " " else letter for letter in text))

    return type_text
