"""Words to send: one key copies them, filled from the case under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.core.store_calls import Outcome, attempt, read
from screens.dialogs.choose import Choose, Option
from screens.forms.fields import NotesField
from screens.forms.form import Form
from screens.theme.safe_text import safe
from store.domain.sent_words import BLANKS, QUESTIONS, WordsKind, own_questions
from store.evidence.words_to_send import set_wording, wording, words_to_send
from store.models.case import FollowUp
from store.queries.evidence.trends import known_measures

if TYPE_CHECKING:
    from screens.core.main_context import MainContext

_TITLES = {
    WordsKind.SURVEY: "Survey, a day after",
    WordsKind.HELLO: "Hello, by name",
    WordsKind.CALL: "We will call you",
}
_OWN = "own."


async def send_words(main: MainContext) -> None:
    """Offer the words to send, and copy what is chosen."""
    follow_up = getattr(main.current_view, "follow_up", None)
    ref = follow_up.ref if isinstance(follow_up, FollowUp) else None
    measures = (await read(main, known_measures)).value or {}
    own = own_questions([each for each in measures.values() if each.own])
    titles = {key: each.title for key, each in measures.items()}
    chosen = await main.app.push_screen_wait(_list(ref, {**QUESTIONS, **own}, titles))
    if chosen is None:
        return
    if chosen.startswith(_OWN):
        await _word_it(main, WordsKind(chosen.removeprefix(_OWN)))
        return
    kind, _, measure = chosen.partition(" ")
    outcome = await read(
        main, words_to_send, WordsKind(kind), measure=measure or "solved-it", ref=ref
    )
    if outcome.value is not None:
        main.app.copy_to_clipboard(safe(outcome.value, multiline=True))
        main.notify(f"Copied, if this terminal lets programs copy:\n{outcome.value}", markup=False)


def _list(ref: str | None, questions: Mapping[str, str], titles: Mapping[str, str]) -> Choose:
    return Choose(
        "Words to send",
        [
            *(
                Option(
                    f"{WordsKind.SURVEY.value} {key}",
                    f"Survey: {titles.get(key, key)}",
                    question,
                )
                for key, question in questions.items()
            ),
            Option(WordsKind.HELLO.value, _TITLES[WordsKind.HELLO]),
            Option(WordsKind.CALL.value, _TITLES[WordsKind.CALL]),
            Option("", "Your own wording"),
            *(Option(f"{_OWN}{kind.value}", f"Word it: {_TITLES[kind]}…") for kind in WordsKind),
        ],
        detail=f"Filled from the case {ref}."
        if ref
        else "Put the cursor on a case in Today to fill in its name.",
    )


async def _word_it(main: MainContext, kind: WordsKind) -> None:
    """Ask for the team's own wording."""
    now = (await read(main, wording, kind)).value
    if now is None:
        return

    async def save(values: dict[str, str]) -> Outcome[None]:
        return await attempt(main, set_wording, kind, values["text"])

    blanks = ", ".join(f"{{{blank}}}" for blank in BLANKS)
    form = Form(
        _TITLES[kind],
        [NotesField("text", "Wording", now, lines=8)],
        save,
        draft=f"words/{kind.value}",
        intro=f"The blanks are {blanks}. Leave it empty for the first wording.",
    )
    if await main.app.push_screen_wait(form):
        main.notify("Saved the team's wording.", markup=False)
