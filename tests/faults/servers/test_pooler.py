"""A workspace through pgbouncer, which lends its connections by the transaction or by the session."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sized
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from store.board import touchpoints
from store.common.errors import Refused
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.live.change_watcher import ChangeMark, Watcher
from store.live.pg_listener import listen
from store.queries.load_snapshot import load_snapshot
from store.workspace.workspace import Workspace, open_workspace
from tests.care_tui.host.conftest import wait_until
from tests.clusters import Cluster

Start = Callable[..., str]


@contextlib.contextmanager
def seat_at(url: str) -> Iterator[Seat]:
    workspace = open_workspace(url)
    try:
        yield Seat(workspace, workspace.find_team().id)
    finally:
        workspace.close()


def has_more(marks: Sized, seen: int) -> bool:
    return len(marks) > seen


def texts(seat: Seat) -> list[str]:
    return [card.text for column in load_snapshot(seat).board for card in column.touchpoints]


def listens(workspace: Workspace) -> bool:
    """Whether it is heard of changes, so that nobody has to ask for them."""
    listener = listen(workspace, workspace.find_team().id)
    if listener is not None:
        listener.close()
    return listener is not None


def test_whether_changes_are_heard_of_is_found_out(pooler: Start) -> None:
    for mode, hears in (("transaction", False), ("session", True)):
        with seat_at(pooler(mode)) as seat:
            assert listens(seat.workspace) is hears, mode


@pytest.mark.parametrize("mode", ["transaction", "session"])
def test_a_change_is_seen_at_another_terminal(
    pooler: Start, mode: str, tell: Callable[[str], None]
) -> None:
    url, marks, took, stop = (
        pooler(mode),
        list[ChangeMark | None](),
        list[float](),
        threading.Event(),
    )
    with seat_at(url) as watching, seat_at(url) as writing:
        watcher = Watcher(watching.workspace, watching.team_id)
        thread = threading.Thread(target=watcher.run, args=(stop, marks.append, lambda _: None))
        thread.start()
        try:
            wait_until(lambda: marks)
            for number in range(10):
                seen = len(marks)
                touchpoints.add(writing, Stage.CONNECT, f"Card {number}")
                begun = time.monotonic()
                wait_until(partial(has_more, marks, seen))
                took.append(time.monotonic() - begun)
        finally:
            stop.set()
            thread.join()
        assert len(texts(watching)) == 10
    tell(f"{mode}: seen after {sorted(took)[5] * 1000:.0f} ms, at the most {max(took) * 1000:.0f}")


def test_many_write_through_few_connections(pooler: Start) -> None:
    """Each statement comes often enough to be prepared, and at a connection that is another's next."""
    url, people, each = pooler("transaction"), 6, 12

    def write(person: int) -> None:
        with seat_at(url) as seat:
            for number in range(each):
                touchpoints.add(seat, Stage.CONNECT, f"Card {person}.{number}")

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(write, range(people)))
    # Who comes later gets connections at which others were.
    write(people)
    with seat_at(url) as seat:
        assert len(texts(seat)) == (people + 1) * each


@pytest.mark.parametrize("more", ["", "ignore_startup_parameters = options"])
def test_options_that_it_does_not_take_are_said(cluster: Cluster, pooler: Start, more: str) -> None:
    """Left out without a word they would lead into another workspace."""
    cluster.run("CREATE SCHEMA acme AUTHORIZATION care", database="care")
    url = pooler("transaction", more)
    with pytest.raises(Refused, match=r"The pooler at .* does not take the options in the URL"):
        open_workspace(f"{url}?options=-csearch_path%3Dacme")
