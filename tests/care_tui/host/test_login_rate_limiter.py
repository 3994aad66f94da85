"""Guesses are counted by address, slowed, then not looked at; connections are limited."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from care_tui.host import login_rate_limiter
from care_tui.host.login_rate_limiter import LoginRateLimiter, network


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_each_wrong_code_makes_the_next_answer_slower_up_to_a_limit() -> None:
    door = LoginRateLimiter(Clock())
    assert [door.guess("192.0.2.1")[0] for _ in range(7)] == [0.5, 1, 2, 4, 8, 8, 8]
    assert door.guess("192.0.2.2") == (0.5, True)


def test_after_ten_wrong_codes_none_is_looked_at_for_a_quarter_of_an_hour() -> None:
    clock = Clock()
    door = LoginRateLimiter(clock)
    assert [door.guess("192.0.2.1")[1] for _ in range(12)] == [True] * 10 + [False] * 2
    clock.now += login_rate_limiter.BLOCKED - 1
    assert door.guess("192.0.2.1") == (8, False)
    clock.now += 1
    assert door.guess("192.0.2.1") == (0.5, True)


def test_guesses_made_at_the_same_time_are_all_counted() -> None:
    door = LoginRateLimiter(Clock())
    allowed = [door.guess("192.0.2.1")[1] for _ in range(50)]
    assert sum(allowed) == login_rate_limiter.MOST_WRONG


def test_a_right_code_clears_its_address() -> None:
    door = LoginRateLimiter(Clock())
    for _ in range(4):
        door.guess("192.0.2.1")
    door.right("192.0.2.1")
    assert door.guess("192.0.2.1") == (0.5, True)


def test_addresses_are_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_rate_limiter, "_REMEMBERED", 3)
    door = LoginRateLimiter(Clock())
    for number in range(9):
        door.guess(f"192.0.2.{number}")
    assert len(door._wrong) == 3
    assert door.guess("192.0.2.8")[0] == 1.0


def test_who_has_waited_longest_makes_room_where_most_wait() -> None:
    door = LoginRateLimiter(Clock())
    dropped: list[str] = []

    def knock(address: Any, name: str = "") -> Any:
        return door.enter(address, lambda: dropped.append(name or address))

    colleague = knock("192.0.2.1", "colleague")
    for number in range(login_rate_limiter.MOST_WAITING_HERE):
        knock("192.0.2.1", f"here {number}")
    assert dropped == ["colleague"]
    knock("203.0.113.9", "alone")
    for number in range(login_rate_limiter.MOST_WAITING):
        knock(f"198.51.100.{number % 3}")
    door.leave(colleague)
    assert "alone" not in dropped
    assert (
        len(dropped)
        == 2
        + login_rate_limiter.MOST_WAITING_HERE
        + login_rate_limiter.MOST_WAITING
        - login_rate_limiter.MOST_WAITING
    )


def test_who_has_the_app_makes_room_for_who_waits() -> None:
    door = LoginRateLimiter(Clock())
    dropped: list[int] = []
    for number in range(1000):
        door.leave(door.enter("192.0.2.1", partial(dropped.append, number)))
    assert dropped == []


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
def test_what_counts_as_one_address(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same
