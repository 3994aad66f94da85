"""The app for one guest: in a process of its own, on a pseudo-terminal, with no file in reach."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, field
from pathlib import Path
from typing import TYPE_CHECKING

from care_tui import __version__, crash_reports
from care_tui.app_session import make_app_context
from care_tui.host.session_spec import OUT_OF_MEMORY
from care_tui.host.session_teams import GuestAppSession, GuestDrafts, GuestTeams, own_folder
from care_tui.settings import Settings, load_settings, save_appearance
from care_tui.terminal import terminal
from store.common.clock import clock_from_environment
from store.common.dataclass import dataclass
from store.common.errors import Refused

if TYPE_CHECKING:
    from care_tui.app import CareApp
    from care_tui.host.session_spec import SessionSpec
    from screens.core.app_context import AppContext, Appearance
    from screens.core.sharing import Sharing

_KEPT = ("CARE_NOW", "HOME", "PATH", "PYTHONUTF8", "TZ")
"""What a guest's process keeps of the server's environment."""


@dataclass(frozen=True)
class HostLocation:
    """Where a host stands: the workspace it serves and the folder of its guests' own things."""

    workspace: str
    folder: Path
    share: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The host's places for summaries: URLs with passwords, by name."""


def run_guest(spec: SessionSpec, location: HostLocation) -> int:
    """Run the app for ``spec`` on this process's terminal; the exit code."""
    kept_variables = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update({**kept_variables, **spec.terminal})
    reason = terminal.why_not(sys.__stdin__, sys.__stderr__)
    if reason is not None:
        return _say(reason)
    app_session = GuestAppSession(location.workspace, spec.places, clock_from_environment())
    try:
        from care_tui.app import run_app

        return run_app(guest_app(spec, app_session, location))
    except Refused as refused:
        return _say(refused.message)
    except Exception as failure:  # noqa: BLE001 - said in a sentence and written down
        return _say(_crash_sentence(failure, location.folder))
    finally:
        app_session.close()


def _say(sentence: str) -> int:
    os.write(2, f"{sentence}\r\n".encode())
    return 1


def _crash_sentence(failure: BaseException, folder: Path) -> str:
    """Write a failure down; a sentence that does not say where on the server.

    Without memory nothing can be drawn any more: the process ends, and the server says why."""
    if isinstance(failure, MemoryError):
        os._exit(OUT_OF_MEMORY)
    crash_reports.report(failure, folder / "failures", __version__)
    return (
        f"Sorry, care hit a bug ({type(failure).__name__}). Your saved work is safe, and the "
        "person who runs this server has a report."
    )


def guest_app(spec: SessionSpec, app_session: GuestAppSession, location: HostLocation) -> CareApp:
    """The app for ``spec``; what is the guest's own goes below the folder of ``location``."""
    from care_tui.app import CareApp

    folder = location.folder

    def crash_sentence(failure: BaseException) -> str:
        return _crash_sentence(failure, folder)

    def open_sharing() -> Sharing:
        from care_tui.sharing.sharing import host_sharing

        return host_sharing(location.share, folder, app_session.clock)

    members = [login.member_id for login in spec.places]
    own_files = own_folder(folder, members[0])
    app_context = make_app_context(app_session, own_settings(own_files), ascii=False)
    _close_to_files(app_context, own_files)
    app_context.open_sharing = open_sharing
    app_context.drafts = GuestDrafts(folder, members)
    several = len(members) > 1
    app_context.team_choice = GuestTeams(app_session, own_files / "teams.json") if several else None
    app_context.report_failure = crash_sentence
    app_context.incoming = Path(spec.incoming) if spec.incoming else None
    app = CareApp(app_context, environment=os.environ, crash_sentence=crash_sentence)
    if spec.invite:
        from care_tui.host.arrival import watch_for_the_first_screen

        watch_for_the_first_screen(app, spec)
    return app


def _close_to_files(context: AppContext, folder: Path) -> None:
    """Let ``context`` keep nothing but what is the guest's own, in ``folder``."""

    def keep(appearance: Appearance) -> None:
        save_appearance(folder / "config.toml", **asdict(appearance))

    context.hosted = True
    context.save_appearance = keep
    context.settings_path = None
    context.reports = None


def own_settings(folder: Path) -> Settings:
    """How the screen looked when this guest last chose; the defaults where that is not known."""
    try:
        settings = load_settings(folder / "config.toml")
    except Refused:
        return Settings()
    return Settings(theme=settings.theme, ascii=settings.ascii, mouse=settings.mouse)
