"""Who the first row says is here: at terminals of their own, in the room, or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screens.chrome.people import Person, counted, people_here
from screens.chrome.top_bar import TopBar
from store.attendance import Presence, State
from store.snapshot import Snapshot


@pytest.fixture
def shown(fake_snapshot) -> Snapshot:
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
    first, second = shown.team.present_members[:2]
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
    stage_app, settle, shown, size, state, mark
):
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
async def test_who_types_is_marked_alike_at_every_width(stage_app, settle, fake_snapshot, size):
    show = stage_app(fake_snapshot(), member="lee")
    people = [Presence(name, name) for name in ("dana", "sam", "kim")]
    async with show.app.run_test(size=size) as pilot:
        await settle(pilot)
        show.main.people = (Presence("lee", "own", State.AWAY), *people)
        await pilot.pause()
        assert "○ Lee" in str(show.main.query_one(TopBar).render())
