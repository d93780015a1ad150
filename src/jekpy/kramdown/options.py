"""kramdown's options: one frozen value, read from a mapping such as a site's `kramdown:` configuration.

Names, defaults and coercion. Source: kramdown 2.5.2, options.rb; kramdown-parser-gfm 1.1.0,
parser/gfm/options.rb.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, Literal, Self

import yaml

from jekpy.errors import ConfigError, Diagnostic, nearest

__all__ = ["Options", "coerce_option"]

Dialect = Literal["GFM", "kramdown"]

_IGNORED: Final = frozenset(
    {
        "coderay",
        "guess_lang",
        "latex_headers",
        "line_width",
        "list_indent",
        "math_engine_opts",
        "remove_block_html_tags",
        "remove_span_html_tags",
        "show_warnings",
        "template",
    }
)
"""Options of kramdown's other converters, and those that only Jekyll reads: without effect here."""

_ENTITY_OUTPUTS: Final = ("as_char", "as_input", "numeric", "symbolic")
_SMART_QUOTES: Final = ("lsquo", "rsquo", "ldquo", "rdquo")


@dataclass(frozen=True, slots=True)
class Options:
    """What kramdown lets its users choose; the field names are kramdown's own.

    `input` is the parser: "GFM" (what Jekyll uses) or "kramdown".
    Source: kramdown 2.5.2, options.rb.
    """

    input: Dialect = "GFM"
    auto_ids: bool = True
    auto_id_stripping: bool = False
    auto_id_prefix: str = ""
    transliterated_header_ids: bool = False
    header_links: bool = False
    header_offset: int = 0
    toc_levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    parse_block_html: bool = False
    parse_span_html: bool = True
    html_to_native: bool = False
    link_defs: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    footnote_nr: int = 1
    footnote_backlink: str = "&#8617;"
    footnote_backlink_inline: bool = False
    footnote_prefix: str = ""
    footnote_link_text: str = "%s"
    entity_output: str = "as_char"
    smart_quotes: tuple[str | int, ...] = _SMART_QUOTES
    typographic_symbols: Mapping[str, str] = field(default_factory=dict)
    syntax_highlighter: str | None = "rouge"
    syntax_highlighter_opts: Mapping[str, Any] = field(default_factory=dict)
    math_engine: str | None = "mathjax"
    hard_wrap: bool = True
    gfm_quirks: tuple[str, ...] = ("paragraph_end",)
    remove_line_breaks_for_cjk: bool = False
    forbidden_inline_options: tuple[str, ...] = ("template",)

    def __hash__(self) -> int:
        return hash(tuple(_hashable(getattr(self, option.name)) for option in fields(self)))

    @classmethod
    def from_mapping(
        cls,
        mapping: Mapping[str, Any],
        report: Callable[[Diagnostic], None] | None = None,
        *,
        base: Self | None = None,
    ) -> Self:
        """Return `base` (kramdown's defaults) with the options that `mapping` names.

        Values are coerced as kramdown coerces them. Keys it does not know are handed to `report` as
        warnings, with the nearest known name, and left out. Raises `ConfigError` for a value that cannot
        be used.
        """
        values: dict[str, Any] = {}
        for key, value in mapping.items():
            if key in _COERCIONS:
                values[key] = coerce_option(key, value)
            elif key not in _IGNORED and report is not None:
                near = nearest(str(key), _COERCIONS)
                fix = f"did you mean {near!r}?" if near else "remove it"
                report(
                    Diagnostic("config-unknown-key", f"kramdown has no option {key!r}", None, fix, "warning")
                )
        return replace(base if base is not None else cls(), **values)

    @classmethod
    def jekyll(
        cls,
        mapping: Mapping[str, Any] | None = None,
        report: Callable[[Diagnostic], None] | None = None,
    ) -> Self:
        """Return the options of a Jekyll site whose configuration has `mapping` under `kramdown`.

        Source: Jekyll 4.4.1, configuration.rb (DEFAULTS), converters/markdown/kramdown_parser.rb.
        """
        given = dict(mapping or {})
        highlighting = {"default_lang": "plaintext", "guess_lang": given.pop("guess_lang", True)}
        highlighting |= coerce_option(
            "syntax_highlighter_opts", given.pop("syntax_highlighter_opts", None) or {}
        )
        base = cls(hard_wrap=False, syntax_highlighter_opts=highlighting)
        return cls.from_mapping(given, report, base=base)


def _hashable(value: Any) -> Any:
    """Return `value` with tuples in place of what cannot be hashed."""
    if isinstance(value, Mapping):
        return frozenset((key, _hashable(item)) for key, item in value.items())
    return tuple(_hashable(item) for item in value) if isinstance(value, (list, tuple)) else value


def coerce_option(name: str, value: Any) -> Any:
    """Return `value` as option `name` holds it; raise `ConfigError` when kramdown would refuse it.

    Source: kramdown 2.5.2, options.rb, `parse` and the validators.
    """
    try:
        return _COERCIONS[name](value)
    except (TypeError, ValueError) as error:
        raise ConfigError(
            Diagnostic(
                "kramdown-option",
                f"the kramdown option {name!r} cannot be {value!r}",
                fix=str(error) if isinstance(error, _RefusalError) else "",
            )
        ) from error


class _RefusalError(ValueError):
    """A value that kramdown refuses; its text says what is allowed."""


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = "" if value is None else str(value)
    return text.strip().lower() != "false" and text != ""


def _symbol(value: Any) -> str | None:
    text = "" if value is None else str(value).strip().removeprefix(":")
    return None if text in {"", "nil"} else text


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _dialect(value: Any) -> Dialect:
    name = (_symbol(value) or "kramdown").lower()
    if name == "gfm":
        return "GFM"
    if name in {"kramdown", "markdown"}:
        return "kramdown"
    raise _RefusalError("use 'GFM' or 'kramdown'")


def _entity_output(value: Any) -> str:
    name = _symbol(value)
    if name not in _ENTITY_OUTPUTS:
        raise _RefusalError(f"use one of {', '.join(_ENTITY_OUTPUTS)}")
    return str(name)


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part for part in value.split(",") if part)
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return tuple(str(part) for part in value)
    raise _RefusalError("use a list, or words with commas between them")


def _symbols(value: Any) -> tuple[str, ...]:
    return tuple(name for part in _strings(value) if (name := _symbol(part)))


def _smart_quotes(value: Any) -> tuple[str | int, ...]:
    parts = _strings(value)
    if len(parts) != len(_SMART_QUOTES):
        raise _RefusalError("name four entities, for lsquo,rsquo,ldquo,rdquo")
    return tuple(int(part) if part.strip().isdigit() else part for part in parts)


def _toc_levels(value: Any) -> tuple[int, ...]:
    if isinstance(value, str):
        span = re.fullmatch(r"(\d)\.\.(\d)", value)
        if span:
            levels = list(range(int(span[1]), int(span[2]) + 1))
        elif re.fullmatch(r"\d(?:,\d)*", value):
            levels = [int(part) for part in value.split(",")]
        else:
            raise _RefusalError("write a range such as '2..3', or numbers such as '1,3'")
    elif isinstance(value, Iterable):
        levels = [int(part) for part in value]
    else:
        raise _RefusalError("write a range such as '2..3', or a list of numbers")
    if any(not 1 <= level <= 6 for level in levels):
        raise _RefusalError("levels go from 1 to 6")
    return tuple(dict.fromkeys(levels))


def _mapping(value: Any) -> Mapping[str, Any]:
    if isinstance(value, str):
        try:
            value = yaml.safe_load(value)
        except yaml.YAMLError as error:
            raise _RefusalError("it is not valid YAML") from error
    if not isinstance(value, Mapping):
        raise _RefusalError("use a mapping")
    return {str(key).removeprefix(":"): item for key, item in value.items()}


def _highlighter_options(value: Any) -> Mapping[str, Any]:
    """Read options of the highlighter, in which `block` and `span` may have some of their own."""
    chosen = dict(_mapping(value))
    for key, item in chosen.items():
        if key in {"block", "span"} and isinstance(item, Mapping):
            chosen[key] = _highlighter_options(item)
        elif key == "start_line" and item is not None:
            chosen[key] = int(item)
        elif key == "line_format" and item is not None:
            chosen[key] = _line_format(item)
        elif key == "default_lang" and item is not None:
            chosen[key] = str(item)
    return chosen


def _line_format(value: Any) -> str:
    text = _text(value)
    try:
        text % 1
    except (TypeError, ValueError) as error:
        raise _RefusalError("line_format is a format for one number, such as '%i'") from error
    return text


def _symbol_texts(value: Any) -> Mapping[str, str]:
    return {key: _text(item) for key, item in _mapping(value).items()}


def _link_definitions(value: Any) -> Mapping[str, tuple[str, str | None]]:
    definitions: dict[str, tuple[str, str | None]] = {}
    for key, item in _mapping(value).items():
        if not isinstance(item, (list, tuple)) or not 1 <= len(item) <= 2:
            raise _RefusalError("each link definition is a list of an address and, if wanted, a title")
        title = item[1] if len(item) > 1 else None
        definitions[str(key)] = (str(item[0]), None if title is None else str(title))
    return definitions


def _link_text(value: Any) -> str:
    text = _text(value)
    if "%s" not in text:
        raise _RefusalError("it needs a '%s', for the number")
    return text


_BY_TYPE: Final[Mapping[str, Callable[[Any], Any]]] = {"bool": _boolean, "int": int, "str": _text}
_BY_NAME: Final[Mapping[str, Callable[[Any], Any]]] = {
    "input": _dialect,
    "toc_levels": _toc_levels,
    "link_defs": _link_definitions,
    "footnote_link_text": _link_text,
    "entity_output": _entity_output,
    "smart_quotes": _smart_quotes,
    "typographic_symbols": _symbol_texts,
    "syntax_highlighter": _symbol,
    "syntax_highlighter_opts": _highlighter_options,
    "math_engine": _symbol,
    "gfm_quirks": _symbols,
    "forbidden_inline_options": _symbols,
}
_COERCIONS: Final[Mapping[str, Callable[[Any], Any]]] = {
    option.name: _BY_NAME.get(option.name) or _BY_TYPE[str(option.type)] for option in fields(Options)
}
