"""A reading in few words: figure, n and range, so far or final."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from screens.theme.themes import UNICODE
from screens.widgets.styled_lines import LineBuilder
from screens.widgets.verdict_format import reading_paragraphs
from store.domain.cycles import parse_cycle
from store.domain.stages import Stage
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.charts.verdict_line import axis_of, draw_line, has_line
from store.domain.statistics.first_rules import read_by_first_rules
from store.domain.statistics.measures import find_measure
from store.domain.statistics.response_shares import Responses
from store.domain.statistics.verdict_words import NO_VERDICT, verdict_in_words, verdict_on
from store.domain.statistics.verdicts import count_sample, sample
from store.domain.statistics.windows import Window
from store.models.improvement import Improvement, Proof, Status

BEFORE = Window(date(2026, 11, 2), date(2026, 11, 8))
AFTER = Window(date(2026, 11, 10), date(2026, 11, 16))
SO_FAR, LATER = date(2026, 11, 12), date(2026, 11, 20)


def shares(before: Any, after: Any, *, key: str = "csat", today: Any = LATER) -> Any:
    """The reading of (yes, n) before and after; after None: not done yet."""
    measure = find_measure(key)
    sides = [
        sample(measure, window, Tally(n=side[1], yes=side[0])) if side else None
        for window, side in ((BEFORE, before), (AFTER, after))
    ]
    assert sides[0] is not None
    return read_by_first_rules(measure, sides[0], sides[1], today=today)


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
def test_its_words(reading: Any, words: list[str]) -> None:
    said = verdict_in_words(reading)
    assert [said.verdict, said.figures, said.sample, said.change] == words


def test_a_count_is_set_against_its_usual_ups_and_downs() -> None:
    measure = find_measure("count")
    before = count_sample(BEFORE, [20, 21, 19, 20, 21, 19])
    after = count_sample(AFTER, [21, 20, 19, 20, 21, 20])
    reading = read_by_first_rules(measure, before, after, today=LATER)
    said = verdict_in_words(reading)
    assert said.change == "within its usual ups and downs"
    assert said.sample == "n 6 → 6"


def improvement(reading: Any, *, done: bool = True) -> Improvement:
    proof = Proof("csat", "CSAT", False, BEFORE.first, BEFORE.last, 7, None)
    status = Status.DONE if done else Status.PLANNED
    cycle = parse_cycle("2026-W46")
    return Improvement(
        "id", Stage.RESOLVE, cycle, "Ring back", status, None, cycle.end,
        proof=proof if reading else None, reading=reading,
    )  # fmt: skip


def told(reading: Any, *, done: bool = True, today: Any = SO_FAR) -> str:
    paragraphs = reading_paragraphs(LineBuilder(UNICODE), improvement(reading, done=done), today)
    return "\n".join("".join(text for text, _ in each) for each in paragraphs)


def test_before_it_is_done_there_is_what_was_before_and_when_a_verdict_would_come() -> None:
    assert told(shares((6, 12), None), done=False) == (
        "CSAT 50% before\nn 12\nverdict on Mon 23 Nov if done Sun 15 Nov"
    )


def test_the_day_of_the_verdict_stands_beside_what_is_so_far_and_what_is_read() -> None:
    so_far = shares((5, 10), (6, 10), today=SO_FAR)
    assert verdict_on(so_far) == date(2026, 11, 17)
    assert told(so_far).endswith("verdict on Tue 17 Nov")
    assert told(shares((5, 10), (6, 10)), today=LATER).endswith("read on Tue 17 Nov")


def test_without_a_baseline_it_says_once_what_that_is() -> None:
    said = told(shares((0, 0), (6, 12)))
    assert f"CSAT was not measured before: {NO_VERDICT}" in said
    assert "so far" not in said
    assert "no verdict will come" not in told(shares((0, 0), None), done=False)
    assert verdict_on(shares((0, 0), (6, 12))) is None


def test_without_a_proof_there_is_no_verdict() -> None:
    assert told(None) == "no proof, so no verdict"


def test_did_we_solve_it_stands_beside_its_response_rate() -> None:
    reading = shares((6, 12), (9, 12), key="solved-it")
    assert reading.after is not None
    before = replace(reading.before, responses=Responses(asked=18, answered=12))
    after = replace(reading.after, responses=Responses(asked=16, answered=12))
    assert verdict_in_words(replace(reading, before=before, after=after)).sample == (
        "n 12 → 12, 67% → 75% answered"
    )
    assert verdict_in_words(replace(reading, before=before)).sample == "n 12 → 12, 67% → – answered"
    nobody = replace(before, responses=Responses(asked=0, answered=0))
    assert verdict_in_words(replace(reading, before=nobody)).sample == "n 12 → 12"


def test_what_has_closed_and_waits_for_answers_says_so_instead_of_a_day() -> None:
    reading = replace(shares((5, 10), (6, 10), today=SO_FAR), waiting=True)
    assert told(reading, today=LATER).endswith("closed, waiting for answers up to Mon 16 Nov")
    late = replace(shares((5, 10), (6, 10)), read_on=date(2026, 11, 19))
    assert told(late, today=LATER).endswith("read on Thu 19 Nov")


def test_a_change_of_a_count_is_told_and_drawn_in_its_own_unit() -> None:
    measure = find_measure("count")
    reading = read_by_first_rules(measure, count_sample(BEFORE, [20, 21, 19, 20, 21, 19], "week"),
                   count_sample(AFTER, [9, 8, 10, 9, 8, 9], "week"), today=LATER)  # fmt: skip
    reading = replace(reading, low=9.94, high=12.4)
    assert verdict_in_words(reading).change == "9.9–12.4 fewer a week"
    reading = replace(reading, low=-1.2, high=3.4)
    assert verdict_in_words(reading).change == "1.2 more … 3.4 fewer a week"
    assert has_line(reading)
    assert "┼" in draw_line(reading, 25, axis_of([reading]))
