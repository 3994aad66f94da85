"""Which addresses in people's texts become links, and that nothing of a link is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from screens.dialogs.reader import Reader, TextLines
from screens.theme.themes import ASCII, UNICODE
from screens.widgets.links import addresses_in
from screens.widgets.role_styles import RoleStyles
from screens.widgets.styled_lines import LineBuilder, with_role

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Live

LONG = "https://help.example.org/articles/how-a-customer-comes-back?from=survey#part-2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org.", ["https://example.org"]),
        ("(http://example.org:8080/a?b=c#d)", ["http://example.org:8080/a?b=c#d"]),
        ("https://en.example.org/Care_(word), and", ["https://en.example.org/Care_(word)"]),
        ("“https://a.example” https://b.example!", ["https://a.example", "https://b.example"]),
        ('<a href="https://a.example/">', ["https://a.example/"]),
        ("**https://a.example/x**", ["https://a.example/x"]),
        ("https://bank.example@evil.example/", []),
        ("https://b\u00e4nk.example", []),
        ("https://ex\u0430mple.org", []),
        ("https://example.org/\u00e4", []),
        ("https://example.co…", []),
        ("https://example.co...", []),
        ("https://", []),
        ("javascript:alert(1) ftp://a.example file:///etc/passwd data:text/html,x", []),
        ("xhttps://a.example mailto:a@b.example", []),
        (f"https://example.org/{'a' * 3000}", []),
    ],
)
def test_only_whole_plain_addresses_of_the_web_are_links(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in addresses_in(text)] == found


def test_a_wrapped_address_leads_to_the_whole_of_it_from_each_line() -> None:
    builder = LineBuilder(UNICODE)
    lines = builder.text(f"Read {LONG} before you call", 24, "muted", hang=2)
    pieces = [span for line in lines for span in line if "link=" in span.role]
    assert len({span.role for span in pieces}) == 1 and len(pieces) > 2
    assert pieces[0].role == f"muted link={LONG}"
    assert "".join(span.text.strip() for span in pieces) == LONG
    assert not any(span.text.endswith(" ") for span in pieces)


def test_control_characters_never_reach_a_link() -> None:
    builder = LineBuilder(ASCII)
    (line,) = builder.text("https://a.example/\x1b]8;;https://evil.example\x07x\u202e", 80)
    assert all("\x1b" not in span.text + span.role for span in line)
    assert "\x07" not in "".join(span.role for span in line)


async def test_a_link_is_underlined_and_opens_its_address(
    live: Live, settle: Callable[..., Any], until: Callable[..., Any]
) -> None:
    app = live.app("board")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ((_, role),) = with_role(LineBuilder(UNICODE).text(LONG, 200), "bold")[0]
        style = RoleStyles(app.screen).style(role)
        assert (style.link, style.underline, style.bold) == (LONG, True, True)
        app.push_screen(Reader("Words", f"Dear Mrs Ito,\n\nRead {LONG} today"))
        await until(pilot, lambda: isinstance(app.screen, Reader) and app.screen.focused)
        lines = app.screen.query_one(TextLines)
        segments = [each for y in range(lines.size.height) for each in lines.render_line(y)]
        linked = [each for each in segments if each.style and each.style.link]
        assert "".join(each.text.strip() for each in linked) == LONG
        assert {each.style.link for each in linked if each.style} == {LONG}
