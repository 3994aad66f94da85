"""Words to send to customers: each measure's exact question, and the notes around it.

A blank such as ``{name}`` is filled with what is known of a case. A line with a blank of which
nothing is known is left out, but for the greeting, which then greets nobody by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from store.common.errors import Refused
from store.domain.statistics.measures import Measure, MeasureKind


class WordsKind(StrEnum):
    """What is sent."""

    SURVEY = "survey"
    """Asked a day after."""
    HELLO = "hello"
    """With the name and what is known."""
    CALL = "call"
    """Says that we will call."""


DEFAULTS = {
    WordsKind.SURVEY: (
        "Hello {name},\nyesterday we worked on this with you: {subject}.\n{question}\n"
        "Your answer helps us to get better. Thank you!\n{member}"
    ),
    WordsKind.HELLO: (
        "Hello {name},\nthank you for being with us since {since}.\n"
        "Last time it was about this: {last}. I hope that is settled.\n"
        "I remember what you told us: {remember}.\n"
        "I am {member} and I stay with you until this is solved: {subject}."
    ),
    WordsKind.CALL: (
        "Hello {name},\nthis is easier to solve by phone, so I will call you: {subject}.\n"
        "When does it suit you today, and at which number?\n{member}"
    ),
}
QUESTIONS = {
    "solved-it": "Did we solve it? Please answer yes or no.",
    "csat": "How satisfied were you with our help, from 1 (not at all) to 5 (very)?",
    "nps": "How likely are you to recommend us, from 0 (not at all) to 10 (very)?",
    "felt-known": "Did we know who you were? Please answer yes or no.",
    "ces-ease": "How much do you agree that we made it easy, from 1 (not at all) to 7 (fully)?",
    "ces-ease-5": "How much do you agree that we made it easy, from 1 (not at all) to 5 (fully)?",
    "ces-effort": "How much effort did it take you, from 1 (very little) to 7 (very much)?",
    "ces-effort-5": "How much effort did it take you, from 1 (very little) to 5 (very much)?",
}
"""The exact question of each measure that customers are asked, by key."""
_HOW = {
    MeasureKind.RATE: "Please answer yes or no.",
    MeasureKind.SCORE: "Please answer with a number.",
}
BLANKS = ("name", "since", "last", "remember", "subject", "question", "member")
_BLANK = re.compile(r"\{(\w+)\}")


def question_of(measure: str, own: Sequence[Measure] = ()) -> str:
    """The question of a measure, of one of the team's ``own`` made of its name. Raises Refused for
    one that nobody is asked."""
    questions = {**QUESTIONS, **own_questions(own)}
    if measure not in questions:
        raise Refused(
            f"Customers are not asked for {measure}. There are {', '.join(questions)}.",
            field="measure",
        )
    return questions[measure]


def own_questions(own: Sequence[Measure]) -> dict[str, str]:
    """The question of each of the team's ``own`` measures that customers can be asked, by key."""
    return {
        each.key: f"{each.title.rstrip('?')}? {_HOW[each.kind]}"
        for each in own
        if each.kind in _HOW
    }


def check_blanks(text: str) -> None:
    """Raise Refused for a blank that nothing fills."""
    for name in _BLANK.findall(text):
        if name not in BLANKS:
            known = ", ".join(f"{{{blank}}}" for blank in BLANKS)
            raise Refused(f"The blanks are {known}, not {{{name}}}.", field="text")


def filled(text: str, known: Mapping[str, str]) -> str:
    """``text`` with its blanks filled from what is ``known``."""
    lines = []
    for line in text.split("\n"):
        missing = {name for name in _BLANK.findall(line) if not known.get(name)}
        if missing - {"name"}:
            continue
        whole = _BLANK.sub(lambda blank: known.get(blank[1], ""), line)
        lines.append(whole.replace(" ,", ","))
    return "\n".join(lines)
