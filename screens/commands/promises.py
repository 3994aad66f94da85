"""The team's promises on one page: read them, make one, take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.store_calls import Outcome, act, attempt, read
from screens.dialogs.choose import Choose, Option
from screens.forms.fields import Field, TextField
from screens.forms.form import Form
from store.common.errors import Refused
from store.evidence.promise_kept import PromisePage, promise_page
from store.teams import promises
from store.teams.promises import Promise, PromiseKind

if TYPE_CHECKING:
    from screens.core.main_context import MainContext

_NEW = {
    "new.reply": "Promise a reply time for a channel…",
    "new.decide": "Say who may decide what, up to how much…",
    "new.step-up": "Name who is asked one step up…",
}


async def show_promises(main: MainContext) -> None:
    """Show the promises until the person goes back, and change what they choose."""
    while True:
        page = (await read(main, promise_page)).value
        if page is None:
            return
        chosen = await main.app.push_screen_wait(_list(page))
        if chosen is None:
            return
        if chosen.startswith("new."):
            await _make(main, PromiseKind(chosen.removeprefix("new.")))
            continue
        promise = next((each for each in page.promises if each.id == chosen), None)
        if promise is not None:
            await _change(main, promise)


def _list(page: PromisePage) -> Choose:
    options = [
        Option("", page.aim, "the reply target in the settings"),
        *(Option(each.id, each.sentence) for each in page.promises),
        *(Option(value, label) for value, label in _NEW.items()),
    ]
    detail = " ".join(each.sentence for each in page.kept)
    nothing = "Promised against kept is said from 10 cases in the last 13 weeks on."
    return Choose("Our promises", options, detail=detail or nothing)


async def _change(main: MainContext, promise: Promise) -> None:
    question = Choose(
        promise.sentence, [Option("edit", "Change it"), Option("drop", "Take it back")]
    )
    chosen = await main.app.push_screen_wait(question)
    if chosen == "edit":
        await _make(main, promise.kind, promise)
    elif chosen == "drop":
        await act(main, promises.take_back, promise.kind, promise.subject)


async def _make(main: MainContext, kind: PromiseKind, was: Promise | None = None) -> None:
    subject, who = (was.subject, was.who) if was else ("", "")
    before = was.subject if was else None

    async def save(values: dict[str, str]) -> Outcome[None]:
        if kind is PromiseKind.DECIDE:
            return await attempt(
                main,
                promises.promise_decision,
                values["who"],
                values["subject"],
                values["up_to"],
                was=before,
            )
        if kind is PromiseKind.STEP_UP:
            return await attempt(main, promises.promise_step_up, values["who"])
        hours = values["hours"].strip()
        if not (hours.isascii() and hours.isdecimal()):
            return Outcome(refused=Refused("Hours are a whole number, such as 24.", field="hours"))
        return await attempt(
            main, promises.promise_reply, values["subject"], int(hours[:6]), was=before
        )

    fields: list[Field] = []
    if kind is PromiseKind.REPLY:
        hours = str(was.hours) if was else ""
        fields = [
            TextField("subject", "Channel", subject, hint="e-mail, chat …", required=True),
            TextField("hours", "Hours", hours, hint="to the first reply", required=True),
        ]
    else:
        fields = [TextField("who", "Who", who, hint="a name or a role", required=True)]
    if kind is PromiseKind.DECIDE:
        limit = was.up_to if was else ""
        fields += [
            TextField("subject", "May decide", subject, hint="a refund", required=True),
            TextField("up_to", "Up to", limit, hint="50 EUR, empty for no limit"),
        ]
    form = Form(
        "A promise",
        fields,
        save,
        draft=f"promise/{kind.value}" if was is None else "",
        intro="Can't hold it? Don't promise it.",
    )
    await main.app.push_screen_wait(form)
