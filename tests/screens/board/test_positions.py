"""Where a move puts a card, and what a paste holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.board.positions import (
    BoardPosition,
    block_destination,
    cards_of,
    destination,
    pasted_texts,
)
from store.domain.stages import STAGES, Stage
from store.models.touchpoint import Column, Touchpoint


def board(*counts: int) -> Any:
    return tuple(
        Column(stage, tuple(Touchpoint(f"{stage.letter}{row}", stage, "x") for row in range(count)))
        for stage, count in zip(STAGES, counts, strict=True)
    )


@pytest.mark.parametrize(
    ("card", "direction", "place"),
    [
        ("C0", "up", None),
        ("C0", "left", None),
        ("C0", "down", BoardPosition(Stage.CONNECT, "C1")),
        ("C1", "up", BoardPosition(Stage.CONNECT, first=True)),
        ("C2", "up", BoardPosition(Stage.CONNECT, "C0")),
        ("C2", "down", None),
        ("C0", "right", BoardPosition(Stage.ASSIST, first=True)),
        ("C1", "right", BoardPosition(Stage.ASSIST, "A0")),
        ("C2", "right", BoardPosition(Stage.ASSIST, "A0")),
        ("A0", "right", BoardPosition(Stage.RESOLVE, first=True)),
        ("E1", "left", BoardPosition(Stage.RESOLVE)),
        ("E1", "right", None),
    ],
)
def test_a_move_goes_one_place_on(card: str, direction: str, place: BoardPosition | None) -> None:
    cards = board(3, 1, 0, 2)
    assert destination(cards, found(cards, card), direction) == place


@pytest.mark.parametrize(
    ("marked", "direction", "order"),
    [
        ("12", "up", "12034"),
        ("12", "down", "03124"),
        ("02", "up", "02134"),
        ("01", "up", None),
        ("34", "down", None),
        ("24", "down", "01324"),
        ("13", "up", "13024"),
        ("13", "down", "02413"),
        ("01234", "up", None),
    ],
)
def test_several_go_past_the_next_that_is_none_of_them(
    marked: str, direction: str, order: str | None
) -> None:
    cards = board(5, 0, 0, 0)
    block = cards_of(cards, [f"C{row}" for row in marked])
    place = block_destination(cards, block, direction)
    if order is None:
        assert place is None
        return
    assert place is not None
    left = [row for row in "01234" if row not in marked]
    at = 0 if place.first else left.index(str(place.after)[1]) + 1
    assert "".join([*left[:at], *marked, *left[at:]]) == order


def found(cards: Any, id: str) -> Touchpoint:
    """The card, which is there."""
    card = next(iter(cards_of(cards, [id])), None)
    assert card is not None
    return card


def moved(cards: Any, card: Any, place: Any) -> Any:
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
def test_up_and_down_take_each_other_back_and_no_card_is_lost(steps: Any, data: Any) -> None:
    cards = board(3, 2, 0, 1)
    card = data.draw(st.sampled_from([c for column in cards for c in column.touchpoints]))
    for step in steps:
        here = found(cards, card.id)
        place = destination(cards, here, step)
        if place is None:
            continue
        after = moved(cards, here, place)
        assert sorted(c.id for column in after for c in column.touchpoints) == sorted(
            c.id for column in cards for c in column.touchpoints
        )
        back = {"up": "down", "down": "up"}.get(step)
        if back:
            there = found(after, card.id)
            assert moved(after, there, destination(after, there, back)) == cards
        cards = after


def test_cards_come_in_the_boards_order() -> None:
    cards = board(2, 1, 0, 0)
    assert [card.id for card in cards_of(cards, ["A0", "C1", "gone"])] == ["C1", "A0"]
    assert cards_of(cards, ["gone"]) == []


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("One\r\nTwo\rThree", ["One", "Two", "Three"]),
        ("- One\n* Two\n\n  • Three \n12. Four\n3) Five", ["One", "Two", "Three", "Four", "Five"]),
        (
            "Start:\n-call back\n-send a note\n\nStop:\n-long forms\n",
            ["call back", "send a note", "long forms"],
        ),
        ("-5 degrees\n2026 plan", ["-5 degrees", "2026 plan"]),
        ("\u200b\n \n-\n- \n1.\n", []),
        ("\x1b[31mred\x07", ["[31mred"]),
        ("", []),
    ],
)
def test_a_paste_is_taken_apart_by_lines(text: str, texts: list[Any]) -> None:
    assert pasted_texts(text) == texts
