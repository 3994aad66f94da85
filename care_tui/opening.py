"""Opening the app: the workspace, drafts and settings handed to the screens."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from care_tui import __version__, failures, places, terminal
from care_tui.making import made_if_missing
from care_tui.quick_start import import_without_openssl, look_as_usual, paint_promptly
from care_tui.settings import Settings, config_path, save_appearance
from care_tui.team_choice import TeamChoice
from store.errors import Refused

if TYPE_CHECKING:
    from care_tui.cli.here import Here
    from screens.shell import Appearance, Shell
    from screens.welcome import FirstRun
    from store.clock import Clock
    from store.company import Company, Hearing
    from store.practice.agenda import AgendaKind
    from store.seat import Seat
    from store.snapshot import Snapshot
    from store.workspace import Workspace


class Opening:
    """The workspace behind one run of the app: the one named, or a throwaway sample."""

    def __init__(self, place: str, team: str | None, member: str | None, clock: Clock) -> None:
        self.place = place
        self.team = team
        self.member = member
        self.clock = clock
        self.folder: Path | None = None
        """The sample's, once it is made; goes when the app ends."""
        self.latest: Snapshot | None = None
        """The team as it was read last."""
        self._open: Workspace | None = None
        self._company: Company | None = None
        self._making = threading.Lock()
        self._unkept = ""
        """Why no backup could be made, once that has been said."""

    def workspace(self) -> Workspace:
        """The workspace, opened at the first call."""
        from store.workspace import open_workspace

        with self._making:
            if self._open is None:
                self._open = open_workspace(self.place, self.clock)
            return self._open

    def seat(self) -> Seat:
        """Open the workspace and take the seat that was named."""
        from store.seat import Seat

        workspace = self.workspace()
        team = workspace.find_team(self.team)
        member = workspace.find_member(team, self.member) if self.member else None
        return Seat(workspace, team.id, member)

    def make_team(self, values: dict[str, str]) -> None:
        """Make the workspace with the team that the welcome's form describes."""
        from screens.team_form import new_team
        from store.teams import create_team

        new = new_team(values)
        with made_if_missing(self.place, self.clock) as (workspace, _made):
            self.team = create_team(workspace, new).name
        self._open = workspace

    def open_sample(self) -> None:
        """Make a throwaway copy of the sample workspace and go there; once, however often
        it is asked for."""
        from care_tui.zone import guess_zone
        from store.sample.build import build_sample

        with self._making:
            if self.folder is not None:
                return
            self.folder = Path(tempfile.mkdtemp(prefix="care-demo-"))
            path = self.folder / "workspace.db"
            self._open = build_sample(path, self.clock.now(), zone=guess_zone())
            self.place, self.team, self.member = str(path), None, None

    def load(self, seat: Seat) -> Snapshot:
        """Read the team as it is now."""
        from store.load import load_snapshot

        self.latest = load_snapshot(seat)
        return self.latest

    @property
    def snapshot_file(self) -> Path:
        """Where the team is kept as it was seen last, to be painted at the next start."""
        return places.snapshot_file(self.place, self.team, self.member)

    def keep_seen(self, painted: Path) -> None:
        """Keep the team as it was seen last. ``painted`` was the file for this start: where
        the team was chosen since, that goes, as nobody knows which is chosen next."""
        from store.stored_snapshot import keep_snapshot

        if self.folder is not None or self.latest is None:
            return
        keep_snapshot(self.snapshot_file, self.latest)
        if painted == places.snapshot_file(self.place, None, self.member) != self.snapshot_file:
            keep_snapshot(painted, None)

    def watch(self, seat: Seat, hearing: Hearing) -> Company:
        """Keep this terminal in touch with the others from now on: the start is over."""
        from store.company import Company

        if self._company is not None:
            terminal.apart(self._company.leave)
        self._company = Company(seat, hearing)
        self._company.start()
        look_as_usual()
        if self.folder is None:
            terminal.apart(partial(self._back_up_today, seat.workspace, hearing))
        return self._company

    def _back_up_today(self, workspace: Workspace, hearing: Hearing) -> None:
        """Keep the workspace's file as it is at the first opening of this machine's day; say
        so, once, where that cannot be done."""
        from store.kept_backups import back_up_daily

        if workspace.path is None:
            return
        try:
            back_up_daily(workspace.path, workspace.clock.now().astimezone().date())
        except Refused as refused:
            if refused.message != self._unkept:
                self._unkept = refused.message
                hearing.said(refused.message)

    def leave(self, seat: Seat) -> None:
        """Take this terminal off those here, and pause the timer if nobody else can."""
        from store.reviews import pause_timer

        if self._company is not None:
            self._company.leave()
        pause_timer(seat)

    def close(self) -> None:
        """Let go of the workspace; the sample is deleted."""
        if self._company is not None:
            with contextlib.suppress(TimeoutError):
                terminal.apart(self._company.leave).result(terminal.GRACE / 2)
            self._company = None
        if self._open is not None:
            self._open.close()
            self._open = None
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None


def open_app(
    here: Here, *, start: str = "today", sample: bool = False, kind: AgendaKind | None = None
) -> int:
    """Open the app, at the view ``start``; the program's exit code.

    With ``kind`` a review of that agenda is opened first, unless one is open already.
    Raises Refused, with nothing drawn or changed, where no terminal can show the app.
    """
    reason = terminal.why_not(sys.stdin, sys.stdout)
    if reason is not None:
        raise Refused(reason)
    import_without_openssl()
    paint_promptly()
    settings = here.settings
    opening = Opening(here.place, here.team_name, here.member_name, here.clock)
    try:
        if sample:
            opening.open_sample()
        exists = sample or _exists(opening.place)
        begun = _open_review(opening.seat(), kind) if kind is not None and exists else ""
        shell = make_shell(opening, settings, ascii=here.ascii)
        if begun:
            print(begun, file=sys.stderr)
            shell.notes = (*shell.notes, begun)
        shell.team_choice = TeamChoice(opening, places.last_teams_file())
        file = None if sample else opening.snapshot_file
        if exists and file is not None:
            shell.seen_last = partial(_seen_last, file)
        from care_tui.app import CareApp, run_app

        app = CareApp(
            shell,
            start=start,
            keys=settings.keys,
            first_run=None if exists else _first_run(opening, shell),
            crash_sentence=report_failure,
        )
        code = run_app(app)
        if file is not None:
            opening.keep_seen(file)
        return code
    finally:
        opening.close()


def make_shell(opening: Opening, settings: Settings, *, ascii: bool) -> Shell:
    """What the screens need to know of this machine and this person."""
    from screens.shell import Appearance, Shell
    from screens.theme import DEFAULT_THEME
    from store.drafts import Drafts

    path = config_path()

    def keep(appearance: Appearance) -> None:
        save_appearance(path, theme=appearance.theme, ascii=appearance.ascii)

    shell = Shell(
        open_seat=opening.seat,
        load=opening.load,
        drafts=Drafts(places.drafts_file()),
        report_failure=report_failure,
        save_appearance=keep,
        appearance=Appearance(
            theme=settings.theme or DEFAULT_THEME,
            ascii=ascii or settings.ascii or terminal.needs_ascii(),
        ),
        settings_path=path,
        reports=places.reports_folder(),
        notes=settings.problems,
        watch=opening.watch,
        leaving=opening.leave,
    )
    if opening.folder is not None:
        _show_sample(shell, opening.folder)
    return shell


def _seen_last(file: Path) -> Snapshot | None:
    """The team as it was seen last, where ``file`` keeps it."""
    if not file.exists():
        return None
    from store.stored_snapshot import kept_snapshot

    return kept_snapshot(file)


def _show_sample(shell: Shell, folder: Path) -> None:
    """Lead the newcomer, and keep everything that is typed in the sample's own folder."""
    from store.drafts import Drafts

    shell.guide = True
    shell.drafts = Drafts(folder / "drafts.json")
    shell.reports = None


def _first_run(opening: Opening, shell: Shell) -> FirstRun:
    from care_tui.zone import guess_zone
    from screens.welcome import FirstRun
    from store.workspace import shown_place

    def open_sample() -> None:
        opening.open_sample()
        assert opening.folder is not None
        _show_sample(shell, opening.folder)

    return FirstRun(opening.make_team, open_sample, guess_zone(), shown_place(opening.place))


def _exists(place: str) -> bool:
    """Whether a workspace stands at ``place``; for a plain path without loading the store."""
    if "://" not in place:
        return Path(place).expanduser().exists()
    from store.workspace import workspace_exists

    return workspace_exists(place)


def _open_review(seat: Seat, kind: AgendaKind) -> str:
    """Open a review of this kind for the cycle on offer, and say so in a sentence; one that is
    open goes on as it is."""
    from store.load import load_snapshot
    from store.reviews import open_review

    before = load_snapshot(seat)
    if before.review is not None:
        return ""
    open_review(seat, kind)
    name = before.review_due.planned.name
    return f"A {kind.value} review that plans {name} has begun. By mistake? X in it cancels it."


def report_failure(failure: BaseException) -> str:
    """Write an unforeseen failure down; a sentence that says where."""
    return failures.sentence(
        failure, failures.report(failure, places.failures_folder(), __version__)
    )
