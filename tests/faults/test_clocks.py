"""Clocks that jump: zones, daylight saving, leap days, week 53, and one that is set back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.domain.agenda import AgendaKind
from store.domain.cycles import Cadence, cycle_of
from store.domain.stages import Stage
from store.evidence import cases, evidence
from store.evidence.open_cases import open_cases
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reports.report import cycle_report
from store.reports.report_html import as_html
from store.reports.report_text import as_markdown
from store.reviews.closing import close_review
from store.reviews.reviews import extend_timer, go_to_step, open_review, toggle_timer
from store.teams.teams import NewTeam, create_team, set_team
from store.transfer.workspace_file import export_workspace, to_toml
from store.undo.undo import undo
from store.workspace.workspace import Workspace, create_workspace, open_workspace

HARD = {
    "the gap in Berlin": ("Europe/Berlin", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    "the fold in Berlin": ("Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    "after the fold in Berlin": ("Europe/Berlin", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    "a gap at midnight": ("America/Santiago", datetime(2026, 9, 6, 4, 10, tzinfo=UTC)),
    "half an hour": ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, 15, tzinfo=UTC)),
    "a day that was left out": ("Pacific/Apia", datetime(2011, 12, 30, 10, 30, tzinfo=UTC)),
    "14 hours ahead": ("Pacific/Kiritimati", datetime(2026, 12, 31, 10, 30, tzinfo=UTC)),
    "11 hours behind": ("Pacific/Pago_Pago", datetime(2027, 1, 1, 10, 30, tzinfo=UTC)),
    "the leap day": ("Europe/Berlin", datetime(2028, 2, 29, 12, 0, tzinfo=UTC)),
    "the day before 1 March": ("Europe/Berlin", datetime(2027, 2, 28, 22, 59, tzinfo=UTC)),
    "week 53": ("Europe/Berlin", datetime(2026, 12, 31, 12, 0, tzinfo=UTC)),
    "week 53 in January": ("Europe/Berlin", datetime(2027, 1, 3, 12, 0, tzinfo=UTC)),
    "week 1 in December": ("Europe/Berlin", datetime(2029, 12, 31, 12, 0, tzinfo=UTC)),
}


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Seat]]:
    """Makes a team's seat at an instant, in a zone."""
    made: list[Workspace] = []

    def make_seat(at: datetime, zone: str, cadence: Cadence = Cadence.WEEKLY) -> Seat:
        workspace = create_workspace(tmp_path / f"{len(made)}.db", SetClock(at), durable=False)
        made.append(workspace)
        new = NewTeam("Acme", zone=zone, cadence=cadence, members=("Dana", "Lee"))
        return Seat(workspace, create_team(workspace, new).id)

    yield make_seat
    for workspace in made:
        workspace.close()


def clock_of(seat: Seat) -> SetClock:
    clock = seat.workspace.clock
    assert isinstance(clock, SetClock)
    return clock


def work(seat: Seat) -> None:
    """Do a little of everything, and hold a review from end to end."""
    card = touchpoints.add(seat, Stage.CONNECT, "Greeting")
    evidence.log(seat, Stage.CONNECT, measure="csat", value=4, touchpoint=card)
    ref = f"T-{len(open_cases(seat))}-{clock_of(seat).now():%Y%m%d%H%M}"
    cases.add(seat, ref)
    cases.contact(seat, ref)
    cases.solve(seat, ref)
    open_review(seat, AgendaKind.TEAM)
    toggle_timer(seat)
    extend_timer(seat)
    review = load_snapshot(seat).review
    assert review is not None
    for stage in Stage:
        picked = improvements.pick(
            seat, stage, "A change", measure="csat", cycle=review.planned.label
        )
    improvement_status.done(seat, picked)
    for index in range(len(review.steps)):
        go_to_step(seat, index, reveal=True)
    close_review(seat)


def look(seat: Seat) -> Any:
    """Read all that the screens read; the snapshot."""
    snapshot = load_snapshot(seat)
    report = cycle_report(seat, snapshot.cycle.label if snapshot.cycle else None)
    assert as_markdown(report)
    assert as_html(report)
    return snapshot


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "hard" in metafunc.fixturenames:
        both = [(name, cadence) for name in HARD for cadence in Cadence]
        long = metafunc.config.getoption("--long", default=False)
        tried = both if long else [*both[::4], *both[3::4]]
        metafunc.parametrize("hard", tried, ids=lambda each: f"{each[0]}, {each[1]}")


def test_a_review_at_a_hard_instant(make: Callable[..., Seat], hard: tuple[str, Cadence]) -> None:
    name, cadence = hard
    zone, at = HARD[name]
    seat = make(at, zone, cadence)
    today = at.astimezone(ZoneInfo(zone)).date()
    snapshot = look(seat)
    assert snapshot.cycle is not None
    assert snapshot.cycle.contains(today) or snapshot.cycle.start > today
    work(seat)
    for hours in (1, 1, 12, 24, 24 * 7, 24 * 31):
        clock_of(seat).move(hours=hours)
        seen = load_snapshot(seat)
        local = clock_of(seat).now().astimezone(ZoneInfo(zone))
        assert seen.cycle == cycle_of(local.date(), cadence)
        due = seen.review_due.at.astimezone(ZoneInfo(zone))
        assert (due.hour, due.minute) == (15, 0)
    look(seat)


def test_cycles_follow_each_other_through_every_day_of_seven_years() -> None:
    for cadence in Cadence:
        day, cycle = date(2026, 1, 1), cycle_of(date(2026, 1, 1), cadence)
        for _ in range(7 * 366):
            now = cycle_of(day, cadence)
            assert now.contains(day)
            assert now in (cycle, cycle.next())
            assert now == cycle or now.previous() == cycle
            cycle, day = now, day + timedelta(days=1)


def test_the_zone_may_change_at_midnight_either_way(make: Callable[..., Seat]) -> None:
    seat = make(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "UTC")
    work(seat)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "UTC"):
        set_team(seat, zone=zone)
        seen = look(seat)
        assert seen.cycle.contains(clock_of(seat).now().astimezone(ZoneInfo(zone)).date())


def test_a_clock_set_back_keeps_the_order_of_changes(make: Callable[..., Seat]) -> None:
    seat = make(datetime(2026, 11, 20, 14, 0, tzinfo=UTC), "Europe/Berlin")
    work(seat)
    before = to_toml(export_workspace(seat.workspace))
    clock_of(seat).move(days=-40)
    look(seat)
    later = touchpoints.add(seat, Stage.ASSIST, "Added in the past")
    undo(seat)
    assert later not in {card.id for column in look(seat).board for card in column.touchpoints}
    again = {
        line for line in to_toml(export_workspace(seat.workspace)).splitlines() if "_at" not in line
    }
    assert {line for line in before.splitlines() if "_at" not in line} <= again
    kept = touchpoints.add(seat, Stage.ASSIST, "Added again")
    clock_of(seat).move(days=41)
    assert look(seat).board[1].touchpoints[-1].id == kept


def test_a_timer_never_runs_backwards(make: Callable[..., Seat]) -> None:
    seat = make(datetime(2026, 11, 20, 14, 0, tzinfo=UTC), "Europe/Berlin")
    open_review(seat, AgendaKind.TEAM)
    running = load_snapshot(seat).review
    assert running is not None
    if running.timer.running_since is None:
        toggle_timer(seat)
    clock_of(seat).move(days=-40)
    assert look(seat).review is not None
    go_to_step(seat, 1)
    toggle_timer(seat)
    review = look(seat).review
    assert review.timer.elapsed >= 0
    clock_of(seat).move(days=40)
    go_to_step(seat, len(review.steps) - 1, reveal=True)
    close_review(seat)
    look(seat)


def test_a_workspace_from_the_future_opens(make: Callable[..., Seat], tmp_path: Path) -> None:
    seat = make(datetime(2026, 11, 20, 14, 0, tzinfo=UTC), "Europe/Berlin")
    work(seat)
    open_review(seat, AgendaKind.SOLO)
    seat.workspace.truncate_wal()
    path = seat.workspace.path
    assert path is not None
    early = open_workspace(path, SetClock(datetime(2026, 10, 11, 14, 0, tzinfo=UTC)))
    seen = look(Seat(early, seat.team_id))
    assert seen.review is not None
    touchpoints.add(Seat(early, seat.team_id), Stage.CONNECT, "Early")
    early.close()


@pytest.mark.parametrize("days", [-40, 40])
async def test_the_clock_jumps_while_the_app_is_open(live: Any, days: int) -> None:
    work(live.seat)
    open_review(live.seat, AgendaKind.TEAM)
    app = live.app("today")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        for jump in (0, days, -days):
            live.clock.move(days=jump)
            touchpoints.add(live.seat, Stage.CONNECT, f"After {jump} days")
            await live.main(app).reload()
            for key in ("1", "3", "4", "5", "r", "t"):
                await pilot.press(key)
                assert app._exception is None, key
        assert not [note for note in live.notes if "went wrong" in note]


@pytest.mark.parametrize("days", [-40, 40])
async def test_the_app_opens_on_a_clock_that_has_jumped(live: Any, days: int) -> None:
    work(live.seat)
    open_review(live.seat, AgendaKind.TEAM)
    live.clock.move(days=days)
    app = live.app("today")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        for key in ("3", "4", "5", "r"):
            await pilot.press(key)
            assert app._exception is None, key
    assert app.return_code in (None, 0)
