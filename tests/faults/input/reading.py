"""Reads files that were made to be hard: a process of its own, which has everything loaded.

For every line that comes in, a kind and the path of a file, a child is forked that reads the
file. A line of JSON is printed for each: what was said of the file (nothing where it was read),
the child's exit code, its processor time in seconds and its memory at most, in megabytes.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

from store.common.errors import Refused
from store.formats.boards.boards import read_board
from store.formats.feedback.proposals import propose
from store.transfer.split import read_split
from store.transfer.workspace_file import read_workspace_file

TODAY = date(2026, 11, 20)
IN_A_MEGABYTE = 1 << (20 if sys.platform == "darwin" else 10)
"""Units of the system's own figure of memory."""


def read(kind: str, path: Path) -> str:
    """What is said of the file at ``path``; empty where it was read."""
    try:
        if kind == "folder":
            read_split(path)
        elif kind == "workspace":
            read_workspace_file(path.read_bytes(), "x")
        elif kind == "table":
            propose(path.read_bytes(), today=TODAY)
        else:
            read_board(path.read_bytes(), kind)
    except Refused as refused:
        return refused.message
    return ""


def main() -> None:
    for line in sys.stdin:
        kind, path = line.rstrip("\n").split(" ", 1)
        heard, told = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.write(told, read(kind, Path(path)).encode()[:4096])
                code = 0
            finally:
                os._exit(code)
        os.close(told)
        with os.fdopen(heard, encoding="utf-8", errors="replace") as words:
            said = words.read()
        _, status, used = os.wait4(child, 0)
        cost = {
            "said": said,
            "code": os.waitstatus_to_exitcode(status),
            "seconds": used.ru_utime + used.ru_stime,
            "megabytes": used.ru_maxrss / IN_A_MEGABYTE,
        }
        print(json.dumps(cost), flush=True)


main()
