"""Which widget shows which step, and what they have in common."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.core.app_context import app_context_of
from screens.theme.themes import Glyphs, glyphs_for
from screens.widgets.styled_lines import Line, LineBuilder, Span, padded_line, with_role
from store.domain.agenda import StepKey
from store.domain.stages import Stage
from store.models.review import Review
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.notifications import SeverityLevel

    from store.evidence.evidence import Filter
    from store.models.presence_state import Presence

PANES: dict[StepKey, str] = {
    StepKey.CHECK_IN: "screens.review.steps.check_in:CheckIn",
    StepKey.LOOK_BACK: "screens.review.steps.look_back:LookBackPane",
    StepKey.MAP: "screens.review.steps.map:MapPane",
    StepKey.FOCUS: "screens.review.steps.focus:FocusPane",
    StepKey.PICK: "screens.review.steps.pick:PickPane",
    StepKey.EVIDENCE: "screens.review.steps.evidence:EvidencePane",
    StepKey.CLOSE: "screens.review.steps.close:ClosePane",
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
    people: reactive[tuple[Presence, ...]] = reactive((), repaint=False)
    """The terminals that show the team."""

    class Writing(Message):
        """Somebody begins to type in the pane, or ends it."""

        def __init__(self, writing: bool) -> None:
            super().__init__()
            self.writing = writing

    class Looking(Message):
        """The pane shows another `place`."""

    class Pointing(Message):
        """What is `under` the cursor may be something else."""

        def __init__(self, under: str) -> None:
            super().__init__()
            self.under = under

    class Notice(Message):
        """There is something to say, for a while."""

        def __init__(self, words: str, seconds: float | None) -> None:
            super().__init__()
            self.words = words
            self.seconds = seconds

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Have it said in the step's own lines, where it covers nothing."""
        self.post_message(self.Notice(message, timeout))

    @property
    def glyphs(self) -> Glyphs:
        """The marks to draw with."""
        return glyphs_for(app_context_of(self).appearance.ascii)

    @property
    def builder(self) -> LineBuilder:
        """What text is drawn with."""
        return LineBuilder(self.glyphs)

    @property
    def review(self) -> Review | None:
        """The open review."""
        return self.snapshot.review if self.snapshot else None

    @property
    def answer_filter(self) -> Filter | None:
        """The evidence that the pane is about at the moment; None for all."""
        return None

    @property
    def left_open(self) -> str:
        """A sentence on what going on to the next step leaves open; empty for nothing."""
        return ""

    @property
    def under(self) -> str:
        """What sort of thing is under the cursor, as the guide goes by it; empty: any."""
        return ""

    @property
    def place(self) -> str:
        """Where in the step this terminal looks, as `go_to_place` takes it; empty: anywhere."""
        return ""

    def go_to_place(self, place: str) -> None:
        """Look at ``place``, to which the lead brings everybody."""

    @property
    def stays(self) -> bool:
        """Whether the pane is in the app and not being removed; what it held is gone before it."""
        return self.is_attached and self.display

    def watch_snapshot(self) -> None:
        if self.is_mounted and self.stays:
            self.changed()

    def watch_people(self) -> None:
        if self.is_mounted and self.stays:
            self.people_changed()

    def people_changed(self) -> None:
        """Others are here, or they do something else."""

    def changed(self) -> None:
        """The snapshot is another: show it."""

    def focus_first(self) -> None:
        """Give the focus to what works here."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return

    @property
    def stage(self) -> Stage | None:
        """The stage that the pane is about at the moment; None for none or all."""
        return None

    def extend(self) -> bool:
        """Give what is timed inside the pane a minute more; False where nothing is."""
        return False

    def go_back(self) -> bool:
        """Take one step back inside the pane on ``esc``; False where there is none."""
        return False


def labelled(builder: LineBuilder, label: str, spans: list[Span], width: int) -> list[Line]:
    """A paragraph behind its label, its lines under one another."""
    lines = builder.flow(spans, width - LABEL)
    head = builder.span(f"{label:<{LABEL}}", "muted")
    return [(Span(" " * LABEL) if number else head, *line) for number, line in enumerate(lines)]


def pointed(line: Line, width: int, cursor: bool) -> list[Line]:
    """A line of a list that plainly has the cursor or has not."""
    whole: Line = (Span("> " if cursor else "  ", "bold"), *line)
    return with_role([padded_line(whole, width)], "cursor") if cursor else [whole]


def make_pane(key: StepKey) -> StepPane:
    """The pane of a step."""
    module, _, name = PANES[key].partition(":")
    return cast("Callable[[], StepPane]", getattr(import_module(module), name))()
