"""What a column's answers make of the score that its name speaks of."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum

from store.common.dataclass import dataclass
from store.formats.feedback.answers import (
    agrees,
    are_thumbs,
    begins_with_yes_or_no,
    ease,
    has_seven_steps,
    is_satisfaction,
    yes_or_no,
)
from store.formats.feedback.questions.column_answers import MOST, ColumnAnswers
from store.formats.feedback.questions.nps_groups import GROUP_NAMES
from store.formats.feedback.questions.question_words import UNHAPPY, asks_satisfaction
from store.formats.feedback.questions.ways_on import Way, WayOn, code_beyond_five, skipped_code
from store.formats.feedback.scales import Scale, best_end_of_cells, is_grade
from store.formats.feedback.words.degree_words import degree_scale
from store.formats.feedback.words.effort_words import effort
from store.formats.feedback.words.status_words import status_answer
from store.formats.feedback.words.word_scales import plain_words, word_scale
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import is_between, read_score

_TEN, _HUNDRED = 10, 100
"""Where the answers to NPS end, and the figure that is taken from them."""
ONLY_FROM = "its answers go only from"
_ENOUGH = 5
"""Answers from which a column that never uses the upper scale speaks for a shorter one."""

_FEWEST_LEVELS = 2
"""Different levels from which words speak of an effort."""
_BEYOND = (6.0, 7.0, 8.0, 10.0)
"""Numbers that speak for a longer scale than 1 to 5; a 9 stands in many files for no answer."""


_SAYS_EASY = re.compile(
    r"\b(easy|difficult|hard|einfach|leicht|schwer|schwierig|f[aá]cil|dif[ií]cil|facile|difficile|makkelijk|moeilijk|"
    r"łatw\w+|trudn\w+)\b"
)
"""Words that say themselves which end is the good one, whatever was asked."""


_STARS = re.compile(r"\b(stars?|sterne|estrellas|etoiles|estrelas|stelle|sterren)\b")
"""Names of ratings that end at five everywhere."""


class Asks(Enum):
    """Which way a question asks for what it took the customer."""

    EASE = "how easy"
    EFFORT = "how much effort"
    HARDSHIP = "how hard"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a column with a telling name turns out to hold."""

    measures: tuple[str, ...] = ()
    """The measure's key; several where only a person knows which (an effort's direction)."""
    reason: str = ""
    """Why it is no measure, to go on "“name” is left out: "; empty when it is one."""
    way_on: WayOn | None = None
    """How to go on where it is none; None where the reason says it itself."""
    best_low: bool | None = None
    """The lowest number is the best answer, by the name or the answers themselves; None where
    neither says it, so that the measure's own scale stands."""
    asks_best: bool = False
    """Nothing says which end is best, and both are usual."""
    asks_answer: bool = False
    """A yes may be the bad answer."""


def judge_nps(answers: ColumnAnswers, scale: Scale) -> Judgement:
    """NPS where the answers are whole numbers of 0 to 10."""
    if not answers.are_mostly(answers.numeric):
        if sum(answers.words[word] for word in GROUP_NAMES) >= MOST * answers.count:
            return Judgement(
                reason="it names promoters and detractors; NPS needs their answers of 0 to 10",
                way_on=WayOn(Way.OF_CUSTOMERS),
            )
        if answers.are_mostly(yes_or_no_answers(answers, "")):
            return Judgement(
                reason="its answers are yes or no; NPS needs 0 to 10: care measure add makes a"
                " measure of your own for it",
                way_on=WayOn(Way.OWN_RATE),
            )
        return Judgement(
            reason=f"its answers are words such as “{answers.wording}”; NPS needs 0 to 10",
            way_on=WayOn(Way.AS_NUMBERS),
        )
    if not answers.are_mostly(answers.within(0, 10)):
        return Judgement(
            reason=f"its numbers go from {answers.span}; NPS needs whole answers of 0 to 10"
            f"{_worked_out(answers)}"
        )
    if scale.high is not None and scale.high != 10:
        return Judgement(
            reason=f"its scale ends at {scale.high}; NPS needs 0 to 10",
            way_on=WayOn(Way.OWN_SCORE, scale.high),
        )
    if answers.highest(10) <= 5 and answers.count >= _ENOUGH and scale.high != 10:
        return Judgement(
            reason=f"{ONLY_FROM} {answers.span}; NPS needs 0 to 10",
            way_on=WayOn(Way.OWN_SCORE, max(answers.numbers)),
        )
    return Judgement(("nps",))


def _worked_out(answers: ColumnAnswers) -> str:
    """That an NPS beyond 10 is no answer, to go on a reason; empty for what it cannot be."""
    beyond = [number for number in answers.numbers if not 0 <= number <= _TEN]
    if any(abs(number) > _HUNDRED for number in answers.numbers) or 2 * len(beyond) < len(
        answers.numbers
    ):
        return ""
    return ". An NPS like these is worked out already; one row an answer is needed"


def judge_csat(name: str, answers: ColumnAnswers, scale: Scale) -> Judgement:
    """CSAT where the answers are 1 to 5, or words for satisfaction."""
    steps = word_scale(answers.words)
    if not steps and asks_satisfaction(name) and not UNHAPPY.search(name_words(name)):
        steps = degree_scale(answers.words)
    satisfied_words = sum(
        times
        for word, times in answers.words.items()
        if is_satisfaction(word) or plain_words(word) in steps
    )
    if UNHAPPY.search(name_words(name)) and any(map(agrees, answers.words)):
        return Judgement(reason="who agrees with it is not satisfied")
    if answers.are_mostly(satisfied_words):
        return Judgement(("csat",))
    if not answers.are_mostly(answers.numeric + satisfied_words):
        if answers.are_mostly(yes_or_no_answers(answers, "")):
            return Judgement(
                reason="its answers are yes or no; CSAT needs 1 to 5: care measure add makes a"
                " measure of your own for it",
                way_on=WayOn(Way.OWN_RATE),
            )
        strange = next(
            (
                cell
                for cell in answers.cells
                if not is_satisfaction(cell) and read_score(cell) is None
            ),
            answers.example,
        )
        return Judgement(
            reason=f"its answers are words such as “{quoted_cell(strange)}”; CSAT needs 1 to 5 or"
            " words for satisfaction",
            way_on=WayOn(Way.AS_NUMBERS),
        )
    return _off_five(name, answers, scale, satisfied_words) or Judgement(("csat",))


def _off_five(
    name: str, answers: ColumnAnswers, scale: Scale, satisfied_words: int
) -> Judgement | None:
    """Why numbers are no CSAT of 1 to 5; None where nothing speaks against it."""
    if scale.high not in (None, 5) or scale.low == 0:
        return Judgement(
            reason=f"its scale is {scale.low} to {scale.high};"
            " CSAT needs 1 to 5: care measure add makes a measure of your own for it",
            way_on=WayOn(Way.OWN_SCORE, scale.high or 5),
        )
    if are_thumbs(answers.cells):
        return Judgement(
            reason="it holds only 1 and -1, as a thumb up and a thumb down are saved",
            way_on=WayOn(Way.THUMBS),
        )
    if answers.cells and sum("%" in cell for cell in answers.cells) >= MOST * len(answers.cells):
        return Judgement(
            reason="it holds shares, counted already; one row an answer is needed",
            way_on=WayOn(Way.SINGLE),
        )
    zeros = answers.numbers[0.0]
    if zeros and scale.low is None and answers.are_mostly(answers.within(0, 5) + satisfied_words):
        return Judgement(
            reason=f"its numbers go from {answers.span}; CSAT needs 1 to 5. If 0 means no answer, say"
            f' --column "{name}=csat"; else care measure add makes a measure of your own for it',
            way_on=WayOn(Way.OWN_SCORE, max(answers.numbers)),
        )
    rated = replace(answers, count=answers.count - zeros)
    if not rated.are_mostly(answers.within(1, 5) + satisfied_words):
        return _no_five(name, answers)
    beyond = scale.high is None and any(answers.numbers[value] for value in _BEYOND)
    if beyond and is_grade(name):
        return Judgement(
            reason=f"its numbers go from {answers.span}; CSAT needs 1 to 5: care measure add makes a"
            " measure of your own for it",
            way_on=WayOn(Way.OWN_SCORE, max(answers.numbers)),
        )
    if beyond:
        return Judgement(
            reason=f"its numbers go from {answers.span}; CSAT needs 1 to 5. If those beyond 5 are slips, say"
            f' --column "{name}=csat"; else care measure add makes a measure of your own for it',
            way_on=WayOn(Way.OWN_SCORE, max(answers.numbers)),
        )
    if answers.highest(5) <= 3 and scale.high != 5:
        return Judgement(
            reason=f"it holds only {answers.span}: a category, not a rating from 1 to 5",
            way_on=WayOn(Way.SHORT_SCALE, answers.highest(5)),
        )
    if _may_end_at_four(name, answers, scale) and not satisfied_words:
        return Judgement(
            reason=f"it holds only {answers.span}: it may be a scale of four, not a rating from 1 to 5",
            way_on=WayOn(Way.SHORT_SCALE, 4),
        )
    return None


def _no_five(name: str, answers: ColumnAnswers) -> Judgement:
    """Why numbers are no CSAT that are not mostly whole ones of 1 to 5."""
    part = next((cell for cell in answers.cells if is_between(cell)), "")
    if part and max(answers.numbers) <= 5:
        return Judgement(
            reason=f"its numbers go from {answers.span}, such as “{quoted_cell(part)}”; CSAT needs"
            " whole answers of 1 to 5: care measure add makes a measure of your own for it",
            way_on=WayOn(Way.OWN_SCORE, max(answers.numbers)),
        )
    if (code := code_beyond_five(answers.numbers)) is not None:
        return Judgement(
            reason=f"its numbers go from {answers.span}, none of them between 5 and {code}; CSAT needs"
            f" 1 to 5. If {code} means no answer, say {skipped_code(name)}"
        )
    eased = answers.highest(7) > 5 and not asks_satisfaction(name)
    if eased and answers.are_mostly(answers.within(1, 7)):
        return Judgement(
            reason=f"its numbers go from {answers.span}; CSAT needs 1 to 5. If they say how easy"
            f' it was, say --column "{name}=ces-ease"; else care measure add makes a measure of'
            " your own for it",
            way_on=WayOn(Way.OWN_SCORE, max(answers.numbers)),
        )
    to_ten = answers.numbers[0.0] and max(answers.numbers) == 10 and not asks_satisfaction(name)
    may_recommend = (
        f' If they say how likely customers are to recommend you, say --column "{name}=nps"; else'
        if to_ten and answers.are_mostly(answers.within(0, 10))
        else ""
    )
    return Judgement(
        reason=f"its numbers go from {answers.span}; CSAT needs whole answers of 1 to 5"
        f"{f'.{may_recommend}' if may_recommend else ':'} care measure add makes a measure of your own for it",
        way_on=WayOn(Way.OWN_SCORE, max(answers.numbers)),
    )


def _may_end_at_four(name: str, answers: ColumnAnswers, scale: Scale) -> bool:
    """Whether numbers never reach 5 where nothing says that their scale does: smileys and the like
    have four steps."""
    says_five = scale.high is not None or 5 in answers.out_of or _STARS.search(name_words(name))
    ends_early = answers.highest(5) == 4 and answers.count >= _ENOUGH
    return ends_early and not says_five and not is_grade(name)


def judge_ces(answers: ColumnAnswers, scale: Scale, asks: Asks) -> Judgement:
    """Ease of five or seven where the name says which end is easy; else a person is asked."""
    agreeing = any(map(agrees, answers.words))
    if agreeing and asks is Asks.HARDSHIP:
        return Judgement(reason="who agrees with it found it hard")
    steps = word_scale(answers.words)
    eased = sum(
        times
        for word, times in answers.words.items()
        if ease(word) is not None or plain_words(word) in steps
    )
    says_easy = not agreeing and any(map(_SAYS_EASY.search, answers.words))
    if answers.are_mostly(eased) and (asks is not Asks.EFFORT or says_easy):
        seven = not steps and has_seven_steps(answers.words)
        return Judgement(("ces-ease",) if seven else ("ces-ease-5",))
    if asks is Asks.EFFORT and answers.are_mostly(_efforts(answers)):
        return Judgement(("ces-effort-5",))
    if not answers.are_mostly(answers.numeric) and answers.words:
        return _no_effort_in_words(answers)
    if not answers.are_mostly(answers.within(1, 7)):
        return Judgement(reason="its answers are not 1 to 7 or 1 to 5, as effort is asked")
    if scale.high not in (None, 5, 7):
        return Judgement(
            reason=f"its scale ends at {scale.high}; effort is asked from 1 to 7 or 5",
            way_on=WayOn(Way.OWN_SCORE, scale.high),
        )
    highest = answers.highest(7)
    of_five = highest <= 5 and (answers.count >= _ENOUGH or scale.high == 5) and scale.high != 7
    if asks is Asks.EASE:
        labelled = scale.best_low is not None or best_end_of_cells(answers.cells) is not None
        if labelled and scale.high in (5, 7) and highest <= scale.high:
            return Judgement(("ces-ease-5",) if scale.high == 5 else ("ces-ease",))
        if of_five:
            return _of_scale(scale, "ces-ease-5", "ces-effort-5", "ces-ease", "ces-effort")
        return _of_scale(scale, "ces-ease", "ces-effort", "ces-ease-5", "ces-effort-5")
    if of_five:
        return _of_scale(scale, "ces-effort-5", "ces-ease-5", "ces-ease", "ces-effort")
    if asks is Asks.HARDSHIP:
        return _of_scale(scale, "ces-effort", "ces-ease", "ces-effort-5")
    return _of_scale(scale, "ces-ease", "ces-effort", "ces-effort-5")


def _no_effort_in_words(answers: ColumnAnswers) -> Judgement:
    """Why words are no answers to a question for an effort."""
    begun = any(begins_with_yes_or_no(word) is not None for word in answers.words)
    if begun and not answers.numeric:
        return Judgement(reason="it is answered by yes or no; effort is asked from 1 to 7 or 5")
    return Judgement(
        reason=f"its answers are words such as “{answers.wording}”; effort is asked from 1 to 7 or 5",
        way_on=WayOn(Way.AS_NUMBERS),
    )


def _of_scale(scale: Scale, *measures: str) -> Judgement:
    """A question for an effort with what it may be, on the scale that the file tells if it does."""
    told = scale.high is not None
    return Judgement(
        tuple(key for key in measures if not told or key.endswith("-5") is (scale.high == 5))
    )


def _efforts(answers: ColumnAnswers) -> int:
    """How many answers say in words how much effort it took; none where all say the same."""
    levels = {word: level for word in answers.words if (level := effort(word)) is not None}
    if len(set(levels.values())) < _FEWEST_LEVELS:
        return 0
    return sum(answers.words[word] for word in levels)


def yes_or_no_answers(answers: ColumnAnswers, key: str) -> int:
    """How many answers are yes or no: in words, as 1 or 0, or as the status that means it."""
    answered = sum(
        times
        for word, times in answers.words.items()
        if yes_or_no(word) is not None or status_answer(key, word) is not None
    )
    return answered + answers.numbers[0.0] + answers.numbers[1.0]
