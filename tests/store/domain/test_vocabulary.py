"""Every word of the product is explained in a line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.domain.vocabulary import LONGEST, WORDS, Word, explained

ROOT = Path(__file__).parents[3]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
PRODUCT = re.findall(r"^\| ([^|`]+?) \|", GLOSSARY.partition("## The code")[0], re.MULTILINE)[1:]
MEASURES = ["CSAT", "NPS", "CES", "XmR", "usual range"]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.name)
def test_a_word_takes_one_line(word: Word) -> None:
    assert len(word.meaning) <= LONGEST
    assert len(word.name) <= 15
    assert not word.meaning.endswith(".")


@pytest.mark.parametrize("name", [*(each for each in PRODUCT if each.strip("-")), *MEASURES])
def test_every_word_of_the_glossary_is_explained(name: str) -> None:
    assert explained(name.removeprefix("the ")) or explained(name)


def test_no_word_is_explained_twice() -> None:
    assert len({word.name for word in WORDS}) == len(WORDS)
