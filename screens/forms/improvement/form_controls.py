"""The controls of the improvement form, in order, each with its label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from textual.content import Content

from screens.dialogs.subject import Subject
from screens.forms.fields import ChoiceLine, OneLine, placeholder_text
from screens.forms.improvement.improvement_values import after_options, before_options, first_values
from screens.forms.improvement.proof_fields import ProofList, WindowLine
from screens.forms.wrapped_line import WrappedLine
from screens.theme.glyphs import Glyphs
from store.domain.scope_checks import SmallCheck
from store.domain.statistics.measures import Better, Measure, MeasureKind
from store.improvements.planned_test import PlannedTest

Control = WrappedLine | OneLine | ChoiceLine
LABELS = {
    "text": "What",
    "touchpoint": "At",
    "owner": "Owner",
    "due": "Due",
    "link": "Link",
    "measure": "Proof",
    "only": "Counting",
    "together": "Read",
    "before": "Before",
    "after": "After",
    "target": "Target",
}
"""The fields in order, with their labels."""


def make_controls(subject: Subject, glyphs: Glyphs) -> dict[str, Control]:
    """Make the control of every field, in order, with what the form begins with."""
    first, choices, new = first_values(subject), _choices(subject), subject.improvement is None
    lines: dict[str, Control] = {
        "text": WrappedLine(first["text"], "One small change", id="field-text"),
        "due": OneLine(first["due"], proposed=new, id="field-due"),
        "link": OneLine(first["link"], "none, or an issue's or page's https://…", id="field-link"),
        "target": OneLine(first["target"], target_hint(None), proposed=new, id="field-target"),
    }
    unit = subject.cycle.cadence.unit
    measures = choices.pop("measure")
    lines["measure"] = ProofList(measures, first["measure"], glyphs, unit, id="field-measure")
    for name in ("before", "after"):
        lines[name] = WindowLine(first[name], glyphs, id=f"field-{name}")
    for name, options in choices.items():
        lines[name] = ChoiceLine(options, first[name], glyphs, id=f"field-{name}")
    return {name: lines[name] for name in LABELS}


def _choices(subject: Subject) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen about ``subject``, by field."""
    return {
        "touchpoint": [
            ("", "nowhere in particular"),
            *((card.id, card.text) for card in subject.touchpoints),
        ],
        "owner": [("", "nobody yet"), *((member.id, member.name) for member in subject.members)],
        "only": [("no", f"all of {subject.stage.label}"), ("yes", "only this touchpoint")],
        "together": [("", "alone")],
        "measure": [
            *((measure.key, measure.title) for measure in subject.measures),
            ("", "No proof"),
        ],
    }


def renew(controls: Mapping[str, Control], subject: Subject) -> None:
    """Have every control show what the form begins with about ``subject``."""
    first, choices = first_values(subject), _choices(subject)
    for name, control in controls.items():
        value = first[name]
        if isinstance(control, WrappedLine):
            control.load_text(value)
        elif isinstance(control, OneLine):
            proposed = name != "link" and subject.improvement is None
            control.renew(value, proposed=proposed)
        elif isinstance(control, WindowLine):
            control.offer([(value, value)] if value else [], "")
            control.value = value
        else:
            if isinstance(control, ProofList):
                control.unit = subject.cycle.cadence.unit
                control.show_options(())
            control.options = tuple(choices[name])
            control.value = value


def target_hint(measure: Measure | None) -> str:
    """What a target of ``measure`` looks like."""
    such = "80%" if measure is None or measure.better is Better.UP else "10%"
    if measure is not None and measure.kind is MeasureKind.NPS:
        such = "40"
    elif measure is not None and measure.kind is MeasureKind.COUNT:
        such = "5"
    return f"none, or such as {such}"


def choice_words(control: Control) -> Callable[[str], str]:
    """How a field's value reads: of a choice, its label."""
    if not isinstance(control, ChoiceLine):
        return str
    labels = dict(control.options)
    return lambda value: labels.get(value, value)


def value_of(control: Control) -> str:
    """What stands in a field."""
    return control.text if isinstance(control, WrappedLine) else control.value


def fill(controls: Mapping[str, Control], values: Mapping[str, str]) -> None:
    """Put ``values`` into the fields they name; the others stay as they are."""
    for name, control in controls.items():
        if name not in values:
            continue
        if isinstance(control, WrappedLine):
            control.load_text(values[name])
            control.move_cursor(control.document.end)
        elif isinstance(control, ChoiceLine):
            control.take(values[name])
        else:
            control.fill(values[name])


def offer_lengths(controls: Mapping[str, Control], subject: Subject, test: PlannedTest) -> None:
    """Put both windows' lengths into their fields, in dates."""
    before, after = controls["before"], controls["after"]
    assert isinstance(before, WindowLine)
    assert isinstance(after, WindowLine)
    plan = test.plan
    before.offer(before_options(subject), str(plan.before_cycles))
    lengths = after_options(subject, test.measure, test.due)
    after.offer(lengths, str(plan.after_cycles))
    target = controls["target"]
    assert isinstance(target, OneLine)
    target.placeholder = placeholder_text(target, target_hint(test.measure))


def fits_content(checked: Iterable[SmallCheck], glyphs: Glyphs) -> Content:
    """Which of the signs of a small improvement it has."""
    pieces: list[tuple[str, str]] = []
    blank = " " if glyphs.ascii else "\u00a0"
    for each in checked:
        mark = glyphs.done if each.met else glyphs.dropped
        unbroken = each.name.replace(" ", blank)
        style = "$success" if each.met else "$warning"
        pieces += [(f"{mark}{blank}", style), (f"{unbroken}  ", "")]
    return Content.assemble(*pieces)
