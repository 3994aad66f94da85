"""What the README and the first week tell people to type holds, in an empty home."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path

import pytest

from tests.handbook.shell_blocks import blocks, run

ROOT = Path(__file__).parents[2]
BESIDE = str(Path(sys.executable).parent)
SYSTEM = "/usr/local/bin:/usr/bin:/bin"
PORTS = (2222, 8022)
"""Those that the README's server listens on."""


@pytest.mark.parametrize(
    ("document", "heading"),
    [
        ("README.md", "Three ways to use it"),
        ("docs/first-week.md", "Alone"),
        ("docs/first-week.md", "With a team"),
    ],
)
def test_each_block_runs_one_after_the_other(document: str, heading: str, tmp_path: Path) -> None:
    if heading.startswith("Three") and any(_taken(port) for port in PORTS):
        pytest.skip(f"another server has one of the ports {PORTS}")
    found = blocks(ROOT / document, heading)
    assert len(found) >= 3
    for block in found:
        code, came = run(block, tmp_path, f"{BESIDE}:{SYSTEM}")
        assert code == 0, f"{block}\n{came}"


def test_the_two_commands_install_and_begin(tmp_path: Path) -> None:
    pipx = shutil.which("pipx", path=f"{BESIDE}:{os.environ['PATH']}")
    if pipx is None:
        pytest.skip("needs pipx: pip install -e '.[docs]'")
    (block,) = blocks(ROOT / "README.md", "Begin")
    here = tmp_path / "bin"
    here.mkdir()
    (here / "pipx").symlink_to(pipx)
    code, came = run(
        f"cd {ROOT}\n{block}", tmp_path, f"{here}:{tmp_path / '.local' / 'bin'}:{SYSTEM}"
    )
    assert code == 0, came
    assert (tmp_path / ".local" / "bin" / "care").exists()


def test_what_fails_is_seen(tmp_path: Path) -> None:
    code, came = run("care done resolve\ncare init", tmp_path, f"{BESIDE}:{SYSTEM}")
    assert code == 1
    assert "no workspace" in came


def _taken(port: int) -> bool:
    with socket.socket() as here:
        here.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            here.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
