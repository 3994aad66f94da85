"""What the driver hands to the thread that writes to the terminal."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator

import pytest
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App

from care_tui.terminal.terminal_driver import AsciiDriver, TidyDriver


class Writer:
    """Stands for the thread; keeps what it is handed."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def is_alive(self) -> bool:
        return True

    def write(self, data: str) -> None:
        self.written.append(data)

    def stop(self) -> None:
        pass


@pytest.fixture
def handlers() -> Iterator[None]:
    """Gives the signals back whoever had them before the driver."""
    kept = {each: signal.getsignal(each) for each in (signal.SIGTSTP, signal.SIGCONT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def driver_and_written(kind: type[TidyDriver]) -> tuple[TidyDriver, list[str]]:
    driver, writer = kind(App[None]()), Writer()
    driver._writer_thread = writer  # type: ignore[assignment]
    return driver, writer.written


async def test_an_update_is_handed_on_in_one_piece() -> None:
    driver, written = driver_and_written(TidyDriver)
    for data in ("bell", SYNC_START, "one", "two", SYNC_END, "after"):
        driver.write(data)
    assert written == ["bell", f"{SYNC_START}onetwo{SYNC_END}", "after"]


async def test_so_it_is_where_only_ascii_can_be_shown() -> None:
    driver, written = driver_and_written(AsciiDriver)
    for data in (SYNC_START, "│ one", SYNC_END):
        driver.write(data)
    assert written == [f"{SYNC_START}? one{SYNC_END}"]


async def test_a_stop_in_the_middle_of_an_update_keeps_nothing_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    driver, written = driver_and_written(TidyDriver)
    monkeypatch.setattr("textual.drivers.linux_driver.LinuxDriver.stop_application_mode",
                        lambda self: self.write("restored"))  # fmt: skip
    driver.write(SYNC_START)
    driver.write("one")
    driver.stop_application_mode()
    assert (written[0], written[-1]) == (f"{SYNC_START}one", "restored")
    driver.write(SYNC_END)
    assert written[-1] == SYNC_END


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize(
    ("number", "done"),
    [
        (signal.SIGTSTP, "suspend_application_mode"),
        (signal.SIGCONT, "resume_application_mode"),
    ],
)
async def test_a_signal_in_the_middle_of_writing_waits_until_that_is_done(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals, done: str
) -> None:
    """Who writes takes a lock, which a signal's handler in the same thread would wait for."""
    driver, _ = driver_and_written(TidyDriver)
    acted: list[bool] = []
    writing = True
    came = asyncio.Event()

    def act() -> None:
        acted.append(writing)
        came.set()

    monkeypatch.setattr(driver, done, act)
    monkeypatch.setattr("textual.drivers.linux_driver.os.kill", lambda *_: None)
    signal.raise_signal(number)
    writing = False
    await asyncio.wait_for(came.wait(), 5)
    assert acted == [False]
