"""Sends one text to one URL, in a process of its own, through Apprise.

The request comes as JSON on standard input, so the URL is in no list of processes. The answer is a
line of JSON on standard output that quotes nothing: only how it ended, and a status. The record of
the sending is settled here, so that it is right even where who asked has gone meanwhile.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import threading
from pathlib import Path
from typing import Any

_STATUS = re.compile(r"error=(\d{3})\b|\((\d{3}), b['\"]")
"""A status as Apprise logs one: of HTTP, or of a mail server."""
_REASONS = (
    ("certificate", re.compile(r"certificate", re.IGNORECASE)),
    ("name", re.compile(r"getaddrinfo|name or service|name resolution|nodename", re.IGNORECASE)),
    ("time", re.compile(r"timed? ?out", re.IGNORECASE)),
    ("closed", re.compile(r"connection refused|errno 111|errno 61\b", re.IGNORECASE)),
    ("unreached", re.compile(r"connection error|socket exception|unreachable", re.IGNORECASE)),
)


class Ending:
    """How the sending ends: once, whoever says so first."""

    def __init__(self, request: dict[str, Any]) -> None:
        self._record = Path(request["record"])
        self._before: str | None = request["before"]
        self._sent: str = request["sent"]
        self._lock = threading.Lock()
        self._out = os.dup(1)

    def end(self, answer: dict[str, Any]) -> None:
        """Settle the record, answer, and end this process whatever is still under way."""
        with self._lock:
            try:
                self._settle(arrived=answer["why"] == "")
            except OSError:
                answer["unremembered"] = True
            try:
                os.write(self._out, json.dumps(answer).encode())
            finally:
                os._exit(0)

    def _settle(self, *, arrived: bool) -> None:
        if arrived:
            self._record.write_text(self._sent, "utf-8")
        elif self._before is not None:
            self._record.write_text(self._before, "utf-8")
        else:
            self._record.unlink(missing_ok=True)


class Overheard(logging.Handler):
    """Takes from Apprise's log why something did not arrive: a status and a kind, no words."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.status = 0
        self.why = ""

    def emit(self, record: logging.LogRecord) -> None:
        words = record.getMessage()
        if match := _STATUS.search(words):
            self.status = int(match[1] or match[2])
        for why, pattern in _REASONS:
            if pattern.search(words):
                # The first kinds tell more than the last.
                order = [each for each, _ in _REASONS]
                if not self.why or order.index(why) < order.index(self.why):
                    self.why = why


def main() -> None:
    """Send what is asked for within the seconds that are allowed."""
    request = json.load(sys.stdin)
    ending = Ending(request)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    late = threading.Timer(request["seconds"], ending.end, ({"why": "late", "status": 0},))
    late.daemon = True
    late.start()
    try:
        answer = _send(request["url"], request["title"], request["body"])
    except BaseException as fault:  # noqa: BLE001 - a plugin's own; its words may hold the URL
        answer = {"why": "fault", "status": 0, "kind": type(fault).__name__}
    ending.end(answer)


def _send(url: str, title: str, body: str) -> dict[str, Any]:
    try:
        import apprise
    except ImportError:
        return {"why": "missing", "status": 0}
    overheard = Overheard()
    log = logging.getLogger("apprise")
    log.handlers, log.propagate = [overheard], False
    log.setLevel(logging.DEBUG)
    asset = apprise.AppriseAsset(async_mode=False, plugin_paths=[])
    plugin = _plugin(apprise, url, asset)
    if plugin is None:
        return {"why": "unknown", "status": 0}
    if plugin.overflow_mode == apprise.OverflowMode.UPSTREAM:
        plugin.overflow_mode = apprise.OverflowMode.SPLIT
    overheard.status, overheard.why = 0, ""
    # Whoever answers from the place that was named does not say where else the summary goes.
    plugin.redirects = False
    sender = apprise.Apprise(asset=asset)
    sender.add(plugin)
    if sender.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT):
        return {"why": "", "status": 0}
    return {"why": overheard.why or "refused", "status": overheard.status}


def _plugin(apprise: Any, url: str, asset: Any) -> Any:
    """What sends to ``url``; a web address that no service is known by takes JSON."""
    plugin = apprise.Apprise.instantiate(url, asset=asset)
    if plugin is None and url.casefold().startswith(("https://", "http://")):
        scheme, rest = url.split("://", 1)
        plain = {"https": "jsons", "http": "json"}[scheme.casefold()]
        plugin = apprise.Apprise.instantiate(f"{plain}://{rest}", asset=asset)
    return plugin


if __name__ == "__main__":
    main()
