"""Momentum by its real keys, on a real workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from textual.app import App
from textual.pilot import Pilot

from screens.chrome.footer import Footer
from screens.momentum import view
from screens.widgets.document_view import DocumentView
from store.domain.agenda import AgendaKind
from store.domain.cycles import parse_cycle
from store.domain.stages import STAGES, Stage
from store.evidence import evidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.momentum_details import load_working
from store.reviews import reviews
from store.reviews.closing import close_review
from store.teams import cycle_skips

if TYPE_CHECKING:
    from tests.conftest import Live

SIZES = [(80, 24), (120, 36)]
DONE = {"2026-W43": 4, "2026-W45": 3, "2026-W46": 4}
"""Improvements done in the planned weeks; week 44 is skipped."""


def seen(app: App[Any]) -> str:
    """Everything the terminal shows, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def whole(app: App[Any]) -> str:
    """The whole page, scrolled off or not."""
    page = app.screen.query_one(DocumentView)
    return "\n".join("".join(text for text, _ in line) for line in page._sheet.lines)


def footer(app: App[Any]) -> str:
    return str(app.screen.query_one(Footer).render())


def at(live: Live, day: date, hour: int = 9) -> None:
    live.clock.at = datetime.combine(day, time(hour), ZoneInfo("UTC"))


def hold_four_weeks(live: Live) -> None:
    """Four weeks: 11 of 12 improvements done, a holiday, one verdict reached."""
    now = live.clock.now()
    seat = live.seat
    before = parse_cycle("2026-W42").end
    for number in range(12):
        value = 5 if number < 3 else 2
        evidence.log(seat, Stage.CONNECT, measure="csat", value=value, day=before)
    at(live, parse_cycle("2026-W44").start)
    cycle_skips.skip_cycle(seat, "2026-W44", "Company holiday")
    for label, done in DONE.items():
        cycle = parse_cycle(label)
        at(live, cycle.start)
        reviews.open_review(seat, AgendaKind.SHORT, label)
        picked = [
            improvements.pick(
                seat,
                stage,
                f"Change {stage.label} in {label}",
                measure="csat" if (stage, label) == (Stage.CONNECT, "2026-W43") else None,
                cycle=label,
                after_days=14,
            )
            for stage in STAGES
        ]
        reviews.go_to_step(seat, 2)
        close_review(seat)
        for id in picked[:done]:
            improvement_status.done(seat, id)
        at(live, cycle.start + timedelta(days=1))
        for _ in range(12):
            evidence.log(seat, Stage.CONNECT, measure="csat", value=5)
    live.clock.at = now


@pytest.fixture
def weeks(live_with: Callable[..., Live]) -> Live:
    """A team that has held `hold_four_weeks`."""
    return live_with(hold_four_weeks)


async def test_a_new_team_reads_how_momentum_begins(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = live.app("momentum")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        said = "Momentum begins with the first planned cycle. Press r to start a review."
        assert said in seen(app)
        assert "Export" not in footer(app)


async def test_in_the_first_review_nobody_is_told_to_start_one(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    reviews.open_review(live.seat, AgendaKind.SHORT)
    app = live.app("momentum")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Momentum begins with the first planned cycle." in seen(app)
        assert "start a review" not in seen(app)


async def test_it_names_the_first_planned_cycle_that_is_still_to_come(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    improvements.pick(live.seat, Stage.CONNECT, "Answer on the same day", cycle="2026-W48")
    app = live.app("momentum")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Week 48 is the first planned cycle. It begins on Monday." in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_numbers_what_they_are_made_of_and_enter_what_is_behind_each(
    weeks: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    app = weeks.app("momentum")
    key = "j" if size[0] < 100 else "l"
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = seen(app)
        for words in (
            "3 weeks in a row",
            "since Week 43",
            "11 of 12 done",
            "1 verdict",
            "1 validated",
            "· Week 44 skipped: Company holiday",
            "C Connect",
            "3 of 3",
        ):
            assert words in text
        assert text.count("last 8 closed") == 2
        assert "↑ validated: CSAT 25% → 100%" in whole(app)
        for steps, words in enumerate(
            (
                "Week 46, 9–15 Nov: counts, 4 of 4 done, planned in time",
                "Week 45, 2–8 Nov: 3 of 4 (Enhance missed)",
                "Change Connect in 2026-W43 (Connect, Week 43)",
                "E Enhance: 2 of 3 done, behind 1 time",
            )
        ):
            await pilot.press(*[key] * min(steps, 1), "enter")
            await asked(pilot)
            assert words in seen(app)
            await pilot.press("escape")
            await settle(pilot)


async def test_a_change_is_shown_when_it_comes_and_the_page_reads_no_verdict_of_old(
    weeks: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = weeks.app("momentum")
    with patch.object(view, "_load_working") as working:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert "1 validated" in seen(app)
            improvements.pick(weeks.seat, Stage.CONNECT, "Say thank you")
            await weeks.main(app).reload()
            await settle(pilot)
            assert "1 validated" in seen(app)
            assert "Say thank you" in whole(app)
    working.assert_not_called()


@pytest.mark.parametrize("size", SIZES)
async def test_it_says_that_verdicts_are_read_before_their_list_opens(
    weeks: Live,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    go_on = Event()
    app = weeks.app("momentum")

    def slowly(seat: Seat) -> Any:
        go_on.wait(30)
        return load_working(seat)

    with patch.object(view, "_load_working", slowly):
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await pilot.press(*["j" if size[0] < 100 else "l"] * 2)
            app.simulate_key("enter")
            while "reading…" not in seen(app):  # At rest it is only once it has read.
                await asyncio.sleep(0.01)
            go_on.set()
            await until(pilot, lambda: "Change Connect in 2026-W43 (Connect" in seen(app))
            await pilot.press("escape")
            assert "1 validated" in seen(app)
            assert "reading…" not in seen(app)


async def test_the_brackets_walk_the_weeks_and_what_moved_opens_its_evidence(
    weeks: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    app = weeks.app("momentum")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "[47]" in seen(app)
        await pilot.press("left_square_bracket")
        assert "Week 46 9–15 Nov  4 of 4 done" in seen(app)
        await pilot.press("left_square_bracket")
        assert "Change Enhance in 2026-W45" in seen(app)
        assert "○ planned, was due 8 Nov" in whole(app)
        await pilot.press("left_square_bracket")
        assert "skipped: Company holiday" in seen(app)
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert "[43]" in seen(app)
        await pilot.press("right_square_bracket")
        assert "[44]" in seen(app)
        await pilot.press(*["right_square_bracket"] * 3)
        assert "[47]" in seen(app)
        await pilot.press("end", "enter")
        await asked(pilot)
        assert "Verdict: validated" in seen(app)
        assert "Before, 12 Oct to 18 Oct: 3 of 12, 25%" in seen(app)


async def test_e_saves_the_weeks_report(
    weeks: Live,
    settle: Callable[[Pilot[Any]], Any],
    tmp_path: Path,
    until: Callable[..., Any],
    asked: Callable[..., Any],
) -> None:
    app = weeks.app("momentum", reports=tmp_path / "reports")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("left_square_bracket", "E")
        await asked(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: weeks.notes)
        path = tmp_path / "reports" / "acme-support-2026-W46.md"
        assert weeks.notes == [f"Saved as {path}"]
        assert "Change Enhance in 2026-W46" in path.read_text()


async def test_e_saves_the_weeks_report_as_a_page(
    weeks: Live,
    settle: Callable[[Pilot[Any]], Any],
    tmp_path: Path,
    until: Callable[..., Any],
    asked: Callable[..., Any],
) -> None:
    app = weeks.app("momentum", reports=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("E")
        await asked(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: weeks.notes)
        page = (tmp_path / "acme-support-2026-W47.html").read_text()
        assert page.startswith("<!DOCTYPE html>")
        assert "Content-Security-Policy" in page


async def test_without_a_folder_the_report_is_shown(
    weeks: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    app = weeks.app("momentum", hosted=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("left_square_bracket", "E")
        await asked(pilot)
        assert "Acme Support: CARE review, Week 46" in seen(app)
