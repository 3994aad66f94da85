"""The sample's cases, oldest first: two to ask about now, one to ask later, one to ring.

Times are hours ago, so that what is due is due at any hour of the day.
"""

from __future__ import annotations

from datetime import timedelta

from store.practice.stages import Stage
from store.sample.story_shapes import StoryCase


def _ago(hours: float) -> timedelta:
    return timedelta(hours=hours)


def _case(
    ref: str,
    subject: str,
    touchpoint: str,
    interactions: tuple[float, ...],
    *,
    called: float | None = None,
    solved: float | None = None,
    answered: float | None = None,
) -> StoryCase:
    return StoryCase(
        key=ref.lower(),
        ref=ref,
        subject=subject,
        stage=Stage.RESOLVE,
        touchpoint=touchpoint,
        interactions_ago=tuple(_ago(hours) for hours in interactions),
        called_ago=None if called is None else _ago(called),
        solved_ago=None if solved is None else _ago(solved),
        answered_ago=None if answered is None else _ago(answered),
    )


CASES = (
    _case("LT-3052", "Charged twice for one weekend", "deposit",
          (290, 270), solved=269, answered=240),
    _case("LT-3064", "Dog trailer came without its mat", "first-reply",
          (221,), solved=217, answered=190),
    _case("LT-3071", "Unlock code refused twice at Mill Bridge", "code-fails",
          (170, 169, 166), called=166, solved=165.5, answered=139),
    _case("LT-3079", "Deposit kept for a scratch that was there before", "deposit",
          (146, 121, 119), called=119, solved=118, answered=92),
    _case("LT-3088", "Unlock code refused at Station Yard", "code-fails",
          (49, 31), solved=30.5),
    _case("LT-3090", "Deposit not back after twelve days", "deposit",
          (47, 5)),
    _case("LT-3091", "Late fee, although the gate was stuck", "late-fee",
          (40,), solved=26.25),
    _case("LT-3096", "Buckle missing on a child harness", "first-reply",
          (21, 7.5), solved=7),
    _case("LT-3098", "Blue rain jacket left in a trailer", "first-reply",
          (6,)),
    _case("LT-3099", "Wheel rubs since the last ride", "breakdown",
          (1.5,)),
)  # fmt: skip
