"""Columns that may hold answers, though their names do not say of what: hinted at, never taken."""

from __future__ import annotations

import re
from dataclasses import replace

from store.common.dataclass import dataclass
from store.formats.feedback.answers import agreement, is_face, satisfaction
from store.formats.feedback.column_roles import names_cases
from store.formats.feedback.columns import judged, lowest_is_best
from store.formats.feedback.comments import sounds_like_words
from store.formats.feedback.questions.asked_employees import employees_sign
from store.formats.feedback.questions.asked_questions import only_measure
from store.formats.feedback.questions.question_words import is_beside_answers, is_overall
from store.formats.feedback.questions.rated_rows import suppliers_sign
from store.formats.feedback.questions.rating_questions import asks_ease, asks_rating
from store.formats.feedback.questions.told_scales import told_scale
from store.formats.feedback.questions.turned_questions import (
    asks_bad_end,
    asks_leaving,
    is_by_own_people,
)
from store.formats.feedback.questions.ways_on import (
    code_beyond_five,
    column_line,
    likely_end,
    own_score,
    short_scale,
    skipped_code,
)
from store.formats.feedback.scales import begins_at_one, is_good, is_grade, label_of, stated_scale
from store.formats.feedback.words.status_words import has_left, is_case_status
from store.formats.feedback.words.word_scales import plain_words, word_scale
from store.formats.tabular.days.dates import quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_score, settle_numbers
from store.formats.tabular.out_of import mixed_scales, told_top
from store.formats.tabular.tables import Table

_SCORE = re.compile(
    r"((review|reviewer|guest|survey|user|customer|client|patient|member|total|final|overall|answer|response|app|feedback|q\d+) )*"
    r"(overall|ratings|scores?|points?|grade|marks?|value|answer|rate|vote|evaluation|note|(bewertungs|umfrage|gesamt)?(punkte|punktzahl|punktwert)|"
    r"puntuacion|puntaje|puntos|calificacion|nota|valoracion|pontuacao|pontos|punteggio|voto|cijfer|kundennote|(kunden|gaste|patienten)bewertung|klantcijfer)"
    r"( (du |de la |de |del |do |da |della |van de )?(client|cliente|clients|clientes|patient|paciente|klant|gast|ospite|huesped))?"
    r"( (media|medio|general|global|globale|generale|total|totale|final|finale|geral|moyenne|complessiv[oa]|gesamt))?(( out of| of| sur| von| auf| de| di| su| sobre| op| van| na| z)? \d+)?"
)
_OF_READERS = re.compile(
    r"((total|helpful|useful|up|down|num|number of) )+votes?( (total|count))?|(review )?(votes|helpfulness|upvotes|likes|thumbs up count)"
    r"|(helpful|useful) (yes|no|count|total)"
)
"""Names of how many readers found a review helpful."""
_OF_A_LEAD = re.compile(
    r"(hub ?spot|lead|prospect|engagement|fit|credit|risk|health|quality|quiz|test|exam) scores?"
)
"""Names of scores that a program or an exam gives."""
_OF_A_COMMENT = re.compile(
    r"(comments?|reviews?|feedback|remark|kommentar|commentaire|comentario|commento) (ratings?|scores?|grade|stars|note|bewertung)|"
    r"(note|punteggio|voto|valutazione|puntuacion|nota|valoracion|avaliacao|bewertung|ocena|beoordeling|cijfer|rating|score|evaluation)"
    r"( (of|du|de|des|del|della|dello|di|do|da|der|dem|zum|zur|van|het|the|la|l|le|el|il))*"
    r" (comments?|reviews?|commentaires?|avis|comentarios?|resena|commento|recensione|kommentars?|rezension|opinii|opmerking|critica)"
)
"""Names of the rating that stands beside a comment, which is no comment itself."""
_WHOLE = re.compile(
    r"\b(overall|gesamt\w*|insgesamt|globale?|general|generale|geral|complessiv\w*|d ensemble|ogoln\w*|algemene?|samlet|samlad|totalt?sett|kokonais\w*)\b"
)
"""Names of what is said of the whole; over whole numbers from 1 to 5 they may be ratings."""
_OF_ALL = re.compile(r"\b(media|medio|moyenne|final|finale)\b")
"""Names of a rating of the whole, beside those of its parts."""
_STATUS = re.compile(
    r"((customer|member|account|client) )?(status|state|estado|statut|situacao|stato|attrition flag)"
)
_EXPERIENCE = re.compile(
    r"\b(rate|rates|rated|experience|quality|service|support|erfahrung|experiencia|esperienza|ervaring|"
    r"oceni\w*|obsług\w*|jakosc\w*|bewerte\w*|kunden(dienst|service|betreuung)|evalue[rz]|valut\w*|valora\w*|califica\w*|"
    r"avalia\w*|beoordeel\w*|klantenservice|servicio|servico|servizio|atendimento|atencion|assistenza)\b"
)
"""Names that may ask for a rating; with a stated scale of 1 to 5 they are hinted at."""
_REVIEWED = re.compile(r"\b(reviews?|guests?|hotel|stay)\b")
"""Names of scores that reviewers give a place, from 1 to 10: no likelihood to recommend it."""
_STATED = re.compile(r"[(\[]([^()\[\]]{3,60})[)\]]\s*$|(?<![\d/.-])(1\s?[-–]\s?5)\s*$")
"""Names that end with a scale, in brackets in any language: “(1-5)”, “(da 1 a 5)”, “Happy? 1-5”."""
_NOT_RATED = re.compile(
    r"\b(important\w*|importanc\w*|importanz\w*|wichtig|belangrij\w*|ważn\w*|wazn\w*|onem\w*|viktig|story points?|risk|priorit\w*|severity|gravit\w*|gravedad|gravidade|schwere\w*|dringlich\w*|urgen\w*|lead|hubspot|health|expect\w*|employee)"
)
_OF_A_MACHINE = re.compile(r"\b(sentiment|tone|tonality|emotion)\b")
"""Names of what a program makes of customers' words, which is no answer of theirs."""
_OF_A_MOOD = re.compile(
    r"\b(stimmung|mood|laune|humeur|animo|humor|umore|stemming|nastroj|stamning|stemning|humør)\b"
)
"""Names of what a program or a person may say."""
_BY_A_MACHINE = re.compile(
    r"(very |slightly |strongly |sehr |eher |tres |muy |muito |molto |zeer )?(positiv|negativ|neutr)\w*|mixed|gemischt|mixte|mixto|misto|unknown"
)
"""What programs say of words; people are happy, or show a face."""
_FAR_END = re.compile(r"\b(20|100)$")
"""Names that end with how far a scale goes, as “Note /20” and “Score out of 100” do."""
_WORST_GRADE = 6
_TENS = frozenset(range(10, 51, 10))
_ENOUGH = 0.9
_SHORT = 3
_FEWEST_KINDS = 3
"""Different answers from which numbers may be a scale's."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A column that may hold a measure, and the measure that it would fit."""

    column: str
    measure: str
    """Its key; empty where only a measure of the team's own fits."""
    why: str
    """What it holds: “whole numbers from 3 to 10”."""
    high: float = 5
    """How far its numbers go."""
    ends_early: bool = False
    """Its numbers would fit CSAT, and never reach its 5: another scale may end there."""
    best_low: bool | None = None
    """Whether the lowest number is the best, where the file says it."""
    may_be_nps: bool = False
    """Its numbers are of a scale to 10, and nobody answered 0: NPS is one of its readings."""
    code: int = 0
    """A number off the scale that may mean no answer; 0 where there is none."""
    is_asked: bool = True
    """Its name, its scale or the file says which measure it answers."""
    of_faces: bool = False
    """Its answers are faces, which only people choose."""

    @property
    def way(self) -> str:
        """How to take it, to go on "if those are the answers, "."""
        if self.code:
            return f"say {skipped_code(self.column)}"
        if self.measure == "nps" and not self.is_asked:
            other = own_score(self.column, self.high, self.best_low)
            return (
                f"and they say how likely customers are to recommend you, say"
                f" {column_line(self.column, 'nps')}; else make a measure of your own for them: {other}"
            )
        if self.measure:
            return f"say {column_line(self.column, self.measure)}"
        own = own_score(self.column, self.high, self.best_low)
        return f"make a measure of your own for them: {own}"

    @property
    def may_be(self) -> str:
        """What it may be, and how to take it so, to go on "“name” is left out: "."""
        if self.ends_early:
            return f"it holds {self.why}. {short_scale(self.column, self.high).removesuffix('.')}"
        if self.code:
            return f"it may be {self.measure}: {skipped_code(self.column)}"
        if self.measure:
            return f"it may be {self.measure}: {column_line(self.column, self.measure)}"
        own = own_score(self.column, self.high, self.best_low)
        return f"a measure of your own can hold it: {own}"


def hints(table: Table) -> tuple[Hint, ...]:
    """The columns of a file that would fit a measure, had their names said so."""
    return table.once("hints", _hints)


def _hints(table: Table) -> tuple[Hint, ...]:
    hints: list[Hint] = []
    if employees_sign(table) or suppliers_sign(table):
        return ()
    for index, name in enumerate(table.header):
        spoken = name_words(name)
        cells = [cell for cell in table.column(index) if not is_blank(cell)]
        if not cells or _is_no_answer(name):
            continue
        if _SCORE.fullmatch(spoken) or _OF_A_COMMENT.fullmatch(spoken):
            hint = (
                _of_tens(name, cells)
                or _of_scores(name, cells, only_measure(table), _high(table, index))
                or _of_words(name, cells)
            )
        elif _STATUS.fullmatch(spoken) and not names_cases(table):
            hint = _of_statuses(name, cells)
        elif _asks_rating(name, cells) and judged(table, index) is None:
            hint = _of_a_question(name, cells, _high(table, index)) or _of_words(name, cells)
        elif _may_rate(name) and judged(table, index) is None:
            hint = _of_scores(name, cells, ends_at=_high(table, index)) or _of_words(name, cells)
        else:
            hint = _of_words(name, cells) or _of_the_whole(name, cells, _high(table, index))
        if hint is None and judged(table, index) is None:
            hint = _of_agreement(name, cells)
        if hint is not None:
            hints.append(replace(hint, best_low=lowest_is_best(table, index)))
    return tuple(sorted(hints, key=_is_later))


def _is_no_answer(name: str) -> bool:
    """Whether a name is of what readers, a program or the team's own people say, or asks who will leave."""
    spoken = name_words(name)
    of_others = _OF_READERS.fullmatch(spoken) or _OF_A_LEAD.fullmatch(spoken)
    return bool(of_others) or asks_leaving(name) or is_by_own_people(name)


def rating_of_the_whole(table: Table, csat: list[str]) -> int | None:
    """Where customers rate the whole, by a column's name, beside the one column of ``csat`` that asks
    for a part of it; None otherwise."""
    if len(csat) != 1 or is_overall(csat[0]):
        return None
    return next(
        (
            table.header.index(each.column)
            for each in hints(table)
            if each.measure == "csat" and is_overall(each.column) and not each.ends_early
        ),
        None,
    )


def _is_later(hint: Hint) -> tuple[bool, ...]:
    """Whether another hint is named first: one whose scale is plain, one whose name speaks of no
    words, one about the whole, and one of faces."""
    overall = is_overall(hint.column) or _OF_ALL.search(name_words(hint.column))
    return hint.ends_early, sounds_like_words(hint.column), not overall, not hint.of_faces


def _may_rate(name: str) -> bool:
    """Whether a name states a scale, and not that of an importance or a risk."""
    spoken = name_words(name)
    if _NOT_RATED.search(spoken):
        return False
    asks = bool(_EXPERIENCE.search(spoken)) and stated_scale(name).high == 5
    ends = _STATED.search(name)
    return asks or (ends is not None and stated_scale(ends[1] or ends[2]).low is not None)


def _asks_rating(name: str, cells: list[str]) -> bool:
    """Whether a question asks for a rating, and its answers are more than two numbers."""
    spoken = name_words(name)
    beside = is_beside_answers(spoken.removeprefix("comment ")) or _NOT_RATED.search(spoken)
    return asks_rating(name) and not beside and len(set(cells)) >= _FEWEST_KINDS


def _of_a_question(name: str, cells: list[str], ends_at: int | None) -> Hint | None:
    """Numbers that answer a question for a rating, or for how easy it was; never NPS."""
    hint = _of_scores(name, cells, asked="csat", ends_at=ends_at)
    if hint is not None and hint.measure == "csat" and asks_ease(name):
        return replace(hint, measure="ces-ease-5")
    return hint


def _high(table: Table, index: int) -> int | None:
    """How far a column's scale goes, by its name, else by what the file says of it."""
    told = told_scale(table, index)
    own = stated_scale(table.header[index]).high
    return told.scale.high if own is None and told is not None else own


def _of_scores(
    name: str, cells: list[str], asked: str | None = None, ends_at: int | None = None
) -> Hint | None:
    """Numbers that would fit a measure; ``asked`` is what the rows themselves say they answer, and
    ``ends_at`` how far the scale goes."""
    if mixed_scales(cells):
        return None
    top = told_top(cells)
    if top not in (None, 5, 10):
        return Hint(name, "", f"scores out of {top:g}", top or 10)
    ends_at = ends_at if top is None else int(top)
    style = settle_numbers(cells)
    scores = [score for cell in cells if (score := read_score(cell, style)) is not None]
    if far := _FAR_END.search(name_words(name)):
        high = float(far[1])
        numbers = [value for value, _out_of in scores if 0 <= value <= high]
        whole = len(numbers) >= _ENOUGH * len(cells)
        return Hint(name, "", f"numbers up to {high:g}", high) if whole else None
    near = [value for value, _out_of in scores if 0 <= value <= 10]
    if len(near) < _ENOUGH * len(cells) or not any(near):
        return None
    are_whole = sum(score == int(score) for score in near) >= _ENOUGH * len(cells)
    low, high, told = min(near), max(near), stated_scale(name)
    what = f"{'whole ' if are_whole else ''}numbers from {low:g} to {high:g}"
    if ends_at in (None, 5) and (code := code_beyond_five(set(near))) is not None:
        return Hint(
            name,
            "csat",
            f"whole numbers from 1 to 5, and {code}, which may mean no answer",
            code=code,
        )
    if (told.low, told.high) == (1, 5) and low == 0 and are_whole and high <= 5:
        return Hint(name, "csat", f"{what} on a scale of 1 to 5, so that 0 is off it")
    if ends_at == 10 and low >= 1 and begins_at_one(name):
        return Hint(name, "", what, 10)
    if ends_at is not None and ends_at < 5:
        return Hint(name, "", what, ends_at)
    if ends_at == 5 and not are_whole:
        return Hint(name, "", what, 5)
    if low >= 1 and high <= 5 and ends_at in (None, 5) and are_whole:
        up_to_five = high == 5 or 5 in (ends_at, *(score[1] for score in scores))
        return Hint(name, "csat", what, high, ends_early=not up_to_five)
    is_nps = are_whole and asked in (None, "nps") and not _REVIEWED.search(name_words(name))
    is_nps = is_nps and ends_at in (None, 10) and not is_grade(name)
    if is_nps and (low < 1 or asked == "nps" or told.low == 0):
        return Hint(name, "nps", what, 10, is_asked=asked == "nps" or told.low == 0)
    return Hint(name, "", what, ends_at or max(5, likely_end(name, high)), may_be_nps=is_nps)


def _of_the_whole(name: str, cells: list[str], ends_at: int | None) -> Hint | None:
    """Whole numbers of 1 to 5, with a 5 among them, under a short name of the whole: “Overall stay”;
    of grades that end at 6 (``ends_at``) any whole numbers up to it."""
    spoken = name_words(name)
    if not _WHOLE.search(spoken) or spoken.count(" ") > _SHORT or _NOT_RATED.search(spoken):
        return None
    kinds = {None if (score := read_score(cell)) is None else score[0] for cell in cells}
    if ends_at == _WORST_GRADE:
        grades = kinds <= {1, 2, 3, 4, 5, _WORST_GRADE} and len(kinds) > 1
        return (
            Hint(name, "", f"grades on a scale to {_WORST_GRADE}", _WORST_GRADE) if grades else None
        )
    if not kinds <= {1, 2, 3, 4, 5} or 5 not in kinds or len(kinds) < _FEWEST_KINDS:
        return None
    return Hint(name, "csat", "whole numbers from 1 to 5")


def _of_tens(name: str, cells: list[str]) -> Hint | None:
    """One to five stars, times ten, as some places of reviews save them."""
    values = {None if (score := read_score(cell)) is None else score[0] for cell in cells}
    if not values <= _TENS or len(values) < _FEWEST_KINDS:
        return None
    return Hint(name, "", "numbers from 10 to 50 in tens", max(_TENS))


def _of_words(name: str, cells: list[str]) -> Hint | None:
    """Words for how satisfied people were, under a name that does not ask it."""
    spoken = name_words(name)
    faces = all(map(is_face, cells))
    if _NOT_RATED.search(spoken) or (not faces and _may_be_by_a_machine(spoken, cells)):
        return None
    labels = [label_of(cell) for cell in cells]
    steps = word_scale(labels)
    scores = [steps.get(plain_words(label), satisfaction(label)) for label in labels]
    known = [score for score in scores if score is not None]
    if len(known) < _ENOUGH * len(cells) or (len(set(known)) < 2 and not faces):
        return None
    if faces:
        return Hint(name, "csat", f"faces such as “{quoted_cell(cells[0])}”", of_faces=True)
    return Hint(name, "csat", f"words such as “{quoted_cell(cells[0])}”")


def _of_agreement(name: str, cells: list[str]) -> Hint | None:
    """How far customers agree with a statement that says nothing bad, where some do and some do not."""
    steps = [step for cell in cells if (step := agreement(cell)) is not None]
    both = min(steps, default=3) < 3 < max(steps, default=3)
    if not both or len(steps) < _ENOUGH * len(cells):
        return None
    if name_words(name).endswith("label"):
        return None
    if asks_bad_end(name) or is_good(name) is False or _NOT_RATED.search(name_words(name)):
        return None
    why = f"words such as “{quoted_cell(cells[0])}”, and who agrees seems to be satisfied"
    return Hint(name, "csat", why)


def _may_be_by_a_machine(spoken: str, cells: list[str]) -> bool:
    """Whether words for how satisfied people are may be a program's, by the column's name."""
    if _OF_A_MACHINE.search(spoken):
        return True
    are_its_words = all(_BY_A_MACHINE.fullmatch(name_words(cell)) for cell in set(cells))
    return bool(_OF_A_MOOD.search(spoken)) and are_its_words


def _of_statuses(name: str, cells: list[str]) -> Hint | None:
    have_left = [has_left(cell) for cell in cells]
    known = sum(each is not None for each in have_left)
    if known < _ENOUGH * len(cells) or len(set(have_left)) < 2:
        return None
    if all(is_case_status(cell) for cell, left in zip(cells, have_left, strict=True) if left):
        return None
    return Hint(name, "churn", "who stayed and who left")
