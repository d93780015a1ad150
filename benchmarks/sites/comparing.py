"""Two built sites, file by file: the same bytes, the same document, or not.

Two files of markup are the same document when they have the same elements, attributes and text: white space
between elements, the order of attributes, the spelling of characters and the `<span>`s of highlighted code
make no difference. The name and version of the program that built the site never do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PAGES", "Comparison", "compare", "same_document"]

PAGES: Final = frozenset((".html", ".htm", ".xhtml", ".xml"))
"""The extensions of files that count as pages."""

Verdict = Literal["same", "document", "differs", "missing", "extra"]

_NAMES_OF_PROGRAMS: Final = (
    re.compile(rb"(?<=<meta name=\"generator\" content=\")[^\"]*"),
    re.compile(rb"<generator\b[^>]*>[^<]*</generator>"),
    re.compile(rb"<!-- (?:Begin|End) [\w ]*SEO tag[^>]*-->"),
)
_KEEPS_BLANKS: Final = frozenset(("pre", "script", "style", "textarea"))
_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of each file, by its path."""

    verdicts: Mapping[str, Verdict]

    def pages(self, *verdicts: Verdict) -> list[str]:
        """Return the paths of the pages of which one of these is true, in order."""
        return [
            path
            for path, verdict in self.verdicts.items()
            if verdict in verdicts and Path(path).suffix.lower() in PAGES
        ]

    def files(self, verdict: Verdict) -> list[str]:
        """Return the paths of all files of which this is true, in order."""
        return [path for path, found in self.verdicts.items() if found == verdict]


def compare(expected: Path, found: Path) -> Comparison:
    """Compare the site in the folder `found` with the one in `expected`."""
    wanted, there = _files(expected), _files(found)
    verdicts: dict[str, Verdict] = {}
    for path, file in wanted.items():
        other = there.get(path)
        verdicts[path] = "missing" if other is None else _verdict(file, other)
    verdicts.update((path, "extra") for path in there if path not in wanted)
    return Comparison(dict(sorted(verdicts.items())))


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def _verdict(expected: Path, found: Path) -> Verdict:
    wanted, there = (_anonymous(path.read_bytes()) for path in (expected, found))
    if wanted == there:
        return "same"
    is_page = expected.suffix.lower() in PAGES
    return "document" if is_page and same_document(_text(wanted), _text(there)) else "differs"


def _anonymous(content: bytes) -> bytes:
    for pattern in _NAMES_OF_PROGRAMS:
        content = pattern.sub(b"", content)
    return content


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def same_document(left: str, right: str) -> bool:
    """Tell whether two texts of markup say the same."""
    return _parts(left) == _parts(right)


def _parts(markup: str) -> list[str]:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.parts()


class _Reader(HTMLParser):
    """Takes a document apart into its tags and the texts between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._text: list[str] = []
        self._open: list[str] = []

    def parts(self) -> list[str]:
        """Return the tags and texts read so far."""
        self._end_text()
        return self._parts

    def _end_text(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if not any(name in _KEEPS_BLANKS for name in self._open):
            text = " ".join(text.split())
        if text.strip():
            self._parts.append(text)

    def _is_colour(self, tag: str) -> bool:
        return tag == "span" and "code" in self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_colour(tag):
            return
        self._end_text()
        shown = sorted(f'{name}="{" ".join((value or "").split())}"' for name, value in attrs)
        self._parts.append(f"<{' '.join([tag, *shown])}>")
        if tag in _KEEPS_BLANKS or tag == "code":
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._is_colour(tag):
            return
        self._end_text()
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag not in _VOID:
            self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        self._end_text()
        self._parts.append(f"<!--{' '.join(data.split())}-->")

    def handle_decl(self, decl: str) -> None:
        self._end_text()
        self._parts.append(f"<!{decl.lower()}>")

    def unknown_decl(self, data: str) -> None:
        self._end_text()
        self._parts += ["<![CDATA[", *_parts(data.removeprefix("CDATA[")), "]]>"]

    def handle_pi(self, data: str) -> None:
        self._end_text()
        self._parts.append(f"<?{data}>")
