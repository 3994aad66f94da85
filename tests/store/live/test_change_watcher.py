"""The watcher: told of every change by others, woken by none that is not one, back after a loss."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from queue import Queue
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from store.board import touchpoints
from store.common.errors import Refused
from store.db.tables.models import TeamSeqRow
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.live import presence
from store.live.change_watcher import FIRST_RETRY, ChangeMark, Watcher
from store.live.live_connection import LiveConnection
from store.models.presence_state import Presence
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import Workspace, create_workspace, open_workspace

if TYPE_CHECKING:
    from tests.databases import PostgresServer

PATIENCE = 30.0


class Ear:
    """A watcher in its thread, and what it told."""

    def __init__(self, workspace: Workspace, team_id: str) -> None:
        self.told: Queue[ChangeMark | None] = Queue()
        self.losses: Queue[float | None] = Queue()
        self.turns: Queue[None] = Queue(maxsize=1)
        self.stop = threading.Event()
        self.watcher = Watcher(workspace, team_id)
        self.thread = threading.Thread(
            target=self.watcher.run,
            args=(self.stop, self.told.put, self.losses.put, self._turn),
            daemon=True,
        )
        self.thread.start()
        self.first = self.told.get(timeout=PATIENCE)

    def _turn(self, _committed: bool) -> None:
        if not self.turns.full():
            self.turns.put(None)

    def look_twice(self) -> None:
        """Wait until the watcher has looked at the workspace after this call."""
        for _ in range(3):
            self.turns.get(timeout=PATIENCE)

    def close(self) -> None:
        self.stop.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


@pytest.fixture
def here(workspace: Workspace, room: Seat) -> Iterator[Ear]:
    ear = Ear(workspace, room.team_id)
    yield ear
    ear.close()


@pytest.fixture
def other(room: Seat) -> Iterator[Seat]:
    """A seat of another process: nothing is shared but the database."""
    url = room.workspace.engine.url.render_as_string(hide_password=False)
    workspace = open_workspace(url, room.workspace.clock)
    yield Seat(workspace, room.team_id)
    workspace.close()


def _mark(seat: Seat) -> ChangeMark:
    snapshot = load_snapshot(seat)
    return ChangeMark(snapshot.seq, snapshot.unjournaled)


def test_a_change_by_another_process_is_told(here: Ear, room: Seat, other: Seat) -> None:
    assert here.first == _mark(room)
    touchpoints.add(other, Stage.CONNECT, "Welcome e-mail")
    assert here.told.get(timeout=PATIENCE) == _mark(room)


def test_a_ballot_by_another_process_is_told(here: Ear, room: Seat, dana: Seat) -> None:
    reviews.open_review(room, AgendaKind.TEAM, present=[str(dana.member_id)])
    while here.told.get(timeout=PATIENCE) != _mark(room):
        pass
    ballots.give_mood(dana, 4)
    assert here.told.get(timeout=PATIENCE) == _mark(room)


def test_a_beat_wakes_nobody(here: Ear, room: Seat, other: Seat) -> None:
    presence.arrive(other)
    presence.write_heartbeat(other, other.now)
    here.look_twice()
    presence.remove_presence(other)
    here.look_twice()
    assert here.told.empty()


def test_a_seq_that_is_set_back_is_told(here: Ear, room: Seat, other: Seat) -> None:
    touchpoints.add(other, Stage.CONNECT, "Welcome e-mail")
    ahead = here.told.get(timeout=PATIENCE)
    with other.workspace.writing() as session:
        session.get_one(TeamSeqRow, room.team_id).seq -= 1
    back = here.told.get(timeout=PATIENCE)
    assert ahead is not None
    assert back == ahead._replace(seq=ahead.seq - 1)


def test_a_server_that_does_not_notify_is_asked(
    room: Seat, other: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.live.pg_listener.listen", lambda *_: None)
    ear = Ear(room.workspace, room.team_id)
    touchpoints.add(other, Stage.CONNECT, "Welcome e-mail")
    assert ear.told.get(timeout=PATIENCE) == _mark(room)
    ear.close()


@pytest.mark.parametrize("why", [sqlite3.OperationalError("disk I/O error"), MemoryError()])
def test_a_workspace_that_is_lost_is_tried_again_ever_later_until_it_is_back(
    here: Ear,
    room: Seat,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    why: Exception,
) -> None:
    monkeypatch.setattr("store.live.change_watcher.FIRST_RETRY", 0.01)
    monkeypatch.setattr("store.live.change_watcher.LAST_RETRY", 0.03)

    def fail(*_: object) -> None:
        raise why

    event.listen(workspace.engine, "before_cursor_execute", fail)
    here.watcher.report_unreachable()
    first = here.losses.get(timeout=PATIENCE)
    waits = [here.losses.get(timeout=PATIENCE) for _ in range(3)]
    event.remove(workspace.engine, "before_cursor_execute", fail)
    assert first is not None
    assert waits[-1] == 0.03
    while here.losses.get(timeout=PATIENCE) is not None:
        pass
    assert here.told.get(timeout=PATIENCE) == _mark(room)
    assert here.losses.empty()


def test_a_server_that_stops_and_starts_is_found_again(
    postgres_server: PostgresServer,
) -> None:
    workspace = create_workspace(postgres_server.new())
    team = create_team(workspace, NewTeam("Acme Support"))
    ear = Ear(workspace, team.id)
    postgres_server.stop()
    assert ear.losses.get(timeout=PATIENCE) == FIRST_RETRY
    postgres_server.start()
    while ear.losses.get(timeout=PATIENCE) is not None:
        pass
    touchpoints.add(Seat(workspace, team.id), Stage.CONNECT, "Welcome e-mail")
    while ear.told.get(timeout=PATIENCE) != ear.watcher.mark():
        pass
    ear.close()
    workspace.close()


class Hears:
    """A terminal that writes down what it hears."""

    def __init__(self) -> None:
        self.people: Queue[tuple[Presence, ...]] = Queue()
        self.losses: list[float | None] = []
        self.seconds = 0.0
        self.in_review = False

    def changed(self, mark: ChangeMark | None) -> None: ...

    def connection_lost(self, seconds: float | None) -> None:
        self.losses.append(seconds)

    def people_changed(self, people: tuple[Presence, ...]) -> None:
        self.people.put(people)

    def notice(self, sentence: str) -> None: ...

    def idle(self) -> float:
        return self.seconds

    def is_in_review(self) -> bool:
        return self.in_review


@pytest.fixture
def companies(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Seat, Hears], LiveConnection]]:
    monkeypatch.setattr("store.live.live_connection.ASK", 0.01)
    monkeypatch.setattr("store.live.change_watcher.LOOK", 0.01)
    started: list[LiveConnection] = []

    def start(seat: Seat, hears: Hears) -> LiveConnection:
        company = LiveConnection(seat, hears)
        company.start()
        started.append(company)
        return company

    yield start
    for company in started:
        company.leave()


def test_terminals_hear_of_one_another_until_one_leaves(
    companies: Callable[[Seat, Hears], LiveConnection], dana: Seat, lee: Seat
) -> None:
    one, two = Hears(), Hears()
    companies(dana, one)
    assert [each.member_id for each in one.people.get(timeout=PATIENCE)] == [dana.member_id]
    company = companies(lee, two)
    assert len(two.people.get(timeout=PATIENCE)) == 2
    assert len(one.people.get(timeout=PATIENCE)) == 2
    company.leave()
    assert [each.member_id for each in one.people.get(timeout=PATIENCE)] == [dana.member_id]


def test_in_a_review_who_writes_is_heard_without_waiting(
    companies: Callable[[Seat, Hears], LiveConnection],
    dana: Seat,
    lee: Seat,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, two = Hears(), Hears()
    one.in_review = True
    companies(dana, one)
    one.people.get(timeout=PATIENCE)
    companies(lee, two)
    assert len(one.people.get(timeout=PATIENCE)) == 2
    monkeypatch.setattr("store.live.live_connection.ASK", 86_400.0)
    monkeypatch.setattr("store.live.live_connection.ASK_ANYWAY", 86_400.0)
    presence.say_writing(lee, True)
    assert any(each.writes for each in one.people.get(timeout=PATIENCE))


def test_the_first_key_after_being_away_is_said_at_once(
    companies: Callable[[Seat, Hears], LiveConnection], dana: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.live.live_connection.BEAT", timedelta())
    hears = Hears()
    companies(dana, hears)
    assert hears.people.get(timeout=PATIENCE)[0].state.value == "here"
    hears.seconds = 601.0
    assert hears.people.get(timeout=PATIENCE)[0].state.value == "away"
    monkeypatch.setattr("store.live.live_connection.BEAT", timedelta(days=1))
    hears.seconds = 0.0
    assert hears.people.get(timeout=PATIENCE)[0].state.value == "here"


def test_a_workspace_that_cannot_be_written_now_is_not_lost(
    companies: Callable[[Seat, Hears], LiveConnection], dana: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Refused("There is no room left. Nothing was changed.")

    monkeypatch.setattr("store.live.presence.arrive", fail)
    hears = Hears()
    companies(dana, hears)
    assert hears.people.get(timeout=PATIENCE) == ()
    assert hears.losses == []


def test_private_cards_of_one_are_in_no_other_persons_snapshot(
    room: Seat, dana: Seat, lee: Seat
) -> None:
    reviews.open_review(room, present=[str(dana.member_id), str(lee.member_id)])
    steps = [step.key for step in load_snapshot(room).review.steps]
    reviews.go_to_step(room, steps.index(StepKey.MAP))
    ballots.write_card(lee, Stage.ASSIST, "Lee's own secret")
    for seat in (dana, room):
        assert "own secret" not in repr(load_snapshot(seat))
        assert load_snapshot(seat).review.private.cards == 1
    assert ballots.my_cards(dana) == ()
