"""Who stayed and who left, out of a list of memberships or subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, tzinfo

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.domain.stages import Stage
from store.formats.feedback.answers import yes_or_no
from store.formats.feedback.cases.tickets import CaseAnswers
from store.formats.feedback.column_roles import id_column
from store.formats.feedback.days.answer_dates import date_columns, date_reader, settled_dates
from store.formats.feedback.feedback import FeedbackRow
from store.formats.feedback.leavers import left_flag, line_of_the_flag
from store.formats.feedback.purchases import (
    CustomerFile,
    customer_column,
    customer_print,
    names_an_order,
    says_orders,
)
from store.formats.feedback.questions.ways_on import column_line
from store.formats.feedback.words.membership_words import (
    BORN,
    ENDED,
    EXPIRES,
    FAMILY_NAME,
    FILE,
    FULL_NAME,
    GIVEN_NAME,
    NUMBER,
    ONLY_ENDING,
    SAYS_LEFT,
    STARTED,
    STATUS,
    SUBSCRIBING,
    TRIAL,
)
from store.formats.feedback.words.status_words import has_left
from store.formats.tabular.days.dates import DayOrder, Unreadable
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.names import name_words, without_prefix
from store.formats.tabular.numbers import read_id
from store.formats.tabular.tables import Problem, Row, Table, read_table

_NEARLY_ALL, _FEWEST_STAYED = 0.9, 2


@dataclass(frozen=True, slots=True)
class MembershipColumns:
    """Where a membership list says since when, until when, who, and whether they left."""

    start: int
    end: int
    status: int | None
    customer: int | None
    """The column that alone tells one customer from another; None where none does."""
    person: tuple[int, ...] = ()
    """The columns that do together: names and the day of birth."""


@dataclass(frozen=True, slots=True)
class _Member:
    row: Row
    start: date
    end: date | None
    """The day they left; None while they are a member."""


def membership_columns(table: Table, today: date) -> MembershipColumns | None:
    """The columns of a membership list; None if the file is none.

    It names customers, the day each started, the day they left, and speaks of subscribing.
    """
    names = without_prefix([name_words(name) for name in table.header])
    dated = date_columns(table, today)
    starts = [index for index in dated if STARTED.fullmatch(names[index])]
    ends = [
        index
        for index, name in enumerate(names)
        if ENDED.fullmatch(name) and (index in dated or _holds_days(table, index))
    ]
    ends += [
        index
        for index, name in enumerate(names)
        if EXPIRES.fullmatch(name) and any(_ends_what_was_left(table, index, end) for end in ends)
    ]
    ends.sort(key=lambda index: "cancel" in names[index])
    ends.sort(key=lambda index: not SAYS_LEFT.search(names[index]))
    customer = customer_column(replace(table, header=tuple(names)))
    if customer is None:
        customer = id_column(table)
    if customer is None:
        customer = next((at for at, name in enumerate(names) if NUMBER.fullmatch(name)), None)
    person = _person(names) if customer is None else ()
    if not starts or not ends or (customer is None and not person):
        return None
    if not is_of_subscribers(table) and (says_orders(table) or not _may_subscribe(table, names)):
        return None
    status = next((index for index, name in enumerate(names) if STATUS.fullmatch(name)), None)
    if customer is None and len(person) == 1 and _are_all_different(table, person[0]):
        customer = person[0]
    return MembershipColumns(starts[0], ends[0], status, customer, person)


def is_of_subscribers(table: Table) -> bool:
    """Whether a list speaks of subscribing or being a member by more than that something can be
    cancelled, as orders can too, and of no order."""
    spoken = map(name_words, table.header)
    speaks = any(SUBSCRIBING.search(ONLY_ENDING.sub("", name)) for name in spoken)
    return (speaks or bool(FILE.search(name_words(table.name)))) and not names_an_order(table)


def _may_subscribe(table: Table, names: list[str]) -> bool:
    """Whether a name speaks of leaving, or a status says who left."""
    spoken = map(name_words, table.header)
    return any(map(SUBSCRIBING.search, spoken)) or _says_who_left(table, names)


def _person(names: list[str]) -> tuple[int, ...]:
    """The columns that say who a member is: the names, and with them the day of birth."""
    parts = [
        next((at for at, name in enumerate(names) if part.fullmatch(name)), None)
        for part in (FAMILY_NAME, GIVEN_NAME, FULL_NAME)
    ]
    said = tuple(dict.fromkeys(at for at in parts if at is not None))
    born = (at for at, name in enumerate(names) if BORN.fullmatch(name))
    return (*said, *born) if said else ()


def _are_all_different(table: Table, index: int) -> bool:
    filled = [cell.casefold() for cell in table.column(index) if not is_blank(cell)]
    return len(set(filled)) == len(filled)


def _holds_days(table: Table, index: int) -> bool:
    """Whether a column is blank, or holds days, some of which may still come."""
    settled = settled_dates(table, index)
    return 2 * settled.readable >= settled.filled


def _ends_what_was_left(table: Table, index: int, end: int) -> bool:
    """Whether a column says when it ended for those, and only those, who have said they leave."""
    filled = [row for row in table.rows if not is_blank(row.cells[index])]
    return (
        bool(filled)
        and all(not is_blank(row.cells[end]) for row in filled)
        and settled_dates(table, index).readable == len(filled) < len(table.rows)
    )


def _says_who_left(table: Table, names: list[str]) -> bool:
    """Whether a status says of most rows that somebody stayed or left."""
    for index, name in enumerate(names):
        if STATUS.fullmatch(name):
            cells = [cell for cell in table.column(index) if not is_blank(cell)]
            if cells and sum(has_left(cell) is not None for cell in cells) > len(cells) / 2:
                return True
    return False


def read_memberships(
    data: bytes | Table,
    *,
    team_id: str,
    first_day: date,
    last_day: date,
    today: date,
    stage: Stage = Stage.ENHANCE,
    zone: tzinfo | None = None,
    day_order: DayOrder | None = None,
    id_column_name: str | None = None,
) -> CustomerFile:
    """Retention and churn over one period, both days included.

    Counted is everyone who was a member when ``first_day`` began; kept are those who were
    one still when ``last_day`` ended, by any of their rows. Each counts on ``last_day``. They are known by
    ``id_column_name``, where somebody said one, “” for each row by itself. Raises Refused without
    a start and an end column, for a period that isn't over, or when nobody was a member.
    """
    if not first_day <= last_day <= today:
        raise Refused("The period must be over, and start before it ends.", field="period")
    table = read_table(data)
    columns = membership_columns(table, today)
    if columns is None:
        raise Refused(
            "The file is not a list of members: it needs a column for the customer, one for when"
            " each started and one for when they left.",
            field="file",
        )
    columns = known_by(table, columns, id_column_name)
    members, problems = _members(table, columns, today, day_order, zone)
    _refuse_ends_of_those_who_stayed(table, columns, members, last_day)
    counted = [
        each for each in members if each.start < first_day and not _before(each.end, first_day)
    ]
    if not counted:
        raise Refused(
            f"Nobody in the file was a member on {first_day.isoformat()}. Choose other days, with"
            " --from and --to.",
            field="period",
        )
    period = f"{first_day} {last_day}"
    young = sum(each.start >= first_day for each in members)
    kept = {
        _name(each.row, columns)
        for each in members
        if each.start <= last_day and (each.end is None or each.end > last_day)
    }

    def outcome(measure: str, left: bool) -> CaseAnswers:
        rows = tuple(
            FeedbackRow(
                each.row.line,
                last_day,
                float((_name(each.row, columns) not in kept) is left),
                customer_print(team_id, stage, measure, period, _name(each.row, columns)),
            )
            for each in counted
        )
        return CaseAnswers(measure, rows, young, len(members) - len(counted) - young)

    happened = [day for each in members for day in (each.start, each.end) if day and day <= today]
    return CustomerFile(
        outcomes=(outcome("retention", left=False), outcome("churn", left=True)),
        read=len(table.rows) + len(table.problems),
        customers=len({_name(each.row, columns) for each in members}),
        problems=tuple(problems),
        newest=max(happened),
        columns={"started": table.header[columns.start], "left": table.header[columns.end]},
    )


def known_by(
    table: Table, columns: MembershipColumns, id_column_name: str | None
) -> MembershipColumns:
    """The columns, with the one that a person said names the customers; “” for none, None where
    nobody said any."""
    if id_column_name is None:
        return columns
    named = table.index(id_column_name) if id_column_name else None
    return replace(columns, customer=named, person=())


def refuse_sign_up_days(
    table: Table, today: date, measure: str, dated_by: str | None, answers: Sequence[str] = ()
) -> None:
    """Raise Refused where who left or stayed would count on the day they started; ``answers`` are the
    columns of other measures, without which the file is read as a list of members."""
    if measure not in ("churn", "retention") or dated_by is None:
        return
    place = table.index(dated_by)
    started = STARTED.fullmatch(without_prefix([name_words(name) for name in table.header])[place])
    columns = membership_columns(table, today) if started else None
    flag = None if columns is None else left_flag(table)
    if columns is not None and flag is not None and _ends_all(table, columns.end):
        raise Refused(
            f"“{dated_by}” says when customers started, not when they left. To count each where"
            f" “{table.header[columns.end]}” says that their time ended, say"
            f" {line_of_the_flag(table, flag, columns.end)}.",
            field="date_column",
        )
    if columns is not None and answers:
        leave = " ".join(column_line(name, "skip") for name in answers)
        raise Refused(
            f"“{dated_by}” says when customers started, not when they left. The file is a list of"
            f" members: say {leave} to take churn and retention, over the days of --from and --to.",
            field="date_column",
        )
    if columns is not None:
        raise Refused(
            f"“{dated_by}” says when customers started, not when they left. The file is a list of"
            " members: read without that column it gives churn and retention, over the days of --from"
            " and --to.",
            field="date_column",
        )


def _ends_all(table: Table, end: int) -> bool:
    """Whether nearly every row has a day of its end, as those have whose time was paid for."""
    return settled_dates(table, end).readable >= _NEARLY_ALL * len(table.rows)


def _refuse_ends_of_those_who_stayed(
    table: Table, columns: MembershipColumns, members: list[_Member], last_day: date
) -> None:
    """Raise Refused where a flag says that customers stayed whose end is over: they went on."""
    flag = left_flag(table)
    if flag is None:
        return
    over = [each for each in members if each.end is not None and each.end <= last_day]
    stayed = sum(yes_or_no(each.row.cells[flag]) == 0.0 for each in over)
    if stayed >= _FEWEST_STAYED:
        raise Refused(
            f"“{table.header[flag]}” says of {stayed:,} customers that they stayed, though"
            f" “{table.header[columns.end]}” lies behind them: they went on from there. Say"
            f" {line_of_the_flag(table, flag, columns.end)}.",
            field="columns",
        )


def _members(
    table: Table,
    columns: MembershipColumns,
    today: date,
    day_order: DayOrder | None,
    zone: tzinfo | None,
) -> tuple[list[_Member], list[Problem]]:
    """Everyone the file says since when they are a member, and the rows left out."""
    started = date_reader(table, columns.start, today, day_order, zone)
    has_ends = not all(is_blank(cell) for cell in table.column(columns.end))
    ended = date_reader(table, columns.end, None, day_order, zone) if has_ends else _never
    members: list[_Member] = []
    problems = list(table.problems)
    trial = _trial_flag(table)
    for row in table.rows:
        try:
            if trial is not None and yes_or_no(row.cells[trial]) == 1.0:
                raise Unreadable(
                    f"it is a trial, by “{table.header[trial]}”, and nobody's membership"
                )
            start, end = started(row.cells[columns.start]), ended(row.cells[columns.end])
            if start is None:
                raise Unreadable("it does not say when they started")
            if end is None and columns.status is not None and has_left(row.cells[columns.status]):
                raise Unreadable("it says they left, but not when")
        except Unreadable as error:
            problems.append(Problem(row.line, str(error)))
            continue
        members.append(_Member(row, start.date(), end.date() if end else None))
    problems.sort(key=lambda problem: problem.line)
    return _without_last_days(table, members), problems


def _trial_flag(table: Table) -> int | None:
    """The column that says by yes and no which rows are only trials; None without one, or where all are."""
    for index, name in enumerate(table.header):
        if TRIAL.fullmatch(name_words(name)):
            said = {yes_or_no(cell) for cell in table.column(index)}
            return index if {0.0, 1.0} <= said else None
    return None


def _without_last_days(table: Table, members: list[_Member]) -> list[_Member]:
    """The members, those without an end whose end is the last day of the file though a flag says that
    they stayed."""
    flag = left_flag(table)
    last = max((each.end for each in members if each.end is not None), default=None)
    if flag is None or last is None:
        return members
    return [
        replace(each, end=None)
        if each.end == last and yes_or_no(each.row.cells[flag]) == 0.0
        else each
        for each in members
    ]


def _before(day: date | None, other: date) -> bool:
    return day is not None and day < other


def _never(_cell: str) -> None:
    """What reads a column in which nobody has left."""


def _name(row: Row, columns: MembershipColumns) -> str:
    """What tells a member apart: their id, else their names; their whole row where they have none."""
    if columns.customer is not None and row.cells[columns.customer]:
        return read_id(row.cells[columns.customer])
    if len(columns.person) > 1 and row.cells[columns.person[0]]:
        return "\x1f".join(" ".join(row.cells[at].casefold().split()) for at in columns.person)
    return "\x1f".join(row.cells)
