"""Reports as files: into the reports folder, or onto the screen where there is none."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from screens.core.app_context import AppNode, app_context_of
from screens.core.store_calls import Outcome, read, show_refusal
from store.common.errors import Refused
from store.common.private_directory import make_own_folder
from store.common.text import fold_key

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.journal.seat import Seat

MARKDOWN, HTML = "md", "html"


async def export_report(widget: Widget, team: str, label: str, text: str) -> Path | None:
    """Save a cycle's report, as Markdown or an HTML page, and say where; without a folder,
    show ``text`` to be copied.

    ``text`` is the report as Markdown. The file's path, None when none was written. Awaited
    in a worker.
    """
    from screens.dialogs.choose import Choose, Option

    context = app_context_of(widget)
    if context.reports is None or context.hosted:
        from screens.dialogs.reader import Reader

        await widget.app.push_screen_wait(Reader(f"Report of {label}", text))
        return None
    formats = [
        Option(MARKDOWN, "Markdown", "to read, paste and keep in git"),
        Option(HTML, "HTML page", "with charts, for a browser or to print"),
    ]
    ending = await widget.app.push_screen_wait(Choose("Export the report as", formats))
    if ending is None:
        return None
    if ending == HTML:
        page = await read(widget, _html, label)
        if page.value is None:
            return None
        text = page.value
    return await save_or_say(widget, context.reports, f"{file_name(team)}-{label}", text, ending)


async def save_or_say(
    node: AppNode, folder: Path, name: str, text: str, ending: str
) -> Path | None:
    """Save ``text`` as ``name.ending`` in ``folder`` and say where, or why it could not be; the
    file's path, None when none was written."""
    outcome = await asyncio.to_thread(_save, folder, name, text, ending)
    if outcome.refused is not None:
        show_refusal(node.app, outcome.refused)
    else:
        node.app.notify(f"Saved as {outcome.value}", markup=False, timeout=8)
    return outcome.value


def file_name(text: str) -> str:
    """``text`` as part of a file's name: letters and figures of any script, joined by ``-``."""
    return re.sub(r"[^\w]+", "-", fold_key(text)).strip("-_")[:60] or "team"


def _html(seat: Seat, label: str) -> str:
    from store.reports.report import cycle_report
    from store.reports.report_html import as_html

    return as_html(cycle_report(seat, label))


def _save(folder: Path, name: str, text: str, ending: str) -> Outcome[Path]:
    try:
        return Outcome(save_report(folder, name, text, ending))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Outcome(refused=Refused(f"The file could not be saved in {folder}: {reason}."))


def save_report(folder: Path, name: str, text: str, ending: str = MARKDOWN) -> Path:
    """Write ``text`` as ``name.md`` in ``folder``, and where a different report of that name
    stands, beside it as ``name-2.md`` and so on; the path. Raises OSError.

    Its owner alone may read it (0600): customers' words are in it."""
    make_own_folder(folder)
    data = text.encode()
    number = 1
    while True:
        path = folder / (f"{name}.{ending}" if number == 1 else f"{name}-{number}.{ending}")
        try:
            with open(path, "xb", opener=_for_owner) as file:
                file.write(data)
        except FileExistsError:
            if path.is_symlink() or path.read_bytes() != data:
                number += 1
                continue
        return path


def _for_owner(file: str, flags: int) -> int:
    return os.open(file, flags, 0o600)
