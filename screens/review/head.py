"""The top of a step: its question, and the guide's line to say and line to do."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from screens.core.app_context import app_context_of
from screens.review.moment import moment_of
from screens.theme.safe_text import safe
from screens.theme.themes import glyphs_for
from store.domain.guide import guide
from store.domain.playbook import PROMPTS
from store.models.snapshot import Snapshot

_SMALL = 24
"""Rows of a terminal in which, while somebody writes, one line is left: what to do, or the
question where the guide is off."""
TELLS = 10.0
"""Seconds that a message stands."""


class StepHead(Widget):
    """What the step asks. During a private turn it says whose turn it is instead."""

    DEFAULT_CSS = """
    StepHead { height: auto; width: 1fr; padding: 0 1; margin-top: 1; }
    """
    snapshot: reactive[Snapshot | None] = reactive(None, layout=True)
    turn_prompt: reactive[tuple[str, str] | None] = reactive(None, layout=True)
    """A heading and a sentence in place of the step's own."""
    status: reactive[str] = reactive("", layout=True)
    """What stands below it: how much was given privately so far."""
    notice: reactive[str] = reactive("", layout=True)
    """A message that stands here for a while, where it covers nothing of the step."""
    busy: reactive[bool] = reactive(False, layout=True)
    """Whether somebody writes in the step; a small terminal then shows one line only."""
    under: reactive[str] = reactive("", layout=True)
    """What is under the cursor in the step, as the guide goes by it."""

    def __init__(self) -> None:
        super().__init__()
        self._tells: Timer | None = None

    def tell(self, message: str, seconds: float | None) -> None:
        """Let ``message`` stand here for so many ``seconds``, `TELLS` unless said, or until the
        next."""
        self.notice = message
        if self._tells is not None:
            self._tells.stop()
        self._tells = self.set_timer(seconds or TELLS, self.forget)

    def forget(self) -> None:
        """Take the message off."""
        self.notice = ""

    def render(self) -> Content:
        review = self.snapshot.review if self.snapshot else None
        if review is None:
            return Content()
        prompt = PROMPTS[review.step.key]
        question, guidance = self.turn_prompt or (prompt.question, prompt.guidance)
        guides = self._guides and self.turn_prompt is None
        parts: list[str | tuple[str, str]] = []
        if not (guides and self._is_tight):
            parts.append((self._safe(question), "bold"))
        if self.turn_prompt is not None or not (self._is_tight or guides):
            parts += ["  ", (self._safe(guidance), "$foreground-muted")]
        if guides:
            parts += self._guide()
        if self.status:
            parts += ["\n", (self._safe(self.status), "$warning")]
        if self.notice:
            parts += ["\n", (self._safe(self.notice), "$accent")]
        return Content.assemble(*parts)

    def _guide(self) -> list[str | tuple[str, str]]:
        """What to say and what to do at the moment."""
        snapshot, shell = self.snapshot, app_context_of(self)
        if snapshot is None or snapshot.review is None:
            return []
        member = shell.seat.member_id if shell.seat is not None else None
        moment = moment_of(snapshot, snapshot.review, member, under=self.under, writing=self.busy)
        advice = guide(moment)
        parts: list[str | tuple[str, str]] = []
        if advice.say and not self._is_tight:
            parts += ["\n", ("Say  ", "bold $accent"), self._safe(advice.say)]
        if advice.do:
            parts += ["\n", ("Do   ", "bold $accent"), self._safe(advice.do)]
        return parts[1:] if self._is_tight else parts

    @property
    def _is_tight(self) -> bool:
        """Whether what somebody does at the moment needs the room."""
        return self.busy and self.app.size.height <= _SMALL

    @property
    def _guides(self) -> bool:
        """Whether the guide is told."""
        return app_context_of(self).appearance.guide

    def _safe(self, text: str) -> str:
        marks = glyphs_for(app_context_of(self).appearance.ascii)
        return safe(text.replace("▲", marks.friction), ascii=marks.ascii)
