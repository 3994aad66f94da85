"""``edit``, ``move``, ``archive``, ``merge``, ``undo`` and the rest that changes what is there."""

from __future__ import annotations

import sys
from typing import Any

import pytest


def add(care: Any, stage: str, text: str, *more: str) -> str:
    """Add a touchpoint; its id."""
    return str(care("add", stage, text, *more).strip())


def texts(care: Any) -> list[list[str]]:
    """The texts on the board, a list for each stage."""
    return [
        [card["text"] for card in column["touchpoints"]] for column in care.json("board")["stages"]
    ]


def touchpoint(care: Any, id: str) -> dict[str, Any]:
    """The touchpoint with this id."""
    columns = care.json("board")["stages"]
    return next(card for column in columns for card in column["touchpoints"] if card["id"] == id)


def test_a_touchpoint_is_edited_and_what_is_not_named_stays(care: Any) -> None:
    id = add(care, "connect", "First call", "--channel", "phone", "--friction", "2")
    care("edit", id[:6], "--text", "Second call", "--feeling", "known", "--volume", "30")
    card = touchpoint(care, id)
    assert (card["text"], card["channel"], card["friction"]) == ("Second call", "phone", 2)
    assert (card["feeling"], card["volume"]) == ("known", 30)
    care("edit", id, "--channel", "", "--friction", "0", "--no-volume")
    card = touchpoint(care, id)
    assert (card["text"], card["channel"], card["friction"]) == ("Second call", "", 0)
    assert card["volume"] is None


def test_an_improvement_is_edited_by_its_stage_or_id_and_its_proof_stays(care: Any) -> None:
    import json

    id = care("pick", "connect", "Greet", "--measure", "csat", "--target", "80%").strip()
    before = json.loads(care("report", "--format", "json"))["improvements"][0]
    care("edit", "connect", "--owner", "lee", "--due", "20.11.2026")
    care("edit", id[:5], "--text", "Greet by name")
    (after,) = json.loads(care("report", "--format", "json"))["improvements"]
    assert (after["text"], after["owner"], after["due"]) == ("Greet by name", "Lee", "2026-11-20")
    kept = {key for key in before if key not in ("text", "owner", "due")}
    assert {key: after[key] for key in kept} == {key: before[key] for key in kept}
    care("edit", "c", "--no-owner")
    assert care.json("status")["improvements"][0]["owner"] is None


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["edit", "zzzz", "--text", "x"], "There is no touchpoint and no improvement"),
        (["edit", "assist", "--text", "x"], "no improvement waiting"),
        (["edit", "connect", "--owner", "Nobody"], "Dana, Lee"),
        (["edit", "connect", "--due", "2026-11-01"], "before"),
        (["edit", "connect", "--text", " "], "can't be"),
        (["archive", "zzzz"], "no touchpoint with the id"),
        (["member", "rename", "Nobody", "Zoe"], "Dana, Lee"),
        (["member", "rename", "Dana", "lee"], "the name of Lee"),
        (["measure", "remove", "csat"], "built in"),
        (["measure", "remove", "csta"], "Did you mean csat?"),
        (["cycle", "unskip"], "2026-W47 is not skipped"),
        (["case", "reopen", "T-9"], "no case T-9"),
    ],
)
def test_what_cannot_be_changed_is_one_sentence(care: Any, words: list[str], hint: str) -> None:
    care("pick", "connect", "Greet")
    assert hint in care.refused(*words)


def test_an_option_that_the_thing_does_not_have_is_wrong_usage(care: Any) -> None:
    id = add(care, "connect", "First call")
    care("pick", "connect", "Greet")
    assert "does not have --owner" in care.misused("edit", id, "--owner", "Dana")
    assert "does not have --channel" in care.misused("edit", "connect", "--channel", "phone")
    assert "Say what to change" in care.misused("edit", id)
    care.misused("edit", id, "--volume", "3", "--no-volume")


def test_an_improvement_that_is_decided_stays(care: Any) -> None:
    id = care("pick", "connect", "Greet").strip()
    care("done", "connect")
    assert "decided already" in care.refused("edit", id, "--text", "x")


def test_touchpoints_move_to_where_they_are_put(care: Any) -> None:
    one, two = add(care, "connect", "one"), add(care, "connect", "two")
    three = add(care, "assist", "three")
    care("move", one, "assist", "--after", three)
    assert texts(care)[:2] == [["two"], ["three", "one"]]
    care("move", one, two, "a", "--first")
    assert texts(care)[:2] == [[], ["one", "two", "three"]]
    care("move", two, "enhance")
    assert texts(care)[3] == ["two"]
    assert "“two” is in Enhance" in care.refused("move", one, "assist", "--after", two)
    assert "is moved itself" in care.refused("move", one, "assist", "--after", one)
    care.misused("move", one, "assist", "--after", three, "--first")


def test_touchpoints_are_archived_and_come_back(care: Any) -> None:
    one, two = add(care, "connect", "one"), add(care, "resolve", "two")
    assert f"care unarchive {one}" in care.says("archive", one, two)
    assert texts(care) == [[], [], [], []]
    assert "not on the board any more" in care.refused("edit", one, "--text", "x")
    assert "care board --archived" in care.refused("archive", one)
    assert f"care unarchive {one}" in care.refused("restore", one)
    care("unarchive", one, two)
    assert texts(care) == [["one"], [], ["two"], []]


def test_touchpoints_are_merged_into_the_last_one_named(care: Any) -> None:
    one, two = add(care, "connect", "one"), add(care, "connect", "two", "--friction", "3")
    three = add(care, "assist", "three")
    assert "Merged 2 touchpoints into “one”." in care.says("merge", two, three, one)
    assert texts(care) == [["one"], [], [], []]
    assert touchpoint(care, one)["friction"] == 3
    assert "into itself" in care.refused("merge", one, one)


def test_a_pick_takes_the_place_of_what_is_planned_or_skipped(care: Any) -> None:
    id = care("pick", "connect", "Greet", "--owner", "Dana").strip()
    assert care("pick", "connect", "Greet by name", "--replace").strip() == id
    (picked,) = care.json("status")["improvements"]
    assert (picked["text"], picked["owner"]) == ("Greet by name", None)
    care("pick", "assist", "--skip", "No time")
    care("pick", "assist", "Answer ahead", "--replace")
    assert care.json("status")["skipped_stages"] == []
    care("undo", "--yes")
    assert [each["reason"] for each in care.json("status")["skipped_stages"]] == ["No time"]
    care("done", "connect")
    assert "is done already" in care.refused("pick", "connect", "Other", "--replace")
    care.misused("pick", "connect", "Other", "--replace", "--if-missing")
    care.misused("pick", "connect", "--skip", "x", "--replace")


def test_what_is_there_already_is_left_if_missing(care: Any) -> None:
    id = care("pick", "connect", "Greet").strip()
    ran = care.run("pick", "connect", "Other", "--if-missing")
    assert (ran.code, ran.out.strip()) == (0, id)
    assert "“Greet” (planned)" in ran.err
    assert care.run("pick", "connect", "--skip", "No time", "--if-missing").code == 0
    assert care("member", "add", "dana", "--if-missing") == ""
    assert care("member", "add", "Zoe", "--if-missing") == ""
    for _ in range(2):
        care("cycle", "skip", "2026-W49", "--reason", "Holiday", "--if-missing")
        care("measure", "add", "late", "--kind", "rate", "--better", "down", "--if-missing")
    other = care.refused(
        "measure", "add", "late", "--kind", "rate", "--better", "up", "--if-missing"
    )
    assert "but another one" in other


def test_a_member_is_called_otherwise_everywhere(care: Any) -> None:
    care("pick", "connect", "Greet", "--owner", "Dana")
    assert "is called Dana Maria now." in care.says("member", "rename", "dana", "Dana Maria")
    assert care.json("status")["improvements"][0]["owner"] == "Dana Maria"


def test_who_has_left_can_be_called_otherwise(care: Any) -> None:
    care("pick", "connect", "Greet", "--owner", "Lee")
    care("done", "connect")
    care("member", "leave", "Lee")
    care("member", "rename", "Lee", "a former colleague")
    assert [each["name"] for each in care.json("member", "list")] == [
        "Dana",
        "a former colleague",
    ]
    assert care.json("status")["improvements"][0]["owner"] == "a former colleague"
    assert "There is no member" in care.refused("member", "rename", "Lee", "Zoe")


def test_only_a_measure_that_nothing_uses_is_removed(care: Any) -> None:
    for key in ("late", "lost"):
        care("measure", "add", key, "--kind", "rate", "--better", "down")
    care("log", "resolve", "--measure", "late", "--value", "yes")
    assert "it is used by 1 answer" in care.refused("measure", "remove", "late")
    care("measure", "remove", "lost")
    keys = [each["key"] for each in care.json("measure", "list") if each["own"]]
    assert keys == ["late"]


def test_a_cycle_is_skipped_no_longer(care: Any) -> None:
    care("cycle", "skip", "2026-W48", "--reason", "Holiday")
    said = care.says("cycle", "unskip", "W48")
    assert "2026-W48 is not skipped any more." in said
    care("pick", "connect", "Greet", "--cycle", "2026-W48")
    care("cycle", "skip", "--reason", "Holiday")
    care.now = "2026-11-24T12:00"
    assert "has ended" in care.refused("cycle", "unskip", "2026-W47")


def test_a_case_is_opened_again_until_the_customer_says_yes(care: Any) -> None:
    care("case", "add", "T-1")
    assert "open already" in care.refused("case", "reopen", "T-1")
    care("case", "solve", "T-1")
    assert "care case contact t-1" in care.says("case", "reopen", "t-1")
    (case,) = care.json("case", "list")
    assert case["solved"] is None
    care("case", "solve", "T-1")
    care("case", "answer", "T-1", "yes")
    assert "as a new case" in care.refused("case", "reopen", "T-1")


def test_undo_takes_the_shells_own_changes_back_one_by_one(care: Any) -> None:
    add(care, "connect", "one")
    add(care, "connect", "two")
    said = care.refused("undo")
    assert "This takes back: Added “two” to Connect (Fri 20 Nov 2026, 13:00)." in said
    assert "--yes" in said
    assert care.says("undo", "--yes") == "Took back: Added “two” to Connect\n"
    assert texts(care)[0] == ["one"]
    care("undo", "--yes")
    assert texts(care)[0] == []
    assert "The room has changed nothing" in care.refused("undo", "--yes")


def test_undo_leaves_what_others_did(care: Any) -> None:
    id = add(care, "connect", "one")
    assert "Lee has changed nothing" in care.refused("--as", "Lee", "undo", "--yes")
    care("--as", "Lee", "edit", id, "--text", "Lee's")
    assert "Lee changed this since" in care.refused("undo", "--yes")
    care("--as", "Lee", "undo", "--yes")
    assert texts(care)[0] == ["one"]


def test_undo_asks_at_a_terminal(care: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    add(care, "connect", "one")
    from click.testing import _NamedTextIOWrapper

    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda self: True, raising=False)
    assert sys.stdin is not None
    ran = care.run("undo", input="n\n")
    assert (ran.code, "Nothing was changed." in ran.err) == (1, True)
    assert texts(care)[0] == ["one"]
    assert "Took back" in care.run("undo", input="y\n").err
    assert texts(care)[0] == []


def test_undo_goes_on_where_no_file_can_be_kept(care: Any) -> None:
    (care.folder / "state").write_text("a file in the folder's place")
    add(care, "connect", "one")
    assert "changed nothing" in care.refused("undo", "--yes")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["remove", "x"], "archive"),
        (["delete"], "erase"),
        (["rename"], "edit"),
        (["list"], "status"),
        (["edti"], "Did you mean edit?"),
        (["member", "remove", "Lee"], "leave"),
        (["case", "close", "T-1"], "solve"),
        (["case", "slove", "T-1"], "Did you mean solve?"),
    ],
)
def test_another_word_for_a_command_says_which_is_meant(
    care: Any, words: list[str], hint: str
) -> None:
    assert hint in care.misused(*words)


def test_nothing_far_off_is_suggested(care: Any) -> None:
    assert "Did you mean" not in care.misused("frobnicate")


def test_stage_and_text_in_the_other_order_are_told(care: Any) -> None:
    said = care.refused("add", "Welcome e-mail", "connect")
    assert "“connect” is one. The order is: care add STAGE TEXT" in said


def test_a_measure_in_the_stages_place_is_told(care: Any) -> None:
    for word in ("csat", "Satisfaction"):
        said = care.refused("log", word, "--value", "5", "--measure", "csat")
        assert f"“{word}” is a measure, not a stage" in said
        assert "care log STAGE --measure csat" in said
    assert "Did you mean resolve?" in care.refused("add", "reesolve", "A card")
    assert "Did you mean" not in care.refused("add", "csat", "A card")


def test_a_measure_by_another_word_is_found(care: Any) -> None:
    said = care.refused("log", "connect", "--measure", "satisfaction", "--value", "5")
    assert "Did you mean csat?" in said
