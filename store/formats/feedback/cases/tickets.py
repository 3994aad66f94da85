"""What a ticket export says of CARE's measures, case by case."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from statistics import median

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.stages import Stage
from store.formats.feedback.cases.case_columns import is_tickets
from store.formats.feedback.cases.cases import Case, CaseReader, CaseTable
from store.formats.feedback.cases.contradicting_cases import contradiction
from store.formats.feedback.column_roles import id_column
from store.formats.feedback.feedback import EarlierFingerprints, FeedbackRow
from store.formats.tabular.days.dates import DayOrder
from store.formats.tabular.numbers import read_id
from store.formats.tabular.tables import Problem, Row, Table, read_table

_DAYS = ("rated", "solved", "length", "created")
"""What dates an answer, each before those that follow it."""
Judge = Callable[[Case], bool | float | None]


@dataclass(frozen=True, slots=True)
class CaseAnswers:
    """One measure's answers from the file's cases."""

    measure: str
    rows: tuple[FeedbackRow, ...]
    too_young: int
    """Cases left out because their target had not yet passed when the file was written."""
    unknown: int
    """Cases that don't count here: unsolved, unrated, or the file doesn't say."""
    dated_by: tuple[str, ...] = ()
    """What dates the answers, the one that goes before the others first: columns in quotation marks."""


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A ticket export, read."""

    outcomes: tuple[CaseAnswers, ...]
    """Those with at least one answer."""
    read: int
    """Data rows in the file."""
    problems: tuple[Problem, ...]
    newest: datetime | None
    """The newest time in the file: "old enough to judge" is held against it."""
    solved: int
    stray_lengths: int
    """Unsolved rows with a resolution time, which was left unread."""
    median_reply_hours: float | None
    """Description only: a median of answered cases flatters a team that leaves others open."""
    median_solve_hours: float | None
    columns: dict[str, str]
    """What was found in which column, of what the outcomes follow from."""
    came_back: int = 0
    """Solved cases that count as more than one contact only because they were reopened."""
    still_open: int = 0
    """Cases that are not solved yet though older than their target, and so not solved in time."""
    not_late: int = 0
    """Cases that are not solved yet and not late by the help desk's own word: they count nowhere."""
    outranked: str = ""
    """The column with the help desk's own word of late replies, where the team's target judges
    their times; empty where there is none."""


def read_tickets(
    data: bytes | Table,
    *,
    team_id: str,
    today: date,
    stage: Stage = Stage.RESOLVE,
    reply_target_hours: float = 24,
    solve_target_hours: float | None = None,
    zone: tzinfo | None = None,
    day_order: DayOrder | None = None,
    best_low: bool | None = None,
    rated_column: str | None = None,
) -> TicketFile:
    """Every measure that the export's cases answer.

    ``first-reply``: replied within ``reply_target_hours`` ÷ all cases at least that old at
    the file's newest time. ``solved-in-target``: the same for ``solve_target_hours``;
    without it, the help desk's own word on its target where the export has it.
    ``first-contact``, ``two-interactions``, ``reopened``, ``escalated``: of solved cases; each time
    that a case was reopened is a contact more than its first.
    ``csat``: of rated ones. First-reply and solved-in-target count on the day a case was
    created, ratings when given (in ``rated_column``, where a person names it), else solved, the
    others when solved, else created.

    Raises Refused for a file that isn't a ticket export or answers none of them, and for one that calls
    cases open and solved.
    """
    table = read_table(data)
    if not is_tickets(table):
        raise Refused(
            "The file is not a ticket export: it needs a creation date and a status, a solution"
            " or a reply time.",
            field="file",
        )
    if (doubt := contradiction(table)) is not None:
        column, why = doubt
        raise Refused(f"“{column}”: {why}.", field="column")
    reader = CaseReader(
        table,
        today=today,
        zone=zone,
        day_order=day_order,
        best_low=best_low,
        rated_column=rated_column,
    )
    cases = reader.read()
    judges = _judges(reader, reply_target_hours, solve_target_hours)
    outcomes = [
        _outcome(measure, judge, cases, _young(cases.newest, hours), table, team_id, stage, today)
        for measure, judge, hours in judges
    ]
    answered = tuple(outcome for outcome in outcomes if outcome.rows)
    if not answered:
        raise Refused(_why_none(cases, reader), field="file")
    columns = dict(cases.columns)
    outranked = (
        columns.pop("late_reply", "") if reader.has("created") and reader.has("reply") else ""
    )
    replies = [case.reply_hours for case in cases.cases if case.reply_hours is not None]
    lengths = [case.solve_hours for case in cases.cases if case.solve_hours is not None]
    return TicketFile(
        outcomes=answered,
        read=len(table.rows) + len(table.problems),
        problems=cases.problems,
        newest=cases.newest,
        solved=sum(case.solved for case in cases.cases),
        stray_lengths=cases.stray_lengths,
        median_reply_hours=median(replies) if replies else None,
        median_solve_hours=median(lengths) if lengths else None,
        columns=columns,
        came_back=sum(case.solved and case.came_back for case in cases.cases),
        still_open=_still_open(cases, reader, solve_target_hours),
        outranked=outranked,
        not_late=_not_late(cases, reader, solve_target_hours),
    )


def _still_open(cases: CaseTable, reader: CaseReader, solve_target: float | None) -> int:
    """How many cases miss the target of ``solve_target`` hours only because nobody solved them yet;
    without one, how many the help desk calls late that are not solved yet."""
    if solve_target is None and reader.has("overdue"):
        return sum(bool(case.overdue) and not case.solved for case in cases.cases)
    if solve_target is None or not reader.has("solved", "length"):
        return 0
    too_young = _young(cases.newest, solve_target)
    return sum(
        not case.solved and not case.withdrawn and not too_young(case) for case in cases.cases
    )


def _not_late(cases: CaseTable, reader: CaseReader, solve_target: float | None) -> int:
    """How many cases can still go either way by the help desk's own word of late ones."""
    if solve_target is not None or not reader.has("overdue"):
        return 0
    return sum(
        case.overdue is False and not case.solved and not case.withdrawn for case in cases.cases
    )


def _why_none(case_table: CaseTable, reader: CaseReader) -> str:
    """Why no case answers a measure, and what would make it."""
    solved = sum(case.solved for case in case_table.cases)
    if not case_table.cases:
        return "No case in the ticket export could be read: " + (
            f"line {case_table.problems[0].line}: {case_table.problems[0].reason}."
            if case_table.problems
            else "it has none."
        )
    if solved and reader.has("solved", "length"):
        cases = "1 case is" if solved == 1 else f"{solved:,} cases are"
        return f"{cases} solved. Say --solve-target HOURS to count those solved in time."
    if solved:
        return (
            "The ticket export answers no measure: cases are solved, but no column says when, how"
            " many contacts it took, or what the customer said. Export one of these columns too."
        )
    return (
        "The ticket export answers no measure: no case in it is solved, rated or has a reply time."
        " Export solved cases too, or the columns of replies and ratings."
    )


def _judges(
    reader: CaseReader,
    reply_target: float,
    solve_target: float | None,
) -> list[tuple[str, Judge, float]]:
    """Each measure the columns allow, how a case answers it, and the age in hours it needs."""
    judges: list[tuple[str, Judge, float]] = []
    if reader.has("created") and reader.has("reply"):
        judges.append(
            ("first-reply", lambda case: _replied_within(case, reply_target), reply_target)
        )
    elif reader.has("late_reply"):
        judges.append(("first-reply", lambda case: _not(case.late_reply), 0))
    if solve_target is not None and reader.has("solved", "length"):
        judges.append(
            ("solved-in-target", lambda case: _solved_within(case, solve_target), solve_target)
        )
    elif reader.has("overdue") and reader.has("status", "solved", "length"):
        judges.append(("solved-in-target", _solved_by_own_word, 0))
    if reader.has("interactions", "first_contact"):
        judges.append(("first-contact", lambda case: _solved_in(case, 1), 0))
    if reader.has("interactions"):
        judges.append(("two-interactions", lambda case: _solved_in(case, 2), 0))
    judges.append(("reopened", lambda case: case.reopened if case.solved else None, 0))
    judges.append(("escalated", lambda case: case.escalated if case.solved else None, 0))
    judges.append(("csat", lambda case: case.rating, 0))
    return judges


def _within(hours: float | None, target: float) -> bool:
    return hours is not None and hours <= target


def _replied_within(case: Case, target: float) -> bool | None:
    """None for a case of whose reply no time can be read, and for one that was withdrawn before it; any
    other without a reply missed its target."""
    if case.reply_unread or (case.withdrawn and case.reply_hours is None):
        return None
    return _within(case.reply_hours, target)


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _solved_within(case: Case, target: float) -> bool | None:
    """None for a solved case whose length isn't known, and for one that was withdrawn; an unsolved old
    one missed its target."""
    if case.withdrawn or (case.solved and case.solve_hours is None):
        return None
    return case.solved and _within(case.solve_hours, target)


def _solved_by_own_word(case: Case) -> bool | None:
    """By the help desk's flag; an unsolved case that isn't overdue can still go either way."""
    if case.overdue is None or case.overdue:
        return _not(case.overdue)
    return True if case.solved else None


def _solved_in(case: Case, most: int) -> bool | None:
    if not case.solved:
        return None
    if case.interactions is not None:
        return case.interactions <= most
    return case.first_contact if most == 1 else None


def _young(newest: datetime | None, hours: float) -> Callable[[Case], bool]:
    """Whether a case's target had not passed at the file's newest time."""
    if not hours or newest is None:
        return lambda _case: False
    latest = newest - timedelta(hours=min(hours, 876_600.0))
    return lambda case: case.created is not None and case.created > latest


def _outcome(
    measure: str,
    judge: Judge,
    cases: CaseTable,
    too_young: Callable[[Case], bool],
    table: Table,
    team_id: str,
    stage: Stage,
    today: date,
) -> CaseAnswers:
    print_of = case_prints(table, team_id, stage, measure)
    rows: list[FeedbackRow] = []
    dated_by: set[str] = set()
    young = unknown = 0
    for case in cases.cases:
        answer = judge(case)
        if too_young(case):
            young += 1
        elif answer is None:
            unknown += 1
        else:
            what, day = _day(measure, case, today)
            dated_by.add(what)
            rows.append(FeedbackRow(case.row.line, day, float(answer), print_of(case.row)))
    days = tuple(
        words for what in _DAYS if what in dated_by and (words := _day_words(what, cases.columns))
    )
    return CaseAnswers(measure, tuple(rows), young, unknown, days)


def _day_words(what: str, columns: dict[str, str]) -> str:
    """The column that dates an answer in quotation marks, or the two that add up to its day."""
    name = columns.get(what)
    if name is None:
        return ""
    return f"“{columns['created']}” plus “{name}”" if what == "length" else f"“{name}”"


def _day(measure: str, case: Case, today: date) -> tuple[str, date]:
    """What dates a case's answer, and the day it counts on; never after ``today``."""
    solved = ("length" if case.ended_by_length else "solved", case.solved_at)
    created = ("created", case.created)
    times = {
        "first-reply": (created,),
        "solved-in-target": (created,),
        "csat": (("rated", case.rated_at), solved, created),
    }.get(measure, (solved, created))
    known = [(what, time.date()) for what, time in times if time is not None]
    return (known[0][0], min(known[0][1], today)) if known else ("", today)


def case_prints(table: Table, team_id: str, stage: Stage, measure: str) -> Callable[[Row], str]:
    """What tells cases apart: the case's id where the file has one, else the whole row.

    A case keeps its id while its status and times go on changing from export to export;
    its answer must not count again.
    """
    index = id_column(table)
    if index is None:
        return EarlierFingerprints(table, team_id, stage, measure, "case").of
    start = "\x1d".join((team_id, stage, measure, "case", ""))
    return lambda row: hashlib.sha256(
        f"{start}{read_id(row.cells[index]) or f'line {row.line}'}".encode()
    ).hexdigest()[:32]
