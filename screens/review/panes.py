"""Which widget shows which step, and what they have in common."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.shell import shell_of
from screens.theme import Marks, marks_for
from screens.widgets.sheet import Line, Pen, Span, padded_line, with_role
from store.practice.agenda import StepKey
from store.snapshot import Review, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.evidence import Filter

PANES: dict[StepKey, str] = {
    StepKey.CHECK_IN: "screens.review.check_in:CheckIn",
    StepKey.LOOK_BACK: "screens.review.look_back:LookBackPane",
    StepKey.MAP: "screens.review.map:MapPane",
    StepKey.FOCUS: "screens.review.map:MapPane",
    StepKey.PICK: "screens.review.pick:PickPane",
    StepKey.EVIDENCE: "screens.review.evidence:EvidencePane",
    StepKey.CLOSE: "screens.review.close:ClosePane",
}
"""Where each step's pane is; imported when the step is first shown."""
LABEL = 10
"""Cells of a label in front of a paragraph."""


class StepPane(Widget):
    """What stands below a step's question."""

    DEFAULT_CSS = """
    StepPane { width: 1fr; height: 1fr; margin-top: 1; }
    """
    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    """The team as it is, with its review."""

    class Writing(Message):
        """Somebody begins to type in the pane, or ends it."""

        def __init__(self, writing: bool) -> None:
            super().__init__()
            self.writing = writing

    @property
    def marks(self) -> Marks:
        """The marks to draw with."""
        return marks_for(shell_of(self).appearance.ascii)

    @property
    def pen(self) -> Pen:
        """What text is drawn with."""
        return Pen(self.marks)

    @property
    def review(self) -> Review | None:
        """The open review."""
        return self.snapshot.review if self.snapshot else None

    @property
    def wanted(self) -> Filter | None:
        """The evidence that the pane is about at the moment; None for all."""
        return None

    @property
    def left_open(self) -> str:
        """A sentence on what going on to the next step leaves open; empty for nothing."""
        return ""

    def watch_snapshot(self) -> None:
        if self.is_mounted:
            self.changed()

    def changed(self) -> None:
        """The snapshot is another: show it."""

    def focus_first(self) -> None:
        """Give the focus to what works here."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return

    def go_back(self) -> bool:
        """Take one step back inside the pane on ``esc``; False where there is none."""
        return False


def labelled(pen: Pen, label: str, spans: list[Span], width: int) -> list[Line]:
    """A paragraph behind its label, its lines under one another."""
    lines = pen.flow(spans, width - LABEL)
    head = pen.span(f"{label:<{LABEL}}", "muted")
    return [(Span(" " * LABEL) if number else head, *line) for number, line in enumerate(lines)]


def pointed(line: Line, width: int, cursor: bool) -> list[Line]:
    """A line of a list that plainly has the cursor or has not."""
    whole: Line = (Span("> " if cursor else "  ", "bold"), *line)
    return with_role([padded_line(whole, width)], "cursor") if cursor else [whole]


def make_pane(key: StepKey) -> StepPane:
    """The pane of a step."""
    module, _, name = PANES[key].partition(":")
    return cast("Callable[[], StepPane]", getattr(import_module(module), name))()
