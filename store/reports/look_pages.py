"""The pages of a link to look: the board and the last report, without what the link leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from store.journal.seat import Seat
from store.models.improvement import Improvement
from store.models.team import Member
from store.queries.load_snapshot import load_snapshot
from store.reports.report import CycleReport, cycle_report, cycle_to_report
from store.reports.report_html import as_html, render_page

if TYPE_CHECKING:
    from store.teams.look_links import LookLink
    from store.workspace.workspace import Workspace

SOMEBODY = Member("", "somebody in the team", None)
"""Stands for whoever must not be named."""


def look_page(workspace: Workspace, link: LookLink, page: str) -> str:
    """The page ``board`` or ``report`` as HTML that loads nothing and runs nothing."""
    seat = Seat(workspace, link.team_id)
    if page == "board":
        return _board(seat)
    report = cycle_report(seat, cycle_to_report(seat).label)
    return as_html(for_looking(report, quotes=link.quotes, names=link.names))


def for_looking(report: CycleReport, *, quotes: bool, names: bool) -> CycleReport:
    """The report without customers' words, unless ``quotes``, and without members' names, links and
    what they wrote down of their talk, unless ``names``."""
    if not quotes:
        report = replace(report, quotes=())
    if names:
        return report
    review = report.review
    if review is not None:
        review = replace(review, present=(), lead=SOMEBODY if review.lead else None)
    return replace(
        report,
        review=review,
        topics=(),
        lessons=(),
        commitments=_unnamed(report.commitments),
        looked_back=_unnamed(report.looked_back),
        reached=_unnamed(report.reached),
        verdicts=_unnamed(report.verdicts),
    )


def _unnamed(improvements: Iterable[Improvement]) -> tuple[Improvement, ...]:
    return tuple(
        replace(each, owner=SOMEBODY if each.owner else None, link="") for each in improvements
    )


def _board(seat: Seat) -> str:
    snapshot = load_snapshot(seat)
    return render_page("board.html.jinja", team=snapshot.team, columns=snapshot.board)
