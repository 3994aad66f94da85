"""Verdicts: what the evidence before and after an improvement says about it.

A verdict is an answer, not a prize: "no clear change" is a good outcome of an honest
test. It is read once, when the after window closes; until then every reading is so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import fmean

from store.practice import process_behaviour
from store.practice.intervals import Interval, NpsCounts, newcombe_difference, nps_difference
from store.practice.measures import Better, Measure, MeasureKind
from store.practice.responses import Responses
from store.practice.tallies import Tally, format_value, value_of, with_count
from store.practice.windows import Window


class Verdict(StrEnum):
    """What the evidence says."""

    VALIDATED = "validated"
    NO_CLEAR_CHANGE = "no-clear-change"
    GOT_WORSE = "got-worse"
    NOT_ENOUGH_YET = "not-enough-yet"
    NO_BASELINE = "no-baseline"

    @property
    def label(self) -> str:
        """The verdict as people read it: ``no clear change``."""
        return self.value.replace("-", " ")

    @property
    def learned(self) -> bool:
        """Whether a final verdict of this kind counts as learned."""
        return self not in (Verdict.NOT_ENOUGH_YET, Verdict.NO_BASELINE)


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

    @property
    def n(self) -> int:
        """Answers; for a count, periods."""
        return self.tally.n


def sample(measure: Measure, window: Window, tally: Tally) -> Sample:
    """The answers in ``window``, for any measure but a count."""
    return Sample(window, tally, value_of(measure, tally))


def count_sample(window: Window, figures: Sequence[float]) -> Sample:
    """A count's figures in ``window``, one for each period that has any, in order."""
    tally = Tally(n=len(figures), total=sum(figures))
    return Sample(window, tally, fmean(figures) if figures else None, tuple(figures))


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
    """The 95% interval of ``difference``; None for counts and while answers are missing."""
    high: float | None
    missing_before: int
    """Answers (for counts: periods) still needed in the baseline."""
    missing_after: int
    final: bool
    """Whether the after window has closed."""
    target: float | None = None
    target_met: bool | None = None
    """None without a target or without answers after; it never decides."""
    cannot_be_told_apart_from: tuple[str, ...] = ()
    """Other improvements of the same measure and stage done inside either window."""
    late: int = 0
    """Answers (for counts: numbers) in it that came after the verdict had been read."""
    reread: date | None = None
    """The day the last of those came; None without any."""

    @property
    def learned(self) -> bool:
        """Whether it counts as learned: final, and a verdict was reached."""
        return self.final and self.verdict.learned

    @property
    def headline(self) -> str:
        """The reading in one plain sentence."""
        words = f"{self.measure.title} {_story(self)}"
        return words if self.final or self.after is None else f"So far, {words}"

    @property
    def sentence(self) -> str:
        """The headline, then the response rate, late evidence, the target and what it cannot be
        told apart from."""
        parts = [self.headline, *_response_rate(self)]
        if self.late:
            what = "number" if self.measure.kind is MeasureKind.COUNT else "answer"
            came = f"{self.late} {what}{'' if self.late == 1 else 's'} that came late"
            parts.append(f"Read again since, with {came}.")
        if self.target_met is not None:
            met = f"{'' if self.target_met else 'not '}met{'' if self.final else ' so far'}"
            parts.append(f"The target of {format_value(self.measure, self.target)} is {met}.")
        if self.cannot_be_told_apart_from:
            names = " and ".join(f"“{text}”" for text in self.cannot_be_told_apart_from)
            parts.append(f"It cannot be told apart from {names}.")
        return " ".join(parts)


def read(
    measure: Measure,
    before: Sample,
    after: Sample | None,
    *,
    today: date,
    target: float | None = None,
    others: Sequence[str] = (),
    late: int = 0,
    reread: date | None = None,
) -> Reading:
    """What the evidence in two windows says about an improvement.

    ``after`` is None while it is not done. ``others`` names what it cannot be told apart
    from (see ``windows.cannot_be_told_apart``). ``late`` of the answers came after the after
    window had closed, the last on the day ``reread``.
    """
    after_n = after.n if after is not None else 0
    missing_before = max(0, measure.needed - before.n)
    missing_after = max(0, measure.needed - after_n)
    interval: Interval | None = None
    difference: float | None = None
    if before.n == 0:
        verdict = Verdict.NO_BASELINE
    elif after is None or missing_before or missing_after:
        verdict = Verdict.NOT_ENOUGH_YET
    else:
        assert before.value is not None
        assert after.value is not None
        difference = measure.signed(after.value - before.value)
        if measure.kind is MeasureKind.COUNT:
            verdict = _from_signals(measure, before.periods, after.periods)
        else:
            interval = _interval(measure, before.tally, after.tally)
            verdict = _from_interval(interval)
    return Reading(
        verdict=verdict,
        measure=measure,
        before=before,
        after=after,
        difference=difference,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        missing_before=missing_before,
        missing_after=missing_after,
        final=after is not None and today > after.window.last,
        target=target,
        target_met=_target_met(measure, after, target),
        cannot_be_told_apart_from=tuple(others),
        late=late,
        reread=reread,
    )


def _interval(measure: Measure, before: Tally, after: Tally) -> Interval:
    """The interval of after minus before, turned so that up is better."""
    if measure.kind is MeasureKind.NPS:
        found = nps_difference(
            NpsCounts(after.promoters, after.detractors, after.n),
            NpsCounts(before.promoters, before.detractors, before.n),
        )
    else:
        found = newcombe_difference(after.yes, after.n, before.yes, before.n)
    return found if measure.better is Better.UP else Interval(-found.high, -found.low)


def _from_interval(interval: Interval) -> Verdict:
    if interval.low > 0:
        return Verdict.VALIDATED
    return Verdict.GOT_WORSE if interval.high < 0 else Verdict.NO_CLEAR_CHANGE


def _from_signals(measure: Measure, before: Sequence[float], after: Sequence[float]) -> Verdict:
    """By the side of the signals after the start; signals on both sides say nothing clear."""
    found = process_behaviour.signals(after, process_behaviour.limits(before))
    sides = {signal.side for signal in found}
    if len(sides) != 1:
        return Verdict.NO_CLEAR_CHANGE
    rose = process_behaviour.Side.ABOVE in sides
    return Verdict.VALIDATED if rose == (measure.better is Better.UP) else Verdict.GOT_WORSE


def _target_met(measure: Measure, after: Sample | None, target: float | None) -> bool | None:
    if target is None or after is None or after.value is None:
        return None
    return measure.signed(after.value - target) >= 0


def _response_rate(reading: Reading) -> list[str]:
    """``Before, 8 of 12 asked answered (67%).``; nothing where nobody was asked."""
    sides = (("before", reading.before), ("after", reading.after))
    said = [
        f"{name}, {side.responses.words}"
        for name, side in sides
        if side is not None and side.responses is not None and side.responses.asked
    ]
    return [f"{'; '.join(said).capitalize()}."] if said else []


def _story(reading: Reading) -> str:
    """What follows the measure's name in the headline."""
    before, after = reading.before, reading.after
    if reading.verdict is Verdict.NO_BASELINE:
        return (
            "was not measured before: import earlier feedback, "
            "or measure this cycle and act in the next."
        )
    if after is None:
        wanted = _wanted(reading.missing_before, reading.measure)
        hint = f", {wanted} needed there" if reading.missing_before else ""
        return f"was {_figure(reading, before)} before{hint}; what follows counts once it is done."
    if reading.verdict is Verdict.NOT_ENOUGH_YET:
        return (
            f"was {_figure(reading, before)} before and {_figure(reading, after)} after: "
            f"{_missing(reading)}."
        )
    change = f"went from {_figure(reading, before)} to {_figure(reading, after)}"
    return f"{change}: {_change(reading)}."


def _figure(reading: Reading, side: Sample) -> str:
    measure = reading.measure
    if measure.kind is MeasureKind.COUNT:
        return f"{format_value(measure, side.value)} a period (over {side.n})"
    return with_count(measure, side.value, side.n) if side.n else "not measured"


def _missing(reading: Reading) -> str:
    before, after = reading.missing_before, reading.missing_after
    if not before:
        return f"{_wanted(after, reading.measure)} needed"
    also = f" and {after} after" if after else ""
    return f"{_wanted(before, reading.measure)} needed before{also}"


def _wanted(count: int, measure: Measure) -> str:
    what = "period" if measure.kind is MeasureKind.COUNT else "answer"
    return f"{count} more {what}{'' if count == 1 else 's'}"


def _change(reading: Reading) -> str:
    if reading.low is None or reading.high is None:
        return _usual(reading)
    scale = 1 if reading.measure.kind is MeasureKind.NPS else 100
    low, high = scale * reading.low, scale * reading.high
    if reading.verdict is Verdict.NO_CLEAR_CHANGE:
        return _either_way(round(-low), round(high))
    word = "better" if low > 0 else "worse"
    near, far = sorted((round(abs(low)), round(abs(high))))
    start = "" if near == far else f"{near or 'under 1'} to "
    return f"{word} by {start}{_points(far)}"


def _either_way(worse: int, better: int) -> str:
    """A range across no change, given how many points it reaches either way."""
    if not worse and not better:
        return "the change is under 1 point either way"
    if not worse:
        return f"could be anywhere from no change to {_points(better)} better"
    reach = f"{better} better" if better else "no change"
    return f"could be anywhere from {_points(worse)} worse to {reach}"


def _points(points: int) -> str:
    return f"{points} points" if points > 1 else f"{'under ' if points == 0 else ''}1 point"


def _usual(reading: Reading) -> str:
    words = {
        Verdict.VALIDATED: "better than its usual ups and downs",
        Verdict.GOT_WORSE: "worse than its usual ups and downs",
    }.get(reading.verdict, "within its usual ups and downs")
    provisional = reading.before.n < process_behaviour.SETTLED
    return f"{words}, going by only {reading.before.n} periods before" if provisional else words
