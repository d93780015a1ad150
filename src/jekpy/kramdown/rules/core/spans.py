"""The span pass: text into spans, blank lines joined, invisible markers gone, attribute lists applied.

Source: kramdown 2.5.2, parser/kramdown.rb, update_tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jekpy.kramdown.heading_text import gfm_text, kramdown_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from jekpy.kramdown.document import Document

__all__ = ["spans"]

_LEAVES: Final = frozenset({"paragraph", "heading", "table_cell", "definition_term"})


def spans(state: StateCore) -> None:
    """Parse the text of all blocks, then that of the footnotes."""
    document: Document = state.env  # type: ignore[assignment]
    _walk(state.tokens, state.md, document, in_html=False)
    for footnote in document.footnotes.values():
        _walk(footnote.tokens, state.md, document, in_html=True)
        if not footnote.used:
            document.warn(
                f"Footnote definition for '{footnote.name}' is unreferenced - ignoring", footnote.line
            )


def _walk(tokens: list[Token], md: MarkdownIt, document: Document, *, in_html: bool) -> None:
    """Parse the text of `tokens` and of the blocks in them.

    Headings outside HTML elements and footnotes are noted down: only they get ids the GFM way.
    """
    parse = md.inline.parse_run  # type: ignore[attr-defined]
    blank: Token | None = None
    changed = False
    kept: list[Token] = []
    for token in tokens:
        kind = token.type
        if kind == "blank":
            if blank is not None:
                blank.content += token.content
                changed = True
                continue
            blank = token
        elif kind == "boundary":
            if "ial" in token.meta:
                document.apply(token, token.meta["ial"])
            changed = True
            continue
        else:
            blank = None
            line = token.map[0] + 1 if token.map else None
            if kind in _LEAVES:
                if token.children is None:
                    token.children = parse(token.content, md, document, line)
                else:
                    _walk(token.children, md, document, in_html=True)
                if kind == "heading":
                    token.info = _heading_text(token, document)
                    if not in_html:
                        document.headings.append(token)
            elif kind == "html_block" and token.info == "span" and token.children is None:
                token.children = parse(token.content, md, document, line)
            elif kind == "bare":
                kept.extend(parse(token.content, md, document, line))
                changed = True
                continue
            elif token.children:
                _walk(token.children, md, document, in_html=in_html or kind == "html_block")
            if "ial" in token.meta:
                document.apply(token, token.meta["ial"])
        kept.append(token)
    if changed:
        tokens[:] = kept


def _heading_text(heading: Token, document: Document) -> str:
    """Return the text from which a heading's id is made: as written, unless formatting is stripped from it.

    It is taken now, before abbreviations are put in.
    """
    if document.options.input == "GFM":
        return gfm_text(heading.children or ())
    return kramdown_text(heading.children or ()) if document.options.auto_id_stripping else heading.content
