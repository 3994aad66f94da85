"""The files of the page: our own, and the terminal out of the installed ``textual-serve``.

Nothing of it is kept in this repository, and nothing is fetched when the page is served. What is
leaned on there is named here and held by tests/care_tui/host/web/test_assets.py.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from store.common.dataclass import dataclass
from store.common.errors import Refused

NEEDS = "The browser's page needs aiohttp and textual-serve: pip install 'care-tui[web]'"
_PAGE = Path(__file__).parent / "page"
_OWN = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
}
TERMINAL = {
    "/terminal.js": ("js/textual.js", "text/javascript; charset=utf-8"),
    "/terminal.css": ("css/xterm.css", "text/css; charset=utf-8"),
    "/mono.ttf": ("fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
"""Files of ``textual-serve``'s folder ``static`` by the path they are served at."""
PROTOCOL = ('JSON.stringify(["stdin",', 'JSON.stringify(["resize",', 'JSON.stringify(["ping",')
"""What its script says to its server; the frames that `WebSession` reads."""
HOOKS = (".textual-terminal", "sessionWebsocketUrl", "dataset.fontSize", "window.onload=")
"""How our page starts its script."""


@dataclass(frozen=True)
class Asset:
    """A file as it is sent."""

    body: bytes
    packed: bytes
    """The same, gzipped."""
    kind: str
    tag: str
    """Changes with the content."""


@cache
def load_assets() -> dict[str, Asset]:
    """Every file by its path. Raises Refused where what is needed is not installed."""
    spec = importlib.util.find_spec("textual_serve")
    if spec is None or not spec.submodule_search_locations:
        raise Refused(NEEDS)
    static = Path(spec.submodule_search_locations[0]) / "static"
    files = {path: (_PAGE / name, kind) for path, (name, kind) in _OWN.items()}
    files |= {path: (static / name, kind) for path, (name, kind) in TERMINAL.items()}
    try:
        return {path: _asset(file.read_bytes(), kind) for path, (file, kind) in files.items()}
    except OSError:
        raise Refused(f"A file of textual-serve is missing. {NEEDS}") from None


def _asset(body: bytes, kind: str) -> Asset:
    digest = hashlib.sha256(body).hexdigest()[:16]
    return Asset(body, gzip.compress(body, 6, mtime=0), kind, f'"{digest}"')
