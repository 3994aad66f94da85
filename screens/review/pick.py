"""Pick: one small improvement a stage, or the stage skipped with its reason."""

from __future__ import annotations

import asyncio

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Size

from screens.acting import read
from screens.dialogs import improvement as asking
from screens.dialogs.improvement_fields import ImprovementFields
from screens.dialogs.subject import subject_for
from screens.keys import Where, bindings
from screens.review.moving import listed
from screens.review.panes import StepPane
from screens.review.pick_sheets import (
    Missed,
    candidates_in_order,
    candidates_sheet,
    candidates_title,
    place_of,
    places_sheet,
    standing_sheet,
)
from screens.review.still import Still
from screens.view import css_beside
from screens.widgets.page import Page
from screens.widgets.sheet import Sheet
from screens.widgets.words import today_of
from store.bottlenecks import bottleneck_list
from store.evidence import Filter
from store.practice.stages import STAGES, Stage
from store.snapshot import Improvement, Status

ROOMY = 30
"""Rows of a terminal from which the stages' boxes have a line more."""


class PickPane(StepPane):
    """The four stages on top, the candidates of one of them on the left, its form beside."""

    BINDINGS = bindings(Where.PICK)
    DEFAULT_CSS = css_beside(__file__)

    def __init__(self) -> None:
        super().__init__()
        self.stage = STAGES[0]
        """The stage that is being picked for."""
        self._missed = Missed()
        self._right: object = None
        """What the right side shows: the stage, whether it is edited, and what stands there."""
        self._changing = asyncio.Lock()
        self._writing = False
        self._arrived = True
        """Whether the stage is a new one, in which the cursor begins on the strongest."""
        self._begins = False
        """Whether writing begins as soon as the form is there."""

    def compose(self) -> ComposeResult:
        yield Still(self._draw_places, id="places")
        with Horizontal(id="work"):
            yield Page(self._draw_candidates, id="candidates")
            yield VerticalScroll(id="right", can_focus=False)

    async def on_mount(self) -> None:
        self.set_class(self.marks.ascii, "-ascii")
        if self.standing(self.stage) is not None:
            self.stage = self._next_open() or self.stage
        self._show()

    def on_resize(self) -> None:
        self._size_places()

    def _size_places(self) -> None:
        """Give the stages' boxes a line more or less, by the room there is."""
        roomy = self.app.size.height >= ROOMY
        self.query_one("#places").styles.height = 5 if roomy else 3 if self._writing else 4

    def changed(self) -> None:
        self._show()

    def focus_first(self) -> None:
        if self._writing:
            self.query_one(ImprovementFields).begin()
        else:
            self.query_one("#candidates").focus()

    # What is shown

    @property
    def cycle_label(self) -> str:
        """The cycle that the review plans."""
        return self.review.planned.label if self.review else ""

    def standing(self, stage: Stage) -> Improvement | str | None:
        """The improvement that stands in ``stage``, or why it is skipped; None when it is open."""
        return place_of(self.snapshot, stage)

    @property
    def left_open(self) -> str:
        missing = [stage.label for stage in STAGES if self.standing(stage) is None]
        if not missing:
            return ""
        stay = "it stays" if len(missing) == 1 else "they stay"
        return f"Nothing is picked for {listed(missing)}; {stay} open."

    def _next_open(self) -> Stage | None:
        """The first stage after this one in which nothing stands yet."""
        order = [*STAGES[self.stage.position + 1 :], *STAGES[: self.stage.position]]
        return next((stage for stage in order if self.standing(stage) is None), None)

    @work(exclusive=True, group="pick-show")
    async def _show(self) -> None:
        """Bring the stage's candidates and its right side up to date."""
        stage = self.stage
        outcome = await read(self, bottleneck_list, None, Filter(stage=stage))
        if not self.is_attached:
            return
        if outcome.value is not None:
            self._missed = Missed.of(outcome.value)
        self._redraw()
        await self._show_right(stage)

    def _redraw(self) -> None:
        self.query_one("#places", Still).redraw()
        page = self.query_one("#candidates", Page)
        if self.snapshot is not None:
            page.border_title = candidates_title(self.snapshot, self.stage, self._missed)
        page.redraw()
        if self._arrived and page.stops:
            page.go_to(page.stops[0].key)
        self._arrived = False
        self.refresh_bindings()

    async def _show_right(self, stage: Stage, *, edit: bool = False) -> None:
        """Show the form where the stage is open, else what stands there."""
        async with self._changing:
            there = self.standing(stage)
            version = there.version if isinstance(there, Improvement) else there
            right = (stage, edit, version)
            typing = self._writing and not edit and self._is_same_form(stage)
            if right == self._right or typing:
                return
            form = await self._form(stage, there) if edit or there is None else None
            shown = self.query_one("#right", VerticalScroll)
            with self.app.batch_update():
                await shown.remove_children()
                shown.border_title = "Improvement"
                await shown.mount(form or Page(self._draw_standing, id="standing"))
            self._right = right
            if form is not None and self._begins:
                self._begins = False
                self._start_writing()
            else:
                self._stop_writing()

    def _is_same_form(self, stage: Stage) -> bool:
        """Whether somebody types in the form of ``stage`` at the moment."""
        return any(form.subject.stage is stage for form in self.query(ImprovementFields))

    async def _form(self, stage: Stage, there: object) -> ImprovementFields | None:
        review, snapshot = self.review, self.snapshot
        if review is None or snapshot is None:
            return None
        subject = await subject_for(
            self,
            snapshot,
            stage,
            review.planned,
            touchpoint_id=self._candidate(),
            improvement=there if isinstance(there, Improvement) else None,
        )
        return ImprovementFields(subject, self.marks) if subject else None

    def _candidate(self) -> str | None:
        """The touchpoint under the cursor, the strongest where the cursor is on none of them."""
        if self.snapshot is None:
            return None
        cards = [card.id for card in candidates_in_order(self.snapshot, self.stage, self._missed)]
        cursor = self.query_one("#candidates", Page).cursor
        return cursor if cursor in cards else next(iter(cards), None)

    def _draw_places(self, size: Size) -> Sheet:
        if self.snapshot is None:
            return Sheet()
        return places_sheet(self.pen, self.snapshot, self.stage, size)

    def _draw_candidates(self, size: Size, cursor: str) -> Sheet:
        if self.snapshot is None:
            return Sheet()
        cards = candidates_in_order(self.snapshot, self.stage, self._missed)
        return candidates_sheet(self.pen, cards, self.stage, self._missed, size, cursor)

    def _draw_standing(self, size: Size, _cursor: str) -> Sheet:
        there = self.standing(self.stage)
        if self.snapshot is None or there is None:
            return Sheet()
        return standing_sheet(self.pen, there, size, today_of(self.snapshot))

    def on_page_moved(self, message: Page.Moved) -> None:
        message.stop()
        if message.page.id == "candidates":
            for form in self.query(ImprovementFields):
                if not self._writing:
                    form.begin_from(message.key or None)

    def on_page_pressed(self, message: Page.Pressed) -> None:
        message.stop()
        self.action_write()

    # Writing

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action in ("write", "edit", "skip_stage", "next_stage", "previous_stage"):
            if self._writing:
                return False
            there = self.standing(self.stage)
            if action == "edit":
                planned = isinstance(there, Improvement) and there.status is Status.PLANNED
                return planned or None
            if action == "skip_stage":
                return there is None or None
            if action == "write":
                return not isinstance(there, Improvement) or None
        return True

    @work(exclusive=True, group="asking")
    async def action_write(self) -> None:
        if isinstance(self.standing(self.stage), str):
            self._begins = True
            if not await asking.unskip_stage(self, self.stage, self.cycle_label):
                self._begins = False
        else:
            self._start_writing()

    @work(exclusive=True, group="asking")
    async def action_edit(self) -> None:
        await self._show_right(self.stage, edit=True)
        self._start_writing()

    def _start_writing(self) -> None:
        for form in self.query(ImprovementFields):
            self._writing = True
            self.query_one("#candidates").can_focus = False
            self.query_one("#right").add_class("-writing")
            self._size_places()
            self.post_message(self.Writing(True))
            form.begin()
            self.refresh_bindings()

    def _stop_writing(self) -> None:
        """Give the focus back to the candidates."""
        was, self._writing = self._writing, False
        candidates = self.query_one("#candidates")
        candidates.can_focus = True
        self.query_one("#right").remove_class("-writing")
        self._size_places()
        if was:
            self.post_message(self.Writing(False))
            candidates.focus()
        self.refresh_bindings()

    async def on_improvement_fields_left(self, message: ImprovementFields.Left) -> None:
        message.stop()
        self._stop_writing()
        self._right = None
        self._show()

    def on_improvement_fields_saved(self, message: ImprovementFields.Saved) -> None:
        message.stop()
        asking.say_picked(self, message.unmet)
        self._stop_writing()
        self._go_on()

    @work(exclusive=True, group="asking")
    async def action_skip_stage(self) -> None:
        if await asking.skip_stage(self, self.stage, self.cycle_label):
            self._go_on()

    def _go_on(self) -> None:
        """Go to the next stage that is still open; stay where all are settled."""
        self._go_to(self._next_open() or self.stage)

    def action_next_stage(self) -> None:
        self._go_to(STAGES[(self.stage.position + 1) % len(STAGES)])

    def action_previous_stage(self) -> None:
        self._go_to(STAGES[(self.stage.position - 1) % len(STAGES)])

    def _go_to(self, stage: Stage) -> None:
        if stage is not self.stage:
            self.stage = stage
            self._missed = Missed()
            self._arrived = True
        self._show()

    def go_back(self) -> bool:
        return False
