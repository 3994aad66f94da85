"""Where a workspace is: whether one stands there, and how the place is shown."""

from __future__ import annotations

from pathlib import Path

from store.common.errors import Refused
from store.db.engine import database_path, make_engine, shown_url, workspace_url
from store.db.error_translation import translated_errors
from store.db.schema import holds_workspace
from store.db.server_url import means_server


def workspace_exists(location: str | Path) -> bool:
    """Whether a workspace stands at ``location``. Raises Refused where a server does not answer."""
    url = workspace_url(location)
    path = database_path(url)
    if path is not None:
        return path.exists()
    engine = make_engine(url)
    try:
        with translated_errors(shown_url(url)):
            return holds_workspace(engine)
    finally:
        engine.dispose()


def shown_location(location: str | Path) -> str:
    """``location`` fit to be shown: a file as it was named, a server's URL without secrets."""
    if "://" not in str(location) and not means_server(str(location)):
        return str(location)
    try:
        return shown_url(workspace_url(location))
    except Refused as refused:
        return refused.message
