"""A customer's case: opened, another contact, a call, solved, what the customer says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.store_calls import Outcome, attempt, read
from screens.forms.fields import ChoiceField, Field, TextField
from screens.forms.form import Form
from store.domain.stages import STAGES, Stage
from store.evidence import cases
from store.evidence.open_cases import open_cases
from store.teams.promises import Promise, promises

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from store.journal.seat import Seat
    from store.models.case import OpenCase

_EVENTS = (
    ("add", "first contact"),
    ("contact", "another contact"),
    ("call", "we called"),
    ("solve", "solved"),
    ("yes", "yes, it is solved, they say"),
    ("no", "no, it is not, they say"),
)


_RULE = "Not solved after two contacts? Call. Solved? Ask “Did we solve it?” 24 hours later."
_KNOWN = ("customer", "since", "last_matter", "remember")
"""The fields that say what is known of a customer at the first contact."""
_NAMED = 6
"""The most open cases that are named."""


def open_words(found: Sequence[OpenCase]) -> str:
    """``Open: T-7, T-9 and 3 more.``, what is due next first; nothing where none is open."""
    if not found:
        return ""
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"\nOpen: {', '.join(each.ref for each in found[:_NAMED])}{more}."


def promise_words(promised: Sequence[Promise]) -> str:
    """What the team promises, in one line to be read beside a case; nothing for no promise."""
    return f"\n{' '.join(each.sentence for each in promised)}" if promised else ""


def note_case(
    seat: Seat, event: str, ref: str, stage: Stage, subject: str, known: dict[str, str]
) -> str:
    """Keep what happened in the case ``ref``, and say what comes of it.

    ``event`` is ``add``, ``contact``, ``call``, ``solve``, or the answer to “Did we solve
    it?”, ``yes`` or ``no``; stage and subject are a new case's, what is ``known`` of the customer
    is kept at every contact. Raises Refused where the case is not there, or is there already, or
    is solved, or is not.
    """
    if event == "add":
        cases.add(
            seat,
            ref,
            subject=subject,
            stage=stage,
            customer=known["customer"],
            since=known["since"],
            last_matter=known["last_matter"],
            remember=known["remember"],
        )
        return "Saved. Press a to note what happens next in this case."
    sentence = _note_event(seat, event, ref)
    if any(known.values()):
        cases.know(seat, ref, **known)
    return sentence


def _note_event(seat: Seat, event: str, ref: str) -> str:
    if event == "contact":
        count = cases.contact(seat, ref)
        return f"That was contact {count}." + (" Now a call is due." if count >= 2 else "")
    if event == "call":
        cases.call(seat, ref)
        return "Saved. Did the call solve it? Press a. If not, contact them within 24 hours."
    if event in ("yes", "no"):
        early = cases.answer(seat, ref, event == "yes")
        becomes = "closed" if event == "yes" else "open again. Now a call is due"
        sentence = f"Saved as evidence. The case is {becomes}."
        if early:
            sentence += " It was asked before 24 hours had passed, so it is marked “asked early”."
        return sentence
    cases.solve(seat, ref)
    return "Solved. Today reminds you in 24 hours to ask “Did we solve it?”."


async def ask_case(widget: Widget, ref: str = "") -> None:
    """Ask what happened in a customer's case, and keep it; ``ref``: in this one."""
    sentences: list[str] = []
    open_now = (await read(widget, open_cases)).value or ()
    promised = (await read(widget, promises)).value or ()

    async def save(values: dict[str, str]) -> Outcome[str]:
        stage = Stage(values["stage"])
        known = {name: values[name] for name in _KNOWN}
        outcome = await attempt(
            widget, note_case, values["event"], values["ref"], stage, values["subject"], known
        )
        if outcome.value is not None:
            sentences.append(outcome.value)
        return outcome

    fields: list[Field] = [
        TextField(
            "ref", "Reference", ref, hint="the ticket's number, or a name you know", required=True
        ),
        ChoiceField("event", "What happened", _EVENTS, "contact" if ref else "add"),
        TextField("subject", "Subject", hint="of a new case"),
        TextField("customer", "Their name", hint="use it. Empty leaves what is known"),
        TextField("since", "Customer since", hint="a year, or new"),
        TextField("last_matter", "Last matter", hint="what they came with last"),
        TextField("remember", "Remember", hint="a small thing they told you: the dog's name"),
        ChoiceField(
            "stage", "Stage", [(s.value, f"{s.letter} {s.label}") for s in STAGES], "resolve"
        ),
    ]
    form = Form(
        "A customer's case",
        fields,
        save,
        draft=f"case/{ref}" if ref else "case",
        intro=_RULE + promise_words(promised) + open_words(open_now),
    )
    if await widget.app.push_screen_wait(form) and sentences:
        widget.notify(sentences[-1], markup=False)
