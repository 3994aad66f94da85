"""An improvement's link: cleaned, kept, told in reports, brought along, and taken back."""

from __future__ import annotations

from typing import Any

import pytest

from store.common.errors import Conflict, Refused
from store.common.links import host_of, web_link
from store.domain.stages import Stage
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.models.improvement import Improvement
from store.queries.load_snapshot import load_snapshot
from store.reports.look_pages import for_looking
from store.reports.report import cycle_report
from store.reports.report_facts import as_facts
from store.reports.report_html import as_html
from store.reports.report_text import as_markdown
from store.reports.summary import summary_facts, summary_markdown, summary_text
from store.undo.undo import redo, undo

ADDRESS = "https://example.org/issues/12_a*b?x=1&y=2"


def _one(seat: Seat) -> Improvement:
    (each,) = load_snapshot(seat).undecided
    return each


def _edit(seat: Seat, each: Improvement, **changes: Any) -> None:
    said: dict[str, Any] = {
        "text": each.text, "owner": None, "measure": None, "target": None, "touchpoint": None,
        "touchpoint_only": False, "due": each.due,
    }  # fmt: skip
    improvements.edit(seat, each.id, **(said | changes))


@pytest.mark.parametrize(
    "text",
    ["https://example.org", "http://example.org:8080/a?b=c#d", "HTTPS://Example.org/Ä",
     "https://tracker.example/browse/CARE-12", "https://[::1]/x", "https://例え.jp/"],
)  # fmt: skip
def test_web_addresses_are_links(text: str) -> None:
    assert web_link(f"  {text}\u202e\x1b ") == text
    assert host_of(text)


@pytest.mark.parametrize(
    "text",
    ["example.org", "ftp://example.org", "file:///etc/passwd", "javascript:alert(1)", "https://",
     "https:///x", "https://a b", "https://a.example/<b>", 'https://a.example/"x', "https://user:pw@a.example",
     "https://name@a.example", "https://a.example:x/", "mailto:a@b.example", "https://" + "a" * 2000, "https://a..b/"],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        web_link(text)
    assert refused.value.field == "link"
    assert "pw" not in refused.value.message


def test_a_host_in_other_letters_is_shown_as_it_is_looked_up() -> None:
    assert host_of("https://exаmple.org/") == "xn--exmple-4nf.org"
    assert host_of("https://example.org:8080/x") == "example.org:8080"


def test_it_is_picked_edited_taken_away_undone_and_redone(dana: Seat) -> None:
    improvements.pick(dana, Stage.CONNECT, "Use names", link=f" {ADDRESS}\x07")
    assert _one(dana).link == ADDRESS
    _edit(dana, _one(dana), text="Use first names")
    assert _one(dana).link == ADDRESS
    _edit(dana, _one(dana), link="")
    assert _one(dana).link == ""
    undo(dana)
    assert _one(dana).link == ADDRESS
    redo(dana)
    assert _one(dana).link == ""
    improvements.pick(dana, Stage.CONNECT, "Again", link="https://b.example/", replace=True)
    assert _one(dana).link == "https://b.example/"


def test_a_refused_link_changes_nothing(dana: Seat) -> None:
    with pytest.raises(Refused):
        improvements.pick(dana, Stage.CONNECT, "Use names", link="javascript:x")
    assert load_snapshot(dana).undecided == ()


def test_who_changed_it_meanwhile_is_told(dana: Seat, lee: Seat) -> None:
    improvements.pick(dana, Stage.CONNECT, "Use names")
    seen = _one(dana)
    _edit(lee, seen, link="https://lee.example/")
    with pytest.raises(Conflict) as conflict:
        _edit(dana, seen, link=ADDRESS, seen=seen.version)
    assert [(each.field, each.now) for each in conflict.value.changed] == [
        ("link", "https://lee.example/")
    ]


def test_it_is_carried_along(dana: Seat) -> None:
    improvements.pick(dana, Stage.CONNECT, "Use names", link=ADDRESS)
    improvement_status.carry(dana, _one(dana).id)
    assert _one(dana).link == ADDRESS


def test_reports_and_summary_tell_it(dana: Seat) -> None:
    improvements.pick(dana, Stage.CONNECT, "Use names", link=ADDRESS)
    report = cycle_report(dana)
    assert f"  - Link: <{ADDRESS}>\n" in as_markdown(report)
    shown = ADDRESS.replace("&", "&amp;")
    assert f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>' in as_html(report)
    assert as_facts(report)["improvements"][0]["link"] == ADDRESS
    assert summary_facts(report)["improvements"][0]["link"] == ADDRESS
    assert f"(no proof) {ADDRESS}\n" in summary_text(report)
    assert f"(no proof) <{ADDRESS}>\n" in summary_markdown(report)


def test_who_only_looks_does_not_see_it_without_names(dana: Seat) -> None:
    improvements.pick(dana, Stage.CONNECT, "Use names", link=ADDRESS)
    report = cycle_report(dana)
    assert "issues/12" not in as_html(for_looking(report, quotes=False, names=False))
    assert "issues/12" in as_html(for_looking(report, quotes=False, names=True))
