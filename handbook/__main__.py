"""``python -m handbook pages|pictures|site|licences``: write what is made, build the site."""

from __future__ import annotations

import sys

from handbook.made_pages import write_pages
from handbook.site import ROOT, build

_USAGE = """python -m handbook pages   write the pages that the code makes (docs/keys.md, docs/commands.md)
python -m handbook pictures  make docs/pictures anew, from the app on its sample team
python -m handbook site    build the site into build/site; needs pip install -e '.[docs]'
python -m handbook licences  list the licences of all that care brings along"""


def main(words: list[str]) -> int:
    """Do what the one word says; the exit code."""
    match words:
        case ["pages"]:
            write_pages(ROOT / "docs")
            return 0
        case ["pictures"]:
            from handbook.pictures.made_pictures import write_pictures

            write_pictures(ROOT / "docs" / "pictures")
            return 0
        case ["licences"]:
            from handbook.licences import table

            print(table())
            return 0
        case ["site"]:
            return build()
    print(_USAGE)
    return 0 if words in ([], ["--help"]) else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
