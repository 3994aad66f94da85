"""What is answered once a quarter: promises, retention, repurchase, changes that should hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.store_calls import act, read
from screens.dialogs.choose import Choose, Option
from store.queries.quarter import STREAMS, QuarterQuestion, answer_quarter, quarter_questions

if TYPE_CHECKING:
    from textual.widget import Widget


async def ask_quarter(widget: Widget) -> None:
    """Ask what is to be answered this quarter, until all is or the person goes back."""
    questions = (await read(widget, quarter_questions)).value
    if questions is not None and not questions:
        widget.notify("There is nothing to answer this quarter.", markup=False)
    while questions:
        options = [Option(each.about, each.question, each.detail) for each in questions]
        chosen = await widget.app.push_screen_wait(Choose("This quarter", options))
        question = next((each for each in questions if each.about == chosen), None)
        if question is None or not await _answer(widget, question):
            return
        questions = (await read(widget, quarter_questions)).value


async def _answer(widget: Widget, question: QuarterQuestion) -> bool:
    """Ask for one answer and keep it; whether one was given."""
    stream = question.about in STREAMS
    options = [
        Option("yes", "Logged" if stream else "Yes, it is true"),
        Option("no", "We don't count it" if stream else "No, not any more"),
        Option("later", "Ask again next quarter"),
    ]
    how = " Press esc, then b to log it or i to import it." if stream else ""
    choice = Choose(question.question, options, detail=question.detail + how)
    answer = await widget.app.push_screen_wait(choice)
    if answer is None:
        return False
    return bool(await act(widget, answer_quarter, question.about, answer))
