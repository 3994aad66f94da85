"""The real exports that the readers are held against."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(
    os.environ.get("CARE_EXAMPLES") or Path(__file__).parents[4] / "shared" / "examples"
)


@pytest.fixture
def example() -> Callable[[str], bytes]:
    """Reads one of the example files by its name; fails, saying so, when it is missing."""

    def read(name: str) -> bytes:
        path = EXAMPLES / name
        if not path.is_file():
            pytest.fail(f"{path} is missing; CARE_EXAMPLES names the folder of example files.")
        return path.read_bytes()

    return read
