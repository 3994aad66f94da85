"""Going from field to field of a form, by keys, and what is typed or pasted into one."""

from __future__ import annotations

from abc import abstractmethod

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from screens.forms.fields import ChoiceLine, PastedLines
from screens.forms.improvement.form_controls import Control
from screens.forms.wrapped_line import WrappedLine

_NOT_TYPED = frozenset({"escape", *(f"f{number}" for number in range(1, 13))})
"""Keys without a modifier that are a command's even while one types."""


class FieldSteps(Widget):
    """A form whose rows come and go: Enter and tab go to the next one that is shown."""

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
