"""The fields of an improvement: what, where, who, until when, and how we will know.

The form stands beside the candidates at Pick and inside a dialog elsewhere. While one
types it says whether the improvement is small and what its proof can show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from screens.acting import read
from screens.dialogs.conflict import Seen, Side, meet
from screens.dialogs.fields import ChoiceLine, OneLine, PastedLines
from screens.dialogs.improvement_values import (
    checks,
    failing,
    first_values,
    keep,
    proof_plan,
    seen_of,
)
from screens.dialogs.saying import say
from screens.dialogs.subject import Subject
from screens.dialogs.what_shows import what_shows
from screens.dialogs.wrapped_line import WrappedLine
from screens.drafting import Keeper
from screens.draw import plain
from screens.keys import Where, bindings
from screens.theme import Marks
from store.errors import Conflict, Refused

Control = WrappedLine | OneLine | ChoiceLine
_LABELS = {
    "text": "What",
    "touchpoint": "At",
    "owner": "Owner",
    "due": "Due",
    "measure": "Proof",
    "only": "Counting",
    "target": "Target",
}
"""The fields in order, with their labels."""
_NOT_TYPED = frozenset({"escape", *(f"f{number}" for number in range(1, 13))})
"""Keys without a modifier that are a command's even while one types."""


class ImprovementFields(Widget):
    """The form itself. ``ctrl+s`` or Enter in its last field saves, ``esc`` leaves it."""

    DEFAULT_CSS = """
    ImprovementFields {
        height: auto; width: 1fr;
        & #rows { height: auto; max-height: 100%; scrollbar-size: 1 1; }
        & .row { height: auto; width: 1fr; }
        & .label { width: 9; height: 1; color: $foreground-muted; }
        & OneLine, & WrappedLine { width: 1fr; background: $panel; }
        & .beside {
            height: auto; width: 1fr; margin-left: 9; color: $foreground-muted; display: none;
        }
        & .problem { color: $error; }
        & .said { display: block; }
        & #fits { height: auto; width: 1fr; margin-left: 9; }
    }
    """
    BINDINGS = bindings(Where.FORM, Where.FIELDS)

    @dataclass
    class Saved(Message):
        """The improvement is kept; ``unmet`` says what keeps it from being small."""

        improvement_id: str
        unmet: tuple[str, ...]

    class Left(Message):
        """The person goes back; what was typed is kept as a draft."""

    def __init__(self, subject: Subject, marks: Marks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.subject = subject
        self.marks = marks
        self._controls = self._make_controls()
        self._keeper: Keeper | None = None
        self._seen = seen_of(subject)
        self._busy = False
        self._wrong: tuple[str, str] | None = None
        """The field that something is said to be wrong with, and what stood there."""

    # What is in it

    def _make_controls(self) -> dict[str, Control]:
        subject, first = self.subject, first_values(self.subject)
        cards = [(card.id, card.text) for card in subject.touchpoints]
        people = [(member.id, member.name) for member in subject.members]
        measures = [(measure.key, measure.title) for measure in subject.measures]
        choices = {
            "touchpoint": [("", "nowhere in particular"), *cards],
            "owner": [("", "nobody yet"), *people],
            "measure": [*measures, ("", "none")],
            "only": [("no", f"all of {subject.stage.label}"), ("yes", "only there")],
        }
        lines: dict[str, Control] = {
            "text": WrappedLine(first["text"], "One small change", id="field-text"),
            "due": OneLine(first["due"], id="field-due"),
            "target": OneLine(first["target"], "none, or such as 80%", id="field-target"),
        }
        for name, options in choices.items():
            lines[name] = ChoiceLine(options, first[name], self.marks, id=f"field-{name}")
        return {name: lines[name] for name in _LABELS}

    def compose(self) -> ComposeResult:
        yield Static("", id="note", classes="beside")
        with VerticalScroll(id="rows", can_focus=False):
            for name, label in _LABELS.items():
                with Horizontal(classes="row", id=f"row-{name}"):
                    yield Static(plain(label), classes="label")
                    yield self._controls[name]
                yield Static("", id=f"problem-{name}", classes="beside problem")
            yield Static("", id="shows", classes="beside")
            yield Static("", id="fits")
        yield Static("", id="problem", classes="beside problem")

    def on_mount(self) -> None:
        self._keeper = Keeper(self, self.subject.draft, self._kept)
        earlier = self._keeper.earlier()
        if earlier is not None:
            self._fill(earlier)
            if self._seen is not None:
                self._seen.from_draft(earlier)
            self._say("note", "This is what you had typed. ctrl+n starts afresh.")
        self._follow()

    def on_unmount(self) -> None:
        if self._keeper is not None:
            self._keeper.close()

    def value(self, name: str) -> str:
        """What stands in the field ``name``."""
        control = self._controls[name]
        return control.text if isinstance(control, WrappedLine) else control.value

    def values(self) -> dict[str, str]:
        """What stands in every field, by name."""
        return {name: self.value(name) for name in _LABELS}

    def _kept(self) -> dict[str, str]:
        """What a draft keeps: the fields, and what they were begun from."""
        return self.values() | (self._seen.in_draft() if self._seen is not None else {})

    def _fill(self, values: dict[str, str]) -> None:
        for name, control in self._controls.items():
            if name not in values:
                continue
            if isinstance(control, WrappedLine):
                control.load_text(values[name])
                control.move_cursor(control.document.end)
            elif isinstance(control, ChoiceLine):
                control.take(values[name])
            else:
                control.value = values[name]

    def begin(self) -> None:
        """Give the focus to the first field."""
        text = self._controls["text"]
        if isinstance(text, WrappedLine):
            text.move_cursor(text.document.end)
        text.focus()

    def begin_from(self, touchpoint_id: str | None) -> None:
        """Name another candidate, as long as nothing has been typed yet."""
        if self._keeper is None or self.value("text").strip():
            return
        if self.value("touchpoint") != (touchpoint_id or ""):
            self._fill({"touchpoint": touchpoint_id or ""})
            self._keeper.clear()
            self._follow()

    # While typing

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceLine.Changed)
    def _typed(self) -> None:
        if self._keeper is not None and self.is_attached:
            if self._wrong is not None and self.value(self._wrong[0]) != self._wrong[1]:
                self._forget_problems()
            self._keeper.touched()
            self._follow()

    def _follow(self) -> None:
        """Bring everything that depends on the fields up to date."""
        proven = bool(self.value("measure"))
        self.query_one("#row-target").display = proven
        self.query_one("#row-only").display = proven and bool(self.value("touchpoint"))
        self._show_fits()
        self._look_up()

    def _show_fits(self) -> None:
        pieces: list[tuple[str, str]] = []
        for words, met in checks(self.subject, self.values()):
            mark = self.marks.done if met else self.marks.dropped
            unbroken = words.replace(" ", "\u00a0")
            pieces += [(f"{mark}\u00a0", "$success" if met else "$warning"), (f"{unbroken}  ", "")]
        say(self.query_one("#fits", Static), Content.assemble(*pieces))

    @work(exclusive=True, group="what-shows")
    async def _look_up(self) -> None:
        plan = proof_plan(self.subject, self.values())
        outcome = await read(self, what_shows, plan) if plan is not None else None
        if self.is_attached:
            self._say("shows", outcome.value if outcome else None)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """What is typed here is no command of the screen around it."""
        return key not in _NOT_TYPED and "+" not in key

    def on_pasted_lines(self, message: PastedLines) -> None:
        message.stop()
        message.line.insert_text_at_cursor(" ".join(message.lines))

    @on(Input.Submitted)
    async def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        await self._enter(message.input)

    @on(ChoiceLine.Submitted)
    @on(WrappedLine.Submitted)
    async def _chose(self, message: ChoiceLine.Submitted | WrappedLine.Submitted) -> None:
        message.stop()
        await self._enter(message.line)

    async def _enter(self, control: Widget) -> None:
        """Enter goes to the next field, and in the last one it saves."""
        if control is self._shown[-1]:
            await self.action_save()
        else:
            self.action_next_field()

    def action_next_field(self) -> None:
        self._step(1)

    def action_previous_field(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        """Give the focus to the field ``by`` further on, past the end to the other one."""
        shown = self._shown
        place = next(index for index, each in enumerate(shown) if each.has_focus)
        shown[(place + by) % len(shown)].focus()

    @property
    def _shown(self) -> list[Control]:
        """The fields that can be filled in, in order."""
        return [each for name, each in self._controls.items() if self._row_shows(name)]

    def _row_shows(self, name: str) -> bool:
        return bool(self.query_one(f"#row-{name}").display)

    # Saving and leaving

    async def action_save(self) -> None:
        if self._busy or self._keeper is None:
            return
        self._busy = True
        version = self._seen.version if self._seen is not None else None
        try:
            outcome = await keep(self, self.subject, self.values(), version)
        finally:
            self._busy = False
        self._forget_problems()
        if self._seen is not None and isinstance(outcome.refused, Conflict):
            self._meet(outcome.refused, self._seen)
        elif outcome.refused is not None:
            self._show_problem(outcome.refused)
        else:
            self._keeper.clear()
            unmet = failing(self.subject, self.values())
            self.post_message(self.Saved(outcome.value or "", unmet))

    @work(group="ask", exclusive=True)
    async def _meet(self, conflict: Conflict, seen: Seen) -> None:
        """Let the person choose between another's change and what stands here, and save it."""
        sides = {name: Side(label, _words(self._controls[name])) for name, label in _LABELS.items()}
        met = await meet(self, conflict, seen, sides, self.values())
        if met is None:
            self._say("problem", conflict.message)
            return
        self._fill(met.values)
        self._follow()
        if not met.edit:
            await self.action_save()
            return
        self._say("note", "Theirs and yours are both here; edit, then ctrl+s.")
        self._controls[met.edit].focus()

    def _show_problem(self, refused: Refused) -> None:
        name = refused.field or ""
        if name in self._controls and self._row_shows(name):
            self._wrong = (name, self.value(name))
            self._say(f"problem-{name}", refused.message)
            self._controls[name].focus()
        else:
            self._say("problem", refused.message)

    def _forget_problems(self) -> None:
        self._wrong = None
        for line in self.query(".problem").results(Static):
            line.set_class(False, "said")

    def _say(self, where: str, sentence: str | None) -> None:
        for line in self.query(f"#{where}").results(Static):
            line.set_class(bool(sentence), "said")
            say(line, plain(sentence or "", ascii=self.marks.ascii))

    def action_cancel(self) -> None:
        if self._keeper is not None:
            self._keeper.save_now()
        self.post_message(self.Left())

    def action_fresh(self) -> None:
        """Put back what the form began with, and let the draft go."""
        self._fill(first_values(self.subject))
        if self._seen is not None:
            self._seen.start_afresh()
        if self._keeper is not None:
            self._keeper.clear()
        self._forget_problems()
        self._say("note", None)
        self._follow()


def _words(control: Control) -> Callable[[str], str]:
    """How a field's value reads: of a choice, its label."""
    if not isinstance(control, ChoiceLine):
        return str
    labels = dict(control.options)
    return lambda value: labels.get(value, value)
