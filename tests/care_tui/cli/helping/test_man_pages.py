"""The manual: the pages in the source are those that the commands make, and roff reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from care_tui.cli.root import COMMANDS
from care_tui.cli.shell.man_pages import man_pages

MAN = Path(__file__).parents[4] / "man"


def test_the_pages_in_the_source_are_what_help_says() -> None:
    written = {page.name: page.read_text(encoding="utf-8") for page in MAN.iterdir()}
    made = man_pages()
    differing = {name for name in written if written[name] != made.get(name)}
    assert differing == set(), "write them: python -m care_tui.cli.shell.man_pages man"
    assert set(written) == {"care.1", *(f"care-{name}.1" for name in COMMANDS)}


def test_nothing_that_people_read_is_a_request_or_a_wrong_letter() -> None:
    requests = (".TH", ".SH", ".SS", ".TP", ".PP", ".EX", ".EE")
    for text in man_pages().values():
        for line in text.splitlines():
            assert not line.startswith("'")
            assert not line.startswith(".") or line.startswith(requests)


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_roff_reads_every_page_without_a_warning() -> None:
    pages = sorted(str(page) for page in MAN.iterdir())
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-K", "utf8", "-P-cbou", *pages],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    assert "--before-cycles" in done.stdout
