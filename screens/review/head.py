"""The top of a step: its question, how to go about it, and the keys for those who are new."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.draw import safe
from screens.shell import shell_of
from screens.theme import marks_for
from store.practice.playbook import PROMPTS
from store.snapshot import Snapshot

PRACTISED = 2
"""Closed reviews after which a team knows the keys."""
_SAVES, _KEEPS = "then saves the report", "then keeps the report under 5 Reviews"
"""What closing does with the report, and what it does for a guest, who has no files here."""
_SMALL = 24
"""Rows of a terminal in which all but the question gives way while somebody writes."""


class StepHead(Widget):
    """What the step asks. During a private turn it says whose turn it is instead."""

    DEFAULT_CSS = """
    StepHead { height: auto; width: 1fr; padding: 0 1; margin-top: 1; }
    """
    snapshot: reactive[Snapshot | None] = reactive(None, layout=True)
    said: reactive[tuple[str, str] | None] = reactive(None, layout=True)
    """A heading and a sentence in place of the step's own."""
    status: reactive[str] = reactive("", layout=True)
    """What stands below it: how much was given privately so far."""
    busy: reactive[bool] = reactive(False, layout=True)
    """Whether somebody writes in the step; a small terminal then shows the question only."""

    def render(self) -> Content:
        review = self.snapshot.review if self.snapshot else None
        if review is None:
            return Content()
        prompt = PROMPTS[review.step.key]
        question, guidance = self.said or (prompt.question, prompt.guidance)
        parts: list[str | tuple[str, str]] = [(self._safe(question), "bold")]
        if self.said is not None or not self._is_tight:
            parts += ["  ", (self._safe(guidance), "$foreground-muted")]
        if self._guides and self.said is None:
            own = shell_of(self).is_members and prompt.first_time_alone
            keys = own or prompt.first_time
            if shell_of(self).hosted:
                keys = keys.replace(_SAVES, _KEEPS)
            parts += ["\n", (self._safe(keys), "")]
        if self.status:
            parts += ["\n", (self._safe(self.status), "$warning")]
        return Content.assemble(*parts)

    @property
    def _is_tight(self) -> bool:
        """Whether what somebody does at the moment needs the room."""
        return self.busy and self.app.size.height <= _SMALL

    @property
    def _guides(self) -> bool:
        """Whether the keys are told."""
        if self._is_tight:
            return False
        closed = self.snapshot.reviews_closed if self.snapshot else 0
        return shell_of(self).guide or closed < PRACTISED

    def _safe(self, text: str) -> str:
        marks = marks_for(shell_of(self).appearance.ascii)
        return safe(text.replace("▲", marks.friction), ascii=marks.ascii)
