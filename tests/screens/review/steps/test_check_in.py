"""Check-in by its real keys: the opening question, the mood that ends one's part."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from store.domain.agenda import AgendaKind
from store.domain.opening_questions import OPENING_QUESTIONS, opening_question
from store.models.presence_state import Presence, State
from store.reviews import reviews
from store.reviews.closing import close_review
from store.teams import teams

if TYPE_CHECKING:
    from tests.screens.review.conftest import Room

CheckingIn = Callable[[str], None]


def test_another_question_opens_each_review_and_all_have_their_turn() -> None:
    asked = [opening_question(closed) for closed in range(len(OPENING_QUESTIONS))]
    assert sorted(asked) == sorted(OPENING_QUESTIONS)
    assert opening_question(len(asked)) == asked[0]


@pytest.fixture
def checking_in(room: Room) -> CheckingIn:
    """Opens a team review that plans a week."""

    def go(week: str) -> None:
        present = [member.id for member in room.snapshot.team.members]
        reviews.open_review(room.seat, AgendaKind.TEAM, week, present)

    return go


async def test_the_opening_question_is_another_the_next_time_and_a_mood_passes_the_keyboard_on(
    room: Room, checking_in: CheckingIn
) -> None:
    sizes = [(80, 24), (120, 36)]
    checking_in("2026-W48")
    async with room.desk() as desk:
        await desk.press("r")
        async for _ in desk.resized(*sizes):
            assert f"Ask first {OPENING_QUESTIONS[0]}" in desk.said
        reviews.go_to_step(room.seat, 6)
        close_review(room.seat)
        room.clock.move(days=7)
        checking_in("2026-W49")
    async with room.desk() as desk:
        await desk.press("r")
        async for _ in desk.resized(*sizes):
            assert OPENING_QUESTIONS[0] not in desk.said
            assert f"Ask first {OPENING_QUESTIONS[1]}" in desk.said
        await desk.press("w", "enter", "4")
        assert "Pass the keyboard to Lee or Sam." in desk.said
        assert "has had a turn" in desk.said
        assert room.snapshot.review.private.moods == 1


async def test_a_team_that_wants_no_question_is_asked_none(
    room: Room, checking_in: CheckingIn
) -> None:
    teams.set_team(room.seat, asks_question=False)
    checking_in("2026-W48")
    async with room.desk() as desk:
        await desk.press("r")
        assert "Who is here, and how are we?" in desk.said
        assert "Ask first" not in desk.said


async def test_that_the_lead_is_away_says_how_to_go_on(room: Room) -> None:
    dana, lee = room.member("Dana"), room.member("Lee")
    reviews.open_review(room.seat, planned="2026-W48", present=[dana, lee])
    reviews.hand_over_lead(room.seat, dana)
    async with room.desk(member=lee) as desk:
        await desk.press("r")
        own = Presence(lee, "one")
        desk.main.people = (own, Presence(dana, "two", State.QUIET))
        await desk.pilot.pause()
        assert "leads · quiet" in desk.said
        assert "to take the lead" not in desk.said
        desk.main.people = (own, Presence(dana, "two", State.AWAY))
        await desk.pilot.pause()
        assert "leads · no key for 10 minutes" in desk.said
        assert "Dana is away. Press G to take the lead." in desk.said
        reviews.take_lead(room.seat.as_member(lee), confirmed=True)
        await desk.reload()
        assert "to take the lead" not in desk.said
    async with room.desk(member=dana) as desk:
        await desk.press("r")
        desk.main.people = (Presence(dana, "two"), own)
        await desk.pilot.pause()
        assert "Lee leads now. Press G to take the lead back." in desk.said
