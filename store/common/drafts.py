"""Half-typed text, kept on the machine where it was typed until it is saved or dropped."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path

from store.common.private_directory import make_own_folder

Fields = dict[str, str]
"""A form's fields by name, as typed."""
MOST = 200
"""Drafts kept; the oldest go first."""


class Drafts:
    """Drafts in one JSON file that only its owner may read.

    A file that cannot be read is treated as empty: a draft is never worth a crash. Each
    write reads the file again, so that two apps on one machine keep each other's drafts.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, key: str) -> Fields | None:
        """The draft kept under ``key``, None when there is none."""
        return self._read().get(key)

    def put(self, key: str, fields: Fields) -> None:
        """Keep ``fields`` under ``key``; empty ones clear it."""
        drafts = self._read()
        drafts.pop(key, None)
        if any(value.strip() for value in fields.values()):
            drafts[key] = dict(fields)
        self._write(drafts)

    def clear(self, key: str) -> None:
        """Forget the draft under ``key``."""
        drafts = self._read()
        if drafts.pop(key, None) is not None:
            self._write(drafts)

    def _read(self) -> dict[str, Fields]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(content, dict):
            return {}
        return {
            key: {str(name): str(text) for name, text in fields.items()}
            for key, fields in content.items()
            if isinstance(fields, dict)
        }

    def _write(self, drafts: dict[str, Fields]) -> None:
        newest = dict(list(drafts.items())[-MOST:])
        make_own_folder(self.path.parent)
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".drafts-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(newest, file, ensure_ascii=False)
            Path(name).replace(self.path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
