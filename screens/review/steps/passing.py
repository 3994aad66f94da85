"""Passing the keyboard: the screen is clear, and says who has not been yet."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.core.app_context import app_context_of
from screens.core.keys import KeyCommand, KeyScope, bindings
from screens.review.panes import pointed
from screens.theme.themes import glyphs_for
from screens.widgets.document_view import DocumentView
from screens.widgets.styled_lines import Line, LineBuilder, StyledLines
from store.models.snapshot import Snapshot
from store.models.team import Member

_ALL = "everybody"
_WIDE = 60


class PassOn(Widget):
    """Names the people whose turn may be next; Enter begins it."""

    DEFAULT_CSS = """
    PassOn { width: 1fr; height: 1fr; padding: 0 1; margin-top: 1; }
    """
    BINDINGS = bindings(KeyScope.PASSING)

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False, init=False)

    class Chosen(Message):
        """This person's turn begins."""

        def __init__(self, member: Member) -> None:
            super().__init__()
            self.member = member

    class Back(Message):
        """Back to what everybody sees."""

    def __init__(self, snapshot: Snapshot | None) -> None:
        super().__init__()
        self.set_reactive(PassOn.snapshot, snapshot)

    def compose(self) -> ComposeResult:
        yield DocumentView(self._draw)

    def on_mount(self) -> None:
        self._to_next()

    def focus_first(self) -> None:
        """Give the focus to the names."""
        self.query_one(DocumentView).focus()

    def watch_snapshot(self) -> None:
        page = self.query_one(DocumentView)
        page.redraw()
        if page.cursor in self._gone():
            self._to_next()

    @property
    def people(self) -> tuple[Member, ...]:
        """Who is here; the whole team where nobody said so."""
        if self.snapshot is None or self.snapshot.review is None:
            return ()
        return self.snapshot.review.present or self.snapshot.team.present_members

    def _gone(self) -> frozenset[str]:
        review = self.snapshot.review if self.snapshot else None
        return frozenset(review.done if review else ())

    def _to_next(self) -> None:
        """Put the cursor on the first who has not been yet, else on going back."""
        gone = self._gone()
        following = next((member.id for member in self.people if member.id not in gone), _ALL)
        page = self.query_one(DocumentView)
        if page.stops:
            page.go_to(following)
        else:
            page.cursor = following

    def _draw(self, size: Size, cursor: str) -> StyledLines:
        marks = glyphs_for(app_context_of(self).appearance.ascii)
        builder, gone = LineBuilder(marks), self._gone()
        width = min(size.width, _WIDE)
        waiting = [member.name for member in self.people if member.id not in gone]
        styled = StyledLines()
        words = (
            f"Pass the keyboard to {_either(waiting)}."
            if waiting
            else "Everybody has had a turn. Pass the keyboard back."
        )
        styled.add(*builder.flow([builder.span(words, "bold")], size.width))
        styled.gap()
        for member in self.people:
            went = member.id in gone
            mark = builder.span(f"{marks.done} " if went else "  ", "good")
            note = builder.span("has had a turn" if went else "", "muted")
            line: Line = (mark, builder.span(f"{member.name}  "), note)
            styled.stop(member.id, pointed(line, width, cursor == member.id), width)
        styled.gap()
        back: Line = (builder.span("  Back to everybody", "muted"),)
        styled.stop(_ALL, pointed(back, width, cursor == _ALL), width)
        return styled

    def on_document_view_moved(self, message: DocumentView.Moved) -> None:
        message.stop()
        self.refresh_bindings()

    def at_present(self, command: KeyCommand) -> KeyCommand:
        """``command`` by what it does now: on the last line Enter begins no turn."""
        if command.id == "turn.begin" and self.query_one(DocumentView).cursor == _ALL:
            return replace(command, label="Go back", help="Go back to what everybody sees")
        return command

    def on_document_view_pressed(self, message: DocumentView.Pressed) -> None:
        message.stop()
        self.action_begin()

    def action_begin(self) -> None:
        key = self.query_one(DocumentView).cursor
        member = next((member for member in self.people if member.id == key), None)
        self.post_message(self.Chosen(member) if member else self.Back())

    def action_back_to_all(self) -> None:
        self.post_message(self.Back())


def _either(names: list[str]) -> str:
    """``Dana``, ``Dana or Lee``, ``Dana, Lee or Sam``."""
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
