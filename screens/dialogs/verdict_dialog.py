"""An improvement read whole: what became of it, its verdict, and the evidence behind both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from screens.core.app_context import app_context_of
from screens.core.store_calls import read
from screens.dialogs.reader import Reader
from screens.theme.themes import Glyphs, glyphs_for
from screens.widgets.date_format import plural
from store.domain.cycles import day_words
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.charts.verdict_line import (
    axis_labels,
    axis_of,
    draw_line,
    has_line,
    middle_of,
    target_change,
    target_column,
)
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.verdict_words import NO_VERDICT, verdict_day_words, verdict_on
from store.domain.statistics.verdicts import Reading, Sample, Verdict
from store.domain.statistics.windows import Window
from store.evidence.evidence import Evidence
from store.models.improvement import Improvement, Status
from store.queries.proof_overview import STANDING
from store.queries.verdict_details import SHOWN, VerdictDetails, load_verdict_details

if TYPE_CHECKING:
    from textual.widget import Widget

_BAR = 20
"""Cells of a bar for 100%."""
_LINE, _LEAST_LINE = 49, 25
"""Cells of the range that is drawn, and the fewest that it is drawn in."""
_ENDS = 7
"""Cells of the words beside it."""
_AROUND = 2 + _ENDS + len("  better")
"""Cells of a row that are not the range's."""


async def show_verdict(widget: Widget, improvement_id: str) -> None:
    """Show an improvement with its verdict and the evidence behind it. Awaited in a worker."""
    outcome = await read(widget, load_verdict_details, improvement_id)
    if outcome.value is None:
        return
    details = outcome.value
    improvement = details.improvement
    glyphs = glyphs_for(app_context_of(widget).appearance.ascii)
    title = f"{improvement.stage.letter} {improvement.stage.label} · {improvement.cycle.name}"
    width = Reader.text_width(widget.app.size.width)
    await widget.app.push_screen_wait(Reader(title, verdict_text(details, glyphs, width)))


def verdict_text(details: VerdictDetails, glyphs: Glyphs, width: int) -> str:
    """The whole as text, with a blank line between its parts; what is drawn in it fits lines of
    ``width`` cells."""
    improvement = details.improvement
    parts = [_head(improvement), _verdict(improvement)]
    reading = improvement.reading
    if reading is not None and improvement.status.value in STANDING:
        parts += [
            _drawn(reading, glyphs, width),
            _figures(reading, glyphs),
            _answers("The answers after", reading.measure, details.after),
            _answers("The answers before", reading.measure, details.before),
        ]
    return "\n\n".join("\n".join(part) for part in (list(lines) for lines in parts) if part)


def _head(improvement: Improvement) -> Iterator[str]:
    yield improvement.text
    owner = improvement.owner.name if improvement.owner else "no owner"
    origin = f", from {improvement.touchpoint_text}" if improvement.touchpoint_text else ""
    yield f"{owner}{origin}; {_status(improvement)}"
    if improvement.link:
        yield f"Link: {improvement.link}"


def _status(improvement: Improvement) -> str:
    if improvement.status is Status.DONE and improvement.done_on is not None:
        late = ", late: it does not count as kept" if improvement.late else ""
        return f"done {day_words(improvement.done_on)}{late}"
    if improvement.status is Status.PLANNED:
        return f"planned, due {day_words(improvement.due)}"
    word = "carried over" if improvement.status is Status.CARRIED else "dropped"
    return f"{word}: {improvement.reason}" if improvement.reason else word


def _verdict(improvement: Improvement) -> Iterator[str]:
    reading = improvement.reading
    if improvement.status.value not in STANDING:
        word = "carried over" if improvement.status is Status.CARRIED else "dropped"
        yield f"It was {word} before it was done, so there is no verdict."
        return
    if reading is None:
        yield "It has no proof, so there is no verdict. e gives a planned one its proof."
        return
    if reading.verdict is Verdict.NO_BASELINE and improvement.status is Status.DONE:
        yield f"{reading.measure.title} was not measured before: {NO_VERDICT}."
        return
    if reading.final:
        day = verdict_day_words(reading)
        yield f"Verdict: {reading.verdict.label}" + (f", {day}" if day else "")
    yield reading.sentence
    if reading.verdict is Verdict.NO_CLEAR_CHANGE and reading.final:
        yield "That is a good outcome of an honest test: now you know."


def _drawn(reading: Reading, glyphs: Glyphs, width: int) -> Iterator[str]:
    """The range of the change on its axis, with its target in a row of its own; nothing where a
    line has no room for it."""
    cells = min(_LINE, width - _AROUND)
    cells -= (cells + 1) % 2  # As many on each side of zero.
    if not has_line(reading) or cells < _LEAST_LINE:
        return
    axis = axis_of([reading])
    yield f"  {'':{_ENDS}}{axis_labels(cells, axis)}"
    yield f"  {'worse':{_ENDS}}{draw_line(reading, cells, axis, ascii=glyphs.ascii)}  better"
    target, change = target_column(reading, cells, axis), target_change(reading, axis)
    if target is not None and change is not None:
        mark = "T" if glyphs.ascii else "◇"
        zero = ":" if glyphs.ascii else "┊"
        by = f"{change:+.1f}" if axis.own_unit else f"{change:+.0f}"
        words = f"target {format_value(reading.measure, reading.target)} = {by}"
        row = _target_row(target, f"{mark} {words}", f"{words} {mark}", zero, cells)
        yield f"  {'':{_ENDS}}{row}"


def _target_row(target: int, after: str, ahead: str, zero: str, cells: int) -> str:
    """The target's mark in its cell of the line, its words on the side that has room."""
    middle = middle_of(cells)
    if target > middle:
        if target + len(after) > cells + len("  better"):
            return f"{ahead:>{target + 1}}"
        return f"{zero:>{middle + 1}}{'':{target - middle - 1}}{after}"
    words = f"{'':{target}}{after}"
    if len(words) <= middle:
        return f"{words:{middle}}{zero}"
    return f"{ahead:>{target + 1}}" if len(ahead) <= target + 1 else words


def _figures(reading: Reading, glyphs: Glyphs) -> Iterator[str]:
    yield from _side("Before", reading.measure, reading.before, glyphs)
    if reading.after is None:
        yield "After: counts from the day after it is done."
        return
    yield from _side("After", reading.measure, reading.after, glyphs)
    day = verdict_on(reading)
    if not reading.final and not reading.waiting and day is not None:
        yield f"The verdict is read once, from {day_words(day)} on, when this window has closed."
    if reading.low is not None:
        yield "The range of the change is a 95% interval."


def _side(name: str, measure: Measure, side: Sample, glyphs: Glyphs) -> Iterator[str]:
    yield f"{name}, {_days(side.window)}: {_figure(measure, side)}"
    if measure.kind in (MeasureKind.RATE, MeasureKind.SCORE) and side.value is not None:
        filled = round(_BAR * side.value)
        bar = glyphs.bar_full * filled + glyphs.bar_empty * (_BAR - filled)
        yield f"  {bar} {format_value(measure, side.value)}"
    if side.periods:
        figures = ", ".join(format_value(measure, figure) for figure in side.periods)
        yield f"  by {side.unit}: {figures}"


def _days(window: Window) -> str:
    return f"{day_words(window.first)} to {day_words(window.last)}"


def _figure(measure: Measure, side: Sample) -> str:
    if side.n == 0:
        return "no answers"
    figure = format_value(measure, side.value)
    if measure.kind is MeasureKind.COUNT:
        return f"{figure} a {side.unit}, over {plural(side.n, side.unit)}"
    if measure.kind is MeasureKind.NPS:
        tally = side.tally
        return (
            f"{measure.title} {figure}: {plural(tally.promoters, 'promoter')}, "
            f"{plural(tally.detractors, 'detractor')} of {side.n}"
        )
    return f"{side.tally.yes} of {side.n}, {figure}"


def _answers(title: str, measure: Measure, evidence: Sequence[Evidence]) -> Iterator[str]:
    """The answers, a day a line, the quotes with them."""
    if not evidence:
        return
    yield title
    by_day: dict[str, list[Evidence]] = {}
    for each in evidence:
        by_day.setdefault(day_words(each.day), []).append(each)
    for day, answers in by_day.items():
        yield f"- {day}: {', '.join(_value(measure, each) for each in answers)}"
        yield from (f"  “{each.quote}”{_source(each)}" for each in answers if each.quote)
    if len(evidence) == SHOWN:
        yield f"- and more before that; the newest {SHOWN} are shown"


def _value(measure: Measure, each: Evidence) -> str:
    if each.value is None:
        return "–"
    if measure.kind is MeasureKind.RATE:
        return "yes" if each.value else "no"
    return f"{each.value:g}"


def _source(each: Evidence) -> str:
    return f" ({each.source})" if each.source else ""
