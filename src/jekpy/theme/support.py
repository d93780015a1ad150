"""What the theme says about a site that overrides parts of just-the-docs which it does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.errors import Diagnostic, Location

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["override_warnings"]

_REPLACED = {
    "components/nav/": "override 'components/menu.html', which prints the whole menu",
    "components/search_header.html": "override 'components/search.html'",
    "components/search_footer.html": "override 'components/search.html'",
    "css/activation.scss.liquid": "remove it: the current page is marked in the markup",
    "fix_linenos.html": "remove it: line numbers need no fix",
    "lunr/": "remove it: search is by Pagefind, which indexes the pages themselves",
    "vendor/": "use the 'with_heading_anchors' filter in a layout of your own",
}


def override_warnings(includes: Iterable[str]) -> list[Diagnostic]:
    """Return a warning for each of the site's includes that replaces a part which this theme has not.

    `includes` are paths below `_includes`, with `/`. Such a file has no effect, and the site's author may
    not notice.
    """
    return [
        Diagnostic(
            "theme-include-unused",
            f"the built-in theme has no include '{name}': this file is not used by its layouts",
            Location(f"_includes/{name}"),
            fix,
            severity="warning",
        )
        for name in sorted(includes)
        for start, fix in _REPLACED.items()
        if name.startswith(start)
    ]
