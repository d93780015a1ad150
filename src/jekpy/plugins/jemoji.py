"""jemoji: `:name:` in a page becomes an image of that emoji.

The names are those that Rich knows, with GitHub's own added. Where jemoji would take escaped markup around an
emoji for real markup, it stays escaped here.
Source: jemoji 0.13, lib/jemoji.rb; html-pipeline 2.14, lib/html/pipeline/emoji_filter.rb; gemoji,
lib/emoji/character.rb (default_image_filename).
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jekpy.liquid.values import to_s, truthy
from jekpy.plugins.api import Plugin
from jekpy.plugins.html import Element, Text, elements, parse_fragment, to_html
from jekpy.plugins.mentions import in_body, is_readable

if TYPE_CHECKING:
    from jekpy.model.site import Site
    from jekpy.plugins.html import Node
    from jekpy.rendering.extensions import Item

__all__ = ["draw_emoji", "image_path", "plugin"]

_NAME: Final = re.compile(r":([a-z0-9_+-]+):")
_NOT_INSIDE: Final = frozenset(("pre", "code", "tt"))
_WITHOUT_CHARACTER: Final = frozenset(
    ("accessibility", "atom", "basecamp", "basecampy", "bowtie", "copilot", "dependabot", "electron",
     "feelsgood", "finnadie", "fishsticks", "goberserk", "godmode", "hurtrealbad", "neckbeard", "octocat",
     "rage1", "rage2", "rage3", "rage4", "shipit", "suspect", "trollface")
)  # fmt: skip
_MORE: Final = {
    "cn": "1f1e8-1f1f3", "de": "1f1e9-1f1ea", "es": "1f1ea-1f1f8", "fr": "1f1eb-1f1f7",
    "gb": "1f1ec-1f1e7", "hugs": "1f917", "it": "1f1ee-1f1f9", "jp": "1f1ef-1f1f5", "kr": "1f1f0-1f1f7",
    "metal": "1f918", "ru": "1f1f7-1f1fa", "thinking": "1f914", "uk": "1f1ec-1f1e7", "us": "1f1fa-1f1f8",
}  # fmt: skip
"""GitHub's names for emoji that Rich calls otherwise."""


def draw_emoji(output: str, item: Item, site: Site) -> str:
    """Return the page with its emoji as images; one without any as it is."""
    if ":" not in output or not is_readable(item, site):
        return output
    before, body, after = in_body(output)
    if not any(image_path(name) for name in _NAME.findall(body)):
        return output
    folder = _assets(site)
    root = parse_fragment(body)
    for element in (root, *elements(root)):
        if not _is_inside(element):
            element.children = [made for node in element.children for made in _drawn(node, folder)]
    return f"{before}{to_html(root)}{after}"


@lru_cache(maxsize=1024)
def image_path(name: str) -> str:
    """Return the image of an emoji, relative to the folder of all; "" for a name that is none."""
    if name in _WITHOUT_CHARACTER:
        return f"emoji/{name}.png"
    if name in _MORE:
        return f"emoji/unicode/{_MORE[name]}.png"
    from rich.emoji import Emoji, NoEmoji

    try:
        characters = str(Emoji(name))
    except NoEmoji:
        return ""
    codes = "-".join(f"{ord(char):04x}" for char in characters if char not in "\ufe0f\u200d")
    return f"emoji/unicode/{codes}.png"


def _assets(site: Site) -> str:
    given = site.config.mapping("emoji").get("src")
    host = os.environ.get("ASSET_HOST_URL", "https://github.githubassets.com")
    folder = to_s(given) if truthy(given) else f"{host.rstrip('/')}/images/icons/"
    return folder if folder.endswith("/") else f"{folder}/"


def _is_inside(element: Element) -> bool:
    around: Element | None = element
    while around is not None:
        if around.name in _NOT_INSIDE:
            return True
        around = around.parent
    return False


def _drawn(node: Node, folder: str) -> list[Node]:
    if not isinstance(node, Text) or ":" not in node.text:
        return [node]
    made: list[Node] = []
    end = pos = 0
    while (match := _NAME.search(node.text, pos)) is not None:
        path = image_path(match[1])
        pos = match.end() if path else match.end() - 1
        if path:
            shown = match[0]
            attributes: dict[str, str | None] = {"class": "emoji", "title": shown, "alt": shown}
            size = {"height": "20", "width": "20"}
            if match.start() > end:
                made.append(Text(node.text[end : match.start()]))
            made.append(Element("img", {**attributes, "src": folder + path, **size}))
            end = match.end()
    return [*made, Text(node.text[end:])] if end < len(node.text) else made


plugin: Final = Plugin(
    "jemoji", post_render=draw_emoji, reads_anything=False, environment=("ASSET_HOST_URL",)
)
