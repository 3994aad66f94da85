"""What tests of faults start from. ``--long`` makes many more of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="the long form of the tests of faults (minutes)"
    )
    parser.addoption("--figures", type=Path, help="add what the tests of faults did to this file")


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the long form was asked for."""
    return bool(request.config.getoption("--long", default=False))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Notes what a test did, for the table of figures."""
    file = request.config.getoption("--figures", default=None)

    def note(said: str) -> None:
        if file is not None:
            with file.open("a", encoding="utf-8") as figures:
                figures.write(f"{request.node.name}: {said}\n")

    return note
