"""Front matter: the YAML between two `---` lines at the top of a file.

Source: Jekyll 4.4.1, lib/jekyll/document.rb (YAML_FRONT_MATTER_REGEXP), utils.rb (has_yaml_header?).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from frontmatter.default_handlers import BaseHandler

from jekpy.frontmatter.yaml import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FrontMatterHandler", "Split", "has_front_matter", "parse_front_matter", "split_front_matter"]

_HEADER: Final = re.compile(rb"---[ \t\r\f\v]*\r?\n")
_OPEN: Final = re.compile(r"---\s*\n", re.ASCII)
_CLOSE: Final = re.compile(r"^(?:---|\.\.\.)\s*$\n?", re.ASCII | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """A file cut in two: `header` is the YAML text (None without front matter), `body` what follows.

    `header_line` and `body_line` are the lines of the file, from 1, where they start.
    """

    header: str | None
    body: str
    header_line: int = 1
    body_line: int = 1


def has_front_matter(start: bytes) -> bool:
    """Tell whether a file that starts with these bytes has front matter: its first line is `---`."""
    return _HEADER.match(start) is not None


def split_front_matter(text: str) -> Split:
    """Cut `text` after its front matter; blank lines that follow it go with it, as in Jekyll.

    Without a closing line there is no front matter, and the whole text is the body.
    """
    opened = _OPEN.match(text)
    closed = _CLOSE.search(text, opened.end()) if opened else None
    if opened is not None and closed is None:  # blank lines above it belong to neither: look from the first
        closed = _CLOSE.search(text, text.index("\n") + 1)
    if opened is None or closed is None:
        return Split(None, text)
    header = text[opened.end() : closed.start()] if closed.start() >= opened.end() else ""
    return Split(
        header,
        text[closed.end() :],
        text.count("\n", 0, opened.end()) + 1,
        text.count("\n", 0, closed.end()) + 1,
    )


def parse_front_matter(text: str, path: str) -> tuple[object, Split]:
    """Return the front matter's value (`{}` when there is none) and how the text was cut.

    Raises FrontMatterError, placed in `path`, for a header that is not YAML.
    """
    split = split_front_matter(text)
    if not split.header:
        return {}, split
    # The opening line is part of the YAML, as in Jekyll: it ends what a directive (`%YAML 1.1`) would begin.
    value = load_yaml(f"---\n{split.header}", path, first_line=split.header_line - 1)
    return ({} if value is None or value is False else value), split


class FrontMatterHandler(BaseHandler):
    """python-frontmatter's view of the same rules, for programs that read Jekyll files with that library."""

    FM_BOUNDARY = _CLOSE
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Tell whether `text` has front matter."""
        return split_front_matter(text).header is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return the YAML text and the body; raises ValueError without front matter."""
        split = split_front_matter(text)
        if split.header is None:
            raise ValueError("no front matter")
        return split.header, split.body

    def load(self, fm: str) -> dict[str, Any]:
        """Return the front matter's data, with keys that are all text."""
        value = load_yaml(fm)
        return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}

    def export(self, metadata: Mapping[str, object], **kwargs: Any) -> str:
        """Return `metadata` as YAML text."""
        import yaml

        options = {"sort_keys": False, "allow_unicode": True, **kwargs}
        return str(yaml.safe_dump(dict(metadata), **options)).rstrip("\n")
