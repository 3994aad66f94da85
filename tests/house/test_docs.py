"""What the documents name is there: files, folders, and places in code."""

from __future__ import annotations

import importlib
import re
from functools import reduce
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
)
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"\.?(?:care_tui|screens|store|tests|docs|benchmarks|\.ci)/[\w./-]*")
_MODULE = re.compile(r"((?:care_tui|screens|store)(?:\.\w+)*):(\w+(?:\.\w+)*)")
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
_PLACEHOLDER = "NNNN"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text()
    named = _CODE.findall(text)
    missing = [
        path
        for path in named
        if _PATH.fullmatch(path) and _PLACEHOLDER not in path and not (ROOT / path).exists()
    ]
    missing += [
        link for link in _LINK.findall(text) if not (ROOT / document).parent.joinpath(link).exists()
    ]
    for place in named:
        if found := _MODULE.fullmatch(place):
            module = importlib.import_module(found[1])
            try:
                reduce(getattr, found[2].split("."), module)
            except AttributeError:
                missing.append(place)
    assert missing == []


def test_decisions_are_numbered_once_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    files = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text())
    assert listed == files
    for name in files:
        first, _, dated = (folder / name).read_text().split("\n")[:3]
        assert first.startswith(f"# {int(name[:4])}. "), name
        assert re.fullmatch(r"Decided on \d{4}-\d\d-\d\d\.", dated), name
