"""What opens by itself takes nothing that was typed for what it covers, and loses nothing silently."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from screens.commands.log_in_key import offer_key
from screens.core import unasked
from store.reviews import reviews
from store.reviews.closing import close_review
from store.teams import access

if TYPE_CHECKING:
    from tests.screens.review.conftest import Desk, Room

NO_END = 3600.0
_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
_QUESTION = "Log in with your SSH key next time?"


def offer(desk: Desk) -> None:
    desk.main.run_worker(offer_key(desk.main, [_KEY]), group=unasked.GROUP)


async def test_it_waits_until_nobody_types(
    room: Room, monkeypatch: pytest.MonkeyPatch, until: Callable[..., Any]
) -> None:
    monkeypatch.setattr(unasked, "STILL", NO_END)
    async with room.desk(member=room.member("Lee")) as desk:
        offer(desk)
        await desk.pilot.press("2")
        await until(desk.pilot, lambda: desk.main.view == "board")
        assert _QUESTION not in desk.text
        monkeypatch.setattr(unasked, "STILL", 0.0)
        await until(desk.pilot, lambda: _QUESTION in desk.text)
        await desk.press("1")
        assert [each.line for each in access.keys_of(room.seat, room.member("Lee"))]


async def test_it_waits_for_keys_that_have_not_acted(
    room: Room, monkeypatch: pytest.MonkeyPatch, until: Callable[..., Any]
) -> None:
    async with room.desk(member=room.member("Lee")) as desk:
        looks: list[object] = []

        def keys_wait() -> bool:
            looks.append(None)
            return True

        monkeypatch.setattr(desk.app.app_context, "keys_wait", keys_wait)
        offer(desk)
        await until(desk.pilot, lambda: len(looks) > 3)
        assert _QUESTION not in desk.text
        monkeypatch.setattr(desk.app.app_context, "keys_wait", lambda: False)
        await until(desk.pilot, lambda: _QUESTION in desk.text)


async def test_a_key_of_its_first_moments_is_no_answer_and_is_told(
    room: Room, monkeypatch: pytest.MonkeyPatch, until: Callable[..., Any]
) -> None:
    monkeypatch.setattr(unasked, "FIRST_MOMENTS", NO_END)
    lee = room.member("Lee")
    async with room.desk(member=lee) as desk:
        offer(desk)
        await until(desk.pilot, lambda: _QUESTION in desk.text)
        await desk.press("1", "enter", "4", "escape")
        assert _QUESTION in desk.text
        assert "You typed “14” as this opened. It was not used." in desk.said
        assert "esc Back" not in desk.keys
        assert not access.keys_of(room.seat, lee)
        monkeypatch.setattr(unasked, "FIRST_MOMENTS", 0.0)
        await until(desk.pilot, lambda: "esc Back" in desk.keys)
        await desk.press("1")
        assert access.keys_of(room.seat, lee)


async def test_the_ending_waits_for_who_writes_in_a_dialog(
    room: Room, until: Callable[..., Any]
) -> None:
    reviews.open_review(room.seat, planned="2026-W48")
    reviews.go_to_step(room.seat, len(room.snapshot.review.steps) - 1)
    async with room.desk(member=room.member("Lee")) as desk:
        await desk.press("2", "e")
        close_review(room.seat)
        await desk.reload()
        assert "Nothing is yours this week, Lee." not in desk.said
        await desk.press("escape")
        await until(desk.pilot, lambda: "Nothing is yours this week, Lee." in desk.said)


async def test_who_closes_the_review_reads_its_ending_at_once(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unasked, "STILL", NO_END)
    monkeypatch.setattr(unasked, "FIRST_MOMENTS", NO_END)
    reviews.open_review(room.seat, planned="2026-W48")
    reviews.go_to_step(room.seat, len(room.snapshot.review.steps) - 1)
    async with room.desk() as desk:
        await desk.press("r", "greater_than_sign", "y")
        assert "The review is closed" in desk.said
        await desk.press("escape")
        assert not desk.app.screen.is_modal
