"""Opening a review by its real keys: the fields, who is here, and which keys are named."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from screens.review.opening import OpenReview
from store.domain.stages import Stage
from store.reviews import early, reviews
from store.teams import members

if TYPE_CHECKING:
    from tests.conftest import Live
    from tests.screens.review.conftest import Desk, Room


def shade(desk: Desk, text: str) -> Any:
    """The style in which ``text`` is drawn first."""
    for strip in desk.app.screen._compositor.render_strips():
        for part in strip:
            if text in part.text:
                return part.style
    raise AssertionError(f"{text} is not shown")


async def test_the_keys_that_open_it_are_named(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("r")
        assert "^s Start" in desk.keys
        assert "Save" not in desk.keys
        assert "Here or away" not in desk.keys
        await desk.press("tab", "tab")
        assert "space Here or away" in desk.keys
        await desk.press("space", "ctrl+s")
        assert [member.name for member in room.snapshot.review.present] == ["Lee", "Sam"]


@pytest.mark.parametrize("environment", [{"COLORTERM": "truecolor"}, {"NO_COLOR": "1"}])
async def test_the_cursor_among_who_is_here_is_plain_to_see(room: Room, environment: Any) -> None:
    async with room.desk(environment=environment) as desk:
        await desk.press("r", "tab", "tab")
        assert "> ● Dana" in desk.text
        assert shade(desk, "Dana").bold
        await desk.press("down")
        assert "> ● Lee" in desk.text
        assert "  ● Dana" in desk.text
        assert shade(desk, "Lee").bold
        assert not shade(desk, "Dana").bold
        await desk.press("tab")
        assert "> ●" not in desk.text


async def test_the_app_opened_at_the_review_offers_a_new_one(
    live: Live, until: Callable[..., Any]
) -> None:
    app = live.app("review")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, OpenReview))


async def test_the_sample_starts_with_the_whole_review(room: Room) -> None:
    async with room.desk(is_sample=True) as desk:
        await desk.press("r")
        assert "Check-in, Evidence, Look back, Map, Focus, Pick, Close" in desk.said


async def test_it_says_what_waits_and_whether_this_review_takes_it_in(room: Room) -> None:
    lee = room.seat.as_member(room.member("Lee"))
    early.write_card(lee, Stage.CONNECT, "Nobody has seen this")
    early.vote(lee, room.snapshot.board[0].touchpoints[0].id)
    async with room.desk() as desk:
        await desk.press("r")

        def steps() -> str:
            return str(desk.app.screen.query_one("#steps").render())

        waits = "1 private touchpoint and one person's votes wait"
        assert f"{waits} for this review." in steps()
        await desk.press("right")
        assert f"No Focus here: {waits} for the review after." in steps()
        await desk.press("right")
        assert f"No Map and no Focus here: {waits} for the review after." in steps()
        assert "Nobody has seen this" not in desk.text


async def test_it_closes_where_somebody_else_has_started_the_review(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("r", "tab")
        reviews.open_review(room.seat.as_member(room.member("Lee")))
        await desk.reload()
        assert "Start a review" not in desk.text
        assert "Lee started the review. Press r to join." in " ".join(desk.toasts.split())
        await desk.press("r")
        assert desk.main.view == "review"


async def test_it_closes_when_the_words_above_it_do(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("r", "f1")
        assert "every customer passes through" in desk.text
        reviews.open_review(room.seat.as_member(room.member("Lee")))
        await desk.reload()
        assert "every customer passes through" in desk.text
        await desk.press("escape")
        assert "Start a review" not in desk.text


async def test_who_is_here_follows_who_is_in_the_team(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("r", "tab", "tab", "space")
        members.member_leaves(room.seat, room.member("Lee"))
        members.add_member(room.seat, "Noor")
        await desk.reload()
        assert "Lee" not in desk.text
        assert "Noor" in desk.text
        await desk.press("ctrl+s")
        assert [each.name for each in room.snapshot.review.present] == ["Noor", "Sam"]
