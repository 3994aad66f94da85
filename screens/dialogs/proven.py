"""An improvement read whole: what became of it, its verdict, and the evidence behind both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from screens.acting import read
from screens.dialogs.reader import Reader
from screens.shell import shell_of
from screens.theme import Marks, marks_for
from screens.widgets.words import plural
from store.evidence import Evidence
from store.practice.cycles import day_words
from store.practice.measures import Measure, MeasureKind
from store.practice.tallies import format_value
from store.practice.verdicts import Reading, Sample, Verdict
from store.practice.windows import Window
from store.proven import STANDING
from store.snapshot import Improvement, Status
from store.working import SHOWN, Proven, load_proven

if TYPE_CHECKING:
    from textual.widget import Widget

_BAR = 20
"""Cells of a bar for 100%."""


async def show_proven(widget: Widget, improvement_id: str) -> None:
    """Show an improvement with its verdict and the evidence behind it. Awaited in a worker."""
    outcome = await read(widget, load_proven, improvement_id)
    if outcome.value is None:
        return
    proven = outcome.value
    improvement = proven.improvement
    marks = marks_for(shell_of(widget).appearance.ascii)
    title = f"{improvement.stage.letter} {improvement.stage.label} · {improvement.cycle.name}"
    await widget.app.push_screen_wait(Reader(title, proven_text(proven, marks)))


def proven_text(proven: Proven, marks: Marks) -> str:
    """The whole as text, with a blank line between its parts."""
    improvement = proven.improvement
    parts = [_head(improvement), _verdict(improvement)]
    reading = improvement.reading
    if reading is not None and improvement.status.value in STANDING:
        parts += [
            _figures(reading, marks),
            _answers("The answers after", reading.measure, proven.after),
            _answers("The answers before", reading.measure, proven.before),
        ]
    return "\n\n".join("\n".join(part) for part in (list(lines) for lines in parts) if part)


def _head(improvement: Improvement) -> Iterator[str]:
    yield improvement.text
    owner = improvement.owner.name if improvement.owner else "no owner"
    where = f", from {improvement.touchpoint_text}" if improvement.touchpoint_text else ""
    yield f"{owner}{where}; {_status(improvement)}"


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
    if reading.final:
        yield f"Verdict: {reading.verdict.label}"
    yield reading.sentence
    if reading.verdict is Verdict.NO_CLEAR_CHANGE and reading.final:
        yield "That is a good outcome of an honest test: now you know."


def _figures(reading: Reading, marks: Marks) -> Iterator[str]:
    yield from _side("Before", reading.measure, reading.before, marks)
    if reading.after is None:
        yield "After: counts from the day after it is done."
        return
    yield from _side("After", reading.measure, reading.after, marks)
    if not reading.final:
        closes = day_words(reading.after.window.last)
        yield f"The verdict is read once, when this window has closed on {closes}."
    if reading.low is not None:
        yield "The range of the change is a 95% interval."


def _side(name: str, measure: Measure, side: Sample, marks: Marks) -> Iterator[str]:
    yield f"{name}, {_days(side.window)}: {_figure(measure, side)}"
    if measure.kind in (MeasureKind.RATE, MeasureKind.SCORE) and side.value is not None:
        filled = round(_BAR * side.value)
        bar = marks.bar_full * filled + marks.bar_empty * (_BAR - filled)
        yield f"  {bar} {format_value(measure, side.value)}"
    if side.periods:
        figures = ", ".join(format_value(measure, figure) for figure in side.periods)
        yield f"  by period: {figures}"


def _days(window: Window) -> str:
    return f"{day_words(window.first)} to {day_words(window.last)}"


def _figure(measure: Measure, side: Sample) -> str:
    if side.n == 0:
        return "no answers"
    figure = format_value(measure, side.value)
    if measure.kind is MeasureKind.COUNT:
        return f"{figure} a period, over {plural(side.n, 'period')}"
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
