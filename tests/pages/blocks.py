"""The blocks of a page under docs, as they are written there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One block: what it is written in, its text, and the heading it stands under."""

    language: str
    text: str
    heading: str


def blocks_of(page: str) -> list[Block]:
    """The blocks of ``docs/page`` in their order."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = []
    for match in _BLOCK.finditer(text):
        outside = _BLOCK.sub("", text[: match.start()])
        headings = _HEADING.findall(outside)
        found.append(Block(match[1], match[2], headings[-1] if headings else ""))
    return found


def shell_blocks(page: str, *headings: str) -> list[str]:
    """The shell's blocks under these headings; under all where none is named."""
    found = [
        block.text
        for block in blocks_of(page)
        if block.language == "sh" and (not headings or block.heading in headings)
    ]
    assert found, f"{page} has no such block"
    return found
