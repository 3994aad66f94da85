"""Touchpoints on the board: adding, editing, moving, merging, marking, archiving."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Conflict, NotFound, Refused
from store.db.tables.models import TouchpointRow
from store.domain.agenda import StepKey
from store.domain.stages import STAGES, Stage
from store.journal.seat import Seat
from store.models.touchpoint import Touchpoint
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams.teams import set_team
from store.undo import undo

C, A = Stage.CONNECT, Stage.ASSIST


def _cards(seat: Seat, stage: Stage = C) -> tuple[Touchpoint, ...]:
    return load_snapshot(seat).board[stage.position].touchpoints


def _texts(seat: Seat, stage: Stage = C) -> list[str]:
    return [card.text for card in _cards(seat, stage)]


def _by_text(seat: Seat) -> dict[str, Touchpoint]:
    return {card.text: card for column in load_snapshot(seat).board for card in column.touchpoints}


def test_a_card_keeps_what_it_is_given(dana: Seat) -> None:
    id = touchpoints.add(
        dana,
        C,
        " Welcome\te-mail\x1b[0m ",
        channel="E-mail",
        friction=2,
        feeling="expected",
        notes="one\r\ntwo",
        volume=40,
    )
    (card,) = _cards(dana)
    assert (card.id, card.text, card.channel, card.friction) == (
        id,
        "Welcome e-mail[0m",
        "E-mail",
        2,
    )
    assert (card.feeling, card.notes, card.volume) == ("expected", "one\ntwo", 40)
    assert (card.author, card.votes, card.version) == (None, None, 1)
    assert card.created_at == dana.now


def test_markup_is_text(dana: Seat) -> None:
    touchpoints.add(dana, C, "[bold]no[/bold] [/")
    assert _texts(dana) == ["[bold]no[/bold] [/"]


def test_authors_show_only_where_the_team_chose_so(dana: Seat, room: Seat) -> None:
    touchpoints.add(dana, C, "Dana's")
    touchpoints.add(room, C, "The room's")
    set_team(room, show_authors=True)
    assert [card.author for card in _cards(room)] == ["Dana", None]


@pytest.mark.parametrize("text", ["", " \n ", "\x00\u202e", "x" * 10_001])
def test_a_card_needs_text_of_at_most_10000_characters(dana: Seat, text: str) -> None:
    with pytest.raises(Refused) as refused:
        touchpoints.add(dana, C, text)
    assert refused.value.field == "text"
    assert load_snapshot(dana).seq == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"friction": 4}, "friction"),
        ({"friction": -1}, "friction"),
        ({"volume": -1}, "volume"),
        ({"channel": "x" * 41}, "channel"),
        ({"feeling": "x" * 201}, "feeling"),
        ({"notes": "x" * 10_001}, "notes"),
    ],
)
def test_a_value_outside_its_scale_is_refused(
    dana: Seat, wrong: dict[str, object], field: str
) -> None:
    card = touchpoints.add(dana, C, "Card")
    acts: list[Callable[[], object]] = [
        lambda: touchpoints.add(dana, C, "New", **wrong),  # type: ignore[arg-type]
        lambda: touchpoints.edit(dana, card, **wrong),  # type: ignore[arg-type]
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.field == field
    assert _texts(dana) == ["Card"]
    assert load_snapshot(dana).seq == 2


def test_cards_go_below_the_one_named(dana: Seat) -> None:
    first, last = touchpoints.add_many(dana, C, ["one", "four"])
    second = touchpoints.add(dana, C, "two", after=first)
    touchpoints.add_many(dana, C, ["three", "three and a half"], after=second)
    touchpoints.add(dana, C, "five", after=last)
    touchpoints.add(dana, C, "six")
    assert _texts(dana) == ["one", "two", "three", "three and a half", "four", "five", "six"]


def test_many_cards_are_one_step(dana: Seat) -> None:
    ids = touchpoints.add_many(dana, A, [f"card {n}" for n in range(touchpoints.MANY)])
    assert [card.id for card in _cards(dana, A)] == ids
    assert load_snapshot(dana).seq == 2
    undo.undo(dana)
    assert _cards(dana, A) == ()


def test_too_many_at_once_are_refused(dana: Seat) -> None:
    with pytest.raises(Refused, match="At most 500"):
        touchpoints.add_many(dana, A, ["card"] * 501)


def test_one_empty_line_among_many_adds_none(dana: Seat) -> None:
    with pytest.raises(Refused):
        touchpoints.add_many(dana, A, ["one", " ", "three"])
    assert _cards(dana, A) == ()


def test_an_edit_changes_what_it_names(dana: Seat) -> None:
    id = touchpoints.add(dana, C, "Card", channel="chat", friction=1, volume=5)
    touchpoints.edit(dana, id, text="Better", feeling="seen")
    (card,) = _cards(dana)
    assert (card.text, card.channel, card.friction, card.volume, card.feeling) == (
        "Better",
        "chat",
        1,
        5,
        "seen",
    )
    assert card.version == 2
    touchpoints.edit(dana, id, clear_volume=True, channel="")
    (card,) = _cards(dana)
    assert (card.volume, card.channel) == (None, "")


def test_an_edit_that_changes_nothing_leaves_no_trace(dana: Seat) -> None:
    id = touchpoints.add(dana, C, "Card")
    touchpoints.edit(dana, id, text="Card", friction=0)
    assert load_snapshot(dana).seq == 2
    assert _cards(dana)[0].version == 1


def test_a_second_save_is_told_who_saved_first_and_changes_nothing(
    dana: Seat, lee: Seat, clock: SetClock
) -> None:
    id = touchpoints.add(dana, C, "Card")
    seen = _cards(dana)[0].version
    clock.move(minutes=5)
    touchpoints.edit(lee, id, text="Lee's", seen=seen)
    with pytest.raises(Conflict, match=r"Lee changed the text just now\. Your text is safe\."):
        touchpoints.edit(dana, id, text="Dana's", seen=seen)
    assert _texts(dana) == ["Lee's"]
    touchpoints.edit(dana, id, text="Dana's", seen=_cards(dana)[0].version)
    assert _texts(dana) == ["Dana's"]


def test_friction_is_marked_on_several_at_once(dana: Seat) -> None:
    ids = touchpoints.add_many(dana, C, ["one", "two", "three"])
    touchpoints.set_friction(dana, ids[:2], 3)
    assert [card.friction for card in _cards(dana)] == [3, 3, 0]
    assert load_snapshot(dana).seq == 3
    with pytest.raises(Refused, match="Friction is 0 none"):
        touchpoints.set_friction(dana, ids, 4)


def test_cards_move_within_and_between_columns(dana: Seat) -> None:
    one, two, three = touchpoints.add_many(dana, C, ["one", "two", "three"])
    other = touchpoints.add(dana, A, "other")
    touchpoints.move(dana, [three], C, first=True)
    assert _texts(dana) == ["three", "one", "two"]
    touchpoints.move(dana, [three, one], A, after=other)
    assert _texts(dana) == ["two"]
    assert _texts(dana, A) == ["other", "three", "one"]
    touchpoints.move(dana, [two], A, first=True)
    assert _texts(dana, A) == ["two", "other", "three", "one"]


def test_what_is_gone_or_off_the_board_cannot_be_touched(dana: Seat) -> None:
    id = touchpoints.add(dana, C, "Card")
    touchpoints.archive(dana, [id])
    acts: list[Callable[[], object]] = [
        lambda: touchpoints.edit(dana, id, text="New"),
        lambda: touchpoints.move(dana, [id], A),
        lambda: touchpoints.set_friction(dana, [id], 1),
        lambda: touchpoints.archive(dana, [id]),
    ]
    for act in acts:
        with pytest.raises(Refused, match="“Card” is not on the board any more"):
            act()
    with pytest.raises(NotFound):
        touchpoints.edit(dana, "gone", text="New")


def test_an_archived_card_leaves_the_board_and_comes_back_by_undo(dana: Seat) -> None:
    ids = touchpoints.add_many(dana, C, ["one", "two", "three"])
    touchpoints.archive(dana, ids[1:])
    assert _texts(dana) == ["one"]
    undo.undo(dana)
    assert _texts(dana) == ["one", "two", "three"]


def test_merging_takes_the_higher_friction_and_joins_notes(dana: Seat) -> None:
    one = touchpoints.add(dana, C, "one", friction=1, notes="first")
    two = touchpoints.add(dana, A, "two", friction=3, notes="second", channel="chat")
    touchpoints.merge(dana, one, [two, one])
    (card,) = _cards(dana)
    assert (card.friction, card.channel) == (3, "chat")
    assert card.notes == "first\nMerged: two\nsecond"
    assert _cards(dana, A) == ()
    undo.undo(dana)
    assert (_cards(dana)[0].friction, _cards(dana)[0].notes) == (1, "first")
    assert _texts(dana, A) == ["two"]


def test_what_was_merged_before_follows(dana: Seat) -> None:
    one, two, three = touchpoints.add_many(dana, C, ["one", "two", "three"])
    touchpoints.merge(dana, two, [three])
    touchpoints.merge(dana, one, [two])
    with dana.reading() as session:
        merged = dict(session.execute(select(TouchpointRow.id, TouchpointRow.merged_into)).all())
    assert merged == {one: None, two: one, three: one}


def test_merging_one_card_is_refused(dana: Seat) -> None:
    id = touchpoints.add(dana, C, "one")
    with pytest.raises(Refused, match="at least two"):
        touchpoints.merge(dana, id, [id])


def test_the_same_card_twice_is_merged_once(dana: Seat) -> None:
    one, two = touchpoints.add_many(dana, C, ["one", "two"])
    touchpoints.merge(dana, one, [two, two])
    assert _cards(dana)[0].notes == "Merged: two"


def test_merging_and_archiving_wait_while_a_vote_is_open(room: Seat, dana: Seat) -> None:
    one, two = touchpoints.add_many(room, C, ["one", "two"])
    reviews.open_review(room, present=[str(dana.member_id)])
    _go(room, StepKey.FOCUS)
    ballots.vote(dana, one)
    with pytest.raises(Refused, match="once the votes are revealed"):
        touchpoints.merge(room, one, [two])
    with pytest.raises(Refused, match="once the votes are revealed"):
        touchpoints.archive(room, [one])
    reviews.ask_reveal(room)
    reviews.reveal(room)
    touchpoints.merge(room, one, [two])
    assert _texts(room) == ["one"]


def test_undo_takes_no_card_away_while_a_vote_is_open(room: Seat, dana: Seat) -> None:
    one, two = touchpoints.add_many(room, C, ["one", "two"])
    touchpoints.merge(room, one, [two])
    undo.undo(room)
    reviews.open_review(room, present=[str(dana.member_id)])
    _go(room, StepKey.FOCUS)
    ballots.vote(dana, two)
    for act in (undo.redo, undo.undo):
        with pytest.raises(Refused, match="once the votes are revealed"):
            act(room)
    assert ballots.my_votes(dana) == {two: 1}
    reviews.ask_reveal(room)
    reviews.reveal(room)
    undo.redo(room)
    assert _by_text(room)["one"].votes == 1


def test_votes_add_up_when_cards_merge_and_split_again(room: Seat, dana: Seat, lee: Seat) -> None:
    one, two = touchpoints.add_many(room, C, ["one", "two"])
    reviews.open_review(room, present=[str(dana.member_id), str(lee.member_id)])
    _go(room, StepKey.FOCUS)
    for seat, card in ((dana, one), (dana, one), (lee, two)):
        ballots.vote(seat, card)
    reviews.ask_reveal(room)
    reviews.reveal(room)
    touchpoints.merge(room, one, [two])
    assert _by_text(room)["one"].votes == 3
    undo.undo(room)
    assert {text: card.votes for text, card in _by_text(room).items()} == {"one": 2, "two": 1}


def _go(seat: Seat, key: StepKey) -> None:
    review = load_snapshot(seat).review
    assert review is not None
    reviews.ask_reveal(seat)
    reviews.go_to_step(seat, [step.key for step in review.steps].index(key), reveal=True)


def test_a_card_goes_between_two_of_one_rank(dana: Seat, lee: Seat) -> None:
    one, two, three = touchpoints.add_many(dana, C, ["one", "two", "three"])
    touchpoints.archive(dana, [two])
    touchpoints.add(lee, C, "in its place", after=one)
    undo.undo(dana)
    ranks = [card.rank for card in _cards(dana)]
    assert len(set(ranks)) < len(ranks)
    above, below = _texts(dana)[1:3]
    touchpoints.move(dana, [three], C, after=_by_text(dana)[above].id)
    assert _texts(dana) == ["one", above, "three", below]


_Board = dict[Stage, list[str]]
_Places = list[int]
_MOVES = st.lists(
    st.tuples(
        st.sampled_from(("add", "move", "top", "archive")),
        st.sampled_from(STAGES),
        st.integers(0, 20),
        st.lists(st.integers(0, 20), min_size=1, max_size=3),
    ),
    max_size=16,
)


@settings(max_examples=30, deadline=None)
@given(moves=_MOVES)
def test_the_order_survives_any_moves(
    fresh_seat: Callable[[], Seat], moves: list[tuple[str, Stage, int, _Places]]
) -> None:
    seat = fresh_seat()
    board: _Board = {stage: [] for stage in STAGES}
    for what, stage, place, places in moves:
        _act(seat, board, what, stage, place, places)
    columns = load_snapshot(seat).board
    seat.workspace.close()
    assert {c.stage: [card.id for card in c.touchpoints] for c in columns} == board


def _act(seat: Seat, board: _Board, what: str, stage: Stage, place: int, places: _Places) -> None:
    """Do the same on the workspace and on plain lists."""
    every = [id for column in board.values() for id in column]
    chosen = list(dict.fromkeys(every[n % len(every)] for n in places)) if every else []
    if what != "add":
        for column in board.values():
            column[:] = [id for id in column if id not in chosen]
    target = board[stage]
    at = 0 if what == "top" else place % (len(target) + 1)
    after = target[at - 1] if at else None
    if what == "add":
        new = touchpoints.add_many(seat, stage, ["card"] * len(places), after=after)
        at = at or len(target)
        target[at:at] = new
    elif what == "archive" and chosen:
        touchpoints.archive(seat, chosen)
    elif chosen:
        touchpoints.move(seat, chosen, stage, after=after, first=what == "top")
        at = at if at or what == "top" else len(target)
        target[at:at] = chosen
