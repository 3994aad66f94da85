"""Tables of which each row sums up several answers, as a count beside the figure shows.

“4” of 212 responses in a week is no answer of 4: taken for one it would weigh as much as a customer.
"""

from __future__ import annotations

import re

from store.formats.feedback.questions.judgements import Judgement
from store.formats.feedback.questions.ways_on import Way, own_score
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import is_between, read_number
from store.formats.tabular.tables import Table

_ANSWERS = (
    r"responses?|answers|replies|surveys|respondents|participants|ratings|antworten|umfragen|teilnehmer|befragte|bewertungen|"
    r"reponses|repondants|questionnaires|respuestas|encuestas|encuestados|respostas|risposte|questionari|antwoorden|reacties|"
    r"odpowiedzi|ankiet|svar|besvarelser|vastau(kset|sta)"
)
_NUMBER = r"number|no|nr|total|count|anzahl|zahl|nombre|nb|numero|num|n|cantidad|quantidade|aantal|liczba|antal|antall|maara"
_COUNTED = re.compile(
    rf"(?:{_NUMBER})(?: (?:of|der|an|von|de|d|di|van|av|af))*(?: (?:survey|valid|csat|nps|customer|total|completed|gultigen))*"
    rf" (?:{_ANSWERS})|(?:{_ANSWERS}|survey|response|sample|rating) (?:count|size|volume|number|anzahl)|"
    r"counts?|frequency|how many|haufigkeit|frequenc[e]|frecuencia|frequencia|frequenza|sample(?: size)?|base(?: size)?|n|stichprobe(?:ngrosse)?|anzahl|rucklaufer?|"
    r"(?:surveys?|calls|chats|tickets|cases|conversations|contacts|anrufe|gesprache|appels|llamadas)"
    r" (?:sent|returned|completed|received|handled|answered|closed|solved|resolved|taken|verschickt|versendet|beantwortet|"
    r"traites?|atendidas)"
)
"""Names of how many there were."""
_BARE = re.compile(_ANSWERS)
"""Names that may be of the answers themselves, where these end at 10."""
_REVIEWS = re.compile(
    rf"(?:(?:{_NUMBER})(?: (?:of|der|an|von|de|d|di|van|av|af))* )?(?:(?:user|customer|google|total) )*(?:reviews|ratings|avis|resenas|opiniones|rezensionen|bewertungen|"
    r"recensioni|recensies|avaliacoes|opinii)(?: (?:count|total|number))?|(?:review|rating)s? (?:count|total|number)|(?:user )?ratings total"
)
"""Names of how many reviews a place or a product has, beside its average."""
_CASE = re.compile(
    r"(conversation|ticket|case|chat|request|issue|incident|call) ?(id|no|nr|number|key)?|ticket(nummer|nr)"
)
_MESSAGES = re.compile(
    r"\b(repl(y|ies)|responses?|answers|antworten|reponses|respuestas|respostas|risposte|antwoorden)\b"
)
"""In a list of cases, how often somebody wrote in one."""
_RUNNING = re.compile(r"n|no|nr|num|numero|number")
"""Names of how many answers there are, or of the row's own number."""
_HIGHEST_ANSWER = 10
_MOST = 0.8
_FEWEST = 3
_SCORES = frozenset({"nps", "csat", "ces-ease", "ces-ease-5", "ces-effort", "ces-effort-5"})


def of_single_answers(table: Table, name: str, judged: Judgement | None) -> Judgement | None:
    """The judgement of a column, but where the rows sum up several answers each: then it is none, and
    neither are averages beside a count of reviews a score of one customer."""
    if judged and _are_averages(table, name, judged) and (counted := _reviews_counted(table)):
        return Judgement(reason=f"{why_summed(counted)}, for example: {own_score(name, 5)}")
    counted = answers_counted(table) if judged and set(judged.measures) & _SCORES else None
    if judged is None or counted is None or counted == name:
        return judged
    return Judgement(reason=f'{why_summed(counted)}, say --column "{name}={judged.measures[0]}"')


def _are_averages(table: Table, name: str, judged: Judgement) -> bool:
    """Whether a column that would be a score of one's own has broken numbers."""
    if judged.measures or judged.way_on is None or judged.way_on.way is not Way.OWN_SCORE:
        return False
    return any(map(is_between, table.column(table.index(name))))


def _reviews_counted(table: Table) -> str | None:
    """The column that counts the reviews of each row; those of a reviewer are no such count."""
    places = [at for at, name in enumerate(table.header) if _REVIEWS.fullmatch(name_words(name))]
    return next((table.header[at] for at in places if _are_several(table, at)), None)


def _are_several(table: Table, index: int) -> bool:
    numbers = [read_number(cell) for cell in table.column(index) if not is_blank(cell)]
    return sum((each or 0) > 1 for each in numbers) >= max(_FEWEST, _MOST * len(numbers))


def why_summed(counted: str) -> str:
    """Why rows with a column that counts are no answers, up to what else they may be."""
    return (
        f"“{counted}” counts several answers on each row, so a row sums them up; one row an"
        " answer is needed. If each row is one answer"
    )


def answers_counted(table: Table) -> str | None:
    """The column that counts the answers which each row sums up; None where rows are single."""
    return table.once("answers counted", _answers_counted)


def _go_on(counts: list[float]) -> bool:
    """Whether numbers are those of the rows, from 1 on, each the next one: “N°” counts no answers then."""
    return min(counts) == 1 and counts == sorted(set(counts)) and max(counts) == len(counts)


def _answers_counted(table: Table) -> str | None:
    of_cases = any(_CASE.fullmatch(name_words(name)) for name in table.header)
    for index, name in enumerate(table.header):
        spoken = name_words(name)
        if of_cases and _MESSAGES.search(spoken):
            continue
        is_bare = bool(_BARE.fullmatch(spoken))
        if not is_bare and not _COUNTED.fullmatch(spoken):
            continue
        numbers = [read_number(cell) for cell in table.column(index) if not is_blank(cell)]
        counts = [each for each in numbers if each is not None and each == int(each) and each >= 0]
        if len(counts) < max(_FEWEST, len(numbers)) or (
            _RUNNING.fullmatch(spoken) and _go_on(counts)
        ):
            continue
        several = sum(each > 1 for each in counts) >= _MOST * len(counts)
        if several and (not is_bare or max(counts) > _HIGHEST_ANSWER):
            return name
    return None
