"""What customers ask again and again: count a question, say where it is answered, join two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.store_calls import Outcome, act, attempt, read
from screens.dialogs.choose import Choose, Option
from screens.forms.fields import ChoiceField, TextField
from screens.forms.form import Form
from screens.widgets.date_format import plural
from store.evidence import questions
from store.evidence.questions import Question

if TYPE_CHECKING:
    from screens.core.main_context import MainContext

_NEW = "new"
_HOW = (("calmly", "in time"), ("frustrated", "only once they were frustrated"))


async def show_questions(main: MainContext) -> None:
    """Show the questions, the most asked first, until the person goes back."""
    while True:
        every = (await read(main, questions.questions)).value
        if every is None:
            return
        chosen = await main.app.push_screen_wait(_list(every)) if every else _NEW
        if chosen is None:
            return
        if chosen == _NEW:
            if not await _ask(main) and not every:
                return
            continue
        question = next((each for each in every if each.id == chosen), None)
        if question is not None:
            await _do_with(main, question, every)


def _list(found: tuple[Question, ...]) -> Choose:
    return Choose(
        "Asked again",
        [
            Option(_NEW, "A customer asked something…"),
            *(
                Option(
                    each.id,
                    each.text,
                    f"{_asked(each)} · {each.answer_words}",
                )
                for each in found
            ),
        ],
        detail="The five most asked head Assist's Pick.",
    )


async def _ask(main: MainContext) -> bool:
    """Ask for the words of a question and count it; whether one was."""

    async def save(values: dict[str, str]) -> Outcome[Question]:
        upset = values["how"] == "frustrated"
        return await attempt(main, questions.ask, values["text"], frustrated=upset)

    form = Form(
        "What did a customer ask?",
        [
            TextField("text", "Question", hint="where is my code", required=True),
            ChoiceField("how", "They asked", _HOW, "calmly"),
        ],
        save,
        draft="question",
        intro="Equal questions count together.",
    )
    outcome = await main.app.push_screen_wait(form)
    if not outcome or outcome.value is None:
        return False
    asked = outcome.value
    main.notify(f"Asked {plural(asked.asked, 'time')}: {asked.text}", markup=False)
    return True


async def _do_with(main: MainContext, question: Question, found: tuple[Question, ...]) -> None:
    choice = Choose(
        question.text,
        [
            Option("again", "Asked once more"),
            Option("frustrated", "Asked once more, only once they were frustrated"),
            Option("where", "Answered where?", question.answered_where),
            Option("join", "The same as another question…"),
        ],
        detail=f"Asked {_asked(question)}.",
    )
    chosen = await main.app.push_screen_wait(choice)
    if chosen == "again":
        await act(main, questions.ask, question.text)
    elif chosen == "frustrated":
        await act(main, questions.ask, question.text, frustrated=True)
    elif chosen == "where":
        await _say_where(main, question)
    elif chosen == "join":
        others = [Option(each.id, each.text) for each in found if each.id != question.id]
        if not others:
            main.notify("There is no other question yet.", markup=False)
            return
        into = await main.app.push_screen_wait(Choose(f"“{question.text}” counts for", others))
        if into is not None:
            await act(main, questions.join_questions, question.id, into)


async def _say_where(main: MainContext, question: Question) -> None:
    async def save(values: dict[str, str]) -> Outcome[None]:
        answer = values["where"], values["form"]
        return await attempt(main, questions.answered_where, question.id, *answer)

    hint = "a help page, the confirmation e-mail"
    field = TextField("where", "Answered where", question.answered_where, hint=hint)
    forms = [("", "not said"), *questions.FORMS.items()]
    form = ChoiceField("form", "In which form", forms, question.answered_as)
    await main.app.push_screen_wait(Form(question.text, [field, form], save))


def _asked(question: Question) -> str:
    """How often it was asked, and how often too late."""
    times = plural(question.asked, "time")
    return f"{times}, {question.frustrated} frustrated" if question.frustrated else times
