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
    kept: list[Token] = []
    blank: Token | None = None
    for token in tokens:
        kind = token.type
        if kind == "blank":
            if blank is not None:
                blank.content += token.content
                continue
            blank = token
        elif kind == "boundary":
            _apply(token, document)
            continue
        else:
            blank = None
            if kind == "bare":
                kept.extend(_parse(token, md, document))
                continue
            _update(token, md, document, in_html=in_html)
        kept.append(token)
    if len(kept) != len(tokens) or any(token.type == "bare" for token in tokens):
        tokens[:] = kept


def _update(token: Token, md: MarkdownIt, document: Document, *, in_html: bool) -> None:
    """Parse the text of one block, or of the blocks in it; then put its attribute list on it."""
    kind = token.type
    if token.children is None and (kind in _LEAVES or (kind == "html_block" and token.info == "span")):
        token.children = _parse(token, md, document)
    elif token.children:
        _walk(token.children, md, document, in_html=in_html or kind == "html_block")
    if kind == "heading":
        token.info = _heading_text(token, document)
        if not in_html:
            document.headings.append(token)
    if "ial" in token.meta:
        _apply(token, document)


def _parse(token: Token, md: MarkdownIt, document: Document) -> list[Token]:
    line = token.map[0] + 1 if token.map else None
    spans: list[Token] = md.inline.parse_run(token.content, md, document, line)  # type: ignore[attr-defined]
    return spans


def _apply(token: Token, document: Document) -> None:
    if "ial" in token.meta:
        document.apply(token, token.meta["ial"])


def _heading_text(heading: Token, document: Document) -> str:
    """Return the text from which a heading's id is made: as written, unless formatting is stripped from it.

    It is taken now, before abbreviations are put in.
    """
    if document.options.input == "GFM":
        return gfm_text(heading.children or ())
    return kramdown_text(heading.children or ()) if document.options.auto_id_stripping else heading.content
