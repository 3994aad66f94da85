"""A question with two answers, of which the safe one is chosen unless one says otherwise."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.core.keys import KeyScope, bindings
from screens.dialogs.base import Dialog
from screens.theme.safe_text import safe
from screens.theme.themes import Glyphs


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

    def __init__(self, yes: str, no: str, glyphs: Glyphs) -> None:
        super().__init__()
        self._labels = [safe(no, ascii=glyphs.ascii), safe(yes, ascii=glyphs.ascii)]

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

    BINDINGS = bindings(KeyScope.QUESTION)

    def __init__(
        self,
        question: str,
        detail: str = "",
        *,
        yes: str = "Yes",
        no: str = "No",
        yes_first: bool = False,
    ) -> None:
        """``yes`` and ``no`` name the answers, better as what they do: “Archive”, “Keep it”.
        ``yes_first``: Enter says yes, where that is what was asked for and can be taken back."""
        super().__init__(question)
        self._detail = detail
        self._yes = yes
        self._no = no
        self._yes_first = yes_first

    def compose_inside(self) -> ComposeResult:
        if self._detail:
            yield self.passage(self._detail)
        yield Answers(self._yes, self._no, self.glyphs)

    def on_mount(self) -> None:
        answers = self.query_one(Answers)
        answers.yes_marked = self._yes_first
        answers.focus()

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
