"""jekyll-avatar: `{% avatar user size=48 lazy=true %}`, the picture of a GitHub user.

`user=name` reads the user's name from the variable `name`.
Source: jekyll-avatar 0.8.0, lib/jekyll-avatar.rb.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urljoin
from zlib import crc32

from jekpy.liquid import inline_tag
from jekpy.liquid.values import to_s, truthy
from jekpy.plugins.api import Plugin

if TYPE_CHECKING:
    from jekpy.liquid import RenderContext

__all__ = ["Avatar", "plugin"]

_VARIABLE: Final = re.compile(r"\buser=([\w.]+)\b", re.ASCII)
_SIZE: Final = re.compile(r"\bsize=(\d+)\b", re.IGNORECASE | re.ASCII)
_SERVERS: Final = 4
_SMALL: Final = 48


@dataclass(frozen=True, slots=True)
class Avatar:
    """`{% avatar %}`; its markup may contain Liquid."""

    markup: str

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag."""
        return cls(markup.strip())

    def render(self, context: RenderContext) -> str:
        """Return the image."""
        text = context.render_text(self.markup)
        user = self._user(context, text)
        found = _SIZE.search(self.markup)
        size = found[1] if found else "40"
        host = _host(f"{user}?v=3&s={size}")
        url = urljoin(host, f"{user}?v=3&s={size}")
        others = ", ".join(
            f"{urljoin(host, f'{user}?v=3&s={int(size) * scale}')} {scale}x" for scale in range(1, 5)
        )
        css_class = "avatar avatar-small" if int(size) < _SMALL else "avatar"
        image = (
            f'<img class="{css_class}" alt="{user}" width="{size}" height="{size}" data-proofer-ignore="true"'
        )
        if "lazy=true" in text:
            return f'{image} src="" data-src="{url}" data-srcset="{others}" />'
        return f'{image} src="{url}" srcset="{others}" />'

    def _user(self, context: RenderContext, text: str) -> str:
        variable = _VARIABLE.search(self.markup)
        if variable is None:
            return (text.split(maxsplit=1)[0] if " " in text else text).removeprefix("@")
        value = context.evaluate(variable[1])
        return to_s(value) if truthy(value) else variable[1]


def _host(path: str) -> str:
    """Return the server of an image, by the path of its smallest size."""
    given = os.environ.get("PAGES_AVATARS_URL", "")
    if given:
        return given if given.endswith("/") else f"{given}/"
    return f"https://avatars{crc32(path.encode()) % _SERVERS}.githubusercontent.com/"


plugin: Final = Plugin(
    "jekyll-avatar",
    tags={"avatar": inline_tag(Avatar)},
    reads_anything=False,
    environment=("PAGES_AVATARS_URL",),
)
