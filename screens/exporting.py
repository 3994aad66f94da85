"""Reports as files: into the reports folder, or onto the screen where there is none."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from screens.acting import Outcome, show_refusal
from screens.shell import shell_of
from store.errors import Refused
from store.text import fold_key

if TYPE_CHECKING:
    from textual.widget import Widget


async def export_report(widget: Widget, team: str, label: str, text: str) -> Path | None:
    """Save a cycle's report and say where; without a folder, show it to be copied.

    The file's path, None when none was written. Awaited in a worker.
    """
    shell = shell_of(widget)
    if shell.reports is None or shell.hosted:
        from screens.dialogs.reader import Reader

        await widget.app.push_screen_wait(Reader(f"Report of {label}", text))
        return None
    outcome = await asyncio.to_thread(_save, shell.reports, f"{file_name(team)}-{label}", text)
    if outcome.refused is not None:
        show_refusal(widget.app, outcome.refused)
    else:
        widget.notify(f"Saved as {outcome.value}", markup=False, timeout=8)
    return outcome.value


def file_name(text: str) -> str:
    """``text`` as part of a file's name: letters and figures of any script, joined by ``-``."""
    return re.sub(r"[^\w]+", "-", fold_key(text)).strip("-_")[:60] or "team"


def _save(folder: Path, name: str, text: str) -> Outcome[Path]:
    try:
        return Outcome(save_report(folder, name, text))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Outcome(refused=Refused(f"The report could not be saved in {folder}: {reason}."))


def save_report(folder: Path, name: str, text: str) -> Path:
    """Write ``text`` as ``name.md`` in ``folder``, and where a different report of that name
    stands, beside it as ``name-2.md`` and so on; the path. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    number = 1
    while True:
        path = folder / (f"{name}.md" if number == 1 else f"{name}-{number}.md")
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            if path.read_bytes() != data:
                number += 1
                continue
        return path
