"""Front matter: the YAML between two `---` lines at the top of a file.

Source: Jekyll 4.4.1, lib/jekyll/document.rb (YAML_FRONT_MATTER_REGEXP), utils.rb (has_yaml_header?).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jekpy.frontmatter.yaml import load_yaml

__all__ = ["CLOSE", "Split", "has_front_matter", "parse_front_matter", "split_front_matter"]

_HEADER: Final = re.compile(rb"---[ \t\r\f\v]*\r?\n")
_OPEN: Final = re.compile(r"---\s*\n", re.ASCII)
CLOSE: Final = re.compile(r"^(?:---|\.\.\.)\s*$\n?", re.ASCII | re.MULTILINE)


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
    closed = CLOSE.search(text, opened.end()) if opened else None
    if opened is not None and closed is None:  # blank lines above it belong to neither: look from the first
        closed = CLOSE.search(text, text.index("\n") + 1)
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
