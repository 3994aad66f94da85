"""Rule two of reading a file: which columns hold a customer measure.

Told by the name and by the answers, never by one alone. The name's own words also say from where
to where its scale goes and which end is best.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from store.formats.feedback.answers import (
    agrees,
    ease,
    has_seven_steps,
    is_satisfaction,
    yes_or_no,
)
from store.formats.feedback.nps_groups import GROUP_NAMES
from store.formats.feedback.questions.column_answers import (
    MOST,
    SAMPLE,
    ColumnAnswers,
    gather,
    without_codes,
)
from store.formats.feedback.questions.question_words import (
    CES,
    CSAT,
    EASE,
    HARD,
    IN_TIME,
    NPS,
    UNHAPPY,
    asks_dissatisfaction,
    is_beside_answers,
    is_either_way,
    yes_no_key,
)
from store.formats.feedback.questions.turned_questions import (
    advises_against,
    asks_bad_end,
    is_about_another,
)
from store.formats.feedback.scales import Scale, best_end_of_cells, stated_scale
from store.formats.feedback.status_words import status_answer
from store.formats.tabular.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import is_between, read_score
from store.formats.tabular.tables import Table

_ENOUGH = 5
"""Answers from which a column that never uses the upper scale speaks for a shorter one."""

_BEYOND = (6.0, 7.0, 8.0, 10.0)
"""Numbers that speak for a longer scale than 1 to 5; a 9 stands in many files for no answer."""


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
    best_low: bool | None = None
    """The lowest number is the best answer, by the name or the answers themselves; None where
    neither says it, so that the measure's own scale stands."""
    asks_best: bool = False
    """Nothing says which end is best, and both are usual."""
    asks_answer: bool = False
    """A yes may be the bad answer."""


def judged(table: Table, index: int) -> Judgement | None:
    """What the column at ``index`` holds, judged once; see `judge_column`."""
    label = table.labels[index] if table.labels else ""
    return table.once(
        f"judged {index}",
        lambda table: judge_column(table.header[index], label, table.column(index)),
    )


def lowest_is_best(table: Table, index: int) -> bool | None:
    """Whether the column's lowest number is its best, by its name or its answers, whether or not
    they speak of a measure; None where neither says it."""
    if asks_dissatisfaction(table.header[index]):
        return None
    judgement = judged(table, index)
    if judgement is not None and judgement.best_low is not None:
        return judgement.best_low
    label = table.labels[index] if table.labels else ""
    stated = stated_scale(f"{table.header[index]} {label}").best_low
    filled = {cell for cell in table.column(index) if not is_blank(cell)}
    return best_end_of_cells(sorted(filled)[:SAMPLE]) if stated is None else stated


def best_is_open(table: Table, index: int) -> bool:
    """Whether a column holds numbers of which only a person knows the best end."""
    return is_either_way(table.header[index]) and lowest_is_best(table, index) is None


def answer_is_open(table: Table, index: int) -> bool:
    """Whether a column's yes may be the bad answer, so that only a person knows the good one."""
    label = table.labels[index] if table.labels else ""
    return asks_bad_end(f"{table.header[index]} {label}")


def judge_column(name: str, label: str, cells: Iterable[str]) -> Judgement | None:
    """The measure a column holds, or why it holds none; None when nothing speaks for one.

    ``label`` is what a second header row says, such as the question asked.
    """
    spoken = f"{name_words(name)} {name_words(label)}".strip()
    key = yes_no_key(spoken)
    against = advises_against(spoken)
    scored = any(each.search(spoken) for each in (NPS, CSAT, CES, HARD))
    if is_beside_answers(name_words(name)) or not (scored or key or against):
        return None
    answers = without_codes(gather(cells))
    if not answers.count:
        return Judgement(reason="it holds no answers")
    if against:
        return Judgement(
            reason="who agrees with it advises against you; NPS needs how likely customers are to"
            " recommend you"
        )
    scale = stated_scale(f"{name} {label}")
    judgement = _judge_scale(name, spoken, answers, scale, key)
    if judgement is not None and judgement.measures and is_about_another(spoken):
        return Judgement(
            reason="it asks about somebody else, by its name. If it is about you, say"
            f' --column "{name}={judgement.measures[0]}"'
        )
    return judgement


def _judge_scale(
    name: str, spoken: str, answers: ColumnAnswers, scale: Scale, key: str | None
) -> Judgement | None:
    """The measure of a column with a telling name; ``key`` is that of a yes or no."""
    if NPS.search(spoken):
        return _turned(_judge_nps(answers, scale), name, answers, scale)
    if key and answers.are_mostly(_yes_or_no_answers(answers, key)):
        in_time = key == "solved-it" and IN_TIME.search(spoken)
        keys = ("solved-in-target", "solved-it") if in_time else (key,)
        return Judgement(keys, asks_answer=asks_bad_end(spoken))
    if key and 2 * _yes_or_no_answers(answers, key) > answers.count and answers.words:
        return Judgement(reason=_half_yes_or_no(name, answers, key))
    if CSAT.search(spoken):
        return _turned(_judge_csat(name, answers, scale), name, answers, scale)
    if HARD.search(spoken):
        return _judge_ces(answers, scale, Asks.HARDSHIP)
    if CES.search(spoken):
        eased = EASE.search(spoken) and "effort" not in spoken
        judgement = _judge_ces(answers, scale, Asks.EASE if eased else Asks.EFFORT)
        return _turned(judgement, name, answers, scale)
    return None


def _turned(judged: Judgement, name: str, answers: ColumnAnswers, scale: Scale) -> Judgement:
    """The judgement with the end that is best, where the name or the answers say it."""
    if len(judged.measures) != 1 or not answers.numeric or judged.measures[0].startswith("ces-eff"):
        return judged
    best_low = None
    if not asks_dissatisfaction(name):
        stated = scale.best_low
        best_low = best_end_of_cells(answers.cells) if stated is None else stated
    asks = best_low is None and is_either_way(name) and judged.measures[0] == "csat"
    return replace(judged, best_low=best_low, asks_best=asks)


def _yes_or_no_answers(answers: ColumnAnswers, key: str) -> int:
    """How many answers are yes or no: in words, as 1 or 0, or as the status that means it."""
    answered = sum(
        times
        for word, times in answers.words.items()
        if yes_or_no(word) is not None or status_answer(key, word) is not None
    )
    return answered + answers.numbers[0.0] + answers.numbers[1.0]


def _half_yes_or_no(name: str, answers: ColumnAnswers, key: str) -> str:
    """That some answers are neither yes nor no, and the option that takes the others."""
    strange = next(
        (
            cell
            for cell in answers.cells
            if yes_or_no(cell) is None and status_answer(key, cell) is None
        ),
        answers.example,
    )
    return (
        f"“{quoted_cell(strange)}” is neither yes nor no. To count only the others, say"
        f' --column "{name}={key}"'
    )


def _judge_nps(answers: ColumnAnswers, scale: Scale) -> Judgement:
    if not answers.are_mostly(answers.numeric):
        if sum(answers.words[word] for word in GROUP_NAMES) >= MOST * answers.count:
            return Judgement(
                reason="it names promoters and detractors; NPS needs their answers of 0 to 10"
            )
        return Judgement(
            reason=f"its answers are words such as “{answers.example}”; NPS needs 0 to 10"
        )
    if not answers.are_mostly(answers.within(0, 10)):
        return Judgement(
            reason=f"its numbers go from {answers.span}; NPS needs whole answers of 0 to 10"
        )
    if scale.high is not None and scale.high != 10:
        return Judgement(reason=f"its scale ends at {scale.high}; NPS needs 0 to 10")
    if answers.highest(10) <= 5 and answers.count >= _ENOUGH and scale.high != 10:
        return Judgement(reason=f"its answers go only from {answers.span}; NPS needs 0 to 10")
    return Judgement(("nps",))


def _judge_csat(name: str, answers: ColumnAnswers, scale: Scale) -> Judgement:
    satisfied_words = sum(times for word, times in answers.words.items() if is_satisfaction(word))
    if UNHAPPY.search(name_words(name)) and any(map(agrees, answers.words)):
        return Judgement(reason="who agrees with it is not satisfied")
    if answers.are_mostly(satisfied_words):
        return Judgement(("csat",))
    if not answers.are_mostly(answers.numeric + satisfied_words):
        if answers.are_mostly(_yes_or_no_answers(answers, "")):
            return Judgement(
                reason="its answers are yes or no; CSAT needs 1 to 5: care measure add makes a"
                " measure of your own for it"
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
            " words for satisfaction"
        )
    if scale.high not in (None, 5) or scale.low == 0:
        return Judgement(
            reason=f"its scale is {scale.low} to {scale.high};"
            " CSAT needs 1 to 5: care measure add makes a measure of your own for it"
        )
    if answers.cells and sum("%" in cell for cell in answers.cells) >= MOST * len(answers.cells):
        return Judgement(reason="it holds shares, counted already; one row an answer is needed")
    if not answers.are_mostly(answers.within(1, 5) + satisfied_words):
        part = next((cell for cell in answers.cells if is_between(cell)), "")
        if part and max(answers.numbers) <= 5:
            return Judgement(
                reason=f"its numbers go from {answers.span}, such as “{quoted_cell(part)}”; CSAT needs"
                " whole answers of 1 to 5: care measure add makes a measure of your own for it"
            )
        return Judgement(
            reason=f"its numbers go from {answers.span}; CSAT needs whole answers of 1 to 5:"
            " care measure add makes a measure of your own for it"
        )
    if scale.low is None and answers.numbers[0.0]:
        return Judgement(
            reason=f"its numbers go from {answers.span}; CSAT needs 1 to 5. If 0 means no answer, say"
            f' --column "{name}=csat"; else care measure add makes a measure of your own for it'
        )
    if scale.high is None and any(answers.numbers[value] for value in _BEYOND):
        return Judgement(
            reason=f"its numbers go from {answers.span}; CSAT needs 1 to 5. If those beyond 5 are slips, say"
            f' --column "{name}=csat"; else care measure add makes a measure of your own for it'
        )
    if answers.highest(5) <= 3 and scale.high != 5:
        return Judgement(
            reason=f"it holds only {answers.span}: a category, not a rating from 1 to 5"
        )
    return Judgement(("csat",))


def _judge_ces(answers: ColumnAnswers, scale: Scale, asks: Asks) -> Judgement:
    """Ease of five or seven where the name says which end is easy; else a person is asked."""
    agreeing = any(map(agrees, answers.words))
    if agreeing and asks is Asks.HARDSHIP:
        return Judgement(reason="who agrees with it found it hard")
    eased = sum(times for word, times in answers.words.items() if ease(word) is not None)
    if answers.are_mostly(eased) and asks is not Asks.EFFORT:
        return Judgement(("ces-ease",) if has_seven_steps(answers.words) else ("ces-ease-5",))
    if not answers.are_mostly(answers.within(1, 7)):
        return Judgement(reason="its answers are not 1 to 7 or 1 to 5, as effort is asked")
    if scale.high not in (None, 5, 7):
        return Judgement(reason=f"its scale ends at {scale.high}; effort is asked from 1 to 7 or 5")
    highest = answers.highest(7)
    of_five = highest <= 5 and (answers.count >= _ENOUGH or scale.high == 5) and scale.high != 7
    if asks is Asks.EASE:
        labelled = scale.best_low is not None or best_end_of_cells(answers.cells) is not None
        if labelled and scale.high in (5, 7) and highest <= scale.high:
            return Judgement(("ces-ease-5",) if scale.high == 5 else ("ces-ease",))
        if of_five:
            return Judgement(("ces-ease-5", "ces-effort-5", "ces-ease", "ces-effort"))
        return Judgement(("ces-ease", "ces-effort", "ces-ease-5", "ces-effort-5"))
    if of_five:
        return Judgement(("ces-effort-5", "ces-ease-5", "ces-ease", "ces-effort"))
    if asks is Asks.HARDSHIP:
        return Judgement(("ces-effort", "ces-ease", "ces-effort-5"))
    return Judgement(("ces-ease", "ces-effort", "ces-effort-5"))
