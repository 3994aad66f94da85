"""The guide names only keys that do something where it stands: every moment of a review, for who
leads, who does not, the room, and who is alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from screens.widgets.document_view import DocumentView
from store.board import parking, touchpoints
from store.domain.agenda import AgendaKind, StepKey
from store.domain.stages import STAGES, Stage
from store.evidence import cases, evidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.reviews import ballots, reviews, topics

if TYPE_CHECKING:
    from tests.screens.review.conftest import Desk, Room

KEYS = {
    ">": "greater_than_sign",
    "<": "less_than_sign",
    "Enter": "enter",
    "esc": "escape",
    "^s": "ctrl+s",
    "←": "left",
}
NAMED = re.compile(r"(?<![\w“’'])(\^s|[bcdefimnsvwxyACFGPRVY<>]|Enter|esc|space|tab|←)(?![\w’'])")
ADD = re.compile(r"(?:Press|or) (a) (?:to|and)\b")
OF_A_TURN = {"v", "V", "Enter", "esc", "w"}
"""Keys that come after ``w`` or ``a`` in a line: they are the turn's, or the field's."""


def told(desk: Desk) -> str:
    """The guide's line to do."""
    lines = [line for line in desk.text.splitlines() if line.startswith(" Do   ")]
    return lines[0].removeprefix(" Do   ") if lines else ""


def named(line: str) -> list[str]:
    """The keys that a line names as possible at once."""
    keys: list[str] = []
    turn = False
    for match in sorted(
        [*NAMED.finditer(line), *ADD.finditer(line)], key=lambda each: each.start()
    ):
        key = match[1]
        if not (turn and key in OF_A_TURN):
            keys.append(key)
        turn = turn or key in ("w", "a")
    return keys


class Walk:
    """Looks at the guide in every moment, and keeps what it named in vain."""

    def __init__(self, room: Room, desk: Desk) -> None:
        self.room, self.desk = room, desk
        self.seen: list[str] = []
        self.wrong: list[str] = []

    async def look(self, moment: str) -> None:
        """Look now, at each thing that the cursor can stand on."""
        await self.desk.reload()
        pages = [page for page in self.desk.app.screen.query(DocumentView) if page.has_focus]
        stops: list[str | None] = [stop.key for page in pages for stop in page.stops]
        for stop in stops or [None]:
            if stop is not None:
                pages[0].go_to(stop)
                await self.desk.pilot.pause()
                await self.desk.settled()
            line = told(self.desk)
            self.seen.append(line)
            active = self.desk.app.screen.active_bindings
            for key in named(line):
                found = active.get(KEYS.get(key, key))
                if found is None or not found.enabled:
                    self.wrong.append(f"{moment} ({stop}): {key} in “{line}”")


def as_member(room: Room, name: str) -> Seat:
    return Seat(room.workspace, room.seat.team_id, room.member(name))


def go(room: Room, key: StepKey) -> None:
    keys = [step.key for step in room.snapshot.review.steps]
    reviews.ask_reveal(room.seat)
    reviews.go_to_step(room.seat, keys.index(key), reveal=True)


def reveal(room: Room) -> None:
    reviews.ask_reveal(room.seat)
    reviews.reveal(room.seat)


def full_of_work(room: Room) -> None:
    """A verdict, a quote, a case that is due: one of each that a step may list."""
    resolve = next(each for each in room.snapshot.planned if each.stage is Stage.RESOLVE)
    improvement_status.done(room.seat, resolve.id)
    evidence.log(room.seat, Stage.ASSIST, quote="She stayed on the line.")
    cases.add(room.seat, "T-1")
    cases.contact(room.seat, "T-1")
    cases.contact(room.seat, "T-1")
    improvements.pick(room.seat, Stage.ENHANCE, "Ask for one tip", cycle="2026-W47")


@pytest.mark.parametrize("viewer", ["Dana", "Lee", None])
async def test_a_team_review_names_only_what_is_possible(room: Room, viewer: str | None) -> None:
    full_of_work(room)
    lee = as_member(room, "Lee")
    present = [member.id for member in room.snapshot.team.members]
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", present)
    if viewer is not None:
        reviews.hand_over_lead(room.seat, room.member("Dana"))
    member = room.member(viewer) if viewer else None
    async with room.desk(member=member) as desk:
        await desk.press("r")
        walk = Walk(room, desk)
        await walk.look("check-in")
        ballots.give_mood(lee, 4)
        reviews.say_done(lee)
        await walk.look("check-in, given")
        reveal(room)
        await walk.look("check-in, revealed")
        for key in (StepKey.EVIDENCE, StepKey.LOOK_BACK, StepKey.MAP):
            go(room, key)
            await walk.look(key.value)
        ballots.write_card(lee, Stage.CONNECT, "Night line")
        await walk.look("map, given")
        reveal(room)
        await walk.look("map, revealed")
        go(room, StepKey.FOCUS)
        await walk.look("focus")
        ballots.vote(lee, room.card("Error page"))
        await walk.look("focus, given")
        reveal(room)
        await walk.look("focus, revealed")
        topics.open_topic(room.seat, room.card("Error page"))
        await walk.look("focus, talking")
        go(room, StepKey.PICK)
        await walk.look("pick")
        if viewer != "Lee":
            await desk.press("enter")
            await walk.look("pick, writing")
            await desk.press("escape")
        improvements.pick(room.seat, STAGES[0], "Greet by name", cycle="2026-W48")
        await walk.look("pick, one picked")
        for stage in STAGES[1:]:
            improvements.skip_stage(room.seat, stage, "Nobody is free", cycle="2026-W48")
            await walk.look("pick, one skipped")
        go(room, StepKey.CLOSE)
        await walk.look("close")
        ballots.rate(lee, 4)
        await walk.look("close, given")
        reveal(room)
        await walk.look("close, revealed")
        parking.park(room.seat, "Ask legal about refunds")
        await walk.look("close, revealed, with something parked")
    assert not walk.wrong
    assert len(set(walk.seen)) > 12


@pytest.mark.parametrize("kind", [AgendaKind.SOLO, AgendaKind.SHORT])
@pytest.mark.parametrize("empty", [False, True])
async def test_alone_and_short_reviews_name_only_what_is_possible(
    room: Room, kind: AgendaKind, empty: bool
) -> None:
    if empty:
        board = [card.id for column in room.snapshot.board for card in column.touchpoints]
        touchpoints.archive(room.seat, board)
        for each in room.snapshot.undecided:
            improvement_status.drop(room.seat, each.id, "Overtaken")
    reviews.open_review(room.seat, kind, "2026-W48")
    async with room.desk() as desk:
        await desk.press("r")
        walk = Walk(room, desk)
        for step in room.snapshot.review.steps:
            go(room, step.key)
            await walk.look(f"{kind.value}, {step.key.value}")
    assert not walk.wrong
    assert all(walk.seen)


async def test_an_empty_team_review_names_only_what_is_possible(room: Room) -> None:
    board = [card.id for column in room.snapshot.board for card in column.touchpoints]
    touchpoints.archive(room.seat, board)
    for each in room.snapshot.undecided:
        improvement_status.drop(room.seat, each.id, "Overtaken")
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", [room.member("Dana")])
    async with room.desk() as desk:
        await desk.press("r")
        walk = Walk(room, desk)
        for step in room.snapshot.review.steps:
            go(room, step.key)
            await walk.look(step.key.value)
    assert not walk.wrong
