"""Importing feedback from a file, by its keys."""

from __future__ import annotations

import pytest

from screens.dialogs.confirm import Confirm
from screens.evidence.import_form import ImportForm
from store import evidence
from store.practice.stages import Stage

NPS = """Response ID,Survey date,NPS,Comment
1,2026-11-02,9,"Very good, thank you"
2,2026-11-03,10,
3,2026-11-04,3,"Slow"
4,2026-11-05,8,
5,2026-11-06,,
6,2099-01-01,7,
"""


@pytest.fixture
def ask_for(settle, asked, until):
    """Opens the import and names a file: the form that says what to take from it."""

    async def go(pilot, path):
        await settle(pilot)
        await pilot.press("i")
        await asked(pilot)
        pilot.app.screen.query_one("#field-file").value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportForm))
        await asked(pilot)
        return pilot.app.screen

    return go


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_survey_is_recognised_shown_and_kept(live, tmp_path, ask_for, settle, until, size):
    file = tmp_path / "survey.csv"
    file.write_text(NPS)
    app = live.app("evidence")
    async with app.run_test(size=size) as pilot:
        form = await ask_for(pilot, file)
        values = form.values()
        assert (values["column"], values["measure"], values["stage"]) == ("NPS", "nps", "enhance")
        assert (values["dates"], values["quotes"]) == ("Survey date", "Comment")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        asked_for = " ".join(str(w.render()) for w in app.screen.query("Static"))
        assert "Import 4 answers of NPS into Enhance?" in asked_for
        assert "25 points of 4" in asked_for
        assert "line 7: its date, 2099-01-01, is in the future" in asked_for
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ImportForm))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await settle(pilot)
        items = evidence.page(live.seat).items
        assert [(e.stage, e.measure, e.value) for e in items] == [
            (Stage.ENHANCE, "nps", value) for value in (8, 3, 10, 9)
        ]
        assert items[1].quote == "Slow"
        assert live.notes == ["Imported 4 answers of NPS. u takes them back."]
        await pilot.press("u")
        await settle(pilot)
        assert evidence.page(live.seat).items == ()


async def test_the_same_file_again_adds_nothing(live, tmp_path, ask_for, settle, until):
    file = tmp_path / "survey.csv"
    file.write_text(NPS)
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await ask_for(pilot, file)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await ask_for(pilot, file)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert live.notes[-1] == "Nothing new: all 4 answers are here already."
        assert len(evidence.page(live.seat).items) == 4


async def test_what_only_a_person_knows_is_asked(live, tmp_path, ask_for, settle, until):
    file = tmp_path / "effort.csv"
    rows = "".join(f"0{day}/04/2026,{1 + day % 7}\n" for day in range(1, 10))
    file.write_text(f"Date,Effort score\n{rows}")
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        form = await ask_for(pilot, file)
        await pilot.press("ctrl+s")
        measure, order = form.query_one("#problem-measure"), form.query_one("#problem-order")
        await until(pilot, lambda: "Only you know" in str(measure.render()))
        assert "day or month first" in str(order.render())
        form.query_one("#field-measure").value = "ces-effort"
        form.query_one("#field-order").focus()
        await pilot.press("right", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await settle(pilot)
        days = [item.day.isoformat() for item in evidence.page(live.seat).items]
        assert days == [f"2026-04-0{day}" for day in range(9, 0, -1)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "no such file"),
        ("empty.csv", b"", "is empty"),
        ("page.html", b"<!doctype html><html><body>hi</body></html>", "not a table"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_beside_its_name(
    live, tmp_path, settle, asked, until, name, content, said
):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    app = live.app("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await asked(pilot)
        app.screen.query_one("#field-file").value = str(tmp_path / name)
        await pilot.press("enter")
        problem = app.screen.query_one("#problem-file")
        await until(pilot, lambda: problem.display)
        assert said in str(problem.render())


async def test_a_guest_pastes_instead_of_naming_a_file(live, settle, asked, until):
    app = live.app("evidence", hosted=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await asked(pilot)
        app.screen.query_one("#field-file").load_text(NPS)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ImportForm))
        assert app.screen.values()["column"] == "NPS"
