"""What a measure measures, in plain words that complete "how many …"."""

from __future__ import annotations

from store.domain.statistics.measures import CountKind, Measure, MeasureKind

_WORDS = {
    "csat": "how many rate 4 or 5 of 5",
    "nps": "would they recommend us: 9–10 minus 0–6",
    "ces-ease": "how many say 5 to 7 of 7: easy",
    "ces-ease-5": "how many say 4 or 5 of 5: easy",
    "ces-effort": "how many say 1 to 3 of 7: little effort",
    "ces-effort-5": "how many say 1 or 2 of 5: little effort",
    "first-reply": "how many hear from us in time",
    "solved-in-target": "how many are solved in time",
    "first-contact": "how many are solved in one contact",
    "two-interactions": "how many are solved in one or two contacts",
    "solved-it": "how many say yes a day later",
    "felt-known": "how many say that we knew them",
    "escalated": "how many are passed on; fewer is better",
    "reopened": "how many come back; fewer is better",
    "count": "complaints or other events; fewer is better",
    "retention": "how many customers stay",
    "churn": "how many customers leave; fewer is better",
    "repurchase": "how many buy again in time",
}

_SHORT = {
    "ces-ease": "easy",
    "ces-ease-5": "easy",
    "ces-effort": "little effort",
    "ces-effort-5": "little effort",
    "first-reply": "in time",
    "solved-in-target": "solved in time",
    "first-contact": "in one contact",
    "two-interactions": "in two",
    "solved-it": "solved it",
    "felt-known": "felt known",
    "escalated": "passed on",
    "reopened": "came back",
    "retention": "stayed",
    "churn": "left",
    "repurchase": "bought again",
}


def short_words(measure: Measure) -> str:
    """Say in a word or two what an answer counts as: ``easy``; of others the title."""
    known = _SHORT.get(measure.key) if not measure.own else None
    return known or measure.title


def plain_words(measure: Measure) -> str:
    """Say in plain words what ``measure`` measures, a team's own one by its kind."""
    known = _WORDS.get(measure.key) if not measure.own else None
    if known is not None:
        return known
    if measure.kind is MeasureKind.RATE:
        return "how many say yes"
    if measure.kind is MeasureKind.COUNT:
        return "how it stands" if measure.counts is CountKind.STATE else "how often it happens"
    return f"how many give {measure.success_from or 0:g} or more"
