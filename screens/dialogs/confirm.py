"""A question with two answers, of which the safe one is chosen unless one says otherwise."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.dialogs.base import Dialog
from screens.draw import safe
from screens.keys import Where, bindings
from screens.theme import Marks


class Answers(Widget, can_focus=True):
    """The two answers side by side; the marked one is given on Enter."""

    DEFAULT_CSS = """
    Answers { height: 1; margin-top: 1; }
    """
    BINDINGS = [
        Binding("left,right,h,l,tab,shift+tab", "other", show=False),
        Binding("enter,space", "give", show=False),
    ]
    yes_marked: reactive[bool] = reactive(False)

    def __init__(self, yes: str, no: str, marks: Marks) -> None:
        super().__init__()
        self._labels = [safe(no, ascii=marks.ascii), safe(yes, ascii=marks.ascii)]

    def render(self) -> Content:
        pieces: list[str | tuple[str, str]] = []
        for marked, key, label in zip((False, True), "ny", self._labels, strict=True):
            chosen = marked is self.yes_marked
            style = "bold $block-cursor-foreground on $primary" if chosen else "$foreground-muted"
            text = f"[{label}]" if chosen else f" {label} "
            pieces += [(key, "bold $footer-key-foreground"), " ", (text, style), "    "]
        return Content.assemble(*pieces)

    def action_other(self) -> None:
        self.yes_marked = not self.yes_marked

    async def action_give(self) -> None:
        await self.screen.run_action(f"answer({self.yes_marked})")


class Confirm(Dialog[bool]):
    """Asks before something that is hard to take back. True only for a clear yes."""

    BINDINGS = bindings(Where.QUESTION)

    def __init__(
        self, question: str, detail: str = "", *, yes: str = "Yes", no: str = "No"
    ) -> None:
        """``yes`` and ``no`` name the answers, better as what they do: “Archive”, “Keep it”."""
        super().__init__(question)
        self._detail = detail
        self._yes = yes
        self._no = no

    def inside(self) -> ComposeResult:
        if self._detail:
            yield self.text(self._detail)
        yield Answers(self._yes, self._no, self.marks)

    def on_mount(self) -> None:
        self.query_one(Answers).focus()

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
