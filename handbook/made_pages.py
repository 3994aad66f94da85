"""The pages that are made out of the code, and stand in ``docs`` for readers of the source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from handbook.commands_page import commands_page
from handbook.keys_page import keys_page

MADE: Mapping[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "keys.md": keys_page,
}
"""What makes each page, by its file in ``docs``."""


def write_pages(docs: Path) -> None:
    """Write every made page into the folder ``docs``."""
    for name, make in MADE.items():
        (docs / name).write_text(make(), encoding="utf-8")


def old_pages(docs: Path) -> list[str]:
    """The made pages in ``docs`` that say something else than the code does now."""
    return [
        name
        for name, make in MADE.items()
        if not (docs / name).is_file() or (docs / name).read_text(encoding="utf-8") != make()
    ]
