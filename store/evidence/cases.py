"""Cases: customers' problems followed up until somebody asked whether they are solved."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from store.common.errors import AlreadyThere, NotFound, Refused
from store.common.text import clean, fold_key
from store.common.text_input import required_text, within_limit
from store.db.tables.evidence_models import CaseRow
from store.db.tables.models import TouchpointRow
from store.domain.follow_ups import ask_due_at, is_early
from store.domain.stages import Stage
from store.domain.statistics.measures import find_measure
from store.domain.statistics.response_shares import SOLVED_IT
from store.evidence.evidence import evidence_row
from store.journal.seat import Change, Seat

REF_LIMIT = 80
EARLY = ", asked early"
"""Ends the source of an answer to “Did we solve it?” that was asked before its 24 hours."""


_KNOWN = {
    "customer": "A name",
    "since": "Since when",
    "last_matter": "The last matter",
    "remember": "What to remember",
}
"""What may be known of a customer, by column."""


def add(
    seat: Seat,
    ref: str,
    *,
    subject: str = "",
    stage: Stage = Stage.RESOLVE,
    touchpoint: str | None = None,
    at: datetime | None = None,
    customer: str = "",
    since: str = "",
    last_matter: str = "",
    remember: str = "",
) -> str:
    """Open a case after its first interaction; its id. Raises Refused for a reference in use.

    ``customer``, ``since`` and ``last_matter`` are what is known of the customer: their name,
    since when they are one, what they came with last time; ``remember`` is a small thing they
    told, to come back to. The member who opens it owns it.
    """
    name = required_text(ref, "A case's reference", "ref", REF_LIMIT)
    with seat.change("case-added") as change:
        if case_by_ref(change, name) is not None:
            raise AlreadyThere(f"There is a case {name} already.", field="ref")
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
            owner_id=seat.member_id,
            customer=_known(customer, "customer"),
            since=_known(since, "since"),
            last_matter=_known(last_matter, "last_matter"),
            remember=_known(remember, "remember"),
        )
        change.session.add(row)
        change.set_summary(f"Opened the case {name}")
        return row.id


def know(seat: Seat, ref: str, **known: str) -> None:
    """Keep what became known of the customer: ``customer``, ``since``, ``last_matter`` and
    ``remember`` as in `add`. An empty one leaves what was known. Raises Refused."""
    with seat.change("case-known") as change:
        row = case_by_ref(change, ref)
        if row is None:
            raise NotFound(f"There is no case {ref}.", field="ref")
        for field in _KNOWN:
            text = _known(known.get(field, ""), field)
            if text:
                setattr(row, field, text)
        change.set_summary(f"Noted what is known of the customer of {row.ref}")


def contact(seat: Seat, ref: str, at: datetime | None = None) -> int:
    """One more interaction with the customer; how many there have been."""
    with seat.change("case-contacted") as change:
        row = _open(change, ref)
        row.interactions += 1
        row.last_interaction_at = _past(change, at)
        row.first_reply_at = row.first_reply_at or row.last_interaction_at
        change.set_summary(f"Another contact in the case {row.ref}")
        return row.interactions


def call(seat: Seat, ref: str, at: datetime | None = None) -> None:
    """The customer was called, after two interactions had not solved it."""
    with seat.change("case-called") as change:
        row = _open(change, ref)
        row.called_at = _past(change, at)
        row.interactions += 1
        row.last_interaction_at = row.called_at
        row.first_reply_at = row.first_reply_at or row.called_at
        change.set_summary(f"Called about the case {row.ref}")


def solve(seat: Seat, ref: str, at: datetime | None = None) -> datetime:
    """The case is solved; when to ask “Did we solve it?”."""
    with seat.change("case-solved") as change:
        row = _open(change, ref)
        row.solved_at = _past(change, at)
        row.first_reply_at = row.first_reply_at or row.solved_at
        change.set_summary(f"Solved the case {row.ref}")
        due = ask_due_at(row.solved_at, None)
        assert due is not None
        return due


def answer(seat: Seat, ref: str, solved: bool, at: datetime | None = None) -> bool:
    """What the customer said to “Did we solve it?”; it becomes evidence. Whether it was asked
    early: before 24 hours had passed since it was solved, which its source then says.

    A no opens the case again, and a call is due. Raises Refused before it is solved and
    once it is answered. An answer that comes after `no_answer` is taken.
    """
    with seat.change("case-answered") as change:
        row = _to_ask(change, ref)
        when = _past(change, at)
        assert row.solved_at is not None
        early = is_early(row.solved_at, when)
        measure = find_measure(SOLVED_IT)
        day = change.calendar.today(when)
        evidence = evidence_row(change, Stage(row.stage), measure, float(solved), day)
        evidence.touchpoint_id = row.touchpoint_id
        evidence.case_id = row.id
        evidence.source = f"case {row.ref}{EARLY if early else ''}"
        change.session.add(evidence)
        if solved:
            row.answered_at = when
            row.answer = True
        else:
            row.solved_at = row.called_at = row.answered_at = None
            row.interactions += 1
            row.last_interaction_at = when
        change.set_summary(
            f"Case {row.ref}: {'solved' if solved else 'not solved'}, says the customer"
        )
        return early


def no_answer(seat: Seat, ref: str, at: datetime | None = None) -> None:
    """The customer was asked “Did we solve it?” and gave no answer.

    It closes the follow-up and counts as no answer: nothing becomes evidence. Raises Refused
    before it is solved and once the follow-up is closed.
    """
    with seat.change("case-unanswered") as change:
        row = _to_ask(change, ref)
        if row.answered_at is not None:
            raise AlreadyThere(f"The case {row.ref} is closed without an answer already.")
        row.answered_at = _past(change, at)
        change.set_summary(f"Case {row.ref}: asked, no answer")


def reopen(seat: Seat, ref: str) -> None:
    """Open a case again that was marked solved, or closed without an answer.

    Raises AlreadyThere where it is open, Refused once the customer said that it is solved.
    """
    with seat.change("case-reopened") as change:
        row = _unsettled(change, ref)
        if row.solved_at is None:
            raise AlreadyThere(f"The case {row.ref} is open already.", field="ref")
        row.solved_at = row.answered_at = None
        change.set_summary(f"Opened the case {row.ref} again")


def _to_ask(change: Change, ref: str) -> CaseRow:
    """The case, which must be solved and without the customer's answer."""
    row = case_by_ref(change, ref)
    if row is None:
        raise NotFound(f"There is no case {ref}.", field="ref")
    if row.solved_at is None:
        raise Refused(f"The case {row.ref} is not solved yet, so there is nothing to ask.")
    if row.answer is not None:
        raise AlreadyThere(f"The case {row.ref} has its answer already.")
    return row


def case_by_ref(change: Change, ref: str) -> CaseRow | None:
    """The team's case of this reference, whatever its case; None where there is none."""
    return change.session.scalar(
        select(CaseRow).where(CaseRow.team_id == change.team.id, CaseRow.ref_key == fold_key(ref))
    )


def _open(change: Change, ref: str) -> CaseRow:
    row = _unsettled(change, ref)
    if row.solved_at is not None:
        raise AlreadyThere(
            f"The case {row.ref} is solved. The answer “no” opens it again.", field="ref"
        )
    return row


def _unsettled(change: Change, ref: str) -> CaseRow:
    """The case, of which no customer has said that it is solved."""
    row = case_by_ref(change, ref)
    if row is None:
        raise NotFound(f"There is no case {ref}.", field="ref")
    if row.answer:
        raise AlreadyThere(
            f"The case {row.ref} is solved, says the customer. Open what came back as a new case, "
            f"such as {row.ref} again.",
            field="ref",
        )
    return row


def _known(text: str, field: str) -> str:
    """What is known of a customer, one line."""
    return within_limit(clean(text).text, _KNOWN[field], field, 200)


def _past(change: Change, at: datetime | None) -> datetime:
    if at is not None and at > change.now:
        raise Refused("That time has not come yet.", field="at")
    return at or change.now
