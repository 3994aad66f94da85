"""Messages from the server to the fork server: each as a whole, with its length ahead of it.

A message that starts a guest carries one file descriptor, which comes with its first bytes.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

MOST = 1 << 20
"""Bytes of the longest message; of a longer one nothing is kept."""
MOST_PENDING = 4 << 20
"""Bytes that may wait for the fork server before no more guests are begun."""
_LENGTH = 4


class Outbox:
    """Sends messages in their order, without ever waiting, however little goes out at a time."""

    def __init__(self, channel: socket.socket) -> None:
        """``channel`` must not block."""
        self._channel = channel
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[bytes, int | None]] = deque()
        self._pending = 0

    def put(self, message: Mapping[str, Any], descriptor: int | None = None) -> None:
        """Send ``message``, with a copy of ``descriptor``; the caller may close its own at once.

        Raises OSError where it is too long, too much waits, or the other side is gone.
        """
        data = json.dumps(message).encode()
        if len(data) > MOST or self._pending + len(data) > MOST_PENDING:
            raise OSError("too much to say at once")
        copy = None if descriptor is None else os.dup(descriptor)
        framed = len(data).to_bytes(_LENGTH, "big") + data
        self._waiting.append((framed, copy))
        self._pending += len(framed)
        self._send()

    def _send(self) -> None:
        """Send what can be sent now. Raises OSError where nobody is there to take it."""
        with contextlib.suppress(BlockingIOError):
            while self._waiting:
                data, descriptor = self._waiting[0]
                if descriptor is None:
                    sent = self._channel.send(data)
                else:
                    sent = socket.send_fds(self._channel, [data], [descriptor])
                    os.close(descriptor)
                self._pending -= sent
                self._waiting[0] = (data[sent:], None)
                if sent == len(data):
                    self._waiting.popleft()
        if self._waiting:
            self._loop.add_writer(self._channel, self._go_on)
        else:
            self._loop.remove_writer(self._channel)

    def _go_on(self) -> None:
        try:
            self._send()
        except OSError:
            self.close()

    def close(self) -> None:
        """Send nothing more."""
        self._loop.remove_writer(self._channel)
        for _, descriptor in self._waiting:
            if descriptor is not None:
                os.close(descriptor)
        self._waiting.clear()
        self._pending = 0


class Inbox:
    """Takes bytes as they come; gives whole messages, and passes over what is none."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._skip = 0

    def take(self, data: bytes) -> Iterator[Any]:
        """What ``data`` completes, each as JSON says it; None for what is no message."""
        self._bytes += data
        while True:
            passed = min(self._skip, len(self._bytes))
            del self._bytes[:passed]
            self._skip -= passed
            length = int.from_bytes(self._bytes[:_LENGTH], "big")
            if len(self._bytes) < _LENGTH:
                return
            if length > MOST:
                self._skip = _LENGTH + length
                yield None
                continue
            if len(self._bytes) < _LENGTH + length:
                return
            text = bytes(self._bytes[_LENGTH : _LENGTH + length])
            del self._bytes[: _LENGTH + length]
            try:
                yield json.loads(text)
            except ValueError:
                yield None
