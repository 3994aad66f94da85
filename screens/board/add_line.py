"""The line under the board in which touchpoints are typed, one after the other."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.core.app_context import app_context_of
from screens.core.draft_saver import DraftSaver
from screens.core.keys import KeyScope, bindings
from screens.forms.fields import OneLine
from screens.theme.safe_text import fit, plain, safe
from screens.theme.themes import Glyphs
from store.common.dataclass import dataclass
from store.domain.stages import Stage

_LEAST_BELOW, _MOST_BELOW = 12, 24
"""Cells of the card that a touchpoint goes under, so that the line beside it keeps its own."""
_BESIDE = 66
"""Cells of the stage and of what the empty line says."""
_TURNS = {"right": 1, "left": -1}
"""Keys that go to another stage while nothing is typed, and how many columns to the right."""


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
    BINDINGS = bindings(KeyScope.WRITING)

    @dataclass
    class Entered(Message):
        """A text was typed and Enter pressed; the line is empty again."""

        line: AddLine
        text: str

    class Filled(Message):
        """Something is half-typed in the line, or nothing is any more."""

        def __init__(self, line: AddLine, filled: bool) -> None:
            super().__init__()
            self.line = line
            self.filled = filled

    class Turned(Message):
        """The person wants to write for the stage ``by`` columns to the right."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Ended(Message):
        """The person has no more to add; the line is closed."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._where = Static("", id="add-where")
        self._input = OneLine(hint="Where does a customer meet us? Enter adds it.")
        self._said = Static("", id="add-said")
        self._saver: DraftSaver | None = None
        self._filled = False
        self._private = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._where
            yield self._input
        yield self._said

    @property
    def is_open(self) -> bool:
        """Whether it asks at the moment."""
        return self.has_class("-open")

    def open(
        self, stage: Stage, below: str, draft: str, text: str = "", *, private: bool = False
    ) -> None:
        """Ask for touchpoints of ``stage``; ``below`` quotes the card they go under.

        ``draft`` is the key that half-typed text is kept under; ``text`` stands there first.
        ``private``: nobody else sees them yet.
        """
        self._private = private
        self._name_place(stage, below)
        self._set_message(self._how)
        self._save_text()
        self._input.value = ""
        self._saver = DraftSaver(self, draft, lambda: {"text": self._input.value})
        earlier = self._saver.earlier()
        if text:
            self._input.value = text
        elif earlier is not None:
            self._input.value = earlier.get("text", "")
            self._set_message("You had typed this. Press ctrl+n to clear it.")
        self._input.cursor_position = len(self._input.value)
        self.add_class("-open")
        self._input.focus()
        self._tell_filled()

    def _save_text(self) -> None:
        """Keep what is half-typed, and no more of it from now on."""
        if self._saver is not None:
            self._saver.close()
            self._saver = None

    def _name_place(self, stage: Stage, below: str) -> None:
        name = f"stage-{stage.value}"
        label = Content.styled(f" {stage.letter} {stage.label} ", f"bold ${name}-ink on ${name}")
        if self._private:
            label = Content.assemble("New touchpoint in ", label)
            below = ""
        if below:
            room = min(_MOST_BELOW, max(_LEAST_BELOW, self.app.size.width - _BESIDE))
            words = fit(safe(below, ascii=self._glyphs.ascii), room, self._glyphs.ellipsis)
            label = Content.assemble(label, (f" below {words}", "$foreground-muted"))
        self._where.update(label)

    def take_up(self, stage: Stage, below: str) -> None:
        """Go on asking, now for a touchpoint of ``stage`` below another card."""
        self._name_place(stage, below)
        self.focus_input()

    def focus_input(self) -> None:
        """Give the focus to what is typed."""
        self._input.focus()

    def accepted(self, stage: Stage, text: str) -> None:
        """What was handed over is on the board; the next goes below it."""
        if self._saver is not None and not self._input.value:
            self._saver.clear()
        self._name_place(stage, text)
        self._set_message(self._how)

    def refused(self, text: str, sentence: str) -> None:
        """What was handed over was not taken: it stands in the line again, with why."""
        if not self._input.value:
            self._input.value = text
            self._input.cursor_position = len(text)
        self._set_message(sentence, problem=True)

    def close(self) -> None:
        """Stop asking; what is half-typed is kept."""
        self._save_text()
        self.remove_class("-open")
        self._tell_filled()
        self.post_message(self.Ended())

    def on_unmount(self) -> None:
        """The pane goes away with the line open, as when the review moves on."""
        self._save_text()

    @property
    def _how(self) -> str:
        """How to change the stage and how to end, said where cards are written privately."""
        if not self._private:
            return ""
        arrows = "up and down" if self._glyphs.ascii else f"{self._glyphs.up} {self._glyphs.down}"
        how = f"{arrows} change the stage. esc ends writing."
        if app_context_of(self).is_members:
            return f"{how} Then w ends your turn."
        return f"Only you see this. {how} Then w passes on."

    def _set_message(self, sentence: str, *, problem: bool = False) -> None:
        self._said.update(plain(sentence, ascii=self._glyphs.ascii))
        self._said.set_class(bool(sentence), "-shown")
        self._said.set_class(problem, "-problem")

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        if self._saver is not None and self.is_open:
            self._saver.touched()
        self._tell_filled()

    def _tell_filled(self) -> None:
        filled = self.is_open and bool(self._input.value.strip())
        if filled != self._filled:
            self._filled = filled
            self.post_message(self.Filled(self, filled))

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        self.action_save()

    def on_key(self, event: events.Key) -> None:
        """There is nothing to go over in an empty field: left and right go to another stage."""
        by = _TURNS.get(event.key)
        if by is None or self._input.value:
            return
        event.stop()
        event.prevent_default()
        self.action_turn(by)

    def action_turn(self, by: int) -> None:
        """Write for the stage ``by`` columns to the right."""
        self.post_message(self.Turned(by))

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
        if self._saver is not None:
            self._saver.clear()
        self._set_message(self._how)


def keep_half_typed(turn: Widget) -> None:
    """Close the open line of a private turn that ends: what is half-typed in it is kept for this
    person's next one."""
    for line in turn.query(AddLine):
        if line.is_open:
            line.close()
