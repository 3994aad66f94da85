"""What the sample's team promises, what its customers ask again and again, and its own words."""

from __future__ import annotations

from store.common.dataclass import dataclass
from store.demo.story.story_shapes import StoryPromise, StoryWording
from store.domain.sent_words import WordsKind

PROMISES = (
    StoryPromise("reply", "e-mail", hours=24),
    StoryPromise("reply", "phone", hours=2),
    StoryPromise("decide", "refunds", who="Whoever is on shift", up_to="£30"),
    StoryPromise("decide", "a free second day after a breakdown", who="The van crew"),
    StoryPromise("step-up", who="Nadia; at weekends whoever leads the shift"),
)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as told: how many days ago it was asked each time, oldest first."""

    text: str
    ago: tuple[int, ...]
    answered_where: str = ""
    joined_into: str = ""
    answered_as: str = ""
    late: int = 0
    """How many of them asked only once they were frustrated."""


_DEPOSIT = "When does my deposit come back?"

ASKED = (
    AskedQuestion(_DEPOSIT, (40, 33, 26, 19, 12, 5, 2), "Deposit e-mail, second line",
                  answered_as="tip", late=2),
    AskedQuestion("Where is my deposit?", (30, 16, 9, 1), joined_into=_DEPOSIT, late=3),
    AskedQuestion("Which hitch is mine?", (38, 24, 17, 10, 6, 3), late=4),
    AskedQuestion("Where is my unlock code?", (35, 28, 14, 4), "Booking confirmation, first line",
                  answered_as="tip"),
    AskedQuestion("Does it fit an e-bike with a thick axle?", (21, 11, 4)),
    AskedQuestion("Where do I bring the trailer back?", (37, 31), "Booking confirmation",
                  answered_as="guide"),
    AskedQuestion("May two dogs ride in one trailer?", (13,)),
)  # fmt: skip

WORDINGS = (
    StoryWording(
        WordsKind.HELLO,
        "Hello {name},\nthank you for hiring from us since {since}.\n"
        "Last time it was about this: {last}. I hope that is settled.\n"
        "And I remember: {remember}.\n"
        "I am {member}, and I stay with you until this is solved: {subject}.",
    ),
)
