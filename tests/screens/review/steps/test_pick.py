"""Pick by its real keys: candidates, the form, the small-check, skipping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from screens.dialogs.subject import subject_for
from screens.forms.improvement import proof_lookup
from screens.forms.improvement.improvement_fields import ImprovementFields
from screens.forms.improvement.proof_fields import ProofList
from screens.forms.improvement.proof_preview import Preview, ProofPlan, preview_proof
from screens.review.steps import pick
from store.board import touchpoints
from store.domain.agenda import AgendaKind
from store.domain.stages import STAGES, Stage
from store.evidence import questions
from store.improvements import improvements
from store.models.presence_state import Presence
from store.reviews import ballots, reviews
from store.teams import members, promises

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from tests.screens.review.conftest import Room


def come_to_pick(room: Room) -> None:
    """Come to Pick in a team review, with three votes on one card of Resolve and one on another."""
    present = [member.id for member in room.snapshot.team.members]
    reviews.open_review(room.seat, AgendaKind.TEAM, "2026-W48", present)
    reviews.go_to_step(room.seat, 4)
    dana = room.seat.as_member(room.member("Dana"))
    for card, votes in (("First reply to a ticket", 3), ("Hand-over between shifts", 1)):
        for _ in range(votes):
            ballots.vote(dana, room.card(card))
    reviews.ask_reveal(room.seat)
    reviews.go_to_step(room.seat, 5, reveal=True)


@pytest.fixture
def picking(room_with: Callable[[Callable[[Room], None]], Room]) -> Room:
    """A team review that has come as far as `come_to_pick` goes."""
    return room_with(come_to_pick)


SIZES = [(80, 24), (120, 36)]


def planned(room: Room, stage: Stage) -> Any:
    """What is planned for ``stage`` in week 48."""
    found = [each for each in room.snapshot.planned if each.cycle.label == "2026-W48"]
    return next((each for each in found if each.stage is stage), None)


def begin_at(room: Room, stage: Stage) -> None:
    """Skip the stages before, so that Pick begins at this one."""
    for before in STAGES[: stage.position]:
        improvements.skip_stage(room.seat, before, "Nothing hurts there", cycle="2026-W48")


async def test_the_strongest_candidate_stands_on_top(picking: Room) -> None:
    begin_at(picking, Stage.RESOLVE)
    async with picking.desk() as desk:
        await desk.press("r")
        texts = ("First reply", "Hand-over", "Refund")
        async for _ in desk.resized(*SIZES):
            places = [desk.text.index(text) for text in texts]
            assert places == sorted(places)
            assert "Resolve, by votes" in desk.text
            assert "●●● 3 votes" in desk.said
            assert "4 missed" in desk.said
            assert "Rule of thumb" in desk.said


async def test_without_votes_customers_missed_decide(room: Room) -> None:
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W48")
    reviews.go_to_step(room.seat, 1)
    begin_at(room, Stage.RESOLVE)
    async with room.desk() as desk:
        await desk.press("r")
        assert "Resolve, by customers missed" in desk.text
        assert desk.text.index("Refund") < desk.text.index("Hand-over") < desk.text.index("First r")


async def test_a_pick_says_what_can_be_seen_and_whether_it_is_small(picking: Room) -> None:
    begin_at(picking, Stage.RESOLVE)
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        await desk.type("Reply by noon")
        async for _ in desk.resized(*SIZES):
            assert "67% of 24" in desk.form
            assert "verdict" in desk.form
            assert "answers a week" in desk.form
            assert "✗ one owner" in desk.form
            assert "✓ a proof" in desk.form
        await desk.press("enter", "enter", "d")
        async for _ in desk.resized(*SIZES):
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


async def test_enter_walks_through_every_field_and_saves_in_the_last(picking: Room) -> None:
    begin_at(picking, Stage.RESOLVE)
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        await desk.type("Reply by noon")
        await desk.press("enter", "enter", "right", "enter")
        await desk.press("end", "ctrl+u")
        await desk.type("Thu 26 Nov")
        await desk.press("enter", "enter", "enter", "right", "enter", "enter", "enter")
        await desk.type("80")
        await desk.press("enter")
    picked = planned(picking, Stage.RESOLVE)
    assert str(picked.due) == "2026-11-26"
    assert picked.proof.touchpoint_only
    assert picked.proof.target == 0.8


async def test_what_is_wrong_is_said_beside_its_field_until_it_is_another_or_all_starts_afresh(
    picking: Room,
) -> None:
    async with picking.desk() as desk:
        await desk.press("r", "enter", "ctrl+s")
        assert "An improvement can't be empty." in desk.form
        await desk.type("G")
        assert "can't be empty" not in desk.form
        await desk.press("backspace", "ctrl+s")
        assert "can't be empty" in desk.form
        await desk.press("ctrl+n")
        assert "can't be empty" not in desk.form
        await desk.type("Reply by noon")
        await desk.press("enter", "enter", "enter", "end", "ctrl+u")
        await desk.type("someday")
        await desk.press("ctrl+s")
        assert "“someday” is not a day" in desk.form
        assert planned(picking, Stage.CONNECT) is None
        assert desk.app.focused.id == "field-due"


async def test_a_failing_pick_is_possible_and_says_which_and_friday_is_of_the_planned_week(
    picking: Room,
) -> None:
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        await desk.type("Greet by name")
        await desk.press("enter", "enter", "enter", "end", "ctrl+u")
        await desk.type("fri")
        await desk.press("enter", "enter", "end", "ctrl+s")
        assert "Still missing: an owner, a proof" in desk.toasts
        await desk.press("shift+tab")
        assert "Still missing: an owner." in desk.said
    picked = planned(picking, Stage.CONNECT)
    assert picked.unmet == ("an owner", "a proof")
    assert str(picked.due) == "2026-11-27"


async def test_letters_in_the_form_are_text_and_the_keys_of_the_field_are_named(
    picking: Room,
) -> None:
    async with picking.desk((80, 24)) as desk:
        await desk.press("r")
        assert "s Skip this stage" in desk.keys
        await desk.press("enter")
        assert "Do   Fill in the fields. ^s saves it, esc goes back to the list." in desk.text
        assert "tab Next field" in desk.keys
        assert "^s Save" in desk.keys
        assert "Choose" not in desk.keys
        await desk.type("1 2 q w s > R + , /")
        assert desk.main.view == "review"
        assert "1 2 q w s > R + , /" in desk.said
        await desk.press("tab")
        assert "← → Choose" in desk.keys
        await desk.press("1", "q", "w", "greater_than_sign", "slash")
        assert desk.main.view == "review"
        assert desk.main.snapshot.review.step_index == 5
        assert "s Skip this stage" not in desk.keys


async def test_a_stage_is_skipped_with_a_reason_and_taken_back(picking: Room) -> None:
    async with picking.desk() as desk:
        await desk.press("r", "s", "enter")
        assert "Fill this in first." in desk.said
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


async def test_a_pick_is_edited_in_its_place(picking: Room) -> None:
    improvements.pick(picking.seat, Stage.CONNECT, "Greet by name", cycle="2026-W48")
    async with picking.desk() as desk:
        await desk.press("r")
        assert "picking…" in desk.text
        assert "Enter Write it" in desk.keys
        await desk.press("shift+tab")
        assert "Greet by name" in desk.said
        assert "e Edit" in desk.keys
        assert "Enter Write it" not in desk.keys
        await desk.press("e")
        await desk.type(", spelt right")
        await desk.press("ctrl+s")
    assert planned(picking, Stage.CONNECT).text == "Greet by name, spelt right"


async def test_somebody_elses_change_meanwhile_is_not_overwritten_silently(picking: Room) -> None:
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


async def test_hostile_text_is_drawn_as_text(picking: Room) -> None:
    from store.board import touchpoints

    touchpoints.add(picking.seat, Stage.CONNECT, "[/] [bold]x[/bold] $primary")
    improvements.pick(picking.seat, Stage.ASSIST, "[red]a[/] [/", cycle="2026-W48")
    async with picking.desk((120, 36)) as desk:
        await desk.press("r")
        assert "[/] [bold]x[/bold] $primary" in desk.said
        assert "[red]a[/] [/" in desk.said
        await desk.press("tab")
        assert "[red]a[/] [/" in desk.said


async def test_what_is_asked_again_heads_assist_and_who_may_decide_or_is_promised_to_resolve(
    picking: Room,
) -> None:
    asked = "Who may decide here, up to how much, and who helps if stuck?"
    for _ in range(3):
        questions.ask(picking.seat, "Where is my code?")
    begin_at(picking, Stage.ASSIST)
    async with picking.desk() as desk:
        await desk.press("r")
        async for _ in desk.resized(*SIZES):
            assert "Asked 3×: Where is" in desk.said
            assert asked not in desk.said
        await desk.press("tab")
        async for _ in desk.resized(*SIZES):
            assert asked in desk.said
            assert "O notes that as our promises." in desk.said
        await desk.press("O")
        assert "Our promises" in desk.text
        await desk.press("escape")
        promises.promise_decision(picking.seat, "Everybody", "a refund", "50 EUR")
        await desk.reload()
        async for _ in desk.resized(*SIZES):
            assert "Everybody may decide:" in desk.said
            assert asked not in desk.said
        await desk.press("tab")
        async for _ in desk.resized(*SIZES):
            assert "Asked 3×" not in desk.said


async def test_needs_that_no_sign_shows_and_questions_asked_too_late_head_assist(
    picking: Room,
) -> None:
    card = touchpoints.add(picking.seat, Stage.ASSIST, "Error page")
    touchpoints.set_friction(picking.seat, [card], 3)
    questions.ask(picking.seat, "Where is my code?", frustrated=True)
    begin_at(picking, Stage.ASSIST)
    async with picking.desk((120, 50)) as desk:
        await desk.press("r")
        assert "Customers may need help at" in desk.said
        assert "Error page" in desk.said.partition("Customers may need help at")[2]
        assert "frustrated" in desk.said


async def test_what_a_measure_can_show_is_said_at_every_width(picking: Room) -> None:
    begin_at(picking, Stage.RESOLVE)
    async with picking.desk() as desk:
        await desk.press("r", "enter", "tab", "tab", "tab", "tab", "tab")
        proof = desk.app.screen.query_one(ProofList)
        assert proof.has_focus
        async for _ in desk.resized(*SIZES):
            shown = str(proof.render())
            best = proof._options_by_key[proof.value]
            assert best.pace
            assert best.shows in shown


async def test_the_windows_are_changed_there_and_kept(picking: Room) -> None:
    begin_at(picking, Stage.RESOLVE)
    async with picking.desk((160, 45)) as desk:
        await desk.press("r", "enter")
        await desk.type("Reply by noon")
        await desk.press("tab", "tab", "tab", "tab", "tab", "tab", "tab", "home", "tab", "home")
        assert "before   16 Nov – 22 Nov" in desk.form
        assert "after    30 Nov – 6 Dec" in desk.form
        assert "verdict  Mon 7 Dec" in desk.form
        await desk.press("ctrl+s")
    proof = planned(picking, Stage.RESOLVE).proof
    assert (str(proof.before_from), str(proof.before_to)) == ("2026-11-16", "2026-11-22")
    assert proof.after_days == 7


async def test_no_baseline_leads_to_logging_and_back_with_the_text_kept(picking: Room) -> None:
    sizes = [(80, 24), (160, 45)]
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        await desk.type("Greet by name")
        await desk.press("tab", "tab", "tab", "tab")
        async for _ in desk.resized(*sizes):
            assert "Press f2 to log some, f3 to import some" in desk.form
        await desk.press("f2")
        async for _ in desk.resized(*sizes):
            assert "What did a customer say?" in desk.text
        await desk.press("tab", "tab")
        await desk.type("5")
        await desk.press("ctrl+s")
        async for _ in desk.resized(*sizes):
            assert "Greet by name" in desk.said
            assert "100% of 1" in desk.form
        await desk.press("f3")
        async for _ in desk.resized(*sizes):
            assert "Greet by name" not in desk.said or "Import" in desk.said
        await desk.press("escape")
        async for _ in desk.resized(*sizes):
            assert "Greet by name" in desk.said


async def test_two_joined_changes_and_another_pick_for_the_stage_are_told_before_saving(
    picking: Room,
) -> None:
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        await desk.type("Greet by name and offer help")
        assert "could it be half of this?" in desk.form
        assert "✗ one change" in desk.form
        improvements.pick(picking.seat, Stage.CONNECT, "Smile", cycle="2026-W48")
        await desk.reload()
        assert "already: “Smile” (planned)" in desk.form


async def test_another_pick_is_told_in_a_dialog_with_the_next_letter(room: Room) -> None:
    async with room.desk() as desk:
        await desk.press("2", "i")
        await desk.type("Greet")
        stage, cycle = Stage.CONNECT, room.snapshot.cycle.label
        improvements.pick(room.seat, stage, "Smile", cycle=cycle)
        await desk.main.reload()
        await desk.type("s")
        assert "already: “Smile” (planned)" in desk.form


async def test_a_stage_never_shows_the_form_of_the_one_before(
    picking: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = asyncio.Event()
    may_read.set()

    async def subject(*words: Any, **how: Any) -> Any:
        await may_read.wait()
        return await subject_for(*words, **how)

    monkeypatch.setattr(pick, "subject_for", subject)
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        await desk.type("Greet by name")
        await desk.press("escape")
        assert "Greet by name" in desk.text
        may_read.clear()
        desk.app.simulate_key("tab")
        async with asyncio.timeout(10):
            while "Touchpoints in Assist" not in desk.text or "Greet by name" in desk.text:
                await asyncio.sleep(0.01)
        may_read.set()
        await desk.settled()
        assert "One small change" in desk.text


async def test_tab_goes_round_the_form_and_a_proof_is_planned_again_only_where_it_changed(
    picking: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[ProofPlan] = []

    def preview(seat: Seat, plan: ProofPlan) -> Preview:
        asked.append(plan)
        return preview_proof(seat, plan)

    monkeypatch.setattr(proof_lookup, "preview_proof", preview)
    async with picking.desk() as desk:
        await desk.press("r", "enter")
        before = len(asked)
        await desk.type("Greet by name")
        assert len(asked) == before
        fields = [
            "text", "touchpoint", "owner", "due", "link", "measure", "only", "before", "after", "target",
        ]  # fmt: skip
        for field in [*fields[1:], "text"]:
            await desk.press("tab")
            assert desk.app.focused.id == f"field-{field}"
        for field in [*reversed(fields[1:]), "text", "target"]:
            await desk.press("shift+tab")
            assert desk.app.focused.id == f"field-{field}"
        assert len(asked) == before
        form = desk.app.screen.query_one(ImprovementFields)
        form.query_one(ProofList).focus()
        await desk.press("down")
        assert len(asked) > before
        assert asked[-1].measure == form.value("measure") != asked[0].measure


async def test_everybody_is_told_who_else_is_at_their_stage(picking: Room) -> None:
    lee, sam = picking.member("Lee"), picking.member("Sam")
    reviews.hand_over_lead(picking.seat, picking.member("Dana"))
    async with picking.desk(member=lee) as desk:
        await desk.press("r", "tab")
        desk.main.people = (Presence(sam, "elsewhere", place=Stage.ASSIST.value),)
        await desk.pilot.pause()
        assert "Sam is at Assist too. Agree who writes it." in desk.said
        await desk.press("enter")
        assert "Sam is at Assist too." in desk.said
        await desk.press("escape", "tab")
        assert "Sam is at" not in desk.said


async def test_a_team_without_members_is_asked_for_no_owner(room: Room) -> None:
    for member in room.snapshot.team.present_members:
        members.member_leaves(room.seat, member.id)
    async with room.desk() as desk:
        await desk.press("r")
        assert "Press space on who is away" not in desk.said
        await desk.press("escape")
        reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W48")
        reviews.go_to_step(room.seat, 1)
        await desk.reload()
        await desk.press("r", "enter")
        await desk.type("Greet by name")
        await desk.press("ctrl+s")
        assert planned(room, Stage.CONNECT).owner is None
        assert "Still missing" in desk.toasts
        assert "an owner" not in desk.toasts
        reviews.go_to_step(room.seat, 2)
        await desk.reload()
        assert "Greet by name" in desk.said
        assert "an owner for" not in desk.said


async def test_the_lead_reads_who_writes_who_is_done_and_where_in_pick(picking: Room) -> None:
    dana, lee, sam = (picking.member(name) for name in ("Dana", "Lee", "Sam"))
    reviews.hand_over_lead(picking.seat, dana)
    async with picking.desk(member=dana) as desk:
        await desk.press("r")
        desk.main.people = (
            Presence(lee, "one", writes=lee, place=Stage.ASSIST.value),
            Presence(sam, "two", place=Stage.CONNECT.value),
        )
        await desk.pilot.pause()
        assert "Writing: Lee (A); not begun: Sam (C)." in desk.said
        assert "You are not alone at Connect. Agree who writes it." in desk.said
        assert "Sam is at Connect" not in desk.said
        reviews.say_done(picking.seat.as_member(sam))
        await desk.reload()
        assert "Writing: Lee (A); done: Sam (C)." in desk.said
        desk.main.people = ()
        await desk.pilot.pause()
        assert "not begun" not in desk.said  # One keyboard for all: nobody has their own terminal.


async def test_no_candidate_is_named_where_a_stage_has_none_and_it_can_be_picked_for(
    room: Room,
) -> None:
    reviews.open_review(room.seat, AgendaKind.SHORT, "2026-W48")
    reviews.go_to_step(room.seat, 1)
    touchpoints.archive(room.seat, [room.card("Did-we-solve-it survey")])
    async with room.desk() as desk:
        await desk.press("r")
        assert "Press Enter on a touchpoint and write one change there." in desk.said
        await desk.press("shift+tab")
        assert "Enhance" in desk.text
        assert "on a touchpoint" not in desk.said
        assert "Press Enter and write one change. s skips a stage." in desk.said

        assert "No touchpoints here yet." in desk.said
        await desk.press("enter")
        await desk.type("Ask a day later")
        await desk.press("ctrl+s")
    assert planned(room, Stage.ENHANCE).touchpoint_id is None


async def test_one_form_goes_from_stage_to_stage_with_nothing_of_the_one_before(
    picking: Room,
) -> None:
    async with picking.desk((120, 36)) as desk:
        await desk.press("r", "enter")
        form = desk.app.screen.query_one(ImprovementFields)
        await desk.type("Greet by name")
        await desk.press("enter", "enter", "enter", "end", "ctrl+u")
        await desk.type("soonish")
        await desk.press("ctrl+s")
        assert "is not a day" in desk.form
        await desk.press("escape", "tab")
        (assist,) = desk.app.screen.query(ImprovementFields)
        assert assist is form
        assert form.value("text") == ""
        assert form.value("touchpoint") == picking.card("Help-centre search")
        assert form.value("due") == "Sun 29 Nov"
        assert "is not a day" not in desk.form
        assert "You had typed this." not in desk.form
        await desk.press("shift+tab")
        assert (form.value("text"), form.value("due")) == ("Greet by name", "soonish")
        assert "You had typed this." in desk.form
        await desk.press("enter", "ctrl+n", "ctrl+s")
        assert "is not a day" not in desk.form
