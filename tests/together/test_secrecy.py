"""After the reveal no file says who voted or rated what: the bytes of every file are searched.

Ids are known here, so that a row of a ballot shows as a member's id beside a touchpoint's, or
beside the review's, wherever a copy of it is left. The room opens the review and made the
cards, so that nothing else sets those ids side by side, but who is in the review.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from care_tui import crash_reports
from store.board import touchpoints
from store.common.clock import RunningClock
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.snapshot_cache import keep_snapshot
from store.reviews import ballots, early, reviews
from store.reviews.cancelling import cancel_review
from store.reviews.closing import close_review
from store.teams import members
from store.teams.teams import NewTeam, create_team
from store.transfer.copy_workspace import copy_workspace
from store.transfer.split import write_split
from store.transfer.workspace_file import export_workspace, to_json, to_toml
from store.workspace.backup import backup
from store.workspace.workspace import Workspace, create_workspace, open_workspace

PEOPLE = 24
CARDS = 10
NEAR = 48
SECRET = "words-of-one-alone"
NEXT = 20
"""Bytes within which two ids are of one row, or of one line of JSON; for what stands next to
each other in an index of who is in a review, fewer."""


@dataclass
class Table:
    """A team in a review, and the folder of all its files."""

    folder: Path
    workspace: Workspace
    room: Seat
    people: list[Seat]
    cards: list[str]
    review: str

    def go_to(self, key: StepKey) -> None:
        review = load_snapshot(self.room).review
        assert review is not None
        index = [step.key for step in review.steps].index(key)
        reviews.ask_reveal(self.room)
        reviews.go_to_step(self.room, index, reveal=True)

    def found(self, folder: Path | None = None) -> int:
        """How many places in all files set a member beside a card, or after the review."""
        people = b"|".join(str(seat.member_id).encode() for seat in self.people)
        cards = b"|".join(id.encode() for id in self.cards)
        pairs = re.compile(
            rb"(?=(?:%s).{,%d}(?:%s)|(?:%s).{,%d}(?:%s)|%s.{,%d}(?:%s))"
            % (people, NEAR, cards, cards, NEAR, people, self.review.encode(), NEXT, people),
            re.DOTALL,
        )
        files = [file for file in (folder or self.folder).rglob("*") if file.is_file()]
        assert files
        return sum(len(pairs.findall(file.read_bytes())) for file in files)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    count = itertools.count(1)
    workspace = create_workspace(
        tmp_path / "care.db", RunningClock(), ids=lambda: f"id{next(count):010d}", durable=False
    )
    names = tuple(f"W{number}" for number in range(PEOPLE))
    team = create_team(workspace, NewTeam("Acme", members=names))
    room = Seat(workspace, team.id)
    people = [Seat(workspace, team.id, workspace.find_member(team, name)) for name in names]
    cards = touchpoints.add_many(room, Stage.CONNECT, [f"Card {n}" for n in range(CARDS)])
    present = [str(seat.member_id) for seat in people]
    reviews.open_review(room, AgendaKind.TEAM, present=present)
    review = load_snapshot(room).review
    assert review is not None
    workspace.truncate_wal()
    yield Table(tmp_path, workspace, room, people, cards, review.id)
    workspace.close()


def vote_all(table: Table) -> None:
    """Everybody places five votes, in turns, so that pages of the table are split."""
    for turn in range(5):
        for number, seat in enumerate(table.people):
            ballots.vote(seat, table.cards[(number + turn * turn) % CARDS])


def test_nothing_tells_who_voted_what_after_the_reveal(table: Table) -> None:
    before = table.found()
    table.go_to(StepKey.FOCUS)
    vote_all(table)
    assert table.found() > before + PEOPLE
    reviews.ask_reveal(table.room)
    reviews.reveal(table.room)
    assert table.found() == before


@pytest.mark.parametrize("key", [StepKey.CHECK_IN, StepKey.CLOSE])
def test_nothing_tells_who_gave_which_mood_or_rating(table: Table, key: StepKey) -> None:
    before = table.found()
    table.go_to(key)
    for seat in table.people:
        (ballots.give_mood if key is StepKey.CHECK_IN else ballots.rate)(seat, 4)
    assert table.found() > before
    if key is StepKey.CLOSE:
        close_review(table.room)
    else:
        reviews.ask_reveal(table.room)
        reviews.reveal(table.room)
    assert table.found() == before


def test_a_vote_taken_back_and_one_who_left_leave_nothing(table: Table) -> None:
    before = table.found()
    table.go_to(StepKey.FOCUS)
    vote_all(table)
    for seat in table.people:
        for card in ballots.my_votes(seat):
            ballots.vote(seat, card, -1)
    members.member_leaves(table.room, str(table.people[0].member_id))
    reviews.ask_reveal(table.room)
    reviews.reveal(table.room)
    # Who left is not in the review any more either: one row, and one place in its index.
    assert table.found() == before - 2


def test_copies_made_while_a_vote_is_open_leave_it_out(table: Table) -> None:
    before = table.found()
    table.go_to(StepKey.FOCUS)
    vote_all(table)
    backup(table.workspace, table.folder / "backup.db")
    (table.folder / "export.toml").write_text(to_toml(export_workspace(table.workspace)))
    reviews.ask_reveal(table.room)
    reviews.reveal(table.room)
    backup(table.workspace, table.folder / "after.db")
    # Each copy says once more, as the workspace does, who is in the review.
    (table.folder / "export.toml").unlink()
    assert table.found() == 3 * before


def test_what_a_terminal_keeps_for_itself_tells_nothing(table: Table) -> None:
    seat = table.people[0]
    table.go_to(StepKey.FOCUS)
    vote_all(table)
    state = table.folder / "state"
    keep_snapshot(state / "seen.json", load_snapshot(seat))
    with pytest.raises(ZeroDivisionError) as caught:
        fail_with(my_votes=ballots.my_votes(seat), seat=seat)
    report = crash_reports.report(caught.value, state / "failures", "1.0")
    assert report is not None
    # While a review is open the team as it was seen is not kept at all.
    assert list(state.rglob("*.*")) == [report]
    assert table.found(state) == 0


def fail_with(**_what_a_failure_would_show: object) -> float:
    return 1 / 0


def test_a_reader_who_keeps_the_log_open_only_puts_it_off(table: Table) -> None:
    before = table.found()
    other = open_workspace(table.folder / "care.db")
    other.teams()
    table.go_to(StepKey.FOCUS)
    vote_all(table)
    reader = sqlite3.connect(table.folder / "care.db")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM vote").fetchone()
    reviews.ask_reveal(table.room)
    reviews.reveal(table.room)
    assert table.found() > before
    table.workspace.close()
    reader.close()
    touchpoints.edit(Seat(other, table.room.team_id), table.cards[0], friction=1)
    assert table.found() == before
    other.close()


def test_a_program_killed_at_the_reveal_leaves_it_to_the_next_that_writes(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = table.found()
    other = open_workspace(table.folder / "care.db")
    other.teams()
    table.go_to(StepKey.FOCUS)
    vote_all(table)
    with monkeypatch.context() as killed:
        killed.setattr(Workspace, "truncate_wal", lambda *_, **__: None)
        reviews.ask_reveal(table.room)
        reviews.reveal(table.room)
    assert table.found() > before
    touchpoints.edit(Seat(other, table.room.team_id), table.cards[0], friction=1)
    assert table.found() == before
    other.close()


@pytest.fixture
def between(table: Table) -> Table:
    """The same team between two reviews, with nobody in one."""
    cancel_review(table.room)
    table.workspace.truncate_wal()
    return table


def put_aside(table: Table) -> None:
    """Everybody puts five votes aside and writes a private card, in turns."""
    for turn in range(5):
        for number, seat in enumerate(table.people):
            early.vote(seat, table.cards[(number + turn * turn) % CARDS])
    for number, seat in enumerate(table.people):
        early.write_card(seat, Stage.ASSIST, f"{SECRET} of {number}")


def told(folder: Path) -> int:
    """How many files hold somebody's private words."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return sum(SECRET.encode() in file.read_bytes() for file in files)


def test_votes_put_aside_leave_with_the_reveal_of_the_review_that_took_them(between: Table) -> None:
    before = between.found()
    put_aside(between)
    assert between.found() > before + PEOPLE
    reviews.open_review(between.room, AgendaKind.TEAM)
    between.go_to(StepKey.FOCUS)
    reviews.ask_reveal(between.room)
    reviews.reveal(between.room)
    assert between.found() == before


def test_who_wrote_a_card_before_the_review_is_in_no_file_after_the_reveal(between: Table) -> None:
    written = {seat: early.write_card(seat, Stage.ASSIST, SECRET) for seat in between.people}
    authors = re.compile(
        b"|".join(
            b"%s.{,%d}%s|%s.{,%d}%s" % (card, NEAR, member, member, NEAR, card)
            for card, member in (
                (id.encode(), str(seat.member_id).encode()) for seat, id in written.items()
            )
        ),
        re.DOTALL,
    )

    def found() -> int:
        files = [file for file in between.folder.rglob("*") if file.is_file()]
        return sum(len(authors.findall(file.read_bytes())) for file in files)

    assert found() >= PEOPLE
    reviews.open_review(between.room, AgendaKind.TEAM)
    between.go_to(StepKey.MAP)
    reviews.reveal(between.room)
    assert found() == 0


def test_copies_made_between_the_reviews_leave_it_all_out(between: Table) -> None:
    before = between.found()
    put_aside(between)
    copies = between.folder / "copies"
    copies.mkdir()
    backup(between.workspace, copies / "backup.db")
    copy_workspace(between.workspace, copies / "copy.db")
    (copies / "export.toml").write_text(to_toml(export_workspace(between.workspace)))
    (copies / "export.json").write_text(to_json(export_workspace(between.workspace)))
    write_split(between.workspace, copies / "split")
    assert (told(copies), between.found(copies)) == (0, 0)
    assert told(between.folder) > 0
    for seat in between.people:
        for card in early.my_cards(seat):
            early.remove_card(seat, card.id)
        for touchpoint in early.my_votes(seat):
            while touchpoint in early.my_votes(seat):
                early.vote(seat, touchpoint, -1)
    between.workspace.truncate_wal()
    assert (told(between.folder), between.found()) == (0, before)


def test_what_other_terminals_read_and_keep_tells_nothing_of_it(between: Table) -> None:
    put_aside(between)
    one, other, *_ = between.people
    snapshot = load_snapshot(other)
    assert (snapshot.waiting.cards, snapshot.waiting.voters) == (PEOPLE, PEOPLE)
    assert SECRET not in repr(snapshot)
    assert [card.text for card in early.my_cards(one)] == [f"{SECRET} of 0"]
    state = between.folder / "state"
    keep_snapshot(state / "seen.json", snapshot)
    with pytest.raises(ZeroDivisionError) as caught:
        fail_with(mine=early.my_cards(one), my_votes=early.my_votes(one), seat=one)
    assert crash_reports.report(caught.value, state / "failures", "1.0") is not None
    assert (told(state), between.found(state)) == (0, 0)


def test_who_leaves_between_the_reviews_leaves_nothing_private(between: Table) -> None:
    before = between.found()
    put_aside(between)
    for seat in between.people:
        members.member_leaves(between.room, str(seat.member_id))
    assert load_snapshot(between.room).waiting.words == ""
    assert (told(between.folder), between.found()) == (0, before)
