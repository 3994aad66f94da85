"""The sample's cases, oldest first: what is due now, and the quarter behind it.

Times are hours ago, so that what is due is due at any hour of the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from store.demo.story.story_shapes import StoryCase, StoryHandOver
from store.domain.stages import Stage


def _ago(hours: float) -> timedelta:
    return timedelta(hours=hours)


def _maybe(hours: float | None) -> timedelta | None:
    return None if hours is None else _ago(hours)


def _case(
    ref: str,
    subject: str,
    touchpoint: str,
    interactions: tuple[float, ...],
    *,
    called: float | None = None,
    solved: float | None = None,
    answered: float | None = None,
    answer: bool | None = True,
    owner: str = "nadia",
    known: tuple[str, str, str, str] = ("", "", "", ""),
    hand_overs: tuple[tuple[float, str, str], ...] = (),
) -> StoryCase:
    customer, since, last_matter, remember = known
    return StoryCase(
        key=ref.lower(),
        ref=ref,
        subject=subject,
        stage=Stage.RESOLVE,
        touchpoint=touchpoint,
        interactions_ago=tuple(_ago(hours) for hours in interactions),
        called_ago=_maybe(called),
        solved_ago=_maybe(solved),
        answered_ago=_maybe(answered),
        answer=answer,
        owner=owner,
        customer=customer,
        since=since,
        last_matter=last_matter,
        remember=remember,
        hand_overs=tuple(StoryHandOver(_ago(hours), to, why) for hours, to, why in hand_overs),
    )


_EARLIER = (
    (2981, 82, "Deposit shows twice on the statement", "deposit", "nadia", 18, True),
    (2984, 80, "No answer to a question about the mat", "first-reply", "jo", 44, None),
    (2988, 77, "Charged a day too many", "deposit", "mei", 41, True),
    (2990, 75, "Flat tyre behind the mill", "breakdown", "tomasz", 0.5, True),
    (2993, 72, "Wrong trailer in the booking", "first-reply", "jo", 30, True),
    (2996, 70, "Unlock code sent to an old address", "code-fails", "dele", 1, None),
    (2999, 66, "Deposit not back after a week", "deposit", "nadia", 22, True),
    (3003, 63, "Invoice without the company's name", "first-reply", "mei", 6, True),
    (3006, 59, "Chain guard rattles", "breakdown", "tomasz", 1.5, True),
    (3010, 55, "Rain cover missing", "first-reply", "jo", 9, None),
    (3013, 52, "Deposit kept for a muddy floor", "deposit", "mei", 20, True),
    (3016, 48, "Unlock code refused at the pool", "code-fails", "dele", 3, True),
    (3019, 45, "Booked for the wrong Saturday", "first-reply", "jo", 5, True),
    (3023, 41, "Deposit sent to a closed account", "deposit", "nadia", 29, None),
    (3027, 38, "Flag missing on the trailer", "first-reply", "jo", 3, True),
    (3031, 34, "Late fee for a full rack", "late-fee", "mei", 16, True),
    (3036, 30, "Deposit a pound short", "deposit", "nadia", 12, True),
    (3040, 27, "Answered by two of us at once", "first-reply", "jo", 27, None),
    (3044, 23, "Puncture on the way to school", "breakdown", "tomasz", 0.5, True),
)  # fmt: skip
"""Number, days ago, subject, touchpoint, owner, hours until the first reply, which solved it,
and what the customer said a day later."""


def _earlier() -> Iterator[StoryCase]:
    for number, days, subject, touchpoint, owner, reply, answer in _EARLIER:
        opened = 24.0 * days
        solved = opened - reply
        yield _case(f"LT-{number}", subject, touchpoint, (opened,), solved=solved,
                    answered=solved - 26, answer=answer, owner=owner)  # fmt: skip


CASES = (
    *_earlier(),
    _case("LT-3047", "Wants the damage photos of a scratched wheel arch", "deposit",
          (434,), owner="tomasz", known=("Ms Okafor", "2021", "", "rides to the allotment on Sundays")),
    _case("LT-3052", "Charged twice for one weekend", "deposit",
          (290, 270), solved=269, answered=240),
    _case("LT-3064", "Dog trailer came without its mat", "first-reply",
          (221,), solved=217, answered=190),
    _case("LT-3071", "Unlock code refused twice at Mill Bridge", "code-fails",
          (170, 169, 166), called=166, solved=165.5, answered=139),
    _case("LT-3079", "Deposit kept for a scratch that was there before", "deposit",
          (146, 121, 119), called=119, solved=118, answered=92),
    _case("LT-3088", "Unlock code refused at Station Yard", "code-fails",
          (49, 31), solved=30.5, owner="dele"),
    _case("LT-3090", "Deposit not back after twelve days", "deposit",
          (47, 5), owner="jo", known=("Mr Haddad", "2019", "a trailer that came late", "his dog is called Biscuit"),
          hand_overs=((30, "mei", "The bank's side is hers"),
                      (6, "nadia", "Over £30, so it is not Mei's to decide"))),
    _case("LT-3091", "Late fee, although the gate was stuck", "late-fee",
          (40,), solved=26.25, owner="mei"),
    _case("LT-3096", "Buckle missing on a child harness", "first-reply",
          (21, 7.5), solved=7, owner="jo"),
    _case("LT-3098", "Blue rain jacket left in a trailer", "first-reply",
          (6,), owner="jo", known=("Sam Reed", "this spring", "", "first tour with the twins")),
    _case("LT-3099", "Wheel rubs since the last ride", "breakdown",
          (1.5,), owner="tomasz"),
)  # fmt: skip
