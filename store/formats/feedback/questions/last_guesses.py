"""What a file may hold whose columns' names say nothing: told where else nothing could be said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.formats.feedback.answers import NO_ANSWER_CODES, ease, is_satisfaction, yes_or_no
from store.formats.feedback.days.day_names import Rank, rank_of
from store.formats.feedback.questions.column_answers import gather, without_one_word
from store.formats.feedback.questions.question_words import is_beside_answers, is_overall
from store.formats.feedback.questions.turned_questions import asks_leaving, is_by_own_people
from store.formats.feedback.questions.ways_on import (
    code_beyond_five,
    column_line,
    likely_end,
    own_rate,
    own_score,
    short_scale,
    skipped_answers,
    skipped_code,
)
from store.formats.feedback.questions.worded_scales import is_worded_scale
from store.formats.feedback.scales import begins_at_one, is_grade, stated_scale
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_score, settle_numbers
from store.formats.tabular.out_of import mixed_scales, told_top
from store.formats.tabular.tables import Table

_NO_RATING = re.compile(
    r"\b(ids?|story points?|no|nr|number|quantidade|qtde?|cantidad|quantita|quantite|anzahl|nombre de|ilosc|liczba|aantal|antal(l)?|pocet|lukumaara|count|times?|visits|tickets?|quantity|qty|amount|age|year|month|week|weekday|day|days|hours?|minutes?|"
    r"seconds?|duration|importance|priority|prioridade?|priorite|priorita|prioritat|priorytet|prioritet|prioriteit|dringlichkeit|urgency|urgenc\w+|gravidade|gravedad|gravite|severidad\w*|severity|risk|level|version|page|size|children|guests|nights?|nachte|nuits|noches|noites|notti|nachten|netter|natter|telef?on\w*|phone|mobile|tel|persons?|people|pax|personen|personnes|personas|pessoas|persone|osob|votes?|upvotes|likes|hub ?spot|quiz|clicks?|calls?|campaigns?|contacts?|logins?|opens?|sends?|sent|bounces?|views?|impressions?|klicks|table|room|floor|sentiment|stimmung|tone|tonality|emotion|"
    r"(?:interviewer|agent|bearbeiter|berater|betreuer|mitarbeiter|sachbearbeiter)(?:in|s)?|operators?|advisors?|employees?|staff|stores?|shops?|"
    r"branch(?:es)?|locations?|filialen?|standorte?|agente|asesor|tienda|sucursal|conseiller|agence|magasin|agenzia|negozio|medewerker|winkel|filiaal)\b|how (many|much|often|long)|\bcuant[oa]s?\b|\bquant[oaie]s?\b|\bcombien\b|\bwie ?viele?\b|\bhoeveel\b|\bile\b"
)
"""Names of what small numbers count or order."""
_ALLOWS = re.compile(
    r"\b(contact|consent|agree to|newsletter|subscribe|gdpr|privacy|terms|publish|quote you|allow|permission|may we|can we|darf|durfen|kontakt\w*|"
    r"einwillig\w*|datenschutz|zustimm\w*|contacter|recontact\w*|autoris\w*|rgpd|contactar\w*|autoriz\w*|consent\w*|contattar\w*|"
    r"acconsent\w*|toestemming|zgod\w*|skontaktowa\w*|kontakta|samtyck\w*|followed up|called back|replied)\b"
)
"""Questions for a permission, or for what the team did."""
_OF_A_LIST = re.compile(
    r"paid|bezahlt|paye|pagad[oa]|pago|pagat[oa]|betaald|zapłacono|betald|betalt|attended|present|anwesend|presente?|certificate|vegetarian|vegan|allerg\w*|"
    r"signed|unterschrieben|first time|new customer|neukunde|member|active|aktiv|actif|activo|ativo|attivo|actief"
)
"""Names of yes and no in a list of people, which nobody asked customers."""
_ASKS_YES = re.compile(
    r"\?\s*(\([^()]*\)|\[[^\[\]]*\])?\s*$|[(\[]\s*([yj]|yes|ja)\s*/\s*(n|no|nein)\s*[)\]]\s*$",
    re.IGNORECASE,
)
"""Names that ask, or that end with yes and no in brackets."""
_HELPED = re.compile(
    r"\b(help(ed)?|assist(ed|ance)?|geholfen|helfen|hilfe|aide(r|e|es)?|ayud\w*|ajud(a|ar|ou|ado|aram)|aiut\w*|"
    r"geholpen|helpen|hulp|pomo[cz]\w*|pomo[gh]l\w*|hjalp(te|t)?|hjælp|hjulpet|hjelp\w*|apua|autto\w*|atendid[oa]s?)\b"
)
"""Questions for help that may say whether a problem was solved."""
_SETTLED = re.compile(
    r"\b(settled|sorted|taken care of|erledigt|geklart|behoben|geregelt|traitee?|reglee?|a posto|geregeld|verholpen|afgehandeld|załatwion\w*|zalatwion\w*|"
    r"lost(e|es|s)?|løst(e|es)?|ordnat|ordnet|i orden|vyres\w+|vybaveno|hoidettu)\b"
)
"""Questions whether something is settled."""
_LETTER = re.compile(r"[A-Fa-f][+-]?")
_CODE = re.compile(r"A\d{1,2}")
_WORDS = re.compile(r"\S+(\s+\S+){3,}", re.DOTALL)
_MOST, _LEAST_TOP, _TOP, _TEN = 0.9, 4, 5, 10
_SIGNS_OF_YES_AND_NO = ({"y", "n"}, {"j", "n"}, {"s", "n"}, {"o", "n"}, {"t", "n"}, {"0", "1"})
_MOST_BESIDE = 2
"""Different answers beside yes and no up to which a question is one of yes and no."""
_FEWEST_KINDS = 3
"""Different answers from which numbers may be a scale's."""


def last_guess(table: Table) -> str:
    """What a column of the file looks like and how to take it, as sentences; else empty."""
    scores = table.once("scores by their looks", _first_scores)
    letters = codes = yes_no = ""
    asked = set(asked_yes_or_no(table))
    written: list[tuple[float, str]] = []
    for name, cells in _may_be_answers(table):
        kinds = set(cells)
        plain = name in asked and all(yes_or_no(cell) is not None for cell in kinds)
        if (plain or _are_yes_and_no(kinds)) and not _OF_A_LIST.fullmatch(name_words(name)):
            yes_no = yes_no or _of_yes_and_no(name)
        if len(kinds) < _FEWEST_KINDS:
            continue
        if _are_most(cells, _LETTER):
            letters = letters or (
                f"“{name}” holds letters such as “{cells[0]}”. If they are grades, write the best as"
                " 5 and the worst as 1 in the file."
            )
        if _are_most(cells, _CODE):
            codes = codes or (
                f"“{name}” holds codes such as “{cells[0]}”. Export the answers with their full words,"
                " not their codes."
            )
        if 2 * len(kinds) > len(cells) < 2 * sum(bool(_WORDS.fullmatch(cell)) for cell in cells):
            told = (
                f"“{name}” holds words such as “{quoted_cell(cells[0])}”, which are imported only"
                " beside an answer. To log them, pipe a line for each, such as connect --quote"
                ' "So quick" --on 2026-03-31, to care log --batch.'
            )
            written.append((sum(map(len, cells)) / len(cells), told))
    words = max(written, default=(0, ""))[1]
    return scores or letters or codes or _unread_words(table) or yes_no or words


def _of_yes_and_no(name: str) -> str:
    """What is said of yes and no: that they may say what was solved, or how a measure holds them."""
    if asks_solved(name):
        return (
            f"“{name}” holds yes and no: if they say whether you solved it, say"
            f" {column_line(name, 'solved-it')}. Else a measure of your own can hold them. For example:"
            f" {own_rate(name)}."
        )
    return (
        f"“{name}” holds yes and no: if those are the answers, a measure of your own can hold them."
        f" For example: {own_rate(name)}."
    )


def asks_solved(name: str) -> bool:
    """Whether a question is for help, or whether something is settled."""
    spoken = name_words(name)
    return bool(_HELPED.search(spoken) or _SETTLED.search(spoken))


def _unread_words(table: Table) -> str:
    """That a column holds a scale's words in a language that is not read, as sentences; else empty."""
    for name, cells in _may_be_answers(table):
        if _ALLOWS.search(name_words(name)) or not is_worded_scale(name, cells):
            continue
        if all(ease(cell) is not None for cell in cells):
            return (
                f"“{name}” holds words such as “{quoted_cell(cells[0])}”: if those are the answers,"
                f" say {column_line(name, 'ces-ease-5')}."
            )
        return (
            f"“{name}” holds words such as “{quoted_cell(cells[0])}”, which care cannot read. If they"
            " are ratings, write numbers from 5 for the best to 1 for the worst in their place in the"
            f" file, then say {column_line(name, 'csat')}."
        )
    return ""


def looks_rated(table: Table) -> bool:
    """Whether a column of the file looks like a scale of ratings, whatever it is called."""
    return bool(table.once("scores by their looks", _first_scores))


def scores_of_several(table: Table) -> str:
    """That a column holds scores of several scales, as a sentence; empty where none does."""
    found = ((name, mixed_scales(cells)) for name, cells in _may_be_answers(table))
    return next((f"“{name}” {mixed}." for name, mixed in found if mixed), "")


def _first_scores(table: Table) -> str:
    """What is said of the column that looks like a scale, one about the whole first; else empty."""
    found = [
        (name, said)
        for name, cells in _may_be_answers(table)
        if len(set(cells)) >= _FEWEST_KINDS and (said := _of_scores(name, cells))
    ]
    return min(found, key=lambda each: not is_overall(each[0]), default=("", ""))[1]


def _may_be_answers(table: Table) -> Iterator[tuple[str, list[str]]]:
    """The columns whose names are not those of something else that is counted, and their cells."""
    for index, name in enumerate(table.header):
        if (
            not (_is_no_rating(name_words(name)) or asks_leaving(name) or is_by_own_people(name))
            and rank_of(name) is not Rank.PLAIN
        ):
            yield name, [cell for cell in table.column(index) if not is_blank(cell)]


def _are_yes_and_no(kinds: set[str]) -> bool:
    """Whether both stand there as words: a mark or a number may be a flag of the program."""
    words = {cell.casefold() for cell in kinds}
    spoken = all(len(word) > 1 and word.isalpha() for word in words) and not words & {
        "true",
        "false",
    }
    return spoken and {yes_or_no(word) for word in words} == {0.0, 1.0}


def asked_yes_or_no(table: Table) -> list[str]:
    """The names of questions that customers answered by yes or no, whatever they ask; none of what
    they allow the team, or of what it did."""
    return [
        name
        for index, name in enumerate(table.header)
        if _ASKS_YES.search(name)
        and not _ALLOWS.search(name_words(name))
        and not is_beside_answers(name_words(name))
        and _are_mostly_yes_and_no([cell for cell in table.column(index) if not is_blank(cell)])
    ]


def _are_mostly_yes_and_no(cells: list[str]) -> bool:
    """Whether both stand there as words, beside few others such as “partly”."""
    said = [cell for cell in cells if yes_or_no(cell) is not None]
    if {cell.casefold() for cell in cells} in _SIGNS_OF_YES_AND_NO:
        return True
    others = {cell.casefold() for cell in cells} - {cell.casefold() for cell in said}
    return (
        _are_yes_and_no(set(said)) and 2 * len(said) >= len(cells) and len(others) <= _MOST_BESIDE
    )


def why_yes_or_no(name: str) -> str:
    """Why a question of yes and no is left out beside a measure, to go on "“name” is left out: "."""
    if asks_solved(name):
        return (
            f"it holds yes and no. If they say whether you solved it, say {column_line(name, 'solved-it')};"
            " else a measure of your own can hold them"
        )
    return "it holds yes and no, and nothing says that they are those of a customer measure"


def _is_no_rating(spoken: str) -> bool:
    return bool(_NO_RATING.search(spoken)) or is_beside_answers(spoken)


def _of_scores(name: str, cells: list[str]) -> str:
    """Numbers of a scale of five or ten, or words for how satisfied people are."""
    style = settle_numbers(cells)
    read = [(cell, score[0]) for cell in cells if (score := read_score(cell, style)) is not None]
    coded = {cell for cell, number in read if number in NO_ANSWER_CODES and not 0 <= number <= _TEN}
    cells = [cell for cell in cells if cell not in coded]
    numbers = [number for cell, number in read if cell not in coded]
    if mixed_scales(cells) or not _may_be_grades(numbers):
        return ""
    values = [number for number in numbers if number == int(number) and 0 <= number <= _TEN]
    if sum(map(is_satisfaction, cells)) >= _MOST * len(cells):
        return f"“{name}” holds words such as “{cells[0]}”: if those are the answers, say {column_line(name, 'csat')}."
    top = told_top(cells)
    if top is not None and (top != 5 or len(values) < _MOST * len(cells)):
        return _out_of(name, top)
    if len(set(values)) < _FEWEST_KINDS:
        return ""
    if len(numbers) >= _MOST * len(cells) and (halves := _with_halves(name, numbers)):
        return halves
    if len(values) < _MOST * len(cells):
        return _beside_a_word(name, cells)
    if sorted(set(values)) == list(range(int(min(values)), int(min(values)) + len(values))):
        return ""
    low, high = int(min(values)), int(max(values))
    what = f"“{name}” holds whole numbers from {low} to {high}: if those are the answers,"
    if (code := code_beyond_five(set(values))) is not None:
        return (
            f"“{name}” holds whole numbers from 1 to 5, and {code}, which may mean no answer: if those"
            f" are the answers, say {skipped_code(name)}."
        )
    if low >= 1 and 4 <= high <= 5:
        if high == 5 or top == 5:
            return f"{what} say {column_line(name, 'csat')}."
        if stated_scale(name).high == high:
            return f"{what} make a measure of your own for them: {own_score(name, high)}."
        return f"“{name}” holds whole numbers from {low} to {high}. {short_scale(name, high)}"
    return _beyond_five(name, what, low, high) if high > 5 else ""


def _may_be_grades(numbers: list[float]) -> bool:
    """Whether numbers stay within ten, but for a total, and are not mostly the 0 of what nobody
    counted."""
    beyond = sum(not 0 <= number <= _TEN for number in numbers)
    return beyond <= 1 and 2 * numbers.count(0) <= len(numbers)


def _with_halves(name: str, numbers: list[float]) -> str:
    """What is said of grades with halves between them; empty where there are none, or other
    fractions too."""
    high = max(numbers)
    parts = [number for number in numbers if number != int(number)]
    if (
        not _LEAST_TOP <= high <= _TEN
        or not parts
        or any(2 * each != int(2 * each) for each in parts)
    ):
        return ""
    return (
        f"“{name}” holds whole numbers and halves from {min(numbers):g} to {high:g}: if those are the"
        f" answers, make a measure of your own for them: {own_score(name, likely_end(name, high))}."
    )


def _beside_a_word(name: str, cells: list[str]) -> str:
    """What is said of the numbers of a scale beside one word that may mean no answer; else empty."""
    if not (found := without_one_word(gather(cells))):
        return ""
    word, times, rest = found
    fits = {
        "csat": rest.within(1, 5) == rest.count and max(rest.numbers) == _TOP,
        "nps": rest.within(0, 10) == rest.count and max(rest.numbers) > _TOP,
    }
    key = next((key for key, fit in fits.items() if fit), None)
    if key is None:
        return ""
    return (
        f"“{name}” holds whole numbers from {rest.span}, and {times:,} of"
        f" {len(cells):,} answers say “{word}”: if that means no answer, say"
        f" {skipped_answers(name, key)}."
    )


def _out_of(name: str, top: float) -> str:
    """What is said of scores that say themselves that they are out of ``top``."""
    nps = ""
    if top == 10:
        nps = (
            f" If they say how likely people are to recommend you, say {column_line(name, 'nps')}."
        )
    return (
        f"“{name}” holds scores out of {top:g}: if those are the answers, make a measure of your own"
        f" for them: {own_score(name, top)}.{nps}"
    )


def _beyond_five(name: str, what: str, low: int, high: int) -> str:
    """What is said of numbers that go beyond five: grades, NPS, or a scale to ten."""
    if is_grade(name):
        return f"{what} make a measure of your own for them: {own_score(name, likely_end(name, high))}."
    if begins_at_one(name):
        return f"{what} make a measure of your own for them: {own_score(name, likely_end(name, high))}."
    if low >= 1:
        return (
            f"{what} make a measure of your own for them: {own_score(name, likely_end(name, high))}. If they say how"
            f" likely people are to recommend you, say {column_line(name, 'nps')}."
        )
    return (
        f"{what} say {column_line(name, 'nps')}. If they answer another question than how"
        " likely people are to recommend you, a measure of your own can hold them. For example:"
        f" {own_score(name, likely_end(name, high))}."
    )


def _are_most(cells: list[str], pattern: re.Pattern[str]) -> bool:
    return sum(bool(pattern.fullmatch(cell)) for cell in cells) >= _MOST * len(cells)
