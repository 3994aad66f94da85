"""What a team promises: how fast it replies by channel, who may decide what up to how much, and
who is asked one step up."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import NotFound, WrongValue
from store.common.text import clean, fold_key
from store.common.text_input import required_text, within_limit
from store.db.tables.quarter_models import PromiseRow
from store.journal.seat import Change, Seat

LIMIT = 200
MOST_HOURS = 720


def hours_text(hours: int) -> str:
    """``1 hour``, ``24 hours``."""
    return f"{hours} hour" if hours == 1 else f"{hours} hours"


class PromiseKind(StrEnum):
    """What is promised."""

    REPLY = "reply"
    """A first reply within so many hours, in one channel."""
    DECIDE = "decide"
    """Somebody may decide on something, up to a limit, without asking."""
    STEP_UP = "step-up"
    """Whom to ask for what the front line can't decide."""


_ORDER = (PromiseKind.REPLY, PromiseKind.DECIDE, PromiseKind.STEP_UP)


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. ``hours`` is None but for a reply; texts are empty where they say nothing."""

    id: str
    kind: PromiseKind
    subject: str
    who: str
    up_to: str
    hours: int | None

    @property
    def sentence(self) -> str:
        """The promise in a sentence."""
        if self.kind is PromiseKind.REPLY:
            return f"We reply within {hours_text(self.hours or 0)}: {self.subject}."
        if self.kind is PromiseKind.STEP_UP:
            return f"One step up: {self.who}."
        limit = f", up to {self.up_to}" if self.up_to else ""
        return f"{self.who} may decide: {self.subject}{limit}."


def promise_reply(seat: Seat, channel: str, hours: int, *, was: str | None = None) -> None:
    """Promise a first reply in ``channel`` within ``hours``, 1 to 720; it replaces the promise
    there was for that channel. ``was`` is the channel of a promise that is changed to this one.
    Raises Refused."""
    if not 1 <= hours <= MOST_HOURS:
        raise WrongValue(f"A reply takes 1 to {MOST_HOURS} hours, not {hours}.", field="hours")
    subject = required_text(channel, "A channel", "subject", LIMIT)
    _keep(seat, PromiseKind.REPLY, subject, hours=hours, was=was)


def promise_decision(
    seat: Seat, who: str, what: str, up_to: str = "", *, was: str | None = None
) -> None:
    """Promise that ``who`` may decide on ``what``, ``up_to`` a limit; it replaces what was
    promised of the same thing. ``was`` is what a promise that is changed to this one was about.
    Raises Refused."""
    name = required_text(who, "Who may decide", "who", LIMIT)
    subject = required_text(what, "What they may decide", "subject", LIMIT)
    limit = within_limit(clean(up_to).text, "The limit", "up_to", LIMIT)
    _keep(seat, PromiseKind.DECIDE, subject, who=name, up_to=limit, was=was)


def promise_step_up(seat: Seat, who: str) -> None:
    """Name who is asked one step up. Raises Refused."""
    _keep(seat, PromiseKind.STEP_UP, "", who=required_text(who, "A name", "who", LIMIT))


def _keep(
    seat: Seat,
    kind: PromiseKind,
    subject: str,
    *,
    who: str = "",
    up_to: str = "",
    hours: int | None = None,
    was: str | None = None,
) -> None:
    with seat.change("promise-made") as change:
        row = _find(change, kind, subject)
        changed = _find(change, kind, was) if was is not None else None
        if changed is not None and changed is not row:
            if row is None:
                row = changed
                row.subject_key = fold_key(subject)
            else:
                change.session.delete(changed)
        if row is None:
            row = PromiseRow(
                id=change.new_id(),
                team_id=change.team.id,
                kind=kind.value,
                subject_key=fold_key(subject),
                made_at=change.now,
            )
            change.session.add(row)
        row.subject, row.who, row.up_to, row.hours = subject, who, up_to, hours
        change.set_summary(f"Promised: {_promise(row).sentence}")


def take_back(seat: Seat, kind: PromiseKind, subject: str = "") -> None:
    """Take a promise back. Raises NotFound where there is none of this."""
    with seat.change("promise-taken-back") as change:
        row = _find(change, kind, subject)
        if row is None:
            of = f" of {subject.strip()}" if subject.strip() else ""
            raise NotFound(f"There is no such promise{of}.", field="subject")
        change.session.delete(row)
        change.set_summary(f"Took back: {_promise(row).sentence}")


def _find(change: Change, kind: PromiseKind, subject: str) -> PromiseRow | None:
    return change.session.scalar(
        select(PromiseRow).where(
            PromiseRow.team_id == change.team.id,
            PromiseRow.kind == kind.value,
            PromiseRow.subject_key == fold_key(subject),
        )
    )


def _promise(row: PromiseRow) -> Promise:
    return Promise(row.id, PromiseKind(row.kind), row.subject, row.who, row.up_to, row.hours)


def promises_in(session: Session, team_id: str) -> tuple[Promise, ...]:
    """The team's promises: replies, then decisions, then the step up."""
    rows = session.scalars(select(PromiseRow).where(PromiseRow.team_id == team_id))
    all_promises = [_promise(row) for row in rows]
    all_promises.sort(key=lambda each: (_ORDER.index(each.kind), each.subject.casefold(), each.id))
    return tuple(all_promises)


def promises(seat: Seat) -> tuple[Promise, ...]:
    """`promises_in` in a transaction of its own."""
    with seat.reading() as session:
        return promises_in(session, seat.team_id)
