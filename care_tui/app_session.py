"""Opening the app: the workspace, drafts and settings handed to the screens."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import threading
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from care_tui import __version__, crash_reports, paths
from care_tui.create_workspace import create_if_missing
from care_tui.settings import Settings, config_path, save_appearance
from care_tui.startup_tuning import look_as_usual, paint_promptly
from care_tui.team_choice import TeamChoice
from care_tui.terminal import terminal
from store.common.errors import Refused

if TYPE_CHECKING:
    from care_tui.context import CommandContext
    from screens.commands.welcome import FirstRun
    from screens.core.app_context import AppContext, Appearance
    from screens.core.sharing import Sharing
    from store.common.clock import Clock
    from store.domain.agenda import AgendaKind
    from store.journal.seat import Seat
    from store.live.live_connection import LiveConnection, LiveListener
    from store.models.snapshot import Snapshot
    from store.workspace.workspace import Workspace


class AppSession:
    """The workspace behind one run of the app: the one named, or a throwaway sample."""

    def __init__(self, location: str, team: str | None, member: str | None, clock: Clock) -> None:
        self.location = location
        self.team = team
        self.member = member
        self.clock = clock
        self.folder: Path | None = None
        """The sample's, once it is made; goes when the app ends."""
        self.latest: Snapshot | None = None
        """The team as it was read last."""
        self._open: Workspace | None = None
        self._live: LiveConnection | None = None
        self._making = threading.Lock()
        self._unkept = ""
        """Why no backup could be made, once that has been said."""

    def workspace(self) -> Workspace:
        """The workspace, opened at the first call."""
        from store.workspace.workspace import open_workspace

        with self._making:
            if self._open is None:
                self._open = open_workspace(self.location, self.clock)
            return self._open

    def seat(self) -> Seat:
        """Open the workspace and take the seat that was named."""
        from store.journal.seat import Seat

        workspace = self.workspace()
        team = workspace.find_team(self.team)
        member = workspace.find_member(team, self.member) if self.member else None
        return Seat(workspace, team.id, member)

    def make_team(self, values: dict[str, str]) -> None:
        """Make the workspace with the team that the welcome's form describes."""
        from screens.forms.team_form import new_team
        from store.teams.teams import create_team

        new = new_team(values)
        with create_if_missing(self.location, self.clock) as (workspace, _created):
            self.team = create_team(workspace, new).name
        self._open = workspace

    def open_sample(self) -> None:
        """Make a throwaway copy of the sample workspace and go there; once, however often
        it is asked for."""
        from care_tui.zone import guess_zone
        from store.demo.build import build_sample

        with self._making:
            if self.folder is not None:
                return
            self.folder = Path(tempfile.mkdtemp(prefix="care-demo-"))
            path = self.folder / "workspace.db"
            self._open = build_sample(path, self.clock.now(), zone=guess_zone())
            self.location, self.team, self.member = str(path), None, None

    def load(self, seat: Seat) -> Snapshot:
        """Read the team as it is now, and first every verdict whose day has come."""
        from store.improvements.verdicts.reading import read_due_verdicts
        from store.queries.load_snapshot import load_snapshot

        # A workspace that cannot be written to now is read all the same.
        with contextlib.suppress(Refused):
            read_due_verdicts(seat)
        self.latest = load_snapshot(seat)
        return self.latest

    @property
    def snapshot_file(self) -> Path:
        """Where the team is kept as it was seen last, to be painted at the next start."""
        return paths.snapshot_file(self.location, self.team, self.member)

    def keep_seen(self, painted: Path) -> None:
        """Keep the team as it was seen last. ``painted`` was the file for this start: where
        the team was chosen since, that goes, as nobody knows which is chosen next."""
        from store.queries.snapshot_cache import keep_snapshot

        if self.folder is not None or self.latest is None:
            return
        keep_snapshot(self.snapshot_file, self.latest)
        if painted == paths.snapshot_file(self.location, None, self.member) != self.snapshot_file:
            keep_snapshot(painted, None)

    def watch(self, seat: Seat, listener: LiveListener) -> LiveConnection:
        """Keep this terminal in touch with the others from now on: the start is over."""
        from store.live.live_connection import LiveConnection

        if self._live is not None:
            terminal.apart(self._live.leave)
        self._live = LiveConnection(seat, listener)
        self._live.start()
        look_as_usual()
        if self.folder is None:
            terminal.apart(partial(self._back_up_today, seat.workspace, listener))
        return self._live

    def _back_up_today(self, workspace: Workspace, listener: LiveListener) -> None:
        """Keep the workspace's file as it is at the first opening of this machine's day; say
        so, once, where that cannot be done."""
        from store.workspace.automatic_backups import back_up_daily

        if workspace.path is None:
            return
        try:
            back_up_daily(workspace.path, workspace.clock.now().astimezone().date())
        except Refused as refused:
            if refused.message != self._unkept:
                self._unkept = refused.message
                listener.notice(refused.message)

    def leave(self, seat: Seat) -> None:
        """Take this terminal off those here, and pause the timer if nobody else can."""
        from store.reviews.reviews import pause_timer

        if self._live is not None:
            self._live.leave()
        pause_timer(seat)

    def close(self) -> None:
        """Let go of the workspace; the sample is deleted."""
        if self._live is not None:
            with contextlib.suppress(TimeoutError):
                terminal.apart(self._live.leave).result(terminal.GRACE / 2)
            self._live = None
        if self._open is not None:
            self._open.close()
            self._open = None
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None


def open_app(
    context: CommandContext,
    *,
    start: str = "today",
    sample: bool = False,
    kind: AgendaKind | None = None,
) -> int:
    """Open the app, at the view ``start``; the program's exit code.

    With ``kind`` a review of that agenda is opened first, unless one is open already.
    Raises Refused, with nothing drawn or changed, where no terminal can show the app.
    """
    reason = terminal.why_not(sys.stdin, sys.stdout)
    if reason is not None:
        raise Refused(reason)
    paint_promptly()
    settings = context.settings
    app_session = AppSession(
        context.location, context.team_name, context.member_name, context.clock
    )
    try:
        if sample:
            app_session.open_sample()
        exists = sample or _exists(app_session.location)
        begun = _open_review(app_session.seat(), kind) if kind is not None and exists else ""
        app_context = make_app_context(app_session, settings, ascii=context.ascii)
        if begun:
            print(begun, file=sys.stderr)
            app_context.notes = (*app_context.notes, begun)
        app_context.team_choice = TeamChoice(app_session, paths.last_teams_file())
        file = None if sample else app_session.snapshot_file
        if exists and file is not None:
            app_context.seen_last = partial(_seen_last, file)
        from care_tui.app import CareApp, run_app

        app = CareApp(
            app_context,
            start=start,
            keys=settings.keys,
            first_run=None if exists else _first_run(app_session, app_context),
            crash_sentence=report_failure,
        )
        code = run_app(app)
        if file is not None:
            app_session.keep_seen(file)
        if code == 0 and app_session.folder is not None:
            _say_where_next()
        return code
    finally:
        app_session.close()


def _say_where_next() -> None:
    """Print how to go on from the sample, by the command that really starts this program."""
    from care_tui.own_command import own_command

    command = own_command()
    print("The sample is gone. How to go on:")
    print(f"  Your own team     {command}")
    print(f"  The sample again  {command} demo")
    print(f"  Every command     {command} --help")


def make_app_context(app_session: AppSession, settings: Settings, *, ascii: bool) -> AppContext:
    """What the screens need to know of this machine and this person."""
    from screens.core.app_context import AppContext, Appearance
    from screens.theme.themes import DEFAULT_THEME
    from store.common.drafts import Drafts

    path = config_path()

    def keep(appearance: Appearance) -> None:
        save_appearance(path, **asdict(appearance))

    def open_sharing() -> Sharing:
        from care_tui.sharing.sharing import own_sharing

        return own_sharing(settings, app_session.clock, os.environ)

    app_context = AppContext(
        open_seat=app_session.seat,
        load=app_session.load,
        drafts=Drafts(paths.drafts_file()),
        report_failure=report_failure,
        save_appearance=keep,
        appearance=Appearance(
            theme=settings.theme or DEFAULT_THEME,
            ascii=ascii or settings.ascii or terminal.needs_ascii(),
            mouse=settings.mouse,
            guide=settings.guide,
            bell=settings.bell,
        ),
        settings_path=path,
        reports=paths.reports_folder(),
        notes=settings.problems,
        watch=app_session.watch,
        leaving=app_session.leave,
        open_sharing=open_sharing,
    )
    if app_session.folder is not None:
        _show_sample(app_context, app_session.folder)
    if os.environ.get("CARE_INCOMING"):
        app_context.incoming = Path(os.environ["CARE_INCOMING"])
    return app_context


def _seen_last(file: Path) -> Snapshot | None:
    """The team as it was seen last, where ``file`` keeps it."""
    try:
        file.stat()
    except OSError:
        return None
    from store.queries.snapshot_cache import cached_snapshot

    return cached_snapshot(file)


def _show_sample(app_context: AppContext, folder: Path) -> None:
    """Keep everything that is typed in the sample's own folder."""
    from store.common.drafts import Drafts

    app_context.is_sample = True
    app_context.drafts = Drafts(folder / "drafts.json")
    app_context.reports = None
    app_context.open_sharing = None


def _first_run(app_session: AppSession, context: AppContext) -> FirstRun:
    from care_tui.zone import guess_zone
    from screens.commands.welcome import FirstRun
    from store.workspace.location import shown_location

    def open_sample() -> None:
        app_session.open_sample()
        assert app_session.folder is not None
        _show_sample(context, app_session.folder)

    return FirstRun(
        app_session.make_team, open_sample, guess_zone(), shown_location(app_session.location)
    )


def _exists(location: str) -> bool:
    """Whether a workspace stands at ``location``; for a plain path without loading the store."""
    if "://" not in location:
        return Path(location).expanduser().exists()
    from store.workspace.location import workspace_exists

    return workspace_exists(location)


def _open_review(seat: Seat, kind: AgendaKind) -> str:
    """Open a review of this kind for the cycle on offer, and say so in a sentence; one that is
    open goes on as it is."""
    from store.queries.load_snapshot import load_snapshot
    from store.reviews.reviews import open_review

    before = load_snapshot(seat)
    if before.review is not None:
        return ""
    open_review(seat, kind)
    name = before.review_due.planned.name
    return f"A {kind.value} review that plans {name} has begun. By mistake? X in it cancels it."


def report_failure(failure: BaseException) -> str:
    """Write an unforeseen failure down; a sentence that says where."""
    return crash_reports.sentence(
        failure, crash_reports.report(failure, paths.failures_folder(), __version__)
    )
