"""The forms of an import: how one measure is taken, and how the file as a whole is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from screens.core.store_calls import Outcome
from screens.forms.date_input import parse_day
from screens.forms.fields import ChoiceField, Field, TextField
from screens.forms.form import Form
from screens.importing.mapping_state import Laid, blank_days, may_be_turned, name_of
from store.common.errors import Refused
from store.domain.stages import STAGES, Stage
from store.domain.statistics.measures import parse_number
from store.evidence.importing.imports import Part, Terms
from store.formats.feedback.days.period_days import parse_years, year_words
from store.formats.feedback.proposals import FileKind
from store.formats.tabular.days.dates import DayOrder

if TYPE_CHECKING:
    from textual.app import App

    from screens.importing.mapping_list import Parts
    from store.evidence.importing.import_parser import FeedbackReader
    from store.models.snapshot import Snapshot

NONE = ""
"""The value of a choice that names no column and no touchpoint."""


class AskPart:
    """Asks how to take one part; it knows the team's touchpoints."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    async def __call__(self, screen: Parts, laid: Laid, part: Part) -> Part | None:
        async def save(values: dict[str, str]) -> Outcome[Part]:
            changed = _changed(part, values)
            try:
                laid.reader.read(changed)
            except Refused as refused:
                return Outcome(refused=refused)
            return Outcome(changed)

        form = Form(
            f"How to take “{part.column}”" if part.column else f"How to take it {name_of(part)}",
            self._fields(laid, part),
            save,
            intro=_intro(laid, part),
            deed="Apply",
        )
        outcome = await screen.app.push_screen_wait(form)
        return outcome.value if outcome else None

    def _fields(self, laid: Laid, part: Part) -> list[Field]:
        stages = [(each.value, f"{each.letter} {each.label}") for each in STAGES]
        fields: list[Field] = []
        if part.column:
            fields.append(_measures(laid, part))
        fields.append(ChoiceField("stage", "Stage", stages, part.stage.value))
        if part.may_have_words:
            none = "no column" if part.column else "the day of its rating, else its solution"
            dates = _columns(none, laid.look.date_columns, laid)
            fields.append(ChoiceField("date_column", "Dated by", dates, part.date_column or NONE))
        if part.may_have_words:
            likely = part.quote_column or laid.look.proposal.comment_column
            words = _columns("not imported", _first(likely), laid)
            fields.append(
                ChoiceField("quote_column", "Their words", words, part.quote_column or NONE)
            )
        fields.append(
            ChoiceField("touchpoint", "Touchpoint", self._touchpoints(), part.touchpoint or NONE)
        )
        return fields

    def _touchpoints(self) -> list[tuple[str, str]]:
        cards = [
            (card.id, f"{column.stage.letter} {card.text}")
            for column in self._snapshot.board
            for card in column.touchpoints
        ]
        return [(NONE, "not known"), *cards]


def _measures(laid: Laid, part: Part) -> ChoiceField:
    """The measures a column may hold; those that it seems to hold first."""
    likely = part.choices or ((part.measure,) if part.measure else ())
    others = [key for key in laid.measures if key not in likely]
    asked = [] if part.measure else [(NONE, "say which")]
    options = [(key, laid.measures[key].title) for key in (*likely, *others)]
    return ChoiceField(
        "measure",
        "Measure",
        [*asked, *options],
        part.measure,
        check=lambda key: None if key else "Only you know which it is.",
    )


def _columns(none: str, first: Sequence[str], laid: Laid) -> list[tuple[str, str]]:
    others = [name for name in laid.look.proposal.header if name not in first]
    return [(NONE, none), *((name, name) for name in (*first, *others))]


def _first(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def _intro(laid: Laid, part: Part) -> str:
    """What each measure is that the column may hold."""
    keys = part.choices or ((part.measure,) if part.measure else ())
    return "\n".join(
        f"{laid.measures[key].title}: {laid.measures[key].description}" for key in keys
    )


def _changed(part: Part, values: dict[str, str]) -> Part:
    changed = replace(part, stage=Stage(values["stage"]), touchpoint=values["touchpoint"] or None)
    if part.may_have_words:
        changed = replace(
            changed,
            quote_column=values["quote_column"] or None,
            date_column=values["date_column"] or None,
        )
    return replace(changed, measure=values["measure"]) if part.column else changed


async def ask_terms(screen: Parts, laid: Laid) -> Terms | None:
    """How the file as a whole is read; None when the person goes back."""
    reader = laid.reader

    async def save(values: dict[str, str]) -> Outcome[Terms]:
        try:
            terms = _terms(reader.terms, values, reader.around.today)
            terms.check(reader.around.today)
        except Refused as refused:
            return Outcome(refused=refused)
        return Outcome(terms)

    form = Form("How to read the file", _term_fields(laid), save, deed="Apply")
    outcome = await screen.app.push_screen_wait(form)
    return outcome.value if outcome else None


async def ask_day(app: App[Any], reader: FeedbackReader) -> date | None:
    """The one day of all answers of a file; None when the person goes back."""

    async def save(values: dict[str, str]) -> Outcome[date]:
        try:
            return Outcome(parse_day(values["on"], reader.around.today, field="on", ahead=False))
        except Refused as refused:
            return Outcome(refused=refused)

    day = TextField("on", "Day", "", hint="such as 2026-03-31")
    form = Form("The day of all answers", [day], save, deed="Go on")
    outcome = await app.push_screen_wait(form)
    return outcome.value if outcome else None


def _term_fields(laid: Laid) -> list[Field]:
    terms, kind = laid.reader.terms, laid.look.proposal.kind
    day = str(terms.day) if terms.day else ""
    fields: list[Field] = [
        ChoiceField(
            "day_order",
            "03/04/2026 is",
            [
                (NONE, "as the column shows"),
                (DayOrder.DAY_FIRST.value, "3 April"),
                (DayOrder.MONTH_FIRST.value, "March 4"),
            ],
            terms.day_order or NONE,
        ),
        TextField("on", "Undated are of", day, hint="today"),
    ]
    unread = laid.look.proposal.unread_dates
    if unread is not None and unread.periods is not None and unread.periods.yearless:
        years = year_words(terms.years) if terms.years else ""
        name = f"Year of its {unread.periods.kind.noun}s"
        fields.append(TextField("years", name, years, hint="2026, or 2025-2026 over New Year"))
    if kind is FileKind.TICKETS:
        hours = f"{terms.solve_target_hours:g}" if terms.solve_target_hours else ""
        hint = "hours to solve a case in, or empty"
        fields.append(TextField("solve_target", "Solve target", hours, hint=hint))
    if kind is FileKind.PURCHASES:
        days = str(terms.repurchase_days or "")
        fields.append(TextField("days", "Bought again", days, hint="within how many days: 90"))
    if kind is FileKind.MEMBERSHIPS:
        first, last = terms.period or ("", "")
        fields += [
            TextField("first", "From", str(first), hint="the first day of the period"),
            TextField("last", "To", str(last), hint="its last day"),
        ]
    fields.append(
        ChoiceField(
            "best",
            "Best number",
            [(NONE, "as the columns say"), ("low", "the lowest"), ("high", "the highest")],
            NONE if terms.best_low is None else "low" if terms.best_low else "high",
        )
    )
    fields.append(
        ChoiceField(
            "unread",
            "Unreadable ones",
            [(NONE, "ask where they are many"), ("skip", "leave out")],
            "skip" if terms.leave_unread else NONE,
        )
    )
    if terms.take_day_above is not None or blank_days(laid) is not None:
        above = terms.take_day_above
        fields.append(
            ChoiceField(
                "blank_days",
                "Without a day",
                [(NONE, "not said"), ("above", "the day above"), ("skip", "leave out")],
                NONE if above is None else "above" if above else "skip",
            )
        )
    if may_be_turned(laid):
        said = terms.no_is_good
        fields.append(
            ChoiceField(
                "good_answer",
                "Good answer",
                [(NONE, "not said"), ("no", "no"), ("yes", "yes")],
                NONE if said is None else "no" if said else "yes",
            )
        )
    return fields


def _terms(before: Terms, values: dict[str, str], today: date) -> Terms:
    """The terms that were typed. Raises Refused for the field that says none."""

    def day(name: str) -> date | None:
        typed = values.get(name, "").strip()
        return parse_day(typed, today, field=name, ahead=False) if typed else None

    terms = replace(
        before,
        day=day("on"),
        day_order=DayOrder(values["day_order"]) if values["day_order"] else None,
        best_low=values["best"] == "low" if values["best"] else None,
        leave_unread=values["unread"] == "skip",
    )
    if "years" in values:
        said = values["years"]
        terms = replace(terms, years=parse_years(said, "years") if said.strip() else None)
    if "blank_days" in values:
        said = values["blank_days"]
        terms = replace(terms, take_day_above=said == "above" if said else None)
    if "good_answer" in values:
        said = values["good_answer"]
        terms = replace(terms, no_is_good=said == "no" if said else None)
    if "solve_target" in values:
        terms = replace(terms, solve_target_hours=_number(values["solve_target"], "solve_target"))
    if "days" in values:
        days = _number(values["days"], "days")
        terms = replace(terms, repurchase_days=None if days is None else int(days))
    if "first" in values:
        first, last = day("first"), day("last")
        if first is None or last is None:
            raise Refused("Say the first and the last day.", field="last" if first else "first")
        terms = replace(terms, period=(first, last))
    return terms


def _number(text: str, field: str) -> float | None:
    if not text.strip():
        return None
    number = parse_number(text)
    if number is None:
        raise Refused(f"“{text.strip()}” is not a number.", field=field)
    return number
