"""The words that start this program again on this machine."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

NAMES = ("care", "care-tui")
PACKAGE = "care-tui"
_RUN_ONCE = (("archive-v", "uvx"), ("pipx/.cache", "pipx run"), ("pipx/venvs/.cache", "pipx run"))
"""What the folder of a program that is run without being installed has in it, and what ran it."""


def own_command() -> str:
    """``care`` where that is what the shell finds, else the words that find this program."""
    prefix = Path(sys.prefix).as_posix()
    for part, runner in _RUN_ONCE:
        if part in prefix:
            return f"{runner} {PACKAGE}"
    for name in NAMES:
        program_path = shutil.which(name)
        if program_path is not None and _is_ours(Path(program_path)):
            return name
    return f"{_python()} -m care_tui"


def _is_ours(found: Path) -> bool:
    """Whether the program ``found`` starts this Python's packages: it stands beside it, or the
    link to it leads there."""
    bin_folder = Path(sys.executable).parent
    return found.parent == bin_folder or found.resolve().parent == bin_folder.resolve()


def _python() -> str:
    """How the shell finds this Python: by its short name where that is the one."""
    for name in ("python", "python3"):
        path = shutil.which(name)
        if path is not None and Path(path).absolute() == Path(sys.executable).absolute():
            return name
    return shlex.quote(sys.executable)
