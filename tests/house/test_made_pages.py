"""The pages that the code makes say what the code does now."""

from __future__ import annotations

from pathlib import Path

from care_tui.cli.helping.examples import EXAMPLES
from care_tui.settings import KINDS
from handbook.made_pages import MADE, old_pages, write_pages
from screens.core.keys import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"


def test_none_is_old() -> None:
    assert old_pages(DOCS) == [], "write them: make pages"


def test_a_page_that_says_something_else_is_called_old(tmp_path: Path) -> None:
    write_pages(tmp_path)
    assert old_pages(tmp_path) == []
    (tmp_path / "keys.md").write_text((tmp_path / "keys.md").read_text() + "More.\n")
    (tmp_path / "commands.md").unlink()
    assert old_pages(tmp_path) == list(MADE)


def test_every_key_and_every_command_is_on_its_page() -> None:
    keys = (DOCS / "keys.md").read_text()
    assert [each.id for each in COMMANDS if f"| `{each.id}` |" not in keys] == []
    headings = {
        " ".join(word for word in line.split() if not word.isupper())
        for line in (DOCS / "commands.md").read_text().splitlines()
    }
    assert [
        words
        for words in EXAMPLES
        if words and not {f"### care {words}", f"#### care {words}"} & headings
    ] == []


def test_every_setting_is_told() -> None:
    page = (DOCS / "settings.md").read_text()
    assert [name for name in KINDS if f"`{name}`" not in page and f"[{name}" not in page] == []
