"""Measures: what is counted in evidence, on which scale, and how answers add up.

A measure's figure is a share (a fraction 0 to 1) for rates and scores, points (−100 to
100) for NPS, and the period's number for counts. Everything it needs can be counted by
a database: see ``Tally`` and the ``success_from``, ``success_to`` bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from store.common.dataclass import dataclass
from store.common.errors import NotFound, WrongValue
from store.domain.stages import Stage

PROMOTER_FROM = 9
"""NPS answers from here up are promoters (Reichheld, 2003)."""
DETRACTOR_TO = 6
"""NPS answers up to here are detractors."""


class MeasureKind(StrEnum):
    """What one answer is."""

    RATE = "rate"
    """Yes or no, kept as 1 or 0."""
    SCORE = "score"
    """A number on a scale; the share in its good part is the figure."""
    NPS = "nps"
    """0 to 10, likely to recommend."""
    COUNT = "count"
    """A number a period, such as complaints."""


class Better(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class PerCycle(StrEnum):
    """How a count's numbers inside one cycle become the cycle's figure."""

    SUM = "sum"
    LAST = "last"


class CountKind(StrEnum):
    """What a count's number is."""

    EVENTS = "events"
    """What happened in the cycle, such as complaints."""
    STATE = "state"
    """How it stood at the cycle's end, such as a backlog."""


class Missing(StrEnum):
    """What a cycle without an entry means for a count of events."""

    ZERO = "zero"
    """Nothing happened; from the first cycle ever entered on."""
    UNKNOWN = "unknown"
    """Nobody counted."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, and how."""

    key: str
    title: str
    kind: MeasureKind
    better: Better
    """Which way the figure is better."""
    scale_better: Better
    """Which way one answer is better. Differs from ``better`` for effort only: little
    effort is good, and its share of good answers should grow."""
    low: float | None
    """Lowest answer; None where there is no bound."""
    high: float | None
    success_from: float | None
    """Answers from here to ``success_to``, both included, make up the share. For escalated,
    reopened and churn they are the bad ones. None for counts."""
    success_to: float | None
    """None: no upper bound."""
    stages: tuple[Stage, ...]
    """Where it is offered first; it may be used in any stage."""
    needed: int
    """Answers (for counts: periods) on each side before there can be a verdict."""
    per_cycle: PerCycle = PerCycle.SUM
    description: str = ""
    own: bool = False
    """Whether the team made it."""
    counts: CountKind = CountKind.EVENTS
    """What a count's number is; of no meaning for other measures."""
    counts_known: bool = True
    """Whether the team has said so; else ``counts`` is what its per-cycle rule suggests."""
    missing: Missing = Missing.ZERO
    """What a cycle without an entry means for a count of events."""

    @property
    def unit(self) -> str:
        """What the figure is given in: ``%``, ``points``, or nothing for a count."""
        return {MeasureKind.NPS: "points", MeasureKind.COUNT: ""}.get(self.kind, "%")

    @property
    def whole(self) -> bool:
        """Whether answers are whole numbers; a team's own score may have decimals."""
        return not (self.own and self.kind is MeasureKind.SCORE)

    @property
    def shows_mean(self) -> bool:
        """Whether the mean answer is shown beside the share: of ease and effort, which are known
        by it elsewhere."""
        return self.key.startswith("ces-")

    @property
    def chart_only(self) -> bool:
        """Whether it is a state, which has a chart and a difference, never a verdict."""
        return self.kind is MeasureKind.COUNT and self.counts is CountKind.STATE

    @property
    def scale(self) -> str:
        """The answers it takes, in words: ``yes or no``, ``a whole number from 1 to 5``."""
        if self.kind is MeasureKind.RATE:
            return "yes or no"
        number = "a whole number" if self.whole else "a number"
        if self.low is None:
            return number
        return f"{number} from {self.low:g} {'up' if self.high is None else f'to {self.high:g}'}"

    def signed(self, difference: float) -> float:
        """A change of the figure, turned so that more is better."""
        return difference if self.better is Better.UP else -difference


_C, _A, _R, _E = Stage.CONNECT, Stage.ASSIST, Stage.RESOLVE, Stage.ENHANCE


def _rate(
    key: str,
    title: str,
    stages: tuple[Stage, ...],
    description: str,
    *,
    better: Better = Better.UP,
    needed: int = 10,
) -> Measure:
    return Measure(
        key, title, MeasureKind.RATE, better, better, 0, 1, 1, 1, stages, needed,
        description=description,
    )  # fmt: skip


def _score(
    key: str,
    title: str,
    scale: tuple[int, int],
    success: tuple[int, int],
    stages: tuple[Stage, ...],
    description: str,
) -> Measure:
    scale_better = Better.DOWN if success[0] == scale[0] else Better.UP
    return Measure(
        key, title, MeasureKind.SCORE, Better.UP, scale_better, *scale, *success, stages, 10,
        description=description,
    )  # fmt: skip


MEASURES: tuple[Measure, ...] = (
    _score("csat", "CSAT", (1, 5), (4, 5), (_C, _A, _R), "Share who rated 4 or 5 of 5."),
    Measure(
        "nps", "NPS", MeasureKind.NPS, Better.UP, Better.UP, 0, 10, PROMOTER_FROM, 10, (_E, _R), 10,
        description="Share of 9–10 minus share of 0–6 among those who answered, in points.",
    ),
    _score(
        "ces-ease", "CES, made it easy", (1, 7), (5, 7), (_A, _R),
        "Share who agreed, 5 to 7 of 7, that we made it easy.",
    ),
    _score(
        "ces-ease-5", "CES, made it easy of 5", (1, 5), (4, 5), (_A, _R),
        "Share who agreed, 4 or 5 of 5, that we made it easy.",
    ),
    _score(
        "ces-effort", "CES, effort", (1, 7), (1, 3), (_A, _R),
        "Share who spent little effort, 1 to 3 of 7.",
    ),
    _score(
        "ces-effort-5", "CES, effort of 5", (1, 5), (1, 2), (_A, _R),
        "Share who spent little effort, 1 or 2 of 5.",
    ),
    _rate(
        "first-reply", "First reply within target", (_C, _A, _R),
        "Share of all cases old enough to judge that were answered within the team's target.",
    ),
    _rate(
        "solved-in-target", "Solved within target", (_R,),
        "Share of all cases old enough to judge that were solved within the target.",
    ),
    _rate(
        "first-contact", "Solved in the first contact", (_A, _R),
        "Share of solved cases that took one contact.",
    ),
    _rate(
        "two-interactions", "Solved in at most two", (_A, _R),
        "Share of solved cases that took one or two contacts.",
    ),
    _rate(
        "solved-it", "Did we solve it?", (_R, _E),
        "Share of yes among those who answered, asked a day after.",
    ),
    _rate(
        "felt-known", "Did we know who you were?", (_C,),
        "Share of yes among those who were asked whether they felt known.",
    ),
    _rate("escalated", "Escalated", (_R,), "Share of solved cases passed on.", better=Better.DOWN),
    _rate(
        "reopened", "Reopened", (_R,), "Share of solved cases that came back.", better=Better.DOWN
    ),
    Measure(
        "count", "Count a period", MeasureKind.COUNT, Better.DOWN, Better.DOWN, 0, None, None, None,
        tuple(Stage), 6,
        description="Complaints or other events where fewer is better. Make a measure of your own "
        "for a state, such as a backlog, or where more is better.",
    ),
    _rate(
        "retention", "Retention", (_E,), "Share of customers at the start who stayed.", needed=30
    ),
    _rate(
        "churn", "Churn", (_E,), "Share of customers at the start who left.",
        better=Better.DOWN, needed=30,
    ),
    _rate(
        "repurchase", "Repurchase", (_E,),
        "Share of first-time buyers who bought again on another date in time.", needed=30,
    ),
)  # fmt: skip

BUILT_IN = {measure.key: measure for measure in MEASURES}
"""The measures that every team has, by key."""
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,9})?")
_YES = frozenset({"yes", "y", "ja", "j", "true", "1", "1.0", "1,0"})
_NO = frozenset({"no", "n", "nein", "false", "0", "0.0", "0,0"})


def find_measure(key: str, own: Iterable[Measure] = ()) -> Measure:
    """The built-in or own measure with this key, in any case.

    Raises Refused, naming the nearest key, when there is none.
    """
    known = {**{measure.key: measure for measure in own}, **BUILT_IN}
    sought = key.strip().casefold()
    if sought in known:
        return known[sought]
    called = measure_called(sought)
    near = [called] if called else _alike(sought, known)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
    raise NotFound(f"There is no measure “{key.strip()}”. {hint}", field="measure")


_OTHER_WORDS = {
    **dict.fromkeys(("satisfaction", "satisfied", "stars", "happy", "csat-score"), "csat"),
    **dict.fromkeys(
        ("recommend", "recommendation", "promoter", "promoters", "net-promoter"), "nps"
    ),
    **dict.fromkeys(("ces", "ease", "easy"), "ces-ease"),
    "effort": "ces-effort",
    **dict.fromkeys(("response", "response-time", "reply", "speed", "frt"), "first-reply"),
    **dict.fromkeys(("solved", "resolved", "resolution"), "solved-it"),
    **dict.fromkeys(("fcr", "first-contact-resolution"), "first-contact"),
    "escalation": "escalated",
    "complaints": "count",
    **dict.fromkeys(("loyalty", "renewal"), "retention"),
    "cancelled": "churn",
}
"""What people may call a built-in measure, and its key."""


def measure_called(word: str) -> str | None:
    """The key of the built-in measure that people call so; None where there is none."""
    sought = word.strip().casefold()
    return sought if sought in BUILT_IN else _OTHER_WORDS.get(sought)


def _alike(sought: str, keys: Iterable[str]) -> list[str]:
    """The key that is spelled nearly so, if one is."""
    import difflib

    return difflib.get_close_matches(sought, list(keys), n=1, cutoff=0.65)


def offered(stage: Stage, own: Iterable[Measure] = ()) -> tuple[Measure, ...]:
    """All measures, those that fit ``stage`` first."""
    every = (*MEASURES, *own)
    return tuple(sorted(every, key=lambda measure: stage not in measure.stages))


def parse_number(text: str) -> float | None:
    """A plain number, with a decimal point or comma; None when ``text`` is none."""
    bare = text.strip().replace("−", "-")
    return float(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else None


def parse_value(measure: Measure, text: str) -> float:
    """One answer as typed, as the number evidence keeps; yes is 1 and no is 0.

    Raises Refused, naming the scale, for anything the measure does not take.
    """
    if measure.kind is MeasureKind.RATE:
        word = text.strip().casefold()
        value = 1.0 if word in _YES else 0.0 if word in _NO else None
    else:
        value = parse_number(text)
    if value is None or not is_on_scale(measure, value):
        raise WrongValue(
            f"{measure.title} takes {measure.scale}, not “{text.strip()}”.",
            field="value",
        )
    return value


def is_on_scale(measure: Measure, value: float) -> bool:
    """Whether ``value`` is an answer the measure takes."""
    if measure.whole and value != int(value):
        return False
    above = measure.low is None or value >= measure.low
    return above and (measure.high is None or value <= measure.high)


def is_success(measure: Measure, value: float) -> bool:
    """Whether the answer is one the share counts (for NPS, a promoter); never for a count."""
    if measure.success_from is None or value < measure.success_from:
        return False
    return measure.success_to is None or value <= measure.success_to
