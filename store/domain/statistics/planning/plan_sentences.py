"""What a plan means for one pick, in sentences, before it is kept."""

from __future__ import annotations

from enum import StrEnum
from math import ceil

from store.common.dataclass import dataclass
from store.domain.cycles import Cadence, day_words
from store.domain.statistics.aggregates import format_value
from store.domain.statistics.cautions import BY_LUCK
from store.domain.statistics.measures import Better, Measure, MeasureKind
from store.domain.statistics.overlap import Busy
from store.domain.statistics.planning.chances import LIKELY, odds_words
from store.domain.statistics.planning.default_windows import TestPlan, least_visible, pace_to_see

STATE_WORDS = (
    "A state, such as a backlog, gets a chart and the difference, never a verdict: each figure is "
    "close to the last, so that chance alone would often look like a change."
)

LUCK_WORDS = (
    f"If nothing changes, about 1 such test in {round(1 / BY_LUCK)} still says validated, by luck."
)


class PlanFact(StrEnum):
    """What one thing that is said of a plan is about."""

    NO_BASELINE = "no-baseline"
    """Nothing was answered before; there is a way out."""
    FEW_BEFORE = "few-before"
    """Too few answers before for a verdict."""
    SIGHT = "sight"
    """What the windows can see, and how often."""
    PACE = "pace"
    """Too few answers will come after it is done."""
    WEEKS_DIFFER = "weeks-differ"
    """How much the cycles before differ, or that it is not known."""
    BAD_START = "bad-start"
    BUSY = "busy"
    """Another improvement is still being read by this measure; there are ways out."""
    STATE = "state"
    """A count of a state has no verdict."""
    COUNT_KIND = "count-kind"
    """Nobody has said yet whether a count is of events or a state."""
    AFTER_THE_FACT = "after-the-fact"
    """Answers of the days after are on file already; there is a way out."""
    LUCK = "luck"
    """How often such a test says validated where nothing has changed."""


@dataclass(frozen=True, slots=True)
class PlanSentence:
    """One thing that is said of a plan before it is kept."""

    fact: PlanFact
    words: str


def plan_facts(
    plan: TestPlan,
    busy: Busy | None = None,
    *,
    target: float | None = None,
    on_file: int = 0,
) -> tuple[PlanSentence, ...]:
    """Say what the test can see, then what stands in its way, a sentence or two each.

    ``busy``: what runs on the same measure and stage now; ``target``: the figure hoped for, if
    one was given; ``on_file``: answers that the days after hold already.
    """
    if plan.missing_before:
        start = PlanFact.FEW_BEFORE if plan.answers else PlanFact.NO_BASELINE
        facts = [(start, _start(plan)), (PlanFact.PACE, _pace(plan))]
    elif plan.measure.chart_only:
        facts = [(PlanFact.STATE, STATE_WORDS)]
    else:
        facts = [
            (PlanFact.SIGHT, _sight(plan, target)),
            (PlanFact.PACE, _pace(plan)),
            (PlanFact.WEEKS_DIFFER, plan.dispersion.words),
        ]
    if plan.bad_start is not None:
        facts.append((PlanFact.BAD_START, plan.bad_start.words(weekly=_weekly(plan))))
    if busy is not None and busy.blurring:
        facts.append((PlanFact.BUSY, _busy(plan, busy)))
    if on_file and not plan.measure.chart_only:
        facts.append((PlanFact.AFTER_THE_FACT, _after_the_fact(plan, on_file)))
    if not plan.measure.counts_known:
        facts.append((PlanFact.COUNT_KIND, _count_kind(plan)))
    if not plan.missing_before and not plan.measure.chart_only and not on_file:
        facts.append((PlanFact.LUCK, LUCK_WORDS))
    return tuple(PlanSentence(fact, words) for fact, words in facts if words)


def plan_sentences(
    plan: TestPlan, busy: Busy | None = None, *, target: float | None = None
) -> tuple[str, ...]:
    """Give the words of `plan_facts`."""
    return tuple(each.words for each in plan_facts(plan, busy, target=target))


def _weekly(plan: TestPlan) -> bool:
    return plan.cadence is Cadence.WEEKLY


def _cycles(plan: TestPlan, count: int) -> str:
    word = "week" if _weekly(plan) else "month"
    return f"{count} {word}{'' if count == 1 else 's'}"


def _word(plan: TestPlan) -> str:
    return "week" if _weekly(plan) else "month"


def _start(plan: TestPlan) -> str:
    """What is missing before; empty where nothing is."""
    cycle = _word(plan)
    if not plan.missing_before:
        return ""
    counted = plan.measure.kind is MeasureKind.COUNT
    what = f"{cycle}s with a number" if counted else "answers"
    if not plan.answers:
        return (
            f"No {'numbers' if counted else 'answers'} before yet. Log or import some from the {cycle}s before, or measure this "
            f"{cycle} and act in the next."
        )
    return (
        f"A verdict needs {plan.measure.needed} {what} before, and {plan.missing_before} of them "
        f"are missing. Log or import some from the {cycle}s before."
    )


def _sight(plan: TestPlan, target: float | None) -> str:
    """What the windows can see."""
    if plan.measure.kind is MeasureKind.COUNT:
        return _sight_of_count(plan)
    if plan.hoped is None or plan.chance is None:
        if target is not None:
            now = format_value(plan.measure, plan.figure)
            return (
                f"The target would be no better than now, which is {now}. Aim for better, or leave"
                " the target empty."
            )
        return "There is no room to get better."
    assert plan.figure is not None
    change = change_words(plan.measure, plan.hoped - plan.figure)
    many = "shows" if plan.after_cycles == 1 else "show"
    odds = "4 times in 5" if plan.likely else odds_words(plan.chance)
    sentence = (
        f"At {plan.pace:.0f} answers a {_word(plan)}, {_cycles(plan, plan.after_cycles)} {many} "
        f"{change} {odds}."
    )
    if plan.likely:
        return f"{sentence}{_one_cycle(plan)}"
    return f"{sentence}{_what_would(plan)}"


def _one_cycle(plan: TestPlan) -> str:
    """What one cycle after would show."""
    if plan.after_cycles == 1:
        return ""
    least = least_visible(plan, 1)
    if least is None:
        return f" 1 {_word(plan)} alone shows too little."
    change = least if plan.measure.kind is MeasureKind.NPS else least / 100
    return f" 1 {_word(plan)} shows only {change_words(plan.measure, _turned(plan, change))}."


def _turned(plan: TestPlan, change: float) -> float:
    return change if plan.measure.better is Better.UP else -change


def _what_would(plan: TestPlan) -> str:
    """What would show the hoped-for change, or show it more often."""
    sentence = ""
    longest = plan.longest_chance
    if plan.longest > plan.after_cycles and longest is not None:
        odds = "4 times in 5" if longest >= LIKELY else odds_words(longest)
        sentence = f" {_cycles(plan, plan.longest)} would show it {odds}."
    pace = pace_to_see(plan)
    if pace is None:
        return f"{sentence} No number of answers shows so small a change."
    if pace <= plan.pace:
        return sentence
    return f"{sentence} With {pace} answers a {_word(plan)} it would show 4 times in 5."


def _sight_of_count(plan: TestPlan) -> str:
    cycle = _word(plan)
    after = f"{plan.after_cycles} whole {cycle}{'' if plan.after_cycles == 1 else 's'}"
    sentence = f"The {_cycles(plan, plan.before_cycles)} before are compared with {after} after."
    if plan.chance is None or plan.hoped is None:
        return sentence
    return f"{sentence} {plan.hoped:g} a {cycle} would show {odds_words(plan.chance)}."


def _pace(plan: TestPlan) -> str:
    """What is said where too few answers will come after it is done."""
    if plan.measure.kind is MeasureKind.COUNT or not plan.missing_after or not plan.pace:
        return ""
    takes = ceil(plan.measure.needed / plan.pace)
    return (
        f"At this pace {plan.measure.needed} answers take {_cycles(plan, takes)}. Choose a longer "
        "time after it is done, or another measure."
    )


def _after_the_fact(plan: TestPlan, on_file: int) -> str:
    what = "number" if plan.measure.kind is MeasureKind.COUNT else "answer"
    are = (
        f"1 {what} from the days after is"
        if on_file == 1
        else f"{on_file} {what}s from the days after are"
    )
    return (
        f"{are} on file already, so this would be a story, not a test: it is never called validated. "
        "Choose a later day for it to be done, or a measure without such answers."
    )


def _count_kind(plan: TestPlan) -> str:
    taken = "how it stands" if plan.measure.chart_only else "how often something happens"
    return (
        f"Nobody has said yet what {plan.measure.title} counts, so it is taken for {taken}. Events, "
        "such as complaints, get a verdict. A state, such as a backlog, gets a chart."
    )


def _busy(plan: TestPlan, busy: Busy) -> str:
    names = " and ".join(f"“{each.text}”" for each in busy.blurring)
    last = max(each.after.last for each in busy.blurring if each.after is not None)
    both = "both" if len(busy.blurring) == 1 else "all"
    return (
        f"{plan.measure.title} is still being read for {names}, until {day_words(last)}. Choose "
        f"another measure, only this touchpoint, or read {both} together."
    )


def change_words(measure: Measure, change: float) -> str:
    """Say a change of the figure: ``+20 points``, ``−1 point``.

    ``change``: a fraction for shares, points for NPS.
    """
    points = round(change if measure.kind is MeasureKind.NPS else 100 * change)
    sign = "+" if points >= 0 else "−"
    return f"{sign}{abs(points)} point{'' if abs(points) == 1 else 's'}"
