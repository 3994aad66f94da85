"""Columns that count answers by what they were: “Good satisfaction tickets”, “Detractors”, “1 star”.

Each of their rows is a month, an agent or a shop, and none is a customer's answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.common.errors import Refused
from store.domain.statistics.measures import Measure, MeasureKind
from store.formats.feedback.answers import satisfaction
from store.formats.feedback.comments import comment_column
from store.formats.feedback.questions.summed_answers import answers_counted
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_number
from store.formats.tabular.tables import Table

_COUNTED = (
    "satisfaction tickets ticket cases chats conversations calls ratings reviews responses response answers surveys customers clients guests"
    " votes feedback feedbacks comments scores csat nps count counts number no nr num n of the total sum all percent percentage pct share"
    " respondents people users anzahl zahl der die das an von mit bewertungen bewertung antworten kunden umfragen stimmen anteil prozent rezensionen"
    " nombre nb de d des du la les le avis reponses notes evaluations part pourcentage cantidad numero respuestas encuestas clientes resenas"
    " calificaciones valoraciones opiniones porcentaje quantidade respostas avaliacoes porcentagem opinioes risposte clienti recensioni valutazioni"
    " percentuale aantal van antwoorden beoordelingen klanten reacties aandeel liczba odpowiedzi ocen oceny klienci klientow opinii opinie udziału"
    " antal antall svar kunder betyg andel anmeldelser omdomen arvostelut vastaukset"
)
_THINGS = frozenset(_COUNTED.split())
"""What is counted, and words of counting."""
_NOUNS = re.compile(
    r"(nps )?(promoters?|passives?|detractors?|promotoren|passive[nr]?|indifferente?n?|detraktoren|kritiker|promoteurs|passifs|detracteurs|"
    r"promotores|pasivos|passivos|detractores|detratores|promotori|passivi|detrattori|promotors|passieven|criticasters|promotorzy|pasywni|"
    r"krytycy|ambassadorer|passiva|kritikere|suosittelijat|arvostelijat)"
)
"""People who are counted for NPS."""
_STARS = re.compile(
    r"([1-5]|one|two|three|four|five|ein|eins|zwei|drei|vier|funf|une?|deux|trois|quatre|cinq|una|dos|tres|cuatro|cinco) ?"
    r"(stars?|sterne?|etoiles?|estrellas?|estrelas?|stell[ae]|ster(ren)?|gwiazd\w*|stjarn\w*|stjerner?|tahte\w*)"
)
_SIDES: dict[str, str] = {
    word: side
    for side, words in (
        ("good", "good positive positives satisfied happy gut gute guten zufrieden zufriedene positiv positif positifs positive bon bons bonnes satisfait"
         " satisfaits satisfaites buenas buenos buena bueno positivas positivos satisfechos satisfechas boas bons positivo satisfeitos satisfeitas"
         " buone buoni positivi soddisfatti soddisfatte goede positieve tevreden dobre pozytywne zadowoleni zadowolonych pozytywnych nojda positiva"
         " tilfredse fornøyde"),
        ("middle", "neutral neutrals neutre neutres neutros neutras neutri neutrale neutralne okay ok average fair"),
        ("bad", "bad negative negatives dissatisfied unsatisfied unhappy poor schlecht schlechte unzufrieden unzufriedene negativ mauvais mauvaises"
         " negatif negatifs insatisfait insatisfaits malas malos negativas negativos insatisfechos insatisfechas ruins negativo insatisfeitos"
         " cattive negativi insoddisfatti slechte negatieve ontevreden złe negatywne niezadowoleni niezadowolonych missnojda negativa utilfredse"
         " misfornøyde"),
    )
    for word in words.split()
}  # fmt: skip
_SHARE = re.compile(
    r"\b(percent|percentage|pct|share|quote|prozent|anteil|taux|tasa|taxa|tasso|(total|rated|offered) (\w+ )?(tickets|responses|surveys|ratings|reviews|answers))\b"
)
_FIGURE = re.compile(r"\b(csat|nps|score|satisfaction|rating|zufriedenheit|bewertung)\b")
"""Names of what stands beside such a count: of how many it is, which share, and their figure."""
_TOP = 10
"""How far single answers go."""
_FEW = 5
"""What bare “Good” and “Bad” may hold as answers of a scale."""
_ONE_A_CUSTOMER = {0.0, 1.0}
COUNTS_ANSWERS = "it counts answers, and one row an answer is needed"
"""Why such a column is none of answers."""


def refuse_counts(table: Table, index: int, measure: Measure) -> None:
    """Refuse to take a column of counts as answers; a count of the team's own may hold them."""
    if measure.kind is not MeasureKind.COUNT and index in counted_columns(table):
        raise Refused(f"“{table.header[index]}”: {COUNTS_ANSWERS}.", field="column")


def counted_columns(table: Table) -> tuple[int, ...]:
    """The columns that count the answers of a group each; empty where rows are single answers."""
    return table.once("counted groups", _counted_columns)


def _counted_columns(table: Table) -> tuple[int, ...]:
    found: dict[int, str] = {}
    outright = False
    for index, name in enumerate(table.header):
        group, is_plain = _group_of(name)
        numbers = _numbers(table.column(index)) if group else None
        if numbers is None or (not is_plain and not _are_whole(numbers)):
            continue
        found[index] = group
        outright |= is_plain
    if not any(map(_names_people, found.values())) and comment_column(table) is not None:
        return ()
    values = {value for index in found for value in _numbers(table.column(index)) or ()}
    may_be_answers = not outright and min(values, default=0) > 0 and max(values) <= _FEW
    if not values or values <= _ONE_A_CUSTOMER or may_be_answers:
        return ()
    if len(set(found.values())) > 1 or (outright and _has_share(table, found)):
        return tuple(found)
    return ()


def counts_of_rows(table: Table) -> bool:
    """Whether each row counts the promoters, passives or detractors of a time or a place."""
    if answers_counted(table) is None:
        return False
    columns = [
        {name_words(cell) for cell in table.column(at) if cell} for at in range(len(table.header))
    ]
    return any(len(kinds) > 1 and all(map(_NOUNS.fullmatch, kinds)) for kinds in columns)


def _group_of(name: str) -> tuple[str, bool]:
    """The group whose answers a name counts, empty for none, and whether it says outright that
    something is counted."""
    spoken = name_words(name)
    if not spoken and satisfaction(name) is not None:
        return name.strip(), False
    words = [word for word in spoken.split() if word not in _THINGS]
    rest = " ".join(words)
    if _NOUNS.fullmatch(rest):
        return rest, True
    says_things = len(words) < spoken.count(" ") + 1
    if match := _STARS.fullmatch(rest):
        return match[1], says_things
    if rest in _SIDES:
        return _SIDES[rest], says_things
    return (rest, says_things) if rest and satisfaction(rest) is not None else ("", False)


def _numbers(cells: Sequence[str]) -> list[float] | None:
    """The numbers of a column of none else; None for another."""
    read = [read_number(cell) for cell in cells if not is_blank(cell)]
    numbers = [number for number in read if number is not None and number >= 0]
    return numbers if numbers and len(numbers) == len(read) else None


def _are_whole(numbers: Sequence[float]) -> bool:
    return all(number == int(number) for number in numbers)


def _names_people(group: str) -> bool:
    """Whether a group is one of NPS, or of stars, which no single customer is counted by."""
    return group not in _SIDES.values() and satisfaction(group) is None


def _has_share(table: Table, counts: dict[int, str]) -> bool:
    """Whether another column of numbers says of how many the counts are, their share or figure."""
    for index, name in enumerate(table.header):
        cells = [cell.removeprefix("-") for cell in table.column(index)]
        numbers = None if index in counts else _numbers(cells)
        if numbers is None:
            continue
        if "%" in name or _SHARE.search(name_words(name)):
            return True
        beyond = max(numbers) > _TOP or any("%" in cell for cell in cells)
        if beyond and _FIGURE.search(name_words(name)):
            return True
    return False
