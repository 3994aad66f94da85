"""Makes the description of the package out of the README, when it is built.

In the README links are relative, so that they hold in a clone and in the source archive. A package's
page has no folder that they could be relative to. So they become absolute there, under the URL that
``[project.urls]`` names as ``Source``. Where it names none a link becomes its words alone, and a
picture what is told of it: nothing leads nowhere.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!\w+:|#)([^)\s]+)\)")


class CustomMetadataHook(MetadataHookInterface):
    """The README as the package's page shows it."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the description into ``metadata``."""
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        source = metadata.get("urls", {}).get("Source", "")
        metadata["readme"] = {"content-type": "text/markdown", "text": described(readme, source)}


def described(readme: str, source: str) -> str:
    """``readme`` with links that hold anywhere; ``source`` is the repository's URL, or empty."""

    def link(found: re.Match[str]) -> str:
        picture, words, path = found.groups()
        if not source:
            return f"*{words}*" if picture else words
        kind = "raw" if picture else "blob"
        return f"{picture}[{words}]({source.rstrip('/')}/{kind}/main/{path})"

    return _LINK.sub(link, readme)
