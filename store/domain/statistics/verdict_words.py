"""What the evidence says of an improvement, in few words: verdict, figures, n, range and day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from store.common.dataclass import dataclass
from store.domain.cycles import Cycle, day_words
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.change_words import change_short
from store.domain.statistics.counts import after_of
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.verdicts import Reading, Verdict

_SO_FAR = {
    Verdict.VALIDATED: "so far better",
    Verdict.GOT_WORSE: "so far worse",
    Verdict.NO_CLEAR_CHANGE: "so far no clear change",
    Verdict.NOT_ENOUGH_YET: "not enough yet",
    Verdict.NO_BASELINE: "no baseline",
    Verdict.STORY: "a story, not a test",
    Verdict.CHART_ONLY: "chart only",
}
NO_VERDICT = "no verdict will come; the next here starts from these answers"
"""What a done improvement without a baseline is, said once."""


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A reading in words, part by part; a part that has nothing to say is empty."""

    verdict: str
    """``validated``, ``so far better``, ``not enough yet``."""
    figures: str
    """``CSAT 62% → 78%``; before the improvement is done only what was before."""
    sample: str
    """``n 100 → 96``, how many of those asked answered, and what a verdict still needs."""
    change: str
    """``3–28 points better``, ``2 worse … 12 points better``, a count's ``4.1–7.6 fewer a week``."""
    day: str
    """``verdict on 9 Jan``, ``closed, waiting for answers up to 8 Jan``, ``read on 10 Jan``."""

    @property
    def details(self) -> str:
        """Sample and change, joined."""
        return ", ".join(part for part in (self.sample, self.change) if part)


def verdict_in_words(reading: Reading) -> VerdictWords:
    """Say a reading in words; every screen and report takes them from here."""
    return VerdictWords(
        verdict=reading.verdict.label if reading.final else _SO_FAR[reading.verdict],
        figures=_figures(reading),
        sample=_sample(reading),
        change=_change(reading),
        day=verdict_day_words(reading),
    )


def verdict_on(reading: Reading) -> date | None:
    """Give the day from which the verdict of a done improvement is read: the day after its after
    window's last. None where it is not done, and where no verdict will come."""
    if reading.after is None or reading.verdict in (Verdict.NO_BASELINE, Verdict.CHART_ONLY):
        return None
    return reading.verdict_on or reading.after.window.last + timedelta(days=1)


def verdict_day_words(reading: Reading, said: Callable[[date], str] = day_words) -> str:
    """Say when the verdict of a done improvement is or was read, in a few words.

    ``said`` says a day. Empty where it is not done, and where no verdict will come.
    """
    day = verdict_on(reading)
    if day is None or reading.after is None:
        return ""
    if reading.final:
        return f"read on {said(reading.read_on or day)}"
    if reading.waiting:
        return f"closed, waiting for answers up to {said(reading.after.window.last)}"
    return f"verdict on {said(day)}"


def planned_verdict_on(measure: Measure, cycle: Cycle, done_on: date, after_days: int) -> date:
    """Give the day on which the verdict would be read if it were done on ``done_on``."""
    return after_of(measure, cycle, done_on, after_days).last + timedelta(days=1)


def _figures(reading: Reading) -> str:
    measure = reading.measure
    before = format_value(measure, reading.before.value)
    if reading.after is None or reading.after.n == 0:
        return f"{measure.title} {before} before"
    return f"{measure.title} {before} → {format_value(measure, reading.after.value)}"


def _sample(reading: Reading) -> str:
    if reading.after is None:
        counted = f"n {reading.before.n}"
        missing = reading.missing_before
    else:
        counted = f"n {reading.before.n} → {reading.after.n}"
        missing = reading.missing_before or reading.missing_after
    counted += _answered(reading)
    if not missing:
        return counted
    unit = reading.before.unit if reading.measure.kind is MeasureKind.COUNT else "answer"
    when = " before" if reading.missing_before else ""
    return f"{counted}, {missing} more {unit}{'' if missing == 1 else 's'} needed{when}"


def _answered(reading: Reading) -> str:
    """``, 67% → 75% answered``: the response rate; empty where nobody was asked."""
    sides = [side.responses for side in (reading.before, reading.after) if side is not None]
    rates = [each.rate if each is not None else None for each in sides]
    if not any(rate is not None for rate in rates):
        return ""
    words = ("–" if rate is None else f"{rate:.0%}" for rate in rates)
    return f", {' → '.join(words)} answered"


def _change(reading: Reading) -> str:
    if reading.low is None or reading.high is None:
        if reading.difference is None:
            return ""
        return {
            Verdict.VALIDATED: "better than its usual ups and downs",
            Verdict.GOT_WORSE: "worse than its usual ups and downs",
        }.get(reading.verdict, "within its usual ups and downs")
    return change_short(reading.measure, reading.low, reading.high, reading.before.unit)
