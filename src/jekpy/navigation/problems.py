"""What is wrong with a menu: pages that it cannot show, and parents that it cannot tell apart."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jekpy.errors import Diagnostic, Location, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jekpy.navigation.records import NavPage
    from jekpy.navigation.tree import Place

__all__ = ["find_problems"]


def find_problems(pages: Sequence[NavPage], places: Sequence[Place]) -> Iterator[Diagnostic]:
    """Yield a warning for each problem of one name space.

    `places` are those of everything. Only root causes are told: the children of a page that is not in the
    menu are not mentioned.
    """
    by_title: dict[str, list[NavPage]] = defaultdict(list)
    for page in pages:
        if page.title_text:
            by_title[page.title_text].append(page)
    placed = {place.page.url for place in places}
    for page in pages:
        if page.title is not None and not page.title_text:
            yield _warning(
                page, "nav-empty-title", "the title is empty, so the page is in no menu", "name it"
            )
        elif page.title_text and page.url not in placed:
            yield from _unplaced(page, by_title, placed)
    yield from _repeated(places)
    yield from _ambiguous(places)


def _unplaced(
    page: NavPage, by_title: Mapping[str, Sequence[NavPage]], placed: set[str]
) -> Iterator[Diagnostic]:
    parent = page.parent_text
    if parent == page.title_text:
        fix = "remove 'parent', or name another page there"
        yield _warning(page, "nav-cycle", f"the page names itself ('{parent}') as its parent", fix)
    elif parent not in by_title:
        close = nearest(parent, by_title)
        fix = f"did you mean 'parent: {close}'?" if close else "give 'parent' the exact title of a page"
        cause = f"no page has the title '{parent}', which this page names as its parent: it is in no menu"
        yield _warning(page, "nav-orphan", cause, fix)
    elif any(candidate.url in placed for candidate in by_title[parent]):
        cause = f"no page '{parent}' fits this page's 'grand_parent' or 'ancestor': it is in no menu"
        fix = "'grand_parent' is the parent's own 'parent'; 'ancestor' any title above this page"
        yield _warning(page, "nav-ancestor", cause, fix)
    else:
        cycle = _cycle(page, by_title)
        if cycle and cycle[0] == min(cycle):
            cause = f"the page is its own ancestor: {' > '.join(cycle)}"
            yield _warning(page, "nav-cycle", cause, "remove 'parent' from one of them")


def _cycle(page: NavPage, by_title: Mapping[str, Sequence[NavPage]]) -> list[str]:
    """Return the titles from `page` up to itself again, or nothing when it is not its own ancestor."""
    titles, title = [page.title_text], page.parent_text
    while title in by_title and title not in titles:
        titles.append(title)
        title = by_title[title][0].parent_text
    return [*titles, title] if title == titles[0] else []


def _repeated(places: Sequence[Place]) -> Iterator[Diagnostic]:
    """Warn of each page whose title is one of its ancestors' titles, once."""
    titles_above: list[frozenset[str]] = []
    told: set[str] = set()
    for place in places:
        above: frozenset[str] = frozenset()
        if place.parent is not None:
            parent_title = places[place.parent].page.title_text
            known = titles_above[place.parent]
            above = known if parent_title in known else known | {parent_title}
        titles_above.append(above)
        page = place.page
        if page.title_text in above and page.url not in told:
            told.add(page.url)
            cause = f"the title '{page.title_text}' is that of one of its ancestors too"
            fix = "use another title: what is below this page cannot be placed"
            yield _warning(page, "nav-repeated-title", cause, fix)


def _ambiguous(places: Sequence[Place]) -> Iterator[Diagnostic]:
    """Warn of each title that stands for several parents at once, at the first child that it catches."""
    parents: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if place.parent is not None:
            parents[place.page.url].add(places[place.parent].page.path)
    told: set[str] = set()
    for place in places:
        page, paths = place.page, sorted(parents[place.page.url])
        if len(paths) > 1 and page.parent_text not in told:
            told.add(page.parent_text)
            shown = ", ".join(paths[:3]) + (", ..." if len(paths) > 3 else "")
            cause = (
                f"'{page.parent_text}' is the title of {len(paths)} pages ({shown}): this page is below each"
            )
            yield _warning(page, "nav-ambiguous-parent", cause, "say which by 'grand_parent' or 'ancestor'")


def _warning(page: NavPage, code: str, cause: str, fix: str) -> Diagnostic:
    return Diagnostic(code, cause, Location(page.path), fix, severity="warning")
