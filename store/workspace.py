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
from store.db.engine import BUSY_WAIT, READING, database_path, make_engine, workspace_url
from store.db.models import MemberRow, TeamRow
from store.db.schema import check_file, create_tables, upgrade, version_of
from store.errors import NotAWorkspace, NotFound, Refused
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
        """A session for reading: one consistent state, waiting for nobody."""
        engine = self.engine.execution_options(**{READING: True})
        with Session(engine, autoflush=False) as session:
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose block is one transaction: committed at its end, else rolled back."""
        with Session(self.engine, autoflush=False) as session, session.begin():
            yield session
        if self._unsettled:
            self.settle(wait=0)

    def teams(self) -> tuple[TeamRef, ...]:
        """All teams by name."""
        with self.reading() as session:
            rows = session.execute(select(TeamRow.id, TeamRow.name).order_by(TeamRow.name_key))
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
                    .order_by(MemberRow.name_key)
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
        if self.path is None:
            return
        self._unsettled = True
        with self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute(f"PRAGMA busy_timeout={wait}")
            try:
                busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                self._unsettled = bool(busy)
            except sqlite3.OperationalError:
                return
            finally:
                raw.execute(f"PRAGMA busy_timeout={BUSY_WAIT}")

    def check(self) -> str:
        """What the database says of its own integrity; ``ok`` when it is whole."""
        with self.engine.connect() as connection:
            if connection.dialect.name != "sqlite":
                return "ok"
            return str(connection.execute(text("PRAGMA quick_check")).scalar())

    def close(self) -> None:
        """Let go of the database."""
        if self._unsettled:
            self.settle(wait=0)
        self.engine.dispose()


def workspace_exists(place: str | Path) -> bool:
    """Whether a workspace file stands at ``place``."""
    path = database_path(workspace_url(place))
    return path is not None and path.exists()


def open_workspace(
    place: str | Path, clock: Clock | None = None, *, ids: Callable[[], str] = new_id
) -> Workspace:
    """Open the workspace at ``place`` and bring its tables up to date.

    Raises NotFound where there is none, NotAWorkspace for anything that is not ours, is
    damaged or is newer than this program; the file is then as it was.
    """
    url = workspace_url(place)
    path = database_path(url)
    shown = str(path) if path else url.render_as_string(hide_password=True)
    if path is not None:
        if path.is_dir():
            raise NotAWorkspace(f"{path} is a folder; a workspace is a file.")
        if not path.exists():
            raise NotFound(f"There is no workspace at {path}. Make one with: care init --team NAME")
        check_readable(path)
        check_file(path)
    engine = make_engine(url)
    workspace = Workspace(engine, clock or RunningClock(), ids, shown)
    try:
        upgrade(engine)
    except DatabaseError:
        workspace.close()
        raise NotAWorkspace(
            f"{shown} cannot be opened: it is damaged. `care restore` brings back a backup."
        ) from None
    except BaseException:
        workspace.close()
        raise
    if path is not None and _has_log(path):
        workspace.settle(wait=0)
    return workspace


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


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
) -> Workspace:
    """Make an empty workspace at ``place`` and open it.

    The file can be read by its owner alone (0600); with ``group`` by that group too (0660).
    It is whole from the moment it stands there: of several who make it at once, one does.
    Raises Refused when something stands there already, the folder cannot be made, or the
    group does not exist.
    """
    url = workspace_url(place)
    path = database_path(url)
    now = clock or RunningClock()
    if path is None:
        engine = make_engine(url, durable=durable)
        create_tables(engine, ids(), now.now())
        return Workspace(engine, now, ids, url.render_as_string())
    _check_free(path)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        _make_file(beside, path, group)
        engine = make_engine(workspace_url(beside), durable=durable)
        try:
            create_tables(engine, ids(), now.now())
        finally:
            engine.dispose()
        _put_in_place(beside, path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
    return Workspace(make_engine(url, durable=durable), now, ids, str(path))


def _check_free(path: Path) -> None:
    """Raise Refused unless nothing is at ``path``, and no log that SQLite would take for its own."""
    log = path.with_name(f"{path.name}-wal")
    left = _has_log(path)
    if path.exists() or path.is_symlink():
        raise _exists(path)
    if left:
        raise Refused(f"{log} is left of a workspace that is gone; move it away first.")


def _exists(path: Path) -> Refused:
    return Refused(f"{path} exists already; nothing was changed.")


def _put_in_place(beside: Path, path: Path) -> None:
    """Give the file ``beside`` its name ``path``, over nothing. Raises Refused."""
    try:
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:
            # Not every file system can link: there the name is claimed first.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            beside.replace(path)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise Refused(f"{path} cannot be made: {error.strerror}.") from None


def _make_file(file: Path, path: Path, group: str | None) -> None:
    """Make the empty ``file`` that is to be the workspace at ``path``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"The folder {path.parent} cannot be made: {error.strerror}.") from None
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise Refused(f"{path} cannot be made: {error.strerror}.") from None
    if group is not None:
        _share(file, group)


def _share(path: Path, group: str) -> None:
    import shutil

    try:
        shutil.chown(path, group=group)
        path.chmod(0o660)
    except LookupError:
        raise Refused(f"There is no group “{group}” on this machine.", field="group") from None
    except PermissionError:
        raise Refused(f"You are not in the group “{group}”.", field="group") from None


def version_in(workspace: Workspace) -> str:
    """The migration the workspace's tables are at."""
    with workspace.engine.connect() as connection:
        return version_of(connection)
