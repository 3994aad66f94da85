"""A hot standby that lets one only read, and one that takes over under those who are at work."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from store.board import touchpoints
from store.common.errors import Refused, Unreachable
from store.domain.stages import Stage
from store.live.change_watcher import ChangeMark, Watcher
from store.live.pg_listener import listen
from tests.care_tui.host.conftest import wait_until
from tests.clusters import Cluster
from tests.faults.servers.test_pooler import seat_at, texts


def test_a_standby_is_read_and_says_that_it_takes_no_changes(
    cluster: Cluster, standby: Cluster, tell: Callable[[str], None]
) -> None:
    marks, stop = list[ChangeMark | None](), threading.Event()
    with seat_at(cluster.url()) as writing, seat_at(standby.url()) as reading:
        assert reading.workspace.only_reads()
        assert listen(reading.workspace, reading.team_id) is None
        watcher = Watcher(reading.workspace, reading.team_id)
        thread = threading.Thread(target=watcher.run, args=(stop, marks.append, lambda _: None))
        thread.start()
        try:
            wait_until(lambda: marks)
            took = []
            for number in range(10):
                seen = len(marks)
                touchpoints.add(writing, Stage.CONNECT, f"Card {number}")
                begun = time.monotonic()
                wait_until(lambda: len(marks) > seen)  # noqa: B023 - called in this round only
                took.append(time.monotonic() - begun)
        finally:
            stop.set()
            thread.join()
        assert len(texts(reading)) == 10
        with pytest.raises(Refused, match=r"may only be read: .* Nothing was changed"):
            touchpoints.add(reading, Stage.CONNECT, "Not here")
        assert "Not here" not in texts(writing)
    tell(f"seen at a standby after {sorted(took)[5] * 1000:.0f} ms, at most {max(took) * 1000:.0f}")


def test_a_standby_that_takes_over_is_found_by_who_is_at_work(
    cluster: Cluster, standby: Cluster, tell: Callable[[str], None]
) -> None:
    hosts = f"127.0.0.1:{cluster.port},127.0.0.1:{standby.port}"
    url = f"postgresql://care@{hosts}/care?target_session_attrs=read-write"
    marks, losses, stop = list[ChangeMark | None](), list[float | None](), threading.Event()
    with seat_at(url) as seat:
        touchpoints.add(seat, Stage.CONNECT, "Before")
        with seat_at(standby.url()) as follower:
            wait_until(lambda: texts(follower) == ["Before"])
        watcher = Watcher(seat.workspace, seat.team_id)
        thread = threading.Thread(target=watcher.run, args=(stop, marks.append, losses.append))
        thread.start()
        try:
            wait_until(lambda: marks)
            cluster.stop("immediate")
            wait_until(lambda: losses)
            assert losses[0] is not None
            with pytest.raises(Unreachable):
                touchpoints.add(seat, Stage.CONNECT, "Meanwhile")
            standby.promote()
            begun = time.monotonic()
            wait_until(lambda: losses[-1] is None)
            took = time.monotonic() - begun
            touchpoints.add(seat, Stage.CONNECT, "After")
            # What the new primary notifies is heard again.
            wait_until(lambda: marks[-1] == watcher.mark() and len(marks) > 1)
        finally:
            stop.set()
            thread.join()
        assert sorted(texts(seat)) == ["After", "Before"]
    tell(f"back {took:.1f} s after the standby took over")
