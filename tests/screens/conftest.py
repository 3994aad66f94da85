"""What screen tests start from: a made-up team's snapshot, and the app around any view."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from care_tui.app import CareApp
from screens.core.app_context import AppContext
from screens.main.main_screen import MainScreen
from store.domain.agenda import DEFAULT_AGENDAS, AgendaKind
from store.domain.calendar import Calendar, Era, Stretch
from store.domain.cycles import Cadence, Cycle, cycle_of
from store.domain.stages import STAGES, Stage
from store.domain.statistics.momentum import CycleRecord, StageMark, momentum
from store.models.case import FollowUp, FollowUpKind
from store.models.improvement import Improvement, Status
from store.models.review import Review, ReviewDue, Timer
from store.models.snapshot import Snapshot
from store.models.team import Member, Team
from store.models.touchpoint import Board, Column, Touchpoint
from store.queries.today_facts import TodayFacts

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
"""A Saturday in week 47."""
MEMBERS = tuple(Member(id=name.lower(), name=name) for name in ("Dana", "Lee", "Sam", "Kim"))
CARDS = {
    Stage.CONNECT: ["Welcome e-mail", "First-call greeting", "Chat opening line"],
    Stage.ASSIST: ["Help-centre search", "Error page: no way forward", "Billing FAQ"],
    Stage.RESOLVE: ["First reply to a ticket", "Hand-over between shifts", "Refund approval"],
    Stage.ENHANCE: ["Did-we-solve-it survey", "Churn call"],
}


def fake_team(**changes: Any) -> Team:
    team = Team(
        id="team",
        name="Acme Support",
        cadence=Cadence.WEEKLY,
        ahead=(Stretch(Cadence.WEEKLY, NOW.date(), None),),
        zone="Europe/Berlin",
        review_weekday=4,
        review_week="last",
        review_time=time(15, 0),
        reply_target_hours=24,
        show_authors=False,
        members=MEMBERS,
        agendas=dict(DEFAULT_AGENDAS),
        version=1,
    )
    return replace(team, **changes)


def fake_board(cards: dict[Stage, list[str]] = CARDS) -> Board:
    columns = [
        Column(
            stage,
            tuple(
                Touchpoint(
                    id=f"{stage.value}-{number}",
                    stage=stage,
                    text=text,
                    channel="e-mail",
                    friction=number % 4,
                )
                for number, text in enumerate(cards.get(stage, []))
            ),
        )
        for stage in STAGES
    ]
    return (columns[0], columns[1], columns[2], columns[3])


def fake_improvement(stage: Stage, cycle: Cycle, **changes: Any) -> Improvement:
    improvement = Improvement(
        id=f"improvement-{stage.value}",
        stage=stage,
        cycle=cycle,
        text=f"One small change in {stage.label}",
        status=Status.PLANNED,
        owner=MEMBERS[stage.position],
        due=cycle.end,
    )
    return replace(improvement, **changes)


def fake_review(planned: Cycle, *, step: int = 3, running: bool = True, **changes: Any) -> Review:
    """An open team review, in Map unless ``step`` says otherwise, 108 seconds in."""
    steps = DEFAULT_AGENDAS[AgendaKind.TEAM]
    timer = Timer(
        box=steps[step].minutes * 60,
        elapsed=108 if not running else 0,
        running_since=NOW - timedelta(seconds=108) if running else None,
    )
    review = Review(
        id="review",
        planned=planned,
        kind=AgendaKind.TEAM,
        steps=steps,
        step_index=step,
        timer=timer,
        lead=MEMBERS[0],
        present=MEMBERS[:3],
        done=("dana", "lee"),
        opened_at=NOW - timedelta(minutes=20),
    )
    return replace(review, **changes)


def make_snapshot(*, review: bool | Review = False, **changes: Any) -> Snapshot:
    """A team in week 47 with three improvements, a follow-up and twelve cycles behind it.

    ``review=True`` opens a review in Map; any field of `Snapshot` may be given.
    """
    calendar = Calendar("Europe/Berlin", (Era(Cadence.WEEKLY, date(2026, 6, 1)),))
    cycle = cycle_of(NOW.date(), Cadence.WEEKLY)
    done = StageMark.DONE
    records = [
        CycleRecord(each, (done, done, StageMark.MISSED, done), None, True, closed=True)
        for each in calendar.last(12, cycle.previous())
    ]
    running = CycleRecord(cycle, (done, StageMark.PLANNED, done, StageMark.NONE), running=True)
    opened = fake_review(cycle.next()) if review is True else review or None
    snapshot = Snapshot(
        seq=1,
        at=NOW,
        team=fake_team(),
        board=fake_board(),
        cycle=cycle,
        cycle_skipped=None,
        planned=(
            fake_improvement(Stage.CONNECT, cycle, status=Status.DONE, done_on=NOW.date()),
            fake_improvement(Stage.ASSIST, cycle),
            fake_improvement(Stage.RESOLVE, cycle, status=Status.DONE, done_on=NOW.date()),
        ),
        undecided=(fake_improvement(Stage.ASSIST, cycle),),
        skipped_stages=(),
        follow_ups=(
            FollowUp(
                "case", "4417", FollowUpKind.ASK, "refund", NOW - timedelta(hours=2), True, False
            ),
        ),
        momentum=momentum([*records, running], learned=19),
        strip=(*records[1:], running),
        review=opened,
        review_due=ReviewDue(NOW + timedelta(days=6), False, cycle.next(), cycle.next().next()),
        reviews_closed=12,
    )
    return replace(snapshot, **changes)


@dataclass
class FakeSeat:
    """Stands for the store's seat; ``calls`` may collect what was asked of it."""

    member_id: str | None = None
    calls: list[Any] = field(default_factory=list)
    team_id: str = "team"

    def as_member(self, member_id: str | None) -> FakeSeat:
        return FakeSeat(member_id, self.calls)


@dataclass
class Staged:
    """The app on a fake store: what ``snapshot`` is set to comes with the next reload."""

    snapshot: Snapshot
    seat: FakeSeat
    app_context: AppContext
    app: CareApp

    def seat_of(self, member_id: str) -> Any:
        """A member's seat at the fake store, as the screens take it."""
        return self.seat.as_member(member_id)

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen


@pytest.fixture
def fake_snapshot() -> Callable[..., Snapshot]:
    """The builder of snapshots: `make_snapshot`."""
    return make_snapshot


@pytest.fixture
def stage_app(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Staged]:
    """Builds the real app on a fake store: ``show = stage_app(review=True, start="board")``.

    ``member`` is who types; other arguments go to `make_snapshot`.
    """

    nothing = TodayFacts()
    monkeypatch.setattr("store.queries.today_facts.today_facts", lambda _seat: nothing)

    def build(
        snapshot: Snapshot | None = None,
        *,
        start: str = "today",
        member: str | None = None,
        keys: dict[str, str] | None = None,
        **changes: Any,
    ) -> Staged:
        seat = FakeSeat(member)
        held = snapshot or make_snapshot(**changes)
        shell = AppContext(open_seat=lambda: seat, load=lambda _seat: built.snapshot)  # type: ignore[arg-type,return-value]
        built = Staged(held, seat, shell, CareApp(shell, start=start, keys=keys))
        return built

    return build


PATIENCE = 30.0
"""Seconds until what is waited for counts as never coming."""


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the app has nothing left to do: workers, messages, repaints."""
    async with asyncio.timeout(PATIENCE):
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def settle() -> Callable[[Pilot[Any]], Any]:
    """`settled`, for tests: ``await settle(pilot)``."""
    return settled


@pytest.fixture
def plain_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every view of the main screen replaced by an empty one, for tests of the shell."""
    from screens.core.view import View
    from screens.main.navigation import VIEWS

    monkeypatch.setattr(MainScreen, "views", dict.fromkeys(VIEWS, View))
