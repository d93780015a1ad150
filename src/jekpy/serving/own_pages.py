"""The pages of the server's own: for an address where the site has none."""

from __future__ import annotations

from html import escape
from typing import Final

__all__ = ["elsewhere_page", "failed_page", "missing_page"]

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
pre {{ font: .875rem/1.5 ui-monospace, monospace; white-space: pre-wrap }}
</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def missing_page() -> str:
    """Return the HTML for an address where the site has no page, and no `404.html` either."""
    return _PAGE.format(title="404: there is no such page", body="<p>The built site has no file here.</p>")


def elsewhere_page(base: str) -> str:
    """Return the HTML for an address outside of `base`, the path below which the site lies: a link there."""
    link = escape(f"{base}/")
    body = f'<p>The site is served below its <code>baseurl</code>: <a href="{link}">{link}</a></p>'
    return _PAGE.format(title="404: the site begins elsewhere", body=body)


def failed_page(errors: str) -> str:
    """Return the HTML for a page that may be missing because the last build failed, with its errors."""
    return _PAGE.format(title="The site could not be built", body=f"<pre>{escape(errors)}</pre>")
