"""Debian's server as the tests share it: held by several processes, gone after the last."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.care_tui.host.conftest import ROOT, wait_until
from tests.clusters import needs_debian_postgresql
from tests.databases import DebianServer

pytestmark = pytest.mark.postgres
_HOLDER = """
import sys
from pathlib import Path
from tests.databases import DebianServer
server = DebianServer(Path(sys.argv[1]))
print(server.new(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    needs_debian_postgresql()
    place = Path(tempfile.mkdtemp(prefix="care-postgres-"))
    place.rmdir()
    yield place
    shutil.rmtree(place, ignore_errors=True)


def answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.info.encoding == "utf-8"


def test_a_shared_server_ends_with_the_last_who_holds_it(folder: Path) -> None:
    first = DebianServer(folder)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        url = other.stdout.readline().strip()
        assert answers(url)
        first.remove()
        assert answers(url)
        other.kill()
    wait_until(lambda: not folder.exists())
    with pytest.raises(psycopg.OperationalError):
        answers(url)


def test_a_server_that_is_begun_again_has_what_it_held(folder: Path) -> None:
    server = DebianServer(folder)
    try:
        url = server.new()
        server.stop()
        with pytest.raises(psycopg.OperationalError):
            answers(url)
        server.start()
        assert answers(url)
    finally:
        server.remove()
    assert not folder.exists()
