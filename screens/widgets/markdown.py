"""Our own reports' Markdown as drawn lines: headings, lists, bold, and nothing else.

What a report escapes is shown as it was typed; other Markdown stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screens.widgets.sheet import Line, Pen, Span

_ITEM = re.compile(r"( *)- (.*)")
_TOKEN = re.compile(r"\\(?P<escaped>[!-/:-@\[-`{-~])|\*\*(?P<bold>(?:\\.|[^\\*])+)\*\*")


def markdown_lines(pen: Pen, text: str, width: int) -> list[Line]:
    """``text`` in lines of at most ``width`` cells."""
    lines: list[Line] = []
    for row in text.splitlines():
        item = _ITEM.fullmatch(row)
        if not row.strip():
            lines.append(())
        elif row.startswith("#"):
            level = len(row) - len(row.lstrip("#"))
            role = "bold accent" if level == 1 else "bold"
            lines += pen.flow(_spans(pen, row[level:].strip(), role), width)
        elif item is not None:
            lines += _item(pen, len(item[1]), item[2], width)
        else:
            lines += pen.flow(_spans(pen, row), width)
    return lines


def _item(pen: Pen, indent: int, text: str, width: int) -> Iterator[Line]:
    """A list's item behind its dot, its lines under one another."""
    bullet = "- " if pen.marks.ascii else "• "
    role = "" if not indent else "muted"
    for index, line in enumerate(pen.flow(_spans(pen, text, role), width - indent - 2)):
        yield (Span(" " * indent), Span("  " if index else bullet, "muted"), *line)


def _spans(pen: Pen, text: str, role: str = "") -> list[Span]:
    """A line's text with its escapes taken back and its bold parts in bold."""
    spans: list[Span] = []
    at = 0
    for token in _TOKEN.finditer(text):
        spans.append(pen.span(text[at : token.start()], role))
        bold = token["bold"]
        if bold is not None:
            spans += _spans(pen, bold, f"{role} bold".strip())
        else:
            spans.append(pen.span(token["escaped"], role))
        at = token.end()
    spans.append(pen.span(text[at:], role))
    return spans
