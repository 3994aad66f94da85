"""A customer's case: opened, another contact, a call, solved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.acting import Outcome, attempt
from screens.dialogs.fields import ChoiceField, Field, TextField
from screens.dialogs.form import Form
from store import cases
from store.practice.stages import STAGES, Stage

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.seat import Seat

_EVENTS = (
    ("add", "first contact"),
    ("contact", "another contact"),
    ("call", "we called"),
    ("solve", "solved"),
)


def note_case(seat: Seat, event: str, ref: str, subject: str, stage: Stage) -> str:
    """Keep what happened in the case ``ref``, and say what comes of it.

    ``event`` is ``add``, ``contact``, ``call`` or ``solve``; subject and stage are a new
    case's. Raises Refused where the case is not there, or is there already, or is solved.
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
    cases.solve(seat, ref)
    return "Solved. “Did we solve it?” is due in 24 hours; it will stand in Today."


async def ask_case(widget: Widget, ref: str = "") -> None:
    """Ask what happened in a customer's case, and keep it; ``ref``: in this one."""
    said: list[str] = []

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
        intro="Two contacts that have not solved it ask for a call; 24 hours after it is "
        "solved comes “Did we solve it?”.",
    )
    if await widget.app.push_screen_wait(form) and said:
        widget.notify(said[-1], markup=False)
