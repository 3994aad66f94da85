"""Only what the terminal does not show yet is written, and nothing is ever missing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from care_tui.display import Changes, Painted

WIDTH = 40
RED = Style(color="red")
PLAIN = Style()
rows = st.lists(
    st.tuples(st.text(alphabet="ab 漢é", max_size=12), st.sampled_from([RED, PLAIN])), max_size=6
)


def strip_of(parts) -> Strip:
    return Strip([Segment(text, style) for text, style in parts]).adjust_cell_length(WIDTH, PLAIN)


def whole(lines: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[line] for line in lines], Region(0, 0, WIDTH, len(lines)))


class Glass:
    """What a terminal would show: a cell for each column, wide letters taking two."""

    def __init__(self, height: int) -> None:
        self.cells = [[("?", PLAIN)] * WIDTH for _ in range(height)]
        self.written = 0

    def show(self, update) -> None:
        if update is None:
            return
        assert isinstance(update, Changes)
        for x, y, strip in update.pieces:
            for text, style, _ in strip:
                for letter in text:
                    wide = Segment(letter).cell_length == 2
                    self.cells[y][x] = (letter, style)
                    if wide:
                        self.cells[y][x + 1] = ("", style)
                    x += 2 if wide else 1
                    self.written += 1


def glass_of(lines: list[Strip]) -> list[list[tuple[str, Style]]]:
    glass = Glass(len(lines))
    glass.show(Changes([(0, y, line) for y, line in enumerate(lines)]))
    return glass.cells


@given(st.lists(st.lists(rows, min_size=3, max_size=3), min_size=1, max_size=6))
def test_the_terminal_shows_the_last_update_whatever_came_before(screens):
    painted, glass = Painted(), Glass(3)
    for screen in screens:
        lines = [strip_of(row) for row in screen]
        glass.show(painted.only_changes(whole(lines)))
        assert glass.cells == glass_of(lines)


@given(rows, rows, st.integers(0, WIDTH - 1), st.integers(1, WIDTH))
def test_a_partial_update_and_a_whole_one_after_it_agree(first, second, left, width):
    before, after = strip_of(first), strip_of(second)
    painted, glass = Painted(), Glass(1)
    glass.show(painted.only_changes(whole([before])))
    right = min(WIDTH, left + width)
    part = after.crop(left, right)
    chops = ChopsUpdate([{left: part}], [(0, left, right)], [[right]])
    glass.show(painted.only_changes(chops))
    glass.show(painted.only_changes(whole([after])))
    assert glass.cells == glass_of([after])


def test_nothing_is_written_twice():
    lines = [strip_of([("one", RED)]), strip_of([("two", PLAIN)])]
    painted = Painted()
    assert painted.only_changes(whole(lines)) is not None
    assert painted.only_changes(whole(lines)) is None
    painted.forget()
    assert painted.only_changes(whole(lines)) is not None


def test_a_changed_letter_costs_a_letter():
    painted, glass = Painted(), Glass(1)
    glass.show(painted.only_changes(whole([strip_of([("card one", PLAIN)])])))
    glass.written = 0
    glass.show(painted.only_changes(whole([strip_of([("card two", PLAIN)])])))
    assert glass.written == 3


def test_a_line_with_wide_letters_is_written_whole():
    painted, glass = Painted(), Glass(1)
    line = strip_of([("漢 one", PLAIN)])
    for _ in range(2):
        glass.written = 0
        glass.show(painted.only_changes(whole([line])))
        assert glass.written == WIDTH - 1
