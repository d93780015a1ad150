"""The table of contents that `{:toc}` asks for.

Source: kramdown 2.5.2, converter/html.rb, generate_toc_tree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["contents_list"]


def contents_list(place: Token, headings: Iterable[tuple[int, str, list[Token]]]) -> Token:
    """Return a list like `place` of the headings, which are given as level, id and spans.

    A heading goes below the last one with a smaller level, however much smaller.
    """
    contents = Token("list", place.tag, 0, dict(place.attrs), children=[], block=True)
    contents.attrs.setdefault("id", "markdown-toc")
    list_id = contents.attrs["id"]
    above: list[tuple[int, Token]] = []
    for level, heading_id, spans in headings:
        link = Token("link", "a", 0, {"href": f"#{heading_id}", "id": f"{list_id}-{heading_id}"})
        link.children = _without_links(spans)
        text = Token("paragraph", "p", 0, children=[link], block=True, hidden=True)
        item = Token("list_item", "li", 0, children=[text], block=True)
        while above and above[-1][0] >= level:
            above.pop()
        _append(above[-1][1] if above else None, contents, item)
        above.append((level, item))
    return contents


def _append(parent: Token | None, contents: Token, item: Token) -> None:
    """Put `item` into the list itself, or into the list below another item."""
    if parent is None:
        target = contents
    else:
        inside = parent.children or []
        if len(inside) == 1:
            inside.append(Token("list", contents.tag, 0, children=[], block=True))
        target = inside[-1]
    if target.children is not None:
        target.children.append(item)


def _without_links(spans: Iterable[Token]) -> list[Token]:
    """Return spans with what links hold in their place, and without footnote markers."""
    kept: list[Token] = []
    for token in spans:
        if token.type == "footnote_ref":
            continue
        children = _without_links(token.children) if token.children else token.children
        if token.type == "link":
            kept.extend(children or ())
        else:
            kept.append(replace(token, children=children))
    return kept
