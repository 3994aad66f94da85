"""The report and the date as closing would write them."""

from __future__ import annotations

import pytest

from store import reviews
from store.close_preview import preview
from store.closing import close_review
from store.errors import NotFound
from store.practice.agenda import AgendaKind


def test_the_preview_is_what_closing_writes(room):
    reviews.open_review(room, AgendaKind.SHORT, "2026-W47")
    reviews.go_to_step(room, 2)
    before = preview(room)
    closed = close_review(room)
    assert before.report == closed.report
    assert before.next_review == closed.next_review


def test_without_a_review_there_is_nothing_to_preview(room):
    with pytest.raises(NotFound):
        preview(room)
