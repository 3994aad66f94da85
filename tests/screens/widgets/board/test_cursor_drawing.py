"""However the cursor came to where it is, the board looks as if it was drawn with it there."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from textual.events import MouseScrollDown
from textual.filter import Monochrome
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.board.board_cards import BoardOptions, CardList
from screens.widgets.board.board_column import ColumnView
from store.domain.stages import Stage
from tests.screens.widgets.board.boards import board, card, with_column
from tests.screens.widgets.board.test_board_widget import SMALL, WIDE, Host

TALL = tuple(
    replace(
        card(Stage.ASSIST, number), text="words that wrap " * (1 + number % 4), votes=number % 3
    )
    for number in range(30)
)
COLUMNS = with_column(board(40, 0, 3, 0), Stage.ASSIST, TALL)
OPTIONS = [
    BoardOptions(),
    BoardOptions(votes_left=3, my_votes={"assist-1": 2}),
    BoardOptions(show_votes=True, marked=frozenset({"connect-1"})),
]
KEYS = ("up", "down", "down", "left", "right", "pagedown", "pageup", "home", "end")


def drawn(app: Host) -> list[Strip]:
    """Every line of the columns."""
    parts = (*app.board.query(CardList), *app.board.query(ColumnView))
    return [part.render_line(y) for part in parts for y in range(part.size.height)]


def draw_anew(app: Host) -> None:
    """Draw all cards and edges from what is known, scrolled as they are."""
    for column in app.board.query(ColumnView):
        assert column.cards._painter is not None
        column.cards._lay_out(column.cards._painter)
        column._area = Size()


@pytest.mark.parametrize("size", [WIDE, SMALL])
@pytest.mark.parametrize("options", OPTIONS, ids=["plain", "voting", "voted"])
async def test_a_walk_leaves_what_is_drawn_anew(
    size: tuple[int, int], options: BoardOptions
) -> None:
    app, chosen = Host(COLUMNS), random.Random(5)
    app.board.options = options
    async with app.run_test(size=size) as pilot:
        for _ in range(40):
            await pilot.press(chosen.choice(KEYS))
            if not chosen.randrange(5):
                cards = app.board.query(CardList)[chosen.randrange(2)]
                cards.post_message(MouseScrollDown(cards, 3, 3, 0, 1, 0, False, False, False))
                await pilot.pause()
            walked = drawn(app)
            draw_anew(app)
            assert drawn(app) == walked


@pytest.mark.parametrize("filtered", [False, True])
async def test_the_lines_are_those_that_textual_makes_of_them(filtered: bool) -> None:
    app = Host(COLUMNS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down")
        if filtered:
            app._filters.append(Monochrome())
        for kind in (CardList, ColumnView):
            for part in app.board.query(kind):
                for crop in (part.size.region, Region(3, 1, 7, 4)):
                    made = Widget.render_lines(part, crop)
                    assert [list(line) for line in part.render_lines(crop)] == [
                        list(line) for line in made
                    ]
