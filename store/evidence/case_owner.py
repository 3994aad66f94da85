"""Who owns a case: one name, handed over with a word why."""

from __future__ import annotations

from sqlalchemy import func, select

from store.common.errors import AlreadyThere, NotFound, Refused
from store.common.text import clean
from store.common.text_input import required_text, within_limit
from store.db.tables.evidence_models import CaseRow
from store.db.tables.models import MemberRow
from store.db.tables.practice_models import CaseHandoverRow
from store.evidence.cases import case_by_ref
from store.journal.seat import Change, Seat

WHY_LIMIT = 200


def give_case(seat: Seat, ref: str, member_id: str, why: str = "") -> int:
    """Make the member the owner of the case; how often it has been passed on by now.

    Passing it on from one owner to another takes a word why; a case without an owner does
    not. Raises Refused for the same owner again, a missing why, and a case that is closed.
    """
    with seat.change("case-handed-over") as change:
        row = case_by_ref(change, ref)
        if row is None:
            raise NotFound(f"There is no case {ref}.", field="ref")
        if row.answered_at is not None:
            raise Refused(f"The case {row.ref} is closed, so it needs no owner.", field="ref")
        member = change.member(member_id, "owner")
        if row.owner_id == member_id:
            raise AlreadyThere(f"{member.name} owns the case {row.ref} already.", field="owner")
        owner = change.session.get(MemberRow, row.owner_id) if row.owner_id else None
        if owner is not None:
            required_text(why, "The reason", "why", WHY_LIMIT)
        change.session.add(
            CaseHandoverRow(
                id=change.new_id(),
                team_id=change.team.id,
                case_id=row.id,
                from_id=row.owner_id,
                to_id=member_id,
                why=within_limit(clean(why).text, "The reason", "why", WHY_LIMIT),
                at=change.now,
            )
        )
        row.owner_id = member_id
        change.set_summary(f"{member.name} owns the case {row.ref} now")
        return _times_passed_on(change, row) + (owner is not None)


def _times_passed_on(change: Change, row: CaseRow) -> int:
    """How often the case went from one owner to another, before this change."""
    with change.session.no_autoflush:
        times = change.session.scalar(
            select(func.count()).where(
                CaseHandoverRow.case_id == row.id, CaseHandoverRow.from_id.is_not(None)
            )
        )
    return times or 0
