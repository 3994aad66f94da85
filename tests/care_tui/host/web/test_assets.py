"""What the page leans on in ``textual-serve``: its files, its frames, how it is started."""

from __future__ import annotations

from care_tui.host.web.assets import HOOKS, PROTOCOL, TERMINAL, load_assets


def test_the_files_are_there_and_speak_the_frames_that_are_read() -> None:
    assets = load_assets()
    script = assets["/terminal.js"].body.decode()
    for words in (*PROTOCOL, *HOOKS):
        assert words in script, words
    assert set(TERMINAL) <= set(assets)
    assert assets["/mono.ttf"].body[:4] == b"\x00\x01\x00\x00"


def test_the_page_asks_no_other_host_for_anything() -> None:
    assets = load_assets()
    for path in ("/", "/page.js", "/page.css", "/terminal.css"):
        text = assets[path].body.decode()
        assert "https://" not in text.replace("https://github.com/chjj/term.js", "")
