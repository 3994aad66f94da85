"""A file that was edited by hand, or made to do harm, is refused before anybody meets it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.agenda import AgendaKind
from store.domain.stages import Stage
from store.domain.statistics.measures import Better, MeasureKind
from store.evidence import cases, evidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews
from store.reviews.closing import close_review
from store.teams import cycle_skips, teams
from store.transfer.workspace_file import Facts, export_workspace, read_workspace_file, to_json
from store.transfer.workspace_import import import_workspace
from store.workspace.workspace import create_workspace
from tests.conftest import open_copy

FRIDAY = datetime(2026, 11, 20, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """An exported team with a row of every kind, as JSON gives it back."""
    workspace = create_workspace(
        tmp_path_factory.mktemp("whole") / "a.db", SetClock(FRIDAY), durable=False
    )
    team = teams.create_team(workspace, teams.NewTeam("Support", members=("Dana", "Lee")))
    seat = Seat(workspace, team.id)
    card = touchpoints.add(seat, Stage.CONNECT, "Card", volume=7)
    other = touchpoints.add(seat, Stage.CONNECT, "Other")
    touchpoints.merge(seat, card, [other])
    teams.add_measure(seat, "mood-score", kind=MeasureKind.SCORE, better=Better.UP, threshold=4.5)
    cycle_skips.skip_cycle(seat, "2026-W50", "Holiday")
    improvements.skip_stage(seat, Stage.ENHANCE, "No time")
    first = improvements.pick(seat, Stage.CONNECT, "Use names", measure="csat", target=0.8)
    done = improvements.pick(seat, Stage.ASSIST, "Answer twice", measure="mood-score")
    improvement_status.done(seat, done)
    evidence.log(seat, Stage.CONNECT, measure="csat", value="5", day=date(2026, 11, 10))
    cases.add(seat, "4417")
    people = [member.id for member in load_snapshot(seat).team.members]
    reviews.open_review(seat, AgendaKind.TEAM, present=people)
    reviews.go_to_step(seat, 6)
    improvement_status.carry(seat, first, "Not yet")
    close_review(seat)
    found: Facts = json.loads(to_json(export_workspace(workspace)))
    workspace.close()
    return found


def read(facts: Facts, folder: Path) -> None:
    """Import ``facts`` where there is nothing; a refusal must leave nothing."""
    target = create_workspace(folder / "b.db", SetClock(FRIDAY), durable=False)
    before = export_workspace(target)
    try:
        import_workspace(target, read_workspace_file(json.dumps(facts).encode(), "file"))
    except Refused:
        assert export_workspace(target) == before
        raise
    finally:
        target.close()


def team_of(facts: Facts) -> Any:
    return facts["teams"][0]


def test_the_file_is_taken_as_it_is(whole: Facts, tmp_path: Path) -> None:
    read(whole, tmp_path)


def rows(section: str, **values: Any) -> Callable[[Facts], None]:
    """Sets ``values`` in the section's last row; None takes one out."""

    def edit(facts: Facts) -> None:
        row = team_of(facts)[section][-1]
        row.update(values)
        for key in [key for key, value in values.items() if value is None]:
            del row[key]

    return edit


def settings(**values: Any) -> Callable[[Facts], None]:
    return lambda facts: team_of(facts).update(values)


def found(facts: Facts, section: str, **wanted: Any) -> Any:
    """The section's first row with these values."""
    return next(
        row
        for row in team_of(facts)[section]
        if all(row.get(key) == value for key, value in wanted.items())
    )


def carried_from_itself(facts: Facts) -> None:
    row = team_of(facts)["improvements"][0]
    row["carried_from"] = row["id"]


def carried_in_a_ring(facts: Facts) -> None:
    new = next(row for row in team_of(facts)["improvements"] if "carried_from" in row)
    old = found(facts, "improvements", id=new["carried_from"])
    old["carried_from"] = new["id"]


def merged_into_itself(facts: Facts) -> None:
    row = next(row for row in team_of(facts)["touchpoints"] if "merged_into" in row)
    row["merged_into"] = row["id"]


def merged_in_a_chain(facts: Facts) -> None:
    row = next(row for row in team_of(facts)["touchpoints"] if "merged_into" in row)
    team_of(facts)["touchpoints"].append({**row, "id": "another00000", "merged_into": row["id"]})


def merged_but_on_the_board(facts: Facts) -> None:
    row = next(row for row in team_of(facts)["touchpoints"] if "merged_into" in row)
    del row["archived_at"]


def two_open_reviews(facts: Facts) -> None:
    every = team_of(facts)["reviews"]
    del every[0]["closed_at"]
    every.append({**every[0], "id": "another00000", "planned": "2026-W52"})


def done(**values: Any) -> Callable[[Facts], None]:
    def edit(facts: Facts) -> None:
        row = found(facts, "improvements", status="done")
        row.update(values)
        for key in [key for key, value in values.items() if value is None]:
            del row[key]

    return edit


def a_second_era(**values: Any) -> Callable[[Facts], None]:
    return lambda facts: team_of(facts)["eras"].append({"id": "another00000", **values})


def anothers_row(facts: Facts) -> None:
    """A second team whose touchpoint is by a member of the first."""
    team = team_of(facts)
    kept = ("zone", "review_weekday", "review_week", "review_time", "made_at", "agendas")
    card = next(row for row in team["touchpoints"] if "merged_into" not in row)
    facts["teams"].append(
        {
            **{key: team[key] for key in kept},
            "id": "another00000",
            "name": "Other",
            "eras": [{**team["eras"][0], "id": "another00001"}],
            "touchpoints": [{**card, "id": "another00002", "author_id": team["members"][0]["id"]}],
        }
    )


EDITS: dict[str, Callable[[Facts], None]] = {
    "carried from itself": carried_from_itself,
    "carried in a ring": carried_in_a_ring,
    "a step past the last": rows("reviews", step_index=99),
    "a step ahead of the first": rows("reviews", step_index=-1),
    "no steps": rows("reviews", steps=[]),
    "a step of no time": rows("reviews", steps=[["pick", 0]]),
    "a step of half a minute": rows("reviews", steps=[["pick", 1.5]]),
    "a step twice": rows("reviews", steps=[["pick", 5], ["pick", 5]], step_index=0),
    "steps without Pick": rows("reviews", steps=[["map", 5]], step_index=0),
    "an agenda without Pick": settings(agendas={"team": [["map", 5]]}),
    "an agenda of words": settings(agendas={"team": "pick"}),
    "spent in words": rows("reviews", spent={"pick": "long"}),
    "spent by nobody's step": rows("reviews", spent={"lunch": [1.0, 0]}),
    "spent less than nothing": rows("reviews", spent={"pick": [-1.0, 0]}),
    "spent without end": rows("reviews", spent={"pick": [float("inf"), 0]}),
    "revealed what is no step": rows("reviews", revealed=["lunch"]),
    "present in words": rows("reviews", present="Dana"),
    "two open reviews": two_open_reviews,
    "no rank": rows("touchpoints", rank=""),
    "a rank of signs": rows("touchpoints", rank="!!~"),
    "a rank with no room behind": rows("touchpoints", rank="z" * 27),
    "no eras": lambda facts: team_of(facts).pop("eras"),
    "an era from a Wednesday": rows("eras", first_day="2026-11-18"),
    "a later era from a Wednesday": a_second_era(cadence="weekly", first_day="2027-01-06"),
    "two eras from one day": a_second_era(cadence="monthly", first_day="2026-11-16"),
    "half a window": done(before_to=None),
    "a window back to front": done(before_to="2020-01-01"),
    "a window without a measure": done(measure=None),
    "a measure without windows": done(before_from=None, before_to=None),
    "an improvement's unknown measure": done(measure="no-such"),
    "an improvement's misspelt measure": done(measure="Mood-Score"),
    "evidence's unknown measure": rows("evidence", measure="no-such"),
    "evidence's misspelt measure": rows("evidence", measure="CSAT"),
    "evidence without its value": rows("evidence", value=None),
    "no number": rows("evidence", value=float("nan")),
    "no end of a target": done(target=float("inf")),
    "a whole number no float holds": done(target=10**400),
    "a threshold that is no number": rows("measures", threshold=float("nan")),
    "a score without a threshold": rows("measures", threshold=None),
    "a measure of a built-in's name": rows("measures", key="csat"),
    "a volume no database holds": rows("touchpoints", volume=10**30),
    "a volume below nothing": rows("touchpoints", volume=-1),
    "votes below nothing": lambda facts: team_of(facts).update(
        vote_totals=[
            {
                "id": "another00000",
                "review_id": team_of(facts)["reviews"][0]["id"],
                "touchpoint_id": team_of(facts)["touchpoints"][0]["id"],
                "votes": -1,
            }
        ]
    ),
    "a mood off the scale": rows("reviews", mood_count=3, mood_mean=50.0),
    "made before the calendar": settings(made_at="0001-01-01T00:00:00+14:00"),
    "made after the calendar": settings(made_at="9999-12-31T23:59:59-14:00"),
    "a day in the year 1": rows("evidence", day="0001-01-01"),
    "a day in the year 9999": rows("evidence", day="9999-12-31"),
    "a team of blanks": settings(name="   "),
    "a member of marks": rows("members", name="\u202e\u2066"),
    "a member of a letter that draws nothing": rows("members", name="\u3164"),
    "a touchpoint of nothing": rows("touchpoints", text="\u200b"),
    "a case without a reference": rows("cases", ref=" "),
    "a case with half an answer": rows("cases", answer=True),
    "a case asked about before it was solved": rows("cases", answered_at="2026-11-20T14:00:00Z"),
    "a skip without a reason": rows("skipped_cycles", reason=""),
    "a month in a team of weeks": done(cycle="2026-11"),
    "a review of a month in a team of weeks": rows("reviews", planned="2026-11"),
    "a cycle in small letters": done(cycle="2026-w47"),
    "done on no day": done(done_on=None, after_from=None, after_to=None),
    "planned, and done on a day": rows("improvements", done_on="2026-11-20"),
    "after for ever": done(after_days=10**9),
    "after for no days": done(after_days=0),
    "a touchpoint merged into itself": merged_into_itself,
    "a touchpoint merged in a chain": merged_in_a_chain,
    "a merged touchpoint on the board": merged_but_on_the_board,
    "a zone in small letters": settings(zone="utc"),
    "a time of one digit": settings(review_time="9:5"),
    "another team's member": anothers_row,
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_what_cannot_be_worked_with_is_refused(whole: Facts, tmp_path: Path, name: str) -> None:
    facts = copy.deepcopy(whole)
    EDITS[name](facts)
    assert facts != whole
    with pytest.raises(Refused, match=r"^[A-Z“][^\n]*\.$"):
        read(facts, tmp_path)


WRONG = ("\u2603", "", 7, -1, 1e300, None, True, [], ["x"], {"x": 1})


MISSING = object()


def harms(whole: Facts) -> Iterator[tuple[str, tuple[Any, ...], str, object]]:
    """Every word of every kind of row, and of what is around them, that can be missing, or have
    another in its place: what is done, where the word stands, its name and what comes there."""
    roads: list[tuple[str, tuple[Any, ...]]] = [("file", ())]
    team = whole["teams"][0]
    roads.append(("team", ("teams", 0)))
    roads += [(name, ("teams", 0, name, 0)) for name, part in team.items() if type(part) is list]

    for name, road in roads:
        found: Any = whole
        for step in road:
            found = found[step]
        for key in found if isinstance(found, dict) else ():
            yield f"{name} without {key}", road, key, MISSING
            for wrong in WRONG:
                yield f"{name} with {key} {wrong!r}", road, key, wrong


def harmed(facts: Any, road: tuple[Any, ...], key: str, word: object) -> Any:
    """The file with this ``word`` at the end of the road, what it stands in being a copy."""
    other = facts.copy()
    if road:
        other[road[0]] = harmed(facts[road[0]], road[1:], key, word)
    elif word is MISSING:
        del other[key]
    else:
        other[key] = word
    return other


@pytest.mark.slow
def test_every_missing_or_wrong_word_is_refused_or_read(
    whole: Facts, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Every fourth of them, unless the long form is asked for."""
    step = 1 if request.config.getoption("--long", default=False) else 4
    refused = 0
    number = 0
    empty = tmp_path / "empty.db"
    create_workspace(empty, SetClock(FRIDAY), durable=False).close()
    workspace = open_copy(empty, tmp_path / "0.db", SetClock(FRIDAY))
    for what, road, key, word in islice(harms(whole), 0, None, step):
        facts = harmed(whole, road, key, word)
        try:
            import_workspace(workspace, read_workspace_file(to_json(facts).encode(), "x"))
        except Refused:
            refused += 1
        except Exception as crash:
            raise AssertionError(what) from crash
        else:
            for team in workspace.teams():
                load_snapshot(Seat(workspace, team.id))
            workspace.close()
            number += 1
            workspace = open_copy(empty, tmp_path / f"{number}.db", SetClock(FRIDAY))
    workspace.close()
    assert refused > 500 // step
