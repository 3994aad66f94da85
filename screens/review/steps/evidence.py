"""Evidence: what is due with customers, a few of their words to read aloud, what every running
proof still needs, and what has come in since last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size

from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import act, read
from screens.dialogs.follow_up import answer_follow_up
from screens.dialogs.verdict_dialog import show_verdict
from screens.evidence.case import ask_case
from screens.evidence.evidence_rows import answer_row, stage_span
from screens.importing.wizard import import_file
from screens.review.panes import StepPane
from screens.review.steps.improvement_lines import entry, headed
from screens.today.follow_ups import add_follow_ups, follow_up_key
from screens.widgets.date_format import near_day, plural, today_of
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import Line, Span, StyledLines, padded_line, with_role
from screens.widgets.verdict_format import shared_axis
from store.domain.statistics.measures import Measure
from store.evidence.evidence import Evidence, Filter, page
from store.queries.evidence.quotes_to_read import quotes_to_read
from store.queries.evidence.trends import known_measures
from store.queries.look_back import LookBack, look_back
from store.reviews.talk import choose_quote

_WIDE = 110
_QUOTE = "quote:"
"""Begins the key of a quote's stop."""
_SHOWN = 12
"""The most recent answers shown."""
_FIRST = (
    "A proof compares answers from before an improvement with those after it. So bring in what "
    "customers said in the last weeks, if you have it."
)
"""What stands in place of the proofs in a first review."""


class EvidencePane(StepPane):
    """Running proofs with what they lack; below them the newest evidence."""

    BINDINGS = [
        *bindings(KeyScope.EVIDENCE_STEP),
        *(
            binding
            for binding in bindings(KeyScope.EVIDENCE)
            if isinstance(binding, Binding)
            and binding.id in ("evidence.open", "evidence.case", "evidence.import")
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._look_back: LookBack | None = None
        self._quotes: tuple[Evidence, ...] = ()
        self._newest: tuple[Evidence, ...] = ()
        self._measures: Mapping[str, Measure] = {}

    def compose(self) -> ComposeResult:
        yield DocumentView(self._draw)

    def on_mount(self) -> None:
        self._look()

    def changed(self) -> None:
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        outcome = await read(self, look_back)
        since = outcome.value.since if outcome.value else None
        newest = await read(self, page, Filter(first=since), limit=_SHOWN)
        measures = await read(self, known_measures)
        chosen = self.review.quotes if self.review else ()
        quotes = await read(self, quotes_to_read, since, chosen)
        if newest.value is not None and measures.value is not None and self.stays:
            self._look_back, self._newest = outcome.value, newest.value.items
            self._quotes = quotes.value or ()
            self._measures = measures.value
            self.query_one(DocumentView).redraw()
            self.post_message(self.Pointing(self.under))
            self.refresh_bindings()

    # What is shown

    def _draw(self, size: Size, cursor: str) -> StyledLines:
        builder, styled, inner, look_back = (
            self.builder,
            StyledLines(),
            StyledLines(),
            self._look_back,
        )
        if look_back is None or self.snapshot is None:
            return styled
        width = min(size.width - 2, _WIDE)
        today = today_of(self.snapshot)
        due = tuple(each for each in self.snapshot.follow_ups if each.due)
        if due:
            add_follow_ups(inner, replace(self.snapshot, follow_ups=due), width, cursor, builder)
            inner.gap()
        if self._quotes:
            self._add_quotes(inner, width, cursor)
            inner.gap()
        if look_back.running:
            title = "Running proofs, and what they still need"
            inner.add(headed(builder, title, look_back.running, width))
            axis = shared_axis(look_back.running)
            for each in look_back.running:
                lines = entry(builder, each, width, today, cursor=cursor == each.id, axis=axis)
                inner.stop(each.id, lines, width)
                if size.height > 24:
                    inner.gap()
        else:
            untested = "No improvement is waiting for its verdict."
            inner.add(
                *builder.text(_FIRST if look_back.since is None else untested, width, "muted")
            )
        inner.gap()
        inner.add(*self._since(look_back, width))
        styled.add_block(inner, 1)
        return styled

    def _add_quotes(self, styled: StyledLines, width: int, cursor: str) -> None:
        """Put the words to read aloud below ``styled``, each with whether it goes into the report."""
        builder, marks = self.builder, self.glyphs
        chosen = self.review.quotes if self.review else ()
        styled.add(builder.rule("Read aloud", width))
        for each in self._quotes:
            key = f"{_QUOTE}{each.id}"
            here = cursor == key
            pointer = Span(marks.bar_cursor if here else " ", "bold accent" if here else "")
            mark = builder.span(f"{marks.done} " if each.id in chosen else "  ", "good")
            head = (pointer, mark, stage_span(builder, each.stage), Span(" "))
            words = [builder.span(f"“{' '.join(each.quote.split())}”")]
            if each.touchpoint:
                words.append(builder.span(f"  {each.touchpoint}", "muted"))
            if each.id in chosen:
                words.append(builder.span("  in the report", "muted"))
            lines = [
                ((pointer, Span("    ")) if number else head) + line
                for number, line in enumerate(builder.flow(words, width - 6, limit=2))
            ]
            whole = [padded_line(line, width) for line in lines]
            styled.stop(key, with_role(whole, "cursor") if here else whole, width)

    def _since(self, look_back: LookBack, width: int) -> list[Line]:
        builder = self.builder
        assert self.snapshot is not None
        today = today_of(self.snapshot)
        when = (
            f" since the last review, {near_day(look_back.since, today)}" if look_back.since else ""
        )
        logged = plural(look_back.logged, "answer") if look_back.logged else "Nothing"
        words = f"{logged} came in{when}. Press b to log feedback."
        lines = builder.text(words, width)
        for each in self._newest:
            row = answer_row(builder, each, self._measures, today, width)
            lines.append(padded_line(row, width, "", builder.glyphs.ellipsis))
        return lines

    @property
    def answer_filter(self) -> Filter | None:
        """The evidence that the proof under the cursor asks for."""
        key = self.query_one(DocumentView).cursor
        running = self._look_back.running if self._look_back else ()
        under = next((each for each in running if each.id == key), None)
        if under is None or under.proof is None:
            return None
        only = under.touchpoint_id if under.proof.touchpoint_only else None
        return Filter(stage=under.stage, measure=under.proof.measure, touchpoint_id=only)

    # What is done

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        cursor = self.query_one(DocumentView).cursor if self.is_mounted else ""
        if action == "choose_quote":
            return cursor.startswith(_QUOTE) or None
        if action == "open":
            return bool(cursor) or None
        return True

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible with what is under the cursor."""
        if action == "choose_quote":
            return "Put the cursor on a customer's words to take them into the report."
        return "There is nothing to open yet: b logs what customers say."

    @work(exclusive=True, group="asking")
    async def action_open(self) -> None:
        cursor = self.query_one(DocumentView).cursor
        follow_ups = self.snapshot.follow_ups if self.snapshot else ()
        due = next((each for each in follow_ups if follow_up_key(each) == cursor), None)
        if due is not None:
            await answer_follow_up(self, due)
        elif cursor.startswith(_QUOTE):
            await self._choose(cursor)
        elif cursor:
            await show_verdict(self, cursor)

    async def action_choose_quote(self) -> None:
        await self._choose(self.query_one(DocumentView).cursor)

    async def _choose(self, key: str) -> None:
        outcome = await act(self, choose_quote, key.removeprefix(_QUOTE))
        if outcome:
            sentence = "These words go into the report." if outcome.value else "Left out again."
            self.notify(sentence, markup=False)

    @work(exclusive=True, group="asking")
    async def action_case(self) -> None:
        await ask_case(self)

    @work(exclusive=True, group="asking")
    async def action_import_feedback(self) -> None:
        answers = self.answer_filter
        if self.snapshot is not None:
            await import_file(self, self.snapshot, answers.stage if answers else None)

    def on_document_view_pressed(self, message: DocumentView.Pressed) -> None:
        message.stop()
        self.action_open()

    def on_document_view_moved(self, message: DocumentView.Moved) -> None:
        message.stop()
        self.post_message(self.Pointing(self.under))
        self.refresh_bindings()

    @property
    def under(self) -> str:
        cursor = self.query_one(DocumentView).cursor
        follow_ups = self.snapshot.follow_ups if self.snapshot else ()
        if any(follow_up_key(each) == cursor for each in follow_ups):
            return "due"
        return "quote" if cursor.startswith(_QUOTE) else ""
