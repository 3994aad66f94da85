"""What each column of a file was taken for, and why: for a person to agree with, or to change."""

from __future__ import annotations

from collections.abc import Iterable

from store.common.dataclass import dataclass
from store.domain.statistics.measures import find_measure
from store.evidence.importing.import_options import Part
from store.evidence.importing.import_proposal import Look
from store.formats.feedback.days.answer_dates import date_columns, rank_in
from store.formats.feedback.days.day_names import Rank
from store.formats.feedback.kinds import FileKind
from store.formats.tabular.missing_values import is_blank
from store.formats.tabular.tables import Table

_OF_A_ROW = {
    "created": "when the case was created",
    "solved": "when the case was solved",
    "updated": "when the case last changed",
    "reply": "the first reply",
    "length": "how long the solution took",
    "status": "whether the case is solved",
    "interactions": "how many contacts it took",
    "reopened": "whether it came back",
    "escalated": "whether it was passed on",
    "overdue": "whether the solution was late",
    "late_reply": "whether the reply was late",
    "first_contact": "whether one contact solved it",
    "rated": "when the customer rated",
    "rating": "the customer's rating",
    "customer": "the customer",
    "date": "the day of the purchase",
    "bought": "whether anything was bought",
    "started": "when the customer started",
    "left": "when the customer left",
}
_WHY_DATE = {
    Rank.ANSWERED: "its name says that it is the day of the answer",
    Rank.PLAIN: "it is the file's plain date",
    Rank.SOLVED: "no column says when customers answered; this is the solution",
    Rank.CREATED: "no column says when customers answered; this is the creation",
    Rank.OTHER: "it is the only column of dates",
    Rank.NEVER: "you named it",
}


NO_MEASURE = "nothing says that it holds a customer measure"
EMPTY = "it is empty"
OUTRANKED = "your team's own target judges how long the reply took"
NO_DAY = "no day can be read in it"


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What one column was taken for, and why."""

    column: str
    taken_for: str
    """Empty where it is left out."""
    why: str


def explain(look: Look, parts: Iterable[Part] | None = None) -> tuple[ColumnRole, ...]:
    """Every column of the file in its order; ``parts`` are those to be taken, else all found."""
    taken = tuple(look.parts if parts is None else parts)
    roles = _roles(look, taken)
    left = {each.column: each.in_full for each in look.proposal.left_out}
    table = look.reader.table
    dated = {table.header[index] for index in date_columns(table, look.reader.around.today)}
    of_cases = look.proposal.kind is FileKind.TICKETS and bool(look.places)
    outranked = look.reader.tickets.outranked if of_cases else ""
    roles_in_order: list[ColumnRole] = []
    for index, name in enumerate(table.header):
        if name in roles:
            roles_in_order.append(ColumnRole(name, *roles[name]))
        elif name in left:
            roles_in_order.append(ColumnRole(name, "", left[name]))
        elif all(is_blank(cell) for cell in table.column(index)):
            roles_in_order.append(ColumnRole(name, "", EMPTY))
        elif name in dated:
            roles_in_order.append(ColumnRole(name, "", _why_no_date(table, index, taken)))
        elif (unread := look.proposal.unread_dates) is not None and unread.column == name:
            roles_in_order.append(ColumnRole(name, "", NO_DAY))
        elif name == outranked:
            roles_in_order.append(ColumnRole(name, "", OUTRANKED))
        else:
            roles_in_order.append(ColumnRole(name, "", NO_MEASURE))
    return tuple(roles_in_order)


def _roles(look: Look, parts: tuple[Part, ...]) -> dict[str, tuple[str, str]]:
    """What each used column was taken for, and why."""
    proposal, own = look.proposal, look.reader.around.own
    recognised = {each.column: each for each in proposal.columns}
    roles: dict[str, tuple[str, str]] = {}
    for part in parts:
        if not part.column:
            if part.quote_column:
                roles[part.quote_column] = ("what customers wrote", "it goes with their rating")
            continue
        if not part.measure:
            what = " or ".join(find_measure(key).title for key in part.choices)
            roles[part.column] = (f"{what}?", "only you know which")
            continue
        title = f"{find_measure(part.measure, own).title} for {part.stage.label}"
        known = recognised.get(part.column)
        agreed = known is not None and part.measure in known.measures
        why = "its name and its answers say so" if agreed else "you said so"
        roles[part.column] = (title, why)
        if part.date_column:
            own_rank = rank_in(look.reader.table, look.reader.table.index(part.date_column))
            named = own_rank is None or part.date_column not in look.date_columns
            rank = Rank.NEVER if named or own_rank is None else own_rank
            roles.setdefault(part.date_column, ("the day of each answer", _WHY_DATE[rank]))
        if part.quote_column:
            roles.setdefault(part.quote_column, ("what customers wrote", "it holds their words"))
    for what, column in look.places.items():
        roles.setdefault(column, (_OF_A_ROW.get(what, what), "its name says so"))
    for each in proposal.unfinished.every if proposal.unfinished is not None else ():
        roles.setdefault(each.column, (each.tells, "its name says so"))
    if proposal.id_column:
        roles.setdefault(proposal.id_column, ("the row's own id", "each of its values is another"))
    return roles


def _why_no_date(table: Table, index: int, parts: tuple[Part, ...]) -> str:
    if rank_in(table, index) is Rank.NEVER:
        return "it is another day, not that of the answer"
    chosen = next((part.date_column for part in parts if part.date_column), None)
    return f"“{chosen}” dates the answers" if chosen else "nothing in the file is dated by it"
