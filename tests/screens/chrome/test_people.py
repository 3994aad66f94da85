"""Who the first row says is here: at terminals of their own, in the room, or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.chrome.people import Person, counted, people_here
from screens.chrome.top_bar import TopBar
from store.models.presence_state import Presence, State
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from tests.screens.conftest import Staged


@pytest.fixture
def shown(fake_snapshot: Callable[..., Snapshot]) -> Snapshot:
    return fake_snapshot(review=True)


def test_without_terminals_those_marked_in_the_review_are_here(shown: Snapshot) -> None:
    review = shown.review
    assert review is not None
    marked = {member.name for member in review.present}
    people = people_here(shown, ())
    assert {person.name for person in people if person.here} == marked
    assert [person.name for person in people] == [m.name for m in shown.team.present_members]


def test_elsewhere_only_those_with_a_terminal_are_told_of(shown: Snapshot) -> None:
    first, second, *_ = shown.team.present_members
    people = people_here(
        replace(shown, review=None),
        (Presence(second.id, "a"), Presence(first.id, "b", State.AWAY), Presence(None, "c")),
    )
    assert people == [
        Person(first.name, here=False), Person(second.name, here=True), Person("the room", True),
    ]  # fmt: skip
    assert counted(people) == "2 here, 1 away"


def test_in_a_review_who_is_marked_sits_in_the_room_if_it_has_a_terminal(shown: Snapshot) -> None:
    review = shown.review
    assert review is not None
    first, second, *_ = shown.team.present_members
    shown = replace(shown, review=replace(review, present=(first, second), lead=first))
    with_room = people_here(shown, (Presence(None, "a"), Presence(second.id, "b")))
    assert [(person.here, person.leads) for person in with_room[:2]] == [
        (True, True),
        (True, False),
    ]
    without = people_here(shown, (Presence(second.id, "b"),))
    assert [person.here for person in without[:2]] == [False, True]
    assert counted(without) == "1 here, 1 away"


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.parametrize(("state", "mark"), [(State.HERE, "●"), (State.AWAY, "○"), (None, "○")])
async def test_a_lead_who_is_away_is_marked_so_at_every_width(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    shown: Snapshot,
    size: tuple[int, int],
    state: State | None,
    mark: str,
) -> None:
    lead, *others = shown.team.present_members
    show = stage_app(shown, member=others[0].id)
    terminals = [Presence(each.id, each.id) for each in others]
    if state is not None:
        terminals.append(Presence(lead.id, "lead", state))
    async with show.app.run_test(size=size) as pilot:
        await settle(pilot)
        show.main.people = tuple(terminals)
        await pilot.pause()
        assert f"{mark} {lead.name} leads" in str(show.main.query_one(TopBar).render())


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_who_types_is_marked_alike_at_every_width(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    fake_snapshot: Callable[..., Snapshot],
    size: tuple[int, int],
) -> None:
    show = stage_app(fake_snapshot(), member="lee")
    people = [Presence(name, name) for name in ("dana", "sam", "kim")]
    async with show.app.run_test(size=size) as pilot:
        await settle(pilot)
        show.main.people = (Presence("lee", "own", State.AWAY), *people)
        await pilot.pause()
        assert "○ Lee" in str(show.main.query_one(TopBar).render())


@pytest.mark.parametrize("team", ["Acme", "Littletow Bicycle Trailer Support"])
@pytest.mark.parametrize("lead", ["Jo", "Maximiliana Oberhofer"])
async def test_everybody_reads_who_leads_and_the_week_at_80_columns(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    shown: Snapshot,
    team: str,
    lead: str,
) -> None:
    first, *others = shown.team.present_members
    leader = replace(first, name=lead)
    members = (leader, *others)
    assert shown.review is not None
    review = replace(shown.review, lead=leader, present=members)
    shown = replace(shown, review=review, team=replace(shown.team, name=team, members=members))
    show = stage_app(shown, member=others[0].id)
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        show.main.people = tuple(Presence(each.id, each.id) for each in members)
        await pilot.pause()
        row = str(show.main.query_one(TopBar).render())
        assert f"{lead if len(lead) < 9 else lead[:7] + '…'} leads" in row
        assert f"plans {review.planned.name} · {review.planned.span}" in row


async def test_who_had_no_key_for_five_minutes_is_dimmed_but_here(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any], shown: Snapshot
) -> None:
    first, second, *_ = shown.team.present_members
    show = stage_app(shown, member=first.id)
    async with show.app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        quiet = Presence(second.id, "b", State.QUIET)
        show.main.people = (Presence(first.id, "a"), quiet)
        await pilot.pause()
        bar = show.main.query_one(TopBar)
        styles = {piece.text.strip(): piece.style for piece in bar.parts(158)}
        assert styles[f"● {second.name}"] == "$foreground-muted"
        assert f"● {second.name}" in str(bar.render())


@pytest.mark.parametrize("marked", [0, 1, 3])
async def test_that_the_room_leads_is_told_on_a_small_screen(
    stage_app: Callable[..., Staged],
    settle: Callable[[Pilot[Any]], Any],
    shown: Snapshot,
    marked: int,
) -> None:
    assert shown.review is not None
    members = shown.team.present_members[: max(marked, 1)]
    review = replace(shown.review, lead=None, present=members[:marked])
    shown = replace(shown, review=review, team=replace(shown.team, members=members))
    show = stage_app(shown, member=members[0].id)
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        show.main.people = (Presence(members[0].id, "a"), Presence(None, "room"))
        await pilot.pause()
        assert "● the room leads" in str(show.main.query_one(TopBar).render())
