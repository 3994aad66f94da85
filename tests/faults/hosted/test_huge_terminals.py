"""Guests whose terminals claim more cells than any screen has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from care_tui.terminal.terminal_input import MOST_COLUMNS, MOST_ROWS

from .harness import MEGABYTE, Host, Shown, peak

MOST = 200 * MEGABYTE
"""Memory of a guest whose terminal is as large as is drawn for."""


def by_the_client(guest: Any, columns: int, rows: int) -> None:
    guest.change_terminal_size(columns, rows)


def in_band(guest: Any, columns: int, rows: int) -> None:
    guest.stdin.write(f"\x1b[48;{rows};{columns};0;0t".encode())


@pytest.mark.parametrize("resize", [by_the_client, in_band])
async def test_a_guest_that_makes_its_terminal_enormous_is_drawn_for_and_lives(
    host: Host, resize: Callable[[Any, int, int], None]
) -> None:
    async with await host.connect(host.dana) as client:
        with host.pressing():
            others = set(host.guests())
            guest = await client.create_process(
                term_type="xterm", term_size=(80, 24), encoding=None
            )
            shown = Shown(guest)
            await shown.until_shown("Follow-ups")
            (pid,) = set(host.guests()) - others
            resize(guest, 65_535, 65_535)
            await shown.until_drawn_to(MOST_ROWS)
            for number in range(6 if not host.long else 200):
                rows = MOST_ROWS - 1 - number % 2
                resize(guest, MOST_COLUMNS - number % 3, rows)
                await shown.until_drawn_to(rows)
            assert shown.last_row <= MOST_ROWS
            guest.stdin.write(b"2")
            await shown.until_shown("People feel seen")
            host.tell(f"guest {peak(pid) >> 20} MB at most")
            assert 0 < peak(pid) < MOST
