"""Where a move puts a card, and what a paste holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.board.places import Place, card_of, cards_of, destination, pasted_texts
from store.practice.stages import STAGES, Stage
from store.snapshot import Column, Touchpoint


def board(*counts):
    return tuple(
        Column(stage, tuple(Touchpoint(f"{stage.letter}{row}", stage, "x") for row in range(count)))
        for stage, count in zip(STAGES, counts, strict=True)
    )


@pytest.mark.parametrize(
    ("card", "direction", "place"),
    [
        ("C0", "up", None),
        ("C0", "left", None),
        ("C0", "down", Place(Stage.CONNECT, "C1")),
        ("C1", "up", Place(Stage.CONNECT, first=True)),
        ("C2", "up", Place(Stage.CONNECT, "C0")),
        ("C2", "down", None),
        ("C0", "right", Place(Stage.ASSIST, first=True)),
        ("C1", "right", Place(Stage.ASSIST, "A0")),
        ("C2", "right", Place(Stage.ASSIST, "A0")),
        ("A0", "right", Place(Stage.RESOLVE, first=True)),
        ("E1", "left", Place(Stage.RESOLVE)),
        ("E1", "right", None),
    ],
)
def test_a_move_goes_one_place_on(card, direction, place):
    cards = board(3, 1, 0, 2)
    assert destination(cards, card_of(cards, card), direction) == place


def moved(cards, card, place):
    """The board after the move, as the store would make it."""
    columns = []
    for column in cards:
        left = [other for other in column.touchpoints if other.id != card.id]
        if column.stage is place.stage:
            ids = [other.id for other in left]
            at = 0 if place.first else ids.index(place.after) + 1 if place.after else len(ids)
            left.insert(at, Touchpoint(card.id, place.stage, card.text))
        columns.append(Column(column.stage, tuple(left)))
    return tuple(columns)


@given(st.lists(st.sampled_from(["up", "down", "left", "right"]), max_size=12), st.data())
def test_up_and_down_take_each_other_back_and_no_card_is_lost(steps, data):
    cards = board(3, 2, 0, 1)
    card = data.draw(st.sampled_from([c for column in cards for c in column.touchpoints]))
    for step in steps:
        here = card_of(cards, card.id)
        place = destination(cards, here, step)
        if place is None:
            continue
        after = moved(cards, here, place)
        assert sorted(c.id for column in after for c in column.touchpoints) == sorted(
            c.id for column in cards for c in column.touchpoints
        )
        back = {"up": "down", "down": "up"}.get(step)
        if back:
            there = card_of(after, card.id)
            assert moved(after, there, destination(after, there, back)) == cards
        cards = after


def test_cards_come_in_the_boards_order():
    cards = board(2, 1, 0, 0)
    assert [card.id for card in cards_of(cards, ["A0", "C1", "gone"])] == ["C1", "A0"]
    assert card_of(cards, "gone") is None


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("One\r\nTwo\rThree", ["One", "Two", "Three"]),
        ("- One\n* Two\n\n  • Three \n12. Four\n3) Five", ["One", "Two", "Three", "Four", "Five"]),
        ("-5 degrees\n2026 plan", ["-5 degrees", "2026 plan"]),
        ("\u200b\n \n-\n- \n1.\n", []),
        ("\x1b[31mred\x07", ["[31mred"]),
        ("", []),
    ],
)
def test_a_paste_is_taken_apart_by_lines(text, texts):
    assert pasted_texts(text) == texts
