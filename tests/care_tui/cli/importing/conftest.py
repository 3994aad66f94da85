"""Files for the imports of these tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def file(tmp_path: Path) -> Any:
    """Writes a file: ``file(text)``, or ``file(text, "its name.csv")``; gives its path."""

    def write(text: str, name: str = "file.csv") -> str:
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return write
