"""The road to the store and back: threads, refusals, failures, a fresh snapshot."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.core.store_calls import act, attempt, read
from store.common.errors import Refused
from store.journal.seat import Seat

if TYPE_CHECKING:
    from tests.screens.conftest import Staged

pytestmark = pytest.mark.usefixtures("plain_views")


async def test_a_change_runs_in_a_thread_and_its_snapshot_is_there(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test() as pilot:
        await settle(pilot)

        def rename(seat: Seat, name: str, *, loud: Any) -> Seat:
            assert threading.current_thread() is not threading.main_thread()
            team = replace(show.snapshot.team, name=name.upper() if loud else name)
            show.snapshot = replace(show.snapshot, team=team, seq=2)
            return seat

        outcome = await act(show.main, rename, "Beta", loud=True)
        assert outcome
        assert outcome.value is show.seat
        assert show.main.snapshot.team.name == "BETA"


async def test_a_private_turn_acts_from_its_own_seat(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app(member="dana")
    async with show.app.run_test() as pilot:
        await settle(pilot)
        assert show.main.typist == "Dana"
        await show.main.begin_turn(show.seat_of("lee"), "Lee")
        outcome = await read(show.main, lambda seat: seat.member_id)
        assert outcome.value == "lee"


def refuse(_seat: Seat) -> None:
    raise Refused("[b]Not[/b] now.", field="name")


async def test_a_refusal_is_shown_and_comes_back(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test() as pilot:
        await settle(pilot)
        outcome = await act(show.main, refuse)
        assert not outcome
        assert outcome.refused.field == "name"
        await pilot.pause()
        (note,) = show.app._notifications
        assert note.message == "[b]Not[/b] now."
        assert note.markup is False


async def test_an_attempt_leaves_the_showing_to_the_caller(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test() as pilot:
        await settle(pilot)
        assert not await attempt(show.main, refuse)
        assert list(show.app._notifications) == []


def break_down(_seat: Seat) -> None:
    raise ValueError("the card says hunter2")


async def test_what_nobody_foresaw_is_written_down_and_said(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    seen: list[BaseException] = []
    show.app_context.report_failure = lambda failure: seen.append(failure) or "It went wrong."
    async with show.app.run_test() as pilot:
        await settle(pilot)
        outcome = await act(show.main, break_down)
        assert not outcome
        assert isinstance(seen[0], ValueError)
        await pilot.pause()
        assert [note.message for note in show.app._notifications] == ["It went wrong."]


async def test_without_anybody_to_report_to_it_is_raised(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test() as pilot:
        await settle(pilot)
        with pytest.raises(ValueError, match="hunter2"):
            await act(show.main, break_down)


async def test_before_the_workspace_is_open_nothing_is_changed(
    stage_app: Callable[..., Staged],
) -> None:
    show = stage_app()
    show.app_context.seat = None
    async with show.app.run_test():
        show.app_context.seat = None
        outcome = await attempt(show.main, break_down)
        assert "still opening" in outcome.refused.message
