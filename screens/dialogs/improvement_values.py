"""What stands in the improvement form, and what it means: plain functions of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypedDict

from screens.acting import Outcome, attempt
from screens.dialogs.conflict import Seen
from screens.dialogs.days import day_and_date, parse_day
from screens.dialogs.subject import Subject
from screens.dialogs.what_shows import ProofPlan
from store import improvements
from store.errors import Conflict, Refused
from store.practice.measures import Measure
from store.practice.small import unmet
from store.practice.tallies import format_value, parse_target

if TYPE_CHECKING:
    from textual.widget import Widget

Values = Mapping[str, str]
"""The form's fields by name: ``text``, ``touchpoint``, ``owner``, ``due``, ``measure``,
``only``, ``target``. Choices hold an id or a key, empty for none."""

_IN_FORM = {
    "text": "text",
    "touchpoint_id": "touchpoint",
    "owner_id": "owner",
    "due": "due",
    "measure": "measure",
    "touchpoint_only": "only",
    "target": "target",
}
"""The form's names of what the store keeps."""


def first_values(subject: Subject) -> dict[str, str]:
    """What the form begins with."""
    old = subject.improvement
    if old is None:
        return {
            "text": "",
            "touchpoint": subject.touchpoint_id or "",
            "owner": subject.owner_id or "",
            "due": day_and_date(subject.cycle.end),
            "measure": subject.measures[0].key if subject.measures else "",
            "only": "no",
            "target": "",
        }
    proof = old.proof
    measure = subject.measure(proof.measure) if proof else None
    target = proof.target if proof else None
    return {
        "text": old.text,
        "touchpoint": old.touchpoint_id or "",
        "owner": old.owner.id if old.owner else "",
        "due": day_and_date(old.due),
        "measure": proof.measure if proof else "",
        "only": _yes_no(proof is not None and proof.touchpoint_only),
        "target": _target_in_words(measure, target),
    }


def seen_of(subject: Subject) -> Seen | None:
    """What the form knows of the improvement that it changes; None for a new one."""
    if subject.improvement is None:
        return None

    def in_form(conflict: Conflict) -> dict[str, str]:
        now = {each.field: each.now for each in conflict.changed}
        key = now.get("measure", began["measure"])
        measure = subject.measure(key) if key else None
        shown: dict[str, Callable[[Any], str]] = {
            "due": day_and_date,
            "touchpoint_only": _yes_no,
            "target": partial(_target_in_words, measure),
        }
        return {
            form: shown[field](now[field]) if field in shown else now[field] or ""
            for field, form in _IN_FORM.items()
            if field in now
        }

    began = first_values(subject)
    return Seen(subject.improvement.version, began, in_form, {"text": " / "})


def _target_in_words(measure: Measure | None, target: float | None) -> str:
    return format_value(measure, target) if measure and target is not None else ""


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def due_of(subject: Subject, values: Values) -> date | None:
    """The day it is due, None where the field names none."""
    try:
        return parse_day(values["due"], subject.today)
    except Refused:
        return None


def checks(subject: Subject, values: Values) -> tuple[tuple[str, bool], ...]:
    """What makes an improvement small, each with whether it is met."""
    cycle, due = subject.cycle, due_of(subject, values)
    return (
        ("one owner", not unmet(values["owner"] or None, cycle.end, cycle, True)),
        ("ends in this cycle", due is not None and not unmet("", due, cycle, True)),
        ("a proof", not unmet("", cycle.end, cycle, bool(values["measure"]))),
    )


def failing(subject: Subject, values: Values) -> tuple[str, ...]:
    """What keeps it from being small, in words."""
    due = due_of(subject, values) or subject.cycle.end
    return unmet(values["owner"] or None, due, subject.cycle, bool(values["measure"]))


def proof_plan(subject: Subject, values: Values) -> ProofPlan | None:
    """The proof as it is chosen so far; None without a measure."""
    measure = subject.measure(values["measure"])
    if measure is None:
        return None
    try:
        target = parse_target(measure, values["target"])
    except Refused:
        target = None
    return ProofPlan(subject.stage, subject.cycle.label, measure.key, _narrowed_to(values), target)


def _narrowed_to(values: Values) -> str | None:
    """The touchpoint that the proof counts alone; None for the whole stage."""
    narrowed = values["only"] == "yes" and values["measure"]
    return (values["touchpoint"] or None) if narrowed else None


class _Chosen(TypedDict):
    """What the store takes the same way for a new improvement and for a changed one."""

    owner: str | None
    measure: str | None
    target: float | None
    touchpoint: str | None
    touchpoint_only: bool
    due: date


async def keep(widget: Widget, subject: Subject, values: Values, seen: int | None) -> Outcome[str]:
    """Pick the improvement, or change the one that stands there; its id.

    ``seen`` is the version that was changed; None puts this one in its place whatever it is.
    """
    try:
        chosen = _chosen(subject, values)
    except Refused as refused:
        return Outcome(refused=refused)
    old, text = subject.improvement, values["text"]
    if old is None:
        cycle = subject.cycle.label
        return await attempt(widget, improvements.pick, subject.stage, text, cycle=cycle, **chosen)
    outcome = await attempt(widget, improvements.edit, old.id, text=text, seen=seen, **chosen)
    return Outcome(old.id if outcome else None, outcome.refused)


def _chosen(subject: Subject, values: Values) -> _Chosen:
    """The fields as the store takes them. Raises Refused for what cannot be understood."""
    measure = subject.measure(values["measure"])
    typed = values["target"].strip()
    return _Chosen(
        owner=values["owner"] or None,
        measure=measure.key if measure else None,
        target=parse_target(measure, typed) if measure and typed else None,
        touchpoint=values["touchpoint"] or None,
        touchpoint_only=_narrowed_to(values) is not None,
        due=parse_day(values["due"], subject.today),
    )
