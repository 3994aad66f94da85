import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.theme.safe_text import fit, pad, plain, safe, wrap

FAMILY = "👩\u200d👩\u200d👧"
HOSTILE = [
    "\x1b[2Jgone",
    "\x1b]52;c;aGk=\x07",
    "\x9b31mred",
    "nul\x00nul",
    "\u202egnihtyna",
    "[/][@click=app.quit]press[/]",
    "zero\u200bwidth\ufeff",
    "half \ud800 pair",
    "tab\tand\r\nline",
    "a" + "\u0301" * 500,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_drawn_controls_the_terminal(text: str) -> None:
    drawn = safe(text)
    assert not [letter for letter in drawn if unicodedata.category(letter) in {"Cc", "Cs"}]
    assert not set(drawn) & set("\u202e\u200b\ufeff")
    assert drawn.encode("utf-8")


def test_markup_stays_text() -> None:
    content = plain("[bold]not bold[/bold] [@click=app.quit]")
    assert content.plain == "[bold]not bold[/bold] [@click=app.quit]"
    assert content.spans == []


@pytest.mark.parametrize(
    ("text", "cells"), [(FAMILY, 6), ("👍🏽", 2), ("❤\ufe0f", 1), ("1\ufe0f\u20e3", 1), ("日本", 4)]
)
def test_sequences_that_terminals_disagree_about_come_apart(text: str, cells: int) -> None:
    drawn = safe(text)
    assert not set(drawn) & set("\u200d\ufe0f🏽")
    assert cell_len(drawn) == sum(cell_len(letter) for letter in drawn) == cells


def test_persian_keeps_its_non_joiner_and_letters_their_accents() -> None:
    assert safe("می\u200cخواهم") == "می\u200cخواهم"
    assert safe("cafe\u0301") == "cafe\u0301"


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("café – “naïve”…", 'cafe - "naive"...'),
        ("Łódź, Straße, smørrebrød", "Lodz, Strasse, smorrebrod"),
        ("cafe\u0301", "cafe"),
        ("日本 ok", "?? ok"),
    ],
)
def test_ascii_spells_what_has_a_spelling(text: str, spelled: str) -> None:
    assert safe(text, ascii=True) == spelled


@given(st.text())
def test_ascii_is_ascii_whatever_comes(text: str) -> None:
    assert safe(text, ascii=True).isascii()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Error page: no way forward", 15, ("Error page: no", "way forward")),
        ("Renewal thank-you", 14, ("Renewal thank-", "you")),
        ("web/mobile", 6, ("web/", "mobile")),
        ("abcdefghij", 4, ("abcd", "efgh", "ij")),
        ("客服中心很好", 5, ("客服", "中心", "很好")),
        ("第一通、電話", 6, ("第一", "通、電", "話")),
        ("", 5, ("",)),
        ("a\n\nb", 5, ("a", "", "b")),
    ],
)
def test_wrap_breaks_where_people_would(text: str, width: int, lines: tuple[str, ...]) -> None:
    assert wrap(text, width) == lines


def test_later_lines_hang_in() -> None:
    assert wrap("one two three four", 9, hang=2) == ("one two", "  three", "  four")
    assert wrap("abcdefghij", 5, hang=2) == ("abcde", "  fgh", "  ij")


def test_a_limit_says_that_text_is_missing() -> None:
    assert wrap("one two three", 5, limit=2) == ("one", "two…")
    assert wrap("Renewal thank-you", 14, limit=1) == ("Renewal thank…",)
    assert wrap("one two", 5, limit=2) == ("one", "two")
    assert wrap("one two three", 5, limit=2, ellipsis="~") == ("one", "two~")


words = st.text(st.sampled_from("ab -/é日本、한👍\u0301\n ") | st.characters(codec="utf-8"))


@given(words, st.integers(2, 40), st.integers(0, 4))
def test_wrapped_lines_fit_and_lose_nothing_but_space(text: str, width: int, hang: int) -> None:
    text = safe(text, multiline=True)
    lines = wrap(text, width, hang=hang)
    assert all(cell_len(line) <= width for line in lines)
    visible = [letter for letter in text if not letter.isspace() and cell_len(letter)]
    drawn = [letter for letter in "".join(lines) if not letter.isspace() and cell_len(letter)]
    assert drawn == visible


@given(words, st.integers(2, 40), st.integers(1, 4))
def test_limited_lines_fit_too(text: str, width: int, limit: int) -> None:
    lines = wrap(safe(text, multiline=True), width, limit=limit)
    assert len(lines) <= limit
    assert all(cell_len(line) <= width for line in lines)


@given(words, st.integers(0, 40))
def test_padded_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    text = safe(text)
    assert cell_len(pad(text, width)) == width
    assert cell_len(fit(text, width)) <= width


def test_a_cut_never_halves_a_wide_character() -> None:
    assert fit("日本語", 4) == "日…"
    assert pad("日本語", 5) == "日本…"
    assert fit("日本語", 6) == "日本語"
    assert fit("abc", 0) == ""
