"""A workspace: one database that holds teams, opened, made and closed here."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from random import SystemRandom

from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from store.common.clock import Clock, RunningClock
from store.common.dataclass import dataclass
from store.common.errors import Damaged, NotFound, Refused, Unreachable, WhichTeam
from store.common.text import fold_key
from store.db.engine import (
    database_path,
    for_reading,
    make_engine,
    shown_url,
    workspace_url,
)
from store.db.error_translation import translated_errors
from store.db.same_file import Identity, SameFile
from store.db.schema import (
    Fill,
    create_tables,
    drop_unused,
    holds_workspace,
)
from store.db.tables.base import WorkspaceRow
from store.db.tables.models import MemberRow, TeamRow
from store.db.tables.types import in_code_order
from store.db.unreachable import LOST
from store.db.wal_truncation import is_truncation_requested, truncate_wal
from store.workspace.atomic_create import has_log, new_file
from store.workspace.opening_checks import (
    bring_up_to_date,
    check_openable,
    nothing_at,
    way_back,
)

_SETTLE_WAIT = 100
"""Milliseconds that settling waits for readers."""
_REPLACED = "Another file took the workspace's place. Nothing was changed. Try again."
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    """A fresh id: twelve characters nobody mixes up, 60 random bits."""
    return id_of_bits(SystemRandom().getrandbits(60))


def id_of_bits(bits: int) -> str:
    """The id that 60 bits make."""
    return "".join([_LETTERS[bits >> shift & 31] for shift in range(0, 60, 5)])


@dataclass(frozen=True, slots=True)
class TeamRef:
    """A team's id and name."""

    id: str
    name: str


class Workspace:
    """An open workspace. Make one with `open_workspace` or `create_workspace`."""

    def __init__(
        self, engine: Engine, clock: Clock, ids: Callable[[], str] = new_id, location: str = ""
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.new_id = ids
        self.location = location
        """Where it is, fit to be shown: the file's path, or the URL without its password."""
        self._unsettled = False
        path = self.path
        self._file = None if path is None else SameFile(path)
        self._taking_up = threading.Lock()

    @property
    def path(self) -> Path | None:
        """The workspace's file, None on a server."""
        return database_path(self.engine.url)

    @property
    def file(self) -> Identity | None:
        """Which file it is in; None on a server. Another one took its place where this changes."""
        return None if self._file is None else self._file.identity

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading: one consistent state, waiting for nobody.

        Raises Unreachable where the database does not answer, or another file took its place.
        """
        self.check_place()
        with (
            translated_errors(file=self.path),
            Session(for_reading(self.engine), autoflush=False) as session,
        ):
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose block is one transaction: committed at its end, else rolled back.

        Raises Unreachable where the database does not answer or keeps too busy, or another file
        took its place: then nothing of the block is in the one that is there now.
        """
        self.check_place()
        with (
            translated_errors(file=self.path),
            Session(self.engine, autoflush=False) as session,
            session.begin(),
        ):
            yield session
            owed = is_truncation_requested(session)
            self._check_same_file()
        self._check_same_file()
        if self._unsettled or owed:
            self.truncate_wal(wait=0)

    def check_place(self) -> None:
        """Make sure that the workspace's file is the one that was opened.

        Where another took its name, or none is there, this lets go of it and raises
        Unreachable; later calls open the one that is there once it is sound and holds this
        workspace. A server has no file.
        """
        file = self._file
        if file is None or file.is_unchanged():
            return
        with self._taking_up:
            if file.is_unchanged():
                return
            self.engine.dispose()
            if not file.may_try() or not self._take_up(file):
                file.lose()
                raise Unreachable(LOST if file.is_missing() else _REPLACED)

    def _check_same_file(self) -> None:
        if self._file is not None and not self._file.is_unchanged():
            raise Unreachable(LOST if self._file.is_missing() else _REPLACED)

    def _take_up(self, file: SameFile) -> bool:
        """Go on in the file that is under the path now. Returns False where it is damaged or not ours."""
        try:
            other = open_workspace(file.path, self.clock, ids=self.new_id)
        except Refused:
            return False
        try:
            other_file = other._file
            if other_file is None or other_file.identity is None or other.check() != "ok":
                return False
            is_ours = (
                other_file.workspace_id is not None and other_file.workspace_id == file.workspace_id
            )
            if not is_ours or not other_file.is_unchanged():
                return False
            file.become(other_file.identity)
        except Refused:
            return False
        finally:
            other.close()
        return True

    def remember(self) -> None:
        """Read which workspace the file holds, so that it is known again in another file."""
        if self._file is not None:
            with self.reading() as session:
                self._file.workspace_id = session.scalar(select(WorkspaceRow.id))

    def teams(self) -> tuple[TeamRef, ...]:
        """All teams by name."""
        with self.reading() as session:
            rows = session.execute(
                select(TeamRow.id, TeamRow.name).order_by(in_code_order(TeamRow.name_key))
            )
            return tuple(TeamRef(id, name) for id, name in rows)

    def find_team(self, name: str | None = None) -> TeamRef:
        """The team called ``name``; without a name, the only one there is.

        Raises NotFound where there is none, Refused where a name is needed to choose.
        """
        teams = self.teams()
        if name is not None:
            for team in teams:
                if fold_key(team.name) == fold_key(name):
                    return team
            names = ", ".join(team.name for team in teams) or "none yet"
            raise NotFound(f"There is no team “{name}” here. Teams: {names}.", field="team")
        if not teams:
            raise NotFound("This workspace has no team yet. Make one with: care init --team NAME")
        if len(teams) > 1:
            names = ", ".join(team.name for team in teams)
            raise WhichTeam(f"Which team? Say --team NAME. Teams: {names}.", field="team")
        return teams[0]

    def find_member(self, team: TeamRef, name: str) -> str:
        """The id of the member of ``team`` called ``name``. Raises NotFound, Refused if they left."""
        with self.reading() as session:
            row = session.scalar(
                select(MemberRow).where(
                    MemberRow.team_id == team.id, MemberRow.name_key == fold_key(name)
                )
            )
            if row is None:
                rows = session.scalars(
                    select(MemberRow.name)
                    .where(MemberRow.team_id == team.id, MemberRow.left_on.is_(None))
                    .order_by(in_code_order(MemberRow.name_key))
                )
                names = ", ".join(rows) or "none yet"
                raise NotFound(f"{team.name} has no member “{name}”. Members: {names}.", field="as")
            if row.left_on is not None:
                raise Refused(f"{row.name} has left {team.name}.", field="as")
            return row.id

    def truncate_wal(self, wait: int = _SETTLE_WAIT) -> None:
        """Empty the write-ahead log, so that what was deleted is gone from every file.

        While somebody else reads what the log holds it cannot be emptied: after ``wait``
        milliseconds it is left for the next change, for closing, or for who opens it next.
        """
        self._unsettled = self.path is not None
        with contextlib.suppress(Unreachable), translated_errors():
            self._unsettled = not truncate_wal(self.engine, wait)

    def check(self) -> str:
        """What is wrong with the workspace's file first; ``ok`` when it is whole.

        Raises NotAWorkspace where a value in it cannot be read.
        """
        if self.path is None:
            return "ok"
        from store.db.integrity_check import check_integrity

        with translated_errors(file=self.path), for_reading(self.engine).connect() as connection:
            return check_integrity(connection)

    def engine_version(self) -> str:
        """The database's own name and version, as "PostgreSQL 18.1"."""
        if self.path is not None:
            return f"SQLite {sqlite3.sqlite_version}"
        with translated_errors(), self.engine.connect() as connection:
            return f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar()}"

    def only_reads(self) -> bool:
        """Whether a server lets this user only read: a role's or database's default, or a copy
        of another server that only follows it. A file says so when it is opened."""
        if self.path is not None:
            return False
        with translated_errors(), self.engine.connect() as connection:
            return bool(connection.execute(text("SHOW transaction_read_only")).scalar() == "on")

    def close(self) -> None:
        """Let go of the database."""
        if self._unsettled:
            self.truncate_wal(wait=0)
        self.engine.dispose()


def open_workspace(
    location: str | Path,
    clock: Clock | None = None,
    *,
    ids: Callable[[], str] = new_id,
    keep: bool = True,
) -> Workspace:
    """Open the workspace at ``location`` and bring its tables up to date.

    A file that is to be brought up to date is kept as it was in the folder ``backups`` beside
    it, unless ``keep`` is false. Raises NotFound where there is none, NotAWorkspace for
    anything that is not ours, is damaged or is newer than this program, Refused where no
    backup can be made or the tables cannot be brought up to date; it is then as it was.
    Raises Unreachable where the database does not answer.
    """
    url = workspace_url(location)
    path = database_path(url)
    if path is not None:
        check_openable(path, clock or RunningClock())
    workspace = _opened(make_engine(url), clock, ids, shown_url(url))
    try:
        with translated_errors(workspace.location, path):
            if path is None and not holds_workspace(workspace.engine):
                raise nothing_at(workspace.location)
            bring_up_to_date(workspace.engine, workspace.location, path, keep=keep)
            workspace.remember()
    except (Damaged, DatabaseError, sqlite3.DatabaseError):
        workspace.close()
        way = way_back(path, workspace.clock) if keep and path is not None else ""
        raise Damaged(
            f"{workspace.location} cannot be opened: it is damaged. {way}".strip()
        ) from None
    except BaseException:
        workspace.close()
        raise
    if path is not None and has_log(path):
        workspace.truncate_wal(wait=0)
    return workspace


def _opened(
    engine: Engine, clock: Clock | None, ids: Callable[[], str], location: str
) -> Workspace:
    """The workspace behind ``engine``. Its time is the server's, unless another was handed in."""
    running = clock or RunningClock()
    runs_here = isinstance(running, RunningClock) and running.start is None
    if runs_here and engine.dialect.name != "sqlite":
        from store.db.postgres import ServerClock

        running = ServerClock(engine)
    return Workspace(engine, running, ids, location)


def create_workspace(
    location: str | Path,
    clock: Clock | None = None,
    *,
    ids: Callable[[], str] = new_id,
    group: str | None = None,
    durable: bool = True,
    fill: Fill | None = None,
) -> Workspace:
    """Make an empty workspace at ``location`` and open it.

    A file can be read by its owner alone (0600); with ``group`` by that group too (0660).
    It is whole from the moment it stands there: of several who make it at once, one does.
    ``fill`` puts its first rows in, in the transaction that makes the tables. Raises Refused
    when something stands there already, the folder cannot be made, or the group does not exist.
    """
    url = workspace_url(location)
    path = database_path(url)
    if path is None:
        if group is not None:
            raise Refused("A group is for a file. A server has its own users.", field="group")
        workspace = _opened(make_engine(url, durable=durable), clock, ids, shown_url(url))
        try:
            with translated_errors(workspace.location):
                create_tables(workspace.engine, ids(), workspace.clock.now(), fill)
        except BaseException:
            workspace.close()
            raise
        return workspace
    with new_file(path, group) as beside:
        engine = make_engine(workspace_url(beside), durable=durable)
        try:
            create_tables(engine, ids(), (clock or RunningClock()).now(), fill)
        finally:
            engine.dispose()
    workspace = _opened(make_engine(url, durable=durable), clock, ids, str(path))
    workspace.remember()
    return workspace


def take_away(workspace: Workspace) -> None:
    """Close a workspace on a server that was made just now, and take its tables away again
    unless somebody has a team in it by now. Leaves them where the server does not answer."""
    try:
        with contextlib.suppress(Refused), translated_errors():
            drop_unused(workspace.engine)
    finally:
        workspace.close()
