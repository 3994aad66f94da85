"""The app for one guest: in a process of its own, on a pseudo-terminal, with no file in reach."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from care_tui import __version__, failures, terminal
from care_tui.host.guest_teams import GuestDrafts, GuestOpening, GuestTeams, own_folder
from care_tui.opening import make_shell
from care_tui.settings import Settings, load_settings, save_appearance
from store.clock import clock_from_environment
from store.errors import Refused

if TYPE_CHECKING:
    from care_tui.app import CareApp
    from care_tui.host.visit import Visit
    from screens.shell import Appearance, Shell
    from store.seat import Seat
    from store.snapshot import Snapshot

_KEPT = ("CARE_NOW", "HOME", "PATH", "PYTHONUTF8", "TZ")
"""What a guest's process keeps of the server's environment."""


@dataclass(frozen=True)
class Ground:
    """Where a host stands: the workspace it serves and the folder of its guests' own things."""

    place: str
    folder: Path


def run_guest(visit: Visit, ground: Ground) -> int:
    """Run the app for ``visit`` on this process's terminal; the exit code."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update({**kept, **visit.terminal})
    reason = terminal.why_not(sys.__stdin__, sys.__stderr__)
    if reason is not None:
        return _say(reason)
    opening = GuestOpening(ground.place, visit.places, clock_from_environment())
    try:
        from care_tui.app import run_app

        return run_app(guest_app(visit, opening, ground.folder))
    except Refused as refused:
        return _say(refused.message)
    except Exception as failure:  # noqa: BLE001 - said in a sentence and written down
        return _say(_crash_sentence(failure, ground.folder))
    finally:
        opening.close()


def _say(sentence: str) -> int:
    os.write(2, f"{sentence}\r\n".encode())
    return 1


def _crash_sentence(failure: BaseException, folder: Path) -> str:
    """Write a failure down; a sentence that does not say where on the server."""
    failures.report(failure, folder / "failures", __version__)
    return (
        f"Something went wrong that should not ({type(failure).__name__}). What you saved is "
        "kept, and who runs this server has a report."
    )


def guest_app(visit: Visit, opening: GuestOpening, folder: Path) -> CareApp:
    """The app for ``visit``; what is the guest's own goes below ``folder``."""
    from care_tui.app import CareApp

    def crash_sentence(failure: BaseException) -> str:
        return _crash_sentence(failure, folder)

    members = [place.member_id for place in visit.places]
    own = own_folder(folder, members[0])
    shell = make_shell(opening, own_settings(own), ascii=False)
    _close_to_files(shell, own)
    shell.drafts = GuestDrafts(folder, members)
    several = len(members) > 1
    shell.team_choice = GuestTeams(opening, own / "teams.json") if several else None
    shell.report_failure = crash_sentence
    app = CareApp(shell, environment=os.environ, crash_sentence=crash_sentence)
    if visit.invited:
        _offer_key_once_loaded(app, visit.offered)
    return app


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
    shell.save_appearance = keep
    shell.settings_path = None
    shell.reports = None


def own_settings(folder: Path) -> Settings:
    """How the screen looked when this guest last chose; the defaults where that is not known."""
    try:
        found = load_settings(folder / "config.toml")
    except Refused:
        return Settings()
    return Settings(theme=found.theme, ascii=found.ascii)
