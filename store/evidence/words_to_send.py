"""The team's words to send, its own wording where it has one, filled from a case."""

from __future__ import annotations

from sqlalchemy import select

from store.common.errors import NotFound
from store.common.text import clean, fold_key
from store.common.text_input import within_limit
from store.db.tables.evidence_models import CaseRow
from store.db.tables.models import MemberRow
from store.domain.sent_words import DEFAULTS, WordsKind, check_blanks, filled, question_of
from store.domain.statistics.response_shares import SOLVED_IT
from store.journal.seat import Seat

LIMIT = 2_000


def set_wording(seat: Seat, kind: WordsKind, text: str) -> None:
    """Keep the team's own wording; empty brings back the first one. Raises Refused for an
    unknown blank or too long a text."""
    words = within_limit(clean(text, multiline=True).text, "The wording", "text", LIMIT)
    check_blanks(words)
    with seat.change("wording-set") as change:
        others = {key: value for key, value in change.team.words.items() if key != kind.value}
        own = {kind.value: words} if words and words != DEFAULTS[kind] else {}
        change.team.words = {**others, **own}
        change.set_summary(f"Set the wording of the {kind.value}")


def wording(seat: Seat, kind: WordsKind) -> str:
    """How the team words it, with its blanks."""
    with seat.read_team() as team:
        return str(team.row.words.get(kind.value) or DEFAULTS[kind])


def words_to_send(
    seat: Seat, kind: WordsKind, *, measure: str = SOLVED_IT, ref: str | None = None
) -> str:
    """What to send, filled with what is known of the case ``ref`` and who sends it.

    Raises NotFound where there is no such case, Refused for a measure nobody is asked.
    """
    with seat.read_team() as team:
        known = {"question": question_of(measure, team.own_measures)}
        if seat.member_id is not None:
            member = team.session.get(MemberRow, seat.member_id)
            known["member"] = member.name if member else ""
        if ref is not None:
            row = team.session.scalar(
                select(CaseRow).where(
                    CaseRow.team_id == seat.team_id, CaseRow.ref_key == fold_key(ref)
                )
            )
            if row is None:
                raise NotFound(f"There is no case {ref}.", field="ref")
            known |= {"name": row.customer, "since": row.since, "last": row.last_matter}
            known |= {"subject": row.subject or row.ref, "remember": row.remember}
        text = str(team.row.words.get(kind.value) or DEFAULTS[kind])
    return filled(text, known)
