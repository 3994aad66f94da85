"""Look back: read the verdicts since last time, then settle what is undecided."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date

from textual import work
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from screens.core import improvement_rules
from screens.core.improvement_rules import DECIDING
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import Outcome, attempt, read
from screens.dialogs.link import open_link
from screens.dialogs.verdict_dialog import show_verdict
from screens.evidence.open_cases import passed_on_sentence
from screens.forms.fields import NotesField
from screens.forms.form import Form
from screens.forms.improvement import improvement as asking
from screens.review.look_lines import look_lines
from screens.review.panes import StepPane
from screens.review.steps.improvement_lines import entry, headed
from screens.widgets.date_format import near_day, plural, today_of
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import StyledLines
from screens.widgets.verdict_format import shared_axis
from store.domain.cycle_words import undecided_words
from store.domain.statistics.verdict_words import verdict_day_words
from store.models.improvement import Improvement, Status
from store.queries.look_back import LookBack, look_back
from store.reviews.talk import note_learned

_WIDE = 110


class LookBackPane(StepPane):
    """Verdicts since the last review, undecided improvements of any cycle, the last cycle's others."""

    BINDINGS = bindings(KeyScope.LOOK_BACK, KeyScope.COMMITMENTS)

    def __init__(self) -> None:
        super().__init__()
        self._looked_back: LookBack | None = None

    def compose(self) -> ComposeResult:
        yield DocumentView(self._draw)

    def on_mount(self) -> None:
        self._look()

    def changed(self) -> None:
        self._look()

    @work(exclusive=True, group="look-back")
    async def _look(self) -> None:
        outcome = await read(self, look_back)
        if outcome and self.stays:
            self._looked_back = outcome.value
            self.query_one(DocumentView).redraw()
            self.post_message(self.Pointing(self.under))
            self.refresh_bindings()

    # What is shown

    def _sections(self) -> list[tuple[str, Sequence[Improvement]]]:
        looked_back = self._looked_back
        if looked_back is None:
            return []
        last = f"Settled, of {looked_back.last_cycle.name}" if looked_back.last_cycle else ""
        return [
            (f"Verdicts since the last review: {len(looked_back.verdicts)}", looked_back.verdicts),
            (f"Still undecided: {len(looked_back.undecided)}", looked_back.undecided),
            (last, looked_back.last),
        ]

    @property
    def left_open(self) -> str:
        count = len(self._looked_back.undecided) if self._looked_back else 0
        if not count:
            return ""
        stay = "is not settled; it stays" if count == 1 else "are not settled; they stay"
        return f"{plural(count, 'improvement')} {stay} open."

    def _draw(self, size: Size, cursor: str) -> StyledLines:
        builder, styled, inner = self.builder, StyledLines(), StyledLines()
        if self._looked_back is None or self.snapshot is None:
            return styled
        width = min(size.width - 2, _WIDE)
        today = today_of(self.snapshot)
        learned = self.review.learned if self.review else {}
        if not self._looked_back.undecided:
            nothing = not any(improvements for _, improvements in self._sections())
            settled = _FIRST if nothing else "Everything is settled. > goes on."
            inner.add(*builder.text(settled, width))
        sections = [section for section in self._sections() if section[1]]
        axis = shared_axis(each for _, improvements in sections for each in improvements)
        for title, improvements in sections:
            inner.gap()
            inner.add(headed(builder, title, improvements, width))
            for each in improvements:
                here, day = cursor == each.id, _day(each, today)
                note = learned.get(each.id, "")
                lines = entry(
                    builder, each, width, today,
                    cursor=here, day=day, note=note, feeling=True, axis=axis,
                )  # fmt: skip
                inner.stop(each.id, lines, width)
                if size.height > 24:
                    inner.gap()
        if looked_into := self._looked_back.looked_into:
            inner.gap()
            inner.add(builder.rule(f"What did we find out? {len(looked_into)}", width))
            for topic in looked_into:
                inner.add(*look_lines(builder, topic, width))
        if self._looked_back.passed_on:
            inner.gap()
            inner.add(*builder.text(passed_on_sentence(self._looked_back.passed_on), width, "warn"))
        styled.add_block(inner, 1)
        return styled

    def _under_cursor(self) -> Improvement | None:
        key = self.query_one(DocumentView).cursor
        every = [each for _, improvements in self._sections() for each in improvements]
        return next((each for each in every if each.id == key), None)

    @property
    def under(self) -> str:
        each = self._under_cursor()
        if each is None:
            return ""
        if each.status is Status.PLANNED:
            return "undecided"
        return "verdict" if each.status is Status.DONE else "not done"

    def on_document_view_moved(self, message: DocumentView.Moved) -> None:
        message.stop()
        self.post_message(self.Pointing(self.under))
        self.refresh_bindings()

    # What is done

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        under = self._under_cursor() if self.is_mounted else None
        if action in ("open", "learned"):
            return under is not None or None
        if action == "link":
            return (under is not None and bool(under.link)) or None
        if action not in DECIDING:
            return True
        return (under is not None and under.status is Status.PLANNED) or None

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible for what is under the cursor."""
        return improvement_rules.why_not(action, self._under_cursor())

    @work(exclusive=True, group="asking")
    async def action_open(self) -> None:
        if (under := self._under_cursor()) is not None:
            await show_verdict(self, under.id)

    def on_document_view_pressed(self, message: DocumentView.Pressed) -> None:
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
        if under is None or self._looked_back is None:
            return
        ids = [each.id for each in self._looked_back.undecided]
        index = ids.index(under.id) if under.id in ids else 0
        if await ask(self, under) and (rest := [id for id in ids if id != under.id]):
            self.query_one(DocumentView).go_to(rest[min(index, len(rest) - 1)])

    @work(exclusive=True, group="asking")
    async def action_learned(self) -> None:
        if (under := self._under_cursor()) is not None and self.review is not None:
            await ask_learned(self, under, self.review.learned.get(under.id, ""))

    @work(exclusive=True, group="asking")
    async def action_link(self) -> None:
        if (under := self._under_cursor()) is not None:
            await open_link(self, under.link)

    @work(exclusive=True, group="asking")
    async def action_edit(self) -> None:
        if (under := self._under_cursor()) is not None:
            await asking.edit_improvement(self, under)


def _day(each: Improvement, today: date) -> str:
    """The day an entry hangs on: until when it can be decided in time, or its verdict's."""
    if each.status is Status.PLANNED:
        return undecided_words(each.cycle, today)
    reading = each.reading
    if reading is None:
        return ""
    if reading.reread is not None:
        return f"read again {near_day(reading.reread, today)}"
    return verdict_day_words(reading, lambda day: near_day(day, today))


async def ask_learned(widget: Widget, improvement: Improvement, said: str) -> bool:
    """Ask what an improvement taught and keep it for the report; whether it was kept."""

    async def save(values: dict[str, str]) -> Outcome[None]:
        return await attempt(widget, note_learned, improvement.id, values["learned"])

    form = Form(
        "What we learned",
        [NotesField("learned", "We learned", said, "what we do differently from now on", lines=4)],
        save,
        draft=f"learned/{improvement.id}",
        intro=f"“{improvement.text}”\nThe report says it.",
    )
    return await widget.app.push_screen_wait(form) is not None


_FIRST = "Nothing was picked before: this is where it begins. > goes on."
