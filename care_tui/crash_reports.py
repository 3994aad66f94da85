"""What went wrong that nobody foresaw, written to a file without anything that is secret.

A report has the exceptions' types and the lines of code they passed through. It has no
local values and no messages: those may hold a card's text or a database's password.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from care_tui.loop_failures import NeverFinished
from store.common.private_directory import make_own_folder

KEPT = 20
"""How many reports are kept."""


def report(failure: BaseException, folder: Path, version: str) -> Path | None:
    """Write a report of ``failure`` into ``folder`` (0700) as a file of its own (0600).

    Where it is; None when it cannot be written.
    """
    now = datetime.now(UTC)
    path = folder / f"failure-{now:%Y%m%d-%H%M%S-%f}.txt"
    head = [
        f"care {version}, Python {platform.python_version()}, {platform.platform()}",
        f"{now.isoformat(timespec='seconds')}",
        "",
    ]
    try:
        make_own_folder(folder)
        for old in sorted(folder.glob("failure-*.txt"))[: -KEPT + 1]:
            old.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write("\n".join([*head, *_exception_chain(failure)]) + "\n")
    except OSError:
        return None
    return path


def sentence(failure: BaseException, path: Path | None) -> str:
    """One sentence for the screen."""
    kind = type(failure).__name__
    code = _errno(failure)
    report_sentence = f"The report is in {path}." if path else "A report could not be written."
    return f"Sorry, care hit a bug ({kind}{code}). Your saved work is safe. {report_sentence}"


def _exception_chain(failure: BaseException) -> list[str]:
    """The chain of exceptions, the first cause first."""
    lines: list[str] = []
    cause = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
    if cause is not None:
        lines += [*_exception_chain(cause), "", "which led to", ""]
    for frame in traceback.extract_tb(failure.__traceback__):
        lines.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
        if frame.line:
            lines.append(f"    {frame.line}")
    kind = type(failure)
    subject = f": {failure.what}" if isinstance(failure, NeverFinished) else ""
    lines.append(f"{kind.__module__}.{kind.__qualname__}{_errno(failure)}{subject}")
    return lines


def _errno(failure: BaseException) -> str:
    if isinstance(failure, OSError) and failure.errno is not None:
        return f" {errno.errorcode.get(failure.errno, failure.errno)}"
    return ""


def _short(filename: str) -> str:
    """A source file's path below the folder it was imported from."""
    for folder in sorted(sys.path, key=len, reverse=True):
        if folder and filename.startswith(folder + os.sep):
            return filename[len(folder) + 1 :]
    return Path(filename).name
