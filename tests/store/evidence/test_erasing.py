"""Erasing a customer's words: out of rows, journal, reports and files, and never back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import NotFound, Refused
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.journal_models import JournalRow
from store.db.tables.review_models import ReviewRow
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.domain.statistics.measures import find_measure
from store.evidence import cases, evidence
from store.evidence.erasing import erase, find_evidence
from store.evidence.importing.import_answers import NewEvidence
from store.improvements import improvements
from store.journal.seat import Seat
from store.queries.evidence.trends import trends
from store.queries.load_snapshot import load_snapshot
from store.reviews import closing, reviews
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_toml
from store.transfer.workspace_import import import_workspace
from store.undo.undo import redo, undo
from tests.store.evidence.importing.imported_rows import import_rows

C = Stage.CONNECT
TODAY = date(2026, 11, 17)
SECRET = "the customer's own secret words"
ROWS = [NewEvidence(TODAY, 5.0, "1", quote=SECRET), NewEvidence(TODAY, 1.0, "2", quote="harmless")]


def _holding(path: Path, words: str) -> list[str]:
    """Which of the workspace's files hold ``words``."""
    files = path.parent.glob(f"{path.name}*")
    return sorted(file.name for file in files if words.encode() in file.read_bytes())


def _import(seat: Seat) -> int:
    return import_rows(seat, C, find_measure("csat"), ROWS, file="csat.csv")


def _secret_ids(seat: Seat) -> list[str]:
    with seat.reading() as session:
        return list(session.scalars(select(EvidenceRow.id).where(EvidenceRow.quote == SECRET)))


def _quotes(seat: Seat) -> list[str]:
    return [item.quote for item in evidence.page(seat).items]


@pytest.mark.parametrize("words", [SECRET, SECRET + " and more" * 1000], ids=["short", "long"])
def test_erasing_leaves_no_byte_of_the_words_in_any_file(
    dana: Seat, path: Path, words: str
) -> None:
    others = [evidence.log(dana, C, quote=f"harmless {n}") for n in range(20)]
    id = evidence.log(dana, C, measure="csat", value=1, quote=words, source=f"call, {SECRET}")
    others += [evidence.log(dana, C, quote=f"harmless {n}") for n in range(20, 40)]
    assert _holding(path, SECRET)
    erase(dana, id)
    assert _holding(path, SECRET) == []
    left = {item.id for item in evidence.page(dana).items}
    assert left == set(others)
    assert dana.workspace.check() == "ok"


def test_erasing_reaches_what_was_undone_and_redone(dana: Seat, path: Path) -> None:
    id = evidence.log(dana, C, quote=SECRET)
    undo(dana)
    redo(dana)
    erase(dana, id)
    assert _holding(path, SECRET) == []


def test_erased_evidence_leaves_every_figure_and_cannot_be_erased_again(dana: Seat) -> None:
    id = evidence.log(dana, C, measure="csat", value=5)
    erase(dana, id)
    assert trends(dana) == ()
    with pytest.raises(NotFound, match="erased already"):
        erase(dana, id)
    with pytest.raises(NotFound):
        erase(dana, "gone")


def test_another_teams_evidence_is_out_of_reach(dana: Seat) -> None:
    from store.teams.teams import NewTeam, create_team

    other = Seat(dana.workspace, create_team(dana.workspace, NewTeam("Beta")).id)
    standing = evidence.log(other, C, quote="kept")
    undone = evidence.log(other, C, quote="undone")
    undo(other)
    for id in (standing, undone):
        with pytest.raises(NotFound):
            erase(dana, id)
    redo(other)
    assert sorted(_quotes(other)) == ["kept", "undone"]


def test_an_erased_row_is_not_imported_again(dana: Seat, path: Path) -> None:
    _import(dana)
    erase(dana, *_secret_ids(dana))
    assert _import(dana) == 0
    assert _holding(path, SECRET) == []
    assert _quotes(dana) == ["harmless"]


def test_it_is_not_imported_again_once_its_import_was_taken_back(dana: Seat, path: Path) -> None:
    _import(dana)
    erase(dana, *_secret_ids(dana))
    undo(dana)
    assert _import(dana) == 1
    assert _quotes(dana) == ["harmless"]
    assert _holding(path, SECRET) == []


def test_an_import_comes_back_without_what_was_erased(dana: Seat) -> None:
    _import(dana)
    undo(dana)
    erase(dana, *_secret_ids(dana))
    redo(dana)
    assert _quotes(dana) == ["harmless"]
    assert _import(dana) == 0


def test_a_quote_of_an_import_that_was_taken_back_is_erased(dana: Seat, path: Path) -> None:
    _import(dana)
    undo(dana)
    (id,) = _secret_ids(dana)
    erase(dana, find_evidence(dana, id[:8]))
    assert _holding(path, SECRET) == []
    assert _import(dana) == 1
    assert _quotes(dana) == ["harmless"]


@pytest.mark.parametrize("which", [0, 1])
def test_each_copy_of_an_answer_is_erased_with_it(dana: Seat, path: Path, which: int) -> None:
    _import(dana)
    undo(dana)
    _import(dana)
    erase(dana, sorted(_secret_ids(dana))[which])
    assert _holding(path, SECRET) == []
    assert _import(dana) == 0
    undo(dana)
    assert _import(dana) == 1
    assert _quotes(dana) == ["harmless"]
    assert dana.workspace.check() == "ok"


def test_a_quote_that_was_taken_back_is_erased(dana: Seat, path: Path) -> None:
    touchpoints.add(dana, C, "Card")
    id = evidence.log(dana, C, quote=SECRET)
    undo(dana)
    redo(dana)
    undo(dana)
    assert _holding(path, SECRET)
    erase(dana, find_evidence(dana, id[:6]))
    assert _holding(path, SECRET) == []
    with pytest.raises(Refused, match="nothing to redo"):
        redo(dana)
    assert undo(dana) == "Added “Card” to Connect"
    assert redo(dana) == "Added “Card” to Connect"
    assert _quotes(dana) == []
    with pytest.raises(NotFound, match="erased already"):
        erase(dana, id)


def test_a_case_is_brought_back_without_the_answer_that_was_erased(
    dana: Seat, clock: SetClock
) -> None:
    cases.add(dana, "T-1")
    cases.solve(dana, "T-1")
    clock.move(days=1)
    cases.answer(dana, "T-1", True)
    (item,) = evidence.page(dana).items
    undo(dana)
    erase(dana, item.id)
    redo(dana)
    assert load_snapshot(dana).follow_ups == ()
    assert evidence.page(dana).items == ()
    undo(dana)
    assert [each.ref for each in load_snapshot(dana).follow_ups] == ["T-1"]


def test_an_erased_mark_holds_nothing_back(dana: Seat) -> None:
    card = touchpoints.add(dana, C, "Card")
    erase(dana, evidence.log(dana, C, quote=SECRET, touchpoint=card))
    assert undo(dana) == "Added “Card” to Connect"


def test_an_export_with_erased_evidence_comes_back(dana: Seat) -> None:
    _import(dana)
    erase(dana, *_secret_ids(dana))
    undo(dana)
    facts = export_workspace(dana.workspace)
    data = to_toml(facts).encode()
    imported = import_workspace(dana.workspace, read_workspace_file(data, "care.toml"))
    assert imported.added == 0
    (row,) = facts["teams"][0]["evidence"]
    assert row["erased"]
    assert "import_id" not in row


def _closed_report(room: Seat, planned: str) -> None:
    reviews.open_review(room, AgendaKind.SHORT, planned=planned)
    review = load_snapshot(room).review
    assert review is not None
    reviews.ask_reveal(room)
    reviews.go_to_step(room, len(review.steps) - 1, reveal=True)
    closing.close_review(room)


def test_a_quote_leaves_every_stored_report(room: Seat, path: Path, clock: SetClock) -> None:
    words = f"*{SECRET}*\n- twice"
    clock.at = datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
    evidence.log(room, C, quote="harmless")
    id = evidence.log(room, C, quote=words, source="a caller")
    improvements.pick(room, C, "Improve", cycle="2026-W48")
    _closed_report(room, "2026-W48")
    _closed_report(room, "2026-W47")
    reports = [past.report for past in closing.past_reviews(room)]
    assert all(SECRET in report for report in reports)
    with room.reading() as session:
        review_id = session.scalar(select(ReviewRow.id))
    with room.change("review-brought") as change:
        image = {"entity": "review", "id": review_id, "before": None}
        change.extra.append({**image, "after": {"report": reports[0]}})
    erase(room, id)
    assert _holding(path, SECRET) == []
    for before, past in zip(reports, closing.past_reviews(room), strict=True):
        was, now = before.splitlines(), past.report.splitlines()
        (at,) = (n for n, line in enumerate(was) if SECRET in line)
        assert now[at] == "- (erased at the customer's wish)"
        assert [*was[:at], *was[at + 1 :]] == [*now[:at], *now[at + 1 :]]
    with room.reading() as session:
        entry = session.scalar(select(JournalRow).where(JournalRow.kind == "review-brought"))
        assert entry is not None
        assert "harmless" in entry.changes[0]["after"]["report"]


def test_a_quote_that_was_taken_back_leaves_the_reports_it_is_in(
    room: Seat, path: Path, clock: SetClock
) -> None:
    clock.at = datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
    id = evidence.log(room, C, quote=SECRET)
    _closed_report(room, "2026-W48")
    undo(room)
    erase(room, id)
    assert _holding(path, SECRET) == []
    assert "(erased at the customer's wish)" in closing.past_reviews(room)[0].report


def test_evidence_is_found_by_the_start_of_its_id(dana: Seat) -> None:
    id = evidence.log(dana, C, quote="x")
    assert find_evidence(dana, f" {id[:6].upper()} ") == id
    undo(dana)
    assert find_evidence(dana, id[:6]) == id
    with pytest.raises(NotFound, match="“abc” is not the id of any evidence"):
        find_evidence(dana, "abc")
    with pytest.raises(NotFound, match="There is no evidence with the id “zzzz”"):
        find_evidence(dana, "zzzz")
