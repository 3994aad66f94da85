"""The sample's team and its board.

Littletow is invented. It hires out bicycle trailers, for children, dogs and shopping, from
stands that open with a code.
"""

from __future__ import annotations

from store.common.dataclass import dataclass
from store.demo.story.story_shapes import StoryMeasure, StoryMember
from store.domain.stages import Stage
from store.domain.statistics.measures import Better, MeasureKind, PerCycle

TEAM = "Littletow Support"

MEMBERS = (
    StoryMember("nadia", "Nadia"),
    StoryMember("tomasz", "Tomasz"),
    StoryMember("jo", "Jo"),
    StoryMember("dele", "Dele"),
    StoryMember("mei", "Mei"),
)

MEASURES = (
    StoryMeasure("complaints", MeasureKind.COUNT, Better.DOWN, PerCycle.SUM),
    StoryMeasure("felt-welcome", MeasureKind.RATE, Better.UP, None),
)


@dataclass(frozen=True, slots=True)
class Card:
    """A touchpoint as told. ``since`` is the week whose planning review brought it up."""

    key: str
    stage: Stage
    text: str
    channel: str
    friction: int
    author: str
    since: int = -12
    volume: int | None = None
    feeling: str = ""
    notes: str = ""
    sign: str = ""
    unasked: str = ""
    stuck: str = ""


_C, _A, _R, _E = Stage.CONNECT, Stage.ASSIST, Stage.RESOLVE, Stage.ENHANCE

CARDS = (
    Card("chat-hello", _C, "Chat opening line", "chat", 3, "dele", volume=60,
         feeling="Somebody is here, and it is a person."),
    Card("greeting", _C, "First words on the phone", "phone", 0, "nadia", volume=40,
         feeling="They know me.",
         notes="Name first, then how long they have hired from us. The booking shows both."),
    Card("confirmation", _C, "Booking confirmation", "e-mail", 1, "mei", volume=210,
         feeling="I look forward to Saturday."),
    Card("first-morning", _C, "Message on the morning of a first hire", "e-mail", 0, "mei",
         since=-5, volume=45, feeling="I can do this."),
    Card("returning", _C, "Welcome back on the booking page", "web", 1, "tomasz", since=-8,
         notes="We ask for the address every time, although we have it."),
    Card("hitch-guide", _A, "How to fit the hitch", "web", 3, "tomasz", volume=90,
         feeling="Ten minutes, no swearing.",
         notes="Three kinds of hitch are out there: clip, pin and thick axle.\n"
         "The video shows only the clip."),
    Card("code-page", _A, "Page that says a code was refused", "web", 1, "dele", volume=55,
         feeling="They saw it before I had to call.",
         notes="Most people are cycling within five minutes.",
         sign="The page has refused a code once.",
         unasked="Open a chat by ourselves: “I see the code fails. Shall I send a new one?”"),
    Card("chooser", _A, "Which trailer fits my bike?", "web", 2, "jo", volume=80,
         feeling="I am sure that it fits.",
         sign="Somebody opens the chooser a third time.",
         unasked="Offer to look at a photo of the rear axle."),
    Card("help-search", _A, "Help page search", "web", 2, "jo", volume=120),
    Card("harness-card", _A, "Child harness card", "at the stand", 0, "mei", volume=70,
         feeling="My child is safe in there."),
    Card("deposit", _R, "Deposit not back yet", "e-mail", 3, "nadia", volume=35,
         feeling="They are honest about money.",
         notes="The bank takes three to five days. People count from the day they returned it; "
         "we count from the day we checked it.",
         stuck="Nadia, who knows the bank's people"),
    Card("first-reply", _R, "First reply to an e-mail", "e-mail", 1, "jo", volume=110,
         feeling="Somebody has taken this on."),
    Card("breakdown", _R, "Flat tyre on the road", "phone", 2, "tomasz", volume=14,
         feeling="Help is coming, and I know when.",
         stuck="the van crew on duty, then Tomasz"),
    Card("code-fails", _R, "Unlock code does not work", "phone", 2, "dele", volume=30,
         feeling="In two minutes I am cycling.",
         stuck="the lock maker's hotline, day and night"),
    Card("late-fee", _R, "Late fee disputed", "e-mail", 2, "mei", since=-3, volume=18,
         feeling="They believe me."),
    Card("hand-over", _R, "Hand-over between shifts", "internal", 1, "dele",
         notes="Top line of every note: the one next step, and who takes it."),
    Card("day-after", _E, "“Did we solve it?” the day after", "e-mail", 1, "mei", volume=70,
         feeling="They meant it."),
    Card("letter", _E, "Monthly letter with one question", "e-mail", 0, "nadia", volume=300),
    Card("second-hire", _E, "Second hire in a season", "web", 1, "nadia",
         feeling="It is even easier the second time.",
         notes="About one in three comes back within ninety days."),
    Card("left", _E, "Call to people who stopped hiring", "phone", 1, "jo", since=-8, volume=5),
)  # fmt: skip
