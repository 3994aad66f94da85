"""Lines of styled text, composed by plain functions and drawn by `screens.widgets.document_view`.

A line is a row of spans, a span is text with a role. A role is a few words that
`screens.widgets.role_styles` turns into a style: a colour (``muted``, ``good``, a stage's name …),
``bold``, ``cursor``; empty is ordinary text. Widths are terminal cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from screens.theme.safe_text import fit, safe, wrap
from screens.theme.themes import ASCII, UNICODE, Glyphs
from screens.widgets.links import addresses_in
from store.common.dataclass import dataclass

LINK = "link="
"""A role's word that begins so makes a link to the address behind it."""


class Span(NamedTuple):
    """A stretch of a line in one role. Its text is safe to be drawn."""

    text: str
    role: str = ""


Line = tuple[Span, ...]
Paragraph = Iterable[Span]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the lines that the cursor can be on; ``key`` says what it stands for."""

    key: str
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first cell after it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first line after it."""
        return self.y + self.height


@dataclass
class StyledLines:
    """Lines from top to bottom, and the stops among them."""

    lines: list[Line] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)

    def add(self, *lines: Line) -> None:
        """Put lines below what is there."""
        self.lines.extend(lines)

    def gap(self) -> None:
        """A blank line, unless one stands there or nothing does."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def stop(self, key: str, lines: Sequence[Line], width: int) -> None:
        """Put lines below what is there, as one stop of ``width`` cells."""
        self.stops.append(Stop(key, 0, len(self.lines), width, len(lines)))
        self.add(*lines)

    def add_block(self, other: StyledLines, x: int = 0) -> None:
        """Put other lines below what is there; its stops come along, moved by ``x``."""
        top = len(self.lines)
        self.stops += [
            Stop(each.key, each.x + x, each.y + top, each.width, each.height)
            for each in other.stops
        ]
        self.add(*(((Span(" " * x), *line) if x and line else line) for line in other.lines))


def side_by_side(sheets: Sequence[StyledLines], widths: Sequence[int]) -> StyledLines:
    """Sheets beside one another, each in its width; their stops keep their places."""
    whole = StyledLines()
    column = 0
    for styled, width in zip(sheets, widths, strict=True):
        whole.stops += [
            Stop(each.key, each.x + column, each.y, each.width, each.height)
            for each in styled.stops
        ]
        column += width
    for row in zip_longest(*(styled.lines for styled in sheets), fillvalue=()):
        padded = (padded_line(line, width) for line, width in zip(row, widths, strict=True))
        whole.add(tuple(span for line in padded for span in line))
    return whole


def with_cursor(styled: StyledLines, cursor: str, glyphs: Glyphs) -> StyledLines:
    """``styled`` in by a cell, in which the stop ``cursor`` is marked."""
    marked = StyledLines()
    marked.add_block(styled, 1)
    for stop in styled.stops:
        if stop.key == cursor:
            for y in range(stop.y, stop.bottom):
                mark = Span(glyphs.bar_cursor, "accent")
                whole = padded_line((mark, *styled.lines[y]), stop.width + 1)
                [marked.lines[y]] = with_role([whole], "cursor")
    return marked


def line_width(line: Iterable[Span]) -> int:
    """Cells that a line takes."""
    return sum(cell_len(span.text) for span in line)


def padded_line(line: Line, width: int, role: str = "", ellipsis: str = "…") -> Line:
    """``line`` in exactly ``width`` cells: filled with spaces in ``role``, or cut."""
    room = width
    fitting: list[Span] = []
    for span in line:
        size = cell_len(span.text)
        if size > room:
            fitting.append(Span(fit(span.text, room, ellipsis), span.role))
            room -= cell_len(fitting[-1].text)
            break
        fitting.append(span)
        room -= size
    return (*fitting, Span(" " * room, role)) if room > 0 else tuple(fitting)


def in_ascii(lines: Iterable[Line]) -> list[Line]:
    """``lines`` with the ellipsis that a cut left in ASCII; all else is spelled in it already."""
    return [
        tuple(Span(text.replace(UNICODE.ellipsis, ASCII.ellipsis), role) for text, role in line)
        for line in lines
    ]


def with_role(lines: Iterable[Line], role: str) -> list[Line]:
    """``lines`` with a role added to all of their text."""
    return [
        tuple(Span(text, f"{span_role} {role}".strip()) for text, span_role in line)
        for line in lines
    ]


class LineBuilder:
    """Makes spans and lines with a set of marks; text is made safe on its way through."""

    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs = glyphs

    def span(self, text: str, role: str = "") -> Span:
        """A span of anybody's text."""
        return Span(safe(text, ascii=self.glyphs.ascii), role)

    def line(self, *parts: tuple[str, str] | str) -> Line:
        """A line of texts, each alone or with its role."""
        return tuple(
            self.span(part) if isinstance(part, str) else self.span(*part) for part in parts
        )

    def flow(
        self, spans: Paragraph, width: int, *, hang: int = 0, limit: int | None = None
    ) -> list[Line]:
        """A paragraph in lines of at most ``width`` cells, the later ones in by ``hang``."""
        filled = [piece for span in spans if span.text for piece in with_links(span)]
        lines = wrap(
            "".join(span.text for span in filled),
            width,
            hang=hang,
            limit=limit,
            ellipsis=self.glyphs.ellipsis,
        )
        return in_roles(lines, filled)

    def text(self, text: str, width: int, role: str = "", *, hang: int = 0) -> list[Line]:
        """A paragraph in one role."""
        return self.flow([self.span(text, role)], width, hang=hang)

    def spread(self, groups: Iterable[Paragraph], width: int, *, gap: int = 3) -> list[Line]:
        """Groups of spans after one another with a gap between them, each kept together as
        long as it fits a line."""
        lines: list[Line] = []
        for group in groups:
            spans = tuple(span for span in group if span.text)
            if not spans:
                continue
            if lines and line_width(lines[-1]) + gap + line_width(spans) <= width:
                lines[-1] = (*lines[-1], Span(" " * gap), *spans)
            elif line_width(spans) <= width:
                lines.append(spans)
            else:
                lines += self.flow(spans, width, hang=2)
        return lines

    def joined(self, parts: Iterable[Span]) -> list[Span]:
        """Spans with a muted dot between them."""
        spans: list[Span] = []
        for part in parts:
            if spans:
                spans.append(self.span(f" {self.glyphs.dot} ", "muted"))
            spans.append(part)
        return spans

    def rule(self, title: str, width: int) -> Line:
        """A section's heading."""
        return (self.span(fit(title, width, self.glyphs.ellipsis), "muted"),)


def with_links(span: Span) -> list[Span]:
    """``span`` in pieces, the web addresses in it each a link."""
    pieces: list[Span] = []
    done = 0
    for start, end in addresses_in(span.text):
        address = span.text[start:end]
        pieces += [
            Span(span.text[done:start], span.role),
            Span(address, f"{span.role} {LINK}{address}".strip()),
        ]
        done = end
    return [piece for piece in (*pieces, Span(span.text[done:], span.role)) if piece.text]


def in_roles(lines: Iterable[str], spans: Iterable[Span]) -> list[Line]:
    """``spans`` as they were wrapped to ``lines``, which changed nothing but the spaces."""
    roles = (span.role for span in spans for letter in span.text if not letter.isspace())
    return [_in_roles(line, roles) for line in lines]


def _in_roles(line: str, roles: Iterator[str]) -> Line:
    """A wrapped line with its characters' roles; wrapping changed nothing but the spaces."""
    spans: list[Span] = []
    start, role = 0, ""
    for index, letter in enumerate(line):
        letter_role = _unlinked(role) if letter.isspace() else next(roles, role)
        if letter_role != role:
            if line[start:index]:
                spans.append(Span(line[start:index], role))
            start, role = index, letter_role
    return (*spans, Span(line[start:], role)) if line[start:] else tuple(spans)


def _unlinked(role: str) -> str:
    if LINK not in role:
        return role
    return " ".join(word for word in role.split() if not word.startswith(LINK))


def boxed(
    title: Line,
    body: Sequence[Line],
    width: int,
    height: int,
    glyphs: Glyphs,
    role: str,
    fill: str = "",
) -> list[Line]:
    """``body`` in a frame of ``width`` × ``height`` cells with ``title`` in its upper edge.

    ``role`` is the frame's; ``fill`` is added to everything inside it.
    """
    inner = width - 4
    across = glyphs.horizontal * max(0, width - 3 - line_width(title))
    inside = [*body, *[()] * max(0, height - 2 - len(body))][: height - 2]
    top = (Span(glyphs.top_left + glyphs.horizontal, role), *title, Span(across, role))
    return [
        (*padded_line(top, width - 1, role), Span(glyphs.top_right, role)),
        *(
            (
                Span(f"{glyphs.vertical}", role),
                Span(" ", fill),
                *with_role([padded_line(line, inner, "", glyphs.ellipsis)], fill)[0],
                Span(" ", fill),
                Span(glyphs.vertical, role),
            )
            for line in inside
        ),
        (Span(glyphs.bottom_left + glyphs.horizontal * (width - 2) + glyphs.bottom_right, role),),
    ]
