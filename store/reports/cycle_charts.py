"""Charts of momentum as inline SVG: the strip of cycles, its marks, a thin bar of a share.

Like `store.reports.charts`, each says in words what it shows, and shapes tell what colours tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from store.domain.stages import STAGES
from store.domain.statistics.momentum import CycleRecord, StageMark
from store.reports.svg import line, rect, svg, tag, text

MARK_WORDS = {
    StageMark.DONE: "done",
    StageMark.LATE: "done late",
    StageMark.PLANNED: "planned",
    StageMark.MISSED: "missed",
    StageMark.DROPPED: "dropped",
    StageMark.CARRIED: "carried over",
    StageMark.SKIPPED: "skipped with a reason",
    StageMark.NONE: "nothing picked",
}

_CELL, _STRIP_ROW, _HEAD = 44, 32, 24


def strip(id: str, title: str, records: Sequence[CycleRecord], here: str) -> Markup:
    """A column a cycle, a row a stage, and in each cell what became of the improvement.

    ``here`` is the label of the cycle that is pointed out.
    """
    left = 100
    foot = _HEAD + _STRIP_ROW * len(STAGES)
    shapes = [
        shape
        for index, stage in enumerate(STAGES)
        for shape in (
            badge(stage.letter, stage.value, 2.0, _HEAD + _STRIP_ROW * index + 6.0),
            text(28, _HEAD + _STRIP_ROW * index + 20.5, stage.label, "figure"),
        )
    ]
    for column, record in enumerate(records):
        x = float(left + _CELL * column)
        if record.cycle.label == here:
            shapes.append(rect(x + 1, 1.0, _CELL - 2.0, foot - 1.0, "here", rx=5))
        name = record.cycle.name.split()[1] if record.cycle.weekly else record.cycle.name[:3]
        shapes.append(text(x + _CELL / 2, 16, name, "label", "middle"))
        if record.skipped is not None:
            middle = x + _CELL / 2
            shapes.append(line(middle, _HEAD + 8.0, middle, foot - 8.0, "pause"))
            continue
        for index, stage in enumerate(STAGES):
            y = float(_HEAD + _STRIP_ROW * index)
            shapes.append(
                tag("g", *_mark(record.mark(stage), x + _CELL / 2, y + 16), class_=stage.value)
            )
    desc = " ".join(f"{_record_words(record)}." for record in records)
    return svg(id, title, desc, left + _CELL * len(records), foot + 2, shapes)


def _record_words(record: CycleRecord) -> str:
    if record.skipped is not None:
        return f"{record.cycle.name}: skipped, {record.skipped}"
    marks = (f"{stage.label} {MARK_WORDS[record.mark(stage)]}" for stage in STAGES)
    return f"{record.cycle.name}: {', '.join(marks)}"


def badge(letter: str, stage: str, x: float, y: float) -> Markup:
    """A stage's letter in its colour, 20 units wide and high."""
    return tag(
        "g",
        rect(x, y, 20.0, 20.0, f"badge {stage}", rx=4),
        text(x + 10, y + 14.5, letter, "letter", "middle"),
    )


def mark_icon(mark: StageMark) -> Markup:
    """What a mark of the strip looks like, for its legend, where words stand beside it."""
    return tag(
        "svg", *_mark(mark, 12, 12), viewBox="0 0 24 24", width=20, height=20, aria_hidden="true"
    )


def _mark(mark: StageMark, x: float, y: float) -> list[Markup]:
    """The shape of ``mark`` about the point ``x``, ``y``."""
    box = rect(x - 10, y - 10, 20.0, 20.0, "mark", rx=5)
    filled = rect(x - 10, y - 10, 20.0, 20.0, "mark filled", rx=5)
    check = f"{x - 4.5},{y + 0.5} {x - 1.3},{y + 4} {x + 4.8},{y - 4}"
    turn = (
        f"M {x + 4.6} {y - 2.6} A 5.2 5.2 0 1 0 {x + 5.2} {y + 1}"
        f" M {x + 5.6} {y - 6} L {x + 4.9} {y - 2.2} L {x + 1.2} {y - 2.9}"
    )
    shapes: dict[StageMark, list[Markup]] = {
        StageMark.DONE: [filled, tag("polyline", points=check, class_="sign on")],
        StageMark.LATE: [box, text(x, y + 4.5, "L", "sign-text", "middle")],
        StageMark.PLANNED: [tag("circle", cx=x, cy=y, r=5, class_="sign")],
        StageMark.MISSED: [box, text(x, y + 4.8, "!", "sign-text", "middle")],
        StageMark.DROPPED: [
            line(x - 4.5, y - 4.5, x + 4.5, y + 4.5, "sign"),
            line(x - 4.5, y + 4.5, x + 4.5, y - 4.5, "sign"),
        ],
        StageMark.CARRIED: [tag("path", d=turn, class_="sign")],
        StageMark.SKIPPED: [line(x - 5, y, x + 5, y, "sign")],
        StageMark.NONE: [],
    }
    return shapes[mark]


def share(id: str, title: str, done: int, planned: int) -> Markup:
    """A thin bar of ``done`` out of ``planned``, for a table in which the numbers stand."""
    whole = 160.0
    shapes = [rect(0.0, 4.0, whole, 8.0, "track", rx=4)]
    if done:
        shapes.append(rect(0.0, 4.0, whole * done / planned, 8.0, "bar strong", rx=4))
    return svg(id, title, f"{done} of {planned}.", 160, 16, shapes)
