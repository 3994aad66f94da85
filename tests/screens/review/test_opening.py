"""Opening a review by its real keys: the fields, who is here, and which keys are named."""

from __future__ import annotations

import pytest

from screens.review.opening import OpenReview


def shade(desk, text):
    """The style in which ``text`` is drawn first."""
    for strip in desk.app.screen._compositor.render_strips():
        for part in strip:
            if text in part.text:
                return part.style
    raise AssertionError(f"{text} is not shown")


async def test_the_keys_that_open_it_are_named(room):
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
async def test_the_cursor_among_who_is_here_is_plain_to_see(room, environment):
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


async def test_the_app_opened_at_the_review_offers_a_new_one(live, until):
    app = live.app("review")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, OpenReview))
