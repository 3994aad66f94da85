"""What a link to look shows, and what it leaves out."""

from __future__ import annotations

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import NotFound
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reports.look_pages import for_looking, look_page
from store.reports.report import cycle_report
from store.reports.report_text import as_markdown
from store.reviews.reviews import open_review
from store.teams import look_links


def test_a_link_shows_the_board_without_an_author(dana: Seat) -> None:
    touchpoints.add(dana, Stage.CONNECT, "Welcome <b>e-mail</b>")
    token, _ = look_links.make_look_link(dana)
    link = look_links.find_look_link(dana.workspace, token)
    assert link is not None
    page = look_page(dana.workspace, link, "board")
    assert "Welcome &lt;b&gt;e-mail&lt;/b&gt;" in page
    assert "Dana" not in page and "<script" not in page
    assert "Acme Support" in look_page(dana.workspace, link, "report")


def test_a_link_lasts_thirty_days_and_can_be_withdrawn(dana: Seat, clock: SetClock) -> None:
    token, link = look_links.make_look_link(dana, quotes=True)
    clock.move(minutes=1)
    other, _ = look_links.make_look_link(dana)
    assert [each.quotes for each in look_links.look_links(dana)] == [True, False]
    assert look_links.withdraw_look_link(dana, link.number[:6]) == link
    assert look_links.find_look_link(dana.workspace, token) is None
    with pytest.raises(NotFound):
        look_links.withdraw_look_link(dana, link.number)
    with pytest.raises(NotFound):
        look_links.withdraw_look_link(dana, "")
    clock.move(days=30)
    assert look_links.find_look_link(dana.workspace, other) is None
    assert look_links.look_links(dana) == ()


def test_who_led_the_review_is_not_named_unless_chosen(dana: Seat) -> None:
    open_review(dana, present=[dana.member_id or ""])
    review = load_snapshot(dana).review
    assert review is not None
    report = cycle_report(dana, review.planned.label)
    assert "Led by Dana." in as_markdown(for_looking(report, quotes=False, names=True))
    assert "Dana" not in as_markdown(for_looking(report, quotes=False, names=False))


def test_names_and_quotes_are_left_out_unless_chosen(dana: Seat) -> None:
    report = cycle_report(dana)
    assert for_looking(report, quotes=True, names=True) == report
    shown = for_looking(report, quotes=False, names=False)
    assert shown.quotes == () and shown.topics == ()
    assert all(each.owner is None or each.owner.name != "Dana" for each in shown.commitments)
