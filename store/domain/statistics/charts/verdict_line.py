"""A verdict drawn as one line: ``├──●──┤`` on an axis whose middle is "no change".

Right is better, also for measures of which fewer is better. A solid line is final, a dashed one
so far; ``┊`` is no change, ``┼`` a line that crosses it, ``◇`` the target. `verdict_span` says
where everything lies, for characters (`draw_line`) and for a report's shapes alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10

from store.common.dataclass import dataclass
from store.domain.statistics.change_words import points_scale
from store.domain.statistics.measures import MeasureKind
from store.domain.statistics.verdicts import Reading

LEAST_WIDTH = 11
"""Cells under which a line says nothing; words alone serve there."""


@dataclass(frozen=True, slots=True)
class LineCharacters:
    """What a line is drawn with, each one cell wide."""

    left: str
    right: str
    line: str
    value: str
    zero: str
    crossing: str
    target: str


FINAL = LineCharacters("├", "┤", "─", "●", "┊", "┼", "◇")
SO_FAR = LineCharacters("├", "┤", "╌", "●", "┊", "┼", "◇")
ASCII_FINAL = LineCharacters("[", "]", "-", "*", ":", "+", "T")
ASCII_SO_FAR = LineCharacters("(", ")", ".", "*", ":", "+", "T")


@dataclass(frozen=True, slots=True)
class Axis:
    """What a line's width stands for: from ``-half`` to ``half``, no change between.

    In points; a count stands among others in percent of what it was before, and alone
    (``own_unit``) in its own number.
    """

    half: float
    own_unit: bool = False

    @property
    def ticks(self) -> tuple[float, ...]:
        """Round figures to write above it, the middle among them."""
        parts = 3 if self.half == _USUAL and not self.own_unit else 2
        return tuple(self.half * part / parts for part in range(-parts, parts + 1))


_USUAL = 60
_HALVES = (_USUAL, 100, 200)
_ROUND = (1.0, 2.0, 4.0, 6.0, 10.0)


def axis_of(readings: Iterable[Reading]) -> Axis:
    """Give one axis for these readings, so that their lines compare: 60 points to either side,
    100 where an NPS or a wider range is among them, 200 where even that is too little. Where all
    are of one count it is in that count's number."""
    every = list(readings)
    measures = {each.measure.key: each.measure for each in every}
    counts = len(measures) == 1 and all(m.kind is MeasureKind.COUNT for m in measures.values())
    axis = Axis(_USUAL, own_unit=counts)
    ends = [
        abs(_change(each, end, axis))
        for each in every
        for end in (each.low, each.high)
        if end is not None
    ]
    if counts:
        return Axis(_round_up(max(ends, default=1.0)), own_unit=True)
    reach = max([_USUAL, *ends])
    if any(each.measure.kind is MeasureKind.NPS for each in every):
        reach = max(reach, 100)
    return Axis(next((half for half in _HALVES if reach <= half), _HALVES[-1]))


def _round_up(reach: float) -> float:
    """The next round figure from ``reach`` up."""
    if reach <= 0:
        return 1.0
    power = 10.0 ** floor(log10(reach))
    return next((step * power for step in _ROUND if reach <= step * power), 10 * power)


def _change(reading: Reading, difference: float, axis: Axis) -> float:
    """A difference of the figure in what the axis counts in."""
    if reading.measure.kind is not MeasureKind.COUNT:
        return points_scale(reading.measure) * difference
    if axis.own_unit:
        return difference
    return 100 * difference / max(reading.before.value or 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class VerdictSpan:
    """Where a range lies on its axis, in parts of it: -1 its left end, 0 no change, 1 its right
    end. What lies beyond is at the end."""

    low: float
    value: float
    """Never outside ``low`` and ``high``."""
    high: float
    target: float | None
    side: int
    """-1: all of it is worse; 1: better; 0: it crosses no change."""
    final: bool


def verdict_span(reading: Reading, axis: Axis) -> VerdictSpan | None:
    """Say where the range of ``reading`` lies; None where it has none: too few answers, no
    baseline, a state."""
    if reading.low is None or reading.high is None:
        return None
    low, high = (_part(_change(reading, end, axis), axis) for end in (reading.low, reading.high))
    value = (low + high) / 2
    if reading.difference is not None:
        value = min(max(_part(_change(reading, reading.difference, axis), axis), low), high)
    change = target_change(reading, axis)
    target = None if change is None else _part(change, axis)
    side = 1 if reading.low > 0 else -1 if reading.high < 0 else 0
    return VerdictSpan(low, value, high, target, side, reading.final)


def _part(change: float, axis: Axis) -> float:
    return min(max(change / axis.half, -1.0), 1.0)


def target_change(reading: Reading, axis: Axis) -> float | None:
    """Give the change that the target asks for in the axis' own figures, turned so that up is
    better; None without a target or a figure before."""
    if reading.target is None or reading.before.value is None:
        return None
    return _change(reading, reading.measure.signed(reading.target - reading.before.value), axis)


def has_line(reading: Reading) -> bool:
    """Tell whether a reading has a range to draw."""
    return reading.low is not None and reading.high is not None


def draw_line(reading: Reading | None, width: int, axis: Axis, *, ascii: bool = False) -> str:
    """Draw what ``reading`` says in exactly ``width`` cells.

    Empty but for the middle where there is no range. Spaces only under `LEAST_WIDTH`. A range
    that does not hold "no change" never touches the middle, and one that does reaches past it on
    both sides, whatever rounding would give.
    """
    if width < LEAST_WIDTH:
        return " " * width
    final = reading is not None and reading.final
    drawn = _characters(final=final, ascii=ascii)
    middle = middle_of(width)
    cells = [" "] * width
    cells[middle] = drawn.zero
    span = verdict_span(reading, axis) if reading is not None else None
    if span is None:
        return "".join(cells)
    low, high = _ends(span, width)
    for column in range(low, high + 1):
        cells[column] = drawn.line
    cells[low], cells[high] = drawn.left, drawn.right
    cells[middle] = drawn.crossing if low < middle < high else drawn.zero
    cells[_value_column(span, low, high, width)] = drawn.value
    if span.target is not None:
        target = _column(span.target, width)
        if cells[target] in (" ", drawn.line):
            cells[target] = drawn.target
    return "".join(cells)


def _characters(*, final: bool, ascii: bool) -> LineCharacters:
    if ascii:
        return ASCII_FINAL if final else ASCII_SO_FAR
    return FINAL if final else SO_FAR


def middle_of(width: int) -> int:
    """Give the cell of "no change" in a line of ``width`` cells."""
    return (width - 1) // 2


def target_column(reading: Reading, width: int, axis: Axis) -> int | None:
    """Give the cell in which the target lies, the outermost where it lies beyond; None without
    a target or a figure before."""
    change = target_change(reading, axis)
    return None if change is None else _column(_part(change, axis), width)


def _ends(span: VerdictSpan, width: int) -> tuple[int, int]:
    """The cells of the range's ends, on the sides of the middle where they truly lie, with room
    for the value between them and, where the range crosses no change, beside the crossing."""
    middle = middle_of(width)
    low, high = _column(span.low, width), _column(span.high, width)
    if span.side > 0:
        low = min(max(low, middle + 1), 2 * middle - 2)
        return low, max(high, low + 2)
    if span.side < 0:
        high = max(min(high, middle - 1), 2)
        return min(low, high - 2), high
    return min(low, middle - 2), max(high, middle + 2)


def _value_column(span: VerdictSpan, low: int, high: int, width: int) -> int:
    """The cell of the value: between the ends, and beside the crossing unless it is no change
    itself."""
    column, middle = min(max(_column(span.value, width), low + 1), high - 1), middle_of(width)
    if column == middle and abs(span.value) > 1e-9:
        column += 1 if span.value > 0 else -1
    return column


def _column(part: float, width: int) -> int:
    """The cell of a part of the axis."""
    middle = middle_of(width)
    return min(max(middle + round(part * middle), 0), 2 * middle)


def axis_labels(width: int, axis: Axis) -> str:
    """Give the figures to write above a line of ``width`` cells: ``−60   0   +60``."""
    cells = [" "] * width
    taken = -1
    for tick in axis.ticks:
        label = f"{tick:+g}".replace("-", "−") if tick else "0"
        middle = _column(tick / axis.half, width)
        first = min(max(middle - len(label) // 2, 0), width - len(label))
        if first > taken:
            cells[first : first + len(label)] = label
            taken = first + len(label)
    return "".join(cells)
