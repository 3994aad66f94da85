"""The server that tests do harm to, one after the other: it outlives them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .harness import Host, OwnServer


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    server = OwnServer(tmp_path_factory.mktemp("attacked"))
    server.start()
    yield server
    server.close()


@pytest.fixture
def host(
    attacked: OwnServer, tmp_path: Path, long: bool, tell: Callable[[str], None]
) -> Iterator[Host]:
    hosted = Host(attacked, tmp_path, long, tell)
    yield hosted
    hosted.close()
