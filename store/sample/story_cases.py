"""The sample's cases, oldest first: two to ask about now, one to ask later, one to ring.

Times are ago, so that what is due is due at any hour of the day.
"""

from __future__ import annotations

from datetime import timedelta

from store.sample.story_shapes import StoryCase, StoryInteraction


def _ago(hours: float) -> timedelta:
    return timedelta(hours=hours)


def _case(
    ref: str,
    subject: str,
    touchpoint: str,
    owner: str,
    opened: float,
    interactions: tuple[tuple[float, str], ...],
    *,
    solved: float | None = None,
    called: float | None = None,
    answer: tuple[float, bool] | None = None,
) -> StoryCase:
    """A case from hours ago; ``answer`` is when and what the customer said a day after."""
    return StoryCase(
        key=ref.lower(),
        ref=ref,
        subject=subject,
        touchpoint=touchpoint,
        owner=owner,
        opened_ago=_ago(opened),
        interactions=tuple(StoryInteraction(_ago(hours), how) for hours, how in interactions),
        solved_ago=None if solved is None else _ago(solved),
        called_ago=None if called is None else _ago(called),
        answer=None if answer is None else answer[1],
        answered_ago=None if answer is None else _ago(answer[0]),
    )


CASES = (
    _case("LT-3052", "Charged twice for one weekend", "deposit", "nadia", 290,
          ((288, "e-mail"), (270, "e-mail")), solved=269, answer=(240, True)),
    _case("LT-3064", "Dog trailer came without its mat", "first-reply", "mei", 221,
          ((218, "e-mail"),), solved=217, answer=(190, True)),
    _case("LT-3071", "Unlock code refused twice at Mill Bridge", "code-fails", "dele", 170,
          ((170, "phone"), (169, "phone")), solved=168.5, answer=(142, False)),
    _case("LT-3079", "Deposit kept for a scratch that was there before", "deposit", "jo", 146,
          ((143, "e-mail"), (121, "e-mail"), (119, "phone")), solved=118, called=119,
          answer=(92, True)),
    _case("LT-3088", "Unlock code refused at Station Yard", "code-fails", "dele", 49,
          ((48.5, "chat"), (31, "phone")), solved=30.5),
    _case("LT-3090", "Deposit not back after twelve days", "deposit", "nadia", 47,
          ((41, "e-mail"), (5, "e-mail"))),
    _case("LT-3091", "Late fee, although the gate was stuck", "late-fee", "mei", 40,
          ((38, "e-mail"),), solved=26.25),
    _case("LT-3096", "Buckle missing on a child harness", "first-reply", "jo", 21,
          ((20, "e-mail"), (7.5, "phone")), solved=7),
    _case("LT-3098", "Left a blue rain jacket in the trailer", "first-reply", "jo", 6,
          ((5, "e-mail"),)),
    _case("LT-3099", "Wheel rubs since the last ride", "breakdown", "tomasz", 1.5, ()),
)  # fmt: skip
