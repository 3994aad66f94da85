"""Lines of styled text, composed by plain functions and drawn by `screens.widgets.page`.

A line is a row of spans, a span is text with a role. A role is a few words that
`screens.widgets.inks` turns into a style: a colour (``muted``, ``good``, a stage's name …),
``bold``, ``cursor``; empty is ordinary text. Widths are terminal cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from screens.draw import fit, safe, wrap
from screens.theme import Marks


class Span(NamedTuple):
    """A stretch of a line in one role. Its text is safe to be drawn."""

    text: str
    role: str = ""


Line = tuple[Span, ...]
Paragraph = Iterable[Span]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of a sheet that the cursor can be on; ``key`` says what it stands for."""

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
class Sheet:
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

    def place(self, other: Sheet, x: int = 0) -> None:
        """Put another sheet below what is there; its stops come along, moved by ``x``."""
        top = len(self.lines)
        self.stops += [
            Stop(each.key, each.x + x, each.y + top, each.width, each.height)
            for each in other.stops
        ]
        self.add(*(((Span(" " * x), *line) if x and line else line) for line in other.lines))


def side_by_side(sheets: Sequence[Sheet], widths: Sequence[int]) -> Sheet:
    """Sheets beside one another, each in its width; their stops keep their places."""
    whole = Sheet()
    at = 0
    for sheet, width in zip(sheets, widths, strict=True):
        whole.stops += [
            Stop(each.key, each.x + at, each.y, each.width, each.height) for each in sheet.stops
        ]
        at += width
    for row in zip_longest(*(sheet.lines for sheet in sheets), fillvalue=()):
        padded = (padded_line(line, width) for line, width in zip(row, widths, strict=True))
        whole.add(tuple(span for line in padded for span in line))
    return whole


def line_width(line: Iterable[Span]) -> int:
    """Cells that a line takes."""
    return sum(cell_len(span.text) for span in line)


def padded_line(line: Line, width: int, role: str = "", ellipsis: str = "…") -> Line:
    """``line`` in exactly ``width`` cells: filled with spaces in ``role``, or cut."""
    room = width
    kept: list[Span] = []
    for span in line:
        size = cell_len(span.text)
        if size > room:
            kept.append(Span(fit(span.text, room, ellipsis), span.role))
            room -= cell_len(kept[-1].text)
            break
        kept.append(span)
        room -= size
    return (*kept, Span(" " * room, role)) if room > 0 else tuple(kept)


def with_role(lines: Iterable[Line], role: str) -> list[Line]:
    """``lines`` with a role added to all of their text."""
    return [tuple(Span(text, f"{own} {role}".strip()) for text, own in line) for line in lines]


class Pen:
    """Makes spans and lines with a set of marks; text is made safe on its way through."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks

    def span(self, text: str, role: str = "") -> Span:
        """A span of anybody's text."""
        return Span(safe(text, ascii=self.marks.ascii), role)

    def line(self, *parts: tuple[str, str] | str) -> Line:
        """A line of texts, each alone or with its role."""
        return tuple(
            self.span(part) if isinstance(part, str) else self.span(*part) for part in parts
        )

    def flow(
        self, spans: Paragraph, width: int, *, hang: int = 0, limit: int | None = None
    ) -> list[Line]:
        """A paragraph in lines of at most ``width`` cells, the later ones in by ``hang``."""
        held = [span for span in spans if span.text]
        lines = wrap(
            "".join(span.text for span in held),
            width,
            hang=hang,
            limit=limit,
            ellipsis=self.marks.ellipsis,
        )
        roles = _roles(held)
        return [_in_roles(line, roles) for line in lines]

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
                spans.append(self.span(f" {self.marks.dot} ", "muted"))
            spans.append(part)
        return spans

    def rule(self, title: str, width: int) -> Line:
        """A section's heading."""
        return (self.span(fit(title, width, self.marks.ellipsis), "muted"),)


def _roles(spans: Iterable[Span]) -> Iterator[str]:
    """The role of each visible character, in order."""
    return (span.role for span in spans for letter in span.text if not letter.isspace())


def _in_roles(line: str, roles: Iterator[str]) -> Line:
    """A wrapped line with its characters' roles; wrapping changed nothing but the spaces."""
    spans: list[Span] = []
    start, role = 0, ""
    for index, letter in enumerate(line):
        own = role if letter.isspace() else next(roles, role)
        if own != role:
            if line[start:index]:
                spans.append(Span(line[start:index], role))
            start, role = index, own
    return (*spans, Span(line[start:], role)) if line[start:] else tuple(spans)


def boxed(
    title: Line,
    body: Sequence[Line],
    width: int,
    height: int,
    marks: Marks,
    role: str,
    fill: str = "",
) -> list[Line]:
    """``body`` in a frame of ``width`` × ``height`` cells with ``title`` in its upper edge.

    ``role`` is the frame's; ``fill`` is added to everything inside it.
    """
    inner = width - 4
    across = marks.horizontal * max(0, width - 3 - line_width(title))
    inside = [*body, *[()] * max(0, height - 2 - len(body))][: height - 2]
    top = (Span(marks.top_left + marks.horizontal, role), *title, Span(across, role))
    return [
        (*padded_line(top, width - 1, role), Span(marks.top_right, role)),
        *(
            (
                Span(f"{marks.vertical}", role),
                Span(" ", fill),
                *with_role([padded_line(line, inner, "", marks.ellipsis)], fill)[0],
                Span(" ", fill),
                Span(marks.vertical, role),
            )
            for line in inside
        ),
        (Span(marks.bottom_left + marks.horizontal * (width - 2) + marks.bottom_right, role),),
    ]
