"""A report's Markdown as drawn lines: what was escaped is shown as it was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.theme.themes import UNICODE
from screens.widgets.markdown import markdown_lines
from screens.widgets.styled_lines import LineBuilder
from store.common.markup import escape

PEN = LineBuilder(UNICODE)


def drawn(text: str, width: int = 60) -> list[str]:
    return ["".join(part for part, _ in line) for line in markdown_lines(PEN, text, width)]


def test_headings_lists_and_bold_are_drawn_plainly() -> None:
    text = "# Report\n\n## Commitments\n\n- **Connect**: Use the name\n  - Dana, due 2 Nov\n"
    assert drawn(text) == [
        "Report",
        "",
        "Commitments",
        "",
        "• Connect: Use the name",
        "  • Dana, due 2 Nov",
    ]


def test_bold_is_bold_and_only_that() -> None:
    (line,) = markdown_lines(PEN, "- **Connect**: name", 60)
    assert [text for text, role in line if "bold" in role] == ["Connect"]


def test_code_stands_without_its_marks() -> None:
    assert drawn("- ` ├──●┼─┤ ` no clear change, `care` says") == [
        "• ├──●┼─┤ no clear change, care says"
    ]
    assert drawn("a lone ` stays") == ["a lone ` stays"]


def test_items_hang_behind_their_dot() -> None:
    assert drawn("- one two three", 9) == ["• one two", "  three"]


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_what_was_escaped_is_shown_as_typed(text: str) -> None:
    shown = drawn(f"- **Connect**: {escape(text)}", 200)
    assert shown == [f"• Connect: {' '.join(text.split())}".rstrip()]
