"""Examples of what a screen will hold: whole columns at every width, and said to be examples."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from screens.theme.glyphs import ASCII, UNICODE, Glyphs
from screens.widgets import examples
from screens.widgets.styled_lines import LineBuilder

EVERY = (
    examples.WEEK,
    examples.SIX_WEEKS,
    examples.THREE_REVIEWS,
    examples.TWELVE_WEEKS,
    examples.THREE_PLACES,
)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [58, 78, 98])
@pytest.mark.parametrize("lines", EVERY)
def test_a_column_is_there_whole_or_not_at_all(
    lines: tuple[str, ...], width: int, glyphs: Glyphs
) -> None:
    drawn = examples.example(LineBuilder(glyphs), "An example", lines, width)
    for line in ("".join(span.text for span in each) for each in drawn):
        assert cell_len(line) <= width
        assert not line.rstrip().endswith(glyphs.ellipsis)


def test_the_columns_of_all_lines_end_together() -> None:
    drawn = examples.example(LineBuilder(UNICODE), "An example", examples.TWELVE_WEEKS, 58)
    head, *rows = ["".join(span.text for span in each).split() for each in drawn[2:]]
    assert head[-1] == "n"
    assert [row[-1] for row in rows] == ["40", "62", "33"]
