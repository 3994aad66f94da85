"""The HTML report: whole in one file, readable by whoever was not there, hostile text inert."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.domain.stages import STAGES, Stage
from store.evidence import evidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.reports.report import CycleReport, Quote, cycle_report
from store.reports.report_html import as_html
from store.teams import cycle_skips, members, teams
from store.workspace.workspace import Workspace, open_workspace
from tests.conftest import SAMPLED

VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a browser makes of a page: its tags in order, attributes, text by open element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((self.open[-1] if self.open else "", data))

    def words(self, tag: str = "") -> str:
        """The text of every element, or of those called ``tag``, with single spaces."""
        parts = [
            data for owner, data in self.text if owner != "style" and (not tag or owner == tag)
        ]
        return " ".join("".join(parts).split())

    def attributes(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


@pytest.fixture(scope="module")
def sample(
    copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seat]:
    """The sample workspace at a time that stands still."""
    path = tmp_path_factory.mktemp("sample") / "care.db"
    copied_sample(path, SAMPLED).close()
    workspace = open_workspace(path, SetClock(SAMPLED))
    yield Seat(workspace, workspace.find_team().id)
    workspace.close()


@pytest.fixture(scope="module")
def page(sample: Seat) -> Page:
    return Page(as_html(cycle_report(sample, "2026-W45")))


def svgs(html: str) -> list[str]:
    return re.findall(r"<svg.*?</svg>", html, re.DOTALL)


def test_the_short_version_and_commitments_come_first_and_every_stage_has_its_letter_and_name(
    page: Page,
) -> None:
    headings = [data.strip() for owner, data in page.text if owner == "h2" and data.strip()]
    assert headings == [
        "In short",
        "What we committed to",
        "What the evidence says",
        "What became of Week 44",
        "Each measure’s last cycles",
        "Where the votes went",
        "Momentum",
        "What customers said",
        "Next review",
        "The figures",
    ]
    words = page.words()
    start = words.index("What we committed to")
    places = [words.index(f"{stage.letter}{stage.label}", start) for stage in STAGES]
    assert places == sorted(places)
    assert places[-1] < words.index("What the evidence says")


def test_a_verdict_stands_with_its_figures_its_range_and_its_sentence(page: Page) -> None:
    words = page.words()
    assert "▲ validated" in words
    assert (
        "First reply within target went from 50% of 60 to 79% of 42: better by 10 to 44 points."
        in words
    )
    assert "+29 points (+10 to +44)" in words
    assert "▼ got worse" in words
    assert "−34 points (−51 to −16)" in words
    assert "Did we solve it? · 88% of 32 before, hoping for 90%." in words


def test_what_runs_still_is_called_so_far_and_gets_no_verdict_s_colour(page: Page) -> None:
    words = page.words()
    verdicts = words.index("So far: no verdict before the time is over")
    assert "◔ so far" in words[verdicts:]
    assert "validated" not in words[verdicts : words.index("What became of Week 44")]


def test_nothing_is_loaded_run_or_styled_from_elsewhere(sample: Seat) -> None:
    html = as_html(cycle_report(sample, "2026-W38"))
    page = Page(html)
    policy = next(
        attrs["content"] or ""
        for tag, attrs in page.tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not {"script", "link", "img", "iframe", "a", "form", "base", "object"} & {
        tag for tag, _ in page.tags
    }
    loading = {"style", "src", "href", "xlink:href", "srcset", "action"}
    assert not [name for _, attrs in page.tags for name in attrs if name in loading]
    assert "url(" not in style
    assert "@import" not in style
    first = [tag for tag, _ in page.tags]
    assert first[:3] == ["html", "head", "meta"]
    assert page.tags[0][1] == {"lang": "en"}
    assert page.tags[2][1] == {"charset": "utf-8"}


def test_charts_are_well_formed_and_say_what_they_show(sample: Seat) -> None:
    for label in ("2026-W47", "2026-W45", "2026-W38"):
        html = as_html(cycle_report(sample, label))
        ids = Counter(Page(html).attributes("id"))
        assert max(ids.values()) == 1
        for labels in Page(html).attributes("aria-labelledby"):
            assert set(labels.split()) <= set(ids)
        for chart in map(ElementTree.fromstring, svgs(html)):
            if chart.get("aria-hidden"):
                continue
            assert chart.get("role") == "img"
            assert chart.findtext("title")
            assert chart.findtext("desc")


def test_a_count_has_a_control_chart_with_its_limits_and_signals(sample: Seat) -> None:
    words = Page(as_html(cycle_report(sample, "2026-W38"))).words()
    assert (
        "Before: 15, 13, 16, 12, 15, 14. After: 9, 7, 8, 7, 9, 10. "
        "mean 14.2; upper limit 21.1; lower limit 7.3. 5 signals after the start."
    ) in words
    assert "beyond its usual ups and downs" in words


def test_the_strip_tells_each_cycle_in_words_too(page: Page) -> None:
    described = page.words("desc")
    assert (
        "Week 45: Connect skipped with a reason, Assist done late, Resolve done, Enhance done."
        in described
    )
    assert "Week 41: skipped, Holiday week" in described


def test_tables_have_headers(page: Page) -> None:
    tables = [tag for tag, _ in page.tags if tag in ("table", "thead")]
    assert tables.count("table") == tables.count("thead") >= 3
    assert {attrs.get("scope") for tag, attrs in page.tags if tag == "th"} == {"col", "row"}


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_what_moved_on_the_board_is_told_without_authors(room: Seat, dana: Seat) -> None:
    card = touchpoints.add(dana, Stage.RESOLVE, "Late fee", friction=3)
    other = touchpoints.add(dana, Stage.ASSIST, "Fee table")
    touchpoints.merge(room, card, [other])
    page = Page(as_html(cycle_report(room)))
    words = page.words()
    board = words[words.index("What moved on the board") : words.index("Momentum")]
    assert "Up to this review, the team’s first." in board
    assert "Added 1 RLate fee Resolve ▲▲▲ severe friction" in board
    assert "Merged 1 RLate fee Resolve took in Fee table" in board
    assert "Dana" not in words


def test_an_empty_cycle_says_so(room: Seat) -> None:
    cycle_skips.skip_cycle(room, "2026-W48", "Holiday")
    words = Page(as_html(cycle_report(room, "2026-W48"))).words()
    assert "This cycle was skipped: Holiday" in words
    assert words.count("Nothing picked") == 4
    assert "No review planned this cycle." in words
    assert "What the evidence says" not in words


HOSTILE = (
    "<script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "</style><style>*{background:url(//evil.example)}</style>",
    "<!-- -->]]><![CDATA[",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#60;",
)


def filled_pages(seat: Seat, text: str) -> list[str]:
    """The reports of two cycles with ``text`` wherever a person may type."""
    teams.set_team(seat, name=text)
    owner = members.add_member(seat, text)
    card = touchpoints.add(seat, Stage.CONNECT, text, friction=1)
    tried = improvements.pick(
        seat, Stage.CONNECT, text, owner=owner, measure="csat", touchpoint=card,
        touchpoint_only=True,
    )  # fmt: skip
    improvements.skip_stage(seat, Stage.ASSIST, text)
    dropped = improvements.pick(seat, Stage.RESOLVE, text, touchpoint=card)
    improvement_status.drop(seat, dropped, text)
    for day in range(2, 13):
        evidence.log(
            seat, Stage.CONNECT, measure="csat", value="5", quote=text, source=text,
            day=date(2026, 11, day), touchpoint=card,
        )  # fmt: skip
    improvement_status.done(seat, tried)
    cycle_skips.skip_cycle(seat, "2026-W48", text)
    return [as_html(cycle_report(seat, label)) for label in ("2026-W47", "2026-W48")]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_typed_and_does_nothing(
    fresh_seat: Callable[[], Seat], text: str
) -> None:
    plain = filled_pages(fresh_seat(), "Plain words")
    hostile = filled_pages(fresh_seat(), text)
    for harmless, html in zip(map(Page, plain), hostile, strict=True):
        page = Page(html)
        shape = [(tag, sorted(attrs)) for tag, attrs in page.tags]
        assert shape == [(tag, sorted(attrs)) for tag, attrs in harmless.tags]
        assert page.words().count(text) == harmless.words().count("Plain words") > 10
        assert page.words("title").startswith(f"{text}: CARE review")
        for chart in svgs(html):
            ElementTree.fromstring(chart)


def test_control_characters_reach_no_page(room: Seat) -> None:
    report: CycleReport = cycle_report(room)
    nasty = "a\x00b\x1b[31mc\x9bd\u202ee\ud800f\ufffeg"
    report = replace(
        report,
        skipped=nasty,
        team=replace(report.team, name=nasty),
        quotes=(Quote(date(2026, 11, 2), Stage.CONNECT, f"{nasty}\nsecond line", nasty),),
        strip=tuple(replace(record, skipped=nasty) for record in report.strip),
    )
    html = as_html(report)
    html.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe\uffff]", html)
    assert Page(html).words().count("ab[31mcdefg") >= 4


def test_templates_travel_with_the_package() -> None:
    from store import reports

    folder = Path(reports.__path__[0]) / "templates"
    assert sorted(path.name for path in folder.iterdir()) == [
        "board.html.jinja",
        "report.css",
        "report.html.jinja",
    ]
