"""What ``--json`` prints has the form that docs/json.md tells, in every state a team can be in."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.agenda import Decision
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews, talk, topics
from store.workspace.workspace import Workspace, open_workspace
from tests.care_tui.conftest import Care
from tests.conftest import SAMPLED

PAGE = Path(__file__).parents[4] / "docs" / "json.md"
KINDS: dict[str, Any] = {"text": str, "number": (int, float), "boolean": bool}
SURVEY = "Date,Question,Score\n2026-11-02,Were you content?,5\n2026-11-03,Were you content?,4\n"


def told() -> dict[str, Any]:
    """The form of each command's facts, as the page tells it."""
    blocks = re.findall(
        r"^#+ `care ([^`]+)`\n(?:.*?)```json\n(.*?)```", PAGE.read_text(), re.M | re.S
    )
    return {command: json.loads(form) for command, form in blocks}


def differences(form: Any, value: Any, seen: set[str], where: str = "") -> list[str]:
    """Where ``value`` is not of the ``form``; what of it was met is added to ``seen``."""
    if isinstance(form, dict):
        if form == {} and isinstance(value, dict):
            return []
        if not isinstance(value, dict):
            return [f"{where}: {value!r} is no object"]
        keys = {key.rstrip("?"): key for key in form}
        found = [f"{where}.{key}: not told" for key in value.keys() - keys.keys()]
        found += [f"{where}.{key}: missing" for key in keys.keys() - value.keys()]
        for key in keys.keys() & value.keys():
            place = f"{where}.{key}"
            if value[key] is None and keys[key].endswith("?"):
                continue
            seen.add(place)
            found += differences(form[keys[key]], value[key], seen, place)
        return found
    if isinstance(form, list):
        if not isinstance(value, list):
            return [f"{where}: {value!r} is no list"]
        each = [differences(form[0], one, seen, f"{where}[]") for one in value]
        if value:
            seen.add(f"{where}[]")
        return [problem for problems in each for problem in problems]
    kind = KINDS[form]
    if isinstance(value, bool) is not (kind is bool) or not isinstance(value, kind):
        return [f"{where}: {value!r} is no {form}"]
    return []


def places(form: Any, where: str = "") -> set[str]:
    """Everything that can be met in a form."""
    if isinstance(form, dict):
        found = set()
        for key, inner in form.items():
            place = f"{where}.{key.rstrip('?')}"
            found |= {place} | places(inner, place)
        return found
    return {f"{where}[]"} | places(form[0], f"{where}[]") if isinstance(form, list) else set()


@pytest.fixture(scope="module")
def sample(
    copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The invented team's workspace: two years of reviews, every improvement with a link."""
    place = tmp_path_factory.mktemp("sample") / "sample.db"
    copied_sample(place, SAMPLED).close()
    with contextlib.closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("UPDATE improvement SET link = 'https://example.org/issues/' || id")
    return place


@pytest.fixture
def full(care: Any, write: Any) -> Any:
    """A team that has everything that the sample has not."""
    id = care("add", "connect", "First call", "--volume", "3", "--sign", "asks twice").strip()
    care("team", "set", "--show-authors")
    care("--as", "Lee", "add", "assist", "Help page")
    care("archive", care("add", "resolve", "Fax").strip())
    care("pick", "connect", "Greet", "--owner", "Dana", "--measure", "csat", "--target", "80%")
    care("pick", "assist", "--skip", "No time")
    next_pick = ("pick", "resolve", "Own it", "--cycle", "2026-W48")
    care(*next_pick, "--owner", "Dana", "--measure", "csat", "--link", "https://a.example")
    care("pick", "enhance", "--skip", "No time", "--cycle", "2026-W48")
    care("done", "connect")
    care(
        "log", "connect", "--measure", "csat", "--value", "5", "--quote", "Good", "--source", "call"
    )
    care("log", "connect", "--quote", "I got lost", "--touchpoint", id)
    care("member", "leave", "Lee")
    care("measure", "add", "late", "--kind", "rate", "--better", "down")
    care("--as", "Dana", "case", "add", "T-1", "--subject", "Parcel", "--touchpoint", id)
    care("case", "add", "T-2")
    care("case", "solve", "T-2")
    care("case", "add", "T-3")
    care("case", "solve", "T-3")
    care("case", "answer", "T-3", "yes")
    care("team", "promise", "reply", "e-mail", "4")
    care("team", "promise", "decide", "Dana", "refunds", "--up-to", "50 EUR")
    care("ask", "Where is my code")
    care("--as", "Dana", "park", "Ask legal")
    care("cycle", "skip", "2026-W50", "--reason", "Holiday")
    settings = care.folder / "config" / "care" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("colour = 1\n")
    file = write("survey.csv", SURVEY)
    care(
        "import", "feedback", file, "--stage", "connect", "--column", "Score=csat", "--recipe", "s"
    )
    return care


COMMANDS = [
    "status",
    "status --all-teams",
    "board",
    "board --archived",
    "park list",
    "momentum",
    "cycle list",
    "verdict",
    "evidence",
    "case list",
    "case list --all",
    "measure list",
    "member list",
    "team list",
    "team promise list",
    "questions list",
    "quarter",
    "import list",
    "import recipe list",
    "config show",
    "doctor",
    "report --format json",
    "summary --format json",
]


ELSEWHERE = (
    *(".verdicts[].after_the_fact", ".verdicts[].marked_on", ".verdicts[].reread"),
    *(".verdicts[].together_with", ".verdicts[].reason", ".recipes[].measures[].quote_column"),
    *(".recipes[].measures[].touchpoint", ".board.moved", ".board.friction", ".board.archived"),
    *(".improvements[].reason", ".looked_back[].reason", ".reached[].reason"),
    *(".votes[].first_votes", ".next"),
    *(".looked_into[]", ".teams[].looked_into[]"),
)
"""Where something stands that needs several reviews, or months of late answers, or a second page:
the tests of reports and verdicts make those."""


def is_met_here(place: str) -> bool:
    """Whether the states of this test should have something at ``place``."""
    return not place.startswith(ELSEWHERE)


def facts(care: Care, command: str) -> Any:
    """What a command prints as JSON, whether a check passed or not."""
    as_json = [] if "--format" in command else ["--json"]
    ran = care.run(*command.split(), *as_json)
    assert ran.code in (0, 1), ran.err
    return json.loads(ran.out)


def states(full: Care, sample: Path) -> list[Care]:
    """The same command line at a new team, at one with everything now and after a while, between
    two cadences, at the sample, and in a review."""
    new = Care(full.folder)
    new.workspace = full.folder / "new.db"
    new("init", "--team", "New", "--timezone", "UTC")
    later = Care(full.folder)
    later.now = "2026-12-09T12:00"
    between = Care(full.folder)
    between.workspace = full.folder / "between.db"
    between("init", "--team", "Between", "--timezone", "UTC")
    between("team", "set", "--cadence", "monthly")
    between.now = "2026-11-30T12:00"
    live = Care(full.folder)
    live.workspace = sample
    return [new, full, later, between, live, reviewing(full.folder)]


def reviewing(folder: Path) -> Care:
    """A team in the midst of its review: voted, talked over, learned."""
    care = Care(folder)
    care.workspace = folder / "reviewing.db"
    care.now = "2026-11-16T09:00"
    names = [word for name in ("Dana", "Lee", "Sam") for word in ("--member", name)]
    care("init", "--team", "Reviewing", "--timezone", "UTC", *names)
    care("pick", "connect", "Greet", "--owner", "Dana")
    kept, gone, moved, joined = (
        care("add", "connect", text).strip() for text in ("Call", "Fax", "Form", "Form again")
    )
    care.now = "2026-11-17T09:00"
    care("done", "connect")
    clock = SetClock(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    workspace = open_workspace(care.workspace, clock)
    (team,) = workspace.teams()
    room = Seat(workspace, team.id)
    members = [workspace.find_member(team, name) for name in ("Dana", "Lee", "Sam")]
    reviews.open_review(room, planned="2026-W47", present=members)
    touchpoints.move(room, [moved], Stage.ASSIST)
    touchpoints.merge(room, kept, [joined])
    touchpoints.set_friction(room, [kept], 2)
    touchpoints.archive(room, [gone])
    reviews.go_to_step(room, 2)
    (done,) = load_snapshot(room).planned
    talk.note_learned(room, done.id, "People wait if told how long")
    reviews.go_to_step(room, 3)
    reviews.reveal(room)
    reviews.go_to_step(room, 4)
    for member in members:
        ballots.vote(room.as_member(member), kept)
    reviews.reveal(room)
    topics.open_topic(room, kept)
    topics.note(room, kept, "It is slow")
    topics.settle(room, kept, Decision.LOOK, "Dana, by Friday")
    workspace.close()
    care.now = "2026-11-20T12:30"
    return care


def test_every_commands_facts_have_the_form_that_is_told(full: Any, sample: Path) -> None:
    forms, seen = told(), {command: set[str]() for command in COMMANDS}
    assert set(COMMANDS) <= forms.keys()
    found = []
    for care in states(full, sample):
        for command in COMMANDS:
            value = facts(care, command)
            wrong = differences(forms[command], value, seen[command])
            found += [f"care {command} in {care.workspace.name}{each}" for each in wrong]
    assert found == []
    unmet = {
        command: sorted(missing)
        for command in COMMANDS
        if (missing := set(filter(is_met_here, places(forms[command]) - seen[command])))
    }
    assert unmet == {}, json.dumps(unmet)


def test_an_imports_facts_have_the_form_that_is_told(care: Any, write: Any) -> None:
    form, seen = told()["import feedback"], set[str]()
    rows = ("a,2026-11-02,5,Quick,1", "b,2026-11-03,4,,2", "c,2026-11-03,2,,2", "d,never,5,,3")
    file = write("survey.csv", "\n".join(["ID,Date,CSAT,Comment,Other", *rows, ""]))
    cases = "Ticket ID,Created at,Solved at\n1,2026-11-02,2026-11-03\n2,2026-11-04,\n"
    by_cases = ("import", "feedback", write("cases.csv", cases), "--solve-target", "48")
    whole = ("import", "feedback", file)
    single = ("import", "feedback", file, "--measure", "csat", "--column", "CSAT")
    for words in ((*whole, "--dry-run"), whole, by_cases):
        value = json.loads(care(*words, "--json"))
        assert differences(form, value, seen) == []
    assert {name for name in places(form) - seen if not name.endswith(".recipe")} == set()
    of_one = {key.rstrip("?") for key in form["imports"][0]} | {"version"}
    assert json.loads(care(*single, "--json")).keys() <= of_one


@pytest.mark.parametrize(
    ("words", "exit_code", "code", "field"),
    [
        ("board --jsno --json", 2, "usage", None),
        ("case list --after x --json", 2, "usage", None),
        ("evidence --stage connekt --json", 2, "wrong-value", "stage"),
        ("evidence --from soon --json", 2, "wrong-value", None),
        ("evidence --after soon --json", 2, "wrong-value", None),
        ("case list --all --after soon --json", 2, "wrong-value", "after"),
        ("verdict --cycle soon --json", 2, "wrong-value", "cycle"),
        ("evidence --measure csta --json", 1, "no-such", "measure"),
        ("evidence --touchpoint zzzz --json", 1, "no-such", "touchpoint"),
        ("--team Nowhere status --json", 1, "no-such", "team"),
        ("--team Nowhere status --check --json", 3, "no-such", "team"),
    ],
)
def test_a_failure_is_an_object_with_a_code(
    care: Any, words: str, exit_code: int, code: str, field: str | None
) -> None:
    ran = care.run(*words.split())
    assert (ran.code, ran.out) == (exit_code, "")
    said = json.loads(ran.err)
    assert said["version"] == 1
    assert (said["error"]["code"], said["error"]["field"]) == (code, field)
    assert said["error"]["message"]


def test_several_teams_and_none_named_is_a_code_of_its_own(care: Any) -> None:
    care("init", "--team", "Sales", "--timezone", "UTC")
    assert json.loads(care.run("status", "--json").err)["error"]["code"] == "which-team"


def test_what_was_done_already_is_a_code_of_its_own(care: Any, write: Any) -> None:
    file = write("survey.csv", SURVEY)
    id = care.json("import", "feedback", file, "--measure", "csat", "--column", "Score")["import"]
    assert care.json("import", "list")[0]["id"] == id
    assert care.json("undo-import", id)["import"] == id
    ran = care.run("undo-import", id, "--json")
    assert (ran.code, json.loads(ran.err)["error"]["code"]) == (1, "already-done")
    assert care.json("import", "list")[0]["taken_back"] is True


def test_a_file_that_is_no_workspace_is_a_code_of_its_own(nobody: Any) -> None:
    nobody.workspace.write_bytes(b"hello" * 100)
    assert json.loads(nobody.run("status", "--json").err)["error"]["code"] == "not-a-workspace"


def test_a_bug_is_a_code_of_its_own(care: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("care_tui.context.CommandContext.snapshot", fail)
    assert json.loads(care.run("status", "--json").err)["error"]["code"] == "bug"


def test_every_code_is_told() -> None:
    def codes(kind: type[Refused]) -> set[str]:
        return {kind.code}.union(*(codes(each) for each in kind.__subclasses__()))

    said = set(
        re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\|[^|]*\|", PAGE.read_text(), re.M)))
    )
    assert said == codes(Refused) | {"usage", "stopped", "bug"}


def test_pages_go_on_where_the_one_before_ended(care: Any) -> None:
    for number in range(5):
        care("log", "connect", "--quote", f"quote {number}", "--on", f"2026-11-{10 + number}")
        care("case", "add", f"T-{number}")
    for command, key, name in (
        (["evidence"], "evidence", "quote"),
        (["case", "list", "--all"], "cases", "ref"),
    ):
        found, after = [], []
        for _ in range(3):
            page = json.loads(care(*command, "--json", "--limit", "2", *after))
            found += [each[name] for each in page[key]]
            after = ["--after", page["next"]] if page["next"] else []
        assert after == []
        assert sorted(found) == [f"{'quote ' if key == 'evidence' else 'T-'}{n}" for n in range(5)]
    assert care.json("evidence", "--from", "2026-11-13")["evidence"][0]["day"] == "2026-11-14"
    assert "There is more: --after 2026-11-13," in care.says("evidence", "--limit", "2")
    assert "There is more" in care.says("case", "list", "--all", "--limit", "2")


def test_lists_for_people_keep_to_lines(full: Any) -> None:
    assert "I got lost" in full("evidence", "--quotes")
    assert "solved, says the customer" in full("case", "list", "--all")
    assert "skipped: Holiday" not in full("cycle", "list")
    assert "survey.csv" in full("import", "list")
    assert full("team", "list") == "Acme Support\n"


@pytest.mark.parametrize(
    "words",
    [
        *("add connekt x", "add connect x --friction 4", "add connect x --volume -1"),
        *("log connect --measure csat --value 9", "log connect --quote x --on soon"),
        *("pick connect x --due 2026-02-30", "pick connect x --cycle 2026-W54"),
        *(
            "pick connect x --measure csat --target 120%",
            "pick connect x --measure csat --after-days 0",
        ),
        *(
            "pick connect x --measure csat --before-cycles 0",
            "pick connect x --measure csat --after-cycles 0",
        ),
        *(
            "team set --cadence daily",
            "team set --timezone Mars/Base",
            "team set --review-day Someday",
        ),
        *(
            "team set --review-time 25:00",
            "team set --reply-target 0",
            "team set --review-week third",
        ),
        *("team promise reply e-mail 0", "invite Dana --hours 0", "quarter answer promises maybe"),
        *("measure add KEY! --kind rate --better up", "measure add late --kind mood --better up"),
        *("questions where code here --as song", "cycle skip someday --reason x"),
        *("edit connect --friction x", "words song", "evidence --limit 0"),
    ],
)
def test_a_value_that_cannot_be_read_is_wrong_usage_in_every_option(care: Any, words: str) -> None:
    care("ask", "code")
    care("pick", "connect", "Greet", "--cycle", "2026-W48")
    before = care.content()
    ran = care.run(*words.split())
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert "hit a bug" not in ran.err
    assert care.content() == before


def test_what_writes_prints_its_ids(care: Any) -> None:
    def ids(*words: str) -> Any:
        said = json.loads(care(*words, "--json"))
        assert set(said) == {"version", "ids"}
        return said["ids"]

    (card,) = ids("add", "assist", "Help page", "--external-id", "page-7")
    assert ids("add", "assist", "Help page", "--external-id", "page-7") == [card]
    assert ids("edit", card, "--channel", "web") == []
    assert ids("park", "Ask about rooms") == [
        json.loads(care("park", "list", "--json"))["parked"][0]["id"]
    ]
    assert ids("member", "add", "Ines") == ids("member", "add", "Ines", "--if-missing") == []
    again = care.run("member", "add", "Ines", "--json")
    assert (again.code, again.out) == (1, "")
    assert json.loads(again.err)["error"]["code"] == "already-done"
    assert care.run("words", "--json").code == 2
