"""Sheets: paragraphs keep their words and roles, boxes and columns keep their widths."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from screens.theme.themes import ASCII, UNICODE
from screens.widgets.styled_lines import (
    LineBuilder,
    Span,
    StyledLines,
    boxed,
    line_width,
    padded_line,
    side_by_side,
)

PEN = LineBuilder(UNICODE)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.lists(st.tuples(TEXT, st.sampled_from(["", "bold", "muted"])), max_size=4))
def test_a_paragraph_keeps_every_letter_and_its_role(parts: Any) -> None:
    spans = [PEN.span(text, role) for text, role in parts]
    lines = PEN.flow(spans, 20, hang=2)
    wanted = [(letter, role) for text, role in spans for letter in text if not letter.isspace()]
    drawn = [
        (letter, role)
        for line in lines
        for text, role in line
        for letter in text
        if not letter.isspace()
    ]
    assert drawn == wanted
    assert all(line_width(line) <= 20 for line in lines)


def test_later_lines_hang() -> None:
    lines = PEN.flow([Span("one two "), Span("three four", "bold")], 10, hang=2)
    assert ["".join(text for text, _ in line) for line in lines] == ["one two", "  three", "  four"]


def test_groups_stay_together_and_go_to_the_next_line_whole() -> None:
    lines = PEN.spread([[Span("one two")], [Span("three")], [Span("four five")]], 16)
    assert ["".join(text for text, _ in line) for line in lines] == ["one two   three", "four five"]


def test_an_empty_group_leaves_no_gap() -> None:
    assert PEN.spread([[Span("")], [Span("one")]], 10) == [(Span("one"),)]


@given(TEXT, st.integers(1, 30))
def test_a_padded_line_is_exactly_as_wide_as_asked(text: str, width: Any) -> None:
    assert line_width(padded_line((PEN.span(text),), width)) == width


def test_a_box_is_as_large_as_asked_whatever_is_in_it() -> None:
    title = (Span(" C Connect "),)
    for body in ([], [(Span("x" * 50),)], [()] * 20):
        box = boxed(title, body, 24, 6, UNICODE, "edge")
        assert len(box) == 6
        assert {line_width(line) for line in box} == {24}


def test_columns_stand_in_their_widths_with_their_stops() -> None:
    left, right = StyledLines(), StyledLines()
    left.stop("a", [(Span("left"),)], 4)
    right.add((Span("right"),))
    right.stop("b", [(Span("below"),)], 5)
    both = side_by_side([left, right], [10, 10])
    assert ["".join(text for text, _ in line) for line in both.lines] == [
        "left      right     ",
        "          below     ",
    ]
    assert [(stop.key, stop.x, stop.y) for stop in both.stops] == [("a", 0, 0), ("b", 10, 1)]


def test_in_ascii_everything_is_spelled_in_ascii() -> None:
    line = LineBuilder(ASCII).line("“Größe” → …")
    assert line[0].text.isascii()
