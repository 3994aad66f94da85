"""A workspace: one database that holds teams, opened, made and closed here."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from store.clock import Clock, RunningClock
from store.db.engine import (
    database_path,
    for_reading,
    make_engine,
    shown,
    workspace_url,
)
from store.db.models import MemberRow, TeamRow
from store.db.reaching import reaching
from store.db.schema import (
    LATEST,
    Fill,
    check_file,
    create_tables,
    holds_workspace,
    upgrade,
    version_of,
)
from store.db.settling import is_owed, settle
from store.db.types import in_code_order
from store.errors import Damaged, NotAWorkspace, NotFound, Refused, Unreachable
from store.new_file import has_log, new_file
from store.text import fold_key

_SETTLE_WAIT = 100
"""Milliseconds that settling waits for readers."""
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    """A fresh id: twelve characters nobody mixes up, 60 random bits."""
    bits = secrets.randbits(60)
    return "".join([_LETTERS[bits >> place & 31] for place in range(0, 60, 5)])


@dataclass(frozen=True, slots=True)
class TeamRef:
    """A team's id and name."""

    id: str
    name: str


class Workspace:
    """An open workspace. Make one with `open_workspace` or `create_workspace`."""

    def __init__(
        self, engine: Engine, clock: Clock, ids: Callable[[], str] = new_id, place: str = ""
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.new_id = ids
        self.place = place
        """Where it is, fit to be shown: the file's path, or the URL without its password."""
        self._unsettled = False

    @property
    def path(self) -> Path | None:
        """The workspace's file, None on a server."""
        return database_path(self.engine.url)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading: one consistent state, waiting for nobody.

        Raises Unreachable where the database does not answer.
        """
        with (
            reaching(),
            Session(for_reading(self.engine), autoflush=False) as session,
        ):
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose block is one transaction: committed at its end, else rolled back.

        Raises Unreachable where the database does not answer or keeps too busy.
        """
        with (
            reaching(),
            Session(self.engine, autoflush=False) as session,
            session.begin(),
        ):
            yield session
            owed = is_owed(session)
        if self._unsettled or owed:
            self.settle(wait=0)

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
            raise Refused(f"Which team? Say --team NAME. Teams: {names}.", field="team")
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

    def settle(self, wait: int = _SETTLE_WAIT) -> None:
        """Empty the write-ahead log, so that what was deleted is gone from every file.

        While somebody else reads what the log holds it cannot be emptied: after ``wait``
        milliseconds it is left for the next change, for closing, or for who opens it next.
        """
        self._unsettled = self.path is not None
        with contextlib.suppress(Unreachable), reaching():
            self._unsettled = not settle(self.engine, wait)

    def check(self) -> str:
        """What is wrong with the workspace's file first; ``ok`` when it is whole.

        Raises NotAWorkspace where a value in it cannot be read.
        """
        if self.path is None:
            return "ok"
        from store.db.soundness import soundness

        with reaching(), for_reading(self.engine).connect() as connection:
            return soundness(connection)

    def engine_version(self) -> str:
        """The database's own name and version, as "PostgreSQL 18.1"."""
        if self.path is not None:
            return f"SQLite {sqlite3.sqlite_version}"
        with reaching(), self.engine.connect() as connection:
            return f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar()}"

    def close(self) -> None:
        """Let go of the database."""
        if self._unsettled:
            self.settle(wait=0)
        self.engine.dispose()


def workspace_exists(place: str | Path) -> bool:
    """Whether a workspace stands at ``place``. Raises Refused where a server does not answer."""
    url = workspace_url(place)
    path = database_path(url)
    if path is not None:
        return path.exists()
    engine = make_engine(url)
    try:
        with reaching(shown(url)):
            return holds_workspace(engine)
    finally:
        engine.dispose()


def shown_place(place: str | Path) -> str:
    """``place`` fit to be shown: a file as it was named, a server's URL without secrets."""
    if "://" not in str(place):
        return str(place)
    try:
        return shown(workspace_url(place))
    except Refused as refused:
        return refused.message


def open_workspace(
    place: str | Path,
    clock: Clock | None = None,
    *,
    ids: Callable[[], str] = new_id,
    keep: bool = True,
) -> Workspace:
    """Open the workspace at ``place`` and bring its tables up to date.

    A file that is to be brought up to date is kept as it was in the folder ``backups`` beside
    it, unless ``keep`` is false. Raises NotFound where there is none, NotAWorkspace for
    anything that is not ours, is damaged or is newer than this program, Refused where no
    backup can be made; it is then as it was. Raises Unreachable where the database does not
    answer.
    """
    url = workspace_url(place)
    path = database_path(url)
    if path is not None:
        _check_file(path, clock or RunningClock())
    workspace = _opened(make_engine(url), clock, ids, shown(url))
    try:
        with reaching(workspace.place):
            if path is None and not holds_workspace(workspace.engine):
                raise _nothing_at(workspace.place)
            upgrade(workspace.engine, _backing_up(path) if keep and path is not None else None)
    except (Damaged, DatabaseError, sqlite3.DatabaseError):
        workspace.close()
        way = _way_back(path, workspace.clock) if keep and path is not None else ""
        raise Damaged(f"{workspace.place} cannot be opened: it is damaged. {way}".strip()) from None
    except BaseException:
        workspace.close()
        raise
    if path is not None and has_log(path):
        workspace.settle(wait=0)
    return workspace


def _way_back(path: Path, clock: Clock) -> str:
    from store.kept_backups import way_back

    return way_back(path, clock.now())


def _backing_up(path: Path) -> Callable[[], None]:
    """What keeps the workspace at ``path`` as it is before it is brought up to date."""

    def back_up() -> None:
        from store.kept_backups import back_up_before

        back_up_before(path, LATEST)

    return back_up


def _opened(engine: Engine, clock: Clock | None, ids: Callable[[], str], place: str) -> Workspace:
    """The workspace behind ``engine``. Its time is the server's, unless another was handed in."""
    running = clock or RunningClock()
    own = isinstance(running, RunningClock) and running.start is None
    if own and engine.dialect.name != "sqlite":
        from store.db.server import ServerClock

        running = ServerClock(engine)
    return Workspace(engine, running, ids, place)


def _nothing_at(place: str) -> NotFound:
    return NotFound(f"There is no workspace at {place}. Make one with: care init --team NAME")


def _check_file(path: Path, clock: Clock) -> None:
    """Raise Refused where the file cannot be a workspace; Damaged where it was one, as a sound
    backup of it shows."""
    if path.is_dir():
        raise NotAWorkspace(f"{path} is a folder; a workspace is a file.")
    if not path.exists():
        raise _nothing_at(str(path))
    check_readable(path)
    try:
        check_file(path)
    except NotAWorkspace as other:
        from store.kept_backups import newest_sound

        if newest_sound(path) is None:
            raise
        raise Damaged(f"{other.message} {_way_back(path, clock)}") from None


def check_readable(path: Path) -> None:
    """Raise Refused when the file may not be read or written."""
    if not os.access(path, os.R_OK | os.W_OK):
        raise Refused(f"{path} may not be read and written by you; ask its owner.")


def create_workspace(
    place: str | Path,
    clock: Clock | None = None,
    *,
    ids: Callable[[], str] = new_id,
    group: str | None = None,
    durable: bool = True,
    fill: Fill | None = None,
) -> Workspace:
    """Make an empty workspace at ``place`` and open it.

    A file can be read by its owner alone (0600); with ``group`` by that group too (0660).
    It is whole from the moment it stands there: of several who make it at once, one does.
    ``fill`` puts its first rows in, in the transaction that makes the tables. Raises Refused
    when something stands there already, the folder cannot be made, or the group does not exist.
    """
    url = workspace_url(place)
    path = database_path(url)
    if path is None:
        if group is not None:
            raise Refused("A group is for a file; a server has its own users.", field="group")
        workspace = _opened(make_engine(url, durable=durable), clock, ids, shown(url))
        try:
            with reaching(workspace.place):
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
    return _opened(make_engine(url, durable=durable), clock, ids, str(path))


def version_in(workspace: Workspace) -> str:
    """The migration the workspace's tables are at."""
    with reaching(), for_reading(workspace.engine).connect() as connection:
        return version_of(connection)
