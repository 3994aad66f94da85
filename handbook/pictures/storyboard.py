"""Which pictures there are: a view each for the stills, a whole review for the moving one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.pictures.recording import Scene


@dataclass(frozen=True, slots=True)
class Picture:
    """One file: what it is of, in words for who cannot see it, and the scenes it shows."""

    told: str
    view: str
    scenes: tuple[Scene, ...]


_REVIEW = (
    Scene(
        "review due today",
        "Friday. Today shows this week's four improvements, and what is due with customers.",
        seconds=3,
    ),
    Scene("alone", "r starts the review. Alone it takes ten minutes.", ("r", "right"), seconds=2.5),
    Scene(
        "What did customers say",
        "First, what customers said: cases that are due, and their own words.",
        ("enter", "enter", "enter"),
        seconds=3,
    ),
    Scene(
        "Verdicts since the last review",
        "> goes on. What became of what we picked? Verdicts come from dated answers.",
        ("greater_than_sign",),
        seconds=3,
    ),
    Scene(
        "Verdict: validated",
        "Enter opens what is behind a verdict: the range of the change, and each answer.",
        ("enter",),
        seconds=3.5,
    ),
    Scene("Where does", "", ("escape", "greater_than_sign"), seconds=0),
    Scene(
        "Text message when the van is late",
        "The board: where do customers meet us? a adds what is missing.",
        ("a",),
        "Text message when the van is late",
        seconds=3,
    ),
    Scene(
        "Assist, by customers missed",
        "Then one small improvement a stage, where most customers are missed.",
        ("enter", "escape", "greater_than_sign", "tab"),
        seconds=3,
    ),
    Scene(
        "[Dele]",
        "It gets an owner, and a proof: which weeks are compared, and what they can show.",
        ("enter",),
        "Show both hitches beside the video",
        ("enter", "enter", "right"),
        seconds=3.5,
    ),
    Scene("✓ Show both", "", ("ctrl+s",), seconds=0),
    Scene(
        "Who does what by when",
        "Done. Everybody sees what is theirs. In a few weeks the answers say whether it worked.",
        ("greater_than_sign", "y"),
        seconds=4,
    ),
)

PICTURES: Mapping[str, Picture] = {
    "review": Picture(
        "A review in half a minute: Today, what customers said, verdicts, the board, one "
        "improvement picked with its proof, and who does what by when.",
        "today",
        _REVIEW,
    ),
    "today": Picture(
        "Today: this week's four improvements, what is due with customers, twelve weeks at a glance.",
        "today",
        (Scene("review due today"),),
    ),
    "board": Picture(
        "The board: four columns of touchpoints, with friction marked.",
        "board",
        (Scene("Deposit not back yet"),),
    ),
    "evidence": Picture(
        "Evidence: each measure with its change, customers' words, and the cases.",
        "evidence",
        (Scene("1 to answer this quarter"),),
    ),
}
