"""The table of commands: complete, without clashes, and re-bindable."""

from __future__ import annotations

import pytest
from textual.keys import _character_to_key

from screens.keys import BY_ID, COMMANDS, REACHABLE, Where, check_rebinding, commands_of, key_name


@pytest.mark.parametrize("place", REACHABLE)
def test_no_two_commands_reachable_in_one_place_share_a_key(place):
    taken: dict[str, str] = {}
    for command in commands_of(*REACHABLE[place]):
        for key in command.key_list:
            assert key not in taken, f"{key} is {taken.get(key)} and {command.id} in {place}"
            taken[key] = command.id


def test_every_command_has_a_name_of_its_own():
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        (Where.EVERYWHERE, "1 2 3 4 5 6 r b / u ctrl+r , ? ctrl+p escape q"),
        (Where.PROGRAM, "ctrl+q"),
        (Where.CURSOR, "up down left right h j k l"),
        (Where.BOARD, "a e enter H J K L shift+up shift+down shift+left shift+right"),
        (Where.BOARD, "f space m v V x o i"),
        (Where.REVIEW, "> < t + w y R G"),
        (Where.RATING, "1 2 3 4 5"),
        (Where.COMMITMENTS, "d x c e"),
        (Where.TODAY, "i enter"),
        (Where.PICK, "enter e s tab"),
        (Where.EVIDENCE, "a i m s o p B enter"),
        (Where.CYCLES, "[ ] E enter"),
        (Where.FORM, "ctrl+s escape"),
    ],
)
def test_every_designed_key_is_there(where, keys):
    bound = {key for command in commands_of(where) for key in command.key_list}
    named = {_character_to_key(key) if len(key) == 1 else key for key in keys.split()}
    assert named <= bound


def test_keys_are_named_by_what_a_textual_key_event_says():
    for command in COMMANDS:
        for key in command.key_list:
            plain = key.rpartition("+")[2]
            assert len(plain) > 1 or _character_to_key(plain) == plain, command.id


def test_an_unknown_command_and_a_taken_key_are_said():
    good, problems = check_rebinding(
        {"board.add": "n", "board.ad": "z", "board.merge": "x", "board.notes": " "}
    )
    assert good == {"board.add": "n"}
    assert len(problems) == 3
    assert "board.ad" in problems[0]
    assert "board.notes" in problems[1]
    assert "board.archive" in problems[2]


def test_two_keys_may_change_places():
    good, problems = check_rebinding({"board.merge": "x", "board.archive": "m"})
    assert good == {"board.merge": "x", "board.archive": "m"}
    assert problems == []


def test_keys_are_written_as_people_write_them():
    assert [key_name(key) for key in ("ctrl+s", "greater_than_sign", "escape", "shift+up")] == [
        "^s",
        ">",
        "esc",
        "shift+up",
    ]
