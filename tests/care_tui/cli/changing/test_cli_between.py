"""``add --private``, ``private`` and ``park``: what is given between the meetings."""

from __future__ import annotations

from typing import Any

import pytest

SECRET = "The queue on Mondays"


@pytest.fixture
def lee(care: Any) -> Any:
    """What Lee types, in place of the room."""

    def run(*words: str) -> Any:
        return care.run("--as", "Lee", *words)

    return run


def test_a_private_touchpoint_is_its_writers_alone(care: Any, lee: Any) -> None:
    written = lee("add", "--private", "assist", SECRET)
    assert written.code == 0
    assert "Only you see “The queue on Mondays” until the next review's Map" in written.err
    id = written.out.strip()
    assert SECRET in lee("private", "list").out
    care("member", "add", "Kim")
    for words in (
        ("board",),
        ("board", "--json"),
        ("status",),
        ("status", "--json"),
        ("export",),
        ("--as", "Kim", "private", "list"),
    ):
        ran = care.run(*words)
        assert ran.code == 0
        assert SECRET not in ran.out + ran.err
    assert "1 private touchpoint waits for it" in care("status")
    assert care.json("status")["waiting"] == {"touchpoints": 1, "voters": 0, "parked": 0}
    assert (
        "no private touchpoint of yours"
        in care.run("--as", "Kim", "private", "drop", id).err.lower()
    )
    assert lee("private", "edit", id[:5], "The queue").code == 0
    assert "The queue\n" in lee("private", "list").out
    assert "Took back “The queue”" in lee("private", "drop", id).err
    assert "Nothing of yours waits" in lee("private", "list").err


def test_votes_are_put_aside_for_the_next_review(care: Any, lee: Any) -> None:
    id = care("add", "connect", "Welcome").strip()
    assert "4 votes left" in lee("private", "vote", id[:6]).err
    assert "3 votes left" in lee("private", "vote", id).err
    assert lee("private", "vote", id, "--take-back").code == 0
    assert "Welcome  ●" in lee("private", "list").out
    assert care.json("--as", "Lee", "private", "list") == {
        "touchpoints": [],
        "votes": [{"id": id, "votes": 1}],
    }
    assert lee("private", "vote", "zzzzzz").code == 1


def test_the_room_and_more_than_a_text_are_refused(care: Any, lee: Any) -> None:
    ran = care.run("add", "--private", "assist", SECRET)
    assert (ran.code, ran.out) == (1, "")
    assert "--as NAME" in ran.err
    ran = lee("add", "--private", "assist", SECRET, "--friction", "2")
    assert ran.code == 2
    assert lee("private", "drop", "abc").code == 1


def test_notes_are_parked_listed_taken_up_and_dropped(care: Any, lee: Any) -> None:
    assert "Nothing is parked" in care.run("park", "list").err
    first = care("park", "ask legal", "about refunds").strip()
    second = lee("park", "add", "list").out.strip()
    third = care("park", "Ask for the number once").strip()
    fourth = care("park", "Later").strip()
    assert {note["text"]: note["by"] for note in care.json("park", "list")} == {
        "ask legal about refunds": None,
        "list": "Lee",
        "Ask for the number once": None,
        "Later": None,
    }
    assert "Parked   4 notes" in care("status")
    card = care("park", "take", first[:6], "resolve").strip()
    assert card in care("board", "--json")
    picked = care("park", "take", third, "assist", "--pick").strip()
    assert care.json("status")["improvements"][0]["id"] == picked
    care("park", "edit", second, "a list")
    care("park", "drop", fourth)
    assert [note["text"] for note in care.json("park", "list")] == ["a list"]
    assert "a list  (Lee, " in care("park", "list")
    assert "no parked note" in care.run("park", "drop", fourth).err
    care("undo", "--yes")
    assert "Later" in care("park", "list")


def test_a_misspelt_command_is_not_parked(care: Any) -> None:
    ran = care.run("park", "lists")
    assert ran.code == 2
    assert "Did you mean list? To park the word: care park add lists" in ran.err
    assert care.run("park").code == 2 or "Usage" in care.run("park").out
    assert care.run("park", "take", "zzzzzz", "assist", "--cycle", "2026-W50").code == 2
    assert care.json("park", "list") == []
