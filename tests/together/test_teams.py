"""Several teams in one workspace: choosing one, going to another, and keeping them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from care_tui.app import CareApp
from care_tui.app_session import AppSession, make_app_context
from care_tui.settings import Settings
from care_tui.team_choice import TeamChoice
from screens.chrome.top_bar import TopBar
from screens.dialogs.choose import Choose, OptionLines
from screens.forms.fields import OneLine
from screens.main.main_screen import MainScreen
from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import NotFound
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.improvements import improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.search import find
from store.reviews import reviews
from store.teams import members
from store.teams.team_list import team_places
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import TeamRef, Workspace, create_workspace

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
Open = Callable[..., CareApp]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(FRIDAY)


@pytest.fixture
def workspace(tmp_path: Path, clock: SetClock) -> Iterator[Workspace]:
    workspace = create_workspace(tmp_path / "care.db", clock, durable=False)
    yield workspace
    workspace.close()


@pytest.fixture
def acme(workspace: Workspace) -> TeamRef:
    return create_team(workspace, NewTeam("Acme", members=("Dana", "Lee", "Sam")))


@pytest.fixture
def beta(workspace: Workspace) -> TeamRef:
    return create_team(workspace, NewTeam("Beta", members=("Dana",)))


@pytest.fixture
def seats(workspace: Workspace, acme: TeamRef, beta: TeamRef) -> tuple[Seat, Seat]:
    """The room of each team, with a card on each board."""
    rooms = Seat(workspace, acme.id), Seat(workspace, beta.id)
    for room, text in zip(rooms, ("Acme's card", "Beta's card"), strict=True):
        touchpoints.add(room, Stage.CONNECT, text)
    return rooms


@pytest.fixture
def open_app(workspace: Workspace, clock: SetClock, tmp_path: Path) -> Iterator[Open]:
    """Opens the app as the program does: ``open_app(team, member)``."""
    openings: list[AppSession] = []

    def start(team: str | None = None, member: str | None = None) -> CareApp:
        opening = AppSession(str(workspace.path), team, member, clock)
        openings.append(opening)
        shell = make_app_context(opening, Settings(), ascii=False)
        shell.team_choice = TeamChoice(opening, tmp_path / "teams.json")
        return CareApp(shell, start="board")

    yield start
    for opening in openings:
        opening.close()


def main_of(app: CareApp) -> MainScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


def team_shown(app: CareApp) -> str | None:
    snapshot = main_of(app).snapshot
    return snapshot.team.name if snapshot else None


async def test_the_teams_are_offered_with_members_and_next_review(
    seats: tuple[Seat, Seat], open_app: Open, until: Callable[..., Any]
) -> None:
    reviews.open_review(seats[1], AgendaKind.SOLO, present=[])
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Choose))
        options = app.screen.query_one(OptionLines).options
        assert [(each.label, each.more) for each in options] == [
            ("Acme", "3 members, review Fri 20 Nov 15:00"),
            ("Beta", "1 member, in a review"),
        ]
        await pilot.press("down", "enter")
        await until(pilot, lambda: team_shown(app) == "Beta")


async def test_behind_the_picker_there_is_nothing_of_a_team(
    seats: tuple[Seat, Seat], open_app: Open, until: Callable[..., Any]
) -> None:
    app = open_app(None, "Dana")
    snapshot = load_snapshot(seats[0])
    app.app_context.seen_last = lambda: snapshot
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Choose))
        main = main_of(app)
        assert str(main.query_one(TopBar).render()).endswith("opening…")
        assert main.snapshot is None
        assert main.current_view.snapshot is None
        await pilot.press("enter")
        await until(pilot, lambda: "● Dana" in str(main.query_one(TopBar).render()))
        assert main.current_view.snapshot is main.snapshot


async def test_the_last_team_is_under_the_cursor_next_time(
    seats: tuple[Seat, Seat], open_app: Open, until: Callable[..., Any]
) -> None:
    for keys in (("down", "enter"), ("enter",)):
        app = open_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda app=app: isinstance(app.screen, Choose))
            await pilot.press(*keys)
            await until(pilot, lambda app=app: team_shown(app) == "Beta")


async def test_going_back_from_the_teams_leaves(
    seats: tuple[Seat, Seat], open_app: Open, until: Callable[..., Any]
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("escape")
        await until(pilot, lambda: app.return_code == 0)


@pytest.mark.parametrize(
    ("team", "member", "shown"), [("Beta", None, "Beta"), (None, "Lee", "Acme")]
)
async def test_nothing_is_asked_where_one_team_is_meant(
    seats: tuple[Seat, Seat],
    open_app: Open,
    until: Callable[..., Any],
    team: str | None,
    member: str | None,
    shown: str,
) -> None:
    app = open_app(team, member)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: team_shown(app) == shown)
        assert not app.screen.is_modal


async def test_changing_the_team_shows_the_other_and_takes_its_seat(
    seats: tuple[Seat, Seat], open_app: Open, until: Callable[..., Any], typed: Callable[..., Any]
) -> None:
    app = open_app("Acme", "Dana")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: team_shown(app) == "Acme")
        await pilot.press("ctrl+p")
        await typed(pilot, "change team")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("down", "enter")
        await until(pilot, lambda: team_shown(app) == "Beta")
        seat = app.app_context.seat
        assert seat is not None
        assert seat.team_id == seats[1].team_id
        assert seat.member_id is not None
        await pilot.press("2", "a")
        await typed(pilot, "more")
        await pilot.press("enter", "escape")
    boards = [load_snapshot(room).board[0].touchpoints for room in seats]
    assert [[card.text for card in cards] for cards in boards] == [
        ["Acme's card"],
        ["Beta's card", "more"],
    ]


async def test_half_typed_text_of_the_room_stays_with_its_team(
    seats: tuple[Seat, Seat], open_app: Open, until: Callable[..., Any], typed: Callable[..., Any]
) -> None:
    app = open_app("Acme")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: team_shown(app) == "Acme")
        await pilot.press("a")
        await typed(pilot, "half")
        await main_of(app).run_action("change_team")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("down", "enter")
        await until(pilot, lambda: team_shown(app) == "Beta")
        await pilot.press("a")
        assert main_of(app).query_one("AddLine OneLine", OneLine).value == ""
        await pilot.press("escape")
        await main_of(app).run_action("change_team")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("up", "enter")
        await until(pilot, lambda: team_shown(app) == "Acme")
        await pilot.press("a")
        assert main_of(app).query_one("AddLine OneLine", OneLine).value == "half"


def test_nobody_is_shown_a_team_they_are_not_in(
    workspace: Workspace, seats: tuple[Seat, Seat], clock: SetClock, tmp_path: Path
) -> None:
    assert [team.name for team in team_places(workspace, member="LEE")] == ["Acme"]
    assert [team.name for team in team_places(workspace, only=[seats[1].team_id])] == ["Beta"]
    members.member_leaves(seats[0], workspace.find_member(workspace.find_team("Acme"), "Lee"))
    assert team_places(workspace, member="Lee") == ()
    opening = AppSession(str(workspace.path), None, "Lee", clock)
    with pytest.raises(NotFound, match="No team here has a member “Lee”"):
        TeamChoice(opening, tmp_path / "teams.json").needs_choice()
    opening.close()


def test_journals_and_finding_are_each_teams_own(seats: tuple[Seat, Seat]) -> None:
    first, second = seats
    before = load_snapshot(second).seq
    for room in seats:
        improvements.pick(room, Stage.CONNECT, f"A shorter card for {room.team_id}")
    assert load_snapshot(second).seq == before + 1
    (hit,) = find(first, "shorter card").improvements
    assert hit.text == f"A shorter card for {first.team_id}"
    card = load_snapshot(second).board[0].touchpoints[0].id
    with pytest.raises(NotFound):
        touchpoints.edit(first, card, text="Taken", seen=1)


def test_who_leaves_leaves_what_they_promised_to_be_taken_up(
    workspace: Workspace, acme: TeamRef, seats: tuple[Seat, Seat]
) -> None:
    room = seats[0]
    lee = workspace.find_member(acme, "Lee")
    improvements.pick(room, Stage.CONNECT, "Greet by name", owner=lee)
    reviews.open_review(Seat(workspace, acme.id, lee), AgendaKind.TEAM, present=[lee])
    assert members.member_leaves(room, lee) == 1
    snapshot = load_snapshot(room)
    assert snapshot.undecided[0].owner is None
    assert snapshot.review is not None
    assert snapshot.review.lead is None
    assert [member.name for member in snapshot.team.members if member.left_on] == ["Lee"]
