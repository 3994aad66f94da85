"""What the evidence says of an improvement, in few words: verdict, figures, n and range."""

from __future__ import annotations

from screens.widgets.sheet import Pen, Span
from screens.widgets.words import plural
from store.practice.measures import Measure, MeasureKind
from store.practice.tallies import format_value
from store.practice.verdicts import Reading, Verdict

_ROLES = {
    Verdict.VALIDATED: "good",
    Verdict.GOT_WORSE: "bad",
    Verdict.NO_CLEAR_CHANGE: "",
    Verdict.NOT_ENOUGH_YET: "muted",
    Verdict.NO_BASELINE: "muted",
}
_SO_FAR = {
    Verdict.VALIDATED: "so far better",
    Verdict.GOT_WORSE: "so far worse",
    Verdict.NO_CLEAR_CHANGE: "so far no clear change",
    Verdict.NOT_ENOUGH_YET: "not enough yet",
    Verdict.NO_BASELINE: "no baseline",
}


def verdict_words(reading: Reading) -> str:
    """The verdict where it is final, else what is seen so far."""
    return reading.verdict.label if reading.final else _SO_FAR[reading.verdict]


def verdict_spans(pen: Pen, reading: Reading) -> list[Span]:
    """The verdict with its mark."""
    marks = pen.marks
    mark = {
        Verdict.VALIDATED: marks.up,
        Verdict.GOT_WORSE: marks.down,
        Verdict.NO_CLEAR_CHANGE: marks.dash,
        Verdict.NOT_ENOUGH_YET: marks.ellipsis,
        Verdict.NO_BASELINE: marks.ellipsis,
    }[reading.verdict]
    return [pen.span(f"{mark} {verdict_words(reading)}", _ROLES[reading.verdict])]


def figure_words(reading: Reading) -> str:
    """``CSAT 62% → 78%``; before the improvement is done only what was before."""
    measure = reading.measure
    before = format_value(measure, reading.before.value)
    if reading.after is None or reading.after.n == 0:
        return f"{measure.title} {before} before"
    return f"{measure.title} {before} → {format_value(measure, reading.after.value)}"


def sample_words(reading: Reading) -> str:
    """How much that rests on: ``n 100 → 96``, how many of those asked answered, and what a
    verdict still needs."""
    if reading.after is None:
        counted = f"n {reading.before.n}"
        missing = reading.missing_before
    else:
        counted = f"n {reading.before.n} → {reading.after.n}"
        missing = reading.missing_before or reading.missing_after
    counted += _answered_words(reading)
    if not missing:
        return counted
    unit = "period" if reading.measure.kind is MeasureKind.COUNT else "answer"
    where = " before" if reading.missing_before else ""
    return f"{counted}, {plural(missing, f'more {unit}')} needed{where}"


def _answered_words(reading: Reading) -> str:
    """``, 67% → 75% answered``: the response rate; empty where nobody was asked."""
    sides = [side.responses for side in (reading.before, reading.after) if side is not None]
    rates = [each.rate if each is not None else None for each in sides]
    if not any(rate is not None for rate in rates):
        return ""
    words = ("–" if rate is None else f"{rate:.0%}" for rate in rates)
    return f", {' → '.join(words)} answered"


def range_words(reading: Reading) -> str:
    """Where the change lies: ``3–28 points better``, ``2 worse … 12 points better``."""
    if reading.low is None or reading.high is None:
        if reading.difference is None:
            return ""
        return {
            Verdict.VALIDATED: "better than its usual ups and downs",
            Verdict.GOT_WORSE: "worse than its usual ups and downs",
        }.get(reading.verdict, "within its usual ups and downs")
    scale = points_scale(reading.measure)
    low, high = round(scale * reading.low), round(scale * reading.high)
    if reading.low > 0:
        return f"{max(low, 0)}–{high} points better"
    if reading.high < 0:
        return f"{max(-high, 0)}–{-low} points worse"
    return f"{-low} worse … {high} points better"


def points_scale(measure: Measure) -> int:
    """What a difference is multiplied by to be in points."""
    return 1 if measure.kind is MeasureKind.NPS else 100


def reading_paragraphs(pen: Pen, reading: Reading | None, *, done: bool) -> list[list[Span]]:
    """The verdict so far in up to three short paragraphs: words, figure, n and range."""
    if reading is None:
        return [[pen.span("no proof, so no verdict", "muted")]]
    if reading.verdict is Verdict.NO_BASELINE:
        title = reading.measure.title
        return [
            verdict_spans(pen, reading),
            [pen.span(f"{title} was not measured before", "muted")],
        ]
    if not done or reading.after is None:
        return [
            [pen.span(figure_words(reading), "")],
            [pen.span(sample_words(reading), "muted")],
        ]
    rest = ", ".join(part for part in (sample_words(reading), range_words(reading)) if part)
    paragraphs = [
        [*verdict_spans(pen, reading), pen.span(f": {figure_words(reading)}")],
        [pen.span(rest, "muted")],
    ]
    if reading.cannot_be_told_apart_from:
        paragraphs.append([pen.span("cannot be told apart from another change", "warn")])
    return paragraphs
