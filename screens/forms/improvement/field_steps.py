"""Going from field to field of a form, by keys, what is typed or pasted into one, and what is said
beside it."""

from __future__ import annotations

from abc import abstractmethod

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.forms.field_row import SaidLine
from screens.forms.fields import ChoiceLine, PastedLines, set_sentence
from screens.forms.improvement.form_controls import Control
from screens.forms.wrapped_line import WrappedLine
from screens.theme.glyphs import Glyphs
from screens.theme.safe_text import plain

_NOT_TYPED = frozenset({"escape", *(f"f{number}" for number in range(1, 13))})
"""Keys without a modifier that are a command's even while one types."""


class FieldSteps(Widget):
    """A form whose rows come and go: Enter and tab go to the next one that is shown."""

    glyphs: Glyphs
    """The marks to draw with."""
    controls: dict[str, Control]
    """The fields by name, in order; each in a row ``row-NAME``."""

    @abstractmethod
    async def action_save(self) -> None:
        """Save what stands in the fields."""

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
        if control is self._visible_fields[-1]:
            await self.action_save()
        else:
            self.action_next_field()

    def action_next_field(self) -> None:
        self._step(1)

    def action_previous_field(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        """Give the focus to the field ``by`` further on, past the end to the other one."""
        fields = self._visible_fields
        focused = next(index for index, each in enumerate(fields) if each.has_focus)
        fields[(focused + by) % len(fields)].focus()

    @property
    def _visible_fields(self) -> list[Control]:
        """The fields that can be filled in, in order."""
        return [each for name, each in self.controls.items() if self.row_shows(name)]

    def row_shows(self, name: str) -> bool:
        return bool(self.query_one(f"#row-{name}").display)

    def _say(self, where: str, sentence: str | None) -> None:
        """Say ``sentence`` in the line of this name; below the field NAME that is ``problem-NAME``,
        which is there from when there is something to say."""
        _, _, name = where.partition("-")
        if name and sentence and not self.query(f"#{where}"):
            line = SaidLine(id=where, classes="beside problem")
            self.query_one("#rows").mount(line, after=f"#row-{name}")
        for said in self.query(f"#{where}").results(Static):
            said.set_class(bool(sentence), "said")
            set_sentence(said, plain(sentence or "", ascii=self.glyphs.ascii))
