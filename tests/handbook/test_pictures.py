"""The pictures show the app as it is now, small enough for a page, and load nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from handbook.pictures.drawing import svg, text_of
from handbook.pictures.made_pictures import MOST_BYTES, frames_of, is_made_from
from handbook.pictures.recording import Frame, Scene, play
from handbook.pictures.storyboard import PICTURES

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.fixture(autouse=True)
def sample(copied_sample: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample team is built once for all pictures."""
    monkeypatch.setattr("handbook.pictures.recording.build_sample", copied_sample)


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_it_shows_what_the_app_shows_now(name: str) -> None:
    text = text_of(frames_of(name))
    assert text == (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), "make pictures"


@pytest.mark.parametrize("name", PICTURES)
def test_it_was_made_from_the_text_beside_it(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert is_made_from(FOLDER, name, text), "make pictures"
    assert not is_made_from(FOLDER, name, text.replace("Support", "Sales"))


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_small_whole_and_loads_nothing(name: str) -> None:
    drawn = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert len(drawn.encode()) < MOST_BYTES
    ElementTree.fromstring(drawn)
    assert not re.search(r"url\(|@import|<image|<script|href=\"(?!#)", drawn)
    assert PICTURES[name].told.split(":")[0] in drawn


def test_the_moving_one_takes_half_a_minute() -> None:
    assert 25 <= sum(scene.seconds for scene in PICTURES["review"].scenes) <= 35


def test_every_file_there_is_a_picture_of_the_storyboard() -> None:
    made = {f"{name}.{kind}" for name in PICTURES for kind in ("svg", "txt")}
    assert {path.name for path in FOLDER.iterdir()} == made


def test_what_is_never_shown_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.pictures.recording.PATIENCE", 2.0)
    with pytest.raises(TimeoutError, match="No such words"):
        play("today", [Scene("No such words")])


def test_letters_that_mean_something_in_svg_are_letters() -> None:
    strip = Strip([Segment(" <b> & “x” ", Style(bold=True)), Segment("r", Style(reverse=True))])
    drawn = svg([Frame((strip,), "1 < 2", 1.0)], "a & b")
    texts = [
        each.text for each in ElementTree.fromstring(drawn).iter() if each.tag.endswith("text")
    ]
    assert texts == ["<b> & “x”", "r", "1 < 2"]
