"""One cell of a survey or ticket column as the number evidence keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from store.domain.statistics.measures import Measure, MeasureKind, is_on_scale
from store.formats.feedback.effort_words import effort
from store.formats.feedback.status_words import status_answer
from store.formats.feedback.word_scales import GOOD_AND_BAD, plain_words, word_scale
from store.formats.tabular.dates import Unreadable, quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import NumberStyle, read_number, read_score, settle_numbers
from store.formats.tabular.out_of import told_top

_YES = frozenset(
    {
        "yes", "y", "true", "t", "1", "1.0", "1,0", "x", "checked", "✓", "✔", "☑",
        "ja", "j", "wahr", "oui", "o", "vrai", "sim", "s", "verdadeiro", "sí", "sì", "si", "verdadero",
        "vero", "tak", "da", "kyllä", "joo",
    }
)  # fmt: skip
_NO = frozenset(
    {
        "no", "n", "false", "f", "0", "0.0", "0,0", "unchecked", "✗", "✘", "☐",
        "nein", "falsch", "non", "faux", "não", "nao", "falso", "nee", "nie", "net", "nej", "nei", "ei",
    }
)  # fmt: skip

SATISFACTION: dict[str, float] = {
    words.strip(): score
    for score, row in (
        (5, "very positive, extremely positive, super happy, dark green, dunkelgrün, vert foncé, verde oscuro, donkergroen, ciemnozielony,"
            "ótimo, ótima, excelente, ottimo, ottima, eccellente, uitstekend, ausgezeichnet, hervorragend, very satisfied, extremely satisfied, completely satisfied, highly satisfied, totally satisfied,"
            "extremely happy, very happy, very good, excellent, amazing, great, good,"
            "good with comment, good i m satisfied, awesome, positive, positiv, positif, positivo, positief, all good, thumbs up, 👍, 😍, 🤩, 😀, sehr zufrieden, très satisfait, très satisfaite,"
            "muy satisfecho, muy satisfecha, totalmente satisfecho, totalmente satisfecha, tout à fait satisfait, muito satisfeito, muito satisfeita, molto soddisfatto,"
            "molto soddisfatta, zeer tevreden, bardzo zadowolony, bardzo zadowolona, bardzo dobrze, bardzo dobra, doskonale, doskonała, świetnie"),
        (4, "light green, hellgrün, vert clair, verde claro, lichtgroen, jasnozielony, satisfied, somewhat satisfied, mostly satisfied, rather satisfied, happy, glücklich, content, contente, 🙂, 😊, zufrieden,"
            "eher zufrieden, abbastanza soddisfatto, abbastanza soddisfatta, assez satisfait, assez satisfaite, redelijk tevreden,"
            "algo satisfecho, algo satisfecha, satisfait, satisfaite, plutôt satisfait, satisfecho, satisfecha, satisfeito,"
            "satisfeita, soddisfatto, soddisfatta, tevreden, zadowolony, zadowolona, raczej zadowolony, raczej zadowolona"),
        (3, "neutral, neither satisfied nor dissatisfied, neither, ok, okay, just ok, just okay, average, fair, so so, 😐,"
            "teils teils, teils/teils, weder noch, weder zufrieden noch unzufrieden, né soddisfatto né insoddisfatto,"
            "ni satisfecho ni insatisfecho, nem satisfeito nem insatisfeito, niet tevreden niet ontevreden, indifferent,"
            "neither happy nor unhappy, neutre, ni satisfait ni insatisfait, neutro, neutra,"
            "neutrale, neutraal, regular, neutralnie, neutralny, neutralna, ani zadowolony ani niezadowolony, ani zadowolona ani niezadowolona,"
            "przeciętnie, średnio, mittel, mittelmäßig"),
        (2, "light red, hellrot, rouge clair, rojo claro, lichtrood, jasnoczerwony, dissatisfied, somewhat dissatisfied, slightly dissatisfied, unsatisfied, not satisfied, nicht zufrieden,"
            "pas satisfait, pas satisfaite, plutôt pas satisfait, plutôt pas satisfaite, pas vraiment satisfait, pas vraiment satisfaite, pas très satisfait, pas très satisfaite,"
            "eher nicht zufrieden, nicht so zufrieden, nicht sehr zufrieden, niet zo tevreden, niet erg tevreden, peu satisfaite, peu satisfait, poco satisfecho, poco satisfecha, poco soddisfatto, poco soddisfatta,"
            "pouco satisfeito, pouco satisfeita, niet tevreden, rather dissatisfied, unhappy, sad, traurig, mécontent, mécontente, triste, could have been better, poor, 🙁, 😕,"
            "unzufrieden, eher unzufrieden, insatisfait, insatisfaite, plutôt insatisfait, insatisfecho,"
            "insatisfecha, insatisfeito, insatisfeita, insoddisfatto, insoddisfatta, ontevreden, niezadowolony, niezadowolona,"
            "raczej niezadowolony, raczej niezadowolona, nie jestem zadowolony, nie jestem zadowolona"),
        (1, "very negative, extremely negative, super unhappy, dark red, dunkelrot, rouge foncé, rojo oscuro, donkerrood, ciemnoczerwony, not at all satisfied, gar nicht zufrieden, überhaupt nicht zufrieden, pas du tout satisfait, nada satisfecho,"
            "nada satisfecha, nada satisfeito, nada satisfeita, per niente soddisfatto, per nulla soddisfatto, helemaal niet tevreden,"
            "very dissatisfied, extremely dissatisfied, completely dissatisfied, very unsatisfied,"
            "not good, not good at all, very unhappy, extremely unhappy, very sad, sehr traurig, very poor, terrible, awful, bad, negative, negativ, négatif, negativo, negatief, bad with comment, bad i m unsatisfied, bad i m dissatisfied,"
            "thumbs down, 👎, 😠, 😡, 😞, sehr unzufrieden, très insatisfait, très insatisfaite,"
            "muy insatisfecho, muy insatisfecha, muito insatisfeito, muito insatisfeita,"
            "molto insoddisfatto, molto insoddisfatta, zeer ontevreden, bardzo niezadowolony, bardzo niezadowolona,"
            "péssimo, péssima, pésimo, pésima, pessimo, pessima, pas du tout satisfaite, wcale nie zadowolony, bardzo źle"),
    )
    for words in row.split(",")
} | GOOD_AND_BAD  # fmt: skip
"""Satisfaction said in words, as 1 to 5. A tool's plain good and bad are its two ends."""


EASE: dict[str, float] = {
    words.strip(): score
    for score, row in (
        (5, "very easy, super easy, very simple, extremely easy, completely agree, totally agree, fully agree, strongly agree, sehr einfach, sehr leicht, muy fácil, très facile, muito fácil,"
            "molto facile, heel makkelijk, stimme voll zu, stimme voll und ganz zu, trifft voll zu, trifft voll und ganz zu,"
            "molto d'accordo, completamente d'accordo, helemaal mee eens, muy de acuerdo, totalmente de acuerdo, concordo totalmente, tout à fait d'accord,"
            "bardzo łatwo, bardzo łatwe, zdecydowanie się zgadzam, zdecydowanie zgadzam się"),
        (4, "easy, simple, mostly agree, tend to agree, somewhat easy, agree, somewhat agree, slightly agree, rather easy, einfach, leicht, eher einfach, fácil, facile, makkelijk, stimme zu, stimme eher zu, trifft zu, trifft eher zu, mee eens, concordo, d'accordo,"
            "de acuerdo, concordo, d'accord, łatwo, łatwe, raczej łatwo, zgadzam się, raczej się zgadzam, raczej zgadzam się"),
        (3, "neutral, neither, neither easy nor difficult, neither easy nor hard, neither difficult nor easy, neither agree nor disagree, ok, okay, teils teils, neutro, neutre,"
            "neutraal, weder noch, ni de acuerdo ni en desacuerdo, ni d'accord ni pas d'accord, não concordo nem discordo,"
            "ani łatwo ani trudno, ani się zgadzam ani nie zgadzam, ani się zgadzam ani się nie zgadzam, neutralnie"),
        (2, "difficult, hard, mostly disagree, tend to disagree, somewhat difficult, disagree, somewhat disagree, slightly disagree, rather difficult, rather hard, schwierig, schwer, eher schwierig, difícil,"
            "difficile, moeilijk, stimme nicht zu, stimme eher nicht zu, trifft eher nicht zu, mee oneens, en desacuerdo, discordo, pas d'accord,"
            "trudno, trudne, raczej trudno, nie zgadzam się, raczej się nie zgadzam, raczej nie zgadzam się"),
        (1, "very difficult, super difficult, super hard, completely disagree, totally disagree, fully disagree, very hard, extremely difficult, strongly disagree, sehr schwierig, sehr schwer, muy difícil,"
            "très difficile, muito difícil, molto difficile, heel moeilijk, stimme gar nicht zu, stimme überhaupt nicht zu, trifft nicht zu, trifft gar nicht zu,"
            "trifft überhaupt nicht zu, helemaal mee oneens, muy en desacuerdo,"
            "totalmente en desacuerdo, discordo totalmente, pas du tout d'accord,"
            "bardzo trudno, bardzo trudne, zdecydowanie się nie zgadzam, zdecydowanie nie zgadzam się"),
    )
    for words in row.split(",")
}  # fmt: skip
"""How easy it was, said in words, as 1 to 5."""


_STEPS = (
    "mostly",
    "tend to",
    "somewhat",
    "slightly",
    "rather",
    "eher",
    "plutôt",
    "algo",
    "piuttosto",
)
"""Words for a step between the middle and the plain answer."""
_PLAIN = re.compile(rf"^({'|'.join(_STEPS)}) ")


_RATED = re.compile(r"^rated (as )?")
_AGREE = re.compile(
    r"\b(dis)?agree\b|\bstimme\b|\btrifft\b|\bacuerdo\b|\bdesacuerdo\b|\b(con|dis)cordo\b|\bd accord\b|\baccord\b|\beens\b|\bzgadzam\b"
)
_MIDDLE = frozenset(
    {"neutral", "neutro", "neutre", "teils teils", "weder noch", "neither", "neutralnie"}
)
ONE_AND_TWO = (
    "its answers are 1 and 2, and only you know which of them is yes. Write yes and no in their place"
    " in the file"
)
NO_ANSWER_CODES = frozenset({-1, -9, -99, -999, 77, 88, 97, 98, 99, 777, 888, 997, 998, 999})
"""Numbers that surveys keep for “no answer”, where they are off the scale."""


def satisfaction(cell: str) -> float | None:
    """The 1 to 5 a cell's words stand for; None where they stand for none."""
    answer = " ".join(cell.casefold().split())
    score = SATISFACTION.get(answer)
    return SATISFACTION.get(_RATED.sub("", plain_words(answer))) if score is None else score


def are_thumbs(cells: Iterable[str]) -> bool:
    """Whether a column holds 1 and -1 and nothing else, as a thumb up and a thumb down are saved."""
    return {read_number(cell) for cell in cells if not is_blank(cell)} == {1.0, -1.0}


def are_one_and_two(cells: Iterable[str]) -> bool:
    """Whether a column of yes and no is kept as 1 and 2, of which either may be yes."""
    numbers = {read_number(cell) for cell in cells if not is_blank(cell)}
    return numbers == {1.0, 2.0}


def says_rated(cells: Iterable[str]) -> bool:
    """Whether every answer of a column says itself that it is a rating: “rated good”."""
    filled = {cell.casefold() for cell in cells if not is_blank(cell)}
    return bool(filled) and all(
        _RATED.match(plain_words(cell)) and satisfaction(cell) is not None for cell in filled
    )


def agreement(cell: str) -> float | None:
    """The 1 to 5 that words for how far people agree stand for; None where they are others."""
    answer = plain_words(cell)
    return ease(cell) if _AGREE.search(answer) or answer in _MIDDLE else None


def agrees(words: str) -> bool:
    """Whether words say that somebody agrees with a statement, or does not."""
    return bool(_AGREE.search(plain_words(words)))


def is_satisfaction(words: str) -> bool:
    """Whether words say how satisfied somebody is, or how far they agree that they are."""
    return satisfaction(words) is not None or agreement(words) is not None


def ease(cell: str) -> float | None:
    """The 1 to 5 that words for how easy it was stand for; None where they stand for none."""
    answer = " ".join(cell.casefold().split())
    score = EASE.get(answer)
    return EASE.get(plain_words(answer)) if score is None else score


def has_seven_steps(words: Iterable[str]) -> bool:
    """Whether words for ease make seven steps: “agree” and “somewhat agree” are two of them."""
    plain = {plain_words(each) for each in words}
    return any(_PLAIN.sub("", each) in plain for each in plain if _PLAIN.match(each))


def ease_of_seven(cell: str) -> float | None:
    """The 1 to 7 that words of seven steps stand for; None where they stand for none."""
    score = ease(cell)
    if score in (4, 2) and _PLAIN.match(plain_words(cell)):
        return 5 if score == 4 else 3
    return {5: 7, 4: 6, 3: 4, 2: 2, 1: 1}[int(score)] if score is not None else None


def yes_or_no(cell: str) -> float | None:
    """1 for yes and 0 for no, in the languages and signs tools export; None for neither."""
    word = cell.strip().casefold().rstrip(".!")
    return 1.0 if word in _YES else 0.0 if word in _NO else None


def answer_reader(
    measure: Measure, cells: Sequence[str], *, best_low: bool = False, yes_is_no: bool = False
) -> Callable[[str], float | None]:
    """What reads a cell of a column: `read_answer`, in the column's way of writing numbers.

    A number such as 99 or -1 that is off the scale, and comes more than once, is the
    survey's code for “no answer” and is read as none. With ``best_low`` the column's lowest
    number is its best, and its numbers are turned around; with ``yes_is_no`` a yes or no is.
    """
    style = settle_numbers(cells)
    codes = frozenset(
        cell
        for cell, times in Counter(cells).items()
        if times > 1 and _is_code(measure, read_number(cell, style))
    )

    scale = word_scale(cells) if is_one_to_five(measure) else {}
    top = told_top(cells) if _has_any_scale(measure) else None

    def read(cell: str) -> float | None:
        if cell in codes:
            return None
        if scale and (step := scale.get(plain_words(cell))) is not None:
            return step
        if top is not None:
            _refuse_slip(cell, style, top)
        answer = read_answer(measure, cell, style, best_low=best_low)
        turned = yes_is_no and answer is not None and measure.kind is MeasureKind.RATE
        return 1 - answer if turned and answer is not None else answer

    return read


def _is_code(measure: Measure, number: float | None) -> bool:
    counted = measure.kind is MeasureKind.COUNT
    return number in NO_ANSWER_CODES and not counted and not is_on_scale(measure, number or 0)


def read_answer(
    measure: Measure, cell: str, style: NumberStyle | None = None, *, best_low: bool = False
) -> float | None:
    """The answer in a cell; None where it holds none.

    Raises Unreadable, naming the scale, where the measure does not take it.
    """
    if is_blank(cell):
        return None
    if measure.kind is MeasureKind.RATE:
        value = yes_or_no(cell)
        value = status_answer(measure.key, cell) if value is None else value
    else:
        value = _number(measure, cell, style, best_low=best_low)
    if value is None or not is_on_scale(measure, value):
        raise Unreadable(f"“{quoted_cell(cell)}” is not {measure.scale}")
    return value


def _number(
    measure: Measure, cell: str, style: NumberStyle | None, *, best_low: bool
) -> float | None:
    """A number, turned where the lowest is the best; words for it as they are."""
    score = read_score(cell, style)
    if score is None:
        return worded(measure, cell)
    value, out_of = score
    if out_of not in (None, measure.high) and not _has_any_scale(measure):
        return None
    if cell.rstrip().endswith("%") and _goes_beyond_one(measure):
        value = round(100 * value, 6)
    if not best_low or measure.low is None or measure.high is None:
        return value
    return measure.low + measure.high - value


def _has_any_scale(measure: Measure) -> bool:
    """Whether answers may be out of any number, as those of a score of the team's own are."""
    return measure.kind is MeasureKind.SCORE and measure.high is None


def _refuse_slip(cell: str, style: NumberStyle, top: float) -> None:
    """Raise Unreadable for a score out of another number than ``top``, which the others are out of."""
    score = read_score(cell, style)
    if score is not None and score[1] == top < score[0]:
        raise Unreadable(f"“{quoted_cell(cell)}” is more than it can be")
    if score is not None and score[1] not in (None, top):
        raise Unreadable(
            f"“{quoted_cell(cell)}” is out of {score[1]:g}, and the others are out of {top:g}"
        )


def _goes_beyond_one(measure: Measure) -> bool:
    """Whether the measure's scale is no fraction, so that 85% is 85 on it and never 0.85."""
    bounds = (measure.high, measure.success_from, measure.success_to)
    return any(bound is not None and bound > 1 for bound in bounds)


def worded(measure: Measure, cell: str) -> float | None:
    """The answer of 1 to 5 that words stand for; None where the measure takes no words."""
    if measure.key == "ces-ease":
        return ease_of_seven(cell)
    if measure.key == "ces-effort-5":
        return effort(cell)
    if not is_one_to_five(measure):
        return None
    if measure.key == "ces-ease-5":
        return ease(cell)
    score = satisfaction(cell)
    return agreement(cell) if score is None else score


def is_one_to_five(measure: Measure) -> bool:
    """Whether the measure is a 1 to 5 rating where more is better, so that words fit it."""
    return (measure.low, measure.high, measure.success_to) == (1, 5, 5)
