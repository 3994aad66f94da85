"""View 2, the board: four columns of touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from textual import work
from textual.app import ComposeResult

from screens.board.beside import CardPane, pane_width
from screens.board.pane import BoardPane
from screens.core.app_context import app_context_of
from screens.core.keys import KeyScope, bindings
from screens.core.main_context import main_of
from screens.core.view import View, ViewTarget
from screens.widgets.date_format import review_to_come

if TYPE_CHECKING:
    from screens.board.before import BeforePane
    from store.models.team import Member

_NOBODY = "Nobody is in the team yet. Press , to add a member."
_GUEST = "Only members of the team write for the review."


class BoardView(View):
    """The team's living map of touchpoints, and private turns on it for the review to come."""

    PLACE = (KeyScope.BOARD, KeyScope.BEFORE, KeyScope.TURN, KeyScope.CURSOR)
    BINDINGS = bindings(KeyScope.BEFORE)
    FIRST = "BoardWidget"

    DEFAULT_CSS = """
    BoardView { layout: horizontal; }
    """

    _begun: BeforePane | None = None
    """The last private turn."""

    def compose(self) -> ComposeResult:
        yield BoardPane().data_bind(View.snapshot)
        yield CardPane()

    def on_mount(self) -> None:
        self._fit_pane()

    def on_resize(self) -> None:
        self._fit_pane()

    def _fit_pane(self) -> None:
        """Give the pane beside the board its room, where there is any."""
        width = 0 if self._turn is not None else pane_width(self.size.width)
        pane = self.query_one(CardPane)
        pane.display = bool(width)
        if width:
            pane.styles.width = width
            self._follow()

    def watch_snapshot(self) -> None:
        if not self._stands:
            return
        turn = self._turn
        if turn is not None:
            turn.snapshot = self.snapshot
            if self.snapshot is not None and self.snapshot.review is not None:
                self._end_turn("A review has begun. What you gave waits in it.")
        self._follow()

    def on_board_pane_at(self, message: BoardPane.At) -> None:
        message.stop()
        self._follow()

    @property
    def _stands(self) -> bool:
        """Whether the view has its parts: a reading may come before they are there, and while the app
        leaves, when they are gone."""
        return self.is_mounted and any(isinstance(pane, BoardPane) for pane in self.children)

    @property
    def _board(self) -> BoardPane:
        """The board that everybody sees."""
        return next(pane for pane in self.children if isinstance(pane, BoardPane))

    @property
    def _turn(self) -> BeforePane | None:
        """The private turn that is on."""
        return self._begun if self._begun in self.children else None

    def _follow(self) -> None:
        if self._turn is not None or not self._board.is_usable:
            return
        for pane in self.children:
            if isinstance(pane, CardPane):
                pane.follow(self._board.card, self.snapshot)

    def bring_into_view(self, **target: Unpack[ViewTarget]) -> None:
        """``touchpoint``: the id of the card to put the cursor on."""
        touchpoint = target.get("touchpoint")
        if isinstance(touchpoint, str):
            self._board.focus_card(touchpoint)

    def go_back(self) -> bool:
        return self._board.go_back()

    def focus_first(self) -> None:
        turn = self._turn
        if turn is None:
            super().focus_first()
        else:
            turn.focus_first()

    # Private turns for the review to come

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action != "write_before":
            return True
        open_review = self.snapshot is not None and self.snapshot.review is not None
        if self._turn is not None or open_review:
            return False
        return True if app_context_of(self).seat is not None else None

    @work(group="asking", exclusive=True)
    async def action_write_before(self) -> None:
        await self._ask_and_begin(again=False)

    async def _ask_and_begin(self, *, again: bool) -> None:
        snapshot, context = self.snapshot, app_context_of(self)
        if snapshot is None or context.seat is None or snapshot.review is not None:
            return
        members = snapshot.team.present_members
        member = next((each for each in members if each.id == context.seat.member_id), None)
        if member is None and context.hosted:
            self.notify(_GUEST, severity="warning", markup=False)
        elif not members:
            self.notify(_NOBODY, severity="warning", markup=False)
        elif member is None:
            from screens.board.before import who_writes

            member = await who_writes(self, snapshot, again=again)
        if member is not None:
            await self._begin(member)

    async def _begin(self, member: Member) -> None:
        """Give the screen and the keyboard to ``member`` alone."""
        from screens.board.before import BeforePane

        seat, main, snapshot = app_context_of(self).seat, main_of(self), self.snapshot
        if seat is None or main is None or snapshot is None or snapshot.review is not None:
            return
        self._board.go_back()
        await main.begin_turn(seat.as_member(member.id), member.name)
        turn = self._begun = BeforePane(member, snapshot)
        with self.app.batch_update():
            self._board.display = False
            await self.mount(turn)
            self._fit_pane()
        turn.focus_first()
        turn.begin_writing()
        self.refresh_bindings()

    def on_before_pane_ended(self, message: BeforePane.Ended) -> None:
        message.stop()
        self._end_turn("")

    @work(group="asking", exclusive=True)
    async def _end_turn(self, reason: str) -> None:
        """Take what is private off the screen; at the room's the keyboard goes on. ``reason``
        says why it ends, where the person did not end it."""
        turn, main, context = self._turn, main_of(self), app_context_of(self)
        if turn is None or main is None:
            return
        turn.keep()
        with self.app.batch_update():
            await turn.remove()
            self._board.display = True
            self._fit_pane()
        await main.end_turn()
        self._board.view.focus()
        self.refresh_bindings()
        snapshot = self.snapshot
        if reason:
            self.notify(reason, markup=False)
        elif context.is_members:
            when = review_to_come(snapshot) if snapshot is not None else "the next review"
            self.notify(f"What you gave privately waits for {when}.", markup=False)
        else:
            await self._ask_and_begin(again=True)
