"""The server that a test does harm to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .harness import Host, hosting


@pytest.fixture
def host(tmp_path: Path, long: bool, tell: Callable[[str], None]) -> Iterator[Host]:
    server = hosting.Server(tmp_path)
    server.start()
    hosted = Host(server, tmp_path, long, tell)
    yield hosted
    for client in hosted.clients:
        client.close()
    server.close()
