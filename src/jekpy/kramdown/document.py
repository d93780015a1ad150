"""What one conversion gathers while it runs: definitions, warnings, counters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .attributes import AttributeList, apply_attributes
from .entities import entity_by_code, entity_by_name
from .heading_text import kramdown_id
from .highlight import Highlighting, highlighting
from .transliteration import transliterate

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from markdown_it.token import Token

    from .options import Options

__all__ = ["ENV_KEY", "Abbreviation", "Document", "Footnote", "KramdownWarning", "LinkDefinition"]

ENV_KEY: Final = "kramdown"
"""Where the environment that a caller gives to `MarkdownIt.parse` keeps its document."""

_SHOWN_CHARACTERS: Final = 80
_QUOTE_NAMES: Final = ("lsquo", "rsquo", "ldquo", "rdquo")
_MARK: Final = "\ue000kramdown\ue001"
"""Stands in the output for what is known only at its end; made longer when the text has it."""


@dataclass(frozen=True, slots=True)
class KramdownWarning:
    """Something in the text that kramdown could not take as it stands. `line` counts from 1."""

    text: str
    line: int | None

    def __str__(self) -> str:
        return self.text if self.line is None else f"line {self.line}: {self.text}"


@dataclass(slots=True)
class LinkDefinition:
    """`[id]: url "title"`; `attributes` come from the attribute list below it."""

    url: str
    title: str | None
    element: Token | None = None


@dataclass(slots=True)
class Footnote:
    """`[^name]: ...`, with its parsed blocks."""

    name: str
    tokens: list[Token]
    line: int
    used: bool = False


@dataclass(slots=True)
class Abbreviation:
    """`*[id]: title`; the invisible element that stands for the definition carries its attributes."""

    title: str
    element: Token


@dataclass(slots=True)
class FootnoteUse:
    """A footnote that the output refers to: its number, and how often it is referred to again."""

    footnote: Footnote
    number: int
    repeats: int = 0


class Document(dict[str, Any]):
    """The environment of one conversion: markdown-it's `env`, with kramdown's state as attributes.

    It is changed as the text is read and written, and belongs to one conversion only.
    """

    __slots__ = (
        "abbreviations",
        "attribute_lists",
        "block_highlighting",
        "code_opening",
        "depth",
        "footnote_uses",
        "footnotes",
        "footnotes_in_order",
        "footnotes_mark",
        "hard_wrap",
        "heading_counts",
        "headings",
        "indent",
        "joins_characters",
        "link_definitions",
        "options",
        "quote_chars",
        "span_highlighting",
        "term_prefix",
        "toc",
        "toc_headings",
        "toc_mark",
        "warnings",
    )

    def __init__(self, options: Options, env: MutableMapping[str, Any] | None = None) -> None:
        super().__init__(env or {})
        self.options = options
        self.link_definitions: dict[str, LinkDefinition] = {}
        self.footnotes: dict[str, Footnote] = {}
        self.abbreviations: dict[str, Abbreviation] = {}
        self.attribute_lists: dict[str, AttributeList] = {}
        self.warnings: list[KramdownWarning] = []
        self.headings: list[Token] = []
        self.depth = 0
        self.hard_wrap = options.hard_wrap
        self.joins_characters = False
        self.quote_chars: Mapping[str, str] = {}
        self.toc_mark = _MARK

    def prepare(self, src: str) -> None:
        """Get ready for the text `src`.

        Quotes and symbols that come out as single characters are joined to the text around them, unless
        options set in the text may still change what they come out as.
        """
        options = self.options
        while self.toc_mark in src:
            self.toc_mark += _MARK
        chars = [_quote_char(quote) for quote in options.smart_quotes]
        self.joins_characters = (
            options.entity_output == "as_char"
            and not options.typographic_symbols
            and not options.transliterated_header_ids
            and not options.html_to_native
            and "{::options" not in src
            and all(char and not char.isascii() for char in chars)
        )
        self.quote_chars = dict(zip(_QUOTE_NAMES, chars, strict=True))

    def start_output(self) -> None:
        """Begin to write: nothing has been counted yet."""
        self.indent = 0
        self.toc: Token | None = None
        self.toc_headings: list[tuple[int, str, list[Token]]] = []
        self.footnotes_mark = ""
        self.footnote_uses: dict[str, FootnoteUse] = {}
        self.footnotes_in_order: list[tuple[str, FootnoteUse]] = []
        self.heading_counts: dict[str, int] = {}
        self.term_prefix: str | None = None
        self.code_opening: str | None = None
        self.block_highlighting: Highlighting | None = highlighting(self.options, "block")
        self.span_highlighting = highlighting(self.options, "span")
        if self.options.syntax_highlighter not in {None, "rouge"}:
            self.warn(
                f"The configured syntax highlighter {self.options.syntax_highlighter} is not available.", None
            )

    def heading_id(self, text: str) -> str:
        """Return an id for a heading the way kramdown's own parser makes it.

        Source: kramdown 2.5.2, converter/base.rb, generate_id.
        """
        if self.options.transliterated_header_ids:
            text = transliterate(text)
        name = kramdown_id(text) or "section"
        counts = self.heading_counts
        count = counts[name] = counts.get(name, -1) + 1
        return self.options.auto_id_prefix + (f"{name}-{count}" if count else name)

    def warn(self, text: str, line: int | None) -> None:
        """Keep a warning."""
        self.warnings.append(KramdownWarning(text, line))

    def apply(self, token: Token, given: AttributeList) -> None:
        """Put an attribute list on `token`."""
        apply_attributes(token.attrs, given, self.attribute_lists)


def _quote_char(quote: str | int) -> str:
    """Return the character of one of the option's smart quotes, or an empty string."""
    entity = entity_by_code(quote) if isinstance(quote, int) else entity_by_name(quote)
    return "" if entity is None else entity.char


def shown(text: str) -> str:
    """Return `text` short enough for a message."""
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
