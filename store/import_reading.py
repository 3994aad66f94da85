"""A file of feedback, read measure by measure: what it would bring, before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from store.errors import Refused
from store.exchange.case_columns import find_columns, is_tickets
from store.exchange.feedback import FeedbackRow, Fingerprints, read_feedback
from store.exchange.memberships import read_memberships
from store.exchange.proposals import FileKind
from store.exchange.purchases import CustomerFile, read_purchases
from store.exchange.tables import Problem, Row, Table, read_table
from store.exchange.tickets import Outcome, TicketFile, case_prints, read_tickets
from store.import_rows import NewEvidence
from store.import_terms import NOTHING_SAID, Around, Part, Terms, look_around
from store.practice.measures import Measure, find_measure
from store.practice.stages import Stage
from store.seat import Seat
from store.text import clean

SOURCE_LIMIT = 200
"""The most characters of a file's name that evidence keeps as its source."""


def read_file(
    seat: Seat, data: bytes | Table, file: str = "", terms: Terms = NOTHING_SAID
) -> FeedbackReader:
    """A reader of the file for this team as it is now; see `FeedbackReader`."""
    return FeedbackReader(data, look_around(seat), file, terms)


@dataclass(frozen=True, slots=True)
class Found:
    """One part's answers in a file."""

    part: Part
    measure: Measure
    rows: tuple[NewEvidence, ...]
    """Each answer once."""
    read: int
    """Data rows in the file."""
    repeated: int
    """Answers that the file has twice, by their row's or case's id."""
    too_young: int
    """Rows without an answer because their time is not over yet."""
    problems: tuple[Problem, ...]
    """Every rejected row with its line and reason."""
    date_column: str | None
    read_from: tuple[str, ...]
    """The columns that the answers follow from, where no one column holds them."""

    @property
    def blank(self) -> int:
        """Rows that give no answer of their own, too young ones among them."""
        return self.read - len(self.rows) - self.repeated - len(self.problems)


class FeedbackReader:
    """Reads the parts of one file; what several of them share is read once."""

    def __init__(
        self, data: bytes | Table, around: Around, file: str = "", terms: Terms = NOTHING_SAID
    ) -> None:
        """``file`` is its name, which evidence keeps as its source.

        Raises Refused for a file that is no table, or terms out of range.
        """
        terms.check(around.today)
        self.around = around
        self.file = file
        self.terms = terms
        self.table = read_table(data)
        self._source = clean(file).text[:SOURCE_LIMIT]
        self._memberships: dict[Stage, CustomerFile] = {}
        self._read: dict[Part, Found] = {}

    def on(self, terms: Terms) -> FeedbackReader:
        """The same file on other terms. Raises Refused for terms out of range."""
        return (
            self
            if terms == self.terms
            else FeedbackReader(self.table, self.around, self.file, terms)
        )

    def read(self, part: Part) -> Found:
        """The answers of one part, read once. Raises Refused where it cannot be used."""
        if part not in self._read:
            self._read[part] = self._answers(part)
        return self._read[part]

    def _answers(self, part: Part) -> Found:
        measure = find_measure(part.measure, self.around.own)
        if part.column:
            return self._column(part, measure)
        if part.source is FileKind.TICKETS:
            return self._cases(part, measure)
        file = self._customers(part)
        outcome = _pick(file.outcomes, measure)
        return self._found(
            part,
            measure,
            outcome.rows,
            file.problems,
            outcome.too_young,
            read_from=tuple(file.columns.values()),
        )

    def _column(self, part: Part, measure: Measure) -> Found:
        around, terms = self.around, self.terms
        file = read_feedback(
            self.table,
            measure=measure,
            column=part.column,
            team_id=around.team_id,
            stage=part.stage,
            today=around.today,
            date_column=part.date_column,
            fallback_day=terms.day,
            day_order=terms.day_order,
            quote_column=part.quote_column,
            zone=around.zone,
        )
        also = self._as_case(part, measure, file.column)
        return self._found(
            part, measure, file.rows, file.problems, also=also, date_column=file.date_column
        )

    def _cases(self, part: Part, measure: Measure) -> Found:
        file = self.tickets
        outcome = _pick(file.outcomes, measure)
        mark = case_prints(self.table, self.around.team_id, part.stage, measure.key)
        rows = [
            FeedbackRow(row.line, row.day, row.value, mark(self._lines[row.line]))
            for row in outcome.rows
        ]
        answered = {row.line for row in rows}
        problems = {each.line: each for each in file.problems if each.line not in answered}
        also = self._as_column(part, file) if measure.key == "csat" else None
        return self._found(
            part,
            measure,
            rows,
            tuple(problems.values()),
            outcome.too_young,
            also=also,
            read_from=tuple(file.columns.values()),
        )

    @cached_property
    def tickets(self) -> TicketFile:
        """The file as a help desk's. Raises Refused where it is none, or answers nothing."""
        return read_tickets(
            self.table,
            team_id=self.around.team_id,
            today=self.around.today,
            reply_target_hours=self.around.reply_target_hours,
            solve_target_hours=self.terms.solve_target_hours,
            zone=self.around.zone,
            day_order=self.terms.day_order,
        )

    def _customers(self, part: Part) -> CustomerFile:
        around, terms = self.around, self.terms
        if part.source is FileKind.PURCHASES:
            return read_purchases(
                self.table,
                team_id=around.team_id,
                today=around.today,
                stage=part.stage,
                within_days=terms.repurchase_days,
                zone=around.zone,
                day_order=terms.day_order,
            )
        if terms.period is None:
            raise Refused("Say from which day to which it is counted.", field="period")
        if part.stage not in self._memberships:
            self._memberships[part.stage] = read_memberships(
                self.table,
                team_id=around.team_id,
                first_day=terms.period[0],
                last_day=terms.period[1],
                today=around.today,
                stage=part.stage,
                zone=around.zone,
                day_order=terms.day_order,
            )
        return self._memberships[part.stage]

    # One rating may come in twice: by its column, and by its case.

    def _as_case(
        self, part: Part, measure: Measure, column: str
    ) -> Callable[[FeedbackRow], str] | None:
        """What a rating's case would be called, where the column is a ticket export's."""
        if measure.key != "csat" or not is_tickets(self.table):
            return None
        if find_columns(self.table).get("rating") != self.table.index(column):
            return None
        mark = case_prints(self.table, self.around.team_id, part.stage, measure.key)
        return lambda row: mark(self._lines[row.line])

    def _as_column(self, part: Part, file: TicketFile) -> Callable[[FeedbackRow], str]:
        """What the row of a case's rating would be called, taken from its column."""
        team = self.around.team_id
        mark = Fingerprints(self.table, team, part.stage, "csat", file.columns["rating"])
        return lambda row: mark.of(self._lines[row.line])

    @cached_property
    def _lines(self) -> dict[int, Row]:
        return {row.line: row for row in self.table.rows}

    def _found(
        self,
        part: Part,
        measure: Measure,
        rows: Sequence[FeedbackRow],
        problems: tuple[Problem, ...],
        too_young: int = 0,
        *,
        also: Callable[[FeedbackRow], str] | None = None,
        date_column: str | None = None,
        read_from: tuple[str, ...] = (),
    ) -> Found:
        unique: dict[str, NewEvidence] = {}
        for row in rows:
            other = also(row) if also is not None else ""
            unique.setdefault(
                row.fingerprint,
                NewEvidence(row.day, row.value, row.fingerprint, row.quote, self._source, other),
            )
        return Found(
            part=part,
            measure=measure,
            rows=tuple(unique.values()),
            read=len(self.table.rows) + len(self.table.problems),
            repeated=len(rows) - len(unique),
            too_young=too_young,
            problems=problems,
            date_column=date_column,
            read_from=read_from,
        )


def _pick(outcomes: Iterable[Outcome], measure: Measure) -> Outcome:
    """The outcome of ``measure``; Refused where the file has none."""
    for outcome in outcomes:
        if outcome.measure == measure.key:
            return outcome
    raise Refused(f"The file answers nothing for {measure.title}.", field="measure")
