"""The form that says what to take from a file: which column, as which measure, dated how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual import on

from screens.dialogs.fields import ChoiceField, ChoiceLine, Field, TextField
from screens.dialogs.form import Form, Save
from store.exchange.dates import DayOrder
from store.exchange.proposals import ColumnProposal, Proposal
from store.exchange.roles import Tool
from store.practice.measures import Measure
from store.practice.stages import STAGES, Stage
from store.practice.tallies import format_value

NONE = ""
"""The value of a choice that names no column, or leaves something to the file."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was given, and what it seems to be."""

    name: str
    data: bytes
    proposal: Proposal

    def proposed(self, column: str) -> ColumnProposal | None:
        """What a column seems to hold; None where nothing speaks for a measure."""
        return next((each for each in self.proposal.columns if each.column == column), None)


def recognised(proposal: Proposal) -> str:
    """What the file seems to be, in a sentence or two."""
    what = str(proposal.tool) if proposal.tool is Tool.PLAIN else f"an export of {proposal.tool}"
    rows = f"This is {what} with {proposal.rows:,} rows."
    if not proposal.columns:
        return f"{rows} {proposal.reason}".strip()
    if proposal.left_out:
        first = proposal.left_out[0]
        return f"{rows} “{first.column}” is left out: {first.reason}."
    return rows


class ImportForm(Form):
    """Asks what to take from ``given``; ``values`` are the answers of the time before."""

    def __init__(
        self,
        given: Given,
        measures: Sequence[Measure],
        stage: Stage | None,
        save: Save,
        values: Mapping[str, str],
    ) -> None:
        self._given = given
        self._measures = {measure.key: measure for measure in measures}
        fields = self._with_values(self._make_fields(stage), values)
        self._column = next(each.value for each in fields if each.name == "column")
        super().__init__(
            f"Import from {given.name}", fields, save, intro=recognised(given.proposal)
        )

    @staticmethod
    def _with_values(fields: Sequence[Field], values: Mapping[str, str]) -> list[Field]:
        return [
            replace(field, value=values[field.name]) if field.name in values else field
            for field in fields
        ]

    def _make_fields(self, stage: Stage | None) -> list[Field]:
        proposal = self._given.proposal
        first = proposal.columns[0].column if proposal.columns else NONE
        measure = self._likely(first)
        return [
            ChoiceField("column", "Answers in", self._columns(), first, check=self._check_column),
            ChoiceField(
                "measure",
                "Measure",
                [(NONE, "say which"), *((m.key, m.title) for m in self._measures.values())],
                measure,
                check=self._check_measure,
            ),
            ChoiceField("stage", "Stage", [(s.value, s.label) for s in STAGES], self._stage(stage, measure)),
            ChoiceField("dates", "Dates in", self._others("no column"), proposal.date_column or NONE),
            ChoiceField(
                "order",
                "Dates such as",
                [
                    (NONE, "as they plainly are"),
                    (DayOrder.DAY_FIRST.value, "03/04 is 3 April"),
                    (DayOrder.MONTH_FIRST.value, "03/04 is March 4"),
                ],
                check=self._check_order,
            ),
            TextField("on", "Else, the day", hint="today; where no column has dates"),
            ChoiceField("quotes", "Their words in", self._others("no column"), proposal.comment_column or NONE),
        ]  # fmt: skip

    def _columns(self) -> list[tuple[str, str]]:
        """Columns that seem to hold answers, with their figures, then the others."""
        found = [(each.column, self._figure(each)) for each in self._given.proposal.columns]
        named = {column for column, _ in found}
        rest = [(name, name) for name in self._given.proposal.header if name not in named]
        return found + rest if found else [(NONE, "say which"), *rest]

    def _figure(self, each: ColumnProposal) -> str:
        measure = self._measures.get(each.measures[0])
        if measure is None or each.value is None:
            return f"{each.column}: {each.n:,} answers"
        return f"{each.column}: {measure.title} {format_value(measure, each.value)} of {each.n:,}"

    def _others(self, none: str) -> list[tuple[str, str]]:
        return [(NONE, none), *((name, name) for name in self._given.proposal.header)]

    def _likely(self, column: str) -> str:
        """The measure a column seems to hold; none where a person must say which."""
        proposed = self._given.proposed(column)
        if proposed is None or len(proposed.measures) != 1:
            return NONE
        return proposed.measures[0]

    def _stage(self, stage: Stage | None, measure: str) -> str:
        if stage is None and measure in self._measures:
            stage = self._measures[measure].stages[0]
        return (stage or STAGES[0]).value

    def _check_column(self, column: str) -> str | None:
        return None if column else "Say which column holds the answers."

    def _check_measure(self, key: str) -> str | None:
        if key:
            return None
        proposed = self._given.proposed(self._value("column"))
        if proposed is None:
            return "Say what the column measures."
        titles = [self._measures[each].title for each in proposed.measures]
        return f"Only you know which it is: {' or '.join(titles)}."

    def _check_order(self, order: str) -> str | None:
        proposal = self._given.proposal
        asks = proposal.day_order_example and self._value("dates") == proposal.date_column
        if order or not asks:
            return None
        return f"Say how to read “{proposal.day_order_example}”: day or month first."

    @on(ChoiceLine.Changed)
    def _follow_column(self) -> None:
        """Offer the measure that the chosen column seems to hold."""
        column = self._value("column")
        if column != self._column:
            self._column = column
            self.query_one("#field-measure", ChoiceLine).value = self._likely(column)
