"""Callers fill neither the log nor the table of open files."""

from __future__ import annotations

from care_tui.host import limits
from care_tui.host.limits import CallersLog


def test_callers_get_so_many_lines_a_minute_and_the_rest_is_counted() -> None:
    said: list[str] = []
    times = [0.0]
    log = CallersLog(said.append, lambda: times[0])
    written = [log.say("Somebody joined") for _ in range(limits.MOST_LINES + 5)]
    assert written.count(True) == limits.MOST_LINES == len(said)
    times[0] += limits.MINUTE
    log.settle()
    assert said[-1] == "5 more lines about callers were left out."
    assert log.say("Somebody left")
    log.settle()
    assert said[-1] == "Somebody left"
