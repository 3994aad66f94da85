"""Guesses are counted by address, slowed, then not looked at; connections are limited."""

from __future__ import annotations

import pytest

from care_tui.host import guard
from care_tui.host.guard import Guard, network


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_each_wrong_code_makes_the_next_answer_slower_up_to_a_limit():
    door = Guard(Clock())
    assert [door.guess("192.0.2.1")[0] for _ in range(7)] == [0.5, 1, 2, 4, 8, 8, 8]
    assert door.guess("192.0.2.2") == (0.5, True)


def test_after_ten_wrong_codes_none_is_looked_at_for_a_quarter_of_an_hour():
    clock = Clock()
    door = Guard(clock)
    assert [door.guess("192.0.2.1")[1] for _ in range(12)] == [True] * 10 + [False] * 2
    clock.now += guard.BLOCKED - 1
    assert door.guess("192.0.2.1") == (8, False)
    clock.now += 1
    assert door.guess("192.0.2.1") == (0.5, True)


def test_guesses_made_at_the_same_time_are_all_counted():
    door = Guard(Clock())
    allowed = [door.guess("192.0.2.1")[1] for _ in range(50)]
    assert sum(allowed) == guard.MOST_WRONG


def test_a_right_code_clears_its_address():
    door = Guard(Clock())
    for _ in range(4):
        door.guess("192.0.2.1")
    door.right("192.0.2.1")
    assert door.guess("192.0.2.1") == (0.5, True)


def test_addresses_are_not_remembered_without_end(monkeypatch):
    monkeypatch.setattr(guard, "_REMEMBERED", 3)
    door = Guard(Clock())
    for number in range(9):
        door.guess(f"192.0.2.{number}")
    assert len(door._wrong) == 3
    assert door.guess("192.0.2.8")[0] == 1.0


def test_connections_that_have_not_logged_in_are_limited_by_address_and_in_all():
    door = Guard(Clock())
    here = [door.enter("192.0.2.1") for _ in range(guard.MOST_WAITING_HERE + 1)]
    assert here == [True] * guard.MOST_WAITING_HERE + [False]
    door.leave("192.0.2.1")
    assert door.enter("192.0.2.1")
    others = [door.enter(f"198.51.100.{number % 200}") for number in range(guard.MOST_WAITING)]
    assert sum(others) == guard.MOST_WAITING - guard.MOST_WAITING_HERE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("unknown", "unknown", True),
    ],
)
def test_what_counts_as_one_address(one, other, same):
    assert (network(one) == network(other)) is same
