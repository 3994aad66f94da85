"""Promises, questions asked again, words to send and the welcome, by their keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import TextArea

from screens.dialogs.choose import Choose, OptionLines
from screens.dialogs.reader import Reader, ReportReader
from screens.forms.form import Form
from screens.widgets.document_view import DocumentView
from store.board import touchpoints
from store.domain.sent_words import WordsKind
from store.domain.stages import Stage
from store.evidence import cases, questions
from store.evidence.open_cases import open_cases
from store.evidence.words_to_send import wording
from store.teams import promises

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Live


def _labels(app: App[Any]) -> Any:
    lines = app.screen.query(OptionLines)
    return [option.label for option in lines.first().options] if lines else []


def _shown(app: App[Any], where: Any) -> Any:
    found = app.screen.query(where)
    return str(found.first().render()) if found else ""


async def test_a_promise_is_made_changed_and_taken_back(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("O")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await asked(pilot)
        await typed(pilot, "chat")
        await pilot.press("tab")
        await typed(pilot, "soon")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "whole number" in _shown(app, "#problem-hours"))
        await pilot.press("end", *["backspace"] * 4)
        await typed(pilot, "2")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert "We reply within 2 hours: chat." in _labels(app)
        await pilot.press("enter")
        await until(pilot, lambda: "Take it back" in _labels(app))
        await pilot.press("2")
        await until(pilot, lambda: "We aim to reply within 24 hours." in _labels(app))
        assert promises.promises(live.seat) == ()


async def test_questions_count_are_answered_and_joined(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for text in ("Where is my code?", "No code"):
            await pilot.press("Q")
            await until(pilot, lambda: isinstance(app.screen, Choose | Form))
            if isinstance(app.screen, Choose):
                await pilot.press("1")
                await until(pilot, lambda: isinstance(app.screen, Form))
            await asked(pilot)
            await typed(pilot, text)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(app.screen, Choose))
            assert text in _labels(app)
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, Choose))
        await pilot.press("Q")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("2")
        await until(pilot, lambda: "Asked once more" in _labels(app))
        await pilot.press("4")
        await until(pilot, lambda: len(_labels(app)) == 1)
        await pilot.press("enter")
        await until(pilot, lambda: "A customer asked something…" in _labels(app))
        (question,) = questions.questions(live.seat)
        assert question.asked == 2
        await pilot.press("2")
        await until(pilot, lambda: "Asked once more" in _labels(app))
        await pilot.press("3")
        await asked(pilot)
        await typed(pilot, "the e-mail")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert questions.questions(live.seat)[0].answered_where == "the e-mail"


async def test_words_are_copied_from_the_case_under_the_cursor(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    until: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live.clock.move(days=-3)
    cases.add(live.seat, "T-1", subject="Deposit", customer="Ada")
    live.clock.move(days=3)
    copied = []
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await settle(pilot)
        (due,) = live.snapshot.follow_ups
        live.main(app).query_one(DocumentView).go_to(f"follow-up:{due.case_id}/reply")
        for key in ("1", "3"):
            await pilot.press("W")
            await until(pilot, lambda: isinstance(app.screen, Choose))
            assert {"Survey: CES, effort", "Survey: CES, effort of 5"} <= set(_labels(app))
            await pilot.press(key)
            await settle(pilot)
        assert "Hello Ada,\nyesterday we worked on this with you: Deposit." in copied[0]
        assert "Did we solve it?" in copied[0]
        assert "How likely" in copied[1]
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        app.screen.query_one(OptionLines).go_to("own.call")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await asked(pilot)
        app.screen.query_one("#field-text", TextArea).load_text("We call you, {name}.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert wording(live.seat, WordsKind.CALL) == "We call you, {name}."


async def test_a_colleague_is_welcomed_from_the_commands(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.run_action("global_command('welcome')", app.screen)
        await until(pilot, lambda: isinstance(app.screen, Form))
        await asked(pilot)
        await typed(pilot, "Nia")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReportReader))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_quarter_is_answered_in_evidence(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    live.clock.move(days=-100)
    promises.promise_step_up(live.seat, "Ada")
    live.clock.move(days=100)
    app = live.app("evidence")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        heading = app.screen.query_one("#heading")
        await until(pilot, lambda: "to answer this quarter" in str(heading.render()))
        await pilot.press("T")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert _labels(app)[0] == "Are your promises still true?"
        await pilot.press("1")
        await until(pilot, lambda: "Ask again next quarter" in _labels(app))
        await pilot.press("1")
        await settle(pilot)


async def test_open_cases_are_listed_with_their_owner_and_what_is_known(
    live: Live, settle: Callable[[Pilot[Any]], Any], until: Callable[..., Any]
) -> None:
    live.clock.move(days=-18)
    card = touchpoints.add(live.seat, Stage.RESOLVE, "Refund", stuck="Lee in billing")
    cases.add(live.seat, "T-1", subject="Deposit", customer="Ada", touchpoint=card)
    live.clock.move(days=18)
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        (option,) = app.screen.query_one(OptionLines).options
        assert option.label == "T-1 Deposit"
        assert "waiting 18 days" in option.more
        await pilot.press("enter")
        await until(pilot, lambda: "Hand it over" in _labels(app))
        shown = [str(each.render()) for each in app.screen.query("Static")]
        assert any("Name: Ada. Touchpoint: Refund. If stuck: Lee in billing." in s for s in shown)


async def test_a_small_thing_a_customer_told_is_kept_and_said_in_the_hello(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copied: list[str] = []
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await settle(pilot)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await asked(pilot)
        for text in ("T-9", "", "Deposit", "Ada", "2019", "", "the dog is called Biscuit"):
            await typed(pilot, text)
            if not text.startswith("the dog"):
                await pilot.press("tab")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [each.ref for each in open_cases(live.seat)] == ["T-9"])
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: "Hand it over" in _labels(app))
        shown = [str(each.render()) for each in app.screen.query("Static")]
        assert any("emember: the dog is called Biscuit" in line for line in shown)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("1")
        await settle(pilot)
        (due,) = live.snapshot.follow_ups
        live.main(app).query_one(DocumentView).go_to(f"follow-up:{due.case_id}/reply")
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        app.screen.query_one(OptionLines).go_to("hello")
        await pilot.press("enter")
        await until(pilot, lambda: bool(copied))
        assert "the dog is called Biscuit" in copied[0]


async def test_a_question_asked_too_late_gets_an_answer_in_its_form(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    asked: Callable[..., Any],
    typed: Callable[..., Any],
    until: Callable[..., Any],
) -> None:
    app = live.app("today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("Q")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await asked(pilot)
        await typed(pilot, "Where is my code?")
        await pilot.press("tab", "right", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        (question,) = questions.questions(live.seat)
        assert (question.asked, question.frustrated) == (1, 1)
        await pilot.press("2")
        await until(pilot, lambda: "Answered where?" in _labels(app))
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, Form))
        await asked(pilot)
        await typed(pilot, "the booking page")
        await pilot.press("tab", "right", "right", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        (question,) = questions.questions(live.seat)
        assert question.answer_words == ("the booking page, as a tip at the step where it comes up")


@pytest.mark.parametrize("hosted", [False, True])
async def test_a_calendar_file_is_made_from_the_commands(
    live: Live,
    settle: Callable[[Pilot[Any]], Any],
    until: Callable[..., Any],
    tmp_path: Path,
    hosted: bool,
) -> None:
    app = live.app("today", reports=tmp_path / "reports", hosted=hosted)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.run_action("global_command('calendar')", app.screen)
        if hosted:
            await until(pilot, lambda: isinstance(app.screen, Reader))
        else:
            await until(pilot, lambda: live.notes)
    made = list((tmp_path / "reports").glob("*")) if not hosted else []
    assert [path.name for path in made] == ([] if hosted else ["acme-support-calendar.ics"])
