"""Forms by their real keys: saving, refusing, drafts, pastes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from screens.chrome.footer import Footer
from screens.core.app_context import app_context_of
from screens.core.store_calls import Outcome
from screens.forms.fields import ChoiceField, ChoiceLine, NotesField, OneLine, TextField
from screens.forms.form import Form
from screens.forms.many_lines import Notes
from store.common.errors import Refused

if TYPE_CHECKING:
    from tests.screens.conftest import Staged

pytestmark = pytest.mark.usefixtures("plain_views")


class Saved:
    """Takes what a form saves, or refuses it."""

    def __init__(self) -> None:
        self.values: list[dict[str, str]] = []
        self.refusal: Refused | None = None

    async def __call__(self, values: dict[str, str]) -> Outcome[str]:
        if self.refusal is not None:
            return Outcome(refused=self.refusal)
        self.values.append(values)
        return Outcome("saved")


def fields() -> list:
    return [
        TextField("text", "Text", required=True),
        ChoiceField("stage", "Stage", [("connect", "Connect"), ("assist", "Assist")]),
        TextField("channel", "Channel"),
        NotesField("notes", "Notes"),
    ]


@pytest.fixture
async def form_in(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> AsyncIterator[tuple[Any, ...]]:
    """Opens forms in an app that runs for the whole test."""
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        async def open_form(save: Saved, draft: str = "") -> Form:
            form = Form("A form", fields(), save, draft=draft)
            await show.app.push_screen(form)
            await pilot.pause()
            return form

        yield pilot, open_form


def said(form: Form, selector: str) -> str:
    return str(form.query_one(selector).render())


async def test_enter_walks_the_one_line_fields_and_saves_in_the_last(
    form_in: tuple[Any, ...],
) -> None:
    pilot, open_form = form_in
    save = Saved()
    await open_form(save)
    await pilot.press(*"Hello", "enter", "right", "enter", *"web", "enter")
    await pilot.pause()
    assert save.values == [{"text": "Hello", "stage": "assist", "channel": "web", "notes": ""}]
    assert not isinstance(pilot.app.screen, Form)


async def test_notes_are_saved_by_ctrl_s_only(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    save = Saved()
    form = await open_form(save)
    await pilot.press(*"Hi")
    form.query_one(Notes).focus()
    await pilot.press(*"one", "enter", *"two")
    assert save.values == []
    await pilot.press("ctrl+s")
    await pilot.pause()
    assert save.values[0]["notes"] == "one\ntwo"


async def test_what_is_missing_is_said_beside_its_field(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    save = Saved()
    form = await open_form(save)
    await pilot.press("ctrl+s")
    assert "Fill this in" in said(form, "#problem-text")
    assert form.focused is form.query_one("#field-text")
    assert save.values == []


async def test_a_refusal_is_said_beside_the_field_it_names(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    save = Saved()
    save.refusal = Refused("There is no such channel.", field="channel")
    form = await open_form(save)
    await pilot.press(*"Hi", "ctrl+s")
    await pilot.pause()
    assert said(form, "#problem-channel") == "There is no such channel."
    assert form.focused is form.query_one("#field-channel")
    save.refusal = Refused("Not now.")
    await pilot.press("ctrl+s")
    await pilot.pause()
    assert said(form, "#problem") == "Not now."


async def test_esc_keeps_the_text_and_the_next_form_offers_it(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    await open_form(Saved(), draft="card")
    await pilot.press(*"Half", "tab", "right", "escape")
    await pilot.pause()
    save = Saved()
    form = await open_form(save, draft="card")
    assert form.values()["text"] == "Half"
    assert form.values()["stage"] == "assist"
    assert "had typed" in said(form, "#note")
    await pilot.press("ctrl+s")
    await pilot.pause()
    assert save.values[0]["text"] == "Half"
    form = await open_form(Saved(), draft="card")
    assert form.values()["text"] == ""


async def test_a_draft_can_be_let_go(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    await open_form(Saved(), draft="card")
    await pilot.press(*"Half", "escape")
    form = await open_form(Saved(), draft="card")
    await pilot.press("ctrl+n")
    assert form.values()["text"] == ""
    await pilot.press("escape")
    form = await open_form(Saved(), draft="card")
    assert said(form, "#note") == ""


async def test_what_was_opened_and_not_touched_leaves_no_draft(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    await open_form(Saved(), draft="card")
    await pilot.press("escape")
    await pilot.pause()
    drafts: Any = app_context_of(pilot.app).drafts
    assert drafts.drafts.kept == {}


async def test_drafts_are_kept_when_the_app_is_told_to(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    await open_form(Saved(), draft="card")
    await pilot.press(*"Lost?")
    shell = app_context_of(pilot.app)
    shell.keep_drafts()
    assert (shell.drafts.get("room-team/card") or {})["text"] == "Lost?"


async def test_typing_is_kept_without_being_told(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    form = await open_form(Saved(), draft="card")
    await pilot.press(*"Slow")
    drafts = app_context_of(pilot.app).drafts
    assert form._draft_saver._timer is not None
    form._draft_saver._timer._interval = 0
    while drafts.get("room-team/card") is None:
        await pilot.pause()
    assert (drafts.get("room-team/card") or {})["text"] == "Slow"


async def test_a_paste_of_many_lines_loses_none_in_one_line(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    form = await open_form(Saved())
    form.query_one("#field-text").post_message(events.Paste("one\r\ntwo\n\n  three"))
    await pilot.pause()
    assert form.values()["text"] == "one two three"


@pytest.mark.parametrize("selector", ["#field-text", "#field-notes"])
async def test_control_characters_do_not_come_in_by_paste(
    form_in: tuple[Any, ...], selector: str
) -> None:
    pilot, open_form = form_in
    form = await open_form(Saved())
    form.query_one(selector).post_message(events.Paste("a\x1b]52;c;eA==\x07b\u202ec"))
    await pilot.pause()
    name = selector.removeprefix("#field-")
    assert form.values()[name] == "a]52;c;eA==bc"


async def test_a_letter_jumps_to_a_choice_that_begins_with_it(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    form = await open_form(Saved())
    choice = form.query_one(ChoiceLine)
    choice.focus()
    await pilot.press("a")
    assert choice.value == "assist"
    await pilot.press("a", "left")
    assert choice.value == "connect"


async def test_markup_in_text_stays_text(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    form = await open_form(Saved())
    form.query_one("#field-text", OneLine).value = "[/b] [@click=app.quit]x"
    await pilot.pause()
    assert form.values()["text"] == "[/b] [@click=app.quit]x"
    assert isinstance(form.query_one("#field-text"), Input)


async def test_the_keys_of_the_field_one_is_in_are_named(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    form = await open_form(Saved())
    footer = form.query_one(Footer)
    assert "tab Next field" in str(footer.render())
    assert "Choose" not in str(footer.render())
    await pilot.press("tab")
    assert form.focused is form.query_one("#field-stage")
    assert "← → Choose" in str(footer.render())
    await pilot.press("shift+tab")
    assert form.focused is form.query_one("#field-text")


async def test_what_was_wrong_is_not_said_any_more_once_it_is_filled_in(
    form_in: tuple[Any, ...],
) -> None:
    pilot, open_form = form_in
    form = await open_form(Saved())
    await pilot.press("ctrl+s")
    assert form.query_one("#problem-text").display
    await pilot.press("a")
    assert not form.query_one("#problem-text").display


async def test_starting_afresh_takes_back_what_was_wrong(form_in: tuple[Any, ...]) -> None:
    pilot, open_form = form_in
    save = Saved()
    save.refusal = Refused("There is no such channel.", field="channel")
    form = await open_form(save, draft="card")
    await pilot.press(*"Hi", "ctrl+s")
    await pilot.pause()
    assert form.query_one("#problem-channel").display
    await pilot.press("ctrl+n")
    assert not form.query_one("#problem-channel").display


async def test_a_choice_too_long_for_its_line_is_cut_and_keeps_its_count(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        options = [(str(number), f"{number} {'long ' * 30}") for number in range(9)]
        await show.app.push_screen(Form("A form", [ChoiceField("at", "At", options, "3")], Saved()))
        await pilot.pause()
        line = show.app.screen.query_one(ChoiceLine)
        said = str(line.render())
        assert said.rstrip().endswith("…]  >  4 of 9")
        assert len(said) <= line.size.width


async def test_typing_in_a_line_lays_nothing_out_and_still_follows_the_cursor(
    form_in: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot, open_form = form_in
    form = await open_form(Saved())
    laid_out = []
    reflow = type(form._compositor).reflow
    monkeypatch.setattr(
        type(form._compositor),
        "reflow",
        lambda self, *size: (laid_out.append(size), reflow(self, *size))[1],
    )
    line = form.query_one(OneLine)
    await pilot.press(*"abcdefghij" * 9)
    assert laid_out == []
    assert "".join(part.text for part in line.render_line(0)).rstrip().endswith("hij")
    await pilot.press("home")
    assert "".join(part.text for part in line.render_line(0)).startswith("abcdefghij")


def line_of(field: OneLine) -> str:
    return field.render_line(0).text.rstrip()


async def test_a_text_or_a_hint_that_does_not_fit_is_seen_to_be_cut(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    long = "Open a chat by ourselves: “I see the code fails. Shall I send a new one?”"
    hint = "the ticket's number, or a name that you know them by, whatever it may be"
    form = Form(
        "Long", [TextField("one", "One"), TextField("two", "Two", long, hint=hint)], Saved()
    )
    async with show.app.run_test(size=(60, 18)) as pilot:
        await settle(pilot)
        await show.app.push_screen(form)
        await pilot.pause()
        two = form.query_one("#field-two", OneLine)
        assert line_of(two) == "Open a chat by ourselves: “I see the…"
        await pilot.press("tab", "home", "end")
        await settle(pilot)
        assert line_of(two).endswith("send a new one?”")
        await pilot.press("shift+tab")
        await settle(pilot)
        assert line_of(two).startswith("…")
        assert line_of(two).endswith("send a new one?”")
        await pilot.press("tab", "ctrl+u")
        assert two.value == ""
        assert line_of(two) == "the ticket's number, or a name that…"
        assert two.placeholder == hint


async def test_the_key_that_saves_is_named_by_what_it_does(
    stage_app: Callable[..., Staged], settle: Callable[[Pilot[Any]], Any]
) -> None:
    show = stage_app()
    async with show.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await show.app.push_screen(Form("Drop it", fields(), Saved(), deed="Drop"))
        await pilot.pause()
        named = "".join(part.text for part in show.app.screen.query_one(Footer).parts(80))
        assert "^s Drop" in named
        assert "Save" not in named


async def test_a_form_looks_its_styles_up_once(
    form_in: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot, open_form = form_in
    again: list[object] = []
    update_styles = pilot.app.update_styles

    def noting(node: Any, **rest: Any) -> None:
        again.append(node)
        update_styles(node, **rest)

    monkeypatch.setattr(pilot.app, "update_styles", noting)
    form = await open_form(Saved())
    assert form not in again
    assert set(again) <= {form.focused}
