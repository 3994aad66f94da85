"""Handing a case over: to whom, and a word why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.app_context import app_context_of
from screens.core.store_calls import Outcome, attempt
from screens.forms.fields import ChoiceField, Field, TextField
from screens.forms.form import Form
from store.evidence.case_owner import give_case
from store.evidence.open_cases import PASSED_ON_OFTEN

if TYPE_CHECKING:
    from textual.widget import Widget

    from store.models.case import FollowUp
    from store.models.team import Team


async def hand_over_case(widget: Widget, team: Team, case: FollowUp) -> None:
    """Ask who owns the case from now on, and why it is handed over. Awaited in a worker."""
    seat = app_context_of(widget).acting
    others = [member for member in team.present_members if member.name != case.owner]
    if not others:
        widget.notify("Nobody else is in the team.", severity="warning", markup=False)
        return
    others.sort(key=lambda member: seat is None or member.id != seat.member_id)
    names = {member.id: member.name for member in others}

    async def save(values: dict[str, str]) -> Outcome[int]:
        return await attempt(widget, give_case, case.ref, values["owner"], values["why"])

    title = f"Who owns {case.ref} {case.subject}".rstrip() + "?"
    why_hint = "one word is enough" if case.owner else "not needed: nobody owns it yet"
    intro = f"{case.owner} owns it now." if case.owner else "Nobody owns it yet."
    if case.passed_on:
        times = "once" if case.passed_on == 1 else f"{case.passed_on} times"
        intro += f" It has been passed on {times}. Customers are not passed around."
    fields: list[Field] = [
        ChoiceField("owner", "Owner", list(names.items()), others[0].id),
        TextField("why", "Why", hint=why_hint),
    ]
    form = Form(title, fields, save, intro=intro, deed="Hand over")
    outcome = await widget.app.push_screen_wait(form)
    if outcome:
        sentence = f"Saved. The case {case.ref} has its owner."
        if (outcome.value or 0) >= PASSED_ON_OFTEN:
            sentence = (
                f"Saved. {case.ref} has been passed on {outcome.value} times: Look back names it."
            )
        widget.notify(sentence, markup=False)
