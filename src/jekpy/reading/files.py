"""Single files read from the disk: their text, their front matter, what to say when they are damaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jekpy.errors import FrontMatterError, JekpyError, Location
from jekpy.frontmatter import has_front_matter, parse_front_matter, split_front_matter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["TemplateFile", "decode", "read_template", "starts_with_front_matter"]

_HEADER_BYTES = 256


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A file with front matter, cut and typed. `error` says what was wrong with its front matter."""

    front_matter: Mapping[str, object]
    body: str
    body_line: int
    error: FrontMatterError | None = None


def starts_with_front_matter(path: Path) -> bool:
    """Tell whether the file begins with a line of `---`."""
    with path.open("rb") as file:
        start = file.read(_HEADER_BYTES)
        if start.startswith(b"---") and b"\n" not in start:
            start += file.readline()
    return has_front_matter(start)


def decode(raw: bytes, encoding: str) -> str:
    """Return the text of a file; bytes that are not valid in its encoding are kept as surrogates."""
    if encoding.lower().startswith("utf-8") or encoding.lower() == "utf8":
        return raw.decode("utf-8-sig", "surrogateescape")
    return raw.decode(encoding, "surrogateescape")


def read_template(path: Path, shown_path: str, encoding: str) -> TemplateFile:
    """Read a file with front matter.

    Front matter that is not YAML is no reason to stop: it counts as empty, and `error` tells of it.
    `shown_path` is how messages name the file. Raises FrontMatterError for front matter that is no mapping.
    """
    raw = path.read_bytes()
    try:
        text = decode(raw, encoding)
    except LookupError as error:
        raise JekpyError(f"there is no encoding named {encoding!r}", Location(shown_path)) from error
    try:
        value, split = parse_front_matter(text, shown_path)
    except FrontMatterError as error:
        cut = split_front_matter(text)
        return TemplateFile({}, cut.body, cut.body_line, error)
    if not isinstance(value, dict):
        raise FrontMatterError(
            f"the front matter must be a mapping of keys to values, but it is {type(value).__name__}",
            Location(shown_path, split.header_line),
            fix="write `key: value` lines between the two `---` lines",
        )
    return TemplateFile(value, split.body, split.body_line)
