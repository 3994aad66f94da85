"""``board``, ``add``, and what happens to the text people type."""

from __future__ import annotations

from typing import Any

import pytest

from store.board import touchpoints
from store.journal.seat import Seat
from store.workspace.workspace import open_workspace

STAGES = ["connect", "assist", "resolve", "enhance"]


def test_an_empty_board_has_four_stages(care: Any) -> None:
    board = care.json("board")
    assert board["team"] == "Acme Support"
    assert [column["stage"] for column in board["stages"]] == STAGES
    assert all(column["touchpoints"] == [] for column in board["stages"])
    assert care("board").count("Nothing yet") == 4


def test_add_prints_the_id_and_keeps_what_was_said(care: Any) -> None:
    ran = care.run("add", "Connect", "Welcome e-mail", "--channel", "e-mail", "--friction", "2")
    (card,) = care.json("board")["stages"][0]["touchpoints"]
    assert ran.out == f"{card['id']}\n"
    assert "Welcome e-mail" in ran.err
    assert (card["text"], card["friction"], card["channel"]) == ("Welcome e-mail", 2, "e-mail")


def test_a_stage_s_letter_will_do_and_order_is_kept(care: Any) -> None:
    for text in ("one", "two", "three"):
        care("add", "r", text)
    texts = [card["text"] for card in care.json("board")["stages"][2]["touchpoints"]]
    assert texts == ["one", "two", "three"]


def test_the_board_keeps_to_eighty_columns(care: Any) -> None:
    care("add", "assist", "word " * 60, "--channel", "chat", "--friction", "3")
    shown = care("board")
    assert "▲▲▲" in shown
    assert "(chat)" in shown
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_the_board_s_short_ids_are_taken_elsewhere(care: Any) -> None:
    id = care("add", "assist", "Help page").strip()
    short = care("board").split("Help page")[0].split()[-1]
    assert id.startswith(short)
    care("log", "assist", "--quote", "I got lost", "--touchpoint", short)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["add", "conect", "x"], "Did you mean connect?"),
        (["add", "", "x"], "connect, assist, resolve, enhance"),
        (["add", "connect", ""], "can't be empty"),
        (["add", "connect", "  \t "], "can't be empty"),
        (["add", "connect", "\u202e\x07\u200b"], "can be seen"),
        (["add", "connect", "x" * 10_001], "10,000"),
        (["add", "connect", "x", "--friction", "4"], "3 severe"),
        (["add", "connect", "x", "--friction", "-1"], "3 severe"),
        (["add", "connect", "x", "--volume", "-1"], "whole number"),
        (["add", "connect", "x", "--channel", "c" * 41], "40"),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    care: Any, words: list[str], hint: str
) -> None:
    assert hint in care.refused(*words)


def test_ten_thousand_characters_are_kept(care: Any) -> None:
    care("add", "connect", "x" * 10_000)
    assert len(care.json("board")["stages"][0]["touchpoints"][0]["text"]) == 10_000


def test_control_and_bidi_characters_go_and_the_command_says_so(care: Any) -> None:
    ran = care.run("add", "connect", "re\x1b[31md \u202etxet\x00", "--channel", "e\x07mail")
    assert ran.code == 0
    assert "Removed 4 control characters from the text." in ran.err
    assert not {"\x1b", "\u202e", "\x07", "\x00"} & set(ran.err)
    (card,) = care.json("board")["stages"][0]["touchpoints"]
    assert (card["text"], card["channel"]) == ("re[31md txet", "email")


def test_clean_text_is_not_remarked_on(care: Any) -> None:
    assert "Removed" not in care.says("add", "connect", "a\tb  c")
    assert "Removed" not in care.says("add", "connect", "خانه‌ها 👩‍👩‍👧 naïve")


def test_markup_stays_as_typed(care: Any) -> None:
    text = "[/] [red]x[/red] **b** <script>alert(1)</script> {{ 1 }} $(id)"
    care("add", "connect", text)
    assert care.json("board")["stages"][0]["touchpoints"][0]["text"] == text
    assert text in care("board")


def test_what_is_unsafe_in_the_database_is_not_drawn(care: Any) -> None:
    import sqlite3

    care("add", "connect", "Welcome")
    with sqlite3.connect(care.workspace) as connection:
        connection.execute("UPDATE touchpoint SET text = 'a' || char(27) || '[2Jb' || char(8238)")
    connection.close()
    assert "\x1b" not in care("board")
    assert "\u202e" not in care("board")
    raw = care("board", "--json")
    assert not {"\x1b", "\u202e"} & set(raw)
    assert care.json("board")["stages"][0]["touchpoints"][0]["text"] == "a\x1b[2Jb\u202e"


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (b"hello", "other kind of file"),
        (b"SQLite format 3\x00" + b"\x00" * 200, "not a workspace"),
        (b"", "other kind of file"),
    ],
)
def test_a_file_that_is_not_ours_stays_as_it_is(nobody: Any, content: bytes, hint: str) -> None:
    nobody.workspace.write_bytes(content)
    ran = nobody.run("board")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert nobody.workspace.read_bytes() == content
    assert nobody.run("init", "--team", "X").code == 1
    assert nobody.workspace.read_bytes() == content


def test_another_program_s_database_stays_as_it_is(nobody: Any) -> None:
    import sqlite3

    with sqlite3.connect(nobody.workspace) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    assert "not a workspace of care" in nobody.refused("board")


def test_a_newer_workspace_stays_as_it_is(care: Any) -> None:
    import sqlite3

    with sqlite3.connect(care.workspace) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "newer care" in care.refused("add", "connect", "x")


def test_no_workspace_says_how_to_make_one(nobody: Any) -> None:
    assert "care init --team" in nobody.refused("board")
    assert not nobody.workspace.exists()


def test_an_unknown_kind_of_database_is_told(nobody: Any) -> None:
    nobody.workspace = "mysql://me:secret@host/x"
    ran = nobody.run("board")
    assert ran.code == 1
    assert "secret" not in ran.err


def test_adding_the_same_text_again_is_said(care: Any) -> None:
    assert "already" not in care.says("add", "connect", "Welcome e-mail")
    assert "already" not in care.says("add", "assist", "Welcome e-mail")
    assert "was there already" in care.says("add", "connect", " welcome E-mail ")
    assert len(care.json("board")["stages"][0]["touchpoints"]) == 2


def test_an_archived_touchpoint_is_listed_and_comes_back(care: Any) -> None:
    care("add", "resolve", "Refund approval")
    id = care.json("board")["stages"][2]["touchpoints"][0]["id"]
    assert "No touchpoint is archived." in care.run("board", "--archived").err
    workspace = open_workspace(care.workspace)
    touchpoints.archive(Seat(workspace, workspace.teams()[0].id), [id])
    workspace.close()
    (card,) = care.json("board", "--archived")
    assert (card["id"], card["stage"], card["text"]) == (id, "resolve", "Refund approval")
    shown = care("board", "--archived")
    assert shown.startswith(f"{id[:6]}  R  Refund approval")
    ran = care.run("unarchive", shown[:6])
    assert ran.err == "\u201cRefund approval\u201d is back in Resolve.\n"
    assert care.json("board")["stages"][2]["touchpoints"][0]["id"] == id
