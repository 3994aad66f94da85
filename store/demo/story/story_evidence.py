"""The answers behind the sample's improvements: drawn, not typed, and the same every time.

Each stream is one measure in one stage. Its level is a base, plus what each improvement did
to it once it was done, plus how its touchpoint differs. Only ``Random.random`` is used: it
is the one draw that Python keeps the same from version to version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from store.common.dataclass import dataclass
from store.demo.story.story_shapes import StoryEvidence
from store.domain.stages import Stage

EARLIEST_WEEK = -16
"""Feedback reaches further back than the reviews, so that the first ones have a baseline."""

DAY_WEIGHTS = (1.3, 0.9, 0.8, 0.9, 1.2, 1.6, 1.3)
"""Monday to Sunday: people hire at weekends."""


@dataclass(frozen=True, slots=True)
class StreamTouchpoint:
    """A touchpoint's part in a stream: its weight, and how far its level differs."""

    touchpoint: str
    weight: float
    differs: float = 0.0


@dataclass(frozen=True, slots=True)
class Stream:
    """Answers to one measure in one stage. ``base`` is a share; for NPS, points ÷ 100."""

    measure: str
    stage: Stage
    per_week: int
    base: float
    source: str
    seed: int
    places: tuple[StreamTouchpoint, ...]
    effects: tuple[tuple[str, float], ...] = ()
    """What improvements, by key, did to the level."""
    from_week: int = EARLIEST_WEEK


_C, _A, _R, _E = Stage.CONNECT, Stage.ASSIST, Stage.RESOLVE, Stage.ENHANCE

STREAMS = (
    Stream("csat", _C, 25, 0.58, "Contact rating", 1,
           (StreamTouchpoint("chat-hello", 5, -0.05), StreamTouchpoint("greeting", 3, 0.06), StreamTouchpoint("returning", 2)),
           (("name-first", 0.22), ("chat-form", -0.28), ("form-away", 0.26))),
    Stream("felt-welcome", _C, 14, 0.68, "Two-question card", 2,
           (StreamTouchpoint("confirmation", 3), StreamTouchpoint("chat-hello", 2, -0.04), StreamTouchpoint("first-morning", 2)),
           (("morning-note", 0.24),)),
    Stream("ces-ease", _A, 16, 0.52, "Help page", 3,
           (StreamTouchpoint("hitch-guide", 4, -0.12), StreamTouchpoint("code-page", 3, 0.05),
            StreamTouchpoint("help-search", 3, 0.05)),
           (("video-up", 0.04), ("chat-on-refusal", 0.26), ("two-sentences", -0.05))),
    Stream("first-contact", _A, 18, 0.62, "Help desk", 4,
           (StreamTouchpoint("chooser", 4, -0.06), StreamTouchpoint("hitch-guide", 3), StreamTouchpoint("harness-card", 2, 0.08)),
           (("harness-3", 0.05), ("return-answer", 0.06))),
    Stream("first-reply", _R, 30, 0.58, "Help desk", 4,
           (StreamTouchpoint("first-reply", 6), StreamTouchpoint("deposit", 3, -0.05), StreamTouchpoint("breakdown", 1, 0.05)),
           (("oldest-first", 0.25), ("split-inbox", -0.3), ("one-inbox", 0.3))),
    Stream("two-interactions", _R, 20, 0.54, "Help desk", 6,
           (StreamTouchpoint("deposit", 4, -0.08), StreamTouchpoint("code-fails", 4, 0.04), StreamTouchpoint("late-fee", 2)),
           (("thirty-pounds", 0.25), ("call-early", 0.04))),
    Stream("solved-it", _E, 16, 0.64, "Day-after survey", 5,
           (StreamTouchpoint("day-after", 1),),
           (("ring-the-no", 0.24),)),
    Stream("nps", _E, 12, 0.12, "Monthly letter", 14,
           (StreamTouchpoint("letter", 1),),
           (("mended-list", 0.45),)),
    Stream("felt-known", _C, 10, 0.55, "Two-question card", 21,
           (StreamTouchpoint("greeting", 3, 0.08), StreamTouchpoint("chat-hello", 3, -0.04),
            StreamTouchpoint("returning", 2, -0.1)),
           (("name-first", 0.16),), from_week=-13),
)  # fmt: skip

COMPLAINTS = {
    -16: 15, -15: 13, -14: 16, -13: 12, -12: 15, -11: 14, -10: 12, -9: 9, -8: 7, -7: 8,
    -6: 7, -5: 9, -4: 10, -3: 11, -2: 9, -1: 7, 0: 6,
}  # fmt: skip
"""Complaints of each week, counted on its Sunday."""


COHORTS = (
    ("retention", "Hire list", "left", 12, (
        7, 8, 7, 7, 8, 7, 7, 8, 7, 8, 8, 7, 9, 8, 9, 8, 9,
    )),
    ("repurchase", "Booking system", "second-hire", 10, (
        3, 3, 4, 3, 3, 2, 4, 3, 3, 4, 3, 4, 4, 3, 4, 5, 4,
    )),
)  # fmt: skip
"""Customers looked at each Sunday, how many, and how many of them said yes with their feet, a
week a figure: of those with us thirteen weeks before, who still hires; of those who hired for
the first time ninety days before, who came back."""


def gather(monday: date, today: date, done: Mapping[str, int]) -> tuple[StoryEvidence, ...]:
    """All evidence up to ``today``, oldest first.

    ``monday`` begins the running week; ``done`` says for each improvement on which day,
    counted from ``monday``, it was done.
    """
    rows = [row for stream in STREAMS for row in _answers(stream, monday, done)]
    rows += _complaints(monday)
    rows += _cohorts(monday)
    rows_until_today = [row for row in rows if row.on <= today]
    return tuple(sorted(rows_until_today, key=lambda row: (row.on, row.key)))


def _answers(stream: Stream, monday: date, done: Mapping[str, int]) -> Iterator[StoryEvidence]:
    """Whole weeks, the running one too: what is drawn must not depend on the weekday."""
    draw = Random(stream.seed).random
    for week in range(stream.from_week, 1):
        for number in range(1, stream.per_week + 1):
            day = 7 * week + _choose(DAY_WEIGHTS, draw())
            touchpoint = stream.places[_choose([p.weight for p in stream.places], draw())]
            shift = sum(by for key, by in stream.effects if day > done[key])
            level = stream.base + shift + touchpoint.differs
            yield StoryEvidence(
                key=f"{stream.measure}-{week - EARLIEST_WEEK + 1:02d}-{number:02d}",
                stage=stream.stage,
                measure=stream.measure,
                touchpoint=touchpoint.touchpoint,
                on=monday + timedelta(days=day),
                value=_value(stream.measure, level, draw(), draw()),
                source=stream.source,
            )


def _complaints(monday: date) -> Iterator[StoryEvidence]:
    for week, count in COMPLAINTS.items():
        yield StoryEvidence(
            key=f"complaints-{week - EARLIEST_WEEK + 1:02d}",
            stage=_R,
            measure="complaints",
            touchpoint=None,
            on=monday + timedelta(days=7 * week + 6),
            value=float(count),
            source="Complaints book",
        )


def _cohorts(monday: date) -> Iterator[StoryEvidence]:
    for measure, source, touchpoint, size, stayed in COHORTS:
        for week, count in enumerate(stayed, start=EARLIEST_WEEK):
            for number in range(1, size + 1):
                yield StoryEvidence(
                    key=f"{measure}-{week - EARLIEST_WEEK + 1:02d}-{number:02d}",
                    stage=_E,
                    measure=measure,
                    touchpoint=touchpoint,
                    on=monday + timedelta(days=7 * week + 6),
                    value=float(number <= count),
                    source=source,
                )


def _value(measure: str, level: float, chance: float, shade: float) -> float:
    """One answer: ``chance`` decides on which side it falls, ``shade`` how far."""
    if measure == "nps":
        promoters = (0.75 + level) / 2
        if chance < promoters:
            return 9.0 + (shade < 0.4)
        return 7.0 + (shade < 0.5) if chance < promoters + 0.25 else float(int(2 + 5 * shade))
    good = chance < level
    if measure == "csat":
        return 4.0 + (shade < 0.55) if good else (3.0, 3.0, 2.0, 1.0)[int(4 * shade)]
    if measure == "ces-ease":
        return float(5 + int(3 * shade)) if good else float(4 - int(4 * shade * shade))
    return float(good)


def _choose(weights: tuple[float, ...] | list[float], chance: float) -> int:
    """The index that ``chance``, 0 to 1, falls on when each has its weight's share."""
    ends = list(accumulate(weights))
    target = chance * ends[-1]
    return next(index for index, end in enumerate(ends) if target < end)
