"""Pick by its real keys: candidates, the form, the small-check, skipping."""

from __future__ import annotations

import pytest

from store import ballots, improvements, reviews
from store.practice.agenda import AgendaKind
from store.practice.stages import Stage


@pytest.fixture
def picking(room):
    """A team review in Pick, with three votes on one card of Resolve and one on another."""
    present = [member.id for member in room.snapshot.team.members]
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", present)
    reviews.go_to_step(room.seat, 3)
    dana = room.seat.as_member(room.member("Dana"))
    for card, votes in (("First reply to a ticket", 3), ("Hand-over between shifts", 1)):
        for _ in range(votes):
            ballots.vote(dana, room.card(card))
    reviews.go_to_step(room.seat, 4, reveal=True)
    return room


def planned(room, stage):
    """What is planned for ``stage`` in week 48."""
    found = [each for each in room.snapshot.planned if each.cycle.label == "2026-W48"]
    return next((each for each in found if each.stage is stage), None)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_strongest_candidate_stands_on_top(picking, size):
    async with picking.desk(size) as desk:
        await desk.press("r", "tab", "tab")
        texts = ("First reply", "Hand-over", "Refund")
        places = [desk.text.index(text) for text in texts]
        assert places == sorted(places)
        assert "Resolve, by votes" in desk.text
        assert "●●● 3 votes" in desk.said
        assert "4 missed" in desk.said
        assert "Rule of thumb" in desk.said


async def test_without_votes_customers_missed_decide(room):
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W48")
    reviews.go_to_step(room.seat, 1)
    async with room.desk() as desk:
        await desk.press("r", "tab", "tab")
        assert "Resolve, by customers missed" in desk.text
        assert desk.text.index("Refund") < desk.text.index("Hand-over") < desk.text.index("First r")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_pick_says_what_can_be_seen_and_whether_it_is_small(picking, size):
    async with picking.desk(size) as desk:
        await desk.press("r", "tab", "tab", "enter")
        await desk.type("Reply by noon")
        assert "62% of 16 before." in desk.form
        assert "77 answers a side show a change of 20 points" in desk.form
        assert "✗ one owner" in desk.form
        assert "✓ a proof" in desk.form
        await desk.press("enter", "enter", "d")
        assert "✓ one owner" in desk.form
        await desk.press("ctrl+s")
    picked = planned(picking, Stage.RESOLVE)
    assert picked.text == "Reply by noon"
    assert picked.touchpoint_text == "First reply to a ticket"
    assert picked.owner.name == "Dana"
    assert picked.proof.measure == "csat"
    assert not picked.proof.touchpoint_only
    assert picked.due == picked.cycle.end
    assert picked.unmet == ()


async def test_enter_walks_through_every_field_and_saves_in_the_last(picking):
    async with picking.desk() as desk:
        await desk.press("r", "tab", "tab", "enter")
        await desk.type("Reply by noon")
        await desk.press("enter", "enter", "right", "enter")
        await desk.press("end", "ctrl+u")
        await desk.type("Thu 26 Nov")
        await desk.press("enter", "enter", "right", "enter")
        await desk.type("80")
        await desk.press("enter")
    picked = planned(picking, Stage.RESOLVE)
    assert str(picked.due) == "2026-11-26"
    assert picked.proof.touchpoint_only
    assert picked.proof.target == 0.8


async def test_what_is_wrong_is_said_beside_its_field(picking):
    async with picking.desk() as desk:
        await desk.press("r", "tab", "tab", "enter", "ctrl+s")
        assert "An improvement can't be empty." in desk.form
        await desk.type("Reply by noon")
        await desk.press("enter", "enter", "enter", "end", "ctrl+u")
        await desk.type("someday")
        await desk.press("ctrl+s")
        assert "“someday” is not a day" in desk.form
        assert planned(picking, Stage.RESOLVE) is None
        assert desk.app.focused.id == "field-due"


async def test_a_failing_pick_is_possible_and_says_which(picking):
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        await desk.type("Greet by name")
        await desk.press("enter", "enter", "enter", "enter", "end", "ctrl+s")
        assert "Kept, though it has no owner and has no proof." in desk.toasts
        await desk.press("shift+tab")
        assert "It has no owner." in desk.said
    assert planned(picking, Stage.CONNECT).unmet == ("has no owner", "has no proof")


async def test_letters_and_figures_in_the_form_are_text(picking):
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        await desk.type("1 2 q w s > R + , /")
        assert desk.main.view == "review"
        assert "1 2 q w s > R + , /" in desk.said
        await desk.press("enter", "1", "q", "w", "greater_than_sign", "slash")
        assert desk.main.view == "review"
        assert desk.main.snapshot.review.step_index == 4
        assert "s Skip this stage" not in desk.keys


async def test_a_stage_is_skipped_with_a_reason_and_taken_back(picking):
    async with picking.desk() as desk:
        await desk.press("r", "s", "enter")
        assert "Please fill this in." in desk.said
        await desk.type("Nothing hurts there")
        await desk.press("enter")
        (skipped,) = [s for s in picking.snapshot.skipped_stages if s.stage is Stage.CONNECT]
        assert skipped.reason == "Nothing hurts there"
        assert "skipped: Nothing" in desk.said
        await desk.press("shift+tab", "enter")
        assert picking.snapshot.skipped_stages == ()
        await desk.type("Greet by name")
        await desk.press("ctrl+s")
    assert planned(picking, Stage.CONNECT).text == "Greet by name"


async def test_a_pick_is_edited_in_its_place(picking):
    improvements.pick(picking.seat, Stage.CONNECT, "Greet by name", cycle="2026-W48")
    async with picking.desk() as desk:
        await desk.press("r")
        assert "picking…" in desk.text
        await desk.press("shift+tab")
        assert "Greet by name" in desk.said
        assert "e Edit" in desk.keys
        assert "Enter Write it" not in desk.keys
        await desk.press("e")
        await desk.type(", spelt right")
        await desk.press("ctrl+s")
    assert planned(picking, Stage.CONNECT).text == "Greet by name, spelt right"


async def test_somebody_elses_change_meanwhile_is_not_overwritten_silently(picking):
    id = improvements.pick(picking.seat, Stage.CONNECT, "Greet by name", cycle="2026-W48")
    async with picking.desk() as desk:
        await desk.press("r", "shift+tab", "e")
        await desk.type(" first")
        theirs = picking.seat.as_member(picking.member("Lee"))
        improvements.edit(
            theirs, id, text="Theirs", owner=None, measure=None, target=None, touchpoint=None,
            touchpoint_only=False, due=planned(picking, Stage.CONNECT).due,
        )  # fmt: skip
        await desk.reload()
        assert "Greet by name first" in desk.said
        await desk.press("ctrl+s")
        assert planned(picking, Stage.CONNECT).text == "Theirs"
        await desk.press("m")
    assert planned(picking, Stage.CONNECT).text == "Greet by name first"


async def test_a_stage_without_touchpoints_can_be_picked_for(picking):
    from store import touchpoints

    touchpoints.archive(picking.seat, [picking.card("Did-we-solve-it survey")])
    async with picking.desk() as desk:
        await desk.press("r", "shift+tab")
        assert "No touchpoints here yet." in desk.said
        await desk.press("enter")
        await desk.type("Ask a day later")
        await desk.press("ctrl+s")
    assert planned(picking, Stage.ENHANCE).touchpoint_id is None


async def test_hostile_text_is_drawn_as_text(picking):
    from store import touchpoints

    touchpoints.add(picking.seat, Stage.CONNECT, "[/] [bold]x[/bold] $primary")
    improvements.pick(picking.seat, Stage.ASSIST, "[red]a[/] [/", cycle="2026-W48")
    async with picking.desk((120, 36)) as desk:
        await desk.press("r")
        assert "[/] [bold]x[/bold] $primary" in desk.said
        assert "[red]a[/] [/" in desk.said
        await desk.press("tab")
        assert "[red]a[/] [/" in desk.said


async def test_tab_goes_round_the_fields_of_the_form_and_stays_in_it(picking):
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        await desk.type("Greet by name")
        fields = ["text", "touchpoint", "owner", "due", "measure", "only", "target"]
        for field in [*fields[1:], "text"]:
            await desk.press("tab")
            assert desk.app.focused.id == f"field-{field}"
        for field in [*reversed(fields[1:]), "text", "target"]:
            await desk.press("shift+tab")
            assert desk.app.focused.id == f"field-{field}"


async def test_the_form_names_the_keys_of_the_field_one_is_in(picking):
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        assert "tab Next field" in desk.keys
        assert "^s Save" in desk.keys
        assert "Choose" not in desk.keys
        await desk.press("tab")
        assert "← → Choose" in desk.keys


async def test_what_is_wrong_with_a_field_goes_once_it_is_another_or_all_starts_afresh(picking):
    async with picking.desk() as desk:
        await desk.press("r", "enter", "ctrl+s")
        assert "An improvement can't be empty." in desk.form
        await desk.type("G")
        assert "can't be empty" not in desk.form
        await desk.press("backspace", "ctrl+s")
        assert "can't be empty" in desk.form
        await desk.press("ctrl+n")
        assert "can't be empty" not in desk.form
