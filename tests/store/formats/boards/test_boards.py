"""Boards from Trello, retrospective tools and Markdown notes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.common.errors import Refused
from store.domain.stages import Stage
from store.formats.boards import cards
from store.formats.boards.boards import BoardFile, match_stage, read_board


def texts(board: BoardFile) -> dict[str, list[str]]:
    return {each.name: [card.text for card in each.cards] for each in board.lists}


def sizes(board: BoardFile) -> list[tuple[str, int]]:
    return [(each.name, len(each.cards)) for each in board.lists]


def trello(**board: Any) -> bytes:
    return json.dumps(board).encode()


@pytest.mark.parametrize(
    ("name", "cards"),
    [
        ("board_lists_by_name.json", 6),
        pytest.param("trello_tower.json", 8, marks=pytest.mark.real),
    ],
)
def test_a_trello_board_that_names_its_lists(
    example: Callable[[str], bytes], name: str, cards: int
) -> None:
    made = json.loads(example(name))
    first = made["cards"][0]
    board = read_board(example(name), name)
    assert sizes(board)[0] == (made["lists"][0]["name"], cards)
    assert (len(board.lists), board.cards, board.problems) == (5, cards, ())
    card = board.lists[0].cards[0]
    assert card.text == first["name"]
    assert f"[ ] {first['checklists'][0]['checkItems'][1]['name']}" in card.notes
    assert f"Labels: {first['labels'][0]}" in card.notes


def test_a_trello_export_goes_by_ids_and_positions() -> None:
    board = read_board(
        trello(
            lists=[
                {"id": "b", "name": "Assist", "pos": 2, "closed": False},
                {"id": "a", "name": "Connect", "pos": 1, "closed": False},
                {"id": "x", "name": "Old", "pos": 3, "closed": True},
            ],
            cards=[
                {"id": "2", "idList": "a", "name": "second", "pos": 20, "badges": {"votes": 3}},
                {
                    "id": "1",
                    "idList": "a",
                    "name": "first",
                    "pos": 10,
                    "desc": "why",
                    "labels": [{"name": "Email"}],
                },
                {"id": "3", "idList": "a", "name": "gone", "pos": 5, "closed": True},
                {"id": "4", "idList": "x", "name": "gone too", "pos": 6},
                {"id": "5", "idList": "?", "name": "lost", "pos": 7},
                {"id": "6", "idList": "b", "name": " \u202e ", "pos": 8},
            ],
            checklists=[
                {
                    "idCard": "1",
                    "name": "Steps",
                    "checkItems": [{"name": "one", "state": "complete"}],
                }
            ],
        ),
        "board.json",
    )
    assert texts(board) == {"Connect": ["first", "second"], "Assist": []}
    first, second = board.lists[0].cards
    assert (first.notes, first.channel, first.votes) == ("why\n\nSteps:\n[x] one", "Email", None)
    assert second.votes == 3
    assert board.problems == (
        "The touchpoint “lost” is on no list of the board.",
        "A touchpoint without text in “Assist” was left out.",
    )
    assert board.removed == 1


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("retrospective_spring.md", [("Successes", 3), ("Issues", 3), ("Actions", 4)]),
        ("retrospective_summer.md", [("Successes", 3), ("Issues", 4), ("Actions", 2)]),
        pytest.param(
            "retro_quizzer_s1.md",
            [("Successes", 3), ("Issues", 3), ("Actions", 4)],
            marks=pytest.mark.real,
        ),
        pytest.param(
            "retro_quizzer_s2.md",
            [("Successes", 3), ("Issues", 4), ("Actions", 2)],
            marks=pytest.mark.real,
        ),
    ],
)
def test_retrospective_notes(
    example: Callable[[str], bytes], name: str, found: list[tuple[str, int]]
) -> None:
    assert sizes(read_board(example(name), name)) == found


def test_markdown_in_all_its_ways() -> None:
    text = """
Board of May
============
[a link](https://example.org)

## Connect
- one that is
  wrapped
* [ ] two
+ [x] three
  - under three
    goes on
    1. deeper

**Assist:**
1. first
2) second
lazily wrapped
```
- code is no item
```
---
Resolve:
• bullet
-
Some paragraph - with a dash
"""
    board = read_board(text.encode(), "notes.md")
    assert texts(board) == {
        "Connect": ["one that is wrapped", "two", "three"],
        "Assist": ["first", "second lazily wrapped"],
        "Resolve": ["bullet"],
    }
    assert board.lists[0].cards[2].notes == "- under three goes on\n- deeper"


def test_bullets_alone_are_headings_when_all_have_items_under_them() -> None:
    text = "- Connect:\n  - say hello\n- Assist\n  - tips\n  - guides\n"
    assert texts(read_board(text.encode(), "a.txt")) == {
        "Connect": ["say hello"],
        "Assist": ["tips", "guides"],
    }


def test_items_without_a_heading_have_an_unnamed_list() -> None:
    assert texts(read_board(b"- a\n- b\n", "a.md")) == {"": ["a", "b"]}


def test_a_heading_met_twice_is_one_list() -> None:
    assert texts(read_board(b"# A\n- x\n# B\n- y\n# a\n- z\n", "a.md")) == {
        "A": ["x", "z"],
        "B": ["y"],
    }


def test_a_parabol_export_goes_by_its_prompts() -> None:
    text = (
        "reflectionGroup,author,votes,prompt,type,createdAt,discussionThread,content\n"
        "Mail,Anonymous,3,Start,Reflection,2024-05-01,,Answer faster\n"
        "Mail,Ana,3,,Comment,2024-05-01,1,I agree\n"
        "Chat,Anonymous,0,Stop,Reflection,2024-05-01,,Passing people on\n"
    )
    board = read_board(text.encode(), "retro.csv")
    assert texts(board) == {"Start": ["Answer faster"], "Stop": ["Passing people on"]}
    assert board.lists[0].cards[0].votes == 3
    assert board.problems == ("Comments and tasks under the reflections were left out.",)


@pytest.mark.parametrize("name", ["retro.csv", "retro.txt"])
def test_an_azure_retrospective_has_a_preamble_and_work_items(name: str) -> None:
    text = (
        "\"Retrospectives Summary for 'May' (https://example.org)\"\n\n\nFeedback Items\n"
        "Type,Description,Votes,CreatedDate,CreatedBy\n"
        '"What went well","Great teamwork",3,2024-05-01,Ana\n'
        '"What went well","Quick, kind",1,2024-05-01,Ana\n'
        "\n\nWork Items\nFeedback Description,Work Item Title,Work Item Type,Work Item Id,Url\n"
        '"Great teamwork","Improve",Task,123,https://example.org\n'
    )
    board = read_board(text.encode(), name)
    assert texts(board) == {"What went well": ["Great teamwork", "Quick, kind"]}


def test_a_csv_of_cards_by_list() -> None:
    text = "Card Name,Card Description,List Name,Labels\nHello,why,Connect,Phone\n"
    card = read_board(text.encode("utf-16"), "board.csv").lists[0].cards[0]
    assert (card.text, card.notes, card.channel) == ("Hello", "why", "Phone")


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("Connect", Stage.CONNECT),
        ("  ASSIST ", Stage.ASSIST),
        ("r", Stage.RESOLVE),
        ("E – Enhance", Stage.ENHANCE),
        ("2. Assist: anticipate", Stage.ASSIST),
        ("Stage 3: Resolution", Stage.RESOLVE),
        ("Successes", None),
        ("Resolved", None),
        ("Connect and assist", None),
        ("What can we connect", None),
        ("", None),
        ("EN COURS", None),
    ],
)
def test_a_lists_name_says_its_stage_or_not(name: str, stage: Stage | None) -> None:
    assert match_stage(name) is stage


def test_lines_without_any_mark_are_one_list() -> None:
    board = read_board(b"Parking signs\n\nThe queue at the till\n", "ideas.txt")
    assert [(each.name, [card.text for card in each.cards]) for each in board.lists] == [
        ("", ["Parking signs", "The queue at the till"])
    ]


@pytest.mark.parametrize(
    "text",
    ["We met on Monday and talked.\nIt was long.\n", "Only one line\n", "Notes:\nthe first\n"],
)
def test_sentences_are_no_list(text: str) -> None:
    with pytest.raises(Refused, match="No lists were found"):
        read_board(text.encode(), "notes.txt")


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b'{"lists": [', "a.json", "not whole JSON: look at line 1"),
        (b"[1, 2]", "a.json", "not a Trello board"),
        (b'{"cards": []}', "a", "it has no lists"),
        (b'{"lists": [{"name": "A"}], "cards": []}', "a.json", "no touchpoints"),
        (b'{"a":' * 100_000, "a.json", "JSON"),
        (b"a,b\n1,2\n", "a.csv", "no column for a touchpoint's list and one for its text"),
        (b"Just a paragraph.\n", "a.md", "No lists were found"),
        (b"\x89PNG\r\n", "a.png", "a picture"),
        (b"", "a.md", "empty"),
    ],
)
def test_anything_else_is_refused(data: bytes, name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_board(data, name)


def test_a_flood_of_cards_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "MAX_CARDS", 20)
    with pytest.raises(Refused, match="more than 20 touchpoints"):
        read_board(b"# A\n" + b"- x\n" * 21, "a.md")


markdown = st.lists(
    st.sampled_from(
        [
            "# A",
            "- x",
            "  - y",
            "Name:",
            "**B**",
            "```",
            "---",
            "",
            "1. z",
            "text",
            "   ",
            "- ",
            "\x1b",
        ]
    )
).map("\n".join)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
things = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["lists", "cards", "id", "idList", "list", "name", "desc", "pos", "closed", "labels",
                         "checklists", "checkItems", "badges", "votes", "idMembersVoted"]),
        inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(
    st.binary(max_size=300)
    | markdown.map(str.encode)
    | things.map(
        lambda thing: json.dumps({"lists": [{"name": "A"}, thing], "cards": thing}).encode()
    )
    | st.text('Type,Descripton\nlstex"', max_size=80).map(str.encode),
    st.sampled_from(["a.json", "a.csv", "a.md", "a", ""]),
)
@settings(deadline=20_000, max_examples=300)
def test_any_bytes_give_a_board_or_a_refusal(data: bytes, name: str) -> None:
    try:
        board = read_board(data, name)
    except Refused as refused:
        assert refused.message.endswith((".", "?"))
        return
    assert board.cards > 0
