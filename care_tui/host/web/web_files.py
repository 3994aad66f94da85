"""Files that people choose in their browser: each goes to their own app, and to nobody else."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from aiohttp import ClientError, web

from screens.importing.received_files import FILE

LARGEST_FILE = 20 << 20
"""Bytes of the largest file that is taken."""
PIECE = 1 << 18
"""Bytes that are held in memory of a file that comes."""
SILENT, WHOLE_FILE = 10.0, 600.0
"""Seconds that a file may stop coming, and that it may take in all."""
LONGEST_NAME = 300
TOO_LARGE = "The file has more than 20 MB. Split it, or export less."
EMPTY = "The file is empty."
BUSY = "Another file is on its way. Send one at a time."
NOT_KEPT = "The server has no room for the file now. Nothing was imported."
BROKEN_OFF = "The file did not come whole. Send it again."


class SessionFiles:
    """Where one session's files wait until its app has read them: a folder of its own (0700)
    that goes with it."""

    def __init__(self) -> None:
        """Raises OSError where there is no room for it."""
        self.folder = Path(tempfile.mkdtemp(prefix="care-files-"))
        self._receiving = False

    def close(self) -> None:
        """Take the folder away, whatever is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    async def receive(self, request: web.Request) -> tuple[int, str]:
        """Keep the file that ``request`` brings for the app to read; the answer's status, and why
        it was not kept."""
        if self._receiving:
            return 409, BUSY
        if (request.content_length or 0) > LARGEST_FILE:
            return 413, TOO_LARGE
        self._receiving = True
        part = self.folder / "part"
        try:
            async with asyncio.timeout(WHOLE_FILE):
                refused = await _write(part, request)
            if refused is None:
                part.replace(self.folder / FILE)
            return refused or (204, "")
        except (TimeoutError, ConnectionError, ClientError):
            return 408, BROKEN_OFF
        except OSError:
            return 507, NOT_KEPT
        finally:
            part.unlink(missing_ok=True)
            self._receiving = False


async def _write(part: Path, request: web.Request) -> tuple[int, str] | None:
    """Write a request's file to ``part``, its name in the first line; what to answer where it
    is not to be kept."""
    name = json.dumps(request.query.get("name", "")[:LONGEST_NAME])
    size = 0
    with await asyncio.to_thread(_open_private, part) as file:
        file.write(name.encode() + b"\n")
        while piece := await asyncio.wait_for(request.content.read(PIECE), SILENT):
            size += len(piece)
            if size > LARGEST_FILE:
                return 413, TOO_LARGE
            await asyncio.to_thread(file.write, piece)
    return None if size else (400, EMPTY)


def _open_private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
