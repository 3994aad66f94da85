"""The right side of Pick: what stands for a stage, or the form in which it is written."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from screens.forms.improvement.improvement_fields import ImprovementFields
from screens.widgets.document_view import DocumentView

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.widget import Widget

    from screens.dialogs.subject import Subject
    from screens.forms.improvement.proof_lookup import FoundProof
    from screens.theme.themes import Glyphs
    from screens.widgets.document_view import Draw

    Begun = tuple[Subject, FoundProof]
    """What a form begins with."""

_SOON = 0.2
"""Seconds within which what is read for a form shows together with what is known."""


class PickRight(VerticalScroll, can_focus=False):
    """Shows one of both. The form is made once: making one takes longer than all else that a key
    does here."""

    def __init__(self, draw_standing: Draw, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._made: ImprovementFields | None = None
        self._standing = DocumentView(draw_standing, id="standing")
        self._standing.display = False

    def compose(self) -> ComposeResult:
        yield self._standing

    @property
    def form(self) -> ImprovementFields | None:
        """The form, where it is shown."""
        return self._made if self._made is not None and self._made.display else None

    async def show_form(
        self, reading: Coroutine[Any, Any, Begun | None], slow: Callable[[], None]
    ) -> None:
        """Show the form about what ``reading`` brings. ``slow`` is called where it takes a while; until
        it is there, nothing of another stage is left to be seen."""
        read = asyncio.ensure_future(reading)
        try:
            if not (await asyncio.wait([read], timeout=_SOON))[0]:
                self._show_only(None)
                slow()
            begun = await read
        finally:
            read.cancel()
        if not self.is_attached:
            return
        if begun is None:
            self.show_standing()
        elif self._made is not None:
            self._made.take(*begun)
            self._show_only(self._made)
        else:
            with self.app.batch_update():
                made = ImprovementFields(begun[0], self._glyphs, begun[1])
                try:
                    await self.mount(made)
                except asyncio.CancelledError:
                    made.remove()
                    raise
                self._made = made
                self._show_only(made)

    def show_standing(self) -> None:
        """Show what stands for the stage."""
        self._show_only(self._standing)
        self._standing.redraw()

    def _show_only(self, shown: Widget | None) -> None:
        self.border_title = "Improvement"
        if self.form is not None and self.form is not shown:
            self.form.put_away()
        for each in self.children:
            each.display = each is shown

    def frame(self, *, writing: bool) -> None:
        """Frame it as where somebody writes, or not. What it holds looks the same in both, and is
        left alone."""
        if self.has_class("-writing") != writing:
            self.set_class(writing, "-writing", update=False)
            self.app.stylesheet.update_nodes([self])
