"""What the Map step teaches of each stage: its aim in a few words, a question, two examples.

And which of the playbook's questions a step asks: another at each review, so that all of them
come up in turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from store.common.dataclass import dataclass
from store.domain.agenda import StepKey
from store.domain.playbook import PLAYBOOK
from store.domain.stages import Stage


@dataclass(frozen=True, slots=True)
class Example:
    """A touchpoint that any team may have: its text and its channel."""

    text: str
    channel: str


@dataclass(frozen=True, slots=True)
class MapLesson:
    """What an empty column says. ``aim`` has at most 16 characters, one line of a column of an
    80-column screen."""

    aim: str
    question: str
    examples: tuple[Example, Example]


LESSONS: Mapping[Stage, MapLesson] = MappingProxyType(
    {
        Stage.CONNECT: MapLesson(
            "People feel seen",
            "Where does somebody meet us for the first time?",
            (Example("Welcome e-mail", "e-mail"), Example("Call greeting", "phone")),
        ),
        Stage.ASSIST: MapLesson(
            "Help comes first",
            "Where do people get stuck and say nothing?",
            (Example("Order page help", "web"), Example("Error page", "web")),
        ),
        Stage.RESOLVE: MapLesson(
            "Solved, no delay",
            "Which problem waits longest, and for what?",
            (Example("Parcel is late", "e-mail"), Example("Refund request", "e-mail")),
        ),
        Stage.ENHANCE: MapLesson(
            "Better each time",
            "What do we learn once a problem is solved?",
            (Example("Next-day survey", "e-mail"), Example("Those who left", "phone")),
        ),
    }
)

_AHEAD = {StepKey.MAP: 0, StepKey.FOCUS: 2, StepKey.PICK: 4}
"""How far each step's question is ahead of Map's, so that one review asks three different ones."""


def question_in_turn(stage: Stage, step: StepKey, reviews_closed: int) -> str:
    """The playbook's question of ``stage`` that ``step`` asks in the review after so many."""
    questions = PLAYBOOK[stage].questions
    return questions[(reviews_closed + _AHEAD.get(step, 0)) % len(questions)]
