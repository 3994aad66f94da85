"""Folders that their owner alone may enter, and files in them."""

from __future__ import annotations

import contextlib
import errno
import os
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


def write_own_file(path: Path, text: str) -> None:
    """Put ``text`` into the file at ``path``, its owner's alone, whole or not at all; its folder
    is made where it is missing. Raises OSError; what was there stays then."""
    import tempfile

    make_own_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


_TRIED = 16_384
"""Bytes that are written to see whether there is room."""


def why_unwritable(folder: Path) -> str | None:
    """Why no file can be kept in ``folder``, in the system's words; None when one can.

    A file is written and taken away, in the folder that is there already: ``folder`` itself,
    or the one that it would be made in.
    """
    import tempfile

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
