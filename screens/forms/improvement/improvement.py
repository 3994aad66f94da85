"""Improvements from anywhere: pick, edit, done, drop, carry over.

Each asks what it needs to know, acts, and says whether something was changed. All are to
be awaited inside a worker::

    @work
    async def action_pick(self) -> None:
        await pick_improvement(self, stage, cycle.label, touchpoint_id=card.id)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from screens.core.main_context import main_of
from screens.core.store_calls import Outcome, act, attempt
from screens.dialogs.base import Dialog
from screens.dialogs.subject import Subject, subject_for, today_of
from screens.forms.date_input import day_and_date, parse_day
from screens.forms.fields import ChoiceField, TextField
from screens.forms.form import Form
from screens.forms.improvement.improvement_fields import ImprovementFields
from screens.forms.improvement.proof_lookup import FoundProof, find_proof
from store.common.errors import Refused
from store.domain.cycles import parse_cycle
from store.domain.scope_checks import size_question, small_checks
from store.domain.stages import Stage
from store.domain.statistics.cautions import MARKED_LATE
from store.improvements import improvement_status, improvements
from store.models.improvement import Improvement, Status
from store.models.review import Parked
from store.models.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.widget import Widget


_LONG_AGO = "That is over 7 days ago: with answers on file since then, it is a story, not a test."


class ImprovementDialog(Dialog[ImprovementFields.Saved | None]):
    """The form in a box of its own; its result tells what was kept."""

    DEFAULT_CSS = """
    ImprovementDialog ImprovementFields { margin-top: 1; }
    """

    def __init__(self, subject: Subject, found: FoundProof) -> None:
        where = f"{subject.stage.letter} {subject.stage.label}, {subject.cycle.name}"
        what = "Edit the improvement" if subject.improvement else "One small improvement"
        super().__init__(f"{what} · {where}")
        self._subject = subject
        self._found = found

    def compose_inside(self) -> ComposeResult:
        yield ImprovementFields(self._subject, self.glyphs, self._found)

    def on_mount(self) -> None:
        self.query_one(ImprovementFields).begin()

    def on_improvement_fields_saved(self, message: ImprovementFields.Saved) -> None:
        message.stop()
        self.dismiss(message)

    def on_improvement_fields_left(self, message: ImprovementFields.Left) -> None:
        message.stop()
        self.dismiss(None)


async def pick_improvement(
    widget: Widget,
    stage: Stage,
    cycle_label: str,
    touchpoint_id: str | None = None,
    improvement: Improvement | None = None,
    parked: Parked | None = None,
) -> bool:
    """Ask for the improvement of ``stage`` in a cycle and pick it; whether it was.

    ``touchpoint_id`` is where it starts from, ``parked`` the note that it takes up. With ``improvement`` that one is changed, and
    so is one that is planned in the place already.
    """
    snapshot = snapshot_of(widget)
    if snapshot is None:
        return False
    cycle = parse_cycle(cycle_label)
    standing = improvement or planned_for(snapshot, stage, cycle_label)
    subject = await subject_for(
        widget,
        snapshot,
        stage,
        cycle,
        touchpoint_id=touchpoint_id,
        improvement=standing,
        parked=parked,
    )
    if subject is None:
        return False
    found = await find_proof(widget, subject)
    saved = await widget.app.push_screen_wait(ImprovementDialog(subject, found))
    if saved is not None:
        say_picked(widget, saved.unmet)
    return saved is not None


async def edit_improvement(widget: Widget, improvement: Improvement) -> bool:
    """Change a planned improvement; whether it was."""
    if not _is_planned(widget, improvement):
        return False
    return await pick_improvement(
        widget, improvement.stage, improvement.cycle.label, improvement=improvement
    )


def say_picked(widget: Widget, unmet: tuple[str, ...]) -> None:
    """Say, kindly, what is still missing for an improvement just saved to be small."""
    if unmet:
        widget.notify(f"Saved. Still missing: {', '.join(unmet)}.", markup=False, timeout=6)


async def mark_done(widget: Widget, improvement: Improvement) -> bool:
    """Mark a planned improvement done, on a day the person confirms; whether it was."""
    snapshot = snapshot_of(widget)
    if snapshot is None or not _is_planned(widget, improvement):
        return False
    today = today_of(snapshot)

    def understood(text: str) -> str | None:
        try:
            day = parse_day(text, today, field="on", ahead=False)
        except Refused:
            return None
        if improvement.proof is not None and today - day > MARKED_LATE:
            return f"{day_and_date(day)}. {_LONG_AGO}"
        return day_and_date(day)

    async def save(values: dict[str, str]) -> Outcome[None]:
        try:
            day = parse_day(values["on"], today, field="on", ahead=False)
        except Refused as refused:
            return Outcome(refused=refused)
        return await attempt(widget, improvement_status.done, improvement.id, day)

    intro = f"“{improvement.text}”\nWhat customers say from the day after counts as evidence."
    day = TextField("on", "Done on", "today", required=True, echo=understood, proposed=True)
    form = Form("Mark it done", [day], save, intro=intro, deed="Mark done")
    return await _ask(widget, form)


async def drop(widget: Widget, improvement: Improvement) -> bool:
    """Drop a planned improvement with a reason; whether it was."""
    if not _is_planned(widget, improvement):
        return False

    async def save(values: dict[str, str]) -> Outcome[None]:
        return await attempt(widget, improvement_status.drop, improvement.id, values["reason"])

    reason = TextField("reason", "Why", hint="overtaken, too big, not worth it …", required=True)
    form = Form(
        "Drop the improvement",
        [reason],
        save,
        intro=f"“{improvement.text}”",
        draft=f"drop/{improvement.id}",
        deed="Drop",
    )
    dropped = await _ask(widget, form)
    if dropped:
        widget.notify("Dropped. Press u to take that back.", markup=False)
    return dropped


async def carry_over(widget: Widget, improvement: Improvement) -> bool:
    """Carry a planned improvement over, smaller if wanted, with a reason if there is one; whether
    it was."""
    if not _is_planned(widget, improvement):
        return False

    snapshot = snapshot_of(widget)
    members = snapshot.team.present_members if snapshot else ()

    async def save(values: dict[str, str]) -> Outcome[str]:
        return await attempt(
            widget,
            improvement_status.carry,
            improvement.id,
            values["reason"],
            smaller=values["text"] if values["text"] != improvement.text else None,
            owner=values["owner"] or None,
        )

    unit = snapshot.team.cadence.unit if snapshot else "cycle"
    times = {
        0: f"Was it too big for one {unit}? Change What to a smaller step.",
        1: "Carried over once. Make it smaller, or drop it with a reason?",
        2: "Carried over twice. Make it smaller, or drop it with a reason?",
    }
    before = times.get(
        improvement.carried_times,
        f"Carried over {improvement.carried_times} times. Make it smaller, or drop it with a reason?",
    )
    owner = None if improvement.owner else "Nobody owns it yet. Who will do it?"
    proof = None if improvement.proof else "It has no proof. How will you know?"
    intro = "\n".join(filter(None, [before, owner, proof]))
    there = improvement.owner is not None and improvement.owner in members
    alone = members[0].id if len(members) == 1 else ""
    form = Form(
        "Carry the improvement over",
        [
            TextField(
                "text",
                "What",
                improvement.text,
                required=True,
                echo=size_question,
            ),
            ChoiceField(
                "owner",
                "Owner",
                [("", "nobody yet"), *((member.id, member.name) for member in members)],
                improvement.owner.id if there and improvement.owner else alone,
            ),
            TextField("reason", "Why", hint="may stay empty"),
        ],
        save,
        intro=intro,
        focus="text" if improvement.carried_times or size_question(improvement.text) else "reason",
        draft=f"carry/{improvement.id}",
        deed="Carry over",
    )
    outcome: Outcome[str] | None = await widget.app.push_screen_wait(form)
    if outcome is None:
        return False
    _say_still_missing(widget, outcome.value)
    return True


def _say_still_missing(widget: Widget, id: str | None) -> None:
    """Say what is missing for the improvement of this id, just carried over, to be small."""
    snapshot = snapshot_of(widget)
    every = (*snapshot.planned, *snapshot.undecided) if snapshot else ()
    matching = next((each for each in every if each.id == id), None)
    if matching is None:
        return
    provable = matching.proof is not None and bool(
        matching.reading is None or matching.reading.before.n
    )
    owner = matching.owner.id if matching.owner else None
    if snapshot is not None and not snapshot.team.present_members:
        owner = "alone"  # Without a member, whoever plans alone owns it.
    checks = small_checks(matching.text, owner, matching.due, matching.cycle, provable=provable)
    say_picked(widget, tuple(check.lacking for check in checks if not check.met))


async def skip_stage(widget: Widget, stage: Stage, cycle_label: str) -> bool:
    """Leave a stage out of a cycle, with a reason; whether it was."""
    cycle = parse_cycle(cycle_label)

    async def save(values: dict[str, str]) -> Outcome[str]:
        reason = values["reason"]
        return await attempt(widget, improvements.skip_stage, stage, reason, cycle=cycle_label)

    form = Form(
        f"Skip {stage.label} in {cycle.name}",
        [TextField("reason", "Why", hint="nobody free, nothing hurts there …", required=True)],
        save,
        intro="A stage skipped with a reason does not count against you.",
        draft=f"skip/{cycle_label}/{stage.value}",
        deed="Skip it",
    )
    return await _ask(widget, form)


async def unskip_stage(widget: Widget, stage: Stage, cycle_label: str) -> bool:
    """Take a stage's skip back; whether it was."""
    return bool(await act(widget, improvements.unskip_stage, stage, cycle=cycle_label))


async def _ask(widget: Widget, form: Form) -> bool:
    """Show a form that saves by itself; whether it did."""
    outcome = await widget.app.push_screen_wait(form)
    return outcome is not None


def planned_for(snapshot: Snapshot, stage: Stage, cycle_label: str) -> Improvement | None:
    """The improvement planned for ``stage`` in a cycle that the snapshot knows."""
    return next(
        (
            each
            for each in snapshot.planned
            if each.stage is stage
            and each.cycle.label == cycle_label
            and each.status is Status.PLANNED
        ),
        None,
    )


def snapshot_of(widget: Widget) -> Snapshot | None:
    """The main screen's snapshot."""
    main = main_of(widget)
    return main.snapshot if main else None


def _is_planned(widget: Widget, improvement: Improvement) -> bool:
    if improvement.status is Status.PLANNED:
        return True
    widget.notify(f"It is {improvement.status.value} already.", markup=False, timeout=4)
    return False
