"""A measured figure beside its goal, and the table that a run prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEADS = ("Figure", "Ours", "Bare", "Ratio", "Goal", "Met")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, every part as it is printed."""

    figure: str
    ours: str
    goal: str = ""
    met: bool | None = None
    """Whether the goal is reached; None where there is none to reach."""
    bare: str = ""
    """The same, measured of what it is compared with."""
    ratio: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of `HEADS`."""
        met = "" if self.met is None else "yes" if self.met else "NO"
        return (self.figure, self.ours, self.bare, self.ratio, self.goal, met)


def against(figure: str, ours: float, bare: float, most: float, *, unit: str = "ms") -> Row:
    """``ours`` may be ``most`` times ``bare``."""
    ratio = ours / bare
    return Row(
        figure,
        f"{_number(ours)} {unit}",
        f"≤ {most:g} ×",
        ratio <= most,
        bare=f"{_number(bare)} {unit}",
        ratio=f"{ratio:.2f}",
    )


def within(figure: str, ours: float, most: float, unit: str, *, why: str = "") -> Row:
    """``ours`` may be ``most``; ``why`` says in a few words where that goal comes from."""
    goal = f"≤ {_number(most)} {unit}" + (f" ({why})" if why else "")
    return Row(figure, f"{_number(ours)} {unit}", goal, ours <= most)


def missing(figure: str, why: str) -> Row:
    """A figure that could not be measured, which counts as a goal that is not reached."""
    return Row(figure, why, met=False)


def _number(value: float) -> str:
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def as_text(rows: Iterable[Row]) -> str:
    """The table in columns, for a terminal."""
    lines = [HEADS, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def as_markdown(rows: Iterable[Row]) -> str:
    """The table for a page of the documentation."""
    lines = [HEADS, ("---", "--:", "--:", "--:", "---", "---"), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
