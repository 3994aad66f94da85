"""Draws frames of a terminal as SVG: one still, several one after the other.

Each distinct line is drawn once and used by every frame that shows it, so that half a minute stays
small. Nothing is loaded: letters are of the reader's own monospaced font, each run of them drawn to
the width its cells have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME

from handbook.pictures.recording import Frame

_WIDE, _HIGH = 8.4, 18.0
"""A cell's size in the picture's units."""
_SIZE = 14
_EDGE = 10
_PAPER, _INK = "#14171c", "#e4e7eb"
_FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


def svg(frames: Sequence[Frame], told: str) -> str:
    """The picture of ``frames``, described by ``told`` for who cannot see it."""
    lines = max(len(frame.strips) for frame in frames)
    columns = max(sum(part.cell_length for part in frame.strips[0]) for frame in frames)
    captioned = any(frame.caption for frame in frames)
    wide = columns * _WIDE + 2 * _EDGE
    high = (lines + 1.5 * captioned) * _HIGH + 2 * _EDGE
    rows: dict[str, str] = {}
    drawn = [_frame(frame, rows, lines, number) for number, frame in enumerate(frames)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" role="img">',
            f"<title>care</title><desc>{escape(told)}</desc>",
            f"<metadata>{digest(text_of(frames))}</metadata>",
            f"<style>{_style(frames)}</style>",
            f'<rect width="100%" height="100%" rx="8" fill="{_PAPER}"/>',
            "<defs>",
            *(f'<g id="{name}">{row}</g>' for row, name in rows.items()),
            "</defs>",
            *drawn,
            "</svg>\n",
        ]
    )


def text_of(frames: Sequence[Frame]) -> str:
    """The text of ``frames``, which is kept beside the picture."""
    return f"\n{'=' * 20}\n".join(frame.text for frame in frames) + "\n"


def digest(text: str) -> str:
    """What a picture says of the text that it was made from."""
    return f"made from {sha256(text.encode()).hexdigest()[:16]}"


def _style(frames: Sequence[Frame]) -> str:
    rules = [f"text{{font:{_SIZE}px {_FONT};white-space:pre;fill:{_INK}}}", ".b{font-weight:bold}"]
    rules.append("rect{shape-rendering:crispEdges}")
    whole = sum(frame.seconds for frame in frames)
    at = 0.0
    for number, frame in enumerate(frames if len(frames) > 1 else ()):
        begin, at = at, at + frame.seconds
        rules.append(
            f"#f{number}{{visibility:hidden;animation:k{number} {whole:g}s step-end infinite}}"
            f"@keyframes k{number}{{0%{{visibility:{'hidden' if number else 'visible'}}}"
            f"{100 * begin / whole:.2f}%{{visibility:visible}}"
            f"{100 * at / whole:.2f}%{{visibility:{'hidden' if number < len(frames) - 1 else 'visible'}}}}}"
        )
    if len(frames) > 1:
        rules.append(
            "@media(prefers-reduced-motion){g[id^=f]{animation:none!important}"
            "#f0{visibility:visible}}"
        )
    return "".join(rules)


def _frame(frame: Frame, rows: dict[str, str], lines: int, number: int) -> str:
    parts = []
    for line, strip in enumerate(frame.strips):
        row = "".join(_row(list(strip)))
        if row:
            name = rows.setdefault(row, f"r{len(rows)}")
            parts.append(f'<use href="#{name}" x="{_EDGE}" y="{_EDGE + line * _HIGH:g}"/>')
    if frame.caption:
        y = _EDGE + (lines + 1) * _HIGH + 4
        parts.append(
            f'<text x="{_EDGE + _WIDE:g}" y="{y:g}" class="b">{escape(frame.caption)}</text>'
        )
    return f'<g id="f{number}">{"".join(parts)}</g>'


def _row(segments: list[Segment]) -> Iterator[str]:
    """The elements of one line: what is behind the letters first."""
    runs = [(each.text, each.style or Style()) for each in Segment.simplify(segments)]
    at, letters = 0, []
    for text, style in runs:
        width = cell_len(text)
        ink, paper = _colours(style)
        if paper != _PAPER:
            yield f'<rect x="{at * _WIDE:g}" width="{width * _WIDE:g}" height="{_HIGH:g}" fill="{paper}"/>'
        letters += list(_words(text, at, ink, style))
        at += width
    yield from letters


def _words(text: str, at: int, ink: str, style: Style) -> Iterator[str]:
    """The run's letters, without the spaces at its ends."""
    shown = text.strip()
    if not shown:
        return
    at += cell_len(text[: len(text) - len(text.lstrip())])
    marks = (' class="b"' if style.bold else "") + (' font-style="italic"' if style.italic else "")
    marks += ' text-decoration="underline"' if style.underline else ""
    fill = "" if ink == _INK else f' style="fill:{ink}"'
    length = f'textLength="{cell_len(shown) * _WIDE:g}" lengthAdjust="spacingAndGlyphs"'
    yield f'<text x="{at * _WIDE:g}" y="14" {length}{fill}{marks}>{escape(shown)}</text>'


def _colours(style: Style) -> tuple[str, str]:
    """The letters' colour and that behind them."""
    ink = _hex(style.color, _INK)
    paper = _hex(style.bgcolor, _PAPER)
    return (paper, ink) if style.reverse else (ink, paper)


def _hex(colour: Color | None, usual: str) -> str:
    if colour is None or colour.is_default:
        return usual
    return colour.get_truecolor(SVG_EXPORT_THEME).hex
