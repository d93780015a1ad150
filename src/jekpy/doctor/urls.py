"""Files of the site that would be written to one place.

Source: Jekyll 4.4.1, lib/jekyll/commands/doctor.rb (conflicting_urls, urls_only_differ_by_case).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from jekpy.errors import Diagnostic, Location
from jekpy.writing import Staged, conflicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jekpy.model.page import Page
    from jekpy.model.site import Site

__all__ = ["collisions"]


def collisions(site: Site) -> Iterator[Diagnostic]:
    """Yield a warning for each output path that several files share, by letter, or but for letter case."""
    by_path: dict[str, list[Staged]] = defaultdict(list)
    by_folded: dict[str, dict[str, Staged]] = defaultdict(dict)
    for output in _outputs(site):
        by_path[output.path].append(output)
        by_folded[output.path.lower()][output.path] = output
    for sharing in by_path.values():
        for problem in conflicts(sharing):
            yield replace(problem, location=Location(sharing[-1].source))
    yield from conflicts(sharing[-1] for sharing in by_path.values())
    for differing in by_folded.values():
        if len(differing) > 1:
            yield _differ_by_case(list(differing.values()))


def _outputs(site: Site) -> Iterator[Staged]:
    """Yield where each file of the site would be written to."""
    for page in site.pages:
        yield Staged(page.output_path, _named(page), None)
    for document in site.documents():
        if site.writes(document):
            yield Staged(document.output_path, document.source_path, None)
    for file in site.static_files:
        if file.written:
            yield Staged(file.output_path, file.relative_path.lstrip("/"), None)


def _named(page: Page) -> str:
    """Return what to call a page: its path, and for a redirect, which has no file, where it leads to."""
    redirect = page.front_matter.get("redirect")
    return (
        f"{page.path} to {redirect['to']}" if isinstance(redirect, dict) and "to" in redirect else page.path
    )


def _differ_by_case(group: Sequence[Staged]) -> Diagnostic:
    paths = ", ".join(f"{output.path} (from {output.source})" for output in group)
    return Diagnostic(
        "url-case",
        f"these differ by letter case alone, which many disks and servers take for one: {paths}",
        Location(group[-1].source),
        fix="rename one of them, or give it another `permalink`",
        severity="warning",
    )
