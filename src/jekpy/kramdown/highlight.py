"""Highlighted code: Pygments finds the tokens, Rouge's markup and class names carry them.

Source of the markup: kramdown 2.5.2, converter/syntax_highlighter/rouge.rb; Rouge 4.7.0, formatters/html*.rb;
Jekyll 4.4.1, tags/highlight.rb.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from .escaping import escape_all
from .languages import rouge_tag

if TYPE_CHECKING:
    from .options import Options

__all__ = ["Highlighting", "highlight", "highlight_figure", "highlight_tokens", "highlighting"]

_PLAIN: Final = "plaintext"
_CACHED_TEXTS: Final = 2048


@dataclass(frozen=True, slots=True)
class Highlighting:
    """How code is highlighted: the keys of `syntax_highlighter_opts` that matter for HTML."""

    default_lang: str | None = None
    guess_lang: bool = False
    disable: bool = False
    wrap: bool = True
    css_class: str = "highlight"
    line_numbers: bool = False
    start_line: int = 1
    line_format: str = "%i"
    table_class: str = "rouge-table"
    gutter_class: str = "rouge-gutter"
    code_class: str = "rouge-code"


_KEYS: Final = frozenset(field.name for field in fields(Highlighting))


def highlighting(options: Options, kind: str) -> Highlighting | None:
    """Return how `options` want code of a `kind` ("block" or "span") highlighted; None for not at all.

    Keys under the kind's own name override the general ones. Any other formatter than Rouge's usual one,
    which kramdown would look up among Rouge's classes, is taken as the bare one: tokens without a wrapper.
    """
    if options.syntax_highlighter != "rouge":
        return None
    given = dict(options.syntax_highlighter_opts)
    own = given.get(kind)
    if isinstance(own, Mapping):
        given |= {str(key).removeprefix(":"): value for key, value in own.items()}
    if kind == "span":
        given["wrap"] = False
    if str(given.get("formatter", "HTMLLegacy")) != "HTMLLegacy":
        given |= {"wrap": False, "line_numbers": False}
    chosen: dict[str, Any] = {
        key: value for key, value in given.items() if key in _KEYS and value is not None
    }
    settings = Highlighting(**chosen)
    return None if settings.disable else settings


def highlight(code: str, language: str | None, settings: Highlighting) -> str | None:
    """Return `code` highlighted, or None where its language is unknown or plain code is wanted.

    Without a language the default one counts; without either, kramdown guesses when it may, and a guess
    from the text alone is plain text.
    """
    name = language or settings.default_lang
    if name is None:
        if not settings.guess_lang:
            return None
        name = _PLAIN
    base = name.split("?", 1)[0]
    if base == "guess":
        base = _PLAIN
    if rouge_tag(base) is None or (base in {_PLAIN, "text"} and not settings.guess_lang):
        return None
    html = highlight_tokens(base, code)
    if settings.line_numbers:
        html = _with_line_numbers(html, code, settings)
    if settings.wrap:
        html = f'<div class="highlight"><pre class="{settings.css_class}"><code>{html}</code></pre></div>'
    return html


def highlight_figure(
    code: str, language: str, *, line_numbers: bool = False, marked_lines: Sequence[int] = ()
) -> str:
    """Return the `<figure>` that Jekyll's `highlight` tag writes.

    `language` is in lower case already; an unknown one is plain text. Line terminators around `code` go.
    Source: Jekyll 4.4.1, tags/highlight.rb.
    """
    code = code.strip("\r\n")
    html = highlight_tokens(language.split("?", 1)[0], code)
    if marked_lines:
        marked = frozenset(marked_lines)
        lines = html.removesuffix("\n").split("\n")
        html = "".join(
            f'<span class="hll">{line}\n</span>' if number in marked else f"{line}\n"
            for number, line in enumerate(_balanced(lines), 1)
        )
    if line_numbers:
        settings = Highlighting(gutter_class="gutter", code_class="code")
        html = _with_line_numbers(html, code, settings)
    css_name = language.replace("+", "-")
    return (
        f'<figure class="highlight"><pre><code class="language-{css_name}" data-lang="{language}">'
        f"{html.removesuffix(_NEWLINE)}</code></pre></figure>"
    )


_NEWLINE: Final = "\n"


@lru_cache(maxsize=_CACHED_TEXTS)
def highlight_tokens(language: str, code: str) -> str:
    """Return `code` escaped, with its tokens in `<span>`s; a language without a lexer has none."""
    from .highlighting.catalogue import lexer

    tokens = lexer(language)
    if tokens is None:
        return escape_all(code)
    return "".join(
        [
            f'<span class="{name}">{escape_all(text)}</span>' if name else escape_all(text)
            for name, text in tokens(code)
        ]
    )


def _with_line_numbers(html: str, code: str, settings: Highlighting) -> str:
    """Return `html` in a table whose first column numbers the lines of `code`."""
    count = code.count("\n") + (not code.endswith("\n"))
    first = settings.start_line
    numbers = "".join(f"{settings.line_format % number}\n" for number in range(first, first + count))
    if not html.endswith("\n") and not code.endswith("\n"):
        html += "\n"
    return (
        f'<table class="{settings.table_class}"><tbody><tr><td class="{settings.gutter_class} gl">'
        f'<pre class="lineno">{numbers}</pre></td><td class="{settings.code_class}"><pre>{html}</pre></td>'
        f"</tr></tbody></table>"
    )


def _balanced(lines: Sequence[str]) -> list[str]:
    """Return lines of highlighted code, with each `<span>` closed at a line's end and opened in the next."""
    balanced = []
    opened = ""
    for line in lines:
        whole = opened + line
        start = whole.rfind("<span")
        is_open = start > whole.rfind("</span>")
        opened = whole[start : whole.index(">", start) + 1] if is_open else ""
        balanced.append(f"{whole}</span>" if is_open else whole)
    return balanced
