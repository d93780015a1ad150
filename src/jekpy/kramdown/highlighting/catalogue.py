"""The languages that have a lexer here, by Rouge's names.

A new language is one module in `languages/`, named as Rouge names it (`-` becomes `_`), with a function
`lexer()`: the catalogue finds it by its name.
"""

from __future__ import annotations

import re
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from ..languages import rouge_tag
from .machine import Machine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .machine import Lexer, States, Token

__all__ = ["lexer", "plain_tokens"]

_TABLES: Final[Mapping[str, str]] = {
    "batchfile": "settings.BATCH",
    "coq": "coq.COQ",
    "csharp": "compiled.CSHARP",
    "diff": "transcripts.DIFF",
    "docker": "settings.DOCKER",
    "elixir": "elixir.ELIXIR",
    "erlang": "erlang.ERLANG",
    "go": "compiled.GO",
    "html": "markup.HTML",
    "ini": "settings.INI",
    "java": "compiled.JAVA",
    "javascript": "script.JAVASCRIPT",
    "json": "data.JSON",
    "json-doc": "data.JSON_WITH_COMMENTS",
    "liquid": "markup.LIQUID",
    "markdown": "markup.MARKDOWN",
    "properties": "settings.PROPERTIES",
    "python": "python.PYTHON",
    "ruby": "ruby.RUBY",
    "rust": "compiled.RUST",
    "scala": "scala.SCALA",
    "shell": "shell.SHELL",
    "sql": "sql.SQL",
    "toml": "settings.TOML",
    "typescript": "script.TYPESCRIPT",
}
"""Where the tables of a language stand: a module that is imported when a text is in that language."""

_ASCII_TABLES: Final[Mapping[str, str]] = {
    "apache": "servers.APACHE",
    "c": "c_family.C",
    "cpp": "c_family.CPP",
    "css": "styles.CSS",
    "graphql": "schemas.GRAPHQL",
    "hcl": "schemas.HCL",
    "kotlin": "mobile.KOTLIN",
    "lua": "scripting.LUA",
    "make": "make.MAKE",
    "nginx": "servers.NGINX",
    "php": "php.PHP",
    "protobuf": "schemas.PROTOBUF",
    "r": "scripting.R",
    "sass": "styles.SASS",
    "scss": "styles.SCSS",
    "swift": "mobile.SWIFT",
    "terraform": "schemas.TERRAFORM",
    "viml": "vim.VIML",
    "xml": "markup.XML",
}
"""Those whose words, digits and blanks are of ASCII alone, as Ruby's patterns take them."""


@cache
def lexer(language: str) -> Lexer | None:
    """Return the lexer of what Rouge calls `language`, None for a name that it or Pygments does not know."""
    tag = rouge_tag(language) or ""
    if tag in _TABLES:
        return Machine(_states(_TABLES[tag]), lexer)
    if tag in _ASCII_TABLES:
        return Machine(_states(_ASCII_TABLES[tag]), lexer, re.ASCII)
    if tag == "plaintext":
        return plain_tokens
    if tag == "yaml":
        from . import yaml

        return yaml.tokens
    if tag in ("console", "irb", "irb_output", "http"):
        return _transcript_lexer(tag)
    if tag and find_spec(module := f"{__package__}.languages.{tag.replace('-', '_')}"):
        made: Lexer = import_module(module).lexer()
        return made
    from . import pygments_tokens

    return pygments_tokens.lexer(language)


def _states(place: str) -> States:
    module, _, name = place.partition(".")
    states: States = getattr(import_module(f".{module}", __package__), name)
    return states


def _transcript_lexer(tag: str) -> Lexer:
    from . import ruby, shell, transcripts

    if tag == "console":
        return partial(transcripts.console, shell=Machine(shell.SHELL))
    if tag == "irb":
        return partial(transcripts.irb, ruby=Machine(ruby.RUBY, lexer), value=Machine(ruby.RUBY_VALUE, lexer))
    if tag == "irb_output":
        return Machine(ruby.RUBY_VALUE, lexer)
    return partial(transcripts.http, language=lexer)


def plain_tokens(code: str) -> list[Token]:
    """Return `code` as one piece."""
    return [("", code)] if code else []
