"""The guide's sentences: each fits a line, says what is possible, and is there for every moment."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from store.domain.agenda import StepKey
from store.domain.guide import Moment, guide

WIDTH = 73
"""Cells beside ``Say`` and ``Do`` on a screen of 80 columns."""


UNDER = {
    StepKey.EVIDENCE: ("due", "quote"),
    StepKey.LOOK_BACK: ("verdict", "undecided", "not done"),
    StepKey.PICK: ("picked", "skipped", "nothing", "unpromised"),
}
"""What may be under the cursor."""


def _moments(step: StepKey) -> list[Moment]:
    """Every moment that a step can have."""
    flags = itertools.product((False, True), repeat=9)
    found = []
    for leads, own, alone, empty, given, revealed, talking, last, full in flags:
        moment = Moment(step, leads, own, alone, empty, given, revealed, talking, last, full)
        if not leads and not own:
            continue  # The room always leads.
        if (given and revealed) or (talking and (step is not StepKey.FOCUS or not revealed)):
            continue
        found.append(moment)
        found += [replace(moment, under=under) for under in UNDER.get(step, ())]
        found += [replace(moment, done=True), replace(moment, writing=True)]
        found.append(replace(moment, ready=True))
        found.append(replace(moment, parked=True))
    return found


EVERY = [(moment, guide(moment)) for step in StepKey for moment in _moments(step)]


def test_every_sentence_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    told = dict.fromkeys((moment.step.label, line.say, line.do) for moment, line in EVERY)
    for step, say, do in told:
        print(f"{step:<10} {say}\n{'':<10} {do}")
    printed = capsys.readouterr().out
    assert all(line.do in printed for _, line in EVERY)


def test_each_line_fits_and_is_whole() -> None:
    for line in dict.fromkeys(line for _, line in EVERY):
        assert not line.do or line.do.endswith("."), line
        assert max(len(line.do), len(line.say)) <= WIDTH, line
        assert not line.say or re.fullmatch(r"“[^“”]+[.?!]”", line.say), line


LEADS_ONLY = re.compile(r"Press >|> goes|> closes|R shows|R ends|Press R|Press <|[Tt]hen press >")


@pytest.mark.parametrize("step", list(StepKey))
def test_no_line_names_what_is_not_possible(step: StepKey) -> None:
    wrong = []
    for moment in _moments(step):
        line = guide(moment)
        turns_over = moment.revealed and step in (StepKey.CHECK_IN, StepKey.MAP, StepKey.CLOSE)
        found = [
            not moment.leads and LEADS_ONLY.search(line.do),
            turns_over and re.search(r"\bw\b", line.do),
            not moment.unrevealed and re.search(r"R shows|Press R", line.do),
            moment.last and "next step" in line.do,
            moment.own and "choose a name" in line.do,
            (moment.alone or not moment.leads) and line.say,
        ]
        if any(found):
            wrong.append((moment, line))
    assert not wrong


@pytest.mark.parametrize("alone", [False, True])
def test_what_is_parked_is_settled_before_the_close(alone: bool) -> None:
    moment = Moment(StepKey.CLOSE, alone=alone, revealed=True, last=True)
    assert "P settles" not in guide(moment).do
    assert "P settles what is parked" in guide(replace(moment, parked=True)).do
