"""A real small disk, to be filled: mounted while a test runs, and not a moment longer."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_GUARD = """
mount -t tmpfs -o "size=$2" tmpfs "$1" || exit 1
echo mounted
cat >/dev/null
umount "$1" || umount --lazy "$1"
"""
"""Unmounts once its input is closed: by the test's end, or by the end of the test's process,
whatever ended that."""


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[bool]:
    """Mount a disk of ``size`` at ``folder``; False where that may not be done."""
    with subprocess.Popen(
        ["sh", "-c", _GUARD, "sh", str(folder), size],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as guard:
        assert guard.stdout is not None
        yield guard.stdout.readline() == b"mounted\n"
