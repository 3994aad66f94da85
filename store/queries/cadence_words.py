"""What a changed cadence or review day means from now on, in sentences."""

from __future__ import annotations

from collections.abc import Collection

from store.domain.cycle_words import cycles_ahead, moment_words, review_words
from store.domain.review_due import DueReview
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot

_OF_REVIEWS = {"zone", "review_weekday", "review_week", "review_time"}


def cadence_change_words(seat: Seat, changed: Collection[str]) -> str:
    """What stands now of the cycles and of the next review, once these of `set_team`'s settings
    were ``changed``; empty where they leave both as they were."""
    if "cadence" not in changed and not _OF_REVIEWS & set(changed):
        return ""
    snapshot = load_snapshot(seat)
    due = snapshot.review_due
    sentences = [cycles_ahead(snapshot.team.ahead)] if "cadence" in changed else []
    if due.overdue:
        sentences.append(f"A review was due on {moment_words(due.at, snapshot.team.zone)}.")
    else:
        sentences.append(review_words(DueReview(due.at, due.plans), snapshot.team.zone))
    return " ".join(sentences)
