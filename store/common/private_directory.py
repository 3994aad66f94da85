"""Folders that their owner alone may enter."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


def make_own_folder(folder: Path) -> None:
    """Make ``folder``, and every folder above it that is missing, with mode 0700.

    What is there already stays as it is. Raises OSError; NotADirectoryError for a file in its place.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_own_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None


_TRIED = 16_384
"""Bytes that are written to see whether there is room."""


def why_unwritable(folder: Path) -> str | None:
    """Why no file can be kept in ``folder``, in the system's words; None when one can.

    A file is written and taken away, in the folder that is there already: ``folder`` itself,
    or the one that it would be made in.
    """
    while not os.path.lexists(folder) and folder.parent != folder:
        folder = folder.parent
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".care-tries-") as file:
            file.write(bytes(_TRIED))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.strerror or type(error).__name__
    return None
