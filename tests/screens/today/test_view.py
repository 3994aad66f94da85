"""Today by its real keys, on a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.geometry import Region
from textual.pilot import Pilot

from screens.chrome.footer import Footer
from screens.widgets.document_view import DocumentView
from store.board import touchpoints
from store.domain.agenda import AgendaKind
from store.domain.cycles import Cadence
from store.domain.stages import STAGES, Stage
from store.evidence import cases, evidence
from store.improvements import improvement_status, improvements
from store.models.case import FollowUpKind
from store.models.improvement import Status
from store.reviews import reviews
from store.teams import cycle_skips, teams

if TYPE_CHECKING:
    from tests.conftest import Live

SIZES = [(80, 24), (120, 36)]


def seen(app: App[Any]) -> str:
    """Everything the terminal shows, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def footer(app: App[Any]) -> str:
    return str(app.screen.query_one(Footer).render())


def cursor(app: App[Any]) -> str:
    return app.screen.query_one(DocumentView).cursor


def plan_the_week(live: Live) -> None:
    """Pick two improvements for the running week, skip Assist with a reason, leave Enhance open."""
    dana = live.as_member("Dana").member_id
    live.clock.move(days=-4)
    card = touchpoints.add(live.seat, Stage.CONNECT, "First-call greeting")
    for number in range(12):
        day = live.clock.now().date() - timedelta(days=2)
        value = 5 if number < 6 else 2
        evidence.log(live.seat, Stage.CONNECT, measure="csat", value=value, day=day)
    improvements.pick(
        live.seat, Stage.CONNECT, "Use the caller's name", owner=dana, measure="csat",
        touchpoint=card,
    )  # fmt: skip
    improvements.skip_stage(live.seat, Stage.ASSIST, "Nobody has time")
    improvements.pick(live.seat, Stage.RESOLVE, "Refund up to 50 euros")
    live.clock.move(days=4)


@pytest.fixture
def planned(live_with: Callable[..., Live]) -> Live:
    """A team that has planned as `plan_the_week` does."""
    return live_with(plan_the_week)


def of_stage(live: Live, stage: Stage) -> Any:
    (found,) = (each for each in live.snapshot.planned if each.stage is stage)
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_team_sees_the_four_stages_and_how_to_begin(
    live: Live, settle: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> None:
    app = live.app("today")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = seen(app)
        for stage in STAGES:
            assert stage.label in text
        assert text.count("Nothing picked") == 4
        assert "Press r to hold the first review" in text
        assert "i Pick" in footer(app)
        assert "d Done" not in footer(app)


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_the_week_and_what_became_of_each_stage(
    planned: Live, settle: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> None:
    app = planned.app("today")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = seen(app)
        for words in (
            "Week 47 day 5 of 7",
            "0 of 2 improvements done",
            "review due today, 15:00",
            "Use the caller's name",
            "Dana" if size[0] < 100 else "Dana · from First-call",
            "○ planned, due Sun",
            "CSAT 50% before",
            "Skipped: Nobody has time",
            "no owner",
        ):
            assert words in text


@pytest.mark.parametrize(("size", "right"), [((80, 24), "j"), ((120, 36), "l")])
async def test_the_cursor_walks_over_the_stages(
    planned: Live, settle: Callable[[Pilot[Any]], Any], size: tuple[int, int], right: str
) -> None:
    app = planned.app("today")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert cursor(app) == "slot:connect"
        for stage in ("assist", "resolve", "enhance"):
            await pilot.press(right)
            assert cursor(app) == f"slot:{stage}"
        await pilot.press("home")
        assert cursor(app) == "slot:connect"
        await pilot.press("end")
        assert cursor(app) == "momentum"
        await pilot.press("enter")
        await settle(pilot)
        assert planned.main(app).view == "momentum"


@pytest.mark.parametrize("size", SIZES)
async def test_d_marks_it_done(
    planned: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    app = planned.app("today")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("d")
        await asked(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert of_stage(planned, Stage.CONNECT).status is Status.DONE
        assert "✓ done Fri" in seen(app)
        assert "1 of 2 improvements done" in seen(app)
        assert "d Done" not in footer(app)


async def test_x_drops_it_with_its_reason(
    planned: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
) -> None:
    app = planned.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "x")
        await asked(pilot)
        await typed(pilot, "Too dear")
        await pilot.press("enter")
        await settle(pilot)
        assert of_stage(planned, Stage.RESOLVE).reason == "Too dear"
        assert "✗ dropped: Too dear" in seen(app)


async def test_c_carries_it_into_the_next_week(
    planned: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    app = planned.app("today")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await asked(pilot)
        await pilot.press("enter")
        await settle(pilot)
        text = seen(app)
        assert "↻ carried over" in text
        assert "Picked for later" in text
        assert "Week 48 · Dana" in text


async def test_i_picks_an_improvement_for_the_stage(
    planned: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
) -> None:
    app = planned.app("today")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "i Pick" not in footer(app)
        await pilot.press("l", "l", "l", "i")
        await asked(pilot)
        await typed(pilot, "Ask a day later")
        await pilot.press("ctrl+s")
        await settle(pilot)
        picked = of_stage(planned, Stage.ENHANCE)
        assert (picked.text, picked.cycle.label) == ("Ask a day later", "2026-W47")
        assert "Ask a day later" in seen(app)


async def test_a_skipped_stage_is_taken_up_again_only_after_asking(
    planned: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
) -> None:
    app = planned.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "i")
        await asked(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert len(planned.snapshot.skipped_stages) == 1
        await pilot.press("i")
        await asked(pilot)
        await pilot.press("y")
        await pilot.pause()
        await asked(pilot)
        await typed(pilot, "Find an hour")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert of_stage(planned, Stage.ASSIST).text == "Find an hour"


async def test_enter_opens_the_verdict_with_the_evidence_behind_it(
    planned: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    improvement = of_stage(planned, Stage.CONNECT)
    planned.clock.move(days=-3)
    improvement_status.done(planned.seat, improvement.id)
    planned.clock.move(days=3)
    for _ in range(12):
        evidence.log(planned.seat, Stage.CONNECT, measure="csat", value=5, quote="[b]Lovely[/]")
    app = planned.app("today")
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        assert "↑ so far" in seen(app)
        assert "50% → 100%" in seen(app)
        await pilot.press("enter")
        await asked(pilot)
        text = seen(app)
        assert "So far, CSAT went from 50% of 12 to 100% of 12" in text
        assert "Before, 9 Nov to 15 Nov: 6 of 12, 50%" in text
        assert "“[b]Lovely[/]”" in text


@pytest.mark.parametrize("size", SIZES)
async def test_follow_ups_are_answered_where_they_stand(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    live.clock.move(days=-3)
    cases.add(live.seat, "4417", subject="Refund")
    cases.solve(live.seat, "4417")
    cases.add(live.seat, "4391")
    cases.contact(live.seat, "4391")
    live.clock.move(days=3)
    cases.add(live.seat, "4500", subject="Login loop")
    cases.solve(live.seat, "4500")
    app = live.app("today")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "! overdue" in seen(app)
        assert "ask later  Did we solve it? 4500 Login loop" in seen(app)
        assert "tomorrow, 10:00" in seen(app)
        await pilot.press("end", "k", "k")
        assert "Two contacts, not solved: 4391" in seen(app) or size[1] == 24
        follow_up = next(each for each in live.snapshot.follow_ups if each.ref == "4417")
        live.main(app).query_one(DocumentView).go_to(f"follow-up:{follow_up.case_id}/ask")
        await pilot.press("enter")
        await asked(pilot)
        assert "Did we solve it?” 4417 Refund" in seen(app)
        await pilot.press("enter")
        await settle(pilot)
        (answer,) = evidence.page(live.seat).items
        assert (answer.measure, answer.value) == ("solved-it", 1.0)
        assert {each.ref for each in live.snapshot.follow_ups} == {"4391", "4500"}


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (100, 30)])
async def test_what_is_due_with_customers_is_seen_without_scrolling(
    planned: Live, settle: Callable[[Pilot[Any]], Any], size: tuple[int, int]
) -> None:
    planned.clock.move(days=-3)
    for number in range(3):
        cases.add(planned.seat, f"44{number}", subject="Refund that was promised a week ago, twice")
        cases.solve(planned.seat, f"44{number}")
    planned.clock.move(days=3)
    app = planned.app("today")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = seen(app)
        for number in range(3):
            assert f"44{number}" in text
        await pilot.press("tab")
        assert cursor(app).startswith("follow-up:")
        assert "Enter Answer" in footer(app)
        await pilot.press("tab")
        assert cursor(app) == "momentum"
        assert "Enter How reckoned" in footer(app)


async def test_a_wide_page_shows_the_proof_over_time_and_the_verdicts_ahead(
    planned: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    improvement = of_stage(planned, Stage.CONNECT)
    planned.clock.move(days=-3)
    improvement_status.done(planned.seat, improvement.id)
    planned.clock.move(days=3)
    evidence.log(planned.seat, Stage.CONNECT, measure="csat", value=5, quote="She knew my name")
    app = planned.app("today")
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        text = seen(app)
        assert "W36 " in text
        assert " W47" in text
        assert "2 days left" in text
        assert "Verdicts ahead" in text
        assert "1 quote this week" in text
        assert "She knew my name" in text
        page = app.screen.query_one(DocumentView)
        page.go_to(f"ahead:{improvement.id}")
        await pilot.press("enter")
        await asked(pilot)
        assert "The verdict is read once" in seen(app)
        await pilot.press("escape")
        page.go_to(next(stop.key for stop in page.stops if stop.key.startswith("quote:")))
        await pilot.press("enter")
        await until(pilot, lambda: planned.main(app).view == "evidence")


async def test_a_case_that_waits_says_for_how_long_and_is_handed_over_in_one_key(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
) -> None:
    live.clock.move(days=-18)
    cases.add(live.seat, "4417", subject="Refund")
    live.clock.move(days=18)
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "waiting 18 days" in seen(app)
        (follow_up,) = live.snapshot.follow_ups
        live.main(app).query_one(DocumentView).go_to(f"follow-up:{follow_up.case_id}/reply")
        for why in ("", "billing"):
            await pilot.press("o")
            await asked(pilot)
            await pilot.press("tab")
            await typed(pilot, why)
            await pilot.press("enter")
            await settle(pilot)
        assert live.snapshot.follow_ups[0].owner
        assert live.snapshot.follow_ups[0].passed_on == 1
        await pilot.press("enter")
        await asked(pilot)
        assert "The customer has waited 18 days" in seen(app)
        await pilot.press("1")
        await settle(pilot)
        assert live.snapshot.follow_ups[0].kind is FollowUpKind.CALL


async def test_a_follow_up_nobody_answers_is_closed(
    live: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    live.clock.move(days=-3)
    cases.add(live.seat, "4417", subject="Refund")
    cases.solve(live.seat, "4417")
    live.clock.move(days=3)
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        (follow_up,) = live.snapshot.follow_ups
        live.main(app).query_one(DocumentView).go_to(f"follow-up:{follow_up.case_id}/ask")
        await pilot.press("enter")
        await asked(pilot)
        await pilot.press("3")
        await settle(pilot)
        assert live.snapshot.follow_ups == ()
        assert evidence.page(live.seat).items == ()


async def test_a_call_that_solved_the_case_asks_again_a_day_later(
    live: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    cases.add(live.seat, "4391")
    cases.contact(live.seat, "4391")
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "j", "j", "enter")
        await asked(pilot)
        await pilot.press("1")
        await settle(pilot)
        (follow_up,) = live.snapshot.follow_ups
        assert (follow_up.kind.value, follow_up.due) == ("ask", False)


async def test_an_overdue_review_is_said_plainly(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    live.clock.move(days=1)
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "review was due yesterday, 15:00" in seen(app)


async def test_an_open_review_is_named_with_its_step(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    reviews.open_review(live.seat, AgendaKind.SHORT)
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "review open, in Look back" in seen(app)
        assert "Press r to go on with the review that plans Week 48." in seen(app)


async def test_a_skipped_week_says_why(live: Live, settle: Callable[[Pilot[Any]], Any]) -> None:
    cycle_skips.skip_cycle(live.seat, None, "Holiday")
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "skipped: Holiday" in seen(app)
        assert "i Pick" not in footer(app)


async def test_between_two_cadences_it_says_when_the_next_cycle_begins(
    planned: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    teams.set_team(planned.seat, cadence=Cadence.MONTHLY)
    planned.clock.move(days=5)
    app = planned.app("today")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        text = seen(app)
        assert "Between two cycles   the monthly cycles begin on 1 Dec 2026" in text
        assert "No cycle runs today, so nothing is planned." in text
        assert "Still undecided" in text
        await pilot.press("4")
        await settle(pilot)
        assert "Use the caller's name" in seen(app)


async def test_what_is_undecided_in_an_earlier_week_can_be_decided(
    live: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    live.clock.move(days=-7)
    improvements.pick(live.seat, Stage.RESOLVE, "Refund up to 50 euros")
    live.clock.move(days=7)
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "W46 undecided · no owner" in seen(app)
        await pilot.press("j", "j", "j", "j", "d")
        await asked(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "undecided" not in seen(app)
        assert live.snapshot.undecided == ()


async def test_markup_in_texts_stays_text(live: Live, settle: Callable[[Pilot[Any]], Any]) -> None:
    improvements.pick(live.seat, Stage.CONNECT, "[/] [red]not red[/red]")
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "[/] [red]not red[/red]" in seen(app)


async def test_the_cursor_stays_where_it_is_when_the_window_changes(
    planned: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = planned.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j")
        for size in ((120, 36), (60, 18), (200, 60)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert cursor(app) == "slot:resolve"
            assert "Refund up to 50 euros" in seen(app)


async def test_a_cursor_move_repaints_only_what_it_changes(
    planned: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    app = planned.app("today")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        page = app.screen.query_one(DocumentView)
        painted = []
        refresh = page.refresh

        def paint(*regions: Region, **how: bool) -> DocumentView:
            painted.extend(regions)
            return refresh(*regions, **how)

        page.refresh = paint
        await pilot.press("l")
        await settle(pilot)
        cards = [stop for stop in page.stops if stop.key in ("slot:connect", "slot:assist")]
        assert painted
        assert all(region.x >= cards[0].x for region in painted)
        assert all(region.right <= cards[1].right for region in painted)


async def test_without_colour_the_cursor_is_plain_to_see(
    planned: Live, settle: Callable[[Pilot[Any]], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = planned.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        lines = [line for line in seen(app).splitlines() if "█" in line]
        assert lines[0].startswith(" █C Use")
        await pilot.press("j")
        assert any(line.startswith(" █A Skipped") for line in seen(app).splitlines())


@pytest.fixture
def sunday(live: Live) -> Live:
    """Sunday: nothing in the running week, three stages planned from tomorrow, one skipped."""
    live.clock.move(days=2)
    for stage in (Stage.ASSIST, Stage.RESOLVE, Stage.CONNECT):
        improvements.pick(live.seat, stage, f"Improve {stage.label}", cycle="2026-W48")
    improvements.skip_stage(live.seat, Stage.ENHANCE, "Nobody has time", cycle="2026-W48")
    return live


@pytest.mark.parametrize("size", SIZES)
async def test_the_next_week_leads_where_nothing_stands_in_this_one(
    sunday: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    app = sunday.app("today")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = seen(app)
        assert "Week 47 day 7 of 7" in text
        assert "Week 48 is planned: 3 improvements, from Monday" in text
        assert "Improve Connect" in text
        assert "Skipped: Nobody has time" in text
        for wrong in ("Nothing picked", "no improvement yet", "Picked for later"):
            assert wrong not in text
        await pilot.press("d")
        await asked(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "✓ done Sun" in seen(app)
        await pilot.press("end")
        assert "Week 48 is the first planned cycle. It begins on Monday." in seen(app)


async def test_i_picks_for_the_week_that_is_shown(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
) -> None:
    improvements.pick(live.seat, Stage.CONNECT, "Greet by name", cycle="2026-W48")
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "i")
        await asked(pilot)
        await typed(pilot, "Answer ahead")
        await pilot.press("ctrl+s")
        await settle(pilot)
        picked = of_stage(live, Stage.ASSIST)
        assert (picked.text, picked.cycle.label) == ("Answer ahead", "2026-W48")


async def test_what_is_picked_for_later_is_in_the_stages_order_and_stays_once_done(
    sunday: Live, settle: Callable[[Pilot[Any]], Any], asked: Callable[..., Any]
) -> None:
    improvements.pick(sunday.seat, Stage.ENHANCE, "This week's")
    dana = sunday.as_member("Dana").member_id
    improvements.pick(sunday.seat, Stage.CONNECT, "Far", cycle="2026-W50", owner=dana)
    app = sunday.app("today")
    async with app.run_test(size=(120, 48)) as pilot:
        await settle(pilot)
        later = seen(app).partition("Picked for later")[2]
        places = [later.index(f"Improve {stage.label}") for stage in STAGES[:3]]
        assert [*places, later.index("Far")] == sorted([*places, later.index("Far")])
        assert "Week 48 · no owner" in later
        connect = of_stage(sunday, Stage.CONNECT)
        app.screen.query_one(DocumentView).go_to(f"improvement:{connect.id}")
        await pilot.press("d")
        await asked(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        later = seen(app).partition("Picked for later")[2]
        assert later.index("Improve Connect") < later.index("done Sun")
        assert cursor(app) == f"improvement:{connect.id}"
        assert "d Done" not in footer(app)


async def test_open_cases_are_counted_though_nothing_is_due(
    live: Live, settle: Callable[[Pilot[Any]], Any]
) -> None:
    cases.add(live.seat, "4391")
    cases.add(live.seat, "4392")
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("end")
        assert "Follow-ups with customers: 2 open cases, nothing due" in seen(app)
