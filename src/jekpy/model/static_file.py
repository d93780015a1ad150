"""A static file: one without front matter, copied as it is.

Source: Jekyll 4.4.1, lib/jekyll/static_file.rb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jekpy.model.page import output_file
from jekpy.model.paths import extension
from jekpy.model.urls import simple_url

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

__all__ = ["StaticFile", "make_static_file"]


@dataclass(frozen=True, slots=True, eq=False)
class StaticFile:
    """A file to copy from `source` (absolute) to `output_path` (relative to the destination).

    `relative_path` is as templates see it: with a leading slash outside collections, without one inside.
    """

    source: Path
    relative_path: str
    collection: str | None
    url: str
    output_path: str
    modified: datetime
    defaults: Mapping[str, object]
    written: bool

    @property
    def name(self) -> str:
        """The file's name."""
        return self.relative_path.rsplit("/", 1)[-1]

    @property
    def ext(self) -> str:
        """The extension, with its dot."""
        return extension(self.name)

    @property
    def basename(self) -> str:
        """The name without extension and trailing dots."""
        return _basename(self.name)


def _basename(name: str) -> str:
    ext = extension(name)
    return (name[: -len(ext)] if ext else name).rstrip(".")


def make_static_file(
    source: Path,
    relative_path: str,
    modified: datetime,
    defaults: Mapping[str, object],
    *,
    collection: str | None = None,
    permalink: str = "",
    collection_written: bool = True,
) -> StaticFile:
    """Place a static file; `permalink` is its collection's template, and only used in one."""
    name = relative_path.rsplit("/", 1)[-1]
    ext = extension(name)
    if collection is None:
        folder = relative_path[: -len(name)]
        url = f"{folder}{_basename(name)}{ext}"
    else:
        cleaned = relative_path[: -len(ext)] if ext else relative_path
        url = (
            simple_url(
                permalink,
                {
                    "collection": collection,
                    "path": cleaned.replace(f"_{collection}", "", 1).rstrip("."),
                    "output_ext": "",
                    "name": _basename(name),
                    "title": "",
                },
            ).removesuffix("/")
            + ext
        )
    published = defaults.get("published", True) not in (None, False)
    return StaticFile(
        source=source,
        relative_path=relative_path,
        collection=collection,
        url=url,
        output_path=output_file(url, ext, index=""),
        modified=modified,
        defaults=defaults,
        written=published and collection_written,
    )
