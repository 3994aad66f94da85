"""The sample's past reviews: who came, how it was, and where the votes went.

One for each planned week, held on the review day of the week before. In the holiday week
the two who stayed planned for all.
"""

from __future__ import annotations

from store.common.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class HeldReview:
    """A review as told. ``late`` and ``minutes`` are minutes; moods and ratings add up over
    their ``(people, sum)``; ``votes`` is read by ``tally``."""

    plans: int
    lead: str
    present: str
    late: int
    minutes: int
    moods: tuple[int, int]
    ratings: tuple[int, int]
    votes: str


HELD = (
    HeldReview(-12, "nadia", "nadia tomasz jo dele mei", 4, 58, (5, 15), (5, 17),
         "greeting 6, hitch-guide 5, first-reply 7, day-after 4, deposit 3"),
    HeldReview(-11, "nadia", "nadia tomasz jo dele mei", 2, 52, (5, 17), (5, 18),
         "deposit 8, chat-hello 6, chooser 6, first-reply 3, letter 2"),
    HeldReview(-10, "jo", "nadia jo dele mei", 6, 49, (4, 13), (4, 15),
         "hand-over 7, harness-card 6, letter 4, deposit 3"),
    HeldReview(-9, "jo", "nadia tomasz jo dele mei", 0, 47, (5, 18), (5, 19),
         "breakdown 8, day-after 7, confirmation 5, hitch-guide 5"),
    HeldReview(-8, "tomasz", "nadia tomasz jo mei", 3, 46, (4, 14), (4, 15),
         "chat-hello 6, breakdown 5, letter 4, left 3, harness-card 2"),
    HeldReview(-7, "dele", "nadia tomasz jo dele mei", 1, 45, (5, 19), (5, 20),
         "code-page 9, deposit 6, left 5, returning 5"),
    HeldReview(-5, "jo", "nadia jo", 5, 31, (2, 8), (2, 8),
         "first-reply 4, first-morning 2, help-search 2, second-hire 2"),
    HeldReview(-4, "mei", "nadia dele mei", 2, 38, (3, 8), (3, 10),
         "chat-hello 5, code-fails 5, second-hire 3, first-reply 2"),
    HeldReview(-3, "nadia", "nadia tomasz jo dele mei", 3, 46, (5, 16), (5, 18),
         "help-search 7, hand-over 6, letter 6, confirmation 4, late-fee 2"),
    HeldReview(-2, "tomasz", "nadia tomasz jo dele mei", 0, 43, (5, 16), (5, 21),
         "first-reply 10, code-page 6, day-after 5, chat-hello 4"),
    HeldReview(-1, "jo", "nadia tomasz jo dele", 4, 41, (4, 15), (4, 17),
         "breakdown 7, hitch-guide 7, chat-hello 5, deposit 1"),
    HeldReview(0, "dele", "nadia tomasz jo dele mei", 1, 44, (5, 19), (5, 21),
         "chat-hello 9, breakdown 6, chooser 5, day-after 4"),
)  # fmt: skip


def tally(votes: str) -> tuple[tuple[str, int], ...]:
    """Totals by touchpoint from ``"greeting 6, deposit 3"``."""
    pairs = (pair.split() for pair in votes.split(", "))
    return tuple((touchpoint, int(count)) for touchpoint, count in pairs)
