"""What a proof can show, before it is kept: the windows drawn, and what to know of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.forms.improvement.form_controls import target_hint
from screens.forms.improvement.plan_line import plan_line
from screens.forms.improvement.proof_preview import ProofPlan, preview_content, preview_proof
from screens.theme.glyphs import ASCII, UNICODE
from store.domain.cycles import parse_cycle
from store.domain.stages import Stage
from store.domain.statistics.aggregates import parse_target
from store.domain.statistics.measures import find_measure
from store.domain.statistics.windows import Window
from store.evidence import evidence
from store.improvements import improvements
from store.queries.proof_choices import proof_options

if TYPE_CHECKING:
    from tests.conftest import Live

R = Stage.RESOLVE
WEEK = parse_cycle("2026-W48")
TODAY = date(2026, 11, 20)


def plan(target: Any = None, **more: Any) -> ProofPlan:
    return ProofPlan(R, "2026-W48", "csat", target=target, **more)


def log(live: Live, good: Any, bad: Any, day: date = date(2026, 11, 10)) -> None:
    for value in [5] * good + [2] * bad:
        evidence.log(live.seat, R, measure="csat", value=value, day=day)


def said(live: Live, chosen: Any) -> str:
    test = preview_proof(live.seat, chosen).test
    assert test is not None
    return preview_content(test, 60, UNICODE, TODAY).plain


def test_it_says_both_windows_in_dates_and_what_they_see(live: Live) -> None:
    log(live, 12, 8)
    words = said(live, plan())
    assert "before   9 Nov – 22 Nov   60% of 20" in words
    assert "after    30 Nov – 27 Dec, about 40 answers" in words
    assert "verdict  Mon 28 Dec" in words
    assert "At 10 answers a week, 4 weeks show +20 points" in words


def test_windows_that_were_chosen_stand_in_place_of_the_proposed(live: Live) -> None:
    log(live, 12, 8)
    words = said(live, plan(after_days=14, due=date(2026, 11, 27)))
    assert "after    28 Nov – 11 Dec" in words
    assert "verdict  Sat 12 Dec" in words


def test_a_target_that_is_no_better_is_named(live: Live) -> None:
    log(live, 12, 8)
    assert "The target would be no better than now, which is" in said(live, plan(0.5))


def test_without_answers_it_says_what_to_do_and_which_keys_do_it(live: Live) -> None:
    found = preview_proof(live.seat, plan())
    assert found.wants_answers
    assert not found.sayable
    words = said(live, plan())
    assert "No answers before yet. Log or import some" in words
    assert "Press f2 to log some, f3 to import some" in words


def test_too_few_answers_are_counted(live: Live) -> None:
    log(live, 2, 2)
    assert "and 6 of them are missing" in said(live, plan())


def test_two_at_one_stage_are_told(live: Live) -> None:
    improvements.pick(live.seat, R, "Ring back", cycle="2026-W48")
    taken = preview_proof(live.seat, plan()).taken
    assert taken is not None
    assert "Resolve has its improvement for 2026-W48 already: “Ring back” (planned)." in taken
    improvements.skip_stage(live.seat, Stage.ASSIST, "Nobody free", cycle="2026-W48")
    there = preview_proof(live.seat, ProofPlan(Stage.ASSIST, "2026-W48", "")).taken
    assert there is not None
    assert "skipped for 2026-W48: Nobody free" in there


def test_each_measure_says_how_many_answers_it_has_and_what_they_can_show(live: Live) -> None:
    for week in range(8):
        log(live, 12, 8, date(2026, 11, 10) - timedelta(weeks=week))
    evidence.log(live.seat, R, measure="ces-ease", value=6, day=date(2026, 11, 10))
    found = {each.measure.key: each for each in proof_options(live.seat, R, "2026-W47")}
    assert found["csat"].pace == 20
    assert found["csat"].shows.startswith("+20 points in 3 weeks")
    assert found["ces-ease"].shows == "1 of 10 needed before"
    assert found["nps"].shows == "no answers"


starts = st.integers(1, 84).map(lambda days: WEEK.start - timedelta(days=days))
dues = st.integers(0, 20).map(lambda days: WEEK.start + timedelta(days=days))


@given(starts, dues, st.integers(1, 366), st.integers(0, 120))
def test_the_plan_is_drawn_inside_its_box_and_tells_the_same_in_ascii(
    first: Any, due: Any, days: Any, width: Any
) -> None:
    before = Window(first, WEEK.start - timedelta(days=1))
    after = Window(due + timedelta(days=1), due + timedelta(days=days))
    drawn, plain = (plan_line(WEEK, before, after, due, width, g) for g in (UNICODE, ASCII))
    assert len(drawn.labels) == len(drawn.bar) <= width
    assert plain.bar.isascii()
    table = str.maketrans({"█": "#", "░": ".", "✓": "+", "◆": "*"})
    assert drawn.bar.translate(table) == plain.bar
    if drawn.bar:
        assert drawn.bar.count("◆") == 1
        assert drawn.bar.rstrip().endswith("◆")


@pytest.mark.parametrize(
    ("key", "such"), [("csat", "80%"), ("escalated", "10%"), ("nps", "40"), ("count", "5")]
)
def test_a_target_is_hinted_at_as_the_measure_takes_it(key: str, such: str) -> None:
    measure = find_measure(key)
    assert target_hint(measure) == f"none, or such as {such}"
    assert parse_target(measure, such) > 0
