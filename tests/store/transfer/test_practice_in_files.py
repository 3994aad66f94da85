"""What a team's practice keeps leaves in an export, a folder and a copy, and comes back the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from store.board import touchpoints
from store.common.errors import Refused
from store.db.tables.every import KEPT
from store.db.tables.review_models import ReviewRow, TopicRow
from store.domain.sent_words import WordsKind
from store.domain.stages import Stage
from store.evidence import cases, evidence, questions
from store.evidence.case_owner import give_case
from store.evidence.words_to_send import set_wording, words_to_send
from store.improvements import improvements
from store.journal.seat import Seat
from store.queries.quarter import answer_quarter
from store.reviews import reviews, talk
from store.teams import promises
from store.teams.members import find_member
from store.transfer.copy_workspace import copy_workspace
from store.transfer.split import read_split, write_split
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_json, to_toml
from store.transfer.workspace_import import import_workspace
from store.workspace.workspace import create_workspace, open_workspace


@pytest.fixture
def practised(dana: Seat) -> Seat:
    """A team that uses everything."""
    touchpoints.add(
        dana, Stage.ASSIST, "Search", sign="a third search", unasked="chat", stuck="Lee"
    )
    cases.add(dana, "T-1", customer="Ada", since="2019", last_matter="a parcel", remember="Biscuit")
    cases.contact(dana, "T-1")
    give_case(dana, "T-1", find_member(dana, "Lee"), "billing")
    promises.promise_reply(dana, "chat", 2)
    promises.promise_step_up(dana, "Ada")
    one = questions.ask(dana, "Where is my code?").id
    questions.join_questions(dana, questions.ask(dana, "No code!", frustrated=True).id, one)
    set_wording(dana, WordsKind.HELLO, "Hi {name}!\nWelcome back.")
    answer_quarter(dana, "promises", "yes")
    return dana


@pytest.mark.parametrize("write", [to_toml, to_json])
def test_it_comes_back_from_a_file(practised: Seat, tmp_path: Path, write: object) -> None:
    assert callable(write)
    facts = export_workspace(practised.workspace)
    for section in ("case_handovers", "promises", "questions", "quarter_answers"):
        assert facts["teams"][0][section]
    other = create_workspace(tmp_path / "other.db", durable=False)
    read = read_workspace_file(write(facts).encode(), "file")
    import_workspace(other, read)
    assert import_workspace(other, read).added == 0
    assert export_workspace(other) == facts
    seat = Seat(other, practised.team_id, practised.member_id)
    assert questions.ask(seat, "no CODE").asked == 3
    assert words_to_send(seat, WordsKind.HELLO, ref="T-1") == "Hi Ada!\nWelcome back."
    promises.promise_reply(seat, "Chat", 3)
    assert [each.hours for each in promises.promises(seat)] == [3, None]
    other.close()


def test_it_comes_back_from_a_folder_and_a_copy(practised: Seat, tmp_path: Path) -> None:
    facts = export_workspace(practised.workspace)
    write_split(practised.workspace, tmp_path / "folder")
    assert read_split(tmp_path / "folder") == read_workspace_file(to_toml(facts).encode(), "file")
    copy_workspace(practised.workspace, tmp_path / "copy.db")
    copy = open_workspace(tmp_path / "copy.db", keep=False)
    assert export_workspace(copy) == facts
    copy.close()


@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("promises", {"kind": "hope"}),
        ("promises", {"hours": None}),
        ("questions", {"asked": 0}),
        ("questions", {"frustrated": -1}),
        ("questions", {"frustrated": 100}),
        ("questions", {"answered_as": "song"}),
        ("questions", {"joined_into": "self"}),
        ("quarter_answers", {"answer": "perhaps"}),
        ("case_handovers", {"to_id": "nobody00000"}),
    ],
)
def test_a_file_that_is_inconsistent_is_refused(
    practised: Seat, tmp_path: Path, section: str, change: dict[str, object]
) -> None:
    facts = export_workspace(practised.workspace)
    row = facts["teams"][0][section][0]
    for key, value in change.items():
        row[key] = row["id"] if value == "self" else value
        if value is None:
            del row[key]
    other = create_workspace(tmp_path / "other.db", durable=False)
    with pytest.raises(Refused):
        import_workspace(other, facts)
    assert other.teams() == ()
    other.close()


ADDED: dict[str, set[str]] = {
    "team": {"words", "asks_question"},
    "touchpoint": {"sign", "unasked", "stuck"},
    "care_case": {"customer", "since", "last_matter", "remember", "first_reply_at", "owner_id"},
    "case_handover": {"case_id", "from_id", "to_id", "why", "at"},
    "promise": {"kind", "subject", "subject_key", "who", "up_to", "hours", "made_at"},
    "question": {
        "text",
        "text_key",
        "asked",
        "frustrated",
        "last_on",
        "answered_where",
        "answered_as",
        "joined_into",
    },
    "quarter_answer": {"about", "answer", "on"},
    "review": {"led_before_id", "quotes", "learned", "next_moved_to"},
    "topic": {"review_id", "touchpoint_id", "note", "decision", "minutes", "settled_at"},
}
"""What the practice and the review's talk added to each table."""
OUT = ("version", "called", "author_id")


def _reviewed(seat: Seat) -> None:
    """Add to the team what only its talk in a review leaves, and what it said by a card."""
    promises.promise_decision(seat, "Whoever is on shift", "refunds", "£30")
    questions.answered_where(
        seat, questions.find_question(seat, "Where is my code?"), "FAQ 3", "page"
    )
    give_case(seat, "T-1", find_member(seat, "Dana"), "back from leave")
    card = touchpoints.add(seat, Stage.CONNECT, "Greeting")
    quote = evidence.log(seat, Stage.CONNECT, quote="You knew my name.")
    picked = improvements.pick(seat, Stage.CONNECT, "Say the name", touchpoint=card)
    reviews.open_review(seat)
    talk.choose_quote(seat, quote)
    talk.note_learned(seat, picked, "Names are cheap.")
    with seat.change("talked") as change:
        change.team.asks_question = False
        review = change.session.scalars(select(ReviewRow)).one()
        review.led_before_id = find_member(seat, "Lee")
        review.next_moved_to = change.now + timedelta(days=5)
        change.session.add(
            TopicRow(
                id=change.new_id(),
                team_id=seat.team_id,
                review_id=review.id,
                touchpoint_id=card,
                note="We know the name in 3 of 5 calls.",
                decision="pick",
                minutes=5,
                settled_at=change.now,
            )
        )
        change.set_summary("Talked")


def _rows(seat: Seat) -> dict[str, list[dict[str, Any]]]:
    """Each row that the workspace keeps, but for what means nothing elsewhere, and authors, which
    are hidden here."""
    kept = {}
    with seat.reading() as session:
        for name, table in KEPT.items():
            columns = [c for c in table.__table__.columns if c.key not in OUT]
            found = session.execute(select(*columns).order_by(table.__table__.c.id))
            kept[name] = [dict(row._mapping) for row in found]
    return kept


def test_every_column_comes_back_from_a_file_and_a_copy(practised: Seat, tmp_path: Path) -> None:
    _reviewed(practised)
    before = _rows(practised)
    for name, columns in ADDED.items():
        for column in columns:
            values = [row[column] for row in before[name]]
            filled = [value for value in values if value not in (None, "", {}, [])]
            assert filled and filled != [True], f"{name}.{column} is unused"
    other = create_workspace(tmp_path / "other.db", durable=False)
    facts = export_workspace(practised.workspace)
    import_workspace(other, read_workspace_file(to_toml(facts).encode(), "file"))
    assert _rows(Seat(other, practised.team_id)) == before
    other.close()
    copy_workspace(practised.workspace, tmp_path / "copy.db")
    copy = open_workspace(tmp_path / "copy.db", keep=False)
    assert _rows(Seat(copy, practised.team_id)) == before
    copy.close()
