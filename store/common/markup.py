"""Text inside Markdown, and the quotes of a report, which can be taken out again."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def escape(text: str) -> str:
    """``text`` on one line, so that Markdown shows it as typed."""
    flat = " ".join(text.split())
    return _LIST_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", flat))


def quoted(text: str) -> str:
    """The start of a report's line that quotes ``text``, up to where it comes from."""
    return f"- “{escape(text)}” ("


def without_quotes(report: str, words: Iterable[str]) -> str:
    """A report's Markdown with a remark in the place of each line that quotes these words."""
    starts = tuple(quoted(text) for text in words)
    return "\n".join(
        "- (erased at the customer's wish)" if line.startswith(starts) else line
        for line in report.split("\n")
    )
