"""The page of a team's promises, and how well it keeps what it promises of its replies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.text import fold_key
from store.db.tables.evidence_models import CaseRow
from store.db.tables.models import TouchpointRow
from store.evidence.evidence import Filter, conditions, sums, tally_from
from store.journal.seat import Seat
from store.teams.promises import Promise, PromiseKind, hours_text, promises_in

LOOKED_BACK = timedelta(days=91)
"""How far back replies are looked at: 13 weeks."""
ENOUGH = 10
"""Cases from which a share is said."""
HOLDS_FROM = 0.9
"""A promise that is kept for this share holds."""
_FIRST_REPLY = "first-reply"


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise of a reply against what was kept of it."""

    hours: int
    n: int
    kept: int
    within: int | None
    """Hours within which 9 of 10 are answered; None where that is not known."""
    channel: str = ""
    """Empty for all channels, for which there is an aim and no promise."""

    @property
    def sentence(self) -> str:
        """How well the promise is kept, and what follows from it."""
        where = f" ({self.channel})" if self.channel else ""
        share = round(100 * self.kept / self.n)
        verb, reached = ("promise", "keep it") if self.channel else ("aim at", "reach it")
        words = (
            f"You {verb} {hours_text(self.hours)}{where} and {reached} for {share}% of {self.n}."
        )
        if self.kept / self.n >= HOLDS_FROM:
            return words
        if self.within is None:
            return f"{words} {verb.capitalize()} what you can {reached[:-3]}, or change something."
        return (
            f"{words} 9 of 10 are answered within {hours_text(self.within)}: {verb} that, or "
            "change something."
        )


@dataclass(frozen=True, slots=True)
class PromisePage:
    """What the team promises, and what it keeps of it."""

    hours: int
    """The team's reply target."""
    promises: tuple[Promise, ...]
    kept: tuple[Kept, ...]

    @property
    def aim(self) -> str:
        """The reply target, which is the team's own aim and promised to nobody."""
        return f"We aim to reply within {hours_text(self.hours)}."

    @property
    def lines(self) -> list[str]:
        """The page, a sentence a line."""
        return [
            self.aim,
            *(each.sentence for each in self.promises),
            *(each.sentence for each in self.kept),
        ]


def promise_page(seat: Seat) -> PromisePage:
    """The team's promises, with what was kept in the last 13 weeks."""
    with seat.read_team() as team:
        promises = promises_in(team.session, team.row.id)
        waits = _waits(team.session, team.row.id, team.now, team.row.reply_target_hours)
        general = reply_kept(team.row.reply_target_hours, [hours for _, hours in waits])
        if general is None:
            filter = Filter(measure=_FIRST_REPLY, first=team.today - LOOKED_BACK)
            counted = select(*sums()).where(*conditions(team.row.id, filter))
            tally = tally_from(*team.session.execute(counted).one())
            if tally.n >= ENOUGH:
                general = Kept(team.row.reply_target_hours, tally.n, tally.yes, None)
        kept = [general] if general else []
        for each in promises:
            if each.kind is PromiseKind.REPLY and each.hours is not None:
                key = fold_key(each.subject)
                own = [hours for channel, hours in waits if channel == key]
                reply = reply_kept(each.hours, own, each.subject)
                kept += [reply] if reply else []
        return PromisePage(team.row.reply_target_hours, promises, tuple(kept))


def reply_kept(hours: int, waits: Sequence[float], channel: str = "") -> Kept | None:
    """A promise of ``hours`` against how long customers waited, in hours; infinite for one who
    has no reply yet. None for fewer than ten."""
    judged = sorted(waits)
    if len(judged) < ENOUGH:
        return None
    last = judged[math.ceil(HOLDS_FROM * len(judged)) - 1]
    within = None if math.isinf(last) else math.ceil(last)
    return Kept(hours, len(judged), sum(wait <= hours for wait in judged), within, channel)


def _waits(session: Session, team_id: str, now: datetime, target: int) -> list[tuple[str, float]]:
    """Each case's channel, folded, and its customer's wait in hours, of the last 13 weeks; a case
    without a reply only once the ``target``, in hours, has passed."""
    rows = session.execute(
        select(CaseRow.opened_at, CaseRow.first_reply_at, TouchpointRow.channel)
        .outerjoin(TouchpointRow, TouchpointRow.id == CaseRow.touchpoint_id)
        .where(CaseRow.team_id == team_id, CaseRow.opened_at > now - LOOKED_BACK)
    )
    waits = []
    for opened_at, replied_at, channel in rows:
        wait = math.inf if replied_at is None else (replied_at - opened_at) / timedelta(hours=1)
        if replied_at is not None or now - opened_at > timedelta(hours=target):
            waits.append((fold_key(channel or ""), wait))
    return waits
