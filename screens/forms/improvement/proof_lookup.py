"""What a proof can show, looked up: before a form opens, and again as its fields change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.core.main_context import main_of
from screens.core.store_calls import read
from screens.forms.improvement.improvement_values import first_values, proof_plan
from screens.forms.improvement.proof_preview import Preview, ProofPlan, preview_proof
from store.common.dataclass import dataclass
from store.queries.proof_choices import ProofOption, proof_options

if TYPE_CHECKING:
    from textual.widget import Widget

    from screens.dialogs.subject import Subject
    from screens.forms.improvement.improvement_values import Values

Asked = tuple[ProofPlan, int]
"""A proof, and the team's state at which it is looked up; the improvement's text is no part of it."""


@dataclass(frozen=True, slots=True)
class FoundProof:
    """What a form shows of the proof that it begins with."""

    asked: Asked
    preview: Preview | None
    options: tuple[ProofOption, ...]


def asked_of(widget: Widget, subject: Subject, values: Values) -> Asked:
    """What is to be looked up where ``values`` stand in the fields."""
    main = main_of(widget)
    seen = main.snapshot if main is not None else None
    return proof_plan(subject, values), seen.seq if seen is not None else 0


async def find_proof(widget: Widget, subject: Subject) -> FoundProof:
    """What a form about ``subject`` shows first, read before it opens: it is laid out once."""
    asked = asked_of(widget, subject, first_values(subject))
    preview = await find_preview(widget, asked)
    return FoundProof(asked, preview, await find_options(widget, subject))


async def find_preview(widget: Widget, asked: Asked) -> Preview | None:
    """The test that saving now would keep, with what is in its way; None where nothing could be
    read, the reason has been shown."""
    return (await read(widget, preview_proof, asked[0])).value


async def find_options(widget: Widget, subject: Subject) -> tuple[ProofOption, ...]:
    """How many answers each measure has, and what they can show."""
    outcome = await read(widget, proof_options, subject.stage, subject.cycle.label)
    return tuple(outcome.value or ())
