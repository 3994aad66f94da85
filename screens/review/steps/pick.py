"""Pick: one small improvement a stage, or the stage skipped with its reason."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from screens.core import improvement_rules
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import read
from screens.core.view import css_beside
from screens.dialogs.subject import Subject, subject_for
from screens.forms.improvement import improvement as asking
from screens.forms.improvement.improvement_fields import ImprovementFields
from screens.forms.improvement.proof_lookup import FoundProof, find_proof
from screens.review.panes import StepPane
from screens.review.steps.pick_beside import beside_lines, beside_pick
from screens.review.steps.pick_right import PickRight
from screens.review.steps.pick_sheets import (
    Missed,
    candidates_in_order,
    candidates_sheet,
    candidates_title,
    pick_of,
    stages_sheet,
    standing_sheet,
)
from screens.review.steps.static_drawing import Still
from screens.theme.safe_text import fit
from screens.widgets.date_format import today_of
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import StyledLines
from store.common.text import listed
from store.domain.agenda import StepKey
from store.domain.map_lessons import question_in_turn
from store.domain.stages import STAGES, Stage
from store.evidence.evidence import Filter
from store.models.improvement import Improvement, Status
from store.models.snapshot import Snapshot
from store.queries.evidence.bottlenecks import bottleneck_list

ROOMY = 30
"""Rows of a terminal from which the stages' boxes have a line more."""
_LOW = 22
"""Rows below which they have one less."""


class PickPane(StepPane):
    """The four stages on top, the candidates of one of them on the left, its form beside."""

    BINDINGS = bindings(KeyScope.PICK)
    DEFAULT_CSS = css_beside(__file__)

    def __init__(self) -> None:
        super().__init__()
        self._stage = STAGES[0]
        self._missed = Missed()
        self._beside: tuple[str, ...] = ()
        """What stands above the candidates."""
        self._unpromised = False
        """Whether the team is at Resolve and has promised customers nothing yet."""
        self._shown: tuple[Stage, bool, object] | None = None
        """What the right side shows: the stage, whether it is edited, and what stands there."""
        self._shown_at: Snapshot | None = None
        self._changing = asyncio.Lock()
        self._writing = False
        self._arrived = True
        """Whether the stage is a new one, in which the cursor begins on the strongest."""
        self._begins = False
        """Whether writing begins as soon as the form is there."""

    def compose(self) -> ComposeResult:
        yield Still(self._draw_places, id="places")
        with Horizontal(id="work"):
            yield DocumentView(self._draw_candidates, id="candidates")
            yield PickRight(self._draw_standing, self.glyphs, id="right")

    async def on_mount(self) -> None:
        self.set_class(self.glyphs.ascii, "-ascii")
        if self.standing(self.stage) is not None:
            self._stage = self._next_open() or self.stage
        self._show()
        self.post_message(self.Looking())

    @property
    def _right(self) -> PickRight:
        return self.query_one(PickRight)

    @property
    def place(self) -> str:
        return self.stage.value

    def go_to_place(self, place: str) -> None:
        if not self._writing and place in {stage.value for stage in STAGES}:
            self._go_to(Stage(place))

    def on_resize(self) -> None:
        self._size_places()
        self.call_after_refresh(self._show_title)

    def _size_places(self) -> None:
        """Give the stages' boxes a line more or less, by the room there is."""
        roomy = self.app.size.height >= ROOMY
        low = self._writing or self.app.size.height < _LOW
        self.query_one("#places").styles.height = 5 if roomy else 3 if low else 4

    def changed(self) -> None:
        if self._right.form is not None:
            self._right.form.look_again()
        self._show()

    def focus_first(self) -> None:
        if self._writing and self._right.form is not None:
            self._right.form.begin()
        else:
            self.query_one("#candidates").focus()

    # What is shown

    @property
    def stage(self) -> Stage:
        """The stage that is being picked for."""
        return self._stage

    @property
    def under(self) -> str:
        there = self.standing(self.stage)
        if there is None:
            if self._unpromised:
                return "unpromised"
            stages = self.snapshot.board if self.snapshot is not None else ()
            candidates = stages[self.stage.position].touchpoints if stages else ()
            return "" if candidates else "nothing"
        return "picked" if isinstance(there, Improvement) else "skipped"

    @property
    def cycle_label(self) -> str:
        """The cycle that the review plans."""
        return self.review.planned.label if self.review else ""

    def standing(self, stage: Stage) -> Improvement | str | None:
        """The improvement that stands in ``stage``, or why it is skipped; None when it is open."""
        return pick_of(self.snapshot, stage)

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
        beside = await beside_pick(self, stage, self.snapshot.board if self.snapshot else None)
        if not self.stays:
            return
        if outcome.value is not None and self.snapshot is not None:
            self._missed = Missed.of(outcome.value, self.snapshot.team.cadence.unit)
        self._beside = beside
        self._unpromised = stage is Stage.RESOLVE and not beside
        async with self._changing:
            # All at once, and so laid out once, unless the right side takes long.
            with ExitStack() as together:
                together.enter_context(self.app.batch_update())
                self._redraw()
                await self._show_right(stage, slow=together.close)

    def _redraw(self) -> None:
        self.query_one("#places", Still).redraw()
        page = self.query_one("#candidates", DocumentView)
        self._show_title()
        page.redraw()
        if self._arrived and page.stops:
            page.go_to(page.stops[0].key)
        self._arrived = False
        self.post_message(self.Pointing(self.under))
        self.refresh_bindings()

    def _show_title(self) -> None:
        """Head the candidates, cut to what the frame has room for; it has none until laid out."""
        page = self.query_one("#candidates", DocumentView)
        room = page.outer_size.width - 6  # Corners, a line's cell and a blank on each side.
        if self.snapshot is not None and room > 0:
            title = candidates_title(self.snapshot, self.stage, self._missed)
            page.border_title = fit(title, room, self.glyphs.ellipsis)

    async def _show_right(
        self, stage: Stage, *, edit: bool = False, slow: Callable[[], None] = lambda: None
    ) -> None:
        """Show the form where the stage is open, else what stands there; ``slow``: as it takes long."""
        there = self.standing(stage)
        version = there.version if isinstance(there, Improvement) else there
        right = (stage, edit, version)
        form = self._right.form
        typed_in = form is not None and self._writing and form.subject.stage is stage
        if right == self._shown or (typed_in and not edit):
            return
        if edit or there is None:
            await self._right.show_form(self._read_form(stage, there), slow)
        else:
            self._right.show_standing()
        if not self.stays:
            return
        self._shown, self._shown_at = right, self.snapshot
        if self._right.form is not None and self._begins:
            self._begins = False
            self._start_writing()
        else:
            self._stop_writing()

    async def _read_form(self, stage: Stage, there: object) -> tuple[Subject, FoundProof] | None:
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
        return (subject, await find_proof(self, subject)) if subject else None

    def _candidate(self) -> str | None:
        """The touchpoint under the cursor, the strongest where the cursor is on none of them."""
        if self.snapshot is None:
            return None
        cards = [card.id for card in candidates_in_order(self.snapshot, self.stage, self._missed)]
        cursor = self.query_one("#candidates", DocumentView).cursor
        return cursor if cursor in cards else next(iter(cards), None)

    def _draw_places(self, size: Size) -> StyledLines:
        if self.snapshot is None:
            return StyledLines()
        return stages_sheet(self.builder, self.snapshot, self.stage, size)

    def _draw_candidates(self, size: Size, cursor: str) -> StyledLines:
        if self.snapshot is None:
            return StyledLines()
        cards = candidates_in_order(self.snapshot, self.stage, self._missed)
        topics = self.review.topics if self.review is not None else ()
        question = question_in_turn(self.stage, StepKey.PICK, self.snapshot.reviews_closed)
        styled = StyledLines()
        styled.add(
            *beside_lines(self.builder, self.stage, self._beside, size.width - 1, size.height)
        )
        if self._beside:
            styled.gap()
        styled.add_block(
            candidates_sheet(
                self.builder, cards, self.stage, self._missed, size, cursor, topics, question
            )
        )
        return styled

    def _draw_standing(self, size: Size, _cursor: str) -> StyledLines:
        there = self.standing(self.stage)
        if self.snapshot is None or there is None:
            return StyledLines()
        return standing_sheet(self.builder, there, size, today_of(self.snapshot))

    def on_document_view_moved(self, message: DocumentView.Moved) -> None:
        message.stop()
        form = self._right.form
        if message.page.id == "candidates" and form is not None and not self._writing:
            form.begin_from(message.key or None)

    def on_document_view_pressed(self, message: DocumentView.Pressed) -> None:
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

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible at the stage that is being picked for."""
        there = self.standing(self.stage)
        if isinstance(there, Improvement):
            if there.status is Status.PLANNED:
                return f"{self.stage.label} has its improvement. Press e to edit it."
            return improvement_rules.why_not(action, there)
        if there is None:
            return f"{self.stage.label} has no improvement yet. Press enter to write one."
        return f"{self.stage.label} is skipped. Press enter to take that back."

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
        async with self._changing:
            await self._show_right(self.stage, edit=True)
        self._start_writing()

    def _start_writing(self) -> None:
        form = self._right.form
        if form is None:
            return
        self._writing = True
        self.query_one("#candidates").can_focus = False
        self._right.frame(writing=True)
        self._size_places()
        self.post_message(self.Writing(True))
        form.begin()
        self.refresh_bindings()

    def _stop_writing(self) -> None:
        """Give the focus back to the candidates."""
        was, self._writing = self._writing, False
        candidates = self.query_one("#candidates")
        candidates.can_focus = True
        self._right.frame(writing=False)
        self._size_places()
        if was:
            self.post_message(self.Writing(False))
            candidates.focus()
        self.refresh_bindings()

    async def on_improvement_fields_left(self, message: ImprovementFields.Left) -> None:
        message.stop()
        self._stop_writing()
        form = self._right.form
        if form is not None and self._shown_at is self.snapshot:
            form.start_again()
        else:
            self._shown = None
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
            self._stage = stage
            self._missed = Missed()
            self._beside = ()
            self._unpromised = False
            self._arrived = True
            self.post_message(self.Looking())
        self._show()

    def go_back(self) -> bool:
        return False
