"""A form: fields with their labels, what is wrong beside each, and a draft of it all.

It saves on ``ctrl+s``, or Enter in its last one-line field; ``esc`` keeps what was typed
and offers it next time::

    async def save(values: dict[str, str]) -> Outcome[str]:
        return await attempt(self, touchpoints.edit, card.id, text=values["text"])

    outcome = await self.app.push_screen_wait(
        Form("Edit the touchpoint", [TextField("text", "Touchpoint", card.text)], save,
             draft=f"touchpoint/{card.id}")
    )

It is closed with the outcome once that is good; a refusal is shown beside the field it
names. The result is None when the person goes back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.core.draft_saver import DraftSaver
from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.core.store_calls import Outcome
from screens.dialogs.base import Dialog
from screens.forms.conflict import Seen, Side, meet, save_anew
from screens.forms.field_row import FieldRow, SaidLine
from screens.forms.fields import (
    ChoiceField,
    ChoiceLine,
    Field,
    NotesField,
    OneLine,
    PastedLines,
    TextField,
    set_sentence,
)
from screens.theme.safe_text import plain
from store.common.errors import Conflict, Gone

if TYPE_CHECKING:
    from screens.forms.many_lines import Notes

_LABEL = 16
"""Cells of a label."""

Save = Callable[[dict[str, str]], Awaitable[Outcome[Any]]]


class Form(Dialog[Outcome[Any] | None]):
    """Asks for several things at once and saves them."""

    DEFAULT_CSS = """
    Form {
        & #fields { height: auto; scrollbar-size: 1 1; margin-top: 1; }
        & OneLine, & Notes { width: 1fr; background: $panel; padding: 0; }
        & .problem { color: $error; height: auto; display: none; margin-left: 16; width: 1fr; }
        & .echo { color: $foreground-muted; height: auto; display: none; margin-left: 16; width: 1fr; }
        & .said { display: block; }
        & #note { color: $foreground-muted; height: auto; display: none; width: 1fr; }
        & #note.said, & #problem.said { display: block; }
        & #problem { margin-left: 0; }
    }
    """
    BINDINGS = bindings(KeyScope.FORM, KeyScope.FIELDS)

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Save,
        *,
        draft: str = "",
        intro: str = "",
        focus: str = "",
        seen: Seen | None = None,
        deed: str = "",
    ) -> None:
        """``draft`` is the key its half-typed text is kept under, empty for none; ``focus``
        names the field to begin in; ``deed`` says what saving does where it does not
        save. With ``seen`` a save that meets another's change is
        settled here, and ``save`` asks for it again."""
        super().__init__(title)
        self._declared = tuple(fields)
        self._save = save
        self._draft = draft
        self._intro = intro
        self._seen = seen
        self._deed = deed
        self._first = focus or (fields[0].name if fields else "")
        self._draft_saver: DraftSaver | None = None
        self._busy = False
        self._wrong: dict[str, str] = {}
        """The fields that something is said to be wrong with, and what stood there."""

    def compose_inside(self) -> ComposeResult:
        if self._intro:
            yield self.passage(self._intro)
        yield Static("", id="note")
        with VerticalScroll(id="fields", can_focus=False):
            for declared in self._declared:
                label = plain(declared.label, multiline=True, ascii=self.glyphs.ascii)
                control = self._control(declared)
                yield FieldRow(label, _LABEL, control, id=f"row-{declared.name}")
        yield Static("", id="problem", classes="problem")

    def _control(self, declared: Field) -> Widget:
        name = f"field-{declared.name}"
        if isinstance(declared, NotesField):
            from screens.forms.many_lines import Notes

            return Notes(declared.value, declared.hint, declared.lines, id=name)
        if isinstance(declared, ChoiceField):
            return ChoiceLine(declared.options, declared.value, self.glyphs, id=name)
        return OneLine(declared.value, declared.hint, proposed=declared.proposed, id=name)

    def at_present(self, command: KeyCommand) -> KeyCommand:
        """``form.save`` by what it does here."""
        if command.id != "form.save" or not self._deed:
            return command
        return replace(command, label=self._deed, help=self._deed)

    def on_mount(self) -> None:
        self.app.clear_notifications()
        if self._draft:
            self._draft_saver = DraftSaver(self, self._draft, self._draft_values)
            earlier = self._draft_saver.earlier()
            if earlier is not None:
                self._fill(earlier)
                if self._seen is not None:
                    self._seen.from_draft(earlier)
                self._wrong = {name: self._value(name) for name in self._wrong}
                self._say("note", "You had typed this. Press ctrl+n to start afresh.")
        self._echo_all()
        if self._first:
            self.query_one(f"#field-{self._first}").focus()

    def values(self) -> dict[str, str]:
        """What stands in the fields, by name."""
        return {declared.name: self._value(declared.name) for declared in self._declared}

    def _draft_values(self) -> dict[str, str]:
        """What a draft keeps: the fields, and what they were begun from."""
        return self.values() | (self._seen.in_draft() if self._seen is not None else {})

    def _value(self, name: str) -> str:
        control = self.query_one(f"#field-{name}")
        if isinstance(control, OneLine | ChoiceLine):
            return control.value
        return _notes(control).text

    def _fill(self, values: dict[str, str]) -> None:
        for declared in self._declared:
            if declared.name not in values:
                continue
            control = self.query_one(f"#field-{declared.name}")
            if isinstance(control, OneLine):
                control.fill(values[declared.name])
            elif isinstance(control, ChoiceLine):
                control.take(values[declared.name])
            else:
                _notes(control).fill(values[declared.name])

    def _say(self, where: str, sentence: str | None) -> None:
        """Say ``sentence`` in the line of this name: ``note``, ``problem``, or below the field NAME
        ``echo-NAME`` or ``problem-NAME``, of which one stands at a time. None to say nothing."""
        kind, _, name = where.partition("-")
        line = next(iter(self.query(f"#{where}").results(Static)), None)
        if line is None:
            if not sentence:
                return
            line = SaidLine(id=where, classes=kind)
            self.query_one("#fields").mount(line, after=f"#row-{name}")
        elif sentence and not line.has_class("said"):
            self.call_after_refresh(self._show_sentences)
        line.set_class(bool(sentence), "said")
        set_sentence(line, plain(sentence or "", ascii=self.glyphs.ascii))

    @on(SaidLine.Laid)
    def _said(self, message: SaidLine.Laid) -> None:
        message.stop()
        self._show_sentences()

    def on_descendant_focus(self) -> None:
        self.call_after_refresh(self._show_sentences)

    def _show_sentences(self) -> None:
        """Scroll to what is said beside the field that has the focus, and to the field."""
        _, _, name = ((self.focused and self.focused.id) or "").partition("-")
        if name in {each.name for each in self._declared}:
            for line in self.query(f"#echo-{name}, #problem-{name}"):
                self.scroll_to_widget(line, animate=False)
            self.show_focused()

    # Typing

    def on_text_area_changed(self) -> None:
        self._typed()

    @on(Input.Changed)
    @on(ChoiceLine.Changed)
    def _typed(self) -> None:
        for name in [name for name, text in self._wrong.items() if self._value(name) != text]:
            self._say_problem(name, None)
        self._echo_all()
        if self._draft_saver is not None:
            self._draft_saver.touched()

    def _echo_all(self) -> None:
        for declared in self._declared:
            if isinstance(declared, TextField) and declared.echo is not None:
                quiet = declared.name in self._wrong
                echo = None if quiet else declared.echo(self._value(declared.name))
                self._say(f"echo-{declared.name}", echo)

    def _say_problem(self, name: str, sentence: str | None) -> None:
        """Say what is wrong with a field, in place of its echo; None when nothing is."""
        self._wrong.pop(name, None)
        if sentence:
            self._wrong[name] = self._value(name)
        self._say(f"problem-{name}", sentence)
        self._echo_all()

    def on_pasted_lines(self, message: PastedLines) -> None:
        message.stop()
        joins = {
            f"field-{each.name}": each.join
            for each in self._declared
            if isinstance(each, TextField)
        }
        message.line.insert_text_at_cursor(joins[message.line.id or ""].join(message.lines))

    @on(Input.Submitted)
    async def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        await self._enter(message.input)

    @on(ChoiceLine.Submitted)
    async def _chose(self, message: ChoiceLine.Submitted) -> None:
        message.stop()
        await self._enter(message.line)

    async def _enter(self, control: Widget) -> None:
        """Enter goes to the next field, and in the last one-line field it saves."""
        lines = [widget for widget in self.query("OneLine, ChoiceLine") if widget.focusable]
        if control is lines[-1]:
            await self.action_save()
        else:
            lines[lines.index(control) + 1].focus()

    def action_next_field(self) -> None:
        self.focus_next()

    def action_previous_field(self) -> None:
        self.focus_previous()

    # Saving and leaving

    async def action_save(self) -> None:
        if self._busy:
            return
        values = self.values()
        if self._find_problems(values):
            return
        self._busy = True
        try:
            outcome = await self._save(values)
        finally:
            self._busy = False
        if outcome:
            if self._draft_saver is not None:
                self._draft_saver.clear()
            self._leave(outcome)
        elif self._seen is not None and isinstance(outcome.refused, Conflict):
            self._meet(outcome.refused, self._seen)
        elif self._seen is not None and isinstance(outcome.refused, Gone):
            self._save_anew(outcome.refused, self._seen)
        elif outcome.refused is not None:
            self._show_problem(outcome.refused.field, outcome.refused.message)

    @work(group="ask", exclusive=True)
    async def _meet(self, conflict: Conflict, seen: Seen) -> None:
        """Let the person choose between another's change and what stands here, and save it."""
        sides = {each.name: Side(each.label, _words(each)) for each in self._declared}
        met = await meet(self, conflict, seen, sides, self.values())
        if met is None:
            self._show_problem(None, conflict.message)
            return
        self._fill(met.values)
        if not met.edit:
            await self.action_save()
            return
        self._say("problem", None)
        self._say("note", "Both texts are here. Edit them, then press ctrl+s.")
        self.query_one(f"#field-{met.edit}").focus()

    @work(group="ask", exclusive=True)
    async def _save_anew(self, gone: Gone, seen: Seen) -> None:
        outcome = await save_anew(self, gone, seen, self.values())
        if outcome:
            if self._draft_saver is not None:
                self._draft_saver.clear()
            self._leave(outcome)
        else:
            refusal = gone if outcome is None or outcome.refused is None else outcome.refused
            self._show_problem(refusal.field, refusal.message)

    def _find_problems(self, values: dict[str, str]) -> bool:
        """Show what is wrong, beside each field; whether anything is."""
        problems: list[str] = []
        self._say("problem", None)
        for declared in self._declared:
            text = values[declared.name]
            problem = declared.check(text) if declared.check is not None else None
            if not isinstance(declared, ChoiceField) and declared.required and not text.strip():
                problem = "Fill this in first."
            self._say_problem(declared.name, problem)
            if problem:
                problems.append(declared.name)
        if problems:
            self.query_one(f"#field-{problems[0]}").focus()
        return bool(problems)

    def _show_problem(self, name: str | None, sentence: str) -> None:
        if name in {declared.name for declared in self._declared}:
            self._say_problem(name, sentence)
            self.query_one(f"#field-{name}").focus()
        else:
            self._say("problem", sentence)

    def action_cancel(self) -> None:
        self._leave(None)

    def _leave(self, outcome: Outcome[Any] | None) -> None:
        if self._draft_saver is not None:
            self._draft_saver.close()
        self.dismiss(outcome)

    def action_fresh(self) -> None:
        """Put back what the form began with, and let the draft go."""
        self._fill({declared.name: declared.value for declared in self._declared})
        if self._seen is not None:
            self._seen.start_afresh()
        if self._draft_saver is not None:
            self._draft_saver.clear()
        for declared in self._declared:
            self._say_problem(declared.name, None)
        self._say("problem", None)
        self._say("note", None)


def _words(declared: Field) -> Callable[[str], str]:
    """How a field's value reads: of a choice, its label."""
    if not isinstance(declared, ChoiceField):
        return str
    labels = dict(declared.options)
    return lambda value: labels.get(value, value)


def _notes(control: Widget) -> Notes:
    """``control``, which takes many lines."""
    from screens.forms.many_lines import Notes

    assert isinstance(control, Notes)
    return control
