"""Look back: settle what was picked, and read the verdicts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import work
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from screens.acting import read
from screens.dialogs import improvement as asking
from screens.dialogs.proven import show_proven
from screens.keys import Where, bindings
from screens.review.improvement_lines import entry
from screens.review.panes import StepPane
from screens.widgets.page import Page
from screens.widgets.sheet import Sheet
from screens.widgets.words import plural, today_of
from store.look_back import LookBack, look_back
from store.snapshot import Improvement, Status

_WIDE = 110
_NEED_ONE = frozenset({"done", "drop", "carry", "edit"})


class LookBackPane(StepPane):
    """Undecided improvements of any cycle, the last cycle's others, verdicts since then."""

    BINDINGS = bindings(Where.LOOK_BACK, Where.COMMITMENTS)

    def __init__(self) -> None:
        super().__init__()
        self._found: LookBack | None = None

    def compose(self) -> ComposeResult:
        yield Page(self._draw)

    def on_mount(self) -> None:
        self._look()

    def changed(self) -> None:
        self._look()

    @work(exclusive=True, group="look-back")
    async def _look(self) -> None:
        outcome = await read(self, look_back)
        if outcome and self.is_attached:
            self._found = outcome.value
            self.query_one(Page).redraw()
            self.refresh_bindings()

    # What is shown

    def _sections(self) -> list[tuple[str, Sequence[Improvement]]]:
        found = self._found
        if found is None:
            return []
        last = f"Settled, of {found.last_cycle.name}" if found.last_cycle else ""
        return [
            (f"Still to settle: {len(found.undecided)}", found.undecided),
            (last, found.last),
            ("Verdicts reached since the last review", found.verdicts),
        ]

    @property
    def left_open(self) -> str:
        count = len(self._found.undecided) if self._found else 0
        if not count:
            return ""
        stay = "is not settled; it stays" if count == 1 else "are not settled; they stay"
        return f"{plural(count, 'improvement')} {stay} open."

    def _draw(self, size: Size, cursor: str) -> Sheet:
        pen, sheet, inner = self.pen, Sheet(), Sheet()
        if self._found is None or self.snapshot is None:
            return sheet
        width = min(size.width - 2, _WIDE)
        today = today_of(self.snapshot)
        if not self._found.undecided:
            nothing = not any(improvements for _, improvements in self._sections())
            settled = _FIRST if nothing else "Everything is settled. > goes on."
            inner.add(*pen.text(settled, width))
        for title, improvements in self._sections():
            if not improvements:
                continue
            inner.gap()
            inner.add(pen.rule(title, width))
            for each in improvements:
                lines = entry(pen, each, width, today, cursor=cursor == each.id)
                inner.stop(each.id, lines, width)
                if size.height > 24:
                    inner.gap()
        sheet.place(inner, 1)
        return sheet

    def _under_cursor(self) -> Improvement | None:
        key = self.query_one(Page).cursor
        every = [each for _, improvements in self._sections() for each in improvements]
        return next((each for each in every if each.id == key), None)

    def on_page_moved(self, message: Page.Moved) -> None:
        message.stop()
        self.refresh_bindings()

    # What is done

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        under = self._under_cursor() if self.is_mounted else None
        if action == "open":
            return under is not None or None
        if action not in _NEED_ONE:
            return True
        return (under is not None and under.status is Status.PLANNED) or None

    @work(exclusive=True, group="asking")
    async def action_open(self) -> None:
        if (under := self._under_cursor()) is not None:
            await show_proven(self, under.id)

    def on_page_pressed(self, message: Page.Pressed) -> None:
        message.stop()
        self.action_open()

    @work(exclusive=True, group="asking")
    async def action_done(self) -> None:
        await self._settle(asking.mark_done)

    @work(exclusive=True, group="asking")
    async def action_drop(self) -> None:
        await self._settle(asking.drop)

    @work(exclusive=True, group="asking")
    async def action_carry(self) -> None:
        await self._settle(asking.carry_over)

    async def _settle(self, ask: Callable[[Widget, Improvement], Awaitable[bool]]) -> None:
        """Decide what is under the cursor; the cursor then goes to the next to settle."""
        under = self._under_cursor()
        if under is None or self._found is None:
            return
        ids = [each.id for each in self._found.undecided]
        place = ids.index(under.id) if under.id in ids else 0
        if await ask(self, under) and (rest := [id for id in ids if id != under.id]):
            self.query_one(Page).go_to(rest[min(place, len(rest) - 1)])

    @work(exclusive=True, group="asking")
    async def action_edit(self) -> None:
        if (under := self._under_cursor()) is not None:
            await asking.edit_improvement(self, under)


_FIRST = "Nothing was picked before: this is where it begins. > goes on."
