"""jekyll-gist: `{% gist user/id file.js %}`, a gist of GitHub's in a page.

Readers without JavaScript get the source, fetched when the site is built unless `gist.noscript` is false.
Source: jekyll-gist 1.5.0, lib/jekyll-gist/gist_tag.rb.
"""

from __future__ import annotations

import http.client
import re
import urllib.request
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import quote

from jekpy.errors import Diagnostic, LiquidRenderError, Location
from jekpy.liquid import inline_tag
from jekpy.liquid.values import to_s
from jekpy.plugins.api import Plugin
from jekpy.rendering.reads import NEVER
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from jekpy.liquid import RenderContext
    from jekpy.rendering.registers import Registers

__all__ = ["Gist", "fetch_source", "plugin"]

_ARGUMENTS: Final = re.compile(r"(\S+|.*(?=/).+)\s?(\S*)", re.ASCII)
_HOST: Final = "https://gist.githubusercontent.com"
_SECONDS: Final = 3
_MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Gist:
    """`{% gist %}`; the gist and the file may be given by variables."""

    markup: str

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag."""
        return cls(markup.strip())

    def render(self, context: RenderContext) -> str:
        """Return the script that shows the gist. Raises LiquidRenderError where none is named."""
        match = _ARGUMENTS.fullmatch(self.markup)
        if match is None:
            raise LiquidRenderError(
                f"Syntax error in tag 'gist' while parsing the following markup:\n\n  {self.markup}\n\n"
                "Valid syntax:\n  {% gist user/1234567 %}\n  {% gist user/1234567 foo.js %}",
                fix="name the gist",
            )
        gist, file = (_named(context, part.strip()) for part in match.groups())
        url = f"https://gist.github.com/{gist}.js{f'?file={file}' if file else ''}"
        registers: Registers = context.registers[REGISTER]
        return f'{_noscript(registers, gist, file)}<script src="{url}"> </script>'


def _noscript(registers: Registers, gist: str, file: str) -> str:
    """Return the gist's source for readers without JavaScript; nothing, and a warning, if it is not had."""
    if registers.site.config.mapping("gist").get("noscript") is False:
        return ""
    registers.memo.reads.note(*NEVER)  # a gist may change at any time
    source = fetch_source(gist, file)
    if source:
        return f"<noscript><pre>{escape(source).replace('&#x27;', '&#39;')}</pre></noscript>"
    cause = f"the source of the gist {gist} could not be fetched; readers without JavaScript will miss it"
    fix = "build with a connection to GitHub, or set `gist: {noscript: false}`"
    place = Location(registers.page_path) if registers.page_path else None
    registers.warn(Diagnostic("gist", cause, place, fix, severity="warning"))
    return ""


def _named(context: RenderContext, name: str) -> str:
    value = context.evaluate(name) if name else None
    return name if value is None else to_s(value)


@lru_cache(maxsize=256)
def fetch_source(gist: str, file: str) -> str:
    """Return the source of a gist's file, or of its first; "" where it cannot be had within seconds.

    Each is asked for once.
    """
    path = quote(f"/{gist}/raw" + (f"/{file}" if file else ""))
    try:
        with urllib.request.urlopen(_HOST + path, timeout=_SECONDS) as response:  # noqa: S310 - a fixed host
            text: str = response.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError, http.client.HTTPException):
        return ""
    return text


plugin: Final = Plugin("jekyll-gist", tags={"gist": inline_tag(Gist)}, reads_anything=False)
