"""The line under the board in which touchpoints are typed, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.dialogs.fields import OneLine
from screens.drafting import Keeper
from screens.draw import fit, plain, safe
from screens.keys import Where, bindings
from screens.theme import Marks
from store.practice.stages import Stage


class AddLine(Widget):
    """Asks for a touchpoint's text; Enter hands it over and asks for the next, until ``esc``.

    What is half-typed at the end is kept, and offered the next time. A paste of several
    lines comes out as the field's `PastedLines`.
    """

    DEFAULT_CSS = """
    AddLine {
        display: none; height: auto; width: 1fr; background: $panel;
        &.-open { display: block; }
        & Horizontal { height: 1; }
        & #add-where { width: auto; padding: 0 1; margin-right: 1; }
        & OneLine { width: 1fr; background: $panel; padding: 0; }
        & #add-said { height: auto; padding: 0 1; display: none; color: $foreground-muted; }
        & #add-said.-shown { display: block; }
        & #add-said.-problem { color: $error; }
    }
    """
    BINDINGS = bindings(Where.FORM)

    @dataclass
    class Entered(Message):
        """A text was typed and Enter pressed; the line is empty again."""

        line: AddLine
        text: str

    class Ended(Message):
        """The person has no more to add; the line is closed."""

    def __init__(self, marks: Marks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._marks = marks
        self._where = Static("", id="add-where")
        self._input = OneLine(hint="Where does a customer meet us? Enter adds it.")
        self._said = Static("", id="add-said")
        self._keeper: Keeper | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._where
            yield self._input
        yield self._said

    @property
    def is_open(self) -> bool:
        """Whether it asks at the moment."""
        return self.has_class("-open")

    def open(self, stage: Stage, below: str, draft: str, text: str = "") -> None:
        """Ask for touchpoints of ``stage``; ``below`` quotes the card they go under.

        ``draft`` is the key that half-typed text is kept under; ``text`` stands there first.
        """
        self._name_place(stage, below)
        self._say("")
        self._input.value = ""
        self._keep(draft)
        assert self._keeper is not None
        earlier = self._keeper.earlier()
        if text:
            self._input.value = text
        elif earlier is not None:
            self._input.value = earlier.get("text", "")
            self._say("This is what you had typed. ctrl+n starts afresh.")
        self._input.cursor_position = len(self._input.value)
        self.add_class("-open")
        self._input.focus()

    def _keep(self, draft: str) -> None:
        if self._keeper is not None:
            self._keeper.close()
        self._keeper = Keeper(self, draft, lambda: {"text": self._input.value})

    def _name_place(self, stage: Stage, below: str) -> None:
        name = f"stage-{stage.value}"
        label = Content.styled(f" {stage.letter} {stage.label} ", f"bold ${name}-ink on ${name}")
        if below:
            words = fit(safe(below, ascii=self._marks.ascii), 24, self._marks.ellipsis)
            label = Content.assemble(label, (f" below {words}", "$foreground-muted"))
        self._where.update(label)

    def accepted(self, stage: Stage, text: str) -> None:
        """What was handed over is on the board; the next goes below it."""
        if self._keeper is not None and not self._input.value:
            self._keeper.clear()
        self._name_place(stage, text)
        self._say("")

    def refused(self, text: str, sentence: str) -> None:
        """What was handed over was not taken: it stands in the line again, with why."""
        if not self._input.value:
            self._input.value = text
            self._input.cursor_position = len(text)
        self._say(sentence, problem=True)

    def close(self) -> None:
        """Stop asking; what is half-typed is kept."""
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None
        self.remove_class("-open")
        self.post_message(self.Ended())

    def on_unmount(self) -> None:
        """The pane goes away with the line open, as when the review moves on."""
        if self._keeper is not None:
            self._keeper.close()

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        self._said.update(plain(sentence, ascii=self._marks.ascii))
        self._said.set_class(bool(sentence), "-shown")
        self._said.set_class(problem, "-problem")

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        if self._keeper is not None and self.is_open:
            self._keeper.touched()

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        self.action_save()

    def on_key(self, event: events.Key) -> None:
        """There is no other field to go to: the focus stays until the line closes."""
        if event.key in ("tab", "shift+tab"):
            event.stop()

    def action_save(self) -> None:
        """Hand over what is typed; the line closes where nothing is."""
        text = self._input.value
        if not text.strip():
            self.close()
            return
        self._input.value = ""
        self.post_message(self.Entered(self, text))

    def action_cancel(self) -> None:
        self.close()

    def action_fresh(self) -> None:
        """Let the kept text go."""
        self._input.value = ""
        if self._keeper is not None:
            self._keeper.clear()
        self._say("")
