"""Columns whose few words are likely the steps of a scale, in whatever language they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.formats.feedback.answers import begins_with_yes_or_no
from store.formats.feedback.questions.rating_questions import asks_rating
from store.formats.feedback.words.word_scales import plain_words
from store.formats.tabular.names import name_words
from store.formats.tabular.numbers import read_score

_KINDS = range(3, 8)
"""How many different words a scale has."""
_LONGEST = 6
"""Words of the longest step: “ani zadowolony ani niezadowolony”, and one to spare."""
_NO_RATING = re.compile(
    r"^(which|where|who|when|what|how (many|much|often|long)|welche[rsn]?|wo|woher|wer|wann|wie (viel|oft|lange)|was|"
    r"quel(le)?s?|ou|qui|quand|combien|cual|donde|quien|cuando|cuant\w+|qua(l|is)|onde|quem|quando|quant\w+|dove|chi|"
    r"welk\w*|waar|wie|wanneer|hoe (veel|vaak|lang)|ktor\w+|gdzie|kto|kiedy|ile|vilk\w+|var|vem|nar|hvilk\w+|hvor|hvem)\b"
)
"""Questions for a thing, a place, a person or an amount."""


def is_worded_scale(name: str, cells: Sequence[str]) -> bool:
    """Whether a column is likely a scale in words: a few of them that come again, under a question
    for a rating, or that are each other with a word more: “rahul”, “väga rahul”."""
    kinds = {plain_words(cell) for cell in cells if read_score(cell) is None}
    if len(kinds) not in _KINDS or len(cells) <= len(kinds) or "" in kinds:
        return False
    if any(read_score(cell) is not None for cell in cells) or _are_reasons(kinds):
        return False
    if max(kind.count(" ") + 1 for kind in kinds) > _LONGEST:
        return False
    asked = name.rstrip().endswith(("?", "\uff1f")) and not _NO_RATING.search(name_words(name))
    return asks_rating(name) or asked or _are_steps(kinds)


def _are_reasons(kinds: set[str]) -> bool:
    """Whether some words say yes or no, alone or with more behind it, and are no steps of a scale."""
    return {begins_with_yes_or_no(kind) for kind in kinds} >= {0.0, 1.0}


def _are_steps(kinds: set[str]) -> bool:
    """Whether words are steps by their looks: one stands alone, and ends others."""
    return any(
        sum(other != kind and other.endswith(kind) for other in kinds) > 1
        for kind in kinds
        if len(kind) > 1
    )
