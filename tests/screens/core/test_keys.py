"""The table of commands: complete, without clashes, and re-bindable."""

from __future__ import annotations

from typing import Any

import pytest
from textual.keys import _character_to_key

from screens.core.keys import (
    BY_ID,
    COMMANDS,
    REACHABLE,
    KeyScope,
    commands_of,
    key_name,
)


@pytest.mark.parametrize("place", REACHABLE)
def test_no_two_commands_reachable_in_one_place_share_a_key(place: Any) -> None:
    taken: dict[str, str] = {}
    for command in commands_of(*REACHABLE[place]):
        for key in command.key_list:
            assert key not in taken, f"{key} is {taken.get(key)} and {command.id} in {place}"
            taken[key] = command.id


def test_every_command_has_a_name_of_its_own() -> None:
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        (KeyScope.EVERYWHERE, "1 2 3 4 5 6 r b / u ctrl+r , ? ctrl+p escape q"),
        (KeyScope.PROGRAM, "ctrl+q"),
        (KeyScope.CURSOR, "up down left right h j k l"),
        (KeyScope.BOARD, "a e enter H J K L shift+up shift+down shift+left shift+right"),
        (KeyScope.BOARD, "f space m v V x o i"),
        (KeyScope.REVIEW, "> < t + w y R G"),
        (KeyScope.RATING, "1 2 3 4 5"),
        (KeyScope.COMMITMENTS, "d x c e"),
        (KeyScope.TODAY, "i enter"),
        (KeyScope.PICK, "enter e s tab"),
        (KeyScope.EVIDENCE, "a i m s o p B enter"),
        (KeyScope.CYCLES, "[ ] E enter"),
        (KeyScope.FORM, "ctrl+s escape"),
    ],
)
def test_every_designed_key_is_there(where: KeyScope, keys: str) -> None:
    bound = {key for command in commands_of(where) for key in command.key_list}
    named = {_character_to_key(key) if len(key) == 1 else key for key in keys.split()}
    assert named <= bound


def test_keys_are_named_by_what_a_textual_key_event_says() -> None:
    for command in COMMANDS:
        for key in command.key_list:
            plain = key.rpartition("+")[2]
            assert len(plain) > 1 or _character_to_key(plain) == plain, command.id


def test_keys_are_written_as_people_write_them() -> None:
    assert [key_name(key) for key in ("ctrl+s", "greater_than_sign", "escape", "shift+up")] == [
        "^s",
        ">",
        "esc",
        "shift+up",
    ]
