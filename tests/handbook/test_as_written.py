"""What the README and the first week tell people to type holds, in an empty home."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from care_tui.cli.root import cli
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
def test_each_block_runs_one_after_the_other(
    document: str, heading: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The README's blocks in a shell; of the first week's, those that open the app."""
    if heading.startswith("Three") and any(_taken(port) for port in PORTS):
        pytest.skip(f"another server has one of the ports {PORTS}")
    found = blocks(ROOT / document, heading)
    assert len(found) >= 3
    for block in found:
        if document == "README.md" or not _is_plain(block):
            code, came = run(block, tmp_path, f"{BESIDE}:{SYSTEM}")
        else:
            code, came = _run_here(block, tmp_path, monkeypatch)
        assert code == 0, f"{block}\n{came}"


def _is_plain(block: str) -> bool:
    """Whether it is lines of `care` alone that neither open the app nor need a shell."""
    lines = block.splitlines()
    return all(line.startswith("care ") for line in lines) and not any(
        line.startswith(("care review", "care host")) or set(line) & set("|<>$&;`*\\#")
        for line in lines
    )


def _run_here(block: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Run lines of `care` in this process, the same home being the person's; the last exit code,
    which is the first that is not 0, and all that came."""
    for name in list(os.environ):
        if name.startswith(("XDG_", "CARE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    code, came = 0, ""
    for line in block.splitlines():
        ran = CliRunner().invoke(cli, shlex.split(line)[1:], prog_name="care")
        code, came = ran.exit_code, f"{came}{ran.output}"
        if code:
            break
    return code, came


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
