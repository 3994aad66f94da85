"""User text, made safe: once on the way in, and once more where it is drawn.

What goes: control characters (C0, C1, DEL, so that an escape sequence loses the bytes
that make it one), bidirectional marks, overrides and isolates, lone surrogates,
noncharacters, and the invisible format characters that make a terminal and its program
disagree about widths (zero-width space, word joiner, soft hyphen, byte-order mark,
invisible operators, annotation and tag characters). What stays: everything people
write with, among it the zero-width joiner and non-joiner, which Persian, Hindi and
others need, and variation selectors. Markup-looking text is text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from store.common.dataclass import dataclass

_LINE_END = re.compile("\r\n?")
_SEPARATOR = "\x0b\x0c\x85\u2028\u2029"
_UNSAFE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
)
_SEPARATORS = re.compile(f"[{_SEPARATOR}]")
_REMOVED = re.compile(f"[{_UNSAFE}]")
_SPACES = re.compile(r"\s+")
_JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and patterns that draw nothing."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text, and how many unsafe characters it had (not counting trimmed space)."""

    text: str
    removed: int


def clean(text: str, *, multiline: bool = False) -> Cleaned:
    """``text`` without unsafe characters, in NFC, trimmed, tabs as spaces.

    ``multiline`` keeps line breaks, each as ``\\n``, without spaces before them; else a
    break becomes one space. Unicode's line and paragraph separators, vertical tab, form
    feed and NEL count as removed and become a line break. Cleaning twice changes nothing.
    """
    if text.isprintable():
        return Cleaned(unicodedata.normalize("NFC", text).strip(), 0)
    text = _LINE_END.sub("\n", text)
    text, separators = _SEPARATORS.subn("\n", text)
    text, removed = _REMOVED.subn("", text)
    lines = unicodedata.normalize("NFC", text.replace("\t", " ")).split("\n")
    if multiline:
        text = "\n".join([line.rstrip() for line in lines]).strip()
    else:
        text = " ".join([line for line in map(str.strip, lines) if line])
    return Cleaned(text, separators + removed)


def drawable(text: str, *, multiline: bool = False) -> str:
    """``text`` as it may be drawn: safe whatever it holds, and quick when it is safe already.

    Space is kept as it is; line breaks become spaces unless ``multiline``. Never raises.
    """
    if text.isprintable():
        return text
    text = _SEPARATORS.sub("\n", _LINE_END.sub("\n", text)).replace("\t", " ")
    text = _REMOVED.sub("", text)
    return text if multiline else text.replace("\n", " ")


def is_visible(text: str) -> bool:
    """Whether anything of a cleaned ``text`` can be seen."""
    return any(
        not character.isspace()
        and character not in _BLANK_LETTERS
        and unicodedata.category(character) not in ("Cf", "Mn", "Cn")
        for character in text
    )


def fold_key(name: str) -> str:
    """What two names share when people would call them the same name.

    Compatibility forms, case, joiners and the width of spaces make no difference
    (Unicode's NFKC_Casefold, spaces collapsed).
    """
    text = _JOINERS.sub("", clean(name).text)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", text).casefold())
    text = unicodedata.normalize("NFKC", text.casefold())
    return _SPACES.sub(" ", text).strip()


def listed(names: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``; at least one."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
