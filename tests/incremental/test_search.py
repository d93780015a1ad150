"""The search index is begun while the edited pages are rendered, and comes out as if it had not been."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jekpy.build import build_site
from jekpy.searching.index import Indexing
from jekpy.searching.service import Service
from tests.support.sites import files_below

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.support.sites import MakeSite

PAGE = "---\nlayout: default\ntitle: {0}\nnav_order: {0}\n---\nThe page {0}.\n"
FILES = {
    "_config.yml": "theme: jekpy\n",
    "other.txt": "a static file",
    **{f"p{number}.md": PAGE.format(number) for number in range(4)},
}


ALL = ["/p0.html", "/p1.html", "/p2.html", "/p3.html"]


@pytest.mark.parametrize(
    ("edit", "jobs", "asked"),
    [
        ({"p2.md": PAGE.format(2) + "More.\n"}, 2, [*ALL, "/p2.html"]),
        ({"p2.md": PAGE.format(2) + "More.\n"}, 1, ALL),
        ({"p2.md": PAGE.format("Other")}, 2, [*ALL, "/p2.html"]),
        (
            {"p1.md": PAGE.format(1) + "parent: 0\n", "p2.md": PAGE.format(2) + "More.\n"},
            2,
            [*ALL, "/p1.html", "/p2.html"],
        ),
        ({"_includes/head_custom.html": "<!-- new -->"}, 2, []),
        ({"other.txt": "another"}, 2, []),
    ],
)
def test_the_pages_of_a_shard_are_given_before_those_that_are_rendered(
    edit: dict[str, str],
    jobs: int,
    asked: list[str],
    make_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = make_site(FILES)
    build_site(site.config())
    urls: list[object] = []
    ask = Service.ask

    def listening(self: Service, requests: Sequence[Mapping[str, object]]) -> None:
        urls.extend(request["url"] for request in requests if "url" in request)
        ask(self, requests)

    site.add(edit)
    monkeypatch.setattr(Service, "ask", listening)
    build_site(site.config(), jobs=jobs)
    assert urls == asked
    found = files_below(site.destination)
    build_site(site.config(), use_cache=False)
    assert found == files_below(site.destination)


def test_what_was_begun_ends_where_a_page_is_broken(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(FILES)
    build_site(site.config())
    closed: list[Indexing] = []
    close = Indexing.close

    def listening(self: Indexing) -> None:
        closed.append(self)
        close(self)

    monkeypatch.setattr(Indexing, "close", listening)
    site.add({"p2.md": PAGE.format(2) + "{% nonsense %}\n"})
    with pytest.raises(Exception, match="nonsense"):
        build_site(site.config(), jobs=2)
    assert len(closed) == 1
