"""Who is in a team: joining, leaving, finding by name."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from store.common.errors import AlreadyThere, NotFound, Refused
from store.common.text import fold_key
from store.common.text_input import required_text
from store.db.tables.ballot_models import (
    EarlyCardRow,
    EarlyVoteRow,
    MoodRow,
    PresentRow,
    PrivateCardRow,
    RatingRow,
    VoteRow,
)
from store.db.tables.evidence_models import CaseRow
from store.db.tables.models import ImprovementRow, MemberRow
from store.db.tables.review_models import ReviewRow
from store.journal.seat import Change, Seat
from store.teams import access
from store.teams.teams import NAME_LIMIT


def add_member(seat: Seat, name: str) -> str:
    """Add a member, or bring back one who left; their id. Raises Refused for a name in use."""
    return add_members(seat, [name])[0]


def add_members(seat: Seat, names: Sequence[str]) -> list[str]:
    """Add all of these members or, where one is refused, none; their ids. See `add_member`."""
    with seat.change("member-added") as change:
        rows = [_join(change, name) for name in names]
        change.set_summary(f"{', '.join(row.name for row in rows)} joined the team")
        return [row.id for row in rows]


def _join(change: Change, name: str) -> MemberRow:
    cleaned = _cleaned(name)
    row = _called(change, cleaned)
    if row is not None and row.left_on is None:
        raise AlreadyThere(f"{row.name} is in the team already.", field="member", id=row.id)
    if row is not None:
        row.left_on = None
        return row
    row = MemberRow(
        id=change.new_id(),
        team_id=change.team.id,
        name=cleaned,
        name_key=fold_key(cleaned),
        joined_on=change.today,
    )
    change.session.add(row)
    return row


def rename_member(seat: Seat, member_id: str, name: str, *, was: str | None = None) -> None:
    """Call a member by another name, everywhere.

    ``was`` is the name the person saw. Raises Refused for a name in use, also by somebody who
    has left, Conflict when the member is not called ``was`` any more.
    """
    cleaned = _cleaned(name)
    with seat.change("member-renamed") as change:
        row = change.find(MemberRow, member_id, "member")
        if was is not None and row.name != was:
            change.check_seen(row, row.version - 1, "member")
        other = _called(change, cleaned)
        if other is not None and other.id != member_id:
            left_words = "" if other.left_on is None else ", who has left"
            raise Refused(f"That is the name of {other.name}{left_words}.", field="member")
        change.set_summary(f"{row.name} is called {cleaned} now")
        row.name, row.name_key = cleaned, fold_key(cleaned)


def _cleaned(name: str) -> str:
    return required_text(name, "A member's name", "member", NAME_LIMIT)


def _called(change: Change, name: str) -> MemberRow | None:
    """Who has this name in the team, or had it."""
    return change.session.scalar(
        select(MemberRow).where(
            MemberRow.team_id == change.team.id, MemberRow.name_key == fold_key(name)
        )
    )


def member_leaves(seat: Seat, member_id: str) -> int:
    """Let a member leave; how many of their open improvements have no owner now.

    Their open cases have no owner then either. All that they gave privately and nobody has seen
    goes, for an open review or the one to come; so do their place in the open review, the lead if they held it, and their invites and SSH keys; the name stays on past
    commitments.
    """
    with seat.change("member-left") as change:
        member = change.find(MemberRow, member_id, "member")
        if member.left_on is not None:
            raise AlreadyThere(f"{member.name} has left already.", field="member")
        member.left_on = change.today
        owned = change.session.scalars(
            select(ImprovementRow).where(
                ImprovementRow.team_id == change.team.id,
                ImprovementRow.owner_id == member_id,
                ImprovementRow.status == "planned",
            )
        ).all()
        for improvement in owned:
            improvement.owner_id = None
        for case in change.session.scalars(
            select(CaseRow).where(CaseRow.owner_id == member_id, CaseRow.answered_at.is_(None))
        ):
            case.owner_id = None
        for review in change.session.scalars(
            select(ReviewRow).where(ReviewRow.lead_id == member_id, ReviewRow.closed_at.is_(None))
        ):
            review.lead_id = None
        still_open = select(ReviewRow.id).where(
            ReviewRow.team_id == change.team.id, ReviewRow.closed_at.is_(None)
        )
        change.session.execute(
            delete(PresentRow).where(
                PresentRow.member_id == member_id, PresentRow.review_id.in_(still_open)
            )
        )
        for table in (PrivateCardRow, VoteRow, MoodRow, RatingRow, EarlyCardRow, EarlyVoteRow):
            change.session.execute(delete(table).where(table.member_id == member_id))
        access.withdraw_access(change.session, member_id)
        change.set_summary(f"{member.name} left the team")
        count = len(owned)
    seat.workspace.truncate_wal()
    return count


def find_member(seat: Seat, name: str, *, also_who_left: bool = False) -> str:
    """The id of the team's member called ``name``; with ``also_who_left`` of one who has left, too.

    Raises NotFound naming the members who are in the team.
    """
    with seat.reading() as session:
        rows = session.execute(
            select(MemberRow.id, MemberRow.name, MemberRow.name_key, MemberRow.left_on).where(
                MemberRow.team_id == seat.team_id
            )
        ).all()
    for id, _, key, left_on in rows:
        if key == fold_key(name) and (also_who_left or left_on is None):
            return str(id)
    names = ", ".join(sorted(name for _, name, _, left_on in rows if left_on is None)) or "none yet"
    raise NotFound(f"There is no member “{name}” in the team. Members: {names}.", field="owner")
