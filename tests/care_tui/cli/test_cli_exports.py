"""Reports as HTML, evidence as CSV, the workspace as a folder: from the shell."""

from __future__ import annotations

import csv
import io
from typing import Any


def test_a_report_is_one_html_page(care: Any) -> None:
    care("pick", "connect", "Greet <by> name")
    file = care.folder / "report.html"
    ran = care.run("report", "--format", "html", "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    html = file.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "Greet &lt;by&gt; name" in html
    assert care("report", "--format", "html") == html


def test_evidence_is_csv_that_runs_nowhere(care: Any) -> None:
    care("log", "connect", "--quote", "=1+1")
    care("log", "connect", "--measure", "csat", "--value", "4", "--on", "2026-11-19")
    file = care.folder / "evidence.csv"
    care("export", "--format", "csv", "-o", str(file))
    text = file.read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["value"], row["quote"]) for row in rows] == [("4", ""), ("", "'=1+1")]
    assert text.count("\r\n") == 3
    assert care("export", "--format", "csv").splitlines() == text.splitlines()


def test_the_workspace_goes_into_a_folder_and_comes_back(care: Any) -> None:
    care("add", "connect", "Greeting")
    care("log", "connect", "--quote", "Kind words")
    folder = care.folder / "kept"
    assert care("export", "--split", str(folder)) == "4 written, 0 the same, 0 removed\n"
    assert care("export", "--split", str(folder)) == "0 written, 4 the same, 0 removed\n"
    whole = care("export")
    care.workspace = care.folder / "again.db"
    care("import", "workspace", str(folder))
    assert care("export") == whole


def test_a_folder_of_something_else_is_refused(care: Any) -> None:
    (care.folder / "letter.txt").write_text("Dear")
    assert "not empty" in care.refused("export", "--split", str(care.folder))
    assert "no workspace.toml" in care.refused("import", "workspace", str(care.folder))
    for more in (("-o", "x.toml"), ("--format", "json")):
        care.misused("export", "--split", str(care.folder / "new"), *more)
