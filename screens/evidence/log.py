"""Log what a customer said, from anywhere: a quote, a measure's value, or both.

``b``, the words, ``ctrl+s``: no more is needed for a quote. The stage stands above the words,
as the cursor tells it; there its letter chooses another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget

from screens.board import BoardPane
from screens.core.store_calls import Outcome, attempt, read
from screens.forms.date_input import parse_day
from screens.forms.fields import ChoiceField, ChoiceLine, Field, NotesField, TextField
from screens.forms.form import Form
from screens.widgets.date_format import full_day, today_of
from screens.widgets.improvement_card import StageSlot
from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.stages import STAGES, Stage
from store.domain.statistics.measures import Measure, parse_value
from store.evidence import evidence
from store.models.snapshot import Snapshot
from store.queries.evidence import trends

if TYPE_CHECKING:
    from screens.core.main_context import MainContext

QUOTE_LINES = 3


@dataclass(frozen=True, slots=True)
class About:
    """What the feedback is about, as far as the screen tells: where the cursor is."""

    stage: Stage | None = None
    touchpoint: str = ""
    """An id, or empty."""
    measure: str = ""
    """A key, or empty."""
    day: str = ""
    """The day as it would be typed, empty for today."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the form."""

    snapshot: Snapshot
    measures: Mapping[str, Measure]
    answered: Mapping[str, int] = field(default_factory=dict)
    """Answers so far, by measure."""

    def measures_for(self, stage: Stage) -> list[tuple[str, str]]:
        """No measure, then those that fit ``stage``, the most used first, then the others."""
        every = sorted(
            self.measures.values(),
            key=lambda m: (stage not in m.stages, -self.answered.get(m.key, 0)),
        )
        return [("", "none, a quote only"), *((each.key, each.title) for each in every)]

    def touchpoints_for(self, stage: Stage) -> list[tuple[str, str]]:
        """No touchpoint, then those of ``stage``, then the others with their stage's letter."""
        cards = [card for column in self.snapshot.board for card in column.touchpoints]
        cards.sort(key=lambda card: card.stage is not stage)
        return [
            ("", "not known"),
            *(
                (
                    card.id,
                    card.text if card.stage is stage else f"{card.text} ({card.stage.letter})",
                )
                for card in cards
            ),
        ]


async def log_feedback(main: MainContext, start: About | None = None) -> None:
    """Ask for feedback and log it; ``start`` is what it is about, what is shown without."""
    if main.snapshot is None:
        return
    measures = await read(main, trends.known_measures)
    answered = await read(main, trends.answered)
    if measures.value is None or answered.value is None:
        return
    counts = {each.measure.key: each.n for each in answered.value if each.measure is not None}
    choices = Choices(main.snapshot, measures.value, counts)
    form = LogForm(main, choices, start or about(main))
    if await main.app.push_screen_wait(form):
        main.notify(f"Logged for {form.stage.label}. Press u to undo.", markup=False)


def about(main: MainContext) -> About:
    """What the view that is shown is about."""
    for pane in main.current_view.query(BoardPane):
        if pane.region:
            stage, card = pane.view.cursor
            return About(stage, card.id if card else "")
    answer_filter = getattr(main.current_view, "answer_filter", None)
    if isinstance(answer_filter, evidence.Filter):
        return About(
            answer_filter.stage, answer_filter.touchpoint_id or "", answer_filter.measure or ""
        )
    slot = getattr(main.current_view, "slot", None)
    return About(slot.stage) if isinstance(slot, StageSlot) else About()


class StageLine(ChoiceLine):
    """The four stages; a stage's letter chooses it and goes on to the next field."""

    def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").upper()
        chosen = next((stage for stage in STAGES if stage.letter == letter), None)
        if chosen is None:
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.index = chosen.position
        self.screen.focus_next()


class LogForm(Form):
    """Asks for one piece of feedback."""

    def __init__(self, main: MainContext, choices: Choices, about: About) -> None:
        self._main = main
        self._choices = choices
        stage = about.stage or STAGES[0]
        self.stage = stage
        """The stage that is chosen."""
        super().__init__(
            "What did a customer say?",
            self._fields(stage, about),
            self._log,
            draft="evidence/log",
            focus="quote",
        )

    def _fields(self, stage: Stage, about: About) -> Sequence[Field]:
        return [
            ChoiceField(
                "stage",
                "Stage",
                [(each.value, f"{each.letter} {each.label}") for each in STAGES],
                stage.value,
            ),
            NotesField("quote", "In their words", hint="as they said it", lines=QUOTE_LINES),
            ChoiceField("measure", "Measure", self._choices.measures_for(stage), about.measure),
            TextField("value", "Answer", echo=self._scale),
            TextField(
                "on", "Day", about.day, hint="today", check=self._check_day, echo=self._understood
            ),
            TextField("source", "Source", hint="survey, call, ticket 4417 …"),
            ChoiceField(
                "touchpoint", "Touchpoint", self._choices.touchpoints_for(stage), about.touchpoint
            ),
        ]

    def _control(self, declared: Field) -> Widget:
        if isinstance(declared, ChoiceField) and declared.name == "stage":
            return StageLine(declared.options, declared.value, self.glyphs, id="field-stage")
        return super()._control(declared)

    @on(ChoiceLine.Changed)
    def _follow_stage(self) -> None:
        """Offer first what fits the stage, with what is chosen staying chosen."""
        stage = Stage(self.query_one("#field-stage", ChoiceLine).value)
        if stage is self.stage:
            return
        self.stage = stage
        for name, options in (
            ("measure", self._choices.measures_for(stage)),
            ("touchpoint", self._choices.touchpoints_for(stage)),
        ):
            line = self.query_one(f"#field-{name}", ChoiceLine)
            chosen = line.value
            line.options = tuple(options)
            line.value = chosen

    @property
    def _measure(self) -> Measure | None:
        return self._choices.measures.get(self.query_one("#field-measure", ChoiceLine).value)

    def _scale(self, text: str) -> str | None:
        """What is typed as the measure reads it, else what it takes."""
        measure = self._measure
        if measure is None:
            return "Choose what it measures first." if text.strip() else None
        if not text.strip():
            return f"{measure.title} takes {measure.scale}."
        try:
            parse_value(measure, text)
        except Refused as refused:
            return refused.message
        return None

    def _day(self, text: str) -> str:
        snapshot = self._choices.snapshot
        day = parse_day(text, today_of(snapshot), field="on", ahead=False)
        return full_day(day, today_of(snapshot))

    def _check_day(self, text: str) -> str | None:
        try:
            if text.strip():
                self._day(text)
        except Refused as refused:
            return refused.message
        return None

    def _understood(self, text: str) -> str | None:
        return self._day(text) if text.strip() and self._check_day(text) is None else None

    async def _log(self, values: dict[str, str]) -> Outcome[str]:
        if values["value"].strip() and not values["measure"]:
            return Outcome(refused=Refused("Choose what the answer measures.", field="measure"))
        self.stage = Stage(values["stage"])
        today = today_of(self._choices.snapshot)
        typed = values["on"].strip()
        return await attempt(
            self._main,
            evidence.log,
            self.stage,
            measure=values["measure"] or None,
            value=values["value"].strip() or None,
            quote=values["quote"].strip(),
            day=parse_day(typed, today, field="on", ahead=False) if typed else None,
            source=values["source"],
            touchpoint=values["touchpoint"] or None,
        )
