"""Reports as Markdown files in a folder of the person's own."""

from __future__ import annotations

import re
from pathlib import Path

from store.errors import Refused

_UNFIT = re.compile(r"[^\w .-]+")


def save_report(folder: Path, team: str, label: str, report: str) -> Path:
    """Save ``report`` of the cycle ``label`` in ``folder``; the file it is in.

    A file of the same name that says something else is left alone, and the new one gets a
    number. Raises Refused when it cannot be written.
    """
    name = _UNFIT.sub(" ", team).strip(" .")[:60] or "team"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            path = folder / f"{name} {label}{f' ({number})' if number > 1 else ''}.md"
            if not path.exists():
                path.write_text(report, encoding="utf-8")
                return path
            if path.read_text(encoding="utf-8", errors="replace") == report:
                return path
            number += 1
    except OSError as error:
        raise Refused(f"The report could not be saved in {folder}: {error.strerror}.") from None
