"""The built-in theme's menu in rebuilds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jekpy

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_s_new_title_reaches_the_menu_of_every_page(tmp_path: Path) -> None:
    source, destination = tmp_path / "site", tmp_path / "out"
    source.mkdir()
    (source / "_config.yml").write_text("theme: jekpy\n")
    for name in ("index", "one", "two"):
        (source / f"{name}.md").write_text(f"---\ntitle: Title of {name}\nlayout: default\n---\nText.\n")
    jekpy.build(source, destination)
    page = source / "one.md"
    page.write_text(page.read_text().replace("Title of one", "Quilts"))
    jekpy.build(source, destination)
    for name in ("index", "one", "two"):
        html = (destination / f"{name}.html").read_text()
        assert "Quilts" in html, name
        assert "Title of one" not in html, name
