"""A file of feedback, read measure by measure: what it would bring, before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.common.text import clean
from store.domain.stages import Stage
from store.domain.statistics.measures import Measure, find_measure
from store.evidence.importing.best_ends import check_end, is_turned
from store.evidence.importing.import_matching import NewEvidence
from store.evidence.importing.import_options import NOTHING_SAID, Around, Part, Terms, look_around
from store.evidence.importing.left_rows import left_rows
from store.formats.feedback.cases.case_columns import find_columns, is_tickets
from store.formats.feedback.cases.tickets import CaseAnswers, TicketFile, case_prints, read_tickets
from store.formats.feedback.column_roles import id_column, tool_of
from store.formats.feedback.feedback import (
    EarlierFingerprints,
    FeedbackRow,
    read_feedback,
    words_of,
)
from store.formats.feedback.leavers import refuse_days_of_leavers
from store.formats.feedback.memberships import (
    known_by,
    membership_columns,
    read_memberships,
    refuse_sign_up_days,
)
from store.formats.feedback.proposals import FileKind
from store.formats.feedback.purchases import CustomerFile, read_purchases
from store.formats.feedback.questions.asked_questions import mixed_questions
from store.formats.feedback.refusals import several_questions
from store.formats.feedback.rows.feedback_table import feedback_table
from store.formats.tabular.numbers import read_id
from store.formats.tabular.tables import Problem, Row, Table
from store.journal.seat import Seat

SOURCE_LIMIT = 200
"""The most characters of a file's name that evidence keeps as its source."""


def read_file(
    seat: Seat, data: bytes | Table, file: str = "", terms: Terms = NOTHING_SAID
) -> FeedbackReader:
    """A reader of the file for this team as it is now; see `FeedbackReader`."""
    return FeedbackReader(data, look_around(seat), file, terms)


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One part's answers in a file."""

    part: Part
    measure: Measure
    rows: tuple[NewEvidence, ...]
    """Each answer once."""
    read: int
    """Data rows in the file."""
    repeated: int
    """Answers that the file has twice, by their row's or case's id; the later counts."""
    too_young: int
    """Rows without an answer because their time is not over yet."""
    problems: tuple[Problem, ...]
    """Every rejected row with its line and reason."""
    date_column: str | None
    read_from: tuple[str, ...]
    """The columns that the answers follow from, where no one column holds them."""
    judged_on: date | None = None
    """The day that stands for the file's end, where the file itself ends too early."""
    id_column: str | None = None
    """The column that names each answer; None where none does."""
    answer_column: str = ""
    """The column that holds the answers, a help desk's ratings too."""
    without_day: int = 0
    """Answers without a day of their own, below rows that have one."""
    dated_by: tuple[str, ...] = ()
    """What dates the answers of cases and purchases: columns in quotation marks."""

    @property
    def blank(self) -> int:
        """Rows that give no answer of their own, too young ones among them."""
        return self.read - len(self.rows) - self.repeated - len(self.problems)


class FeedbackReader:
    """Reads the parts of one file; what several of them share is read once."""

    def __init__(
        self,
        data: bytes | Table,
        around: Around,
        file: str = "",
        terms: Terms = NOTHING_SAID,
        *,
        unended: bool | None = None,
    ) -> None:
        """``file`` is its name, which evidence keeps as its source; ``unended`` says whether
        nothing ends its last line, where ``data`` is a table already.

        Raises Refused for a file that is no table, or terms out of range.
        """
        terms.check(around.today)
        self.around = around
        self.file = file
        self.terms = terms
        self.whole = feedback_table(data, file, terms.sheet)
        """The table with the columns that are left out of every reading."""
        self.table = _without(self.whole, terms.left_out)
        self._unended = _is_unended(data) if unended is None else unended
        self._source = clean(file).text[:SOURCE_LIMIT]
        self._memberships: dict[Stage, CustomerFile] = {}
        self._read: dict[Part, ReadPart] = {}

    def on(self, terms: Terms) -> FeedbackReader:
        """The same file on other terms. Raises Refused for terms out of range."""
        return (
            self
            if terms == self.terms
            else FeedbackReader(self.whole, self.around, self.file, terms, unended=self._unended)
        )

    def read(self, part: Part) -> ReadPart:
        """The answers of one part, read once. Raises Refused where it cannot be used."""
        if part not in self._read:
            self._read[part] = self._answers(part)
        return self._read[part]

    def _answers(self, part: Part) -> ReadPart:
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
            names=self._customer(part, file),
            period=self._period(part),
            read_from=tuple(file.columns.values()),
            judged_on=file.judged_on,
            dated_by=outcome.dated_by,
        )

    def _column(self, part: Part, measure: Measure) -> ReadPart:
        around, terms = self.around, self.terms
        index = self.table.index(part.column)
        check_end(self.table, terms, measure, index)
        if (mixed := mixed_questions(self.table, index)) is not None:
            raise Refused(several_questions(mixed), field="column")
        refuse_sign_up_days(self.table, around.today, measure.key, part.date_column)
        refuse_days_of_leavers(self.table, measure.key, part.date_column)
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
            best_low=terms.best_low,
            yes_is_no=is_turned(self.table, terms, measure, index),
            left_rows=left_rows(self.table, terms),
            years=terms.years,
            leave_unread=terms.leave_unread,
            take_day_above=terms.take_day_above,
        )
        also = self._as_case(part, measure, file.column)
        return self._found(
            part,
            measure,
            file.rows,
            file.problems,
            also=also,
            names=self.id_place,
            answer_column=file.column,
            date_column=file.date_column,
            without_day=file.without_day,
        )

    def _cases(self, part: Part, measure: Measure) -> ReadPart:
        file = self.tickets if part.date_column is None else self._tickets_by(part.date_column)
        check_end(self.table, self.terms, measure, find_columns(self.table).get("rating"))
        outcome = _pick(file.outcomes, measure)
        mark = case_prints(self.table, self.around.team_id, part.stage, measure.key)
        words = self.table.index(part.quote_column) if part.quote_column else None
        rows = [
            FeedbackRow(
                row.line,
                row.day,
                row.value,
                mark(self._lines[row.line]),
                words_of(self._lines[row.line].cells[words]) if words is not None else "",
            )
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
            names=self.id_place,
            answer_column=file.columns["rating"] if measure.key == "csat" else "",
            date_column=part.date_column,
            read_from=tuple(file.columns.values()),
            dated_by=outcome.dated_by,
        )

    @cached_property
    def tool(self) -> str:
        """What wrote the file."""
        return tool_of(self.table.header).value

    @cached_property
    def id_place(self) -> int | None:
        """Where the column is that names each answer. Raises Refused for one that isn't there."""
        chosen = self.terms.id_column
        if chosen is None:
            return id_column(self.table)
        return self.table.index(chosen) if chosen else None

    def _customer(self, part: Part, file: CustomerFile) -> int | None:
        """Where the column is that names the customers of a list."""
        if part.source is FileKind.PURCHASES:
            return self.table.index(file.columns["customer"])
        columns = membership_columns(self.table, self.around.today)
        if columns is None:
            return None
        return known_by(self.table, columns, self.terms.id_column).customer

    def _period(self, part: Part) -> str:
        """What a customer is asked of once: a period, or a time to buy again in."""
        if part.source is FileKind.PURCHASES:
            return f"{self.terms.bought_again_within}"
        return " ".join(map(str, self.terms.period or ()))

    @cached_property
    def tickets(self) -> TicketFile:
        """The file as a help desk's. Raises Refused where it is none, or answers nothing."""
        return self._tickets_by(None)

    def _tickets_by(self, rated_column: str | None) -> TicketFile:
        """The file as a help desk's, whose ratings a person dates by ``rated_column``."""
        return read_tickets(
            self.table,
            team_id=self.around.team_id,
            today=self.around.today,
            reply_target_hours=self.around.reply_target_hours,
            solve_target_hours=self.terms.solve_target_hours,
            zone=self.around.zone,
            day_order=self.terms.day_order,
            best_low=self.terms.best_low,
            rated_column=rated_column,
        )

    def _customers(self, part: Part) -> CustomerFile:
        around, terms = self.around, self.terms
        if part.source is FileKind.PURCHASES:
            return read_purchases(
                self.table,
                team_id=around.team_id,
                today=around.today,
                stage=part.stage,
                within_days=terms.bought_again_within,
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
                id_column_name=terms.id_column,
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
        mark = EarlierFingerprints(self.table, team, part.stage, "csat", file.columns["rating"])
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
        names: int | None = None,
        period: str | None = None,
        answer_column: str = "",
        date_column: str | None = None,
        read_from: tuple[str, ...] = (),
        judged_on: date | None = None,
        without_day: int = 0,
        dated_by: tuple[str, ...] = (),
    ) -> ReadPart:
        last = self.table.rows[-1].line if self._unended and self.table.rows else None
        unique: dict[str | int, NewEvidence] = {}
        for row in rows:
            key = read_id(self._lines[row.line].cells[names]) if names is not None else ""
            if key and period is not None:
                key = f"{period} {row.day if part.source is FileKind.PURCHASES else ''} {key}"
            answer = NewEvidence(
                row.day,
                row.value,
                key,
                row.quote,
                self._source,
                line=row.line,
                words_read=part.quote_column is not None,
                earlier=(row.fingerprint, also(row)) if also is not None else (row.fingerprint,),
                dated=not part.column or date_column is not None or self.terms.day is not None,
                half_read=row.line == last,
            )
            before = unique.get(key or row.line)
            if before is None or before.day <= answer.day:
                unique[key or row.line] = answer
        return ReadPart(
            part=part,
            measure=measure,
            rows=tuple(unique.values()),
            read=len(self.table.rows) + len(self.table.problems),
            repeated=len(rows) - len(unique),
            too_young=too_young,
            problems=problems,
            date_column=date_column,
            read_from=read_from,
            judged_on=judged_on,
            id_column=None if names is None else self.table.header[names],
            answer_column=answer_column,
            without_day=without_day,
            dated_by=dated_by,
        )


def _without(table: Table, names: Iterable[str]) -> Table:
    """The table without the columns of these names. Raises Refused for one that isn't there."""
    places = {table.index(name) for name in names}
    return table.without(places) if places else table


def _is_unended(data: bytes | Table) -> bool:
    """Whether nothing ends a file's last line, in any encoding; JSON that is cut is no JSON."""
    if isinstance(data, Table) or data[:100].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return False
    return data.rstrip(b"\0")[-1:] not in (b"\n", b"\r")


def _pick(outcomes: Iterable[CaseAnswers], measure: Measure) -> CaseAnswers:
    """The outcome of ``measure``; Refused where the file has none."""
    for outcome in outcomes:
        if outcome.measure == measure.key:
            return outcome
    raise Refused(f"The file answers nothing for {measure.title}.", field="measure")
