"""Folders that their owner alone may enter."""

from __future__ import annotations

from pathlib import Path


def make_own_folder(folder: Path) -> None:
    """Make ``folder``, and every folder above it that is missing, with mode 0700.

    What is there already stays as it is. Raises OSError.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_own_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
