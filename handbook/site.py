"""The site: ``docs`` and the documents beside it, in one folder that Zensical builds.

In the source the documents of the root (README, CONTRIBUTING …) and those of ``docs`` name one
another by relative links, so that they hold in a clone. On the site all are pages of one folder:
the copies are made here, with their links turned.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = Path("build", "handbook")
"""The folder that the pages are copied to, below the root; ``zensical.toml`` names it."""
FROM_ROOT = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "CODE_OF_CONDUCT.md": "conduct.md",
}
"""The documents of the root that are pages too, by their names on the site."""
_NEEDS = "The site's builder is missing. Install it with: pip install -e '.[docs]'"
_LINK = re.compile(r"(\]\()(?!\w+:|#)([^)#\s]*)([^)\s]*\))")


def gather(root: Path = ROOT) -> Path:
    """Copy every page to the folder that the site is built from, and return it."""
    folder = root / SOURCE
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "docs", folder)
    for page in folder.rglob("*.md"):
        name = page.relative_to(folder).as_posix()
        page.write_text(turned(page.read_text("utf-8"), f"docs/{name}"), "utf-8")
    for name, page_name in FROM_ROOT.items():
        if (root / name).is_file():
            (folder / page_name).write_text(turned((root / name).read_text("utf-8"), name), "utf-8")
    return folder


def turned(text: str, name: str) -> str:
    """The Markdown of the document ``name`` (its path in the source) with the site's links."""
    here = _place_on_site(name)

    def link(found: re.Match[str]) -> str:
        opening, target, rest = found.groups()
        if not target:
            return found[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
        place = _place_on_site(path)
        return f"{opening}{posixpath.relpath(place, posixpath.dirname(here) or '.')}{rest}"

    return _LINK.sub(link, text)


def _place_on_site(path: str) -> str:
    """Where the file at ``path`` in the source is on the site."""
    return FROM_ROOT.get(path) or path.removeprefix("docs/")


def build(root: Path = ROOT) -> int:
    """Gather the pages and build the site, strictly; the exit code of the builder."""
    if find_spec("zensical") is None:
        print(_NEEDS, file=sys.stderr)
        return 1
    gather(root)
    words = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    return subprocess.run(words, cwd=root, check=False).returncode
