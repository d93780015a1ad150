"""`{% highlight LANGUAGE [linenos] [mark_lines="1 2"] %}...{% endhighlight %}`.

Source: Jekyll 4.4.1, lib/jekyll/tags/highlight.rb.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from jekpy.errors import LiquidRenderError, LiquidSyntaxError
from jekpy.liquid.lexer import SPACE
from jekpy.rendering.reads import OWN
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.liquid import RenderContext
    from jekpy.rendering.registers import Registers

__all__ = ["Highlight"]

_SYNTAX = re.compile(
    r"""^([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*)$""", re.ASCII | re.MULTILINE
)
_OPTION = re.compile(r"""(?:\w="[^"]*"|\w=\w|\w)+""", re.ASCII)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A block of code."""

    language: str
    line_numbers: bool
    marked_lines: tuple[int, ...]
    bad_marks: bool
    """Whether `mark_lines` was given otherwise than as a quoted list, which fails when it is needed."""

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag; raises LiquidSyntaxError without a language or for options that are none."""
        match = _SYNTAX.search(markup)
        if match is None:
            raise LiquidSyntaxError(
                f"Syntax Error in tag 'highlight' while parsing the following markup:\n\n{markup}\n\n"
                'Valid syntax: highlight <lang> [linenos] [mark_lines="3 4 5"]',
                fix="name the language first: {% highlight ruby %}",
            )
        options = dict(_option(text) for text in _OPTION.findall(match[2]))
        marks = options.get("mark_lines")
        is_list = marks is not None and '"' in marks
        numbers = tuple(int(number) for number in marks.replace('"', "").split()) if marks and is_list else ()
        return cls(match[1].lower(), "linenos" in options, numbers, marks is not None and not is_list)

    def render(self, context: RenderContext, body: str) -> str:
        """Return the code as HTML. Raises LiquidRenderError for lines to mark that are no list."""
        registers: Registers = context.registers[REGISTER]
        registers.memo.reads.note(*OWN)
        around = "\n" if registers.in_markdown else ""
        return f"{around}{self._figure(body.strip(_LINE_ENDS), registers)}{around}"

    def _figure(self, code: str, registers: Registers) -> str:
        highlighter = registers.site.config.values.get("highlighter")
        if highlighter not in ("rouge", "pygments"):
            return _plain_figure(code, self.language)
        if self.bad_marks:
            raise LiquidRenderError(
                "Syntax Error for mark_lines declaration. Expected a double-quoted list of integers.",
                fix='write mark_lines="1 2"',
            )
        from jekpy.kramdown.highlight import highlight_figure

        marked: Sequence[int] = self.marked_lines
        return highlight_figure(code, self.language, line_numbers=self.line_numbers, marked_lines=marked)


_LINE_ENDS = "\r\n"


def _option(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


def _plain_figure(code: str, language: str) -> str:
    shown = html.escape(code).replace("&#x27;", "&#39;").strip(SPACE)
    css_class = language.replace("+", "-")
    return (
        f'<figure class="highlight"><pre><code class="language-{css_class}" data-lang="{language}">'
        f"{shown}</code></pre></figure>"
    )
