"""``python handbook/release.py vX.Y.Z``: whether a tag may become a release.

The version in the source is the tag's, the CHANGELOG has a part for it with its day, and nothing is
left under “Unreleased”. It needs nothing installed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


def problems(tag: str, root: Path = ROOT) -> Iterator[str]:
    """What stands in the way of releasing ``tag``, a sentence each."""
    found = _VERSION.search((root / "care_tui" / "__init__.py").read_text(encoding="utf-8"))
    version = found[1] if found else ""
    if tag != f"v{version}":
        yield f"The tag is {tag}, and the version in care_tui/__init__.py is {version}."
    parts = re.split(r"^## ", (root / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)[1:]
    headings = {part.partition("\n")[0]: part.partition("\n")[2].strip() for part in parts}
    dated = re.compile(rf"{re.escape(tag.removeprefix('v'))}, \d{{4}}-\d\d-\d\d")
    if not any(dated.fullmatch(heading) for heading in headings):
        yield f"CHANGELOG.md has no part “## {tag.removeprefix('v')}, YYYY-MM-DD”."
    if headings.get("Unreleased"):
        yield "CHANGELOG.md still has changes under “Unreleased”."


if __name__ == "__main__":
    told = list(problems(sys.argv[1]))
    print("\n".join(told) or f"{sys.argv[1]} may be released.")
    sys.exit(1 if told else 0)
