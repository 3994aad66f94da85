"""Rule two of reading a file: which columns hold a customer measure.

Told by the name and by the answers, never by one alone. The name's own words also say from where
to where its scale goes and which end is best.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from store.formats.feedback.answers import (
    NO_ANSWER_CODES,
    agreement,
    ease,
    has_seven_steps,
    is_satisfaction,
    yes_or_no,
)
from store.formats.feedback.nps_groups import GROUP_NAMES
from store.formats.feedback.scales import Scale, best_end_of_cells, is_grade, stated_scale
from store.formats.feedback.status_words import status_answer
from store.formats.tabular.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import NumberStyle, is_between, read_score, settle_numbers
from store.formats.tabular.tables import Table

_MOST = 0.9
"""The share of a column's answers that must be of one sort."""
_SLIPS = 2
"""Answers of another sort that a short column may have, up to a quarter of it."""
_SAMPLE = 200
_ENOUGH = 5
"""Answers from which a column that never uses the upper scale speaks for a shorter one."""

_BEYOND = (6.0, 7.0, 8.0, 10.0)
"""Numbers that speak for a longer scale than 1 to 5; a 9 stands in many files for no answer."""

_NPS = re.compile(
    r"\bnps\b|net promoter|recommend|recom(e|ie)nd|recommand|empfehl|weiterempf|raccomand|consigli(a|er|are|ereb)|"
    r"aanbeve(e)?l|\baanraden\b|\bindicaria\b|\bconseilleriez\b|rekommender|anbefal"
)
_CSAT = re.compile(
    r"\bcsat\b|satisf|satisfac|soddisf|zufrieden|tevreden|happiness|\brating\b|\bbewertung\b|"
    r"\bavaliacao\b|\bvaloracion\b|\bvalutazione\b|\bbeoordeling\b|"
    r"\bsurvey results?\b|\bresultats? de l enquete\b|\bumfrageergebniss?e?\b|"
    r"\bresultados? d[ea] la? ?(encuesta|pesquisa)\b|\brisultat[oi] del sondaggio\b|\bthumbs\b|^(review )?stars?$|star rating|number of stars|stars given|\bsterne\b|"
    r"^(estrellas|etoiles|estrelas|stelle)$|\bschulnoten?\b"
)
_CES = re.compile(
    r"^(\w+ ){0,2}ces( \w+){0,2}$|\beffort\b|\beas(e|y|ily|iness|ier)\b|aufwand|esfuerzo|esforco|"
    r"\beinfach\b|\bleicht\b|\bfacil(e|mente|idad|idade|ement|ite|ita)?\b|\bmakkelijk\b"
)
_EASE = re.compile(
    r"\beas(e|y|ily|iness|ier)\b|\beinfach\b|\bleicht\b|\bfacil(e|mente|idad|idade|ement|ite|ita)?\b|\bmakkelijk\b"
)
"""Names that ask how easy it was, not how much effort it took."""
_YES_NO: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("first-contact", re.compile(
        r"\bfcr\b|first (contact|call|touch)|one touch|erstkontakt|erstlos|ersten (kontakt|anruf)|"
        r"premier (contact|appel)|primera? (contacto|llamada)|primeir[oa] (conta(c?t)o|chamada)|"
        r"prim[oa] (contatto|chiamata)|eerste contact"
    )),
    ("reopened", re.compile(r"\breopen|wieder ?geoffnet|rouvert|reabiert|reabert")),
    ("escalated", re.compile(r"\bescalat|eskal|\bescal")),
    ("churn", re.compile(r"\bchurn|\battrition|\bexited\b|\b(subscription|membership|contract|plan|customer|account) (has )?cancel+ed\b|gekundigt")),
    ("retention", re.compile(r"\bretained\b|\bretention\b|\brenewed\b|verlangert")),
    ("repurchase", re.compile(r"repurchas|bought again|repeat (purchase|buyer|customer)")),
    ("solved-it", re.compile(
        r"\bsolved\b|\bresolved\b|did we (solve|fix|help|resolve)|problem (fixed|geloest|gelost)|"
        r"\bgelost\b|\bresolue?\b|\bresuelt[oa]\b|\bresolvio\b|\bsoluciono\b|\bsolucionad[oa]\b|"
        r"\bresolvid[oa]\b|\brisolt[oa]\b|\bopgelost\b"
    )),
)  # fmt: skip
_IN_TIME = re.compile(
    r"\bwithin\b|\b(in|on) time\b|\btarget\b|\bdelais?\b|\bplazo\b|\bprazo\b|\bfrist\b|\btermijn\b|\btermini\b|"
    r"fristgerecht|\bpunktlich\b"
)
"""Names that ask whether it was solved soon enough, if they ask about a solution."""
_OVERALL = re.compile(
    r"\boverall|\bin general\b|\bgeneral(ly)?\b|\btotal\b|\ball in all\b|\bas a whole\b|"
    r"\b(ins)?gesamt|\ballgemein|\bglobal|\ben general\b|\bgeneral\b|\bd ensemble\b|\bglobale(ment)?\b|"
    r"\bno geral\b|\bgeral\b|complessiv|in generale|\balgemen|over het algemeen|\balles in allem\b"
)
_NOT_AN_ANSWER = re.compile(
    r"comment|reason|verbatim|\bwhy\b|\burl\b|\blink\b|\bsent\b|exced|overdue|breach|violat|\bsla\b|\bid\b|"
    r"\bcount\b|number of (ratings|reviews|recommend|responses)|\b(ratings|reviews)$|\baverage\b|\bavg\b|\bmean\b|"
    r"recommended (product|item|plan|action|by)|recommendations$|\bgoal\b|\btarget\b|benchmark|employee|"
    r"\b(risk|credit|bond|energy|content|age|power|safety|security|esrb|difficulty|priority|severity|impact|expected|"
    r"esperad[oa]) (ratings?|scores?|levels?|satisfaction|csat|nps)\b|\bimportan(ce|cia|ze)\b|\bwichtigkeit\b|"
    r"\berwartete? zufriedenheit|(satisfaccion|satisfacao|satisfaction) (esperada|attendue)|"
    r"\benps\b|mitarbeiter(zufriedenheit|in)?\b|\bwork(ing)? (here|for|at)\b|place to work|\bemployer\b|\barbeitgeber|"
    r"arbeitsplatz|\bempleador|\bemployeur|\bempregador|datore di lavoro|werkgever|(trabajar|travailler|trabalhar|lavorare) "
)
_UNHAPPY = re.compile(
    r"\b(not|nicht|pas|no|nao|non|niet) (satisf|zufrieden|soddisf|tevreden)|\b(dis|un|in)satisf|\bunzufrieden|\binsoddisf|\bontevreden"
)
"""Statements that only who is not satisfied agrees with."""
_HAPPY = re.compile(r"satisf|soddisf|zufrieden|tevreden")
_OF_A_TIME = re.compile(
    r"(?<!\bin )(?<!\bon )\btime\b|\bdate\b|\bat\b|\bby\b|\bdatum\b|\bfecha\b|\bdata d"
)
_QUESTION = 6
"""Words from which a name is a question, in which a small word such as “at” says nothing."""


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


@dataclass(frozen=True, slots=True)
class _Answers:
    """A column's answers without its blanks, each different one once."""

    count: int
    numbers: Counter[float]
    words: Counter[str]
    example: str
    cells: tuple[str, ...]
    """The different answers as they stand, a sample of them."""

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
    if _asks_dissatisfaction(table.header[index]):
        return None
    judgement = judged(table, index)
    if judgement is not None and judgement.best_low is not None:
        return judgement.best_low
    label = table.labels[index] if table.labels else ""
    stated = stated_scale(f"{table.header[index]} {label}").best_low
    filled = {cell for cell in table.column(index) if not is_blank(cell)}
    return best_end_of_cells(sorted(filled)[:_SAMPLE]) if stated is None else stated


def best_is_open(table: Table, index: int) -> bool:
    """Whether a column holds numbers of which only a person knows the best end."""
    return _is_either_way(table.header[index]) and lowest_is_best(table, index) is None


def _is_either_way(name: str) -> bool:
    """Whether a name does not say which end is best: a grade, or how dissatisfied somebody is."""
    return is_grade(name) or _asks_dissatisfaction(name)


def _asks_dissatisfaction(name: str) -> bool:
    """Whether a question asks how dissatisfied somebody is: what it says of its ends, as “5
    extremely”, does not say then which of them is best."""
    words = name_words(name)
    return bool(_UNHAPPY.search(words)) and not _HAPPY.search(_UNHAPPY.sub(" ", words))


def is_overall(name: str) -> bool:
    """Whether a question asks about the whole, rather than one side of it."""
    return bool(_OVERALL.search(name_words(name)))


def asked_measure(question: str) -> str | None:
    """The score that a question's own words ask for: NPS, CSAT or CES; None for another."""
    spoken = name_words(question)
    asked = (("nps", _NPS), ("csat", _CSAT), ("ces", _CES))
    return next((key for key, pattern in asked if pattern.search(spoken)), None)


def judge_column(name: str, label: str, cells: Iterable[str]) -> Judgement | None:
    """The measure a column holds, or why it holds none; None when nothing speaks for one.

    ``label`` is what a second header row says, such as the question asked.
    """
    spoken = f"{name_words(name)} {name_words(label)}".strip()
    if _is_beside_answers(name_words(name)) or not (
        _NPS.search(spoken) or _CSAT.search(spoken) or _CES.search(spoken) or _yes_no_key(spoken)
    ):
        return None
    answers = _without_codes(_gather(cells))
    if not answers.count:
        return Judgement(reason="it holds no answers")
    scale = stated_scale(f"{name} {label}")
    if _NPS.search(spoken):
        return _turned(_judge_nps(answers, scale), name, answers, scale)
    key = _yes_no_key(spoken)
    if key and answers.are_mostly(_yes_or_no_answers(answers, key)):
        in_time = key == "solved-it" and _IN_TIME.search(spoken)
        return Judgement(("solved-in-target", "solved-it") if in_time else (key,))
    if key and 2 * _yes_or_no_answers(answers, key) > answers.count and answers.words:
        return Judgement(reason=_half_yes_or_no(name, answers, key))
    if _CSAT.search(spoken):
        return _turned(_judge_csat(name, answers, scale), name, answers, scale)
    if _CES.search(spoken):
        asks_ease = bool(_EASE.search(spoken)) and "effort" not in spoken
        return _turned(_judge_ces(answers, scale, asks_ease=asks_ease), name, answers, scale)
    return None


def _turned(judged: Judgement, name: str, answers: _Answers, scale: Scale) -> Judgement:
    """The judgement with the end that is best, where the name or the answers say it."""
    if len(judged.measures) != 1 or not answers.numeric or judged.measures[0].startswith("ces-eff"):
        return judged
    best_low = None
    if not _asks_dissatisfaction(name):
        stated = scale.best_low
        best_low = best_end_of_cells(answers.cells) if stated is None else stated
    asks = best_low is None and _is_either_way(name) and judged.measures[0] == "csat"
    return replace(judged, best_low=best_low, asks_best=asks)


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
    word_counts: Counter[str] = Counter()
    for cell, times in kinds.items():
        score = read_score(cell, style)
        if score is None:
            word_counts[" ".join(cell.casefold().split())] += times
        else:
            numbers[score[0]] += times
    example = quoted_cell(kinds.most_common(1)[0][0]) if kinds else ""
    return _Answers(kinds.total(), numbers, word_counts, example, tuple(kinds)[:_SAMPLE])


def _without_codes(answers: _Answers) -> _Answers:
    """The answers without codes for “no answer”, where no scale reaches as far as they go."""
    scaled = Counter({value: n for value, n in answers.numbers.items() if 0 <= value <= 10})
    coded = sum(n for value, n in answers.numbers.items() if value in NO_ANSWER_CODES)
    if not scaled or scaled.total() + coded < answers.numeric:
        return answers
    return replace(answers, count=answers.count - coded, numbers=scaled)


def _yes_or_no_answers(answers: _Answers, key: str) -> int:
    """How many answers are yes or no: in words, as 1 or 0, or as the status that means it."""
    answered = sum(
        times
        for word, times in answers.words.items()
        if yes_or_no(word) is not None or status_answer(key, word) is not None
    )
    return answered + answers.numbers[0.0] + answers.numbers[1.0]


def _half_yes_or_no(name: str, answers: _Answers, key: str) -> str:
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


def _judge_nps(answers: _Answers, scale: Scale) -> Judgement:
    if not answers.are_mostly(answers.numeric):
        if sum(answers.words[word] for word in GROUP_NAMES) >= _MOST * answers.count:
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


def _judge_csat(name: str, answers: _Answers, scale: Scale) -> Judgement:
    satisfied_words = sum(times for word, times in answers.words.items() if is_satisfaction(word))
    if _UNHAPPY.search(name_words(name)) and any(map(agreement, answers.words)):
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
    if answers.cells and sum("%" in cell for cell in answers.cells) >= _MOST * len(answers.cells):
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


def _judge_ces(answers: _Answers, scale: Scale, *, asks_ease: bool) -> Judgement:
    """Ease of five or seven where the name says which end is easy; else a person is asked."""
    if asks_ease and answers.are_mostly(
        sum(times for word, times in answers.words.items() if ease(word) is not None)
    ):
        return Judgement(("ces-ease",) if has_seven_steps(answers.words) else ("ces-ease-5",))
    if not answers.are_mostly(answers.within(1, 7)):
        return Judgement(reason="its answers are not 1 to 7 or 1 to 5, as effort is asked")
    if scale.high not in (None, 5, 7):
        return Judgement(reason=f"its scale ends at {scale.high}; effort is asked from 1 to 7 or 5")
    highest = answers.highest(7)
    if asks_ease:
        labelled = scale.best_low is not None or best_end_of_cells(answers.cells) is not None
        if labelled and scale.high in (5, 7) and highest <= scale.high:
            return Judgement(("ces-ease-5",) if scale.high == 5 else ("ces-ease",))
        if highest <= 5 and answers.count >= _ENOUGH:
            return Judgement(("ces-ease-5", "ces-effort-5", "ces-ease", "ces-effort"))
        return Judgement(("ces-ease", "ces-effort", "ces-ease-5", "ces-effort-5"))
    if highest <= 5 and answers.count >= _ENOUGH:
        return Judgement(("ces-effort-5", "ces-ease-5", "ces-ease", "ces-effort"))
    return Judgement(("ces-ease", "ces-effort", "ces-effort-5"))
