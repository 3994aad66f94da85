"""User text: what is taken out, what stays, and what is refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.common.errors import Refused
from store.common.text import clean, drawable, fold_key, is_visible
from store.common.text_input import required_text

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

hostile = st.text(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from(
            "\x00\x07\x1b\x9b\x7f\t\n\r\x0b\x0c\x85\u2028\u2029\u200b\u200d\ufeff \ud800"
        ),
        st.sampled_from(sorted(BIDI)),
        st.sampled_from("e\u0301[/]31m"),
    )
)


def is_unsafe(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in BIDI


@given(hostile, st.booleans())
def test_cleaning_twice_changes_nothing(text: str, multiline: bool) -> None:
    once = clean(text, multiline=multiline)
    assert clean(once.text, multiline=multiline).text == once.text
    assert clean(once.text, multiline=multiline).removed == 0


@given(hostile, st.booleans())
def test_nothing_unsafe_is_left(text: str, multiline: bool) -> None:
    kept = {"\n"} if multiline else set()
    for result in (clean(text, multiline=multiline).text, drawable(text, multiline=multiline)):
        assert not [
            character for character in result if is_unsafe(character) and character not in kept
        ]
        result.encode("utf-8")


@given(hostile)
def test_clean_text_is_drawn_as_it_is(text: str) -> None:
    cleaned = clean(text).text
    assert drawable(cleaned) == cleaned


@pytest.mark.parametrize(
    ("typed", "kept", "removed"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m", 2),
        ("a\u202eb\u2069c", "abc", 2),
        ("nul\x00 bell\x07 csi\x9b", "nul bell csi", 3),
        ("lone\udcff", "lone", 1),
        ("zero\u200bwidth\ufeff", "zerowidth", 2),
        ("  tab\there ", "tab here", 0),
        ("two\r\nlines", "two lines", 0),
        ("two\u2028lines", "two lines", 1),
        ("Cafe\u0301", "Café", 0),
        ("می\u200cخواهم", "می\u200cخواهم", 0),
        ("[/b] [link=x]", "[/b] [link=x]", 0),
        ("👩\u200d💻", "👩\u200d💻", 0),
    ],
)
def test_what_goes_and_what_stays(typed: str, kept: str, removed: int) -> None:
    assert clean(typed) == clean(kept).__class__(kept, removed)


def test_many_lines_keep_their_breaks() -> None:
    assert clean("one  \r\n\ttwo\rthree\n\n", multiline=True).text == "one\n two\nthree"


@pytest.mark.parametrize("typed", ["", "   ", "\n\t"])
def test_an_empty_text_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"A touchpoint can't be empty\.") as refused:
        required_text(typed, "A touchpoint", "text")
    assert refused.value.field == "text"


@pytest.mark.parametrize("typed", ["\x1b\x07", "\u202e", "\u200d", "\u3164", "\u0301"])
def test_a_text_with_nothing_to_see_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="This has none"):
        required_text(typed, "A touchpoint", "text")


def test_the_limit_is_counted_after_cleaning() -> None:
    assert len(required_text("x" * 10_000 + "\x00 ", "A touchpoint", "text")) == 10_000
    with pytest.raises(Refused) as refused:
        required_text("x" * 12_345, "A touchpoint", "text")
    assert (
        refused.value.message == "A touchpoint may have at most 10,000 characters. This has 12,345."
    )


def test_names_that_people_call_the_same_fold_alike() -> None:
    assert fold_key("  Ana  MARÍA ") == fold_key("ana mari\u0301a") == "ana maría"
    assert fold_key("STRASSE") == fold_key("straße")
    assert fold_key("Ａｎｎａ") == fold_key("anna")
    assert fold_key("Ana") != fold_key("Anna")


@given(hostile)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_key(fold_key(text)) == fold_key(text)


def test_letters_in_any_script_are_visible() -> None:
    assert all(is_visible(text) for text in ("a", "字", "👍", "हिन्दी", "1", "-"))
