"""What can be done in Evidence with one answer, with cases, and with a file."""

from __future__ import annotations

from textual import work

from screens.core.store_calls import act, read
from screens.core.view import View
from screens.dialogs.confirm import Confirm
from screens.evidence.detail_dialog import Opened
from screens.evidence.evidence_rows import piece_text
from screens.widgets.date_format import today_of
from store.domain.stages import Stage
from store.evidence import evidence_detail
from store.evidence.erasing import erase


class EvidenceDeeds(View):
    """Opens and erases an answer, notes cases, answers the quarter's questions, imports."""

    @property
    def piece(self) -> str:
        """The id of the answer under the cursor; empty where none is."""
        return ""

    @property
    def stage_shown(self) -> Stage | None:
        """The only stage that is shown; None where all are."""
        return None

    def quarter_answered(self) -> None:
        """Take notice that the quarter's questions may have been answered."""

    @work(group="ask", exclusive=True)
    async def open_piece(self, id: str) -> None:
        """Show an answer whole."""
        await self.show_piece(id)

    async def show_piece(self, id: str) -> None:
        """Show an answer whole, and erase it where that is asked for. Awaited in a worker."""
        piece = await read(self, evidence_detail.load_piece, id)
        if piece.value is None or self.snapshot is None:
            return
        text = piece_text(piece.value, today_of(self.snapshot))
        if await self.app.push_screen_wait(Opened("What a customer said", text, ["erase"])):
            await self._erase(id)

    @work(group="ask", exclusive=True)
    async def action_erase(self) -> None:
        if self.piece:
            await self._erase(self.piece)

    async def _erase(self, id: str) -> None:
        question = Confirm(
            "Erase this for good?",
            "Its words and its answer go out of the list, every figure, the history and the "
            "database. You can't undo this.",
            yes="Erase it",
            no="Keep it",
        )
        if await self.app.push_screen_wait(question) and await act(self, erase, id):
            self.notify("Erased for good.", markup=False)

    @work(group="ask", exclusive=True)
    async def action_case(self) -> None:
        from screens.evidence.case import ask_case

        await ask_case(self)

    @work(group="ask", exclusive=True)
    async def action_open_cases(self) -> None:
        from screens.evidence.open_cases import show_open_cases

        if self.snapshot is not None:
            await show_open_cases(self, self.snapshot)

    @work(group="ask", exclusive=True)
    async def action_quarter(self) -> None:
        from screens.evidence.quarter import ask_quarter

        await ask_quarter(self)
        self.quarter_answered()

    @work(group="ask", exclusive=True)
    async def action_import_feedback(self) -> None:
        from screens.importing.wizard import import_file

        if self.snapshot is not None:
            await import_file(self, self.snapshot, self.stage_shown)
