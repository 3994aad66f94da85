"""A link by ``care pick`` and ``care edit``, and in files that go out and come in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.care_tui.conftest import Care

ADDRESS = "https://example.org/issues/12"


def _link(care: Care) -> str | None:
    (each,) = care.json("status")["improvements"]
    link = each["link"]
    assert link is None or isinstance(link, str)
    return link


def test_a_link_is_picked_and_edited(care: Care) -> None:
    care("pick", "connect", "Greet by name", "--link", ADDRESS)
    assert _link(care) == ADDRESS
    care("edit", "connect", "--text", "Greet by first name")
    assert _link(care) == ADDRESS
    care("edit", "connect", "--link", f"{ADDRESS}3")
    assert _link(care) == f"{ADDRESS}3"
    care("edit", "connect", "--link", "")
    assert _link(care) is None


def test_what_is_not_a_web_address_is_wrong_usage(care: Care) -> None:
    said = care.misused("pick", "connect", "Greet", "--link", "javascript:alert(1)")
    assert "https://example.org/issues/12" in said
    care("pick", "connect", "Greet")
    assert "name or password" in care.misused("edit", "connect", "--link", "https://a:b@c.example")


def test_a_touchpoint_has_no_link(care: Care) -> None:
    id = care("add", "connect", "First call").strip()
    assert "does not have --link" in care.misused("edit", id, "--link", ADDRESS)


def test_it_goes_out_and_comes_back_in(care: Care, tmp_path: Path) -> None:
    care("pick", "connect", "Greet by name", "--link", ADDRESS)
    first = care("export")
    assert f'link = "{ADDRESS}"' in first
    file = tmp_path / "out.toml"
    file.write_text(first)
    care.workspace = tmp_path / "other.db"
    care("import", "workspace", str(file))
    assert care("export") == first


def test_a_file_with_another_kind_of_link_is_refused(care: Care, tmp_path: Path) -> None:
    care("pick", "connect", "Greet by name", "--link", ADDRESS)
    file = tmp_path / "out.toml"
    file.write_text(care("export").replace(ADDRESS, "javascript:alert(1)"))
    care.workspace = tmp_path / "other.db"
    assert "“link”" in care.run("import", "workspace", str(file)).err


def test_it_is_copied_to_another_workspace(care: Care, tmp_path: Path) -> None:
    care("pick", "connect", "Greet by name", "--link", ADDRESS)
    care("copy", "--to", str(tmp_path / "copy.db"))
    care.workspace = tmp_path / "copy.db"
    assert _link(care) == ADDRESS
