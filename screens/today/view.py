"""Today's view: the page, what is under its cursor, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from textual import work
from textual.app import ComposeResult
from textual.geometry import Size

from screens.core import improvement_rules
from screens.core.app_context import app_context_of
from screens.core.improvement_rules import DECIDING
from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.core.store_calls import read
from screens.core.view import ShowView, View, ViewTarget
from screens.today.follow_ups import follow_up_key
from screens.today.plans import may_pick, shown_cycle, slots_of
from screens.today.sheet import today_sheet, wants_facts
from screens.widgets.document_view import DocumentView
from screens.widgets.improvement_card import StageSlot
from screens.widgets.styled_lines import LineBuilder, StyledLines
from store.models.case import FollowUp
from store.models.improvement import Improvement, Status
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from store.queries.today_facts import TodayFacts

_OPENS = {
    "slot": ("Verdict", "Open the improvement with its figures, and how they were reckoned"),
    "improvement": ("Verdict", "Open the improvement with its figures, and how they were reckoned"),
    "ahead": ("Verdict", "Open the improvement with its figures, and how they were reckoned"),
    "follow-up": ("Answer", "Say what came of it, or answer for the customer"),
    "quote": ("Read whole", "Open the words in Evidence"),
    "momentum": ("How reckoned", "Open Momentum: what each figure is, and how it was reckoned"),
}
"""What Enter does at each kind of stop: its label and help."""


class TodayView(View):
    """This cycle's four improvements, follow-ups due, the strip, the next review."""

    PLACE = (KeyScope.TODAY, KeyScope.COMMITMENTS, KeyScope.CURSOR)
    BINDINGS = bindings(KeyScope.TODAY, KeyScope.COMMITMENTS)
    FIRST = "DocumentView"

    def __init__(self) -> None:
        super().__init__()
        self._facts: TodayFacts | None = None
        """What is shown beside the snapshot, once it was read."""
        self._facts_of: Snapshot | None = None
        """The snapshot they were read with."""

    def compose(self) -> ComposeResult:
        yield DocumentView(self._draw)

    def _draw(self, size: Size, cursor: str) -> StyledLines:
        if self.snapshot is None:
            return StyledLines()
        builder = LineBuilder(self.glyphs)
        return today_sheet(self.snapshot, size, cursor, builder, self._facts)

    def on_resize(self) -> None:
        self._read_facts()

    def _read_facts(self) -> None:
        """Read what a wide page shows beside the snapshot, once for each."""
        snapshot = self.snapshot
        needs_facts = (
            snapshot is not None and snapshot is not self._facts_of and wants_facts(self.size)
        )
        if needs_facts and app_context_of(self).acting is not None:
            self._facts_of = snapshot
            self._look_up()

    @work(exclusive=True, group="facts")
    async def _look_up(self) -> None:
        from store.queries.today_facts import today_facts

        facts = (await read(self, today_facts)).value
        if facts is not None and self.is_attached:
            self._facts = facts
            self.page.redraw()

    @property
    def page(self) -> DocumentView:
        """The page it draws on."""
        return self.query_one(DocumentView)

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self.page.redraw()
            self.refresh_bindings()
            self._read_facts()

    def bring_into_view(self, **target: Unpack[ViewTarget]) -> None:
        """``improvement``: the id of the improvement to put the cursor on."""
        improvement_id = target.get("improvement")
        for slot in slots_of(self.snapshot) if self.snapshot else ():
            if slot.improvement is not None and slot.improvement.id == improvement_id:
                self.page.go_to(f"slot:{slot.stage.value}")
                return
        self.page.go_to(f"improvement:{improvement_id}")

    # What is under the cursor

    @property
    def slot(self) -> StageSlot | None:
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

    def at_present(self, command: KeyCommand) -> KeyCommand:
        if command.id != "today.open":
            return command
        label, help = _OPENS.get(self.page.cursor.partition(":")[0], (command.label, command.help))
        return replace(command, label=label, help=help)

    def on_document_view_moved(self) -> None:
        self.refresh_bindings()

    def action_next_part(self) -> None:
        """Go to the first stop of the next part, round to the first."""
        stops = self.page.stops
        firsts: dict[str, str] = {}
        for stop in stops:
            firsts.setdefault(stop.key.partition(":")[0], stop.key)
        parts = list(firsts)
        if parts:
            index = parts.index(self.page.cursor.partition(":")[0])
            self.page.go_to(firsts[parts[(index + 1) % len(parts)]])

    def on_document_view_pressed(self) -> None:
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in DECIDING:
            improvement = self.improvement
            return (improvement is not None and improvement.status is Status.PLANNED) or None
        if action == "link":
            return (self.improvement is not None and bool(self.improvement.link)) or None
        if action == "pick":
            slot, snapshot = self.slot, self.snapshot
            empty = slot is not None and slot.improvement is None
            return (empty and snapshot is not None and may_pick(snapshot)) or None
        if action == "owner":
            return self.follow_up is not None or None
        if action == "open":
            slot = self.slot
            return slot is None or slot.improvement is not None or None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible for what is under the cursor."""
        improvement = self.improvement
        if action == "pick" and (self.slot is None or improvement is not None):
            return "i picks for a stage that has no improvement: put the cursor on one."
        if action == "pick":
            return "This cycle is skipped, so nothing is picked in it."
        if action == "owner":
            return "There is no case under the cursor."
        return improvement_rules.why_not(action, improvement)

    # What can be done with it. The dialogs bring the store along, so they are imported late.

    @work
    async def action_open(self) -> None:

        if self.improvement is not None:
            from screens.dialogs.verdict_dialog import show_verdict

            await show_verdict(self, self.improvement.id)
        elif self.follow_up is not None:
            from screens.dialogs.follow_up import answer_follow_up

            await answer_follow_up(self, self.follow_up)
        elif self.page.cursor == "momentum":
            self.post_message(ShowView("momentum"))
        elif self.page.cursor.startswith("quote:"):
            self.post_message(ShowView("evidence", evidence=self.page.cursor.partition(":")[2]))
        elif self.page.cursor.startswith("ahead:"):
            from screens.dialogs.verdict_dialog import show_verdict

            await show_verdict(self, self.page.cursor.partition(":")[2])

    @work
    async def action_owner(self) -> None:
        from screens.forms.case_owner import hand_over_case

        if self.follow_up is not None and self.snapshot is not None:
            await hand_over_case(self, self.snapshot.team, self.follow_up)

    @work
    async def action_pick(self) -> None:
        from screens.dialogs.confirm import Confirm
        from screens.forms.improvement.improvement import pick_improvement, unskip_stage

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
        from screens.forms.improvement.improvement import mark_done

        if self.improvement is not None:
            await mark_done(self, self.improvement)

    @work
    async def action_drop(self) -> None:
        from screens.forms.improvement.improvement import drop

        if self.improvement is not None:
            await drop(self, self.improvement)

    @work
    async def action_carry(self) -> None:
        from screens.forms.improvement.improvement import carry_over

        if self.improvement is not None:
            await carry_over(self, self.improvement)

    @work
    async def action_link(self) -> None:
        from screens.dialogs.link import open_link

        if self.improvement is not None:
            await open_link(self, self.improvement.link)

    @work
    async def action_edit(self) -> None:
        from screens.forms.improvement.improvement import edit_improvement

        if self.improvement is not None:
            await edit_improvement(self, self.improvement)
