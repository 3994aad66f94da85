"""The terminal's side of a pty: answers what a program asks, and knows what it switched on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pyte

from benchmarks.harness.screen import SeenScreen

SEQUENCE = re.compile(
    rb"\x1b\[([<=>?]?)([0-9;:]*)([ -/]*)([@-~])"
    rb"|\x1b[\]PX^_].*?(?:\x07|\x1b\\)"
    rb"|\x1b[ -/]*[0-OQ-WY-Z`-~]",
    re.DOTALL,
)
"""One escape sequence, whole; the groups are a CSI's mark, numbers, in-between and letter."""
UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)\Z")
KNOWN = frozenset({7, 25, 1000, 1002, 1003, 1004, 1006, 1015, 1016, 1049, 2004, 2026, 2048})
"""The private modes that this terminal has."""
AT_FIRST = frozenset({7, 25})
"""Those that are on before a program runs: lines wrap, the cursor shows."""


@dataclass
class Terminal:
    """A terminal of ``columns`` by ``rows`` cells, of a recent make."""

    columns: int
    rows: int
    modes: set[int] = field(default_factory=lambda: set(AT_FIRST))
    keyboards: list[int] = field(default_factory=lambda: [0])
    """The stack of kitty keyboard flags; the last ones are in force."""
    _rest: bytes = b""

    def __post_init__(self) -> None:
        self._screen = SeenScreen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self._screen)
        self._undrawn = b""

    # Answering

    def answers(self, data: bytes) -> bytes:
        """What the terminal says to the program's ``data``."""
        data = self._rest + data
        cut = UNFINISHED.search(data)
        self._rest = data[cut.start() :] if cut else b""
        whole = data[: cut.start()] if cut else data
        return b"".join(self._answer(found) for found in SEQUENCE.finditer(whole))

    def _answer(self, found: re.Match[bytes]) -> bytes:
        mark, numbers, between, letter = found.groups()
        match (mark, between, letter):
            case (b"?", b"", b"h" | b"l"):
                return self._switch(numbers, on=letter == b"h")
            case (b"?", b"$", b"p"):
                return self._state_of(int(numbers or 0))
            case (_, b"", b"u"):
                return self._keyboard(mark, numbers)
            case (b"", b"", b"c"):
                return b"\x1b[?62;22c"
            case (b"", b"", b"n") if numbers == b"5":
                return b"\x1b[0n"
            case (b"", b"", b"n") if numbers == b"6":
                return b"\x1b[1;1R"
            case (b">", b"", b"q"):
                return b"\x1bP>|measured(1)\x1b\\"
        return b""

    def _switch(self, numbers: bytes, *, on: bool) -> bytes:
        for mode in map(int, filter(None, numbers.split(b";"))):
            (self.modes.add if on else self.modes.discard)(mode)
        return self.size_report() if on and numbers == b"2048" else b""

    def _state_of(self, mode: int) -> bytes:
        state = (1 if mode in self.modes else 2) if mode in KNOWN else 0
        return b"\x1b[?%d;%d$y" % (mode, state)

    def _keyboard(self, mark: bytes, numbers: bytes) -> bytes:
        first = int(numbers.split(b";")[0] or 0)
        if mark == b"?":
            return b"\x1b[?%du" % self.keyboards[-1]
        if mark == b">":
            self.keyboards.append(first)
        elif mark == b"=":
            self.keyboards[-1] = first
        elif mark == b"<":
            del self.keyboards[max(1, len(self.keyboards) - max(1, first)) :]
        return b""

    def size_report(self) -> bytes:
        """The in-band report of the size (mode 2048), cells of 10 by 20 pixels."""
        size = (self.rows, self.columns, self.rows * 20, self.columns * 10)
        return b"\x1b[48;%d;%d;%d;%dt" % size

    def left_on(self) -> list[str]:
        """What a program that ended has not put back."""
        changed = sorted((self.modes ^ AT_FIRST) & KNOWN)
        keys = ["kitty keyboard"] if self.keyboards != [0] else []
        return [f"mode {mode}" for mode in changed] + keys

    # Drawing

    def draw(self, data: bytes) -> None:
        """Draw ``data``. Slow: not to be called while something is being timed."""
        data = self._undrawn + data
        cut = UNFINISHED.search(data)
        self._undrawn = data[cut.start() :] if cut else b""
        self._stream.feed(SEQUENCE.sub(_drawable, data[: cut.start()] if cut else data))

    def shows(self, texts: tuple[str, ...]) -> bool:
        """Whether each of ``texts`` is on the screen, within one line."""
        lines = self.text()
        return all(text in lines for text in texts)

    def text(self) -> str:
        """The screen's lines."""
        return "\n".join(self._screen.display)


def _drawable(found: re.Match[bytes]) -> bytes:
    """A sequence that moves, colours or clears; nothing for any other."""
    mark, _, between, letter = found.groups()
    plain = letter is not None and not mark and not between and letter in b"ABCDEFGHJKLMPXdfmr"
    return found[0] if plain else b""


def has_text(data: bytes) -> bool:
    """Whether ``data`` puts a character on the screen."""
    return bool(re.search(rb"[^\x00-\x20\x7f]", UNFINISHED.sub(b"", SEQUENCE.sub(b"", data))))
