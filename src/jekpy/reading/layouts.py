"""Layouts, from the site and from its theme.

Source: Jekyll 4.4.1, lib/jekyll/readers/layout_reader.rb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.model.layout import Layout
from jekpy.model.paths import extension
from jekpy.reading.files import read_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jekpy.errors import Diagnostic
    from jekpy.reading.entries import EntryFilter

__all__ = ["JINJA_SUFFIX", "read_layouts"]

JINJA_SUFFIX = ".jinja"
"""A layout or include whose name ends so is Jinja, and goes by its name without it."""


def read_layouts(
    folder: Path, filter_: EntryFilter | None, encoding: str, warn: Callable[[Diagnostic], None]
) -> dict[str, Layout]:
    """Return the layouts in a folder by name. A theme's are not filtered, and the first of a name counts."""
    layouts: dict[str, Layout] = {}
    for path in _files_below(folder):
        entry = path.relative_to(folder).as_posix()
        if filter_ is not None and not filter_.keeps(entry):
            continue
        layout = _read_layout(path, folder, encoding, warn)
        if filter_ is not None or layout.name not in layouts:
            layouts[layout.name] = layout
    return layouts


def _files_below(folder: Path) -> list[Path]:
    """Return the files with a dot in their name below `folder`, hidden ones left out, in order of path."""
    found = (path for path in folder.rglob("*.*") if path.is_file())
    return sorted(
        path for path in found if not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )


def _read_layout(path: Path, folder: Path, encoding: str, warn: Callable[[Diagnostic], None]) -> Layout:
    entry = path.relative_to(folder).as_posix()
    jinja = entry.endswith(JINJA_SUFFIX)
    plain = entry.removesuffix(JINJA_SUFFIX) if jinja else entry
    ext = extension(plain)
    shown = f"{folder.name}/{entry}"
    file = read_template(path, shown, encoding)
    if file.error is not None:
        warn(file.error.as_warning())
    if file.warning is not None:
        warn(file.warning)
    wants_jinja = jinja or file.front_matter.get("template") == "jinja"
    return Layout(
        name=plain.removesuffix(ext),
        path=shown,
        ext=ext,
        front_matter=file.front_matter,
        body=file.body,
        body_line=file.body_line,
        dialect="jinja" if wants_jinja else "liquid",
    )
