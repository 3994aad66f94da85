"""One line of text, or one after the other until the person has no more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Input, Static

from screens.core.draft_saver import DraftSaver
from screens.core.keys import KeyScope, bindings
from screens.core.store_calls import Outcome
from screens.dialogs.base import Dialog
from screens.dialogs.confirm import Confirm
from screens.forms.fields import OneLine, PastedLines
from screens.theme.safe_text import plain


class Prompt(Dialog[int]):
    """Asks for a line and saves it; with ``repeat`` it then asks for the next, until ``esc``.

    The result is how many lines were saved. A paste of several lines becomes as many
    things, after asking, where ``save_many`` is given; else one line.
    """

    DEFAULT_CSS = """
    Prompt {
        & OneLine { background: $panel; padding: 0; margin-top: 1; }
        & #said { color: $foreground-muted; height: auto; }
        & #problem { color: $error; height: auto; }
    }
    """
    BINDINGS = bindings(KeyScope.FORM)

    def __init__(
        self,
        title: str,
        save: Callable[[str], Awaitable[Outcome[Any]]],
        *,
        value: str = "",
        hint: str = "",
        detail: str = "",
        repeat: bool = False,
        save_many: Callable[[Sequence[str]], Awaitable[Outcome[Any]]] | None = None,
        many: str = "touchpoints",
        draft: str = "",
    ) -> None:
        """``many`` names what several pasted lines become; ``draft`` is the key that the
        half-typed line is kept under, empty for none."""
        super().__init__(title)
        self._save = save
        self._value = value
        self._hint = hint
        self._detail = detail
        self._repeat = repeat
        self._save_many = save_many
        self._many = many
        self._draft = draft
        self._draft_saver: DraftSaver | None = None
        self._saved = 0
        self._busy = False

    def compose_inside(self) -> ComposeResult:
        if self._detail:
            yield self.passage(self._detail)
        yield OneLine(self._value, self._hint)
        yield Static("", id="problem")
        yield Static("", id="said")

    def on_mount(self) -> None:
        self.app.clear_notifications()
        line = self.query_one(OneLine)
        if self._draft:
            self._draft_saver = DraftSaver(self, self._draft, lambda: {"text": line.value})
            earlier = self._draft_saver.earlier()
            if earlier is not None:
                line.value = earlier.get("text", "")
                self._say("said", "You had typed this. Press ctrl+n to start afresh.")
        line.cursor_position = len(line.value)
        line.focus()

    def _say(self, where: str, sentence: str) -> None:
        self.query_one(f"#{where}", Static).update(plain(sentence, ascii=self.glyphs.ascii))

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say("problem", "")
        if self._draft_saver is not None:
            self._draft_saver.touched()

    @on(Input.Submitted)
    async def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        await self.action_save()

    async def action_save(self) -> None:
        text = self.query_one(OneLine).value
        if self._busy:
            return
        if self._repeat and not text.strip():
            self.action_cancel()
            return
        self._busy = True
        try:
            outcome = await self._save(text)
        finally:
            self._busy = False
        if outcome:
            self._done(1, text)
        elif outcome.refused is not None:
            self._say("problem", outcome.refused.message)

    @work
    async def on_pasted_lines(self, message: PastedLines) -> None:
        message.stop()
        if self._save_many is None:
            message.line.insert_text_at_cursor(" ".join(message.lines))
            return
        count = len(message.lines)
        question = Confirm(
            f"Make {count} {self._many}, one of each line?",
            "\n".join(message.lines[:8]) + ("\n…" if count > 8 else ""),
            yes=f"Make {count}",
            no="Leave it",
        )
        if not await self.app.push_screen_wait(question):
            return
        outcome = await self._save_many(message.lines)
        if outcome:
            self._done(count, f"{count} {self._many}")
        elif outcome.refused is not None:
            self._say("problem", outcome.refused.message)

    def _done(self, count: int, text: str) -> None:
        self._saved += count
        line = self.query_one(OneLine)
        line.value = ""
        if self._draft_saver is not None:
            self._draft_saver.clear()
        if self._repeat:
            self._say("said", f"Added “{text.strip()}”. Type the next, or go back with esc.")
        else:
            self._leave()

    def action_cancel(self) -> None:
        self._leave()

    def _leave(self) -> None:
        if self._draft_saver is not None:
            self._draft_saver.close()
        self.dismiss(self._saved)

    def action_fresh(self) -> None:
        """Put back what the line began with, and let the draft go."""
        self.query_one(OneLine).value = self._value
        if self._draft_saver is not None:
            self._draft_saver.clear()
        self._say("said", "")
