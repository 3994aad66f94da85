"""Focus after the reveal: the touchpoints by votes, talked through one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.timer import Timer as Ticker

from screens.chrome.timer import clock_face
from screens.core.app_context import app_context_of
from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.core.review_rules import is_allowed
from screens.core.store_calls import Outcome, act, attempt, read
from screens.forms.fields import TextField
from screens.forms.form import Form
from screens.review.key_availability import lead_rule
from screens.review.panes import StepPane
from screens.review.steps.static_drawing import Still
from screens.review.steps.topic_sheets import (
    facts_sheet,
    ranked,
    talk_title,
    topics_sheet,
    unreached,
)
from screens.widgets.date_format import today_of
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import StyledLines
from store.domain.agenda import Decision, Deed
from store.domain.stages import Stage
from store.models.review import Topic
from store.models.touchpoint import Touchpoint
from store.queries.topic_facts import TopicFacts, missed_everywhere, topic_facts
from store.reviews import topics

CHOICES = (Decision.PICK, Decision.LOOK, Decision.ENOUGH)
"""The decisions in the order of the arrows."""


_AROUND = 5
"""Lines around the topic's facts that stay: two of the list, the clock's, the frame's."""
_WIDE = 140
"""Columns from which the topic stands beside the list."""


class TopicsPane(StepPane):
    """One list over all stages; below it the topic that is talked about, with its own clock."""

    BINDINGS = bindings(KeyScope.FOCUS)
    DEFAULT_CSS = """
    TopicsPane {
        margin-top: 0;
        & #talk { height: auto; display: none; border: round $primary; padding: 0 1; margin: 0 1; }
        & #talk.-open { display: block; }
        &.-ascii #talk { border: ascii $primary; }
    }
    TopicsPane #clock { height: 1; display: none; margin: 0 2; }
    TopicsPane #clock.-open { display: block; }
    TopicsPane #beside { height: auto; }
    TopicsPane.-wide { layout: horizontal; }
    TopicsPane.-wide #topics { width: 1fr; }
    TopicsPane.-wide #beside { width: 1fr; display: none; }
    TopicsPane.-wide.-talks #beside { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._missed: Mapping[str, float] = {}
        self._facts: TopicFacts | None = None
        self._decision = Decision.PICK
        self._open: str | None = None
        """The touchpoint that is talked about, as it was last shown."""
        self._ticker: Ticker | None = None
        self._ahead = timedelta()
        """How far the store's clock is ahead of this machine's."""

    def compose(self) -> ComposeResult:
        yield DocumentView(self._draw, id="topics")
        with Vertical(id="beside"):
            yield Still(self._draw_clock, id="clock")
            yield Still(self._draw_talk, id="talk")

    def on_mount(self) -> None:
        self.set_class(self.glyphs.ascii, "-ascii")
        self._look()
        self.changed()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        outcome = await read(self, missed_everywhere)
        if outcome.value is not None and self.stays:
            self._missed = outcome.value
            self._page.redraw()

    # What is shown

    @property
    def _page(self) -> DocumentView:
        return self.query_one("#topics", DocumentView)

    @property
    def cards(self) -> list[Touchpoint]:
        """The touchpoints with votes, the strongest first; every one where there are no votes."""
        return ranked(self.snapshot, self._missed) if self.snapshot is not None else []

    @property
    def topic(self) -> Topic | None:
        """What is being talked about."""
        return self.review.topic if self.review is not None else None

    @property
    def left_open(self) -> str:
        return unreached(self.snapshot, self._missed) if self.snapshot is not None else ""

    def changed(self) -> None:
        snapshot = self.snapshot
        if snapshot is None:
            return
        self._ahead = snapshot.at - datetime.now(UTC)
        topic = self.topic
        now = topic.touchpoint_id if topic is not None else None
        if now != self._open:
            self._open, self._facts = now, None
            if topic is not None:
                self._decision = topic.decision or Decision.PICK
                self._page.go_to(topic.touchpoint_id)
                self._read_facts(topic.touchpoint_id)
        self.set_class(topic is not None, "-talks")
        for each in self.query(Still):
            each.set_class(topic is not None, "-open")
            each.redraw()
        self._fit()
        self._page.redraw()
        self._tick()
        self.screen.refresh_bindings()

    @work(exclusive=True, group="facts")
    async def _read_facts(self, touchpoint_id: str) -> None:
        outcome = await read(self, topic_facts, touchpoint_id)
        if outcome.value is not None and self.stays and self._open == touchpoint_id:
            self._facts = outcome.value
            self._redraw_talk()

    def _redraw_talk(self) -> None:
        self._fit()
        self.query_one("#talk", Still).redraw()

    def _fit(self) -> None:
        """Give the topic's box the lines it needs."""
        talk = self.query_one("#talk", Still)
        wide = self.size.width >= _WIDE
        self.set_class(wide, "-wide")
        width = self.size.width // 2 if wide else self.size.width
        lines = len(self._draw_talk(Size(max(width - 6, 20), 1)).lines)
        talk.styles.height = lines + 2

    def on_resize(self) -> None:
        self._redraw_talk()

    def _tick(self) -> None:
        """Show the topic's clock again when it is another second."""
        if self._ticker is not None:
            self._ticker.stop()
            self._ticker = None
        left = self._left
        if left is not None and self.stays:
            self._ticker = self.set_timer((left % 1) + 0.005, self._ticked)

    def _ticked(self) -> None:
        self.query_one("#clock", Still).redraw()
        self._tick()

    @property
    def _left(self) -> float | None:
        """Seconds left of the topic's time box, negative once it is over."""
        topic = self.topic
        if topic is None or topic.opened_at is None:
            return None
        spent = (datetime.now(UTC) + self._ahead - topic.opened_at).total_seconds()
        return topic.minutes * 60 - max(0.0, spent)

    def _draw(self, size: Size, cursor: str) -> StyledLines:
        if self.snapshot is None:
            return StyledLines()
        return topics_sheet(self.builder, self.snapshot, self._missed, size, cursor)

    def _draw_clock(self, size: Size) -> StyledLines:
        topic, card = self.topic, self._card(self._open)
        left = self._left
        if topic is None or card is None or left is None:
            return StyledLines()
        over = "over" if left < 0 else "of"
        time = f"{clock_face(left)} {over} {topic.minutes} min"
        return StyledLines([talk_title(self.builder, card, time, size.width, late=left < 0)])

    def _draw_talk(self, size: Size) -> StyledLines:
        topic, card = self.topic, self._card(self._open)
        if topic is None or card is None or self.snapshot is None:
            return StyledLines()
        return facts_sheet(
            self.builder,
            card,
            topic,
            self._facts,
            today_of(self.snapshot),
            size.width,
            self._decision if self._may(Deed.TALK) else None,
            self.snapshot.team.cadence.unit,
            self.size.height - _AROUND,
        )

    def _card(self, id: str | None) -> Touchpoint | None:
        board = self.snapshot.board if self.snapshot is not None else ()
        return next(
            (card for column in board for card in column.touchpoints if card.id == id), None
        )

    # What is done

    def _may(self, deed: Deed) -> bool:
        seat = app_context_of(self).seat
        return (
            self.review is not None
            and seat is not None
            and is_allowed(self.review, seat.member_id, deed)
        )

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "talk":
            return (self._may(Deed.TALK) and bool(self._page.cursor)) or None
        if action == "note":
            return (self._may(Deed.NOTE) and bool(self._about)) or None
        if action == "decide":
            return (self._may(Deed.TALK) and self.topic is not None) or None
        return True

    def why_not(self, action: str) -> str | None:
        """Why ``action`` is not possible with the topic under the cursor."""
        deed = Deed.NOTE if action == "note" else Deed.TALK
        if self.review is not None and not self._may(deed):
            return lead_rule(self.review, deed)
        if action == "decide":
            return "No topic is talked about yet. Press enter on one to begin."
        return "There is no touchpoint under the cursor."

    def at_present(self, command: KeyCommand) -> KeyCommand:
        """Enter settles the topic that is talked about, where the cursor is on it."""
        if command.id != "focus.talk" or self.topic is None or self._page.cursor != self._open:
            return command
        return replace(command, label="Settle, next")

    @property
    def _about(self) -> str:
        """The touchpoint that a note is about: the one talked about, else the one under the
        cursor."""
        return self._open or self._page.cursor

    @work(exclusive=True, group="asking")
    async def action_talk(self) -> None:
        """Begin the talk under the cursor; from within one settle it, and begin the next."""
        topic, under = self.topic, self._page.cursor
        if topic is None or under != topic.touchpoint_id:
            if under:
                await act(self, topics.open_topic, under)
            return
        if self._decision is Decision.LOOK:
            if not await self._ask_who(topic):
                return
        elif not await act(self, topics.settle, topic.touchpoint_id, self._decision):
            return
        following = self._next_after(topic.touchpoint_id)
        if following is not None:
            await act(self, topics.open_topic, following)
        else:
            self.notify("All topics are talked over. Press > to go on.", markup=False)

    async def _ask_who(self, topic: Topic) -> bool:
        """Ask who looks into the topic, and by when, and settle it so; False where the person went
        back."""

        async def save(values: dict[str, str]) -> Outcome[None]:
            return await attempt(
                self, topics.settle, topic.touchpoint_id, Decision.LOOK, values["who"]
            )

        members = self.snapshot.team.present_members if self.snapshot is not None else ()
        hint = f"{members[0].name}, by Friday" if members else "a name, by Friday"
        field = TextField("who", "Who, by when", topic.looked_into_by, hint=hint)
        form = Form("Who looks into it, and by when?", [field], save)
        return await self.app.push_screen_wait(form) is not None

    def _next_after(self, id: str) -> str | None:
        """The next topic in the list's order that is not settled."""
        review = self.review
        settled = {
            each.touchpoint_id
            for each in (review.topics if review is not None else ())
            if each.settled_at is not None
        }
        ids = [card.id for card in self.cards]
        index = ids.index(id) + 1 if id in ids else 0
        rest = [*ids[index:], *ids[:index]]
        return next((each for each in rest if each not in settled and each != id), None)

    @work(exclusive=True, group="asking")
    async def action_note(self) -> None:
        card = self._card(self._about)
        if card is None or self.review is None:
            return
        topic = next((t for t in self.review.topics if t.touchpoint_id == card.id), None)

        async def save(values: dict[str, str]) -> Outcome[None]:
            seen = topic.version if topic is not None else None
            return await attempt(self, topics.note, card.id, values["note"], seen=seen)

        field = TextField("note", "What was said", topic.note if topic is not None else "")
        title = f"{card.stage.letter} {card.text}"
        draft = f"topic/{self.review.id}/{card.id}"
        await self.app.push_screen_wait(Form(title, [field], save, draft=draft))

    def action_decide(self, by: int) -> None:
        """Choose the decision ``by`` places on."""
        if self.topic is None or not self._may(Deed.TALK):
            return
        index = CHOICES.index(self._decision) if self._decision in CHOICES else 0
        self._decision = CHOICES[(index + by) % len(CHOICES)]
        self._redraw_talk()

    def on_document_view_turned(self, message: DocumentView.Turned) -> None:
        message.stop()
        self.action_decide(message.by)

    def on_document_view_pressed(self, message: DocumentView.Pressed) -> None:
        message.stop()
        if self.check_action("talk", ()):
            self.action_talk()

    def on_document_view_moved(self, message: DocumentView.Moved) -> None:
        message.stop()
        self.refresh_bindings()

    @property
    def stage(self) -> Stage | None:
        card = self._card(self._page.cursor)
        return card.stage if card is not None else None

    def focus_first(self) -> None:
        self._page.focus()

    def go_back(self) -> bool:
        """Leave the topic, undecided; False where none is talked about."""
        if self.topic is None or not self._may(Deed.TALK):
            return False
        self._leave()
        return True

    @work(exclusive=True, group="asking")
    async def _leave(self) -> None:
        await act(self, topics.leave)

    def extend(self) -> bool:
        if self.topic is None:
            return False
        self._extend()
        return True

    @work(exclusive=True, group="extending")
    async def _extend(self) -> None:
        await act(self, topics.more_time)
