"""A reading as lines: its words with their colours, and its range drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from screens.widgets.date_format import full_day
from screens.widgets.styled_lines import Line, LineBuilder, Span
from store.domain.statistics.charts.verdict_line import (
    Axis,
    axis_of,
    draw_line,
    has_line,
    middle_of,
)
from store.domain.statistics.verdict_words import (
    NO_VERDICT,
    planned_verdict_on,
    verdict_day_words,
    verdict_in_words,
)
from store.domain.statistics.verdicts import Reading, Verdict
from store.models.improvement import Improvement, Status

LINE_WIDTH = 25
"""Cells of a range that is drawn at the end of a row."""
_ROLES = {
    Verdict.VALIDATED: "good",
    Verdict.GOT_WORSE: "bad",
    Verdict.NO_CLEAR_CHANGE: "",
    Verdict.NOT_ENOUGH_YET: "muted",
    Verdict.NO_BASELINE: "muted",
    Verdict.STORY: "muted",
    Verdict.CHART_ONLY: "muted",
}


def verdict_role(reading: Reading) -> str:
    """The role in which a verdict is drawn: ``good``, ``bad``, ``muted`` or none."""
    return _ROLES[reading.verdict]


def verdict_spans(builder: LineBuilder, reading: Reading) -> list[Span]:
    """The verdict with its mark."""
    marks = builder.glyphs
    mark = {
        Verdict.VALIDATED: marks.up,
        Verdict.GOT_WORSE: marks.down,
        Verdict.NO_CLEAR_CHANGE: marks.dash,
        Verdict.NOT_ENOUGH_YET: marks.ellipsis,
        Verdict.NO_BASELINE: marks.ellipsis,
        Verdict.STORY: marks.dash,
        Verdict.CHART_ONLY: marks.dash,
    }[reading.verdict]
    words = verdict_in_words(reading).verdict
    return [builder.span(f"{mark} {words}", verdict_role(reading))]


def line_spans(builder: LineBuilder, reading: Reading | None, width: int, axis: Axis) -> Line:
    """The range drawn in ``width`` cells: the range in the verdict's colour, no change muted."""
    drawn = draw_line(reading, width, axis, ascii=builder.glyphs.ascii)
    role = verdict_role(reading) if reading is not None else "muted"
    spans: list[Span] = []
    for letter in drawn:
        own = "muted" if letter in ("┊", ":") else "bold" if letter in ("◇", "T") else role
        if letter == " ":
            own = ""
        if spans and spans[-1].role == own:
            spans[-1] = Span(spans[-1].text + letter, own)
        else:
            spans.append(Span(letter, own))
    return tuple(spans)


def row_line(builder: LineBuilder, each: Improvement, axis: Axis) -> Line:
    """The range of a done improvement for the end of its row; empty where there is none."""
    reading = each.reading
    if each.status is not Status.DONE or reading is None or not has_line(reading):
        return ()
    return line_spans(builder, reading, LINE_WIDTH, axis)


def shared_axis(improvements: Iterable[Improvement]) -> Axis:
    """One axis for the ranges of these improvements, so that they compare."""
    return axis_of(each.reading for each in improvements if each.reading is not None)


def axis_words() -> str:
    """``worse     0     better`` over the ranges at the ends of rows."""
    middle = middle_of(LINE_WIDTH)
    return "worse".ljust(middle) + "0" + "better".rjust(LINE_WIDTH - middle - 1)


def day_spans(builder: LineBuilder, each: Improvement, today: date) -> list[Span]:
    """The day of its verdict: ``verdict on Sat 9 Jan``, ``closed, waiting for answers up to Fri 8
    Jan``; of a planned one, if it is done when it is due; nothing where none will come."""
    reading, proof = each.reading, each.proof
    if reading is None or proof is None or reading.verdict is Verdict.NO_BASELINE:
        return []
    if reading.measure.chart_only:
        return []
    if each.status is Status.PLANNED:
        done = max(each.due, today)
        day = planned_verdict_on(reading.measure, each.cycle, done, proof.after_days)
        when = "today" if done == today else full_day(done, today)
        return [builder.span(f"verdict on {full_day(day, today)} if done {when}", "muted")]
    words = verdict_day_words(reading, lambda day: full_day(day, today))
    return [builder.span(words, "muted")] if words else []


def reading_paragraphs(
    builder: LineBuilder, improvement: Improvement, today: date
) -> list[list[Span]]:
    """What the evidence says of an improvement, in short paragraphs: verdict and figures, then n
    and range, then the day of the verdict."""
    reading, is_done = improvement.reading, improvement.status is Status.DONE
    if reading is None:
        return [[builder.span("no proof, so no verdict", "muted")]]
    words = verdict_in_words(reading)
    if reading.verdict is Verdict.NO_BASELINE:
        sentence = f"{reading.measure.title} was not measured before"
        return [
            verdict_spans(builder, reading),
            [builder.span(f"{sentence}: {NO_VERDICT}" if is_done else sentence, "muted")],
        ]
    day = day_spans(builder, improvement, today)
    if not is_done or reading.after is None:
        paragraphs = [[builder.span(words.figures, "")], [builder.span(words.sample, "muted")]]
    else:
        paragraphs = [
            [*verdict_spans(builder, reading), builder.span(f": {words.figures}")],
            [builder.span(words.details, "muted")],
        ]
    if day:
        paragraphs.append(day)
    if is_done and reading.cannot_be_told_apart_from:
        paragraphs.append([builder.span("cannot be told apart from another change", "warn")])
    return paragraphs
