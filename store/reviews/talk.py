"""What a review keeps of its talk: quotes chosen for the report, and what was learned."""

from __future__ import annotations

from store.common.errors import Refused
from store.common.text import is_visible
from store.common.text_input import required_text
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow
from store.journal.seat import Seat
from store.teams.review_rules import need_open

LEARNED_LIMIT = 1_000
"""The most characters of what was learned from one improvement."""


def choose_quote(seat: Seat, evidence_id: str) -> bool:
    """Choose a customer's words for the open review's report, or leave them out again; whether
    they are in it now. Raises Refused for evidence without words."""
    with seat.change("quote-chosen") as change:
        review = need_open(change)
        row = change.find(EvidenceRow, evidence_id, "answer")
        chosen = evidence_id not in review.quotes
        if chosen and (row.withdrawn or row.erased or not is_visible(row.quote)):
            raise Refused("This answer has no words to put into the report.")
        others = [each for each in review.quotes if each != evidence_id]
        review.quotes = [*others, evidence_id] if chosen else others
        change.set_summary(
            "Chose a quote for the report" if chosen else "Took a quote out of the report"
        )
        return chosen


def note_learned(seat: Seat, improvement_id: str, words: str) -> None:
    """Note what was learned from an improvement, for the open review's report; empty ``words``
    take the note out. Raises Refused where they are too long."""
    with seat.change("learned-noted") as change:
        review = need_open(change)
        improvement = change.find(ImprovementRow, improvement_id, "improvement")
        others = {id: lesson for id, lesson in review.learned.items() if id != improvement_id}
        if is_visible(words):
            others[improvement_id] = required_text(
                words, "What you learned", "learned", LEARNED_LIMIT, multiline=True
            )
        review.learned = others
        change.set_summary(f"Noted what “{improvement.text}” taught")
