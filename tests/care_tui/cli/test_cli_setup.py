"""``init``, ``team``, ``member``, ``measure``."""

from __future__ import annotations

import os
import stat
from typing import Any

import pytest


def test_init_makes_a_workspace_only_its_owner_may_read(nobody: Any) -> None:
    ran = nobody.run("init", "--team", "Acme")
    assert (ran.code, ran.out) == (0, f"{nobody.workspace}\n")
    assert "Next" in ran.err
    assert stat.S_IMODE(nobody.workspace.stat().st_mode) == 0o600
    status = nobody.json("status")
    assert (status["team"], status["cadence"]) == ("Acme", "weekly")
    assert status["review"]["due"] == "2026-11-20T15:00:00+00:00"


def test_init_says_whose_zone_it_took_where_none_was_named(nobody: Any) -> None:
    assert "Its days and hours are UTC's" in nobody.run("init", "--team", "Acme").err
    assert "Its days" not in nobody.run("init", "--team", "Sales", "--timezone", "UTC").err


def test_init_goes_to_the_data_folder_unless_told(
    nobody: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody.workspace = ""
    assert nobody("init", "--team", "Acme").strip() == str(
        nobody.folder / "data" / "care" / "workspace.db"
    )


def test_a_workspace_can_be_named_by_a_database_url(nobody: Any) -> None:
    file = nobody.folder / "new" / "w.db"
    nobody.workspace = f"sqlite:///{file}"
    ran = nobody.run("init", "--team", "Acme", "--timezone", "Mars/Base")
    assert ran.code == 2
    assert not file.parent.exists()
    assert nobody("init", "--team", "Acme") == f"{file}\n"
    assert nobody.json("status")["team"] == "Acme"


def test_init_takes_every_setting(nobody: Any) -> None:
    nobody(
        *("init", "--team", "Acme", "--cadence", "monthly", "--timezone", "america/new_york"),
        *("--review-day", "tue", "--review-week", "first", "--review-time", "9:30"),
        *("--member", "Dana", "--member", "Lee"),
    )
    status = nobody.json("status")
    assert status["cadence"] == "monthly"
    assert status["cycle"] == {
        "label": "2026-11",
        "start": "2026-11-01",
        "end": "2026-11-30",
        "day": 20,
        "days": 30,
        "skipped": None,
    }
    assert status["review"]["due"] == "2026-12-01T09:30:00-05:00"
    assert [member["name"] for member in nobody.json("member", "list")] == ["Dana", "Lee"]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--timezone", "Europe/Berlinn"], "Europe/Berlin"),
        (["--timezone", ""], "time zone"),
        (["--cadence", "daily"], "weekly or monthly"),
        (["--review-day", "Funday"], "weekday"),
        (["--review-time", "25:00"], "15:00"),
        (["--review-week", "second"], "first or the last"),
        (["--member", "Dana", "--member", "dana"], "twice"),
        (["--member", " "], "empty"),
        (["--group", "no-such-group"], "group"),
    ],
)
def test_a_refused_init_leaves_nothing_behind(nobody: Any, words: list[str], hint: str) -> None:
    nobody.workspace = nobody.folder / "new" / "deep" / "work.db"
    assert hint in nobody.refused("init", "--team", "Acme", *words)
    assert not (nobody.folder / "new").exists()


def test_init_needs_a_name(nobody: Any) -> None:
    assert "--team" in nobody.misused("init")
    assert "empty" in nobody.refused("init", "--team", "")
    assert not nobody.workspace.exists()


def test_init_adds_another_team_but_not_a_second_of_the_same_name(care: Any) -> None:
    assert "Acme Support" in care.refused("init", "--team", "ACME support")
    assert "--group" in care.refused("init", "--team", "Other", "--group", "users")
    care("init", "--team", "Other")
    assert [team["name"] for team in care.json("team", "list")] == [
        "Acme Support",
        "Other",
    ]


def test_init_shares_with_a_group(nobody: Any) -> None:
    import grp

    nobody("init", "--team", "Acme", "--group", grp.getgrgid(os.getgid()).gr_name)
    assert stat.S_IMODE(nobody.workspace.stat().st_mode) == 0o660


def test_team_set_changes_what_is_named(care: Any) -> None:
    care("team", "set", "--name", "Acme Care", "--review-day", "Monday", "--review-time", "10:00")
    status = care.json("status")
    assert status["team"] == "Acme Care"
    assert status["review"]["due"] == "2026-11-23T10:00:00+01:00"


def test_a_new_cadence_says_what_runs_until_then(care: Any) -> None:
    said = care.says("team", "set", "--cadence", "monthly").split("\n", 1)[1]
    assert said == (
        "The weekly cycles go on until 22 Nov 2026. No cycle runs from 23 Nov 2026 to 30 Nov "
        "2026. The monthly cycles begin on 1 Dec 2026. The next review is due on Fri 27 Nov 2026, "
        "15:00. It plans December 2026 (2026-12).\n"
    )
    assert care.json("status")["cadence"] == "weekly"


def test_team_set_refuses_what_it_cannot_take(care: Any) -> None:
    care("init", "--team", "Other")
    care.misused("--team", "Other", "team", "set")
    assert "Acme" in care.refused("--team", "Other", "team", "set", "--name", "acme support")
    assert "720" in care.refused("--team", "Other", "team", "set", "--reply-target", "721")
    assert "zone" in care.refused("--team", "Other", "team", "set", "--timezone", "Mars/Base")


def test_members_come_and_go(care: Any) -> None:
    care("member", "add", "Sam")
    assert "already" in care.refused("member", "add", "sam")
    care("pick", "connect", "Greet by name", "--owner", "Sam")
    assert "1 open improvement" in care.says("member", "leave", "Sam")
    assert care.json("status")["improvements"][0]["owner"] is None
    assert care("member", "list") == "Dana\nLee\nSam   left 2026-11-20\n"
    assert "Dana, Lee" in care.refused("member", "leave", "Sam")
    care("member", "add", "Sam")
    sam = care.json("member", "list")[2]
    assert (sam["name"], sam["left_on"]) == ("Sam", None)


def test_own_measures(care: Any) -> None:
    care("measure", "add", "wait", "--kind", "count", "--better", "down", "--per-cycle", "last")
    care("measure", "add", "calm", "--kind", "score", "--better", "up", "--threshold", "7.5")
    own = {each["key"]: each for each in care.json("measure", "list") if each["own"]}
    assert {key: each["better"] for key, each in own.items()} == {"calm": "up", "wait": "down"}
    assert "wait" in care("measure", "list")
    for words, hint in (
        (("wait", "--kind", "rate", "--better", "up"), "already"),
        (("csat", "--kind", "rate", "--better", "up"), "built in"),
        (("Bad Key", "--kind", "rate", "--better", "up"), "key"),
        (("mood", "--kind", "score", "--better", "up"), "threshold"),
        (("mood", "--kind", "rate", "--better", "up", "--threshold", "3"), "threshold"),
    ):
        assert hint in care.refused("measure", "add", *words)


def test_a_change_back_names_both_changes(care: Any) -> None:
    care("team", "set", "--cadence", "monthly")
    care("pick", "connect", "Greet by name", "--cycle", "2026-12")
    said = care.says("team", "set", "--cadence", "weekly")
    assert (
        "No cycle runs from 23 Nov 2026 to 30 Nov 2026. The monthly cycles run from 1 Dec 2026 to "
        "31 Dec 2026. No cycle runs from 1 Jan 2027 to 3 Jan 2027. The weekly cycles begin on "
        "4 Jan 2027." in said
    )


def test_a_change_withdrawn_is_said(care: Any) -> None:
    care("team", "set", "--cadence", "monthly")
    assert "The cycles are weekly." in care.says("team", "set", "--cadence", "weekly")


def test_a_dropped_pick_of_a_far_cycle_holds_no_cadence_change_up(care: Any) -> None:
    care("pick", "connect", "Mistyped", "--cycle", "2027-W05")
    care("drop", "connect", "--cycle", "2027-W05", "--reason", "Mistyped")
    assert "begin on 1 Dec 2026" in care.says("team", "set", "--cadence", "monthly")
    assert "not one of this team's cycles" not in care("status")


def test_a_weekly_team_has_no_review_week(care: Any) -> None:
    refused = "A weekly team reviews every week: “first” and “last” are for monthly teams."
    assert refused in care.refused("team", "set", "--review-week", "first")
    assert refused in care.refused("init", "--team", "Beta", "--review-week", "last")
    care("team", "set", "--cadence", "monthly", "--review-week", "first")
    care("team", "set", "--review-week", "last")


def test_a_skip_says_what_becomes_of_the_reviews(care: Any) -> None:
    assert care.says("cycle", "skip", "2026-W48", "--reason", "Holiday").splitlines()[1:] == [
        "The review on Fri 20 Nov 2026, 15:00 stays. It plans Week 49 (2026-W49). The one on "
        "Fri 27 Nov 2026, 15:00 is not needed once Week 49 (2026-W49) is planned."
    ]
    assert care.says("cycle", "skip", "2026-W47", "--reason", "Holiday").splitlines()[1:] == [
        "The review on Fri 27 Nov 2026, 15:00 stays. It plans Week 49 (2026-W49)."
    ]
