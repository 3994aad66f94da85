"""What is given privately, and what its reveal leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from store.board import touchpoints
from store.common.errors import NotFound, Refused
from store.db.tables.ballot_models import MoodRow, PrivateCardRow, RatingRow, VoteRow
from store.db.tables.journal_models import JournalRow
from store.db.tables.models import TouchpointRow
from store.db.tables.review_models import VoteTotalRow
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import STAGES, Stage
from store.journal.seat import Seat
from store.models.review import PrivateCounts, Review
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams import teams
from store.transfer.workspace_file import export_workspace
from store.undo.undo import undo

C, A = Stage.CONNECT, Stage.ASSIST


def _review(seat: Seat) -> Review:
    review = load_snapshot(seat).review
    assert review is not None
    return review


@pytest.fixture
def go(room: Seat) -> Callable[[StepKey], None]:
    """Moves the room's review, opened on first use, to a step."""

    def go(key: StepKey) -> None:
        if load_snapshot(room).review is None:
            reviews.open_review(room)
        keys = [step.key for step in _review(room).steps]
        reviews.ask_reveal(room)
        reviews.go_to_step(room, keys.index(key), reveal=True)

    return go


Go = Callable[[StepKey], None]


def test_private_cards_are_there_for_their_writer_alone(
    room: Seat, dana: Seat, lee: Seat, go: Go
) -> None:
    go(StepKey.MAP)
    first = ballots.write_card(dana, C, " Dana's ")
    ballots.write_card(dana, A, "Second")
    ballots.write_card(lee, C, "Lee's")
    assert [(c.stage, c.text) for c in ballots.my_cards(dana)] == [(C, "Dana's"), (A, "Second")]
    assert [c.text for c in ballots.my_cards(lee)] == ["Lee's"]
    snapshot = load_snapshot(lee)
    assert all(column.touchpoints == () for column in snapshot.board)
    assert _review(lee).private == PrivateCounts(cards=3, writers=2)
    acts: list[Callable[[], object]] = [
        lambda: ballots.edit_card(lee, first, "Stolen"),
        lambda: ballots.remove_card(lee, first),
    ]
    for act in acts:
        with pytest.raises(Refused, match="not there any more"):
            act()
    ballots.edit_card(dana, first, "Better")
    assert ballots.my_cards(dana)[0].text == "Better"
    ballots.remove_card(dana, first)
    assert [c.text for c in ballots.my_cards(dana)] == ["Second"]


def test_the_reveal_of_map_puts_cards_below_those_there(
    room: Seat, dana: Seat, lee: Seat, go: Go
) -> None:
    touchpoints.add_many(room, C, ["one", "two"])
    go(StepKey.MAP)
    for seat in (dana, lee):
        for stage in STAGES:
            ballots.write_card(seat, stage, f"{stage} {seat.member_id}")
    reviews.ask_reveal(room)
    reviews.reveal(room)
    snapshot = load_snapshot(room)
    texts = [card.text for card in snapshot.board[0].touchpoints]
    assert texts[:2] == ["one", "two"]
    assert set(texts[2:]) == {f"connect {dana.member_id}", f"connect {lee.member_id}"}
    assert [len(column.touchpoints) for column in snapshot.board] == [4, 2, 2, 2]
    assert (_review(room).map_revealed, _review(room).private.cards) == (True, 0)
    assert ballots.my_cards(dana) == ()
    with pytest.raises(Refused, match="too late to write privately"):
        ballots.write_card(dana, C, "Late")
    with pytest.raises(Refused, match="Map has been revealed already"):
        reviews.reveal(room)


def test_nobody_is_done_any_more_after_a_reveal(room: Seat, dana: Seat, go: Go) -> None:
    go(StepKey.MAP)
    ballots.write_card(dana, Stage.CONNECT, "Chat")
    reviews.say_done(dana)
    assert _review(room).done == (dana.member_id,)
    reviews.ask_reveal(room)
    reviews.reveal(room)
    assert _review(room).done == ()


def test_a_card_revealed_while_authors_are_hidden_has_none_whatever_is_set_later(
    room: Seat, dana: Seat, go: Go
) -> None:
    go(StepKey.MAP)
    ballots.write_card(dana, C, "Card")
    reviews.ask_reveal(room)
    reviews.reveal(room)
    teams.set_team(room, show_authors=True)
    assert load_snapshot(room).board[0].touchpoints[0].author is None
    facts = export_workspace(room.workspace)
    assert "author_id" not in str(facts["teams"][0]["touchpoints"])
    with room.reading() as session:
        assert session.scalars(select(TouchpointRow.author_id)).all() == [None]
        entries = session.scalars(select(JournalRow).where(JournalRow.kind == "revealed"))
        (made,) = (image for entry in entries for image in entry.changes if not image["before"])
        assert made["after"]["author_id"] is None
    with pytest.raises(Refused, match="nothing of yours left to undo"):
        undo(dana)


def test_a_card_revealed_while_authors_are_shown_has_its_author(
    room: Seat, dana: Seat, go: Go
) -> None:
    teams.set_team(room, show_authors=True)
    go(StepKey.MAP)
    ballots.write_card(dana, C, "Card")
    reviews.reveal(room)
    assert load_snapshot(room).board[0].touchpoints[0].author == "Dana"


def test_authors_stay_hidden_while_cards_wait_for_their_reveal(
    room: Seat, dana: Seat, go: Go
) -> None:
    teams.set_team(room, show_authors=True)
    teams.set_team(room, show_authors=False)
    go(StepKey.MAP)
    ballots.write_card(dana, C, "Card")
    for show in (lambda: teams.set_team(room, show_authors=True), lambda: undo(room)):
        with pytest.raises(Refused, match="Reveal them first, then show authors"):
            show()
    reviews.ask_reveal(room)
    reviews.reveal(room)
    teams.set_team(room, show_authors=True)


def write(seat: Seat, _card: str) -> None:
    ballots.write_card(seat, C, "Card")


def vote_once(seat: Seat, card: str) -> None:
    ballots.vote(seat, card)


@pytest.mark.parametrize(("step", "give"), [(StepKey.MAP, write), (StepKey.FOCUS, vote_once)])
@pytest.mark.parametrize("leave", [False, True])
def test_what_fewer_than_three_gave_is_revealed_once_the_lead_was_asked(
    room: Seat,
    dana: Seat,
    lee: Seat,
    sam: Seat,
    go: Go,
    step: StepKey,
    give: Callable[[Seat, str], None],
    leave: bool,
) -> None:
    (card,) = touchpoints.add_many(room, C, ["one"])
    go(step)
    give(dana, card)
    give(lee, card)

    def reveal() -> None:
        if leave:
            reviews.go_to_step(room, _review(room).step_index + 1, reveal=True)
        else:
            reviews.reveal(room)

    with pytest.raises(Refused, match=r"Fewer than 3 people gave something.*shows whose it is"):
        reveal()
    assert _review(lee).asked is None
    reviews.ask_reveal(room)
    assert _review(lee).asked is step
    seq = load_snapshot(room).seq
    reviews.ask_reveal(room)
    assert load_snapshot(room).seq == seq
    give(sam, card)
    reveal()
    assert _review(room).map_revealed or _review(room).focus_revealed


def test_three_people_are_enough_and_nobody_is_asked(
    room: Seat, dana: Seat, lee: Seat, sam: Seat, go: Go
) -> None:
    go(StepKey.MAP)
    for seat in (dana, lee, sam):
        write(seat, "")
    reviews.ask_reveal(room)
    assert _review(room).asked is None
    reviews.reveal(room)


def test_who_reviews_alone_is_not_asked(dana: Seat) -> None:
    reviews.open_review(dana, AgendaKind.SOLO)
    keys = [step.key for step in _review(dana).steps]
    reviews.go_to_step(dana, keys.index(StepKey.MAP))
    write(dana, "")
    reviews.reveal(dana)
    assert _review(dana).map_revealed


def test_five_votes_a_person_three_on_one(room: Seat, dana: Seat, lee: Seat, go: Go) -> None:
    one, two = touchpoints.add_many(room, C, ["one", "two"])
    go(StepKey.FOCUS)
    assert [ballots.vote(dana, one) for _ in range(3)] == [4, 3, 2]
    with pytest.raises(Refused, match="At most 3 of your votes"):
        ballots.vote(dana, one)
    assert [ballots.vote(dana, two) for _ in range(2)] == [1, 0]
    with pytest.raises(Refused, match="Your 5 votes are placed"):
        ballots.vote(dana, two)
    assert ballots.vote(dana, one, -1) == 1
    assert ballots.my_votes(dana) == {one: 2, two: 2}
    assert ballots.my_votes(lee) == {}
    with pytest.raises(Refused, match="You have no vote on this"):
        ballots.vote(lee, one, -1)
    assert ballots.vote(lee, two) == 4
    assert _review(room).private.voters == 2
    assert load_snapshot(lee).board[0].touchpoints[0].votes is None


def test_votes_need_a_card_on_the_board(room: Seat, dana: Seat, go: Go) -> None:
    card = touchpoints.add(room, C, "Card")
    touchpoints.archive(room, [card])
    go(StepKey.FOCUS)
    with pytest.raises(Refused, match="not on the board"):
        ballots.vote(dana, card)
    with pytest.raises(NotFound):
        ballots.vote(dana, "gone")


def test_totals_show_at_the_reveal_even_of_one_voter(room: Seat, dana: Seat, go: Go) -> None:
    one, two = touchpoints.add_many(room, C, ["one", "two"])
    go(StepKey.FOCUS)
    ballots.vote(dana, one)
    ballots.vote(dana, one)
    reviews.ask_reveal(room)
    reviews.reveal(room)
    review = _review(room)
    assert (review.votes, review.focus_revealed, review.private.voters) == ({one: 2}, True, 0)
    cards = load_snapshot(room).board[0].touchpoints
    assert [card.votes for card in cards] == [2, 0]
    assert ballots.my_votes(dana) == {}
    with pytest.raises(Refused, match="too late to vote"):
        ballots.vote(dana, two)


def test_a_vote_taken_back_whole_leaves_nothing(room: Seat, dana: Seat, go: Go) -> None:
    card = touchpoints.add(room, C, "Card")
    go(StepKey.FOCUS)
    ballots.vote(dana, card)
    assert ballots.vote(dana, card, -1) == 5
    assert _review(room).private.voters == 0
    reviews.ask_reveal(room)
    reviews.reveal(room)
    assert _review(room).votes == {}


@pytest.mark.parametrize(
    ("moods", "mean"), [([4], None), ([4, 2], None), ([4, 2, 3], 3.0), ([5, 5, 1, 2], 3.25)]
)
def test_moods_are_an_average_from_three_people_up(
    room: Seat, dana: Seat, lee: Seat, sam: Seat, kim: Seat, go: Go, moods: list[int], mean: float
) -> None:
    go(StepKey.CHECK_IN)
    for seat, mood in zip((dana, lee, sam, kim), moods, strict=False):
        ballots.give_mood(seat, mood)
    assert (_review(room).mood, _review(room).private.moods) == (None, len(moods))
    reviews.ask_reveal(room)
    reviews.reveal(room)
    tally = _review(room).mood
    assert tally is not None
    assert (tally.count, tally.mean) == (len(moods), mean)


def test_a_second_mood_replaces_the_first(room: Seat, dana: Seat, go: Go) -> None:
    go(StepKey.CHECK_IN)
    ballots.give_mood(dana, 1)
    ballots.give_mood(dana, 5)
    with room.reading() as session:
        assert session.scalars(select(MoodRow.value)).all() == [5]


@pytest.mark.parametrize("value", [0, 6, -1])
def test_moods_and_ratings_are_1_to_5(dana: Seat, go: Go, value: int) -> None:
    go(StepKey.CHECK_IN)
    with pytest.raises(Refused, match="A mood is a whole number from 1 to 5"):
        ballots.give_mood(dana, value)
    go(StepKey.CLOSE)
    with pytest.raises(Refused, match="A rating is a whole number from 1 to 5"):
        ballots.rate(dana, value)


def test_each_thing_belongs_to_its_step(dana: Seat, go: Go) -> None:
    go(StepKey.LOOK_BACK)
    acts: list[tuple[Callable[[], object], str]] = [
        (lambda: ballots.give_mood(dana, 3), "You can give a mood in the Check-in step"),
        (lambda: ballots.write_card(dana, C, "x"), "You can write privately in the Map step"),
        (lambda: ballots.vote(dana, "x"), "You can vote in the Focus step"),
        (lambda: ballots.rate(dana, 3), "You can rate the review in the Close step"),
        (lambda: reviews.reveal(dana), "nothing private to reveal in Look back"),
    ]
    for act, why in acts:
        with pytest.raises(Refused, match=why):
            act()


def test_the_room_has_no_ballot_of_its_own(room: Seat, go: Go) -> None:
    go(StepKey.CHECK_IN)
    acts: list[Callable[[], object]] = [
        lambda: ballots.give_mood(room, 3),
        lambda: ballots.write_card(room, C, "x"),
        lambda: ballots.vote(room, "x"),
        lambda: ballots.rate(room, 3),
        lambda: ballots.my_cards(room),
        lambda: ballots.my_votes(room),
    ]
    for act in acts:
        with pytest.raises(Refused, match="Choose who you are first"):
            act()


def test_without_a_review_there_is_no_ballot(dana: Seat) -> None:
    with pytest.raises(NotFound, match="No review is open"):
        ballots.give_mood(dana, 3)
    assert (ballots.my_cards(dana), ballots.my_votes(dana)) == ((), {})


def test_the_journal_sees_no_ballot(room: Seat, dana: Seat, go: Go) -> None:
    card = touchpoints.add(room, C, "Card")
    go(StepKey.MAP)
    ballots.write_card(dana, C, "Private")
    go(StepKey.FOCUS)
    seq = load_snapshot(room).seq
    ballots.vote(dana, card)
    with room.reading() as session:
        assert session.scalar(select(func.max(JournalRow.seq))) == seq
    reviews.ask_reveal(room)
    reviews.reveal(room)
    with room.reading() as session:
        entry = session.get_one(JournalRow, (room.team_id, seq + 1))
        total = session.scalars(select(VoteTotalRow)).one()
    assert str(dana.member_id) not in repr(entry.changes)
    assert (entry.by, entry.undoable) == (None, False)
    assert (total.touchpoint_id, total.votes) == (card, 1)


def _holding(path: Path, *parts: str | None) -> list[str]:
    """Which of the workspace's files hold ``parts`` side by side, as a table's row does."""
    wanted = "".join(str(part) for part in parts).encode()
    files = path.parent.glob(f"{path.name}*")
    return sorted(file.name for file in files if wanted in file.read_bytes())


def test_a_reveal_leaves_no_byte_of_who_voted_what_in_any_file(
    room: Seat, dana: Seat, lee: Seat, go: Go, path: Path
) -> None:
    cards = touchpoints.add_many(room, C, [f"card {n}" for n in range(30)])
    go(StepKey.FOCUS)
    id = _review(room).id
    for seat in (dana, lee):
        for card in cards[10:15]:
            ballots.vote(seat, card)
    assert _holding(path, id, dana.member_id, cards[12])
    reviews.ask_reveal(room)
    reviews.reveal(room)
    for seat in (dana, lee):
        for card in cards[10:15]:
            assert _holding(path, id, seat.member_id, card) == []
    with room.reading() as session:
        assert session.scalar(select(func.count()).select_from(VoteRow)) == 0


@pytest.mark.parametrize(
    ("step", "give", "table"),
    [(StepKey.CHECK_IN, ballots.give_mood, MoodRow), (StepKey.CLOSE, ballots.rate, RatingRow)],
)
def test_a_reveal_leaves_no_byte_of_who_answered_in_any_file(
    room: Seat,
    dana: Seat,
    go: Go,
    path: Path,
    step: StepKey,
    give: Callable[[Seat, int], None],
    table: type[MoodRow] | type[RatingRow],
) -> None:
    go(step)
    give(dana, 2)
    id = _review(room).id
    assert _holding(path, id, dana.member_id)
    reviews.ask_reveal(room)
    reviews.reveal(room)
    assert _holding(path, id, dana.member_id) == []
    with room.reading() as session:
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_a_private_card_taken_back_is_gone(room: Seat, dana: Seat, go: Go) -> None:
    go(StepKey.MAP)
    ballots.remove_card(dana, ballots.write_card(dana, C, "Taken back"))
    reviews.ask_reveal(room)
    reviews.reveal(room)
    assert load_snapshot(room).board[0].touchpoints == ()
    with room.reading() as session:
        assert session.scalar(select(func.count()).select_from(PrivateCardRow)) == 0
