"""Scales of an effort whose ends are told: “1 = very low effort, 5 = very high effort”.

A question for an effort does not say whether its highest number is much of it or how easy it was.
Where its name, its answers or a line beside them call an end by an amount or by how hard it was,
that is known.
"""

from __future__ import annotations

import re

from store.formats.feedback.answers import agrees, ease
from store.formats.feedback.scales import end_labels, words_and_marks
from store.formats.feedback.words.effort_words import effort

_LOWEST = 1
_MIDDLE = 3
_JOINED = re.compile(
    r" (?:to|bis|a|à|al|ate|until|up|hasta|tot|do|til|till|and|und|et|y|e|en|i|och|og|or|oder|ou|o|of|di|de|d)$"
)


def higher_is_more(said: str) -> bool | None:
    """Whether the highest number of a scale is the most effort, by what is ``said`` of its ends;
    False where it is the least, None where nothing says it or its words contradict themselves."""
    told = {
        much is (number > _LOWEST)
        for number, label in end_labels(words_and_marks(said))
        if (much := _is_much(label)) is not None
    }
    return told.pop() if len(told) == 1 else None


def _is_much(label: str) -> bool | None:
    """Whether a scale's label names much effort or something hard; None where it names neither, or
    how far somebody agrees, as with that it was little."""
    words = " ".join(label.split())
    while (shorter := _JOINED.sub("", words)) != words:
        words = shorter
    level = effort(words)
    if level is None and not agrees(words) and (easy := ease(words)) is not None:
        level = 2 * _MIDDLE - easy
    return None if level in (None, _MIDDLE) else level > _MIDDLE
