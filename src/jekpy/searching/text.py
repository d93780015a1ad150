"""What search finds on a page: its HTML in, the part that counts out."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["language_of", "searchable_part", "searched_text"]

_BODY_MARK = "data-pagefind-body"
_OTHER_MARK = re.compile(r"data-pagefind-(?!body)")
_MAIN = re.compile(r"<main\b[^<>]*\bdata-pagefind-body\b")
_MAIN_END: Final = "</main"
_LANGUAGE = re.compile(r"<html\b[^<>]*?\blang\s*=\s*[\"']?([A-Za-z0-9-]+)", re.IGNORECASE)
_NOT_FOUND = re.compile(r"<!-- no search -->.*?<!-- /no search -->", re.DOTALL)
# What stands inside a text: Pagefind reads on over such tags, so they only take its time.
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|mark|small|span|strong|sub|sup)\b[^<>]*>")


def searchable_part(html: str) -> str | None:
    """Return the part of a page that counts for search; None if nothing of it does.

    That is a page without the mark `data-pagefind-body`, which is not found. What stands between the comments
    `<!-- no search -->` and `<!-- /no search -->` does not count.
    """
    mark, end = html.find(_BODY_MARK), html.rfind(_MAIN_END)
    if mark < 0:
        return None
    # Most of a page may be its menu, in which a search for a tag's name takes long.
    main = _MAIN.match(html, max(html.rfind("<main", 0, mark), 0))
    if main is None or end < main.end():
        return _NOT_FOUND.sub("", html)
    language = _LANGUAGE.search(html)
    text = _NOT_FOUND.sub("", html[main.start() : end])
    return f'<html lang="{language[1] if language else "en"}"><body>{text}{_MAIN_END}></body></html>'


def searched_text(part: str) -> str:
    """Return what `search_index` needs of a page's searchable part: without tags that it makes nothing of."""
    return part if _OTHER_MARK.search(part) else _INLINE_TAG.sub("", part)


def language_of(html: str) -> str:
    """Return the language that a page says it has, as Pagefind tells them apart; "" where it says none."""
    found = _LANGUAGE.search(html)
    return found[1].lower() if found else ""
