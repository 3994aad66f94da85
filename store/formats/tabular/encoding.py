"""Bytes of a text file to text, whatever wrote them."""

from __future__ import annotations

import codecs
from pathlib import Path

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.formats.tabular.central_pages import central_page

MAX_BYTES = 50 * 1024 * 1024
"""The largest file that is read."""

_SAMPLE = 16 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive; save the sheet as CSV and import that"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook; save the sheet as CSV and import that"),
    (b"%PDF", "a PDF; export the answers as CSV and import that"),
    (b"\x1f\x8b", "a compressed file; unpack it and import what is inside"),
    (b"SQLite format 3\x00", "a database, not an export"),
    (b"\x89PNG", "a picture, not an export"),
    (b"\xff\xd8\xff", "a picture, not an export"),
)
_WESTERN = ("cp1252", "cp850", "mac_roman")
_WESTERN_LETTERS = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøœùúûüÿ")
_POLISH = ("cp1250", "iso8859-2")
_POLISH_LETTERS = frozenset("ĄĆĘŁŃÓŚŹŻąćęłńóśźż")
_TELLING = frozenset("ĄŁŹŻąłźż")
"""Polish letters whose bytes are no letters in a Western code page."""
_RAISED = frozenset("¹²³")
_OPENING = frozenset("“‘«¿¡")
_CLOSING = frozenset("”»…ºª°")
_SIGNS = frozenset("’–—€£§´·\xa0")
_PLAINLY = 0.15
"""By how much the letters of another code page must be more plausible."""
_FOREIGN_SHARE = 0.08
"""Share of bytes outside ASCII from which another alphabet is looked for."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with every line end as ``\\n``, and the encoding it was in."""

    text: str
    encoding: str


def check_size(size: int, most: int | None = None, what: str = "file") -> None:
    """Raise Refused for a file of ``size`` bytes if that is more than ``most``, or `MAX_BYTES`.

    ``what`` names it in the sentence: "file", "folder".
    """
    most = MAX_BYTES if most is None else most
    if size > most:
        megabytes = max(size / 1024 / 1024, most / 1024 / 1024 + 1)
        raise Refused(
            f"The {what} has {megabytes:,.0f} MB. At most {most // 1024 // 1024} MB"
            " are read. Split it, or export less.",
            field="file",
        )


def read_at_most(path: Path) -> bytes:
    """The bytes of the file at ``path``, of which no more than `MAX_BYTES` are ever read.

    Raises Refused where it has more or is no file, such as a pipe that never ends, and OSError
    where it cannot be read.
    """
    if not path.is_file():
        raise Refused(f"{path} is not a file.", field="file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    check_size(len(data))
    return data


def decode_text(data: bytes) -> Decoded:
    """The text of ``data``.

    A byte-order mark decides; else UTF-8 if it fits, UTF-16 if every other byte is zero,
    else the code page of Polish, Czech, Hungarian, Romanian or Turkish whose words it is made of,
    else the Western one (Windows, DOS, old Mac) or that of Polish (Windows, ISO) that gives the
    most plausible letters, else what charset_normalizer finds. Raises Refused for an empty file, one of
    more than ``MAX_BYTES``, or one that is not text.
    """
    check_size(len(data))
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            raise Refused(f"The file is {what}.", field="file")
    encoding = _encoding_of(data)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if "\0" in text:
        raise Refused("The file is not a text file: it holds zero bytes.", field="file")
    if not text.strip():
        raise Refused("The file is empty.", field="file")
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def _encoding_of(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if wide := _utf16_without_mark(data):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(data)
    return "utf-8"


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16's flavour if nearly every other byte of the beginning is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _code_page(data: bytes) -> str:
    sample = b"\n".join(_sample_lines(data))
    if _mostly_utf8(sample):
        return "utf-8"
    if central := central_page(data):
        return central
    scores = {encoding: _letters_score(sample, encoding) for encoding in _WESTERN}
    best = max(_WESTERN, key=scores.__getitem__)
    if polish := _polish(sample, scores[best]):
        return polish
    foreign = sum(byte > 0x7F for byte in sample) / len(sample)
    if scores[best] >= 0.85 or foreign < _FOREIGN_SHARE:
        return best
    from charset_normalizer import from_bytes

    match = from_bytes(sample).best()
    if match is not None and match.encoding != "ascii" and _decodes(data, match.encoding):
        return match.encoding
    return best


def _polish(sample: bytes, western: float) -> str | None:
    """The code page of Polish, where it gives plainly better letters than the Western ones."""
    scores = {
        encoding: _letters_score(sample, encoding, _POLISH_LETTERS)
        for encoding in _POLISH
        if _is_told(sample.decode(encoding, errors="replace"))
    }
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] > western + _PLAINLY else None


def _is_told(text: str) -> bool:
    """Whether a fifth of the letters outside ASCII are such as only Polish has."""
    outside = [character for character in text if character > "\x7f"]
    return 5 * sum(character in _TELLING for character in outside) >= len(outside) > 0


def _sample_lines(data: bytes) -> list[bytes]:
    """Lines with a byte outside ASCII, from the beginning, up to a sample's size."""
    lines: list[bytes] = []
    size = 0
    for line in data[: 64 * _SAMPLE].splitlines():
        if line.isascii():
            continue
        lines.append(line[: _SAMPLE - size])
        size += len(lines[-1])
        if size >= _SAMPLE:
            return lines
    return lines or [data[:_SAMPLE]]


def _mostly_utf8(sample: bytes) -> bool:
    """Whether it is UTF-8 with a few damaged characters rather than a code page."""
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text if character > "\x7f") - broken
    return whole > 2 * broken


def _letters_score(
    sample: bytes, encoding: str, letters: frozenset[str] = _WESTERN_LETTERS
) -> float:
    """Mean plausibility, 0 to 1, of the characters outside ASCII as writing with ``letters``."""
    text = f" {sample.decode(encoding, errors='replace')} "
    scores = [
        _plausibility(text[index - 1], character, text[index + 1], letters)
        for index, character in enumerate(text)
        if character > "\x7f"
    ]
    return sum(scores) / len(scores) if scores else 0.0


def _plausibility(before: str, character: str, after: str, letters: frozenset[str]) -> float:
    """How well a character stands between its neighbours.

    Whole words of accented letters are another alphabet's; a small letter is followed by
    no capital; an opening mark follows no letter, a closing one is followed by none.
    """
    if character in letters:
        if (before.islower() and character.isupper()) or (character.islower() and after.isupper()):
            return 0.2
        if not before.isalpha() and not after.isalpha():
            return 0.6
        return 1.0 if _is_plain(before) or _is_plain(after) else 0.2
    if character in _OPENING:
        return 0.2 if before.isalpha() else 1.0
    if character in _CLOSING:
        return 0.2 if after.isalpha() else 1.0
    if character in _RAISED:
        return 0.2 if after.isalpha() else 0.9
    if character == "£" and after.isalpha():
        return 0.2
    return 0.9 if character in _SIGNS else 0.0


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
