"""A customer's case: opened, another contact, a call, solved, what the customer says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.acting import Outcome, attempt, read
from screens.dialogs.fields import ChoiceField, Field, TextField
from screens.dialogs.form import Form
from store import cases
from store.practice.stages import STAGES, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from store.seat import Seat
    from store.snapshot import OpenCase

_EVENTS = (
    ("add", "first contact"),
    ("contact", "another contact"),
    ("call", "we called"),
    ("solve", "solved"),
    ("yes", "yes, it is solved, they say"),
    ("no", "no, it is not, they say"),
)


_RULE = (
    "Two contacts that have not solved it ask for a call; 24 hours after it is solved comes "
    "“Did we solve it?”."
)
_NAMED = 6
"""The most open cases that are named."""


def open_words(found: Sequence[OpenCase]) -> str:
    """``Open: T-7, T-9 and 3 more.``, what is due next first; nothing where none is open."""
    if not found:
        return ""
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"\nOpen: {', '.join(each.ref for each in found[:_NAMED])}{more}."


def note_case(seat: Seat, event: str, ref: str, subject: str, stage: Stage) -> str:
    """Keep what happened in the case ``ref``, and say what comes of it.

    ``event`` is ``add``, ``contact``, ``call``, ``solve``, or the answer to “Did we solve
    it?”, ``yes`` or ``no``; subject and stage are a new case's. Raises Refused where the case
    is not there, or is there already, or is solved, or is not.
    """
    if event == "add":
        cases.add(seat, ref, subject=subject, stage=stage)
        return "Kept. Note with a what happens next in this case."
    if event == "contact":
        count = cases.contact(seat, ref)
        return f"That was contact {count}." + (" Now a call is due." if count >= 2 else "")
    if event == "call":
        cases.call(seat, ref)
        return "Kept. If the call solved it, say so with a."
    if event in ("yes", "no"):
        cases.answer(seat, ref, event == "yes")
        becomes = "closed" if event == "yes" else "open again; a call is due"
        return f"Kept as evidence, and the case is {becomes}."
    cases.solve(seat, ref)
    return "Solved. “Did we solve it?” is due in 24 hours; it will stand in Today."


async def ask_case(widget: Widget, ref: str = "") -> None:
    """Ask what happened in a customer's case, and keep it; ``ref``: in this one."""
    said: list[str] = []
    open_now = (await read(widget, cases.open_cases)).value or ()

    async def save(values: dict[str, str]) -> Outcome[str]:
        stage = Stage(values["stage"])
        outcome = await attempt(
            widget, note_case, values["event"], values["ref"], values["subject"], stage
        )
        if outcome.value is not None:
            said.append(outcome.value)
        return outcome

    fields: list[Field] = [
        TextField(
            "ref", "Reference", ref, hint="the ticket's number, or a name you know", required=True
        ),
        ChoiceField("event", "What happened", _EVENTS, "contact" if ref else "add"),
        TextField("subject", "Subject", hint="of a new case"),
        ChoiceField(
            "stage", "Stage", [(s.value, f"{s.letter} {s.label}") for s in STAGES], "resolve"
        ),
    ]
    form = Form(
        "A customer's case",
        fields,
        save,
        draft=f"case/{ref}" if ref else "case",
        intro=_RULE + open_words(open_now),
    )
    if await widget.app.push_screen_wait(form) and said:
        widget.notify(said[-1], markup=False)
