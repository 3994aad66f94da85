"""“Did we solve it?” never stands without how many of those asked gave an answer."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.domain.stages import Stage
from store.domain.statistics.response_shares import Responses
from store.evidence import cases, evidence
from store.evidence.evidence import Filter
from store.evidence.response_rates import responses
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.evidence.trends import trends
from store.queries.proof_overview import proven
from store.queries.verdict_details import load_verdict_details
from store.reports.report import cycle_report
from store.reports.report_html import as_html
from store.reports.report_text import as_markdown
from store.undo.undo import undo


def ask(seat: Seat, ref: str, said: bool | None, **what: object) -> None:
    """A case solved, and what the customer said when asked; None: nothing."""
    cases.add(seat, ref, **what)  # type: ignore[arg-type]
    cases.solve(seat, ref)
    if said is None:
        cases.no_answer(seat, ref)
    else:
        cases.answer(seat, ref, said)


def counted(seat: Seat, zone: str = "UTC", **wanted: object) -> tuple[int, int]:
    with seat.reading() as session:
        found = responses(session, seat.team_id, zone, Filter(**wanted))  # type: ignore[arg-type]
    return found.answered, found.asked


def test_asked_are_those_who_answered_and_those_who_did_not(dana: Seat) -> None:
    assert counted(dana) == (0, 0)
    ask(dana, "T-1", True)
    ask(dana, "T-2", False)
    ask(dana, "T-3", None)
    cases.add(dana, "T-4")
    cases.solve(dana, "T-4")
    evidence.log(dana, Stage.RESOLVE, measure="solved-it", value=1)
    assert counted(dana) == (2, 3)
    undo(dana)
    assert counted(dana) == (2, 3)


def test_a_late_answer_and_a_second_question_count(dana: Seat) -> None:
    ask(dana, "T-1", None)
    cases.answer(dana, "T-1", False)
    assert counted(dana) == (1, 1)
    cases.solve(dana, "T-1")
    cases.no_answer(dana, "T-1")
    assert counted(dana) == (1, 2)


def test_it_keeps_to_stage_touchpoint_and_the_teams_days(dana: Seat, clock: SetClock) -> None:
    place = touchpoints.add(dana, Stage.ASSIST, "Phone")
    ask(dana, "T-1", True, stage=Stage.ASSIST, touchpoint=place)
    ask(dana, "T-2", None, stage=Stage.ASSIST, touchpoint=place)
    ask(dana, "T-3", None)
    assert counted(dana, stage=Stage.ASSIST) == (1, 2)
    assert counted(dana, stage=Stage.RESOLVE) == (0, 1)
    assert counted(dana, touchpoint_id=place) == (1, 2)
    clock.at = clock.now().replace(hour=23, minute=30)
    ask(dana, "T-4", None)
    today = date(2026, 11, 17)
    assert counted(dana, last=today) == (1, 4)
    assert counted(dana, "Europe/Berlin", last=today) == (1, 3)
    assert counted(dana, "Europe/Berlin", first=today + timedelta(days=1)) == (0, 1)


@pytest.mark.parametrize(
    ("asked", "answered", "words"),
    [(0, 0, "nobody was asked about a case"), (20, 12, "12 of 20 asked answered (60%)")],
)
def test_it_is_said_in_words(asked: int, answered: int, words: str) -> None:
    assert Responses(asked, answered).words == words


@pytest.fixture
def asked(dana: Seat, clock: SetClock) -> str:
    """An improvement with “Did we solve it?” before and after it; its id."""
    for number in range(12):
        ask(dana, f"before {number}", [True, False, None][number % 3])
    clock.move(days=7)
    id = improvements.pick(dana, Stage.RESOLVE, "Call back", measure="solved-it")
    improvement_status.done(dana, id)
    clock.move(days=1)
    for number in range(12):
        ask(dana, f"after {number}", True if number % 4 else None)
    return id


def test_the_verdict_says_it_for_both_sides(dana: Seat, asked: str) -> None:
    (improvement,) = proven(dana)
    assert improvement.reading is not None
    assert improvement.reading.after is not None
    assert improvement.reading.before.responses == Responses(12, 8)
    assert improvement.reading.after.responses == Responses(12, 9)
    words = "Before, 8 of 12 asked answered (67%); after, 9 of 12 asked answered (75%)."
    assert words in improvement.reading.sentence
    assert load_verdict_details(dana, asked).improvement.reading == improvement.reading


def test_a_narrowed_proof_counts_who_was_asked_at_its_touchpoint(
    dana: Seat, clock: SetClock
) -> None:
    place = touchpoints.add(dana, Stage.RESOLVE, "Phone")
    merged = touchpoints.add(dana, Stage.RESOLVE, "Telephone")
    ask(dana, "T-1", True, touchpoint=place)
    ask(dana, "T-2", None, touchpoint=merged)
    ask(dana, "T-3", True)
    ask(dana, "T-4", None)
    touchpoints.merge(dana, place, [merged])
    clock.move(days=7)
    improvements.pick(
        dana, Stage.RESOLVE, "Call", measure="solved-it", touchpoint=place, touchpoint_only=True
    )
    improvements.pick(dana, Stage.ENHANCE, "Ask", measure="solved-it")
    narrowed, elsewhere = [each.reading for each in proven(dana)]
    assert narrowed is not None
    assert elsewhere is not None
    assert narrowed.before.responses == Responses(asked=2, answered=1)
    assert elsewhere.before.responses == Responses(asked=0, answered=0)


def test_the_reports_say_it(dana: Seat, asked: str, tmp_path: Path) -> None:
    report = cycle_report(dana)
    assert "8 of 12 asked answered" in as_markdown(report)
    page = as_html(report)
    assert "8 of 12 asked answered (67%)" in page
    assert "9 of 12 asked answered (75%)" in page


def test_the_measure_over_time_says_it(dana: Seat, asked: str) -> None:
    (trend,) = trends(dana)
    assert trend.responses == Responses(24, 17)
    evidence.log(dana, Stage.CONNECT, measure="csat", value=5)
    csat, _ = trends(dana)
    assert csat.responses is None
