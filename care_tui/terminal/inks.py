"""The colours and weights in which a terminal draws letters, told in as few bytes as possible.

A change of colour takes up to nineteen bytes, a move of the cursor about eight: so what lies apart
is often cheaper to write colour by colour than line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style
from textual.strip import Strip


class Ink(NamedTuple):
    """How a terminal draws letters until it is told otherwise, as the numbers that tell it."""

    attributes: frozenset[str]
    colour: str
    ground: str

    def on_a_blank_after(self, before: Ink) -> Ink:
        """This on a blank, where only the ground is seen: the rest stays as it was ``before``."""
        if not self.attributes.isdisjoint(_SEEN_ON_BLANKS):
            return self
        return before._replace(ground=self.ground)


_PLAIN = Ink(frozenset(), "39", "49")
_ATTRIBUTES = {
    "bold": "1", "dim": "2", "italic": "3", "underline": "4", "blink": "5", "blink2": "6",
    "reverse": "7", "conceal": "8", "strike": "9", "underline2": "21", "frame": "51",
    "encircle": "52", "overline": "53",
}  # fmt: skip
_WEIGHTS = frozenset({"1", "2"})
"""Bold and dim, which one number takes back."""
_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "51", "52", "53"})


@lru_cache(maxsize=4096)
def _ink_of(style: Style | None, system: ColorSystem) -> Ink:
    if not style:
        return _PLAIN
    attributes = (number for name, number in _ATTRIBUTES.items() if getattr(style, name))
    return Ink(
        frozenset(attributes),
        _numbers(style.color, system, foreground=True),
        _numbers(style.bgcolor, system, foreground=False),
    )


def _numbers(color: Color | None, system: ColorSystem, *, foreground: bool) -> str:
    if color is None:
        return "39" if foreground else "49"
    return ";".join(color.downgrade(system).get_ansi_codes(foreground))


@lru_cache(maxsize=4096)
def _change(before: Ink, after: Ink) -> str:
    """The shortest sequence that turns ``before`` into ``after``."""
    if before == after:
        return ""
    if after == _PLAIN:
        return "\x1b[0m"
    gone = before.attributes - after.attributes
    lighter = bool(gone) and gone <= _WEIGHTS and before.attributes.isdisjoint(_WEIGHTS - gone)
    known = _PLAIN if gone and not lighter else before
    numbers = ["22" if lighter else "0"] if gone else []
    numbers += sorted(after.attributes - known.attributes, key=int)
    numbers += [after.colour] if after.colour != known.colour else []
    numbers += [after.ground] if after.ground != known.ground else []
    return f"\x1b[{';'.join(numbers)}m"


class Run(NamedTuple):
    """Letters of one ink next to each other."""

    x: int
    y: int
    text: str
    ink: Ink


def by_ink(run: Run) -> tuple[str, str, list[str]]:
    """What to sort runs by, so that those of one ink are written together."""
    return run.ink.ground, run.ink.colour, sorted(run.ink.attributes)


def runs_of(x: int, y: int, strip: Strip, system: ColorSystem) -> Iterator[Run]:
    """A piece of a line by its inks. Blanks go with the letters before them, on equal ground."""
    start, texts, ink = x, [""], _PLAIN
    for text, style, _ in strip:
        next_ink = _ink_of(style, system)
        if texts != [""] and not text.strip(" ") and ink.attributes.isdisjoint(_SEEN_ON_BLANKS):
            next_ink = next_ink.on_a_blank_after(ink)
        if next_ink != ink and texts != [""]:
            yield Run(start, y, "".join(texts), ink)
            start, texts = x, [""]
        ink = next_ink
        texts.append(text)
        x += len(text)
    yield Run(start, y, "".join(texts), ink)


def written(runs: Iterable[Run]) -> str:
    """``runs`` one after the other: where the cursor has to go, in which ink, and what."""
    ink, column, row, out = _PLAIN, -1, -1, []
    for x, y, text, next_ink in runs:
        if not text.strip(" ") and ink.attributes.isdisjoint(_SEEN_ON_BLANKS):
            next_ink = next_ink.on_a_blank_after(ink)
        if y != row or x < column:
            out.append(f"\x1b[{y + 1};{x + 1}H")
        elif x > column:
            out.append(f"\x1b[{x - column}C")
        out += [_change(ink, next_ink), text]
        ink, column, row = next_ink, x + len(text), y
    return "".join([*out, _change(ink, _PLAIN)])


def in_order(strip: Strip, system: ColorSystem) -> str:
    """A line with links, or with letters that terminals give another width than we do."""
    ink, out = _PLAIN, []
    for text, style, _ in strip:
        if style and style.link:
            out += [_change(ink, _PLAIN), style.render(text, color_system=system)]
            ink = _PLAIN
        elif text:
            next_ink = _ink_of(style, system)
            out += [_change(ink, next_ink), text]
            ink = next_ink
    return "".join([*out, _change(ink, _PLAIN)])
