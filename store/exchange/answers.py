"""One cell of a survey or ticket column as the number evidence keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from store.exchange.blanks import is_blank
from store.exchange.dates import Unreadable, shown
from store.exchange.numbers import NumberStyle, read_number, read_score, settle_numbers
from store.practice.measures import Measure, MeasureKind, is_on_scale

_YES = frozenset(
    {
        "yes", "y", "true", "t", "1", "1.0", "1,0", "x", "checked", "✓", "✔", "☑",
        "ja", "j", "wahr", "oui", "o", "vrai", "sim", "s", "verdadeiro", "sí", "si", "verdadero",
        "vero", "tak", "da",
    }
)  # fmt: skip
_NO = frozenset(
    {
        "no", "n", "false", "f", "0", "0.0", "0,0", "unchecked", "✗", "✘", "☐",
        "nein", "falsch", "non", "faux", "não", "nao", "falso", "nee", "nie", "net",
    }
)  # fmt: skip

SATISFACTION: dict[str, float] = {
    words.strip(): score
    for score, row in (
        (5, "very satisfied, extremely satisfied, completely satisfied, highly satisfied, totally satisfied,"
            "extremely happy, very happy, very good, excellent, amazing, great, good,"
            "good with comment, awesome, all good, thumbs up, 👍, 😍, 🤩, 😀, sehr zufrieden, très satisfait, très satisfaite,"
            "muy satisfecho, muy satisfecha, muito satisfeito, muito satisfeita, molto soddisfatto,"
            "molto soddisfatta, zeer tevreden"),
        (4, "satisfied, somewhat satisfied, mostly satisfied, rather satisfied, happy, 🙂, 😊, zufrieden,"
            "eher zufrieden, satisfait, satisfaite, plutôt satisfait, satisfecho, satisfecha, satisfeito,"
            "satisfeita, soddisfatto, soddisfatta, tevreden"),
        (3, "neutral, neither satisfied nor dissatisfied, neither, ok, okay, just ok, just okay, average, fair, so so, 😐,"
            "teils teils, teils/teils, weder noch, neutre, ni satisfait ni insatisfait, neutro, neutra,"
            "neutrale, neutraal, regular"),
        (2, "dissatisfied, somewhat dissatisfied, unsatisfied, rather dissatisfied, unhappy, could have been better, poor, 🙁, 😕,"
            "unzufrieden, eher unzufrieden, insatisfait, insatisfaite, plutôt insatisfait, insatisfecho,"
            "insatisfecha, insatisfeito, insatisfeita, insoddisfatto, insoddisfatta, ontevreden"),
        (1, "very dissatisfied, extremely dissatisfied, completely dissatisfied, very unsatisfied,"
            "not good, not good at all, very unhappy, extremely unhappy, very poor, terrible, awful, bad, bad with comment,"
            "thumbs down, 👎, 😠, 😡, 😞, sehr unzufrieden, très insatisfait, très insatisfaite,"
            "muy insatisfecho, muy insatisfecha, muito insatisfeito, muito insatisfeita,"
            "molto insoddisfatto, molto insoddisfatta, zeer ontevreden"),
    )
    for words in row.split(",")
}  # fmt: skip
"""Satisfaction said in words, as 1 to 5. A tool's plain good and bad are its two ends."""


_BESIDE_WORDS = re.compile(r"[\W_]+")
"""Marks and faces around words: “🤩 Amazing!”, “good_with_comment”."""
NO_ANSWER_CODES = frozenset({-1, -9, -99, -999, 77, 88, 97, 98, 99, 777, 888, 997, 998, 999})
"""Numbers that surveys keep for “no answer”, where they are off the scale."""


def satisfaction(cell: str) -> float | None:
    """The 1 to 5 a cell's words stand for; None where they stand for none."""
    said = " ".join(cell.casefold().split())
    found = SATISFACTION.get(said)
    return SATISFACTION.get(_BESIDE_WORDS.sub(" ", said).strip()) if found is None else found


def yes_or_no(cell: str) -> float | None:
    """1 for yes and 0 for no, in the languages and signs tools export; None for neither."""
    word = cell.strip().casefold().rstrip(".!")
    return 1.0 if word in _YES else 0.0 if word in _NO else None


def answer_reader(measure: Measure, cells: Sequence[str]) -> Callable[[str], float | None]:
    """What reads a cell of a column: `read_answer`, in the column's way of writing numbers.

    A number such as 99 or -1 that is off the scale, and comes more than once, is the
    survey's code for “no answer” and is read as none.
    """
    style = settle_numbers(cells)
    codes = frozenset(
        cell
        for cell, times in Counter(cells).items()
        if times > 1 and _is_code(measure, read_number(cell, style))
    )
    return lambda cell: None if cell in codes else read_answer(measure, cell, style)


def _is_code(measure: Measure, number: float | None) -> bool:
    counted = measure.kind is MeasureKind.COUNT
    return number in NO_ANSWER_CODES and not counted and not is_on_scale(measure, number or 0)


def read_answer(measure: Measure, cell: str, style: NumberStyle | None = None) -> float | None:
    """The answer in a cell; None where it holds none.

    Raises Unreadable, naming the scale, where the measure does not take it.
    """
    if is_blank(cell):
        return None
    value = yes_or_no(cell) if measure.kind is MeasureKind.RATE else _number(measure, cell, style)
    if value is None or not is_on_scale(measure, value):
        raise Unreadable(f"“{shown(cell)}” is not {measure.scale}")
    return value


def _number(measure: Measure, cell: str, style: NumberStyle | None) -> float | None:
    score = read_score(cell, style)
    if score is None:
        return satisfaction(cell) if is_one_to_five(measure) else None
    value, out_of = score
    return value if out_of is None or out_of == measure.high else None


def is_one_to_five(measure: Measure) -> bool:
    """Whether the measure is a 1 to 5 rating where more is better, so that words fit it."""
    return (measure.low, measure.high, measure.success_to) == (1, 5, 5)
