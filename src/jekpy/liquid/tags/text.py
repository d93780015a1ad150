"""`{% raw %}` and `{% comment %}`.

Source: Liquid 4.0.4, lib/liquid/tags/raw.rb, comment.rb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jekpy.liquid.tree import Text

if TYPE_CHECKING:
    from jekpy.liquid.parser import Parser
    from jekpy.liquid.tree import TagMarkup

__all__ = ["Comment", "Raw"]

_END = re.compile(r"(.*)\{%\s*(\w+)\s*(.*)?%\}", re.ASCII | re.DOTALL)


class Raw:
    """Text that is printed as it stands, up to `{% endraw %}` (which may not be `{%- endraw %}`)."""

    @staticmethod
    def parse(markup: TagMarkup, parser: Parser) -> Text:
        """Return the text; raises LiquidSyntaxError for arguments or without an end."""
        if markup.text.strip("\t\n\v\f\r "):
            raise parser.error(
                f"Syntax Error in '{markup.name}' - Valid syntax: {markup.name}", markup.offset
            )
        parts = []
        while (token := parser.next_token()) is not None:
            match = _END.fullmatch(token.text)
            if match is not None and match[2] == f"end{markup.name}":
                parts.append(match[1])
                return Text("".join(parts), markup.offset, fixed=True)
            if match is not None:
                parts.append(match[1])
            parts.append(token.text)
        raise parser.error(
            f"'{markup.name}' tag was never closed", markup.offset, "close it with {% endraw %}"
        )


class Comment:
    """Text and tags that print nothing; the tags still have to be well-formed."""

    @staticmethod
    def parse(markup: TagMarkup, parser: Parser) -> Text:
        """Read over the comment. Raises LiquidSyntaxError."""
        parser.skip(markup)
        return Text("", markup.offset, fixed=True)
