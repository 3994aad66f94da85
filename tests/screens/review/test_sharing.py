"""Sending the summary by key, in Close and in Reviews, to a real webhook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from care_tui.sharing.sent import SentRecords
from care_tui.sharing.sharing import Sharing
from care_tui.sharing.targets import Target
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.improvements import improvements
from store.reviews import reviews
from store.reviews.closing import close_review
from tests.receivers import Webhook, webhook_server

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room


@pytest.fixture
def hook() -> Iterator[Webhook]:
    """A webhook."""
    with webhook_server() as server:
        yield server


@pytest.fixture
def at_close(room: Room) -> Room:
    """A short review in its last step."""
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W48")
    improvements.pick(room.seat, Stage.CONNECT, "Use the name", cycle="2026-W48")
    reviews.go_to_step(room.seat, 2)
    return room


def places(room: Room, *urls: str) -> Callable[[], Sharing]:
    targets = [Target(f"chat{number}", url) for number, url in enumerate(urls, 1)]
    return lambda: Sharing(targets, SentRecords(room.folder / "sent"), room.clock, "Name a place.")


async def test_close_sends_after_asking(at_close: Room, hook: Webhook) -> None:
    async with at_close.desk((120, 36), open_sharing=places(at_close, hook.url())) as desk:
        await desk.press("r")
        assert "Send" in desk.keys
        await desk.press("S")
        assert "Send the summary to chat1 (json)?" in desk.said
        assert "The review is still open." in desk.said
        await desk.press("n")
        assert hook.came == []
        await desk.press("S", "y")
        assert "Sent to chat1 (json)." in desk.toasts
        assert "Use the name" in hook.came[0]["message"]
        await desk.press("S")
        assert "Send the summary to chat1 (json) again?" in desk.said
        assert "was sent to chat1" in desk.said


async def test_reviews_sends_the_review_under_the_cursor_where_one_chooses(
    at_close: Room, hook: Webhook
) -> None:
    close_review(at_close.seat)
    sharing = places(at_close, "json://127.0.0.1:1/x", hook.url())
    async with at_close.desk((120, 36), open_sharing=sharing) as desk:
        await desk.press("5", "S")
        assert "Send the summary to" in desk.said
        await desk.press("2", "y")
        assert "Sent to chat2 (json)." in desk.toasts
        assert "Week 48" in hook.came[0]["title"]


async def test_what_did_not_arrive_is_said_with_where_and_why(at_close: Room) -> None:
    async with at_close.desk(
        (120, 36), open_sharing=places(at_close, "json://127.0.0.1:1/x")
    ) as desk:
        await desk.press("r", "S", "y")
        assert "was not sent to chat1 (json): nothing answers at its address" in " ".join(
            desk.toasts.split()
        )
        await desk.press("S")
        assert "Send the summary to chat1 (json) again?" not in desk.said


async def test_without_a_place_and_in_the_sample_it_says_so(at_close: Room) -> None:
    async with at_close.desk((120, 36), open_sharing=places(at_close)) as desk:
        await desk.press("r")
        assert "Send" not in desk.keys
        assert "S to send" not in desk.said
        await desk.press("S")
        assert "Nowhere to send it yet" in desk.said
        assert "Name a place." in desk.said
    async with at_close.desk((120, 36)) as desk:
        await desk.press("r", "S")
        assert "The sample is invented" in desk.toasts
