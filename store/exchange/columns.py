"""Which columns hold a customer measure: told by the name and by the answers, never by one alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from store.exchange.answers import NO_ANSWER_CODES, satisfaction, yes_or_no
from store.exchange.blanks import is_blank
from store.exchange.dates import shown
from store.exchange.names import words
from store.exchange.nps_groups import GROUP_NAMES
from store.exchange.numbers import NumberStyle, read_score, settle_numbers

_MOST = 0.9
"""The share of a column's answers that must be of one sort."""
_SLIPS = 2
"""Answers of another sort that a short column may have, up to a quarter of it."""
_ENOUGH = 5
"""Answers from which a column that never uses the upper scale speaks for a shorter one."""

_NPS = re.compile(
    r"\bnps\b|net promoter|recommend|recomend|recommand|empfehl|weiterempf|raccomand|consigl|aanbevel"
)
_CSAT = re.compile(
    r"\bcsat\b|satisf|satisfac|soddisf|zufrieden|tevreden|happiness|\brating\b|\bbewertung\b|"
    r"\bsurvey results?\b|\bthumbs\b|\bstars?\b"
)
_CES = re.compile(
    r"\bces\b|\beffort\b|\beas(e|y|ily|iness)\b|aufwand|esfuerzo|esforco|\beinfach\b|\bfacil"
)
_YES_NO: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("first-contact", re.compile(r"\bfcr\b|first (contact|call|touch)|one touch|erstkontakt|erstlos")),
    ("reopened", re.compile(r"\breopen|wieder ?geoffnet|rouvert|reabiert|reabert")),
    ("escalated", re.compile(r"\bescalat|eskal|\bescal")),
    ("churn", re.compile(r"\bchurn|\battrition|\bexited\b|\b(has )?cancel+ed\b|gekundigt")),
    ("retention", re.compile(r"\bretained\b|\bretention\b|\brenewed\b|verlangert")),
    ("repurchase", re.compile(r"repurchas|bought again|repeat (purchase|buyer|customer)")),
    ("solved-it", re.compile(
        r"\bsolved\b|\bresolved\b|did we (solve|fix|help|resolve)|problem (fixed|geloest|gelost)|"
        r"\bgelost\b|\bresolue?\b|\bresuelt[oa]\b|\bresolvio\b|\bsoluciono\b|\bsolucionad[oa]\b|"
        r"\bresolvid[oa]\b|\brisolt[oa]\b|\bopgelost\b"
    )),
)  # fmt: skip
_NOT_AN_ANSWER = re.compile(
    r"comment|reason|verbatim|\bwhy\b|\burl\b|\blink\b|\bsent\b|exced|overdue|breach|violat|\bsla\b|\bid\b"
)
_OF_A_TIME = re.compile(r"\btime\b|\bdate\b|\bat\b|\bby\b")
_QUESTION = 6
"""Words from which a name is a question, in which a small word such as “at” says nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a column with a telling name turns out to hold."""

    measures: tuple[str, ...] = ()
    """The measure's key; several where only a person knows which (an effort's direction)."""
    reason: str = ""
    """Why it is no measure, to go on "“name” is left out: "; empty when it is one."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """A column's answers without its blanks, each different one once."""

    count: int
    numbers: Counter[float]
    words: Counter[str]
    example: str

    @property
    def numeric(self) -> int:
        return self.numbers.total()

    def within(self, low: float, high: float) -> int:
        """How many answers are whole numbers from ``low`` to ``high``."""
        return sum(
            times
            for value, times in self.numbers.items()
            if low <= value <= high and value == int(value)
        )

    def highest(self, most: float) -> float:
        """The highest number up to ``most``; ``most`` where there is none."""
        return max((value for value in self.numbers if value <= most), default=most)

    def are_mostly(self, fitting: int) -> bool:
        """Whether ``fitting`` answers are enough to tell the column's sort by."""
        others = self.count - fitting
        return others <= max((1 - _MOST) * self.count, min(self.count // 4, _SLIPS))

    @property
    def span(self) -> str:
        return f"{min(self.numbers):g} to {max(self.numbers):g}"


def judge_column(name: str, label: str, cells: Iterable[str]) -> Judgement | None:
    """The measure a column holds, or why it holds none; None when nothing speaks for one.

    ``label`` is what a second header row says, such as the question asked.
    """
    spoken = f"{words(name)} {words(label)}".strip()
    if _is_beside_answers(words(name)) or not (
        _NPS.search(spoken) or _CSAT.search(spoken) or _CES.search(spoken) or _yes_no_key(spoken)
    ):
        return None
    answers = _without_codes(_gather(cells))
    if not answers.count:
        return Judgement(reason="it holds no answers")
    if _NPS.search(spoken):
        return _judge_nps(answers)
    key = _yes_no_key(spoken)
    if key and answers.are_mostly(_yes_or_no_answers(answers)):
        return Judgement((key,))
    if _CSAT.search(spoken):
        return _judge_csat(answers)
    if _CES.search(spoken):
        return _judge_ces(answers)
    return None


def _is_beside_answers(name: str) -> bool:
    """Whether a name is that of what goes with an answer: when it was given, the words to it."""
    short = name.count(" ") + 1 < _QUESTION
    return bool(_NOT_AN_ANSWER.search(name) or (short and _OF_A_TIME.search(name)))


def _yes_no_key(spoken: str) -> str | None:
    return next((key for key, pattern in _YES_NO if pattern.search(spoken)), None)


def _gather(cells: Iterable[str]) -> _Answers:
    kinds = Counter(cell for cell in cells if not is_blank(cell))
    style: NumberStyle = settle_numbers(kinds)
    numbers: Counter[float] = Counter()
    said: Counter[str] = Counter()
    for cell, times in kinds.items():
        score = read_score(cell, style)
        if score is None:
            said[" ".join(cell.casefold().split())] += times
        else:
            numbers[score[0]] += times
    example = shown(kinds.most_common(1)[0][0]) if kinds else ""
    return _Answers(kinds.total(), numbers, said, example)


def _without_codes(answers: _Answers) -> _Answers:
    """The answers without codes for “no answer”, where no scale reaches as far as they go."""
    scaled = Counter({value: n for value, n in answers.numbers.items() if 0 <= value <= 10})
    coded = sum(n for value, n in answers.numbers.items() if value in NO_ANSWER_CODES)
    if not scaled or scaled.total() + coded < answers.numeric:
        return answers
    return replace(answers, count=answers.count - coded, numbers=scaled)


def _yes_or_no_answers(answers: _Answers) -> int:
    """How many answers are yes or no, where both words and 1 or 0 will do."""
    said = sum(times for word, times in answers.words.items() if yes_or_no(word) is not None)
    return said + answers.numbers[0.0] + answers.numbers[1.0]


def _judge_nps(answers: _Answers) -> Judgement:
    if not answers.are_mostly(answers.numeric):
        if sum(answers.words[word] for word in GROUP_NAMES) >= _MOST * answers.count:
            return Judgement(
                reason="it names promoters and detractors, not their answers of 0 to 10"
            )
        return Judgement(
            reason=f"its answers are words such as “{answers.example}”; NPS needs 0 to 10"
        )
    if not answers.are_mostly(answers.within(0, 10)):
        return Judgement(
            reason=f"its numbers go from {answers.span}; NPS needs whole answers of 0 to 10"
        )
    if answers.highest(10) <= 5 and answers.count >= _ENOUGH:
        return Judgement(reason=f"its answers go only from {answers.span}; NPS needs 0 to 10")
    return Judgement(("nps",))


def _judge_csat(answers: _Answers) -> Judgement:
    said = sum(times for word, times in answers.words.items() if satisfaction(word) is not None)
    if answers.are_mostly(said):
        return Judgement(("csat",))
    if not answers.are_mostly(answers.numeric + said):
        return Judgement(
            reason=f"its answers are words such as “{answers.example}”; CSAT needs 1 to 5 or"
            " words for satisfaction"
        )
    if not answers.are_mostly(answers.within(1, 5) + said):
        return Judgement(
            reason=f"its numbers go from {answers.span}; CSAT needs whole answers of 1 to 5"
        )
    if answers.highest(5) <= 3:
        return Judgement(
            reason=f"it holds only {answers.span}: a category, not a rating from 1 to 5"
        )
    return Judgement(("csat",))


def _judge_ces(answers: _Answers) -> Judgement:
    if not answers.are_mostly(answers.within(1, 7)):
        return Judgement(reason="its answers are not 1 to 7 or 1 to 5, as effort is asked")
    if answers.highest(7) <= 5 and answers.count >= _ENOUGH:
        return Judgement(("ces-effort-5", "ces-ease", "ces-effort"))
    return Judgement(("ces-ease", "ces-effort", "ces-effort-5"))
