"""What a terminal sends, cleaned before Textual reads it.

Between the keys come mouse reports, pastes and sizes, and the answers to what some program
once asked: colours, versions, modes, the cursor's place. They arrive late, cut in two by a
packet, or damaged. Textual takes what it does not know for keys that were typed, and stops
at what it cannot read. Here keys, pastes, the mouse and sizes pass, each whole and within
bounds; all else is swallowed. The grammar is that of ECMA-48, the keys' that of kitty's protocol.

Bytes that are not UTF-8 are nothing; in a paste, where the eye does not follow, each is “�”.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Container

from store.common.dataclass import dataclass

MOST_COLUMNS, MOST_ROWS = 500, 200
"""The largest terminal that is drawn for; what a larger one has beyond stays empty."""
MOST_PASTED = 2_000_000
"""The most characters of a paste that are taken."""
PATIENCE = 1.0
"""Seconds that the rest of a sequence is waited for, and swallowed when it comes."""
PASTE_PATIENCE = 5.0
"""Seconds without a byte after which a paste counts as ended."""

_MOST_PASTED_BYTES = 4 * MOST_PASTED + 4
_LONGEST = 4096
"""Bytes of one sequence that are kept to see what it is."""
_LONGEST_READ = 32
"""Characters of a sequence that Textual reads as one."""
_A_PASTE = 16
"""Bytes that no person types at once."""
_ESC = b"\x1b"
_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
_FOCUS = ("\x1b[I", "\x1b[O")
_CSI = re.compile(rb"\x1b\[[0-?]*[ -/]*")
_STRING = re.compile(rb"\x1b(?:\][0-9lL]|P[0-9>!+$|]|[_^X][ -~])")
_CONTROL = re.compile(rb"[\x00-\x1f]")
_OLD_MOUSE = re.compile(rb"\x1b\[M[^\x00-\x1f]{0,3}")
_OLD_SHIFTED = re.compile(rb"\x1b\[\d+\$")
_C1 = re.compile("[\x80-\x9f]")
_REST = re.compile(rb"\[[<=>?]?\d[\d;:]*[ -/]*[@-~]|\]\d+;|P[\d>!]|_G")
"""A sequence that lost its ESC to the time-out of the escape key."""
_MOUSE = re.compile(r"\x1b\[<\d{1,3};-?\d{1,5};-?\d{1,5}[Mm]")
_MODE = re.compile(r"\x1b\[\?(?:2026|2048);\d\$y")
_SIZE = re.compile(r"\x1b\[48" + r";(\d{1,9})(?::[\d:]*)?" * 4 + "t")
_PLACE = re.compile(r"\x1b\[[\d:]*;[\d:]*R")
_KEY = re.compile(
    r"\x1b\[(\d{0,7})(?::[\d:]*)?(?:;(\d{0,4})(?::(\d*)[\d:]*)?(?:;([\d:]*))?)?([u~ABCDEFHPQS])"
)
_PRESSED = (None, "", "1", "2")
"""What a key did: pressed or, held down, repeated; 3 is released."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The text of one paste; longer than `MOST_PASTED` where more came than is taken."""

    text: str


def fit_size(columns: int, rows: int) -> tuple[int, int]:
    """The size a terminal gets: what was asked for within reason, 80 × 24 for none."""
    return (
        min(columns, MOST_COLUMNS) if columns > 0 else 80,
        min(rows, MOST_ROWS) if rows > 0 else 24,
    )


class TerminalInput:
    """Turns bytes into what Textual can read: each string is text, or one sequence, whole.

    Time is handed in, in seconds of any steady clock. `tick` must be called at `deadline`.
    """

    def __init__(
        self,
        keys: Container[str],
        named: Container[str],
        *,
        mouse: bool = True,
        escape_delay: float = 0.1,
    ) -> None:
        """``keys`` are the sequences that Textual knows by heart; ``named`` the numbered keys of
        kitty's protocol (``"57u"``), empty where that is not spoken; without ``mouse`` its
        reports are swallowed; ``escape_delay`` is how long an escape may begin a sequence."""
        self._keys, self._named = keys, named
        self._mouse = mouse
        self._escape_delay = escape_delay
        self._decoder = getincrementaldecoder("utf-8")("ignore")
        self.deadline: float | None = None
        """When what is held has been waited for long enough; None while nothing is."""
        self._held = b""
        """The beginning of a sequence."""
        self._is_string = False
        """Whether the inside of an answer is being swallowed."""
        self._pasted: bytearray | None = None
        self._escaped_at: float | None = None
        """When an escape key was told by its time-out, if nothing came since."""
        self._gave_paste_up = False

    def feed(self, data: bytes, now: float) -> list[str | Pasted]:
        """What ``data`` completes."""
        out: list[str | Pasted] = []
        waited_for_rest = bool(self._is_string or len(self._held) > 1)
        waited = self._held + self._resumed(data, now)
        self._held = b""
        position = 0
        while position < len(waited):
            end = self._take(waited, position, out)
            if end is None:
                self._held = waited[position:]
                break
            position = end
        if not (waited_for_rest and len(data) == 1 and self._is_waiting):
            self.deadline = self._next_deadline(now)
        # Otherwise a person types: what comes byte by byte prolongs no waiting.
        return out

    def tick(self, now: float) -> list[str | Pasted]:
        """What is to be made of the beginning of a sequence whose time is over at ``now``."""
        if self.deadline is None or now < self.deadline:
            return []
        held, self._held, self.deadline = self._held, b"", None
        if self._pasted is not None:
            self._keep(held)
            self._gave_paste_up = True
            return [self._paste_over()]
        self._is_string = False
        if held != _ESC:
            return []
        self._escaped_at = now
        return ["\x1b"]

    @property
    def _is_waiting(self) -> bool:
        return self._is_string or len(self._held) > 1

    def _next_deadline(self, now: float) -> float | None:
        if self._pasted is not None:
            return now + PASTE_PATIENCE
        if self._is_waiting:
            return now + PATIENCE
        return now + self._escape_delay if self._held else None

    def _resumed(self, data: bytes, now: float) -> bytes:
        """``data``, taken for the rest of what was given up where it can be nothing else."""
        escaped_at, self._escaped_at = self._escaped_at, None
        gave_up, self._gave_paste_up = self._gave_paste_up, False
        if escaped_at is not None and now - escaped_at < PATIENCE and _REST.match(data):
            return _ESC + data
        at_once = len(data) >= _A_PASTE or _PASTE_ENDS in data
        if gave_up and at_once and not data.startswith(_ESC):
            self._pasted = bytearray()
        return data

    def _take(self, data: bytes, position: int, out: list[str | Pasted]) -> int | None:
        """Read on from ``position``; where the next begins, None when more is needed."""
        if self._pasted is not None:
            return self._take_paste(data, position, out)
        if self._is_string:
            return self._take_string(data, position)
        if data[position : position + 1] == _ESC:
            self._decoder.reset()
            return self._take_sequence(data, position, out)
        end = data.find(_ESC, position)
        end = len(data) if end < 0 else end
        text = _C1.sub("", self._decoder.decode(data[position:end]))
        if text:
            out.append(text)
        return end

    # Pastes

    def _take_paste(self, data: bytes, position: int, out: list[str | Pasted]) -> int | None:
        end = data.find(_PASTE_ENDS, position)
        if end >= 0:
            self._keep(data[position:end])
            out.append(self._paste_over())
            return end + len(_PASTE_ENDS)
        end = len(data)
        for size in range(min(len(_PASTE_ENDS) - 1, end - position), 0, -1):
            if _PASTE_ENDS.startswith(data[end - size :]):
                end -= size
                break
        self._keep(data[position:end])
        return end if end > position else None

    def _keep(self, data: bytes) -> None:
        assert self._pasted is not None
        self._pasted += data[: _MOST_PASTED_BYTES - len(self._pasted)]

    def _paste_over(self) -> Pasted:
        assert self._pasted is not None
        text = self._pasted.decode("utf-8", "replace").replace("\x00", "")
        self._pasted = None
        return Pasted(text)

    # Sequences

    def _take_string(self, data: bytes, position: int) -> int | None:
        """Swallow an answer up to its end: BEL or ESC \\, or a key that is in no answer."""
        match = _CONTROL.search(data, position)
        if match is None:
            return len(data)
        end = match.start()
        if match.group() == _ESC:
            after = data[end + 1 : end + 2]
            if not after:
                return end if end > position else None
            self._is_string = False
            return end + (2 if after == b"\\" else 1 if after == _ESC else 0)
        self._is_string = False
        return end + 1 if match.group() == b"\x07" else end

    def _take_sequence(self, data: bytes, position: int, out: list[str | Pasted]) -> int | None:
        second, third = data[position + 1 : position + 2], data[position + 2 : position + 3]
        if not second:
            return None
        if second == _ESC:
            out.append("\x1b")
            return position + 1
        if second >= b"\x80":  # With alt, a letter is the letter.
            return position + 1
        if second in b"[O]P_^X" and not third:
            return None
        if second == b"[":
            return self._take_csi(data, position, out)
        if second == b"O" and b" " <= third <= b"~":
            self._add_known(data[position : position + 3], out)
            return position + 3
        if _STRING.match(data, position):
            self._is_string = True
            return position + 3
        if second not in b"]OP_^X\\":
            out.append("\x1b" + second.decode("ascii"))
        return position + 2

    def _take_csi(self, data: bytes, position: int, out: list[str | Pasted]) -> int | None:
        third = data[position + 2 : position + 3]
        if third == b"M":
            return self._take_old_mouse(data, position)
        if third == b"[":  # A function key of the Linux console.
            if len(data) > position + 3:
                self._add_known(data[position : position + 4], out)
                return position + 4
            return None
        old = _OLD_SHIFTED.match(data, position)
        if old is not None and self._add_known(old.group(), out):
            return old.end()
        begun = _CSI.match(data, position)
        assert begun is not None
        end = begun.end()
        if end == len(data):
            return None if end - position <= _LONGEST else end
        if not b"@" <= data[end : end + 1] <= b"~":
            return end
        end += 1
        if data[position:end] == _PASTE_BEGINS:
            self._pasted = bytearray()
        else:
            whole = self._readable(data[position:end].decode("ascii"))
            if whole:
                out.append(whole)
        return end

    def _take_old_mouse(self, data: bytes, position: int) -> int | None:
        """Swallow a report of X10's kind: three bytes of any value follow, which are no text."""
        match = _OLD_MOUSE.match(data, position)
        assert match is not None
        is_cut = match.end() == len(data) and match.end() - position < 6
        return None if is_cut else match.end()

    def _add_known(self, data: bytes, out: list[str | Pasted]) -> bool:
        sequence = data.decode("ascii", "replace")
        is_known = sequence in self._keys
        if is_known:
            out.append(sequence)
        return is_known

    def _readable(self, sequence: str) -> str:
        """A whole CSI sequence as Textual may read it; empty: not at all."""
        if sequence in _FOCUS or _PLACE.fullmatch(sequence):
            return ""
        if sequence in self._keys or _MODE.fullmatch(sequence):
            return sequence
        if _MOUSE.fullmatch(sequence):
            return sequence if self._mouse else ""
        size = _SIZE.fullmatch(sequence)
        return _bounded(*map(int, size.groups())) if size else self._key(sequence)

    def _key(self, sequence: str) -> str:
        """A numbered key pressed or repeated, without the parts that Textual cannot read."""
        match = _KEY.fullmatch(sequence)
        if match is None or match[3] not in _PRESSED or not self._named:
            return ""
        code, modifiers, _, codes, letter = match.groups()
        code = code or "1"
        text = "".join(filter(str.isprintable, map(_letter, (codes or "").split(":"))))
        is_named = f"{code}{letter}" in self._named
        if not (is_named or text or (letter == "u" and _letter(code).isprintable())):
            return ""
        if not (is_named or letter == "u" or code == "27"):
            return ""
        parts = [code, modifiers or ""]
        if text:
            parts.append(":".join(str(ord(each)) for each in text))
        whole = f"\x1b[{';'.join(parts).rstrip(';')}{letter}"
        return whole if len(whole) <= _LONGEST_READ else text


def _letter(code: str) -> str:
    """The character with this number; a control character, which is no text, for none."""
    number = int(code) if 0 < len(code) < 8 else 0
    return chr(number) if number <= 0x10FFFF else "\x00"


def _bounded(rows: int, columns: int, height: int, width: int) -> str:
    """The report of a size that is drawn for; empty where there is no size at all."""
    if not (rows and columns):
        return ""
    columns, rows = fit_size(columns, rows)
    if not (rows <= height <= 99_999 and columns <= width <= 99_999):
        height, width = rows, columns
    return f"\x1b[48;{rows};{columns};{height};{width}t"
