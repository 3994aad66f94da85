"""The framework's advice, in our words: the practice as a whole, each stage, each review step.

Everything here is text for people. Screens show it as it stands; nothing parses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from store.common.dataclass import dataclass
from store.domain.agenda import StepKey
from store.domain.stages import Stage


@dataclass(frozen=True, slots=True)
class StageAdvice:
    """What the playbook says about one stage.

    ``questions`` open a discussion. ``special`` is what only this stage has, and
    ``special_name`` says what it is: an example, a tactic, a rule of thumb, a loop.
    """

    stage: Stage
    aim: str
    idea: str
    questions: tuple[str, ...]
    moves: tuple[str, ...]
    special_name: str
    special: str
    output: str


@dataclass(frozen=True, slots=True)
class PracticeStep:
    """One of the four steps of applying CARE."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PracticeAdvice:
    """CARE as a whole: what it is, for whom, why, how it is applied and when."""

    what: str
    audience: str
    problem: str
    outcome: str
    shapes: str
    steps: tuple[PracticeStep, PracticeStep, PracticeStep, PracticeStep]
    when: tuple[str, ...]
    takeaway: str


@dataclass(frozen=True, slots=True)
class StepPrompt:
    """What a review's screen says at the top of a step.

    ``question`` is shown bold; ``guidance`` beside it where the guide (`store.domain.guide`) is
    off. Each fits a line of 80 columns.
    """

    question: str
    guidance: str


PRACTICE = PracticeAdvice(
    what=(
        "CARE is a way to design and deliver a better customer experience in four stages: "
        "Connect, Assist, Resolve, Enhance. It gives structure to how you communicate, how well "
        "you serve and how satisfied people are, across the whole journey."
    ),
    audience=(
        "For the people who look after customers: customer-experience and service teams, "
        "support leaders, product managers and operations managers."
    ),
    problem=(
        "Touchpoints lie scattered, communication is inconsistent from one person to the next, "
        "and problems take too long to solve."
    ),
    outcome=(
        "A clear map of the journey, faster resolution, and a living loop that gets better "
        "over time."
    ),
    shapes=(
        "Each stage shapes three things: how customers feel, how they communicate with you, "
        "and how satisfied they are in the end."
    ),
    steps=(
        PracticeStep("Map", "Draw the journey and mark its touchpoints under the four stages."),
        PracticeStep("Define", "Choose one improvement in each stage: small, but meaningful."),
        PracticeStep("Validate", "Let customer feedback show whether it made progress."),
        PracticeStep("Repeat", "Come back every week or every month, and keep the momentum."),
    ),
    when=(
        "You want a simple approach that you can repeat.",
        "The business is scaling, and quality has to stay even.",
        "Communication feels reactive, unclear or scattered.",
        "You want happier customers without heavy systems or complex workflows.",
        "Your teams need a shared language for how customers should feel at each point "
        "of the journey.",
    ),
    takeaway=(
        "No single moment makes a great experience. It grows in a cycle of connection, support, "
        "resolution and continuous improvement, until what you say feels personal, supportive, "
        "fast and always improving."
    ),
)


PLAYBOOK: Mapping[Stage, StageAdvice] = MappingProxyType(
    {
        Stage.CONNECT: StageAdvice(
            stage=Stage.CONNECT,
            aim="Build an emotional connection.",
            idea=(
                "Connecting begins long before anyone opens a ticket. It begins at the first "
                "moment somebody meets your brand. People who feel seen listen more, share more "
                "and stay longer."
            ),
            questions=(
                "Where does somebody meet us for the very first time?",
                "What do we already know about a customer who writes to us, and does it show?",
                "Which of our messages could have been sent to anybody?",
                "Where do we make people say twice who they are?",
                "When did a customer last thank one of us by name, and what had we done?",
                "How do we want people to feel after their first minute with us?",
            ),
            moves=(
                "Use the customer's name, and spell it right.",
                "Acknowledge the context: what they bought, what they asked last time, "
                "what has just gone wrong.",
                "Send small emotional signals that show real attention: a thank-you, an apology, "
                "a word about their situation.",
            ),
            special_name="Example",
            special=(
                "Not just “Hello”, but “Hello Maria. You have been with us for four years, and "
                "we thank you for it. What can I do for you today?”"
            ),
            output="People who feel seen.",
        ),
        Stage.ASSIST: StageAdvice(
            stage=Stage.ASSIST,
            aim="Support and help.",
            idea=(
                "Customers rarely state their needs clearly, and many ask only once they are "
                "frustrated. So anticipate the question, and answer it before it surfaces."
            ),
            questions=(
                "What do people ask us again and again in their first week?",
                "Where do customers get stuck and say nothing?",
                "Which page do they read just before they write to us?",
                "What did our last frustrated customer need an hour earlier?",
                "Which answer do we paste most often, and why isn't it on the page?",
                "What could we tell people before they have to ask?",
            ),
            moves=(
                "Keep an intelligent FAQ that answers in the customer's own words.",
                "Give onboarding tips one at a time, at the step they belong to.",
                "Offer prompts for common scenarios: “Moving house? Start here.”",
                "Write usage guides that take the friction away.",
            ),
            special_name="Tactic",
            special=(
                "Be proactive: open a chat by yourselves on error pages, so that help arrives "
                "before the complaint does."
            ),
            output="Faster progress and fewer blockers.",
        ),
        Stage.RESOLVE: StageAdvice(
            stage=Stage.RESOLVE,
            aim="Resolve the problem.",
            idea=(
                "The problem is not the enemy. Delay is. Answer fast and own the answer, and you "
                "are credible at once. Pass the customer around, and that credit is destroyed."
            ),
            questions=(
                "Which kind of problem waits longest with us, and what is it waiting for?",
                "How often is a customer passed around between us, and why?",
                "What may each of us decide without asking anybody?",
                "What do we promise about reply times, and do we keep it?",
                "Who owns a problem when the shift changes?",
                "When did a call settle in minutes what e-mail had not settled in days?",
            ),
            moves=(
                "Set clear rules of engagement: who answers what, where, and by when.",
                "Aim to reply within 24 hours. If that target can't be held, don't promise it.",
                "Give the front line the authority to solve things on the spot.",
                "Keep escalation paths simple: one step up, one name.",
            ),
            special_name="Rule of thumb",
            special=(
                "Not solvable in two interactions? Escalate at once to a voice or video call."
            ),
            output="Higher satisfaction, and customers who intend to recommend you.",
        ),
        Stage.ENHANCE: StageAdvice(
            stage=Stage.ENHANCE,
            aim="Improve the experience.",
            idea=(
                "This work never ends, because markets and expectations move. What impressed "
                "people today is basic tomorrow."
            ),
            questions=(
                "What impressed customers a year ago and is taken for granted now?",
                "Which touchpoint lets the most customers down?",
                "What do those who came back say about us, and what do those who left say?",
                "When we ask “Did we solve it?”, who says no, and what happens next?",
                "What did we change last month, and how do we know that it helped?",
                "What could we stop doing without a single customer noticing?",
            ),
            moves=(
                "Make reviewing the journeys a steady practice, not only when something breaks.",
                "Find the bottleneck: the one place where most customers are let down.",
                "Improve the service with real data: retention shows who stays, "
                "repurchase shows who comes back.",
            ),
            special_name="Loop",
            special=(
                "Ask “Did we solve it?” 24 hours later, not immediately. By then the customer "
                "knows. Take what they say into the next review."
            ),
            output="An experience that lives and improves in a loop.",
        ),
    }
)


PROMPTS: Mapping[StepKey, StepPrompt] = MappingProxyType(
    {
        StepKey.CHECK_IN: StepPrompt(
            question="Who is here, and how are we?",
            guidance="A mood from 1 to 5 each. It stays private. Only the average is shown.",
        ),
        StepKey.LOOK_BACK: StepPrompt(
            question="What became of what we picked?",
            guidance="Settle each improvement: done, dropped or carried over. Read the verdicts.",
        ),
        StepKey.MAP: StepPrompt(
            question="Where does a customer meet us?",
            guidance="Write each touchpoint under the stage it serves. Mark ▲ where it hurts.",
        ),
        StepKey.FOCUS: StepPrompt(
            question="Which of these matter most now?",
            guidance="Five votes each, at most three on one touchpoint. Nobody sees them yet.",
        ),
        StepKey.PICK: StepPrompt(
            question="What one small thing will we change?",
            guidance="One per stage, with an owner, a day and a proof. Or skip it and say why.",
        ),
        StepKey.EVIDENCE: StepPrompt(
            question="What did customers say?",
            guidance="Log what has come in since last time. Each proof says what it still needs.",
        ),
        StepKey.CLOSE: StepPrompt(
            question="Was this worth our time?",
            guidance="A private 1 to 5 each. See the momentum, agree the next date, and go.",
        ),
    }
)
