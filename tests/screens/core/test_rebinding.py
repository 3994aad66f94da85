"""Commands under other keys: what cannot be used is said; two may change places."""

from __future__ import annotations

from screens.core.rebinding import check_rebinding


def test_an_unknown_command_and_a_taken_key_are_said() -> None:
    good, problems = check_rebinding(
        {"board.add": "n", "board.ad": "z", "board.merge": "x", "board.notes": " "}
    )
    assert good == {"board.add": "n"}
    assert len(problems) == 3
    assert "board.ad" in problems[0]
    assert "board.notes" in problems[1]
    assert "board.archive" in problems[2]


def test_two_keys_may_change_places() -> None:
    good, problems = check_rebinding({"board.merge": "x", "board.archive": "m"})
    assert good == {"board.merge": "x", "board.archive": "m"}
    assert problems == []
