"""Changes: one transaction and one journal row each, whoever else is writing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Conflict, NotFound, Refused
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.db.tables.models import ImprovementRow, TeamRow, TouchpointRow
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvements
from store.journal.journal import decode, encode
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams import cycle_skips, members, teams
from store.teams.teams import NewTeam, create_team
from store.undo.undo import undo


def _journal(seat: Seat) -> list[JournalRow]:
    with seat.reading() as session:
        query = select(JournalRow).where(JournalRow.team_id == seat.team_id)
        return list(session.scalars(query.order_by(JournalRow.seq)))


def test_a_change_is_one_row_with_what_by_whom_and_when(dana: Seat, clock: SetClock) -> None:
    clock.move(minutes=3)
    id = touchpoints.add(dana, Stage.CONNECT, "Card")
    entry = _journal(dana)[-1]
    assert (entry.seq, entry.kind, entry.what) == (
        2,
        "touchpoint-added",
        "Added “Card” to Connect",
    )
    assert (entry.by, entry.at, entry.sitting) == (dana.member_id, clock.now(), dana.sitting)
    assert entry.undoable
    (image,) = entry.changes
    assert (image["entity"], image["id"], image["before"]) == ("touchpoint", id, None)
    assert image["after"]["text"] == "Card"


def test_an_edit_keeps_only_what_it_changed(dana: Seat) -> None:
    id = touchpoints.add(dana, Stage.CONNECT, "Card")
    touchpoints.edit(dana, id, text="Better", friction=0)
    (image,) = _journal(dana)[-1].changes
    assert (image["before"], image["after"]) == ({"text": "Card"}, {"text": "Better"})


def test_what_a_change_touched_can_be_looked_up(dana: Seat) -> None:
    one, two = touchpoints.add_many(dana, Stage.CONNECT, ["one", "two"])
    touchpoints.merge(dana, one, [two])
    with dana.reading() as session:
        touched = session.scalars(
            select(JournalTouchRow.entity_id).where(JournalTouchRow.seq == 3)
        ).all()
    assert set(touched) == {one, two}


def test_a_refused_change_leaves_nothing(dana: Seat) -> None:
    with pytest.raises(Refused), dana.change("test") as change:
        change.team.name = "Changed"
        change.session.flush()
        raise Refused("No.")
    assert load_snapshot(dana).team.name == "Acme Support"
    assert len(_journal(dana)) == 1


def test_teams_count_their_changes_apart(dana: Seat) -> None:
    other = Seat(dana.workspace, create_team(dana.workspace, NewTeam("Beta")).id)
    for seat in (dana, other, dana):
        touchpoints.add(seat, Stage.CONNECT, "Card")
    assert [entry.seq for entry in _journal(dana)] == [1, 2, 3]
    assert [entry.seq for entry in _journal(other)] == [1, 2]


def test_long_texts_are_quoted_short(dana: Seat) -> None:
    touchpoints.add(dana, Stage.CONNECT, "word " * 100)
    assert len(_journal(dana)[-1].what) < 100


def test_eight_writers_lose_nothing(dana: Seat) -> None:
    shared = touchpoints.add(dana, Stage.ENHANCE, "Shared", volume=0)
    start = load_snapshot(dana).seq

    def write(writer: int) -> None:
        seat = Seat(dana.workspace, dana.team_id, dana.member_id)
        for n in range(25):
            touchpoints.add(seat, Stage.CONNECT, f"{writer}.{n}")
            with seat.change("counted") as change:
                row = change.find(TouchpointRow, shared, "touchpoint")
                row.volume = (row.volume or 0) + 1
                change.set_summary("Counted one more")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    snapshot = load_snapshot(dana)
    cards = snapshot.board[0].touchpoints
    assert snapshot.board[3].touchpoints[0].volume == 200
    assert snapshot.board[3].touchpoints[0].version == 201
    assert {card.text for card in cards} == {f"{w}.{n}" for w in range(8) for n in range(25)}
    assert len({card.rank for card in cards}) == 200
    assert snapshot.seq == start + 400
    assert [entry.seq for entry in _journal(dana)] == list(range(1, start + 401))


def test_one_of_many_who_pick_the_same_stage_wins(dana: Seat) -> None:
    def pick(writer: int) -> str | None:
        seat = Seat(dana.workspace, dana.team_id, dana.member_id)
        try:
            return improvements.pick(seat, Stage.CONNECT, f"Writer {writer}")
        except Refused as refused:
            assert "has its improvement" in refused.message
            return None

    with ThreadPoolExecutor(8) as pool:
        won = [id for id in pool.map(pick, range(8)) if id is not None]
    assert [each.id for each in load_snapshot(dana).planned] == won


def test_one_of_many_teams_of_one_name_is_made(dana: Seat) -> None:
    def make(_writer: int) -> bool:
        try:
            create_team(dana.workspace, NewTeam("Beta"))
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(make, range(4))) == 1


def test_a_conflict_tells_the_teams_own_time(dana: Seat, lee: Seat, clock: SetClock) -> None:
    teams.set_team(dana, zone="Asia/Tokyo")
    id = touchpoints.add(dana, Stage.CONNECT, "Card")
    touchpoints.edit(lee, id, friction=1)
    clock.move(days=1)
    with pytest.raises(
        Conflict, match=r"Lee changed the friction on 17\.11\. at 18:00\. Your text is safe\."
    ):
        touchpoints.edit(dana, id, friction=2, seen=1)


def test_who_left_changes_nothing_from_a_terminal_left_open(room: Seat, dana: Seat) -> None:
    touchpoints.add(dana, Stage.CONNECT, "Card")
    reviews.open_review(room)
    members.member_leaves(room, str(dana.member_id))
    for act in (
        lambda: touchpoints.add(dana, Stage.CONNECT, "Another"),
        lambda: evidence.log(dana, Stage.CONNECT, quote="words"),
        lambda: undo(dana),
        lambda: ballots.give_mood(dana, 3),
        lambda: reviews.join(dana),
        lambda: members.add_member(dana, "Dana"),
    ):
        with pytest.raises(Refused, match="Dana has left the team"):
            act()
    members.add_member(room, "Dana")
    touchpoints.add(dana, Stage.CONNECT, "Another")


def test_a_seat_is_of_the_teams_own_member(dana: Seat) -> None:
    other = create_team(dana.workspace, NewTeam("Beta"))
    with pytest.raises(NotFound, match="no such member"):
        touchpoints.add(Seat(dana.workspace, other.id, dana.member_id), Stage.CONNECT, "Card")


def test_an_image_gives_back_what_was_kept() -> None:
    values = {
        "due": date(2026, 11, 22),
        "picked_at": datetime(2026, 11, 17, 9, 0, 0, 123, tzinfo=UTC),
        "target": 0.75,
        "late": False,
        "reason": "“why”",
        "done_on": None,
    }
    for column, value in values.items():
        assert decode(ImprovementRow, column, encode(value)) == value
    assert decode(TeamRow, "agendas", encode({"solo": [["pick", 4]]})) == {"solo": [["pick", 4]]}


def test_every_change_of_a_rich_day_is_in_the_journal(dana: Seat) -> None:
    """Each of these is one row, none is silent."""
    card = touchpoints.add(dana, Stage.CONNECT, "Card")
    touchpoints.set_friction(dana, [card], 2)
    touchpoints.move(dana, [card], Stage.ASSIST)
    improvements.pick(dana, Stage.CONNECT, "Something")
    improvements.skip_stage(dana, Stage.ASSIST, "Busy")
    improvements.unskip_stage(dana, Stage.ASSIST)
    evidence.log(dana, Stage.CONNECT, quote="words")
    teams.set_team(dana, name="Beta")
    cycle_skips.skip_cycle(dana, "2026-W50", "Holiday")
    entries = _journal(dana)[1:]
    assert [entry.kind for entry in entries] == [
        "touchpoint-added",
        "friction-set",
        "touchpoint-moved",
        "improvement-picked",
        "stage-skipped",
        "stage-unskipped",
        "evidence-logged",
        "team-set",
        "cycle-skipped",
    ]
    assert all(entry.what and entry.changes for entry in entries)
