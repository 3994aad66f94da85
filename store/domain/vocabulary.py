"""The words that a newcomer cannot know, each explained in a line, in the order one meets them."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 54
"""Characters of an explanation at most: it stands in one line beside its word."""


class Word(NamedTuple):
    """A word, and what it means here."""

    name: str
    meaning: str


WORDS: tuple[Word, ...] = (
    Word("CARE", "Connect, Assist, Resolve, Enhance: the four stages"),
    Word("stage", "every customer passes through the four, in this order"),
    Word("touchpoint", "a place where a customer meets us, on the board"),
    Word("board", "the map: four columns of touchpoints; outlives reviews"),
    Word("friction", "how much it hurts there: none, some, much, severe"),
    Word("workspace", "one database, often one file; it holds teams"),
    Word("team", "a name, members, time zone, review day, agenda"),
    Word("member", "someone in a team; --as NAME says who types"),
    Word("the room", "a shared terminal: whoever sits there acts together"),
    Word("cadence", "how often the team reviews: weekly or monthly"),
    Word("cycle", "the week or month that a review plans"),
    Word("grace", "the days after a cycle in which Done still counts"),
    Word("review", "the meeting: look back, map, vote, pick, close"),
    Word("agenda, step", "a review's parts in order, each with its minutes"),
    Word("lead", "who moves the steps, runs the timer and reveals"),
    Word("early vote", "a private vote or touchpoint for the next review"),
    Word("parking lot", "short notes for another day, kept until taken up"),
    Word("private turn", "one person types; nobody else's words are shown"),
    Word("improvement", "the one small change picked for a stage in a cycle"),
    Word("measure", "what is counted: a rating, a yes or no, a number"),
    Word("proof", "how we will know: a measure, two windows, a target"),
    Word("before, after", "the days compared: ahead of the cycle, and once done"),
    Word("evidence", "one dated answer of one customer, or their words"),
    Word("n", "how many answers a figure rests on"),
    Word("verdict", "the answer, read once, when the days after are over"),
    Word("so far", "what the answers say until then; it can still turn"),
    Word("case", "a customer's problem, followed until it is solved"),
    Word("follow-up", "due with a customer: a call, or “Did we solve it?”"),
    Word("missed", "customers let down at a touchpoint, by one measure"),
    Word("bottleneck", "the touchpoint where most customers are missed"),
    Word("momentum", "three plain numbers: kept, streak, learned"),
    Word("kept", "improvements done of those planned, last 8 cycles"),
    Word("streak", "cycles in a row that were reviewed, planned and kept"),
    Word("learned", "improvements that reached a verdict, good or bad"),
    Word("usual range", "where a measure stays while nothing has changed"),
    Word("signal", "a figure outside that range: ask what changed"),
    Word("CSAT", "satisfaction: rated 1 to 5; the share of 4 and 5"),
    Word("NPS", "would recommend, 0 to 10: 9–10 minus 0–6, in points"),
    Word("CES", "how easy it was: rated 1 to 7; the share of 5 to 7"),
    Word("XmR", "a chart of figures with their usual range drawn in"),
    Word("playbook", "what CARE advises in each stage"),
)


def explained(name: str) -> Word | None:
    """The word of that name, or one of two names that stand together; None for no such word."""
    folded = name.casefold()
    for word in WORDS:
        if folded in (word.name.casefold(), *(part.casefold() for part in word.name.split(", "))):
            return word
    return None
