"""One cell of a survey or ticket column as the number evidence keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from store.domain.statistics.measures import Measure, MeasureKind, is_on_scale
from store.formats.feedback.words.degree_words import degree_scale
from store.formats.feedback.words.ease_words import EASE
from store.formats.feedback.words.effort_words import effort
from store.formats.feedback.words.satisfaction_words import SATISFACTION
from store.formats.feedback.words.status_words import status_answer
from store.formats.feedback.words.word_scales import plain_words, word_scale
from store.formats.tabular.days.dates import Unreadable, quoted_cell
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.numbers import NumberStyle, read_number, read_score, settle_numbers
from store.formats.tabular.out_of import told_top

_YES = frozenset(
    {
        "yes", "y", "true", "t", "1", "1.0", "1,0", "x", "checked", "✓", "✔", "☑",
        "ja", "j", "wahr", "oui", "o", "vrai", "sim", "s", "verdadeiro", "sí", "sì", "si", "verdadero",
        "vero", "tak", "da", "kyllä", "joo", "jo", "ano", "áno", "igen", "evet", "ναι", "да", "はい", "是",
    }
)  # fmt: skip
_NO = frozenset(
    {
        "no", "n", "false", "f", "0", "0.0", "0,0", "unchecked", "✗", "✘", "☐",
        "nein", "falsch", "non", "faux", "não", "nao", "falso", "nee", "nie", "net", "nej", "nei", "ei", "ne", "nem", "nu", "hayır", "hayir", "όχι", "нет", "いいえ", "否",
    }
)  # fmt: skip

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
_REWARDED = frozenset({"rewarded", "rebuked"})
"""What LiveAgent calls a good and a bad rating, which nothing else is called."""
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
NO_ANSWER_CODES = frozenset(
    {-1, -9, -66, -77, -88, -97, -98, -99, -999, 77, 88, 97, 98, 99, 777, 888, 997, 998, 999}
)
"""Numbers that surveys keep for “no answer”, where they are off the scale."""


_LOOKS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""What says only how a face or a thumb is drawn."""


def satisfaction(cell: str) -> float | None:
    """The 1 to 5 a cell's words stand for; None where they stand for none."""
    answer = " ".join(_LOOKS.sub("", cell).casefold().split())
    score = SATISFACTION.get(answer)
    return SATISFACTION.get(_RATED.sub("", plain_words(answer))) if score is None else score


def is_face(cell: str) -> bool:
    """Whether a cell says how satisfied somebody is without a word: 😐, :-)."""
    return satisfaction(cell) is not None and plain_words(cell) not in SATISFACTION


def are_thumbs(cells: Iterable[str]) -> bool:
    """Whether a column holds 1 and -1 and nothing else, as a thumb up and a thumb down are saved."""
    return {read_number(cell) for cell in cells if not is_blank(cell)} == {1.0, -1.0}


def are_one_and_two(cells: Iterable[str]) -> bool:
    """Whether a column of yes and no is kept as 1 and 2, of which either may be yes."""
    numbers = {read_number(cell) for cell in cells if not is_blank(cell)}
    return numbers == {1.0, 2.0}


def says_rated(cells: Iterable[str]) -> bool:
    """Whether every answer of a column says itself that it is a rating: “rated good”."""
    filled = {plain_words(cell) for cell in cells if not is_blank(cell)}
    return bool(filled) and all(
        cell in _REWARDED or (_RATED.match(cell) and satisfaction(cell) is not None)
        for cell in filled
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


def begins_with_yes_or_no(words: str) -> float | None:
    """Read the yes or no with which an answer begins that says more: “Yes, the ramp is wide”."""
    first = re.split(r"[\s,.;:!–-]+", words.strip(), maxsplit=1)[0]
    return yes_or_no(first)


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
    if not scale and measure.key == "csat":
        scale = degree_scale(cells)
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
