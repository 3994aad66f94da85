"""Cases: customers' problems followed up until somebody asked whether they are solved."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.db.models import CaseRow, TouchpointRow
from store.errors import NotFound, Refused
from store.evidence import evidence_row
from store.practice.follow_ups import ask_due_at, call_due_at, is_overdue
from store.practice.measures import find_measure
from store.practice.responses import SOLVED_IT
from store.practice.stages import Stage
from store.seat import Change, Seat
from store.snapshot import FollowUp, FollowUpKind, OpenCase
from store.text import clean, fold_key, required_text, within_limit

REF_LIMIT = 80


def add(
    seat: Seat,
    ref: str,
    *,
    subject: str = "",
    stage: Stage = Stage.RESOLVE,
    touchpoint: str | None = None,
    at: datetime | None = None,
) -> str:
    """Open a case after its first interaction; its id. Raises Refused for a reference in use."""
    name = required_text(ref, "A case's reference", "ref", REF_LIMIT)
    with seat.change("case-added") as change:
        if _by_ref(change, name) is not None:
            raise Refused(f"There is a case {name} already.", field="ref")
        if touchpoint is not None:
            change.find(TouchpointRow, touchpoint, "touchpoint")
        when = _past(change, at)
        row = CaseRow(
            id=change.new_id(),
            team_id=change.team.id,
            ref=name,
            ref_key=fold_key(name),
            subject=within_limit(clean(subject).text, "A subject", "subject", 500),
            stage=stage.value,
            touchpoint_id=touchpoint,
            opened_at=when,
            interactions=1,
            last_interaction_at=when,
        )
        change.session.add(row)
        change.say(f"Opened the case {name}")
        return row.id


def contact(seat: Seat, ref: str, at: datetime | None = None) -> int:
    """One more interaction with the customer; how many there have been."""
    with seat.change("case-contacted") as change:
        row = _open(change, ref)
        row.interactions += 1
        row.last_interaction_at = _past(change, at)
        change.say(f"Another interaction in the case {row.ref}")
        return row.interactions


def call(seat: Seat, ref: str, at: datetime | None = None) -> None:
    """The customer was called, after two interactions had not solved it."""
    with seat.change("case-called") as change:
        row = _open(change, ref)
        row.called_at = _past(change, at)
        row.interactions += 1
        row.last_interaction_at = row.called_at
        change.say(f"Called about the case {row.ref}")


def solve(seat: Seat, ref: str, at: datetime | None = None) -> datetime:
    """The case is solved; when to ask “Did we solve it?”."""
    with seat.change("case-solved") as change:
        row = _open(change, ref)
        row.solved_at = _past(change, at)
        change.say(f"Solved the case {row.ref}")
        due = ask_due_at(row.solved_at, None)
        assert due is not None
        return due


def answer(seat: Seat, ref: str, solved: bool, at: datetime | None = None) -> None:
    """What the customer said to “Did we solve it?”; it becomes evidence.

    A no opens the case again, and a call is due. Raises Refused before it is solved and
    once it is answered. An answer that comes after `no_answer` is taken.
    """
    with seat.change("case-answered") as change:
        row = _to_ask(change, ref)
        when = _past(change, at)
        measure = find_measure(SOLVED_IT)
        day = change.calendar.today(when)
        evidence = evidence_row(change, Stage(row.stage), measure, float(solved), day)
        evidence.touchpoint_id = row.touchpoint_id
        evidence.case_id = row.id
        evidence.source = f"case {row.ref}"
        change.session.add(evidence)
        if solved:
            row.answered_at = when
            row.answer = True
        else:
            row.solved_at = row.called_at = row.answered_at = None
            row.interactions += 1
            row.last_interaction_at = when
        change.say(f"Case {row.ref}: {'solved' if solved else 'not solved'}, says the customer")


def no_answer(seat: Seat, ref: str, at: datetime | None = None) -> None:
    """The customer was asked “Did we solve it?” and gave no answer.

    It closes the follow-up and counts as no answer: nothing becomes evidence. Raises Refused
    before it is solved and once the follow-up is closed.
    """
    with seat.change("case-unanswered") as change:
        row = _to_ask(change, ref)
        if row.answered_at is not None:
            raise Refused(f"The case {row.ref} is closed without an answer already.")
        row.answered_at = _past(change, at)
        change.say(f"Case {row.ref}: asked, no answer")


def _to_ask(change: Change, ref: str) -> CaseRow:
    """The case, which must be solved and without the customer's answer."""
    row = _by_ref(change, ref)
    if row is None:
        raise NotFound(f"There is no case {ref}.", field="ref")
    if row.solved_at is None:
        raise Refused(f"The case {row.ref} is not solved yet, so there is nothing to ask.")
    if row.answer is not None:
        raise Refused(f"The case {row.ref} has its answer already.")
    return row


def _by_ref(change: Change, ref: str) -> CaseRow | None:
    return change.session.scalar(
        select(CaseRow).where(CaseRow.team_id == change.team.id, CaseRow.ref_key == fold_key(ref))
    )


def _open(change: Change, ref: str) -> CaseRow:
    row = _by_ref(change, ref)
    if row is None:
        raise NotFound(f"There is no case {ref}.", field="ref")
    if row.answer:
        raise Refused(
            f"The case {row.ref} is solved, says the customer; open what came back as a new case, "
            f"such as {row.ref} again.",
            field="ref",
        )
    if row.solved_at is not None:
        raise Refused(f"The case {row.ref} is solved; the answer “no” opens it again.", field="ref")
    return row


def _past(change: Change, at: datetime | None) -> datetime:
    if at is not None and at > change.now:
        raise Refused("That time has not come yet.", field="at")
    return at or change.now


def open_cases(seat: Seat) -> tuple[OpenCase, ...]:
    """The cases still followed up, what is due next first, then those with nothing to come."""
    with seat.reading() as session:
        return open_cases_in(session, seat.team_id, seat.now)


def open_cases_in(session: Session, team_id: str, now: datetime) -> tuple[OpenCase, ...]:
    """`open_cases` inside a transaction that is under way."""
    rows = session.scalars(
        select(CaseRow).where(CaseRow.team_id == team_id, CaseRow.answered_at.is_(None))
    )
    return tuple(sorted((_open_case(row, now) for row in rows), key=_pressing))


def _open_case(row: CaseRow, now: datetime) -> OpenCase:
    return OpenCase(
        row.id,
        row.ref,
        row.subject,
        Stage(row.stage),
        row.interactions,
        row.opened_at,
        row.solved_at,
        _follow_up(row, now),
    )


def _pressing(case: OpenCase) -> tuple[bool, datetime, str]:
    return case.next is None, case.next.due_at if case.next else case.opened_at, case.ref


def _follow_up(row: CaseRow, now: datetime) -> FollowUp | None:
    """What is due next with the customer of a case nobody answered yet; None for nothing."""
    ask = ask_due_at(row.solved_at, row.answered_at)
    call = call_due_at(row.interactions, row.last_interaction_at, row.solved_at, row.called_at)
    due_at, kind = (ask, FollowUpKind.ASK) if ask else (call, FollowUpKind.CALL)
    if due_at is None:
        return None
    return FollowUp(
        row.id,
        row.ref,
        kind,
        row.subject,
        due_at,
        due=due_at <= now,
        overdue=is_overdue(due_at, now),
    )
