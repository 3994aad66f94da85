"""The site: every page can be reached, every link leads somewhere, nothing is loaded from elsewhere."""

from __future__ import annotations

import importlib.util
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from handbook.site import FROM_ROOT, ROOT, build, gather, turned

_LOADED = re.compile(r"<(?:script|link|img|iframe)[^>]*?(?:src|href)=\"?(https?:[^\" >]+)")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of what the site is built from."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in (*FROM_ROOT, "zensical.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_links_are_turned_to_where_the_pages_are_on_the_site() -> None:
    text = "[a](docs/keys.md#everywhere) [b](CHANGELOG.md) ![c](docs/pictures/x.png) [d](#here)"
    assert turned(text, "README.md") == (
        "[a](keys.md#everywhere) [b](changelog.md) ![c](pictures/x.png) [d](#here)"
    )
    text = "[a](../README.md) [b](decisions/README.md) [c](https://care.example/x) [d](keys.md)"
    assert turned(text, "docs/shell.md") == (
        "[a](index.md) [b](decisions/README.md) [c](https://care.example/x) [d](keys.md)"
    )
    assert turned("[a](../../CONTRIBUTING.md)", "docs/decisions/0001-x.md") == (
        "[a](../contributing.md)"
    )


def test_the_list_of_pages_names_each_once(source: Path) -> None:
    folder = gather(source)
    listed = re.findall(r'"([\w/.-]+\.md)"', (source / "zensical.toml").read_text())
    here = {page.name for page in folder.glob("*.md")} | {"decisions/README.md"}
    assert len(listed) == len(set(listed))
    assert set(listed) == here


def test_it_is_built_strictly_and_loads_nothing_from_elsewhere(source: Path) -> None:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("needs zensical: pip install -e '.[docs]'")
    assert build(source) == 0
    place = tomllib.loads((source / "zensical.toml").read_text())["project"]["site_dir"]
    pages = list((source / place).rglob("*.html"))
    assert len(pages) > 100
    loaded = {
        (page.name, found)
        for page in pages
        for found in _LOADED.findall(page.read_text())
        if 'rel="canonical"' not in found
    }
    assert loaded == set()


def test_a_link_that_leads_nowhere_fails(source: Path) -> None:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("needs zensical: pip install -e '.[docs]'")
    page = source / "docs" / "shell.md"
    page.write_text(page.read_text() + "\n[nowhere](keys.md#no-such-place)\n")
    assert build(source) != 0


def test_without_its_builder_it_says_how_to_install_it(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("handbook.site.find_spec", lambda _name: None)
    assert build(source) == 1
    assert "pip install -e '.[docs]'" in capsys.readouterr().err
