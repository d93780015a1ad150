"""Posts that will not show.

Source: Jekyll 4.4.1, lib/jekyll/readers/post_reader.rb, publisher.rb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jekpy.errors import Diagnostic, JekpyError, Location
from jekpy.model.document import post_date_and_slug
from jekpy.reading.files import read_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jekpy.doctor.files import PlainFiles
    from jekpy.model.site import Site

__all__ = ["hidden_posts", "misnamed_posts"]

_NEARLY_DATED: Final = re.compile(r"(\d{4})[-_. ]?(\d{1,2})[-_. ]?(\d{1,2})[-_. ]+(.+)")
_PLACEHOLDERS: Final = frozenset({".gitkeep", ".keep", "README.md"})


def misnamed_posts(plain: PlainFiles) -> Iterator[Diagnostic]:
    """Yield a warning for each file among the posts whose name begins with no date, or has no extension."""
    for path in plain.posts:
        name = path.rpartition("/")[2]
        parts = post_date_and_slug(path)
        if name in _PLACEHOLDERS or (parts is not None and parts[0] is not None):
            continue
        lacks, fix = (
            ("begins with no date", _fix(name)) if parts else ("has no extension", f"name it {name}.md")
        )
        cause = f"the name {lacks}, so this is no post, and is left out"
        yield Diagnostic("post-name", cause, Location(path), fix, severity="warning")


def _fix(name: str) -> str:
    match = _NEARLY_DATED.fullmatch(name)
    if match is None:
        return f"name it YEAR-MONTH-DAY-{name}, or put it into _drafts"
    year, month, day, rest = match.groups()
    return f"name it {year}-{int(month):02}-{int(day):02}-{rest.replace(' ', '-')}"


def hidden_posts(site: Site, plain: PlainFiles) -> Iterator[Diagnostic]:
    """Yield a warning for each post that is not published, and one for the drafts."""
    config = site.config
    shown = {post.source_path for post in site.posts}
    for path in plain.posts:
        parts = post_date_and_slug(path)
        if path in shown or parts is None or parts[0] is None:
            continue
        try:
            values = read_template(config.source / path, path, config.text("encoding"), any_value=True)
        except (JekpyError, OSError):
            continue  # told where the site is read
        if values.front_matter.get("published", True) in (None, False):
            cause = "this post is not published, for its front matter says so"
            yield Diagnostic("post-unpublished", cause, Location(path), "remove `published`", "warning")
    if plain.drafts and not config.flag("show_drafts"):
        count = len(plain.drafts)
        cause = f"{count} draft{'s' if count > 1 else ''} will not show"
        place = Location(plain.drafts[0].partition("_drafts")[0] + "_drafts")
        yield Diagnostic("post-draft", cause, place, "build with --drafts to see them", "warning")
