"""One cell of a survey or ticket column as the number evidence keeps."""

from __future__ import annotations

from store.exchange.blanks import is_blank
from store.exchange.dates import Unreadable, shown
from store.exchange.numbers import NumberStyle, read_score
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
            "extremely happy, very happy, very good, excellent, amazing, great, good, good, with comment,"
            "good with comment, thumbs up, 👍, 😍, 🤩, 😀, sehr zufrieden, très satisfait, très satisfaite,"
            "muy satisfecho, muy satisfecha, muito satisfeito, muito satisfeita, molto soddisfatto,"
            "molto soddisfatta, zeer tevreden"),
        (4, "satisfied, somewhat satisfied, mostly satisfied, rather satisfied, happy, 🙂, 😊, zufrieden,"
            "eher zufrieden, satisfait, satisfaite, plutôt satisfait, satisfecho, satisfecha, satisfeito,"
            "satisfeita, soddisfatto, soddisfatta, tevreden"),
        (3, "neutral, neither satisfied nor dissatisfied, neither, ok, okay, average, fair, so so, 😐,"
            "teils teils, teils/teils, weder noch, neutre, ni satisfait ni insatisfait, neutro, neutra,"
            "neutrale, neutraal, regular"),
        (2, "dissatisfied, somewhat dissatisfied, unsatisfied, rather dissatisfied, unhappy, poor, 🙁, 😕,"
            "unzufrieden, eher unzufrieden, insatisfait, insatisfaite, plutôt insatisfait, insatisfecho,"
            "insatisfecha, insatisfeito, insatisfeita, insoddisfatto, insoddisfatta, ontevreden"),
        (1, "very dissatisfied, extremely dissatisfied, completely dissatisfied, very unsatisfied,"
            "very unhappy, extremely unhappy, very poor, terrible, awful, bad, bad with comment,"
            "thumbs down, 👎, 😠, 😡, 😞, sehr unzufrieden, très insatisfait, très insatisfaite,"
            "muy insatisfecho, muy insatisfecha, muito insatisfeito, muito insatisfeita,"
            "molto insoddisfatto, molto insoddisfatta, zeer ontevreden"),
    )
    for words in row.split(",")
}  # fmt: skip
"""Satisfaction said in words, as 1 to 5. A tool's plain good and bad are its two ends."""


def satisfaction(cell: str) -> float | None:
    """The 1 to 5 a cell's words stand for; None where they stand for none."""
    return SATISFACTION.get(" ".join(cell.casefold().split()))


def yes_or_no(cell: str) -> float | None:
    """1 for yes and 0 for no, in the languages and signs tools export; None for neither."""
    word = cell.strip().casefold().rstrip(".!")
    return 1.0 if word in _YES else 0.0 if word in _NO else None


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
