"""Verdicts: what the evidence before and after an improvement says about it.

A verdict is an answer, not a prize: "no clear change" is a good outcome of an honest
test. It is read once, when the after window closes; until then every reading is so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from store.common.dataclass import dataclass
from store.domain.cycles import day_words
from store.domain.statistics import control_chart
from store.domain.statistics.aggregates import Tally, format_value, value_of, with_count
from store.domain.statistics.change_words import change_clause
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.response_shares import Responses
from store.domain.statistics.windows import Window


class Verdict(StrEnum):
    """What the evidence says."""

    VALIDATED = "validated"
    NO_CLEAR_CHANGE = "no-clear-change"
    GOT_WORSE = "got-worse"
    NOT_ENOUGH_YET = "not-enough-yet"
    NO_BASELINE = "no-baseline"
    STORY = "story"
    """Chosen after the fact: a story, not a test."""
    CHART_ONLY = "chart-only"
    """Of a state, such as a backlog, which has a difference and a chart."""

    @property
    def label(self) -> str:
        """The verdict as people read it: ``no clear change``."""
        return "a story, not a test" if self is Verdict.STORY else self.value.replace("-", " ")

    @property
    def learned(self) -> bool:
        """Whether a final verdict of this kind counts as learned."""
        return self in LEARNED


LEARNED = frozenset({Verdict.VALIDATED, Verdict.NO_CLEAR_CHANGE, Verdict.GOT_WORSE})
"""The verdicts that count as learned."""


@dataclass(frozen=True, slots=True)
class StoryReason:
    """Why a proof is a story: a part of it was chosen when answers after it were on file."""

    part: str
    """``measure``, ``touchpoint``, ``target``, ``length`` or ``done day``."""
    chosen_on: date


@dataclass(frozen=True, slots=True)
class Sample:
    """The evidence inside one window."""

    window: Window
    tally: Tally
    value: float | None
    """The measure's figure; for a count the mean of its periods. None without answers."""
    periods: tuple[float, ...] = ()
    """A count's figure for each period, in order; empty for other measures."""
    responses: Responses | None = None
    """Who was asked and answered; None for a measure that is not asked about a case."""
    unit: str = "period"
    """What a count's periods are: ``week`` or ``month``."""

    @property
    def n(self) -> int:
        """Answers; for a count, periods."""
        return self.tally.n


def sample(measure: Measure, window: Window, tally: Tally) -> Sample:
    """The answers in ``window``, for any measure but a count."""
    return Sample(window, tally, value_of(measure, tally))


def count_sample(window: Window, figures: Sequence[float], unit: str = "period") -> Sample:
    """A count's figures in ``window``, one for each period that has any, in order. ``unit``:
    what a period is."""
    from statistics import fmean

    tally = Tally(n=len(figures), total=sum(figures))
    value = fmean(figures) if figures else None
    return Sample(window, tally, value, tuple(figures), unit=unit)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the evidence says, final or so far."""

    verdict: Verdict
    measure: Measure
    before: Sample
    after: Sample | None
    """None while the improvement is not done."""
    difference: float | None
    """The change of the figure, turned so that up is better: a fraction for shares, points
    for NPS, a number for counts. None while answers are missing."""
    low: float | None
    """The 95% interval of ``difference``, which lies inside it; None for a state and while
    answers are missing."""
    high: float | None
    missing_before: int
    """Answers (for counts: periods) still needed in the baseline."""
    missing_after: int
    final: bool
    """Whether it has been read for good; else it is so far."""
    target: float | None = None
    target_met: bool | None = None
    """None without a target or without answers after; it never decides."""
    cannot_be_told_apart_from: tuple[str, ...] = ()
    """Other improvements of the same measure and stage done inside either window."""
    late: int = 0
    """Answers (for counts: numbers) in it that came after the verdict had been read."""
    reread: date | None = None
    """The day it was last read again with evidence that came late; None where it was not."""
    again: Reading | None = None
    """What was read again, beside the verdict that was read first; None where there was none
    to stand beside."""
    verdict_on: date | None = None
    """The day from which the verdict is read: the one after the after window; None while the
    improvement is not done."""
    verdict_by: date | None = None
    """The day by which it is read, whatever has come."""
    waiting: bool = False
    """Closed, waiting for answers up to the window's last day."""
    read_on: date | None = None
    """The day it was read and stored; None where that is still to come."""
    rules: int = 2
    """The version of the rules it was read by."""
    weeks_differ: bool | None = False
    """Whether the cycles before differ more than chance, so that the range is wider; None where
    that is not known."""
    phi: float = 1.0
    """How much the cycles before differ, against what chance alone makes; 1 or more."""
    phi_cycles: int = 0
    """The cycles that was taken from."""
    bad_start: bool = False
    """Whether a short before began from an unusually bad cycle."""
    after_the_fact: StoryReason | None = None
    together_with: tuple[str, ...] = ()
    """The improvements it is read together with, as one."""
    marked_on: date | None = None
    """The day it was marked done, where that was after the done day."""

    @property
    def learned(self) -> bool:
        """Whether it counts as learned: final, and a verdict was reached."""
        return self.final and (self.verdict.learned or bool(self.again and self.again.learned))

    @property
    def headline(self) -> str:
        """The reading in one plain sentence."""
        if self.no_verdict_comes:
            return (
                f"{self.measure.title} was not measured before, so no verdict will come. "
                "The next improvement here starts from these answers."
            )
        words = f"{self.measure.title} {_story(self)}"
        return words if self.final or self.after is None else f"So far, {words}"

    @property
    def no_verdict_comes(self) -> bool:
        """Whether it is done and was not measured before."""
        return self.verdict is Verdict.NO_BASELINE and self.after is not None

    @property
    def cautions(self) -> tuple[str, ...]:
        """What says how far the reading can be believed, a sentence each."""
        return tuple(_cautions(self))

    @property
    def verdict_day_words(self) -> str:
        """When the verdict is read, while it is not; empty afterwards and where none comes."""
        if self.final or self.verdict_on is None or self.after is None or self.no_verdict_comes:
            return ""
        if self.verdict is Verdict.CHART_ONLY:
            return ""
        if self.waiting:
            by = f"; it is read by {day_words(self.verdict_by)}" if self.verdict_by else ""
            return f"Closed, waiting for answers up to {day_words(self.after.window.last)}{by}."
        return f"The verdict is read on {day_words(self.verdict_on)}."

    @property
    def sentence(self) -> str:
        """The headline, the day of the verdict, then the response rate, the cautions, late
        evidence, the target and what it cannot be told apart from."""
        parts = [self.headline, self.verdict_day_words, *_response_rate(self), *self.cautions]
        if self.again is not None:
            parts.append(f"{again_words(self)} {self.again.headline}")
        if self.target_met is not None:
            met = f"{'' if self.target_met else 'not '}met{'' if self.final else ' so far'}"
            parts.append(f"The target of {format_value(self.measure, self.target)} is {met}.")
        if self.cannot_be_told_apart_from:
            names = " and ".join(f"“{text}”" for text in self.cannot_be_told_apart_from)
            parts.append(f"It cannot be told apart from {names}.")
        return " ".join(part for part in parts if part)


def again_words(reading: Reading) -> str:
    """Say that it was read again, with how much that came late, and what that says then."""
    what = "number" if reading.measure.kind is MeasureKind.COUNT else "answer"
    came = f"{reading.late} {what}{'' if reading.late == 1 else 's'} that came late"
    word = reading.again.verdict.label if reading.again is not None else ""
    return f"Read again since, with {came}: {word}."


def _cautions(reading: Reading) -> Iterator[str]:
    if reading.after_the_fact is not None:
        story = reading.after_the_fact
        yield (
            f"A story, not a test: its {story.part} was chosen on {day_words(story.chosen_on)}, "
            "when answers after it were on file."
        )
    if reading.marked_on is not None:
        yield f"It was marked done on {day_words(reading.marked_on)}."
    if reading.together_with:
        names = " and ".join(f"“{text}”" for text in reading.together_with)
        yield f"Read together with {names}, as one."
    if reading.difference is None or reading.verdict is Verdict.CHART_ONLY:
        return
    if reading.weeks_differ:
        yield "Your weeks differ more than chance, so the range is wider."
    elif reading.weeks_differ is None:
        yield "How much your weeks differ is not known yet."
    if reading.bad_start:
        unit = reading.before.unit if reading.before.unit != "period" else "week"
        yield f"The {unit} before was unusually low: some of this would have come by itself."


def _response_rate(reading: Reading) -> list[str]:
    """``Before, 8 of 12 asked answered (67%).``; nothing where nobody was asked."""
    sides = (("before", reading.before), ("after", reading.after))
    parts = [
        f"{name}, {side.responses.words}"
        for name, side in sides
        if side is not None and side.responses is not None and side.responses.asked
    ]
    return [f"{'; '.join(parts).capitalize()}."] if parts else []


def _story(reading: Reading) -> str:
    """What follows the measure's name in the headline."""
    before, after = reading.before, reading.after
    if reading.verdict is Verdict.NO_BASELINE:
        return (
            "was not measured before: import earlier feedback, "
            "or measure this cycle and act in the next."
        )
    if after is None:
        more = _more_answers(reading.missing_before, reading)
        hint = f", {more} needed there" if reading.missing_before else ""
        return f"was {_figure(reading, before)} before{hint}. Answers count from the day after it is done."
    if reading.verdict is Verdict.NOT_ENOUGH_YET:
        return (
            f"was {_figure(reading, before)} before and {_figure(reading, after)} after: "
            f"{_missing(reading)}."
        )
    change = f"went from {_figure(reading, before)} to {_figure(reading, after)}"
    return f"{change}: {_change(reading)}."


def _figure(reading: Reading, side: Sample) -> str:
    measure = reading.measure
    if not side.n:
        return "not measured"
    if measure.kind is MeasureKind.COUNT:
        return f"{format_value(measure, side.value)} a {side.unit} (over {side.n})"
    return with_count(measure, side.value, side.n)


def _missing(reading: Reading) -> str:
    before, after = reading.missing_before, reading.missing_after
    if not before:
        return f"{_more_answers(after, reading)} needed"
    also = f" and {after} after" if after else ""
    return f"{_more_answers(before, reading)} needed before{also}"


def _more_answers(count: int, reading: Reading) -> str:
    what = reading.before.unit if reading.measure.kind is MeasureKind.COUNT else "answer"
    return f"{count} more {what}{'' if count == 1 else 's'}"


def _change(reading: Reading) -> str:
    if reading.verdict is Verdict.CHART_ONLY:
        return "a state has a chart and this difference, never a verdict"
    if reading.low is None or reading.high is None:
        return _usual(reading)
    return change_clause(reading.measure, reading.low, reading.high, reading.before.unit)


def _usual(reading: Reading) -> str:
    words = {
        Verdict.VALIDATED: "better than its usual ups and downs",
        Verdict.GOT_WORSE: "worse than its usual ups and downs",
    }.get(reading.verdict, "within its usual ups and downs")
    provisional = reading.before.n < control_chart.SETTLED
    before = reading.before
    return f"{words}, going by only {before.n} {before.unit}s before" if provisional else words
