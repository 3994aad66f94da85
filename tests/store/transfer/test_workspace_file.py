"""A workspace out into a file and back, without loss, whatever is in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.common.text import clean, is_visible
from store.domain.agenda import AgendaKind
from store.domain.stages import STAGES, Stage
from store.domain.statistics.measures import Better, MeasureKind, find_measure
from store.evidence import cases, evidence
from store.evidence.erasing import erase
from store.evidence.importing.import_answers import NewEvidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.reviews.closing import close_review
from store.teams import cycle_skips, teams
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_json, to_toml
from store.transfer.workspace_import import ImportResult, import_workspace
from store.workspace.workspace import Workspace, create_workspace
from tests.store.evidence.importing.imported_rows import import_rows

FRIDAY = datetime(2026, 11, 20, 14, tzinfo=UTC)


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Iterator[Path]]:
    yield (tmp_path / f"{number}.db" for number in itertools.count())


def make(place: Path, name: str = "Support") -> tuple[Workspace, Seat]:
    workspace = create_workspace(place, SetClock(FRIDAY), durable=False)
    team = teams.create_team(workspace, teams.NewTeam(name, members=("Dana", "Lee", "Sam")))
    return workspace, Seat(workspace, team.id)


def fill(seat: Seat) -> None:
    """A little of everything a team keeps."""
    people = [member.id for member in load_snapshot(seat).team.members]
    card = touchpoints.add(seat, Stage.CONNECT, "Welcome [/] e-mail", channel="e-mail", friction=2)
    other = touchpoints.add(seat.as_member(people[0]), Stage.CONNECT, "Greeting", notes="a\nb")
    touchpoints.merge(seat, card, [other])
    teams.add_measure(seat, "mood-score", kind=MeasureKind.SCORE, better=Better.UP, threshold=4.5)
    cycle_skips.skip_cycle(seat, "2026-W49", "Holiday")
    pick = improvements.pick(
        seat, Stage.CONNECT, "Use names", owner=people[0], measure="csat", target=0.8,
        touchpoint=card, touchpoint_only=True,
    )  # fmt: skip
    improvements.skip_stage(seat, Stage.ENHANCE, "No time")
    evidence.log(seat, Stage.CONNECT, measure="csat", value="5", day=date(2026, 11, 10))
    evidence.log(seat, Stage.ASSIST, measure="mood-score", value="4,5", source="letter")
    evidence.log(seat, Stage.RESOLVE, quote="Quick\nand kind “really”")
    rows = [
        NewEvidence(date(2026, 11, day), float(day % 11), f"print-{day}") for day in range(1, 12)
    ]
    import_rows(seat, Stage.ENHANCE, find_measure("nps"), rows, file="nps.csv")
    erased = evidence.log(seat, Stage.RESOLVE, quote="Forget me")
    erase(seat, erased)
    cases.add(seat, "4417", subject="Refund")
    cases.solve(seat, "4417")
    for ref, said in (("4418", True), ("4419", False), ("4420", None)):
        cases.add(seat, ref)
        cases.solve(seat, ref)
        if said is None:
            cases.no_answer(seat, ref)
        else:
            cases.answer(seat, ref, said)
    reviews.open_review(seat, AgendaKind.TEAM, present=people)
    for person in people:
        ballots.give_mood(seat.as_member(person), 4)
    reviews.go_to_step(seat, 4)
    ballots.vote(seat.as_member(people[1]), card)
    reviews.ask_reveal(seat)
    reviews.reveal(seat)
    reviews.go_to_step(seat, 6)
    improvement_status.carry(seat, pick, "Not yet")
    close_review(seat)


def test_a_full_workspace_comes_back_to_the_byte(places: Iterator[Path]) -> None:
    workspace, seat = make(next(places))
    fill(seat)
    text = to_toml(export_workspace(workspace))
    for again in (text, to_json(export_workspace(workspace))):
        copy = create_workspace(next(places), SetClock(FRIDAY))
        first = import_workspace(copy, read_workspace_file(again.encode(), "file"))
        assert first.added > 25
        assert (first.same, first.kept) == (0, 0)
        assert to_toml(export_workspace(copy)) == text
        twice = import_workspace(copy, read_workspace_file(again.encode(), "file"))
        assert twice == ImportResult(added=0, same=first.added, kept=0)
        assert to_toml(export_workspace(copy)) == text
        assert copy.check() == "ok"


def test_momentum_verdicts_and_board_are_the_same_after_coming_back(
    places: Iterator[Path],
) -> None:
    workspace, seat = make(next(places))
    fill(seat)
    copy = create_workspace(next(places), SetClock(FRIDAY))
    import_workspace(copy, export_workspace(workspace))
    before, after = load_snapshot(seat), load_snapshot(Seat(copy, seat.team_id))
    for mine, theirs in zip(before.board, after.board, strict=True):
        as_new = tuple(replace(card, version=1) for card in mine.touchpoints)
        assert theirs.touchpoints == as_new
    assert after.momentum == before.momentum
    assert [each.reading for each in after.planned] == [each.reading for each in before.planned]
    assert after.follow_ups == before.follow_ups


def test_what_is_undone_and_who_voted_is_in_no_file(places: Iterator[Path]) -> None:
    from store.undo import undo

    workspace, seat = make(next(places))
    touchpoints.add(seat, Stage.CONNECT, "Taken back")
    undo.undo(seat)
    import_rows(
        seat,
        Stage.ENHANCE,
        find_measure("nps"),
        [NewEvidence(date(2026, 11, 1), 9.0, "print", quote="Withdrawn words")],
        file="nps.csv",
    )
    undo.undo(seat)
    people = [member.id for member in load_snapshot(seat).team.members]
    reviews.open_review(seat, present=people)
    ballots.give_mood(seat.as_member(people[0]), 2)
    text = to_toml(export_workspace(workspace))
    assert "Taken back" not in text
    assert "Withdrawn words" not in text
    assert "mood =" not in text
    assert "nps.csv" not in text


def test_authors_travel_only_where_the_team_shows_them(places: Iterator[Path]) -> None:
    workspace, seat = make(next(places))
    person = load_snapshot(seat).team.members[0].id
    touchpoints.add(seat.as_member(person), Stage.CONNECT, "Mine")
    assert "author_id" not in to_toml(export_workspace(workspace))
    teams.set_team(seat, show_authors=True)
    assert f'author_id = "{person}"' in to_toml(export_workspace(workspace))


def test_what_differs_here_is_kept(places: Iterator[Path]) -> None:
    workspace, seat = make(next(places))
    card = touchpoints.add(seat, Stage.CONNECT, "Old words")
    facts = export_workspace(workspace)
    touchpoints.edit(seat, card, text="New words")
    found = import_workspace(workspace, facts)
    assert (found.added, found.kept) == (0, 1)
    assert load_snapshot(seat).board[0].touchpoints[0].text == "New words"


def test_two_teams_merge_into_one_workspace_but_not_two_of_a_name(
    places: Iterator[Path],
) -> None:
    one, _ = make(next(places), "North")
    two, _ = make(next(places), "South")
    import_workspace(one, export_workspace(two))
    assert [team.name for team in one.teams()] == ["North", "South"]
    three, _ = make(next(places), "north")
    before = to_toml(export_workspace(one))
    with pytest.raises(Refused, match="another team “North”"):
        import_workspace(one, export_workspace(three))
    assert to_toml(export_workspace(one)) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('stage = "connect"', 'stage = "konnect"'),
        ('zone = "UTC"', 'zone = "Mars/Base"'),
        ("friction = 0", "friction = 7"),
        ("friction = 0", 'friction = "0"'),
        ("friction = 0", "fricton = 0"),
        ('name = "Dana"', 'nom = "Dana"'),
        ("joined_on = 2026-11-20", 'joined_on = "yesterday"'),
        ("value = 5.0", "value = 6.0"),
        ('measure = "csat"', 'measure = "no-such"'),
        ('text = "Card"', f'text = "{"x" * 10_001}"'),
        ('text = "Card"', 'text = "Card"\nmerged_into = "nowhere00000"'),
    ],
)
def test_a_file_that_does_not_hold_together_changes_nothing(
    places: Iterator[Path], old: str, new: str
) -> None:
    workspace, seat = make(next(places))
    touchpoints.add(seat, Stage.CONNECT, "Card")
    evidence.log(seat, Stage.CONNECT, measure="csat", value="5")
    text = to_toml(export_workspace(workspace))
    assert old in text
    copy = create_workspace(next(places), SetClock(FRIDAY))
    empty = to_toml(export_workspace(copy))
    with pytest.raises(Refused):
        import_workspace(copy, read_workspace_file(text.replace(old, new, 1).encode(), "file"))
    assert to_toml(export_workspace(copy)) == empty


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"{", b"[1]", b"care = 'x'", b"care = 99", b'{"care": 99}', b"{" * 5000],
)
def test_other_files_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Refused, match="file"):
        read_workspace_file(data, "file")


words = st.text(min_size=1, max_size=60).filter(lambda text: is_visible(clean(text).text))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(STAGES), words, words), max_size=8))
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, cards: list[tuple[Stage, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    workspace, seat = make(folder / "a.db")
    for stage, text, notes in cards:
        touchpoints.add(seat, stage, text, notes=notes)
    text = to_toml(export_workspace(workspace))
    copy = create_workspace(folder / "b.db", SetClock(FRIDAY), durable=False)
    import_workspace(copy, read_workspace_file(text.encode(), "file"))
    assert to_toml(export_workspace(copy)) == text
    workspace.close()
    copy.close()
