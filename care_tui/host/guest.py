"""The app for one guest: in a process of its own, on a pseudo-terminal, with no file in reach."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from care_tui import __version__, failures, terminal
from care_tui.opening import Opening, make_shell
from care_tui.settings import Settings, load_settings, save_appearance
from store.access import Admitted, still_members
from store.clock import clock_from_environment
from store.drafts import Drafts
from store.errors import NotAWorkspace, NotFound, Refused

if TYPE_CHECKING:
    from care_tui.app import CareApp
    from care_tui.host.visit import Visit
    from screens.shell import Appearance, Shell
    from store.clock import Clock
    from store.seat import Seat
    from store.snapshot import Snapshot

_KEPT = ("CARE_NOW", "HOME", "PATH", "PYTHONUTF8", "TZ")
"""What a guest's process keeps of the server's environment."""


@dataclass(frozen=True)
class Ground:
    """Where a host stands: the workspace it serves and the folder of its guests' own things."""

    place: str
    folder: Path


class GuestOpening(Opening):
    """The workspace, opened for the member who came, whatever the environment says."""

    def __init__(self, place: str, came: Admitted, clock: Clock) -> None:
        super().__init__(place, came.team, came.member, clock)
        self.came = came

    def seat(self) -> Seat:
        from store.seat import Seat
        from store.workspace import open_workspace

        try:
            workspace = self._open = self._open or open_workspace(self.place, self.clock)
        except (NotAWorkspace, NotFound):
            raise Refused("The workspace cannot be opened; tell who runs this server.") from None
        if not still_members(workspace, [self.came.member_id]):
            raise Refused(f"You have left {self.came.team}.")
        return Seat(workspace, self.came.team_id, self.came.member_id)


def run_guest(visit: Visit, ground: Ground) -> int:
    """Run the app for ``visit`` on this process's terminal; the exit code."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update({**kept, **visit.terminal})
    reason = terminal.why_not(sys.__stdin__, sys.__stderr__)
    if reason is not None:
        return _say(reason)
    came = visit.places[0]
    opening = GuestOpening(ground.place, came, clock_from_environment())
    try:
        return _run_app(visit, opening, own_folder(ground.folder, came.member_id), ground)
    except Refused as refused:
        return _say(refused.message)
    finally:
        opening.close()


def _say(sentence: str) -> int:
    os.write(2, f"{sentence}\r\n".encode())
    return 1


def _run_app(visit: Visit, opening: GuestOpening, folder: Path, ground: Ground) -> int:
    from care_tui.app import CareApp, run_app

    def crash_sentence(failure: BaseException) -> str:
        failures.report(failure, ground.folder / "failures", __version__)
        return (
            f"Something went wrong that should not ({type(failure).__name__}). What you saved is "
            "kept, and who runs this server has a report."
        )

    shell = make_shell(opening, own_settings(folder), ascii=False)
    _close_to_files(shell, folder)
    shell.report_failure = crash_sentence
    app = CareApp(shell, environment=os.environ, crash_sentence=crash_sentence)
    if visit.invited:
        _offer_key_once_loaded(app, visit.offered)
    return run_app(app)


def _offer_key_once_loaded(app: CareApp, offered: tuple[str, ...]) -> None:
    """Offer to log in with a key as soon as the team has been read for the first time."""
    load = app.shell.load

    async def offer() -> None:
        from screens.log_in_key import offer_key
        from screens.main import MainScreen

        main = app.screen_stack[0]
        if isinstance(main, MainScreen):
            main.run_worker(offer_key(main, offered), group="key")

    def load_and_offer(seat: Seat) -> Snapshot:
        snapshot = load(seat)
        app.shell.load = load
        app.call_from_thread(app.call_later, offer)
        return snapshot

    app.shell.load = load_and_offer


def _close_to_files(shell: Shell, folder: Path) -> None:
    """Let ``shell`` keep nothing but what is the guest's own, in ``folder``."""

    def keep(appearance: Appearance) -> None:
        save_appearance(folder / "config.toml", theme=appearance.theme, ascii=appearance.ascii)

    shell.hosted = True
    shell.drafts = Drafts(folder / "drafts.json")
    shell.save_appearance = keep
    shell.settings_path = None
    shell.reports = None


def own_folder(folder: Path, member_id: str) -> Path:
    """The folder of a member's drafts and looks on this server (0700), made if missing."""
    own = folder / re.sub(r"[^0-9A-Za-z]", "", member_id)
    own.mkdir(parents=True, exist_ok=True, mode=0o700)
    return own


def own_settings(folder: Path) -> Settings:
    """How the screen looked when this guest last chose; the defaults where that is not known."""
    try:
        found = load_settings(folder / "config.toml")
    except Refused:
        return Settings()
    return Settings(theme=found.theme, ascii=found.ascii)
