"""View 3, Evidence: one list with three faces, its filter, and what can be done there."""

from __future__ import annotations

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from screens.acting import act, read
from screens.dialogs.confirm import Confirm
from screens.draw import plain, safe
from screens.evidence.faces import Face, Shown, read_face, read_more
from screens.evidence.filters import ask_filter
from screens.evidence.opened import Opened
from screens.evidence.rows import RowList
from screens.evidence.said import piece_text
from screens.keys import Where, bindings
from screens.shell import shell_of
from screens.view import View, css_beside
from screens.widgets.sheet import Line, Pen
from screens.widgets.words import today_of
from store import pieces
from store.erasing import erase
from store.evidence import Filter
from store.practice.stages import Stage

ASIDE_FROM = 132
"""Columns of a terminal from which what is under the cursor stands whole beside the list."""
ROOMY = 28
"""Lines from which there is room for a blank one on top."""


class EvidenceView(View):
    """What customers said, newest first; where they are missed; each measure over time."""

    PLACE = (Where.EVIDENCE, Where.CURSOR)
    BINDINGS = bindings(Where.EVIDENCE)
    DEFAULT_CSS = css_beside(__file__)
    FIRST = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self.face = Face.SAID
        self.wanted = Filter()
        """What is shown of the evidence."""
        self._shown: Shown | None = None
        """What the list shows; None until it has been read."""

    def compose(self) -> ComposeResult:
        yield Static("", id="heading")
        yield Static("", id="columns")
        with Horizontal():
            yield RowList(self.marks)
            yield Static("", id="aside")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= ASIDE_FROM, "-wide")
        self.set_class(event.size.height >= ROOMY, "-roomy")
        self._show_aside()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    # Reading and showing

    def watch_snapshot(self) -> None:
        if self.is_mounted:
            self._read_anew()

    def on_mount(self) -> None:
        self._read_anew()

    def _turn(self, face: Face, wanted: Filter) -> None:
        """Show another face, or another part of the evidence."""
        self.face, self.wanted = face, wanted
        self._read_anew()

    def _read_anew(self) -> None:
        """Read what is to be shown, unless it is what was read last."""
        snapshot, shown = self.snapshot, self._shown
        if snapshot is None or shell_of(self).acting is None:
            return
        last = (shown.face, shown.wanted, shown.seq) if shown else None
        if last != (self.face, self.wanted, snapshot.seq):
            self._load()

    @work(group="load", exclusive=True)
    async def _load(self) -> None:
        assert self.snapshot is not None
        shown = await read_face(self, self.snapshot, self.face, self.wanted, self._shown)
        if shown is not None:
            self._show(shown)

    def on_row_list_nearing(self, message: RowList.Nearing) -> None:
        message.stop()
        if self._shown is not None and self._shown.next is not None:
            self._load_more(self._shown)

    @work(group="more", exclusive=True)
    async def _load_more(self, shown: Shown) -> None:
        longer = await read_more(self, shown)
        if self._shown is shown and longer is not shown:
            self._show(longer)

    def _show(self, shown: Shown) -> None:
        assert self.snapshot is not None
        self._shown = shown
        pen, today = Pen(self.marks), today_of(self.snapshot)

        def draw(index: int, width: int) -> Line:
            return shown.row(pen, today, index, width)

        self.rows.show(shown.keys, draw, shown.empty)
        title, words = shown.heading(self.snapshot)
        more = "".join(f" {self.marks.dot} {word}" for word in words)
        parts = (title, "bold"), (more, "$foreground-muted")
        self.query_one("#heading", Static).update(
            Content.assemble(
                *((safe(text, ascii=self.marks.ascii), style) for text, style in parts)
            )
        )
        columns = self.query_one("#columns", Static)
        columns.display = bool(shown.columns)
        columns.update(shown.columns)
        self._show_aside()
        self.refresh_bindings()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        message.stop()
        self._show_aside()

    def _show_aside(self) -> None:
        if self.is_mounted and self.has_class("-wide"):
            text = plain(self._text(), multiline=True, ascii=self.marks.ascii)
            self.query_one("#aside", Static).update(text, layout=False)

    def _text(self) -> str:
        """What is under the cursor, whole, as far as it has been read."""
        if not self.rows.key or self._shown is None or self.snapshot is None:
            return ""
        return self._shown.text(self.rows.cursor, today_of(self.snapshot), self.marks)

    # Coming and going

    def visit(self, **what: object) -> None:
        """``evidence``: the id of a piece to open. ``measure``, ``stage``, ``touchpoint``:
        what alone to show."""
        piece = what.get("evidence")
        if isinstance(piece, str):
            self._open_piece(piece)
            return
        stage, measure, touchpoint = what.get("stage"), what.get("measure"), what.get("touchpoint")
        wanted = Filter(
            stage=stage if isinstance(stage, Stage) else None,
            measure=measure if isinstance(measure, str) else None,
            touchpoint_id=touchpoint if isinstance(touchpoint, str) else None,
        )
        self._turn(Face.SAID, wanted)

    def go_back(self) -> bool:
        if self.face is not Face.SAID:
            self._turn(Face.SAID, self.wanted)
        elif self.wanted != Filter():
            self._turn(Face.SAID, Filter())
        else:
            return False
        return True

    # What is possible

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("open", "erase"):
            on_row = self.is_mounted and bool(self.rows.key)
            return (action == "open" or self.face is Face.SAID) and (on_row or None)
        if action == "filter" and parameters == ("touchpoint",):
            return self.face is not Face.MISSED or None
        return True

    # What is done

    @work(group="ask", exclusive=True)
    async def action_filter(self, what: str) -> None:
        if self.snapshot is None:
            return
        shares = self.face is Face.MISSED
        wanted = await ask_filter(self, what, self.wanted, self.snapshot, shares=shares)
        if wanted is not None:
            self._turn(self.face, wanted)

    def action_bottleneck(self) -> None:
        self._toggle(Face.MISSED)

    def action_over_time(self) -> None:
        self._toggle(Face.OVER_TIME)

    def _toggle(self, face: Face) -> None:
        self._turn(Face.SAID if self.face is face else face, self.wanted)

    def on_row_list_pressed(self, message: RowList.Pressed) -> None:
        message.stop()
        self.action_open()

    @work(group="ask", exclusive=True)
    async def action_open(self) -> None:
        key, at, shown = self.rows.key, self.rows.cursor, self._shown
        if not key or shown is None:
            return
        if shown.face is Face.SAID:
            await self._show_piece(key)
            return
        opened = Opened(shown.face.value, self._text(), ["open"])
        if await self.app.push_screen_wait(opened) == "open":
            self._turn(Face.SAID, shown.behind(at))

    @work(group="ask", exclusive=True)
    async def _open_piece(self, id: str) -> None:
        await self._show_piece(id)

    async def _show_piece(self, id: str) -> None:
        piece = await read(self, pieces.load_piece, id)
        if piece.value is None or self.snapshot is None:
            return
        text = piece_text(piece.value, today_of(self.snapshot))
        if await self.app.push_screen_wait(Opened("What a customer said", text, ["erase"])):
            await self._erase(id)

    @work(group="ask", exclusive=True)
    async def action_erase(self) -> None:
        if self.rows.key:
            await self._erase(self.rows.key)

    async def _erase(self, id: str) -> None:
        question = Confirm(
            "Erase this for good?",
            "Its words and its answer go out of the list, every figure, the history and the "
            "database. It cannot be undone.",
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
    async def action_import_feedback(self) -> None:
        from screens.importing.wizard import import_file

        if self.snapshot is not None:
            await import_file(self, self.snapshot, self.wanted.stage)
