"""What stands in the improvement form, and what it means: plain functions of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypedDict

from screens.core.store_calls import Outcome, attempt
from screens.dialogs.subject import Subject
from screens.forms.conflict import Seen
from screens.forms.date_input import day_and_date, parse_day
from screens.forms.improvement.proof_preview import Preview, ProofPlan
from screens.widgets.date_format import plural
from store.common.errors import Conflict, Refused
from store.domain.cycles import day_words
from store.domain.scope_checks import SmallCheck, small_checks
from store.domain.statistics.aggregates import format_value, parse_target
from store.domain.statistics.counts import after_of, period_days
from store.domain.statistics.measures import Measure, MeasureKind
from store.domain.statistics.planning.default_windows import days_of
from store.domain.statistics.windows import Window, baseline_cycles
from store.improvements import improvements
from store.improvements.planned_test import MOST_AFTER

if TYPE_CHECKING:
    from textual.widget import Widget

Values = Mapping[str, str]
"""The form's fields by name: ``text``, ``touchpoint``, ``owner``, ``due``, ``link``, ``measure``,
``only``, ``together``, ``before``, ``after``, ``target``. Choices hold an id or a key, empty for
none; ``before`` and ``after`` a number of cycles, empty for what is proposed (of an improvement
that is changed: for what stands)."""

_IN_FORM = {
    "text": "text",
    "touchpoint_id": "touchpoint",
    "owner_id": "owner",
    "due": "due",
    "link": "link",
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
            "text": subject.parked.text if subject.parked else "",
            "touchpoint": subject.touchpoint_id or "",
            "owner": subject.owner_id or "",
            "due": day_and_date(subject.cycle.end),
            "link": "",
            "measure": subject.measures[0].key if subject.measures else "",
            "only": "no",
            "together": "",
            "before": "",
            "after": "",
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
        "link": old.link,
        "measure": proof.measure if proof else "",
        "only": _yes_no(proof is not None and proof.touchpoint_only),
        "together": "",
        "before": "",
        "after": "",
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
        formatters: dict[str, Callable[[Any], str]] = {
            "due": day_and_date,
            "touchpoint_only": _yes_no,
            "target": partial(_target_in_words, measure),
        }
        return {
            form: formatters[field](now[field]) if field in formatters else now[field] or ""
            for field, form in _IN_FORM.items()
            if field in now
        }

    began = first_values(subject)
    return Seen(subject.improvement.version, began, in_form, {"text": " / "})


def _target_in_words(measure: Measure | None, target: float | None) -> str:
    return format_value(measure, target) if measure and target is not None else ""


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def due_day(subject: Subject, text: str) -> date:
    """The day that the due field names; a weekday alone, such as ``fri``, is the one in the
    cycle that is planned. Raises Refused where it names none."""
    near = text.strip().casefold() in ("today", "tomorrow", "yesterday")
    return parse_day(text, subject.today if near else max(subject.today, subject.cycle.start))


def due_of(subject: Subject, values: Values) -> date | None:
    """The day it is due, None where the field names none."""
    try:
        return due_day(subject, values["due"])
    except Refused:
        return None


def checks(subject: Subject, values: Values, preview: Preview | None) -> tuple[SmallCheck, ...]:
    """What makes an improvement small, each with whether it is met. ``preview``: what is known of
    its test, None while it is still looked up."""
    provable = bool(values["measure"]) and (preview is None or preview.sayable)
    # Without a member, whoever plans alone owns it.
    owner, due = values["owner"] or (None if subject.members else "alone"), due_of(subject, values)
    return small_checks(values["text"], owner, due, subject.cycle, provable=provable)


def failing(subject: Subject, values: Values, preview: Preview | None) -> tuple[str, ...]:
    """What is still missing for it to be small, in words."""
    return tuple(each.lacking for each in checks(subject, values, preview) if not each.met)


def proof_plan(subject: Subject, values: Values) -> ProofPlan:
    """The proof as it is chosen so far."""
    measure = subject.measure(values["measure"])
    target = None
    if measure is not None:
        try:
            target = parse_target(measure, values["target"]) if values["target"].strip() else None
        except Refused:
            target = None
    old = subject.improvement
    before, after_days = chosen_windows(subject, values)
    proof = old.proof if old is not None else None
    if proof is not None and measure is not None and proof.measure == measure.key:
        before = before or Window(proof.before_from, proof.before_to)
        after_days = after_days or proof.after_days
    due = due_of(subject, values)
    return ProofPlan(
        subject.stage,
        subject.cycle.label,
        measure.key if measure is not None else "",
        touchpoint=values["touchpoint"] or None,
        narrowed=_narrowed_to(values) is not None,
        target=target,
        before=before,
        after_days=after_days,
        together_with=values["together"] or None,
        due=max(due, subject.cycle.start) if due is not None else None,
        improvement=old.id if old is not None else None,
    )


def chosen_windows(subject: Subject, values: Values) -> tuple[Window | None, int | None]:
    """The before window and the after window's days where a length was chosen."""
    measure = subject.measure(values["measure"])
    before = _before(subject, values["before"])
    if measure is None or not values["after"]:
        return before, None
    return before, after_days_of(subject, measure, int(values["after"]))


def _before(subject: Subject, cycles: str) -> Window | None:
    if not cycles:
        return None
    first = baseline_cycles(subject.cycle)[int(cycles) - 1]
    return Window(first.start, subject.cycle.previous().end)


def after_days_of(subject: Subject, measure: Measure, cycles: int) -> int:
    """The days of an after window of so many cycles."""
    if measure.kind is MeasureKind.COUNT:
        return cycles * period_days(subject.cycle.cadence)
    return days_of(subject.cycle, cycles)


def before_options(subject: Subject) -> list[tuple[str, str]]:
    """Every length of the before window, in dates."""
    last, unit = subject.cycle.previous().end, subject.cycle.cadence.unit
    return [
        (str(count), f"{plural(count, unit)}, {day_words(each.start)} – {day_words(last)}")
        for count, each in enumerate(baseline_cycles(subject.cycle), 1)
    ]


def after_options(subject: Subject, measure: Measure, due: date) -> list[tuple[str, str]]:
    """Every length of the after window, in dates, if it is done on ``due``."""
    options, unit = [], subject.cycle.cadence.unit
    for count in range(1, MOST_AFTER + 1):
        days = after_days_of(subject, measure, count)
        window = after_of(measure, subject.cycle, due, days)
        dates = f"{day_words(window.first)} – {day_words(window.last)}"
        options.append((str(count), f"{plural(count, unit)}, {dates}"))
    return options


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
    link: str
    before: Window | None
    after_days: int | None


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
        return await attempt(
            widget,
            improvements.pick,
            subject.stage,
            text,
            cycle=cycle,
            together_with=values["together"] or None,
            parked=subject.parked.id if subject.parked else None,
            **chosen,
        )
    outcome = await attempt(
        widget,
        improvements.edit,
        old.id,
        text=text,
        seen=seen,
        together_with=values["together"] or improvements.AS_BEFORE,
        **chosen,
    )
    return Outcome(old.id if outcome else None, outcome.refused)


def _chosen(subject: Subject, values: Values) -> _Chosen:
    """The fields as the store takes them. Raises Refused for what cannot be understood."""
    measure = subject.measure(values["measure"])
    typed = values["target"].strip()
    before, after_days = chosen_windows(subject, values)
    return _Chosen(
        owner=values["owner"] or None,
        measure=measure.key if measure else None,
        target=parse_target(measure, typed) if measure and typed else None,
        touchpoint=values["touchpoint"] or None,
        touchpoint_only=_narrowed_to(values) is not None,
        due=due_day(subject, values["due"]),
        link=values["link"],
        before=before if measure else None,
        after_days=after_days,
    )
