"""Our own reports' Markdown as drawn lines: headings, lists, bold, code, addresses, and nothing else.

What a report escapes is shown as it was typed; other Markdown stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from screens.widgets.styled_lines import Line, LineBuilder, Span

_ITEM = re.compile(r"( *)- (.*)")
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|\*\*(?P<bold>(?:\\.|[^\\*])+)\*\*|<(?P<address>https?://[^<>\s]+)>"
    r"|` ?(?P<code>[^`]+?) ?`"
)


def markdown_lines(builder: LineBuilder, text: str, width: int) -> list[Line]:
    """``text`` in lines of at most ``width`` cells."""
    lines: list[Line] = []
    for row in text.splitlines():
        item = _ITEM.fullmatch(row)
        if not row.strip():
            lines.append(())
        elif row.startswith("#"):
            level = len(row) - len(row.lstrip("#"))
            role = "bold accent" if level == 1 else "bold"
            lines += builder.flow(_spans(builder, row[level:].strip(), role), width)
        elif item is not None:
            lines += _item(builder, len(item[1]), item[2], width)
        else:
            lines += builder.flow(_spans(builder, row), width)
    return lines


def _item(builder: LineBuilder, indent: int, text: str, width: int) -> Iterator[Line]:
    """A list's item behind its dot, its lines under one another."""
    bullet = "- " if builder.glyphs.ascii else "• "
    role = "" if not indent else "muted"
    for index, line in enumerate(builder.flow(_spans(builder, text, role), width - indent - 2)):
        yield (Span(" " * indent), Span("  " if index else bullet, "muted"), *line)


def _spans(builder: LineBuilder, text: str, role: str = "") -> list[Span]:
    """A line's text with its escapes taken back, its bold parts in bold, its code and its addresses as
    they are."""
    spans: list[Span] = []
    position = 0
    for token in _TOKEN.finditer(text):
        spans.append(builder.span(text[position : token.start()], role))
        bold = token["bold"]
        if bold is not None:
            spans += _spans(builder, bold, f"{role} bold".strip())
        else:
            spans.append(builder.span(token["escaped"] or token["address"] or token["code"], role))
        position = token.end()
    spans.append(builder.span(text[position:], role))
    return spans
