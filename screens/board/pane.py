"""The board with all that can be done on it, for the Board view and the review's steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.acting import Outcome, act, attempt, read
from screens.board.add_line import AddLine
from screens.board.places import Place, card_of, cards_of, destination, pasted_texts
from screens.dialogs.fields import PastedLines
from screens.keys import Where, bindings
from screens.shell import shell_of
from screens.theme import marks_for
from screens.widgets.board import EMPTY_BOARD, BoardOptions, BoardView
from store.practice.agenda import StepKey
from store.practice.stages import Stage
from store.snapshot import Board, Snapshot, Touchpoint

if TYPE_CHECKING:
    from store.ballots import PrivateCard

_VOTES = frozenset({"vote", "unvote"})
_NEED_A_CARD = frozenset({"edit", "move", "friction", "mark", "merge", "pick", "notes", "archive"})
_WAIT_FOR_VOTES = frozenset({"merge", "archive"})
_IN_PRIVATE = frozenset({"add", "edit", "archive"})
_ACTIONS = _VOTES | _NEED_A_CARD | {"add"}


class BoardPane(Widget):
    """The board, its cursor, and the line in which touchpoints are added.

    The review's Map and Focus embed it::

        yield BoardPane().data_bind(View.snapshot)

    In Focus it offers voting by itself. For private writing in Map set `private` while
    the person whose turn it is acts: then only their own private cards can be added,
    edited and taken back, and nobody else's are read. End it with `forget`.
    """

    DEFAULT_CSS = """
    BoardPane { layout: vertical; width: 1fr; height: 1fr; }
    """
    BINDINGS = bindings(Where.BOARD)

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    """The team as it is."""
    private: reactive[bool] = reactive(False, repaint=False, init=False)
    """Whether cards are written privately, by the member who acts now."""

    class Voted(Message):
        """A vote was placed or taken back; ``left`` are the member's votes yet to place."""

        def __init__(self, left: int) -> None:
            super().__init__()
            self.left = left

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.marked: frozenset[str] = frozenset()
        """Touchpoints marked to be merged, or to do one thing with all of them."""
        self._my_votes: Mapping[str, int] = {}
        self._my_cards: tuple[PrivateCard, ...] = ()
        self._whose: str | None = None
        """The member whose votes and private cards these are."""
        self._place = Place(Stage.CONNECT)
        """Where the next added card goes."""

    def compose(self) -> ComposeResult:
        marks = marks_for(shell_of(self).appearance.ascii)
        yield BoardView(marks=marks)
        yield AddLine(marks)

    def on_mount(self) -> None:
        self._show()

    # What is shown

    @property
    def board(self) -> Board:
        """The cards that stand on it, the private ones of the person who writes among them."""
        board = self.snapshot.board if self.snapshot else EMPTY_BOARD
        return _with_private(board, self._my_cards) if self._my_cards else board

    @property
    def view(self) -> BoardView:
        """The drawn columns."""
        return self.query_one(BoardView)

    @property
    def card(self) -> Touchpoint | None:
        """The touchpoint under the cursor."""
        return self.view.cursor[1]

    @property
    def voting(self) -> bool:
        """Whether votes are placed at the moment."""
        review = self.snapshot.review if self.snapshot else None
        return review is not None and review.step.key is StepKey.FOCUS and not review.focus_revealed

    def focus_card(self, touchpoint_id: str) -> None:
        """Put the cursor on a touchpoint, and the focus on the board."""
        self.view.focus_card(touchpoint_id)
        self.view.focus()

    def watch_snapshot(self) -> None:
        if not self.is_mounted:
            return
        self._show()
        if self._whose is not None or (self.voting and self._member):
            self._read_mine()

    def watch_private(self) -> None:
        if self.private:
            self._read_mine()
        else:
            self.forget()

    @property
    def _member(self) -> str | None:
        seat = shell_of(self).acting
        return seat.member_id if seat else None

    @work(group="mine", exclusive=True)
    async def _read_mine(self) -> None:
        await self.read_mine()

    async def read_mine(self) -> None:
        """Read the private cards or the votes of the member who acts now, and show them."""
        from store import ballots

        if self._member is None or not (self.private or self.voting):
            self.forget()
            return
        whose = self._member
        votes: Outcome[dict[str, int]] = Outcome({})
        cards: Outcome[tuple[PrivateCard, ...]] = Outcome(())
        if self.voting:
            votes = await read(self, ballots.my_votes)
        if self.private:
            cards = await read(self, ballots.my_cards)
        if self._member == whose and (self.private or self.voting):
            self._whose = whose
            self._my_votes, self._my_cards = votes.value or {}, cards.value or ()
            self._show()

    def forget(self) -> None:
        """Take off the screen at once what only one person may see."""
        self._whose = None
        self._my_votes, self._my_cards = {}, ()
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        if self._whose is not None and self._whose != self._member:
            self._whose, self._my_votes, self._my_cards = None, {}, ()
        board = self.board
        self.marked &= {card.id for column in board for card in column.touchpoints}
        review = self.snapshot.review if self.snapshot else None
        options = BoardOptions(
            show_votes=review is not None and review.focus_revealed,
            my_votes=self._my_votes,
            marked=self.marked,
            private=frozenset(card.id for card in self._my_cards),
        )
        if options != self.view.options:
            self.view.options = options
        self.view.columns = board
        self.refresh_bindings()

    def go_back(self) -> bool:
        """Let the marks go on ``esc``; False where there are none."""
        if not self.marked:
            return False
        self._mark(frozenset())
        return True

    def on_board_view_cursor_moved(self, message: BoardView.CursorMoved) -> None:
        message.stop()
        self.refresh_bindings()

    async def on_board_view_opened(self, message: BoardView.Opened) -> None:
        message.stop()
        await self.run_action("edit")

    # What is possible

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action not in _ACTIONS:
            return True
        if self.query_one(AddLine).is_open:
            return False
        if action in _VOTES:
            return self._may_vote()
        if self.private and action not in _IN_PRIVATE:
            return False
        if shell_of(self).turn is not None and not self.private:
            return False
        if shell_of(self).acting is None or (action in _NEED_A_CARD and self.card is None):
            return None
        if self.private and action != "add":
            return None if self._private_card() is None else True
        if self.voting and action in _WAIT_FOR_VOTES:
            return None
        return True

    def _may_vote(self) -> bool | None:
        if not self.voting:
            return False
        return True if self.card is not None and self._member is not None else None

    def _private_card(self) -> PrivateCard | None:
        under = self.card
        return next((c for c in self._my_cards if under is not None and c.id == under.id), None)

    # Adding

    def action_add(self, text: str = "") -> None:
        stage, after = self.view.place_for_new
        self._place = Place(stage, after)
        card = self.card
        draft = "touchpoint/private" if self.private else "touchpoint/new"
        self.query_one(AddLine).open(stage, card.text if card else "", draft, text)
        self.refresh_bindings()

    async def on_add_line_entered(self, message: AddLine.Entered) -> None:
        message.stop()
        line = self.query_one(AddLine)
        outcome = await self._add(message.text)
        if outcome.refused is not None:
            line.refused(message.text, outcome.refused.message)
        elif outcome.value is not None:
            line.accepted(self._place.stage, message.text)
            self._next_below(outcome.value)

    async def _add(self, text: str) -> Outcome[str]:
        from store import ballots, touchpoints

        if self.private:
            outcome = await attempt(self, ballots.write_card, self._place.stage, text)
            await self.read_mine()
            return outcome
        return await attempt(
            self, touchpoints.add, self._place.stage, text, after=self._place.after
        )

    def _next_below(self, id: str) -> None:
        self._place = replace(self._place, after=id)
        self.view.focus_card(id)

    def on_add_line_ended(self, message: AddLine.Ended) -> None:
        message.stop()
        self.view.focus()
        self.refresh_bindings()

    # Pasting

    def on_paste(self, event: events.Paste) -> None:
        """A paste onto the board: one line begins a touchpoint, several become as many."""
        if self.check_action("add", ()) is not True:
            return
        event.stop()
        texts = pasted_texts(event.text)
        if len(texts) == 1:
            self.action_add(texts[0])
        elif texts:
            self._place = Place(*self.view.place_for_new)
            self._paste(texts)

    def on_pasted_lines(self, message: PastedLines) -> None:
        message.stop()
        self._paste(pasted_texts("\n".join(message.lines)))

    @work(group="ask", exclusive=True)
    async def _paste(self, texts: list[str]) -> None:
        from screens.board.asking import ask_to_add
        from store import touchpoints

        place = self._place
        if not await ask_to_add(self, texts, place.stage):
            return
        if self.private:
            for text in texts:
                await self._add(text)
            return
        outcome = await act(self, touchpoints.add_many, place.stage, texts, after=place.after)
        if outcome.value:
            self._next_below(outcome.value[-1])

    # Moving and marking

    async def action_move(self, direction: str) -> None:
        from store import touchpoints

        card = self.card
        place = destination(self.board, card, direction) if card is not None else None
        if card is None or place is None:
            return
        await act(
            self, touchpoints.move, [card.id], place.stage, after=place.after, first=place.first
        )
        self.view.focus_card(card.id)

    def action_mark(self) -> None:
        if self.card is not None:
            self._mark(self.marked ^ {self.card.id})

    def _mark(self, marked: frozenset[str]) -> None:
        self.marked = marked
        self.view.options = replace(self.view.options, marked=marked)

    def _chosen(self) -> list[Touchpoint]:
        """What an action on several is about: the marked cards, else the one under the cursor."""
        if self.marked:
            return cards_of(self.board, self.marked)
        return [self.card] if self.card is not None else []

    async def action_friction(self) -> None:
        from store import touchpoints

        chosen = self._chosen()
        if len(chosen) > 1:
            self._ask_friction(chosen)
        elif chosen:
            await act(self, touchpoints.set_friction, [chosen[0].id], (chosen[0].friction + 1) % 4)

    @work(group="ask", exclusive=True)
    async def _ask_friction(self, cards: list[Touchpoint]) -> None:
        from screens.board.asking import ask_friction

        if await ask_friction(self, cards):
            self._mark(frozenset())

    @work(group="ask", exclusive=True)
    async def action_merge(self) -> None:
        from screens.board.asking import merge

        card = self.card
        if card is None:
            return
        into = await merge(self, cards_of(self.board, self.marked | {card.id}), card)
        if into is not None:
            self._mark(frozenset())
            self.view.focus_card(into)

    async def action_archive(self) -> None:
        from store import ballots, touchpoints

        private = self._private_card()
        if private is not None:
            if await act(self, ballots.remove_card, private.id):
                await self.read_mine()
            return
        chosen = self._chosen()
        if not chosen or not await act(self, touchpoints.archive, [card.id for card in chosen]):
            return
        what = (
            touchpoints.short(chosen[0].text) if len(chosen) == 1 else f"{len(chosen)} touchpoints"
        )
        self.notify(f"Archived {what}. u brings it back.", markup=False)

    # Editing

    @work(group="ask", exclusive=True)
    async def action_edit(self) -> None:
        private = self._private_card()
        if private is not None:
            from screens.board.asking import edit_private

            await edit_private(self, private)
            await self.read_mine()
            return
        from screens.dialogs.touchpoint import edit_touchpoint

        if self.card is not None:
            await edit_touchpoint(self, self.card, self.current)

    @work(group="ask", exclusive=True)
    async def action_notes(self) -> None:
        from screens.dialogs.notes import edit_notes

        if self.card is not None:
            await edit_notes(self, self.card, self.current)

    def current(self, touchpoint_id: str) -> Touchpoint | None:
        """The touchpoint as it is now, None when it is not on the board any more."""
        return card_of(self.board, touchpoint_id)

    @work(group="ask", exclusive=True)
    async def action_pick(self) -> None:
        from screens.board.asking import pick

        if self.card is not None and self.snapshot is not None:
            await pick(self, self.card, self.snapshot)

    # Voting

    async def action_vote(self) -> None:
        await self._vote(1)

    async def action_unvote(self) -> None:
        await self._vote(-1)

    async def _vote(self, step: int) -> None:
        from store import ballots

        if self.card is None:
            return
        outcome = await act(self, ballots.vote, self.card.id, step)
        if outcome.value is not None:
            await self.read_mine()
            self.post_message(self.Voted(outcome.value))


def _with_private(board: Board, cards: tuple[PrivateCard, ...]) -> Board:
    """``board`` with a person's private cards at the ends of their columns."""
    columns = [
        replace(
            column,
            touchpoints=(
                *column.touchpoints,
                *(Touchpoint(c.id, c.stage, c.text) for c in cards if c.stage is column.stage),
            ),
        )
        for column in board
    ]
    return (columns[0], columns[1], columns[2], columns[3])
