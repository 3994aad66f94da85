"""Today's view: the page, what is under its cursor, and what can be done with it."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.geometry import Size

from screens.keys import Where, bindings
from screens.today.follow_ups import follow_up_key
from screens.today.plans import may_pick, shown_cycle, slots_of
from screens.today.sheet import today_sheet
from screens.view import View
from screens.widgets.improvement_card import Slot
from screens.widgets.page import Page
from screens.widgets.sheet import Pen, Sheet
from store.snapshot import FollowUp, Improvement, Snapshot, Status

_DECIDING = frozenset({"done", "drop", "carry", "edit"})


class TodayView(View):
    """This cycle's four improvements, follow-ups due, the strip, the next review."""

    PLACE = (Where.TODAY, Where.COMMITMENTS, Where.CURSOR)
    BINDINGS = bindings(Where.TODAY, Where.COMMITMENTS)
    FIRST = "Page"

    def compose(self) -> ComposeResult:
        yield Page(self._draw)

    def _draw(self, size: Size, cursor: str) -> Sheet:
        if self.snapshot is None:
            return Sheet()
        return today_sheet(self.snapshot, size, cursor, Pen(self.marks))

    @property
    def page(self) -> Page:
        """The page it draws on."""
        return self.query_one(Page)

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self.page.redraw()
            self.refresh_bindings()

    def visit(self, **what: object) -> None:
        """``improvement``: the id of the improvement to put the cursor on."""
        wanted = what.get("improvement")
        for slot in slots_of(self.snapshot) if self.snapshot else ():
            if slot.improvement is not None and slot.improvement.id == wanted:
                self.page.go_to(f"slot:{slot.stage.value}")
                return
        self.page.go_to(f"improvement:{wanted}")

    # What is under the cursor

    @property
    def slot(self) -> Slot | None:
        """The stage under the cursor, None elsewhere."""
        if self.snapshot is None:
            return None
        key = self.page.cursor
        slots = slots_of(self.snapshot)
        return next((slot for slot in slots if key == f"slot:{slot.stage.value}"), None)

    @property
    def improvement(self) -> Improvement | None:
        """The improvement under the cursor."""
        if self.slot is not None:
            return self.slot.improvement
        kind, _, id = self.page.cursor.partition(":")
        if self.snapshot is None or kind != "improvement":
            return None
        every = (*self.snapshot.undecided, *self.snapshot.planned)
        return next((each for each in every if each.id == id), None)

    @property
    def follow_up(self) -> FollowUp | None:
        """The follow-up under the cursor."""
        every = self.snapshot.follow_ups if self.snapshot else ()
        return next((each for each in every if follow_up_key(each) == self.page.cursor), None)

    def on_page_moved(self) -> None:
        self.refresh_bindings()

    def on_page_pressed(self) -> None:
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _DECIDING:
            improvement = self.improvement
            return improvement is not None and improvement.status is Status.PLANNED
        if action == "pick":
            slot, snapshot = self.slot, self.snapshot
            empty = slot is not None and slot.improvement is None
            return empty and snapshot is not None and may_pick(snapshot)
        if action == "open":
            slot = self.slot
            return slot is None or slot.improvement is not None
        return super().check_action(action, parameters)

    # What can be done with it. The dialogs bring the store along, so they are imported late.

    @work
    async def action_open(self) -> None:
        from screens.main import Go

        if self.improvement is not None:
            from screens.dialogs.proven import show_proven

            await show_proven(self, self.improvement.id)
        elif self.follow_up is not None:
            from screens.dialogs.follow_up import answer_follow_up

            await answer_follow_up(self, self.follow_up)
        elif self.page.cursor == "momentum":
            self.post_message(Go("momentum"))

    @work
    async def action_pick(self) -> None:
        from screens.dialogs.confirm import Confirm
        from screens.dialogs.improvement import pick_improvement, unskip_stage

        slot, snapshot = self.slot, self.snapshot
        cycle = shown_cycle(snapshot) if snapshot else None
        if slot is None or snapshot is None or cycle is None:
            return
        label = cycle.label
        skipped = any(
            each.stage is slot.stage and each.cycle == cycle for each in snapshot.skipped_stages
        )
        if skipped:
            question = Confirm(
                f"Pick an improvement for {slot.stage.label} after all?",
                slot.empty,
                yes="Pick one",
                no="Leave it skipped",
            )
            if not await self.app.push_screen_wait(question):
                return
            if not await unskip_stage(self, slot.stage, label):
                return
        await pick_improvement(self, slot.stage, label)

    @work
    async def action_done(self) -> None:
        from screens.dialogs.improvement import mark_done

        if self.improvement is not None:
            await mark_done(self, self.improvement)

    @work
    async def action_drop(self) -> None:
        from screens.dialogs.improvement import drop

        if self.improvement is not None:
            await drop(self, self.improvement)

    @work
    async def action_carry(self) -> None:
        from screens.dialogs.improvement import carry_over

        if self.improvement is not None:
            await carry_over(self, self.improvement)

    @work
    async def action_edit(self) -> None:
        from screens.dialogs.improvement import edit_improvement

        if self.improvement is not None:
            await edit_improvement(self, self.improvement)
