"""The board with all that can be done on it, for the Board view and the review's steps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.acting import act
from screens.board.adding import Adding
from screens.board.mine import NOBODYS, read_mine
from screens.board.places import cards_of, destination, pasted_texts
from screens.keys import Where, bindings
from screens.shell import shell_of
from screens.theme import marks_for
from screens.widgets.board import EMPTY_BOARD, BoardOptions, BoardView
from store.practice.agenda import StepKey
from store.snapshot import Board, Snapshot, Touchpoint

if TYPE_CHECKING:
    from screens.board.add_line import AddLine
    from screens.dialogs.fields import PastedLines
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
        self._mine = NOBODYS
        self._under_cursor: tuple[bool, bool] | None = None
        """Whether a card is under the cursor, and a private one: what the keys depend on."""
        self._adding = Adding(self)

    def compose(self) -> ComposeResult:
        yield BoardView(marks=marks_for(shell_of(self).appearance.ascii))

    def on_mount(self) -> None:
        self._show()

    # What is shown

    @property
    def board(self) -> Board:
        """The cards that stand on it, the private ones of the person who writes among them."""
        return self._mine.on(self.snapshot.board if self.snapshot else EMPTY_BOARD)

    @property
    def view(self) -> BoardView:
        """The drawn columns."""
        return self.query_one(BoardView)

    @property
    def is_usable(self) -> bool:
        """Whether it is on the screen to stay: mounted, and not being removed."""
        return self.is_attached and self.is_mounted and bool(self.query(BoardView))

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
        if self._member is not None and (self.voting or self.private):
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
        member, voting, private = self._member, self.voting, self.private
        if member is None or not (voting or private):
            self.forget()
            return
        mine = await read_mine(self, member, votes=voting, cards=private)
        if (self._member, self.voting, self.private) == (member, voting, private):
            self._mine = mine
            self._show()

    def forget(self) -> None:
        """Take off the screen at once what only one person may see."""
        self._mine = NOBODYS
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        if self._mine.whose != self._member:
            self._mine = NOBODYS
        board = self.board
        self.marked &= {card.id for column in board for card in column.touchpoints}
        review = self.snapshot.review if self.snapshot else None
        options = BoardOptions(
            show_votes=review is not None and review.focus_revealed,
            my_votes=self._mine.votes,
            marked=self.marked,
            private=frozenset(card.id for card in self._mine.cards),
        )
        if options != self.view.options:
            self.view.options = options
        self.view.columns = board
        self.refresh_bindings()

    def go_back(self) -> bool:
        """End adding on ``esc``, else let the marks go; False where there is neither."""
        if self._adding.is_open:
            self._adding.close()
        elif self.marked:
            self._mark(frozenset())
        else:
            return False
        return True

    def on_board_view_cursor_moved(self, message: BoardView.CursorMoved) -> None:
        message.stop()
        under = (message.touchpoint is not None, self._private_card() is not None)
        if under != self._under_cursor:
            self._under_cursor = under
            self.refresh_bindings()

    async def on_board_view_opened(self, message: BoardView.Opened) -> None:
        message.stop()
        if self.check_action("edit", ()):
            self.action_edit()

    # What is possible

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action not in _ACTIONS or not self.is_mounted:
            return True
        if self._adding.is_open:
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
        return None if self.voting and action in _WAIT_FOR_VOTES else True

    def _may_vote(self) -> bool | None:
        if not self.voting:
            return False
        return True if self.card is not None and self._member is not None else None

    def _private_card(self) -> PrivateCard | None:
        return self._mine.card(self.card.id) if self.card is not None else None

    # Adding

    async def action_add(self) -> None:
        await self._adding.begin()
        self.refresh_bindings()

    async def on_add_line_entered(self, message: AddLine.Entered) -> None:
        message.stop()
        await self._adding.enter(message.line, message.text)

    def on_add_line_ended(self, message: AddLine.Ended) -> None:
        message.stop()
        self.view.focus()
        self.refresh_bindings()

    async def on_paste(self, event: events.Paste) -> None:
        """A paste onto the board: one line begins a touchpoint, several become as many."""
        if self.check_action("add", ()) is not True:
            return
        event.stop()
        texts = pasted_texts(event.text)
        if len(texts) == 1:
            await self._adding.begin(texts[0])
            self.refresh_bindings()
        elif texts:
            self._paste(texts)

    def on_pasted_lines(self, message: PastedLines) -> None:
        message.stop()
        self._paste(pasted_texts("\n".join(message.lines)))

    @work(group="ask", exclusive=True)
    async def _paste(self, texts: list[str]) -> None:
        await self._adding.add_all(texts)

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
            card = chosen[0]
            await act(self, touchpoints.set_friction, [card.id], (card.friction + 1) % 4)

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
        from screens.board.asking import archive, take_back

        private = self._private_card()
        if private is None:
            await archive(self, self._chosen())
        elif await take_back(self, private):
            await self.read_mine()

    # Opening

    @work(group="ask", exclusive=True)
    async def action_edit(self) -> None:
        from screens.board.asking import edit_private
        from screens.dialogs.touchpoint import edit_touchpoint

        private = self._private_card()
        if private is not None:
            await edit_private(self, private)
            await self.read_mine()
        elif self.card is not None:
            await edit_touchpoint(self, self.card)

    @work(group="ask", exclusive=True)
    async def action_notes(self) -> None:
        from screens.dialogs.notes import edit_notes

        if self.card is not None:
            await edit_notes(self, self.card)

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
