"""The example files that the readers are held against, as bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def example(example: Callable[[str], Path]) -> Callable[[str], bytes]:
    """Reads an example file by its name; fails, saying so, when it is missing."""
    return lambda name: example(name).read_bytes()
