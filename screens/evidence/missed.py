"""The bottleneck list as rows: where most customers are missed."""

from __future__ import annotations

from screens.evidence.said import stage_span
from screens.widgets.sheet import Line, Pen, Span, padded_line
from store.bottlenecks import BottleneckList, MissedAt
from store.practice.bottleneck import ENOUGH
from store.practice.measures import Measure
from store.practice.tallies import format_value

_FIGURE = 16
_HEAD = 41
"""Cells before the touchpoint."""
_TYPED = "*"


def missed_heading(found: BottleneckList) -> str:
    """Names the columns of the rows."""
    head = f"{'missed':>6} {'of':>6}  {'together':>8}  {'figure':<{_FIGURE}}touchpoint"
    if any(each.typed and each.figures.missed is not None for each in found.entries):
        head += f"   {_TYPED} a cycle, as typed"
    return head


def missed_title(found: BottleneckList) -> str:
    """What the list goes by."""
    if found.measure is None:
        return "Where most customers are missed"
    return f"Where most customers are missed, by {found.measure.title}"


def missed_row(pen: Pen, measure: Measure, each: MissedAt) -> Line:
    """A row: customers missed, of how many, the running share, the figure, the touchpoint."""
    figures = each.figures
    touchpoint = (stage_span(pen, each.stage), Span(" "), pen.span(each.text))
    friction = pen.span(f"  {pen.marks.friction * figures.friction}", "bad")
    if figures.missed is None or figures.cumulative is None:
        waits = f"{figures.n} answers, {ENOUGH} are needed"
        return (
            *padded_line((pen.span(f"     {pen.marks.dash}  {waits}", "muted"),), _HEAD),
            *touchpoint,
            friction,
        )
    volume = f"{figures.volume:,}" if figures.volume is not None else ""
    figure = f"{format_value(measure, figures.rate)} of {figures.n}"
    return (
        pen.span(f"{figures.missed:>6,.0f}", "bold"),
        pen.span(f" {volume:>6}{_TYPED if each.typed else ' '}", "muted"),
        pen.span(f" {figures.cumulative:>8.0%}  "),
        *padded_line((pen.span(figure, "muted"),), _FIGURE),
        *touchpoint,
        friction,
    )


def missed_text(found: BottleneckList, each: MissedAt) -> str:
    """How a row's figure comes about."""
    assert found.measure is not None
    figures, title = each.figures, found.measure.title
    head = f"{each.stage.letter} {each.stage.label}\n{each.text}"
    if figures.missed is None or figures.rate is None or figures.volume is None:
        return (
            f"{head}\n\n{title} has {figures.n} answers here; a figure needs {ENOUGH}. Until "
            "then it stands by its friction. b logs feedback."
        )
    volume = (
        f"The team put {figures.volume:,} customers a cycle through here"
        if each.typed
        else f"{figures.volume:,} answers stand for the customers here"
    )
    figure = format_value(found.measure, figures.rate)
    return (
        f"{head}\n\n{title}: {figure} of {figures.n}.\n{volume}, so about "
        f"{figures.missed:,.0f} were missed.\n\nThis and the touchpoints above it make "
        f"{figures.cumulative:.0%} of all that are missed.\n\nEnter shows the answers."
    )
