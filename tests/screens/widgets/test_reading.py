"""A reading in few words: figure, n and range, so far or final."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from screens.theme import UNICODE
from screens.widgets.reading import (
    figure_words,
    range_words,
    reading_paragraphs,
    sample_words,
    verdict_words,
)
from screens.widgets.sheet import Pen
from store.practice.measures import find_measure
from store.practice.responses import Responses
from store.practice.tallies import Tally
from store.practice.verdicts import count_sample, read, sample
from store.practice.windows import Window

BEFORE = Window(date(2026, 11, 2), date(2026, 11, 8))
AFTER = Window(date(2026, 11, 10), date(2026, 11, 16))
SO_FAR, LATER = date(2026, 11, 12), date(2026, 11, 20)


def shares(before, after, *, key="csat", today=LATER):
    """The reading of (yes, n) before and after; after None: not done yet."""
    measure = find_measure(key)
    sides = [
        sample(measure, window, Tally(n=side[1], yes=side[0])) if side else None
        for window, side in ((BEFORE, before), (AFTER, after))
    ]
    assert sides[0] is not None
    return read(measure, sides[0], sides[1], today=today)


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (shares((48, 80), (56, 70)), ["validated", "CSAT 60% → 80%", "n 80 → 70", "5–33 points better"]),
        (shares((56, 70), (48, 80)), ["got worse", "CSAT 80% → 60%", "n 70 → 80", "5–33 points worse"]),
        (
            shares((5, 10), (6, 10), today=SO_FAR),
            ["so far no clear change", "CSAT 50% → 60%", "n 10 → 10", "29 worse … 45 points better"],
        ),
        (
            shares((5, 10), (2, 3), today=SO_FAR),
            ["not enough yet", "CSAT 50% → 67%", "n 10 → 3, 7 more answers needed", ""],
        ),
        (shares((5, 9), None), ["not enough yet", "CSAT 56% before", "n 9, 1 more answer needed before", ""]),
        (
            shares((48, 80), (56, 70), key="escalated"),
            ["got worse", "Escalated 60% → 80%", "n 80 → 70", "5–33 points worse"],
        ),
    ],
)  # fmt: skip
def test_its_words(reading, words):
    assert [
        verdict_words(reading),
        figure_words(reading),
        sample_words(reading),
        range_words(reading),
    ] == words


def test_a_count_is_set_against_its_usual_ups_and_downs():
    measure = find_measure("count")
    before = count_sample(BEFORE, [20, 21, 19, 20, 21, 19])
    after = count_sample(AFTER, [21, 20, 19, 20, 21, 20])
    reading = read(measure, before, after, today=LATER)
    assert range_words(reading) == "within its usual ups and downs"
    assert sample_words(reading) == "n 6 → 6"


def told(reading, *, done=True) -> str:
    paragraphs = reading_paragraphs(Pen(UNICODE), reading, done=done)
    return "\n".join("".join(text for text, _ in each) for each in paragraphs)


def test_before_it_is_done_there_is_only_what_was_before():
    assert told(shares((6, 12), None), done=False) == "CSAT 50% before\nn 12"


def test_without_a_baseline_it_says_so():
    assert "CSAT was not measured before" in told(shares((0, 0), (6, 12)))


def test_without_a_proof_there_is_no_verdict():
    assert told(None) == "no proof, so no verdict"


def test_did_we_solve_it_stands_beside_its_response_rate():
    reading = shares((6, 12), (9, 12), key="solved-it")
    assert reading.after is not None
    before = replace(reading.before, responses=Responses(asked=18, answered=12))
    after = replace(reading.after, responses=Responses(asked=16, answered=12))
    assert sample_words(replace(reading, before=before, after=after)) == (
        "n 12 → 12, 67% → 75% answered"
    )
    assert sample_words(replace(reading, before=before)) == "n 12 → 12, 67% → – answered"
    nobody = replace(before, responses=Responses(asked=0, answered=0))
    assert sample_words(replace(reading, before=nobody)) == "n 12 → 12"
