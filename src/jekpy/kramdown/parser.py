"""The configured `MarkdownIt`, and conversion with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from jekpy.errors import ConversionError

from .block import BlockParser
from .document import ENV_KEY, Document, KramdownWarning, LinkDefinition
from .options import Options
from .renderer import Renderer
from .rules.block.link_definition import normalize_link_id
from .rules.table import BLOCK_RULES, CORE_RULES, SPAN_RULES
from .span import SpanParser

if TYPE_CHECKING:
    from collections.abc import MutableMapping

__all__ = ["Kramdown", "Result", "convert", "parser", "to_html"]


@dataclass(frozen=True, slots=True)
class Result:
    """The HTML of a text, and what kramdown warned about."""

    html: str
    warnings: tuple[KramdownWarning, ...] = ()


class Kramdown(MarkdownIt):
    """A `MarkdownIt` whose grammar and whose HTML are kramdown's.

    `core`, `block` and `inline` have their rules in markdown-it's `Ruler`s, so rules can be added, replaced
    and disabled; `add_render_rule` works as ever. Options stand in `chosen`.
    """

    def __init__(self, options: Options | None = None) -> None:
        super().__init__("zero")
        self.chosen = options if options is not None else Options()
        self.renderer = Renderer(self)
        self.block = BlockParser([rule for _, rule, starts in BLOCK_RULES if not starts])  # type: ignore[assignment]
        self.inline = SpanParser()  # type: ignore[assignment]
        self.core.ruler.__rules__.clear()
        for name, core_rule in CORE_RULES:
            self.core.ruler.push(name, core_rule)
        for name, block_rule, starts in BLOCK_RULES:
            self.block.ruler.push(name, block_rule, {"alt": list(starts)})  # type: ignore[arg-type]
        for name, span_rule, starts in SPAN_RULES:
            self.inline.ruler.push(name, span_rule, {"alt": list(starts)})  # type: ignore[arg-type]
        if self.chosen.input == "GFM":
            self._disable_for_gfm()
        else:
            self.inline.ruler.disable("strikethrough")

    def _disable_for_gfm(self) -> None:
        if self.chosen.hard_wrap:
            self.inline.ruler.disable("line_break")
        if "no_auto_typographic" in self.chosen.gfm_quirks:
            self.inline.ruler.disable("symbol")

    def parse(self, src: str, env: MutableMapping[str, Any] | None = None) -> list[Token]:
        """Return the tokens of `src`: blocks, with what they hold in `children`.

        What the conversion gathers goes into `env` under "kramdown", for the renderer.
        """
        document = self._document(src, env)
        state = StateCore(src, self, document)
        self.core.process(state)
        return state.tokens

    def parseInline(self, src: str, env: MutableMapping[str, Any] | None = None) -> list[Token]:  # noqa: N802
        """Return one token that holds the spans of `src`, which is taken as running text."""
        spans: SpanParser = self.inline  # type: ignore[assignment]
        children = spans.parse_run(src, self, self._document(src, env), 1)
        return [Token("inline", "", 0, children=children, content=src, block=True)]

    def _document(self, src: str, env: MutableMapping[str, Any] | None) -> Document:
        """Return the environment of a conversion, which knows the options' link definitions."""
        document = env if isinstance(env, Document) else Document(self.chosen, env)
        if env is not None and env is not document:
            env[ENV_KEY] = document
        for name, (url, title) in self.chosen.link_defs.items():
            document.link_definitions[normalize_link_id(name)] = LinkDefinition(url, title)
        document.prepare(src)
        return document

    def convert(self, text: str) -> Result:
        """Return the HTML of `text` with its warnings. Raises `ConversionError` for text nested too deep."""
        document = Document(self.chosen)
        try:
            html = self.renderer.render(self.parse(text, document), self.options, document)
        except RecursionError as error:
            raise ConversionError(
                "the text is nested too deep for the Python stack that is left",
                fix="take away some of the nested lists, quotes or HTML elements",
            ) from error
        return Result(html, tuple(document.warnings))


def parser(options: Options | None = None) -> Kramdown:
    """Return a new parser with `options` (kramdown's defaults), to add rules to or to use for many texts."""
    return Kramdown(options)


def convert(text: str, options: Options | None = None) -> Result:
    """Return the HTML of `text` and its warnings. Raises `ConversionError` for text nested too deep."""
    return _parser(options if options is not None else Options()).convert(text)


@lru_cache(maxsize=8)
def _parser(options: Options) -> Kramdown:
    """Return a parser that nobody else sees, so that conversions with the same options share it."""
    return Kramdown(options)


def to_html(text: str, *, parser: str = "GFM", **options: Any) -> str:
    """Return the HTML of `text`. Options have kramdown's names; those it does not know are left out.

    `parser` is "GFM" or "kramdown". Raises `ConfigError` for a value that an option cannot have, and
    `ConversionError` for text nested too deep.
    """
    return convert(text, Options.from_mapping({**options, "input": parser})).html
