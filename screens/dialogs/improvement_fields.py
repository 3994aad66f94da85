"""The fields of an improvement: what, where, who, until when, and how we will know.

The form stands beside the candidates at Pick and inside a dialog elsewhere. While one
types it says whether the improvement is small and what its proof can show.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from screens.acting import Outcome, attempt, read
from screens.dialogs.days import day_and_date, parse_day
from screens.dialogs.fields import ChoiceLine, OneLine, PastedLines
from screens.dialogs.subject import Subject
from screens.dialogs.what_shows import ProofPlan, what_shows
from screens.dialogs.wrapped_line import WrappedLine
from screens.drafting import Keeper
from screens.draw import plain
from screens.keys import Where, bindings
from screens.theme import Marks
from store import improvements
from store.errors import Conflict, Refused
from store.practice.measures import Measure
from store.practice.small import unmet
from store.practice.tallies import format_value, parse_target

Control = WrappedLine | OneLine | ChoiceLine


class _Chosen(TypedDict):
    """What the store takes the same way for a new improvement and for a changed one."""

    owner: str | None
    measure: str | None
    target: float | None
    touchpoint: str | None
    touchpoint_only: bool
    due: date


class ImprovementFields(Widget):
    """The form itself. ``ctrl+s`` or Enter in its last field saves, ``esc`` leaves it."""

    DEFAULT_CSS = """
    ImprovementFields {
        height: auto; width: 1fr;
        & #rows { height: auto; max-height: 100%; scrollbar-size: 1 1; }
        & .row { height: auto; width: 1fr; }
        & .label { width: 9; height: 1; color: $foreground-muted; }
        & OneLine, & WrappedLine { width: 1fr; background: $panel; }
        & .beside { height: auto; width: 1fr; margin-left: 9; color: $foreground-muted; display: none; }
        & .problem { color: $error; }
        & .said { display: block; }
        & #fits { height: auto; width: 1fr; margin-left: 9; }
    }
    """
    BINDINGS = [
        *bindings(Where.FORM),
        Binding("tab", "screen.focus_next", show=False),
        Binding("shift+tab", "screen.focus_previous", show=False),
    ]

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
        self._keeper: Keeper | None = None
        self._seen = subject.improvement.version if subject.improvement else None
        self._busy = False

    # What is in it

    def compose(self) -> ComposeResult:
        first = self._first_values()
        stage = self.subject.stage
        where = [("", "nowhere in particular")]
        where += [(card.id, card.text) for card in self.subject.touchpoints]
        who = [("", "nobody yet"), *((member.id, member.name) for member in self.subject.members)]
        how = [(measure.key, measure.title) for measure in self.subject.measures]
        yield Static("", id="note", classes="beside")
        with VerticalScroll(id="rows", can_focus=False):
            yield from self._row(
                "text", "What", WrappedLine(first["text"], "One small change", 2, id="field-text")
            )
            yield from self._row("touchpoint", "At", self._choice("touchpoint", where, first))
            yield from self._row("owner", "Owner", self._choice("owner", who, first))
            yield from self._row("due", "Due", OneLine(first["due"], id="field-due"))
            yield from self._row(
                "measure", "Proof", self._choice("measure", [*how, ("", "none")], first)
            )
            only = [("no", f"all of {stage.label}"), ("yes", "only there")]
            yield from self._row("only", "Counting", self._choice("only", only, first))
            yield from self._row(
                "target",
                "Target",
                OneLine(first["target"], "none, or such as 80%", id="field-target"),
            )
            yield Static("", id="shows", classes="beside said")
            yield Static("", id="fits")
        yield Static("", id="problem", classes="beside problem")

    def _row(self, name: str, label: str, control: Control) -> ComposeResult:
        with Horizontal(classes="row", id=f"row-{name}"):
            yield Static(plain(label), classes="label")
            yield control
        yield Static("", id=f"problem-{name}", classes="beside problem")

    def _choice(
        self, name: str, options: list[tuple[str, str]], first: dict[str, str]
    ) -> ChoiceLine:
        return ChoiceLine(options, first[name], self.marks, id=f"field-{name}")

    def _first_values(self) -> dict[str, str]:
        subject, old = self.subject, self.subject.improvement
        if old is None:
            return {
                "text": "",
                "touchpoint": subject.touchpoint_id or "",
                "owner": subject.owner_id or "",
                "due": day_and_date(subject.cycle.end),
                "measure": subject.measures[0].key if subject.measures else "",
                "only": "no",
                "target": "",
            }
        proof = old.proof
        measure = subject.measure(proof.measure) if proof else None
        target = proof.target if proof else None
        return {
            "text": old.text,
            "touchpoint": old.touchpoint_id or "",
            "owner": old.owner.id if old.owner else "",
            "due": day_and_date(old.due),
            "measure": proof.measure if proof else "",
            "only": "yes" if proof and proof.touchpoint_only else "no",
            "target": format_value(measure, target) if measure and target is not None else "",
        }

    def on_mount(self) -> None:
        self._keeper = Keeper(self, self.subject.draft, self.values)
        earlier = self._keeper.earlier()
        if earlier is not None:
            self._fill(earlier)
            self._say("note", "This is what you had typed. ctrl+n starts afresh.")
        self._follow()

    def on_unmount(self) -> None:
        if self._keeper is not None:
            self._keeper.close()

    def control(self, name: str) -> Control:
        """The widget of the field ``name``."""
        found = self.query_one(f"#field-{name}")
        assert isinstance(found, WrappedLine | OneLine | ChoiceLine)
        return found

    def value(self, name: str) -> str:
        """What stands in the field ``name``."""
        control = self.control(name)
        return control.text if isinstance(control, WrappedLine) else control.value

    def values(self) -> dict[str, str]:
        """What stands in every field, by name."""
        return {name: self.value(name) for name in self._first_values()}

    def _fill(self, values: dict[str, str]) -> None:
        for name in self._first_values():
            if name not in values:
                continue
            control = self.control(name)
            if isinstance(control, WrappedLine):
                control.load_text(values[name])
                control.move_cursor(control.document.end)
            else:
                control.value = values[name]

    def begin(self) -> None:
        """Give the focus to the first field."""
        self.control("text").focus()

    def begin_from(self, touchpoint_id: str | None) -> None:
        """Name another candidate, as long as nothing has been typed yet."""
        if not self.value("text").strip():
            control = self.control("touchpoint")
            assert isinstance(control, ChoiceLine)
            if control.value != (touchpoint_id or "") and self._keeper is not None:
                control.value = touchpoint_id or ""
                self._keeper.clear()
                self._follow()

    # While typing

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceLine.Changed)
    def _typed(self) -> None:
        if self._keeper is not None:
            self._keeper.touched()
            self._follow()

    def _follow(self) -> None:
        """Bring everything that depends on the fields up to date."""
        proven = bool(self.value("measure"))
        self.query_one("#row-target").display = proven
        self.query_one("#row-only").display = proven and bool(self.value("touchpoint"))
        self._show_fits()
        self._look_up()

    def _due(self) -> date | None:
        try:
            return parse_day(self.value("due"), self.subject.today)
        except Refused:
            return None

    def _show_fits(self) -> None:
        cycle, due = self.subject.cycle, self._due()
        checks = (
            ("one owner", not unmet(self.value("owner") or None, cycle.end, cycle, True)),
            ("ends in this cycle", due is not None and not unmet("", due, cycle, True)),
            ("a proof", not unmet("", cycle.end, cycle, bool(self.value("measure")))),
        )
        pieces: list[tuple[str, str]] = []
        for words, met in checks:
            mark, style = (self.marks.done, "$success") if met else (self.marks.dropped, "$warning")
            pieces += [(mark, style), (f" {words}   ".replace(" ", "\u00a0", 3), "")]
        self.query_one("#fits", Static).update(Content.assemble(*pieces))

    @work(exclusive=True, group="what-shows")
    async def _look_up(self) -> None:
        plan = self._plan()
        if plan is None:
            self._say("shows", None)
            return
        outcome = await read(self, what_shows, plan)
        if outcome and self.is_attached:
            self._say("shows", outcome.value)

    def _plan(self) -> ProofPlan | None:
        measure = self.subject.measure(self.value("measure"))
        if measure is None:
            return None
        return ProofPlan(
            self.subject.stage,
            self.subject.cycle.label,
            measure.key,
            self._narrowed_to(),
            self._target(measure),
        )

    def _narrowed_to(self) -> str | None:
        only = self.value("only") == "yes"
        return (self.value("touchpoint") or None) if only else None

    def _target(self, measure: Measure) -> float | None:
        try:
            return parse_target(measure, self.value("target"))
        except Refused:
            return None

    def on_key(self, event: events.Key) -> None:
        """A letter typed on a choice is no command of the screen around it."""
        if event.is_printable:
            event.stop()

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
        shown = [self.control(name) for name in self._first_values() if self._row_shows(name)]
        following = shown[shown.index(control) + 1 :]  # type: ignore[arg-type]
        if following:
            following[0].focus()
        else:
            await self.action_save()

    def _row_shows(self, name: str) -> bool:
        return bool(self.query_one(f"#row-{name}").display)

    # Saving and leaving

    async def action_save(self) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            outcome = await self._save()
        except Refused as refused:
            outcome = Outcome(refused=refused)
        finally:
            self._busy = False
        if outcome.refused is not None:
            self._show_problem(outcome.refused)
            return
        assert self._keeper is not None
        self._keeper.clear()
        self._forget_problems()
        due = self._due() or self.subject.cycle.end
        failing = unmet(
            self.value("owner") or None, due, self.subject.cycle, bool(self.value("measure"))
        )
        self.post_message(self.Saved(outcome.value or "", failing))

    async def _save(self) -> Outcome[str]:
        subject = self.subject
        measure = subject.measure(self.value("measure"))
        typed = self.value("target").strip()
        target = parse_target(measure, typed) if measure and typed else None
        due = parse_day(self.value("due"), subject.today)
        narrowed = self._narrowed_to() is not None and measure is not None
        chosen = _Chosen(
            owner=self.value("owner") or None,
            measure=measure.key if measure else None,
            target=target,
            touchpoint=self.value("touchpoint") or None,
            touchpoint_only=narrowed,
            due=due,
        )
        old, text = subject.improvement, self.value("text")
        if old is None:
            cycle = subject.cycle.label
            return await attempt(
                self, improvements.pick, subject.stage, text, cycle=cycle, **chosen
            )
        outcome = await attempt(
            self, improvements.edit, old.id, text=text, seen=self._seen, **chosen
        )
        return Outcome(old.id if outcome else None, outcome.refused)

    def _show_problem(self, refused: Refused) -> None:
        self._forget_problems()
        sentence = refused.message
        if isinstance(refused, Conflict):
            self._seen = None
            sentence += " ctrl+s again puts yours in its place; esc leaves theirs."
        name = {"touchpoint_only": "only"}.get(refused.field or "", refused.field or "")
        if name in self._first_values() and self._row_shows(name):
            self._say(f"problem-{name}", sentence)
            self.control(name).focus()
        else:
            self._say("problem", sentence)

    def _forget_problems(self) -> None:
        for line in self.query(".problem").results(Static):
            line.set_class(False, "said")

    def _say(self, where: str, sentence: str | None) -> None:
        line = self.query_one(f"#{where}", Static)
        line.set_class(bool(sentence), "said")
        line.update(plain(sentence or "", ascii=self.marks.ascii))

    def action_cancel(self) -> None:
        if self._keeper is not None:
            self._keeper.save_now()
        self.post_message(self.Left())

    def action_fresh(self) -> None:
        """Put back what the form began with, and let the draft go."""
        self._fill(self._first_values())
        if self._keeper is not None:
            self._keeper.clear()
        self._say("note", None)
