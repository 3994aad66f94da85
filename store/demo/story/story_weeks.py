"""What the sample's team picked, week by week, and what became of it.

Weeks count from the running one, 0, back to −12; days from a week's Monday, 0.
"""

from __future__ import annotations

from store.common.dataclass import dataclass
from store.domain.stages import Stage

FIRST_WEEK = -12
HOLIDAY = -6
HOLIDAY_REASON = "Holiday week: three of the five of us are away."


@dataclass(frozen=True, slots=True)
class Proof:
    """A measure, whole weeks before, days after, and the hoped-for figure."""

    measure: str
    weeks: int
    days: int
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One improvement as told. At most one of ``done``, ``dropped`` and ``carried`` is given."""

    key: str
    week: int
    text: str
    touchpoint: str
    owner: str
    due: int
    proof: Proof | None = None
    done: int | None = None
    dropped: str = ""
    carried: str = ""
    carries_on: str | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """A stage left out of a week."""

    week: int
    reason: str


CONNECT = (
    Pick("name-first", -12, "Open every call with the name and how long they have hired from us",
         "greeting", "nadia", 3, Proof("csat", 3, 21, 0.75), done=2),
    Pick("sign-chats", -11, "Sign chats with a first name, not “Support”",
         "chat-hello", "dele", 2, Proof("felt-welcome", 1, 7, 0.85), done=1),
    Skip(-10, "The new greeting needs its three weeks. One change at a time."),
    Pick("thank-again", -9, "Thank people in the confirmation for their last hire too",
         "confirmation", "mei", 4, Proof("felt-welcome", 1, 14), done=4),
    Pick("first-time", -8, "Ask “First time with a trailer?” before anything else in chat",
         "chat-hello", "jo", 4, Proof("csat", 3, 21, 0.85), done=3),
    Pick("name-tags", -7, "Put first names on the tags at the stands",
         "returning", "tomasz", 4, Proof("felt-welcome", 2, 14),
         dropped="The label printer can't do it, and a new one is not small."),
    Pick("morning-note", -5, "Send two lines on the morning of a first hire: where, how, good luck",
         "first-morning", "mei", 4, Proof("felt-welcome", 2, 14, 0.85), done=2),
    Pick("chat-form", -4, "Ask for the booking number in a form before the chat opens",
         "chat-hello", "dele", 3, Proof("csat", 2, 14, 0.85), done=1),
    Pick("thank-you-back", -3, "Answer every thank-you with one line from whoever helped",
         "confirmation", "nadia", 4, Proof("felt-welcome", 1, 7), done=3),
    Skip(-2, "The chat form is still being tested. One change at a time."),
    Pick("ask-biscuit", -1, "Ask after the child or the dog by name when we know it",
         "chat-hello", "jo", 4, Proof("felt-welcome", 2, 14, 0.95), done=3),
    Pick("form-away", 0, "Take the form off the chat and look the booking up ourselves",
         "chat-hello", "dele", 2, Proof("csat", 2, 14, 0.8), done=1),
)  # fmt: skip

ASSIST = (
    Pick("video-up", -12, "Move the hitch video to the top of its page",
         "hitch-guide", "tomasz", 4, Proof("ces-ease", 2, 14, 0.7), done=10),
    Pick("fit-question", -11, "Put “Will it fit my bike?” on the five most read pages",
         "chooser", "jo", 4, Proof("first-contact", 2, 14), done=4),
    Pick("harness-1", -10, "Redraw the child harness card: pictures instead of paragraphs",
         "harness-card", "mei", 4, Proof("first-contact", 2, 14, 0.7),
         carried="The drawings are only half done."),
    Pick("harness-2", -9, "Redraw the child harness card: pictures instead of paragraphs",
         "harness-card", "mei", 4, Proof("first-contact", 2, 14, 0.7),
         carried="Drawn, but the printer sends the cards next week.", carries_on="harness-1"),
    Pick("harness-3", -8, "Redraw the child harness card: pictures instead of paragraphs",
         "harness-card", "mei", 4, Proof("first-contact", 2, 14, 0.7), done=4,
         carries_on="harness-2"),
    Pick("chat-on-refusal", -7, "Open a chat by itself where the page says a code was refused",
         "code-page", "dele", 2, Proof("ces-ease", 3, 21, 0.75), done=1),
    Pick("return-answer", -5, "Say in the confirmation where to return the trailer",
         "help-search", "jo", 4, Proof("first-contact", 2, 14, 0.8), done=3),
    Pick("empty-searches", -4, "List the ten words people search for and find nothing",
         "help-search", "jo", 4, Proof("first-contact", 1, 7),
         dropped="Two of us were ill, and the inbox came first."),
    Pick("two-sentences", -3, "Cut every help answer to two sentences",
         "help-search", "jo", 2, Proof("ces-ease", 2, 14, 0.85), done=1),
    Pick("phone-on-refusal", -2, "Show our phone number where a code was refused",
         "code-page", "dele", 4, Proof("first-contact", 1, 7, 0.85), done=12),
    Pick("three-hitches", -1, "Photograph the three kinds of hitch side by side",
         "hitch-guide", "tomasz", 4, Proof("ces-ease", 2, 14, 0.8)),
    Pick("axle-photo", 0, "Add a photo of the thick axle to the trailer chooser",
         "chooser", "jo", 4, Proof("first-contact", 2, 14, 0.8)),
)  # fmt: skip

RESOLVE = (
    Pick("oldest-first", -12, "Answer the oldest e-mails first, every day from nine to ten",
         "first-reply", "jo", 2, Proof("first-reply", 2, 14, 0.8), done=1),
    Pick("thirty-pounds", -11, "Let whoever is on shift refund up to £30 without asking",
         "deposit", "nadia", 3, Proof("two-interactions", 3, 21, 0.75), done=2),
    Pick("next-step", -10, "Write the one next step on top of every hand-over note",
         "hand-over", "dele", 3, Proof("complaints", 6, 42, 9), done=2),
    Pick("weekend-pair", -9, "Name two people for flat tyres at weekends",
         "breakdown", "tomasz", 4, Proof("first-reply", 2, 14, 0.85), done=4),
    Pick("van-phone", -8, "Buy a shared phone for the repair van",
         "breakdown", "tomasz", 4, Proof("two-interactions", 2, 14),
         dropped="The crew carry two phones already. What they lack is the customer's number."),
    Pick("money-date", -7, "Name the day the money arrives in every deposit reply",
         "deposit", "mei", 4, Proof("two-interactions", 2, 14, 0.85), done=3),
    Pick("split-inbox", -5, "Split the inbox by topic, with one owner for each",
         "first-reply", "mei", 2, Proof("first-reply", 2, 10, 0.9), done=1),
    Pick("call-early", -4, "Ring after the second message, without being asked",
         "code-fails", "dele", 3, Proof("two-interactions", 2, 14, 0.85), done=2),
    Pick("who-answers", -3, "Agree who answers when two of us could",
         "hand-over", "nadia", 4, done=4),
    Pick("one-inbox", -2, "Go back to one inbox, oldest e-mail first",
         "first-reply", "jo", 1, Proof("first-reply", 2, 10, 0.8), done=1),
    Pick("van-number", -1, "Give the van crew the customer's number before they set off",
         "breakdown", "tomasz", 4, Proof("two-interactions", 2, 14, 0.85), done=4),
    Pick("spare-wheel", 0, "Keep a spare wheel at each stand for a quick swap",
         "breakdown", "tomasz", 4, Proof("complaints", 6, 42, 6), done=3),
)  # fmt: skip

ENHANCE = (
    Pick("ask-later", -12, "Ask “Did we solve it?” a day later instead of at once",
         "day-after", "mei", 3, Proof("solved-it", 2, 14), done=2),
    Skip(-11, "One new survey at a time."),
    Pick("read-aloud", -10, "Read three customer quotes aloud when a shift starts",
         "letter", "nadia", 0, Proof("nps", 2, 14, 30), done=0),
    Pick("ring-the-no", -9, "Ring everybody who answered “no” within a day",
         "day-after", "jo", 3, Proof("solved-it", 2, 21, 0.8), done=2),
    Pick("tell-changes", -8, "Tell customers in the letter what we changed because of them",
         "letter", "dele", 4, Proof("nps", 1, 14, 35), done=12),
    Pick("ring-the-lost", -7, "Ring two people a week who stopped hiring, and listen",
         "left", "mei", 4, Proof("retention", 2, 21), done=4),
    Pick("easier-next", -5, "Ask at each return what would make the next hire easier",
         "second-hire", "tomasz", 4, Proof("solved-it", 2, 14, 0.9), done=3),
    Skip(-4, "The best idea was a loyalty card, and it isn't small. The product team has it."),
    Pick("mended-list", -3, "Print in the letter what broke this month and what we mended",
         "letter", "nadia", 6, Proof("nps", 3, 14, 40), done=6),
    Pick("missing-piece", -2, "Ask those who say “no” what was missing, in their words",
         "day-after", "jo", 4, Proof("solved-it", 2, 14, 0.9), done=4),
    Skip(-1, "Two surveys are running already. We read before we ask again."),
    Pick("one-tip", 0, "Ask everybody who said “yes” for one tip to pass on",
         "day-after", "mei", 6, Proof("nps", 2, 14, 50)),
)  # fmt: skip

PLANS: dict[Stage, tuple[Pick | Skip, ...]] = {
    Stage.CONNECT: CONNECT,
    Stage.ASSIST: ASSIST,
    Stage.RESOLVE: RESOLVE,
    Stage.ENHANCE: ENHANCE,
}
