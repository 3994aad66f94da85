"""User text on the screen: safe, as wide as it says, and wrapped without broken columns.

Widths are terminal cells. Terminals disagree about sequences that join several characters
into one picture (joined emoji, skin tones, variation selectors); such joiners are left out,
so that every terminal takes the parts for the width we count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells, set_cell_size, split_graphemes
from textual.content import Content

from store.common.text import drawable

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINERS = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
_COMBINING = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACK = re.compile(f"([{_COMBINING}]{{3}})[{_COMBINING}]+")
_AFTER_HYPHEN = re.compile("(?<=[-/–—])(?=[^-/–—])")
_NEVER_FIRST = frozenset("、。，．・：；！？）］｝〉》」』】〕ー々")
"""Wide marks that must not begin a line (Japanese and Chinese line breaking)."""
_PLAIN_LETTERS = {
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "…": "...",
    "→": "->",
    "←": "<-",
    "×": "x",
    "·": "-",
    "•": "*",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "ı": "i",
    "€": "EUR",
    "£": "GBP",
}


@lru_cache(maxsize=4096)
def safe(text: str, *, multiline: bool = False, ascii: bool = False) -> str:
    """``text`` as it may be drawn: no control characters, and the width `cell_len` says.

    ``ascii`` spells it in ASCII, with ``?`` for what has no spelling.
    """
    text = drawable(text, multiline=multiline)
    if text.isascii():
        return text
    text = _STACK.sub(r"\1", _JOINERS.sub("", text))
    return _spelled(text) if ascii else text


def plain(text: str, *, multiline: bool = False, ascii: bool = False) -> Content:
    """``text`` as content for any Textual widget; markup in it stays text."""
    return Content(safe(text, multiline=multiline, ascii=ascii))


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """``text`` cut to at most ``width`` cells, ending in ``ellipsis`` where it was cut."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room < 0:
        return set_cell_size(text, max(width, 0))
    fitting = chop_cells(text, room)[0] if room else ""
    return fitting.rstrip() + ellipsis


def pad(text: str, width: int, ellipsis: str = "…") -> str:
    """``text`` in exactly ``width`` cells: filled with spaces, or cut with ``ellipsis``."""
    return set_cell_size(fit(text, width, ellipsis), max(width, 0))


@lru_cache(maxsize=4096)
def wrap(
    text: str, width: int, *, hang: int = 0, limit: int | None = None, ellipsis: str = "…"
) -> tuple[str, ...]:
    """``text`` in lines of at most ``width`` cells (2 or more), the later ones in by ``hang``.

    Breaks at spaces, after hyphens and slashes, and between wide characters; a longer word
    is cut. With a ``limit`` of lines (1 or more), the last one ends in ``ellipsis`` where
    text is missing. ``\\n`` breaks a line. Empty text is one empty line.
    """
    width = max(width, 2)
    hang = hang if width - hang > 1 else 0
    lines: list[str] = []
    for line in _lines(text, width, hang):
        if limit is not None and len(lines) == limit:
            lines[-1] = _cut(lines[-1], width, ellipsis)
            break
        lines.append(line)
    return tuple(lines)


def _cut(line: str, width: int, ellipsis: str) -> str:
    """``line`` ending in ``ellipsis``, shortened where that takes it past ``width``."""
    room = width - cell_len(ellipsis)
    return (
        line + ellipsis if cell_len(line) <= room else fit(line.ljust(width + 1), width, ellipsis)
    )


def _lines(text: str, width: int, hang: int) -> Iterator[str]:
    first = True
    for paragraph in text.split("\n"):
        line, used = "", 0
        for atom, spaced in _atoms(paragraph):
            gap = 1 if spaced and used else 0
            room = width - (0 if first else hang)
            size = cell_len(atom)
            if used + gap + size <= room:
                line, used = line + " " * gap + atom, used + gap + size
                continue
            if used:
                yield line if first else " " * hang + line
                first = False
                room = width - hang
            *full, atom = _chopped(atom, room, width - hang)
            for part in full:
                yield part if first else " " * hang + part
                first = False
            line, used = atom, cell_len(atom)
        yield line if first else " " * hang + line
        first = False


def _chopped(word: str, first_width: int, width: int) -> list[str]:
    """``word`` cut into parts, the first of at most ``first_width`` cells."""
    if cell_len(word) <= first_width:
        return [word]
    head, *tail = chop_cells(word, first_width)
    rest = "".join(tail)
    return [head, *(chop_cells(rest, width) if rest else ())]


def _atoms(paragraph: str) -> Iterator[tuple[str, bool]]:
    """The pieces a line may be broken between, each with whether a space comes before it."""
    for word in paragraph.split():
        spaced = True
        for part in _AFTER_HYPHEN.split(word):
            for atom in (part,) if cell_len(part) == len(part) else _wide_atoms(part):
                yield atom, spaced
                spaced = False


def _wide_atoms(word: str) -> Iterator[str]:
    """``word`` broken before and after each wide character."""
    held = ""
    held_wide = False
    for start, end, size in split_graphemes(word)[0]:
        grapheme = word[start:end]
        wide = size == 2
        if held and (wide or held_wide) and grapheme[0] not in _NEVER_FIRST:
            yield held
            held = ""
        held += grapheme
        held_wide = wide
    if held:
        yield held


def _spelled(text: str) -> str:
    """``text`` in ASCII: accents dropped, quotes and dashes plain, ``?`` for the rest."""
    letters = []
    for character in unicodedata.normalize("NFC", text):
        if character.isascii():
            letters.append(character)
        elif character in _PLAIN_LETTERS:
            letters.append(_PLAIN_LETTERS[character])
        elif not unicodedata.category(character).startswith("M") and character != "\u200c":
            base = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
            letters.append(base or "?")
    return "".join(letters)
