"""Half-typed text, kept on the machine where it was typed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from store.common.drafts import MOST, Drafts


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "state" / "drafts.json")


def test_a_draft_comes_back_until_it_is_cleared(drafts: Drafts) -> None:
    assert drafts.get("card") is None
    drafts.put("card", {"text": "Half “typed", "notes": "one\ntwo"})
    drafts.put("quote", {"text": "Other"})
    assert Drafts(drafts.path).get("card") == {"text": "Half “typed", "notes": "one\ntwo"}
    drafts.clear("card")
    drafts.clear("never there")
    assert (drafts.get("card"), drafts.get("quote")) == (None, {"text": "Other"})


def test_an_empty_draft_is_none(drafts: Drafts) -> None:
    drafts.put("card", {"text": "Something"})
    drafts.put("card", {"text": " \n", "notes": ""})
    assert drafts.get("card") is None


def test_only_its_owner_may_read_it(drafts: Drafts) -> None:
    drafts.put("card", {"text": "Private"})
    assert stat.S_IMODE(drafts.path.stat().st_mode) == 0o600
    assert [file.name for file in drafts.path.parent.iterdir()] == ["drafts.json"]


def test_the_oldest_go_first(drafts: Drafts) -> None:
    for number in range(MOST + 5):
        drafts.put(str(number), {"text": "x"})
    assert drafts.get("4") is None
    assert drafts.get("5") == {"text": "x"}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b'{"card": "no fields"}'])
def test_a_file_that_cannot_be_read_is_empty(drafts: Drafts, content: bytes) -> None:
    drafts.path.parent.mkdir()
    drafts.path.write_bytes(content)
    assert drafts.get("card") is None
    drafts.put("card", {"text": "New"})
    assert drafts.get("card") == {"text": "New"}


def test_two_apps_keep_each_others_drafts(drafts: Drafts) -> None:
    other = Drafts(drafts.path)
    drafts.put("mine", {"text": "Mine"})
    other.put("theirs", {"text": "Theirs"})
    drafts.put("mine", {"text": "Mine, longer"})
    assert other.get("mine") == {"text": "Mine, longer"}
    assert drafts.get("theirs") == {"text": "Theirs"}


def test_a_file_in_the_place_of_its_folder_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("mine")
    drafts = Drafts(tmp_path / "state" / "care" / "drafts.json")
    with pytest.raises(NotADirectoryError):
        drafts.put("card", {"text": "half"})
