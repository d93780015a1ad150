"""Listings of posts that are cut into pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jekpy.errors import ConfigError

if TYPE_CHECKING:
    from tests.support.sites import MakeSite, SiteFolder

LISTING = (
    "---\n---\n{{ paginator.page }}/{{ paginator.total_pages }} of {{ paginator.total_posts }}: "
    "{% for p in paginator.posts %}{{ p.title }} {% endfor %}"
    "< {{ paginator.previous_page_path }} > {{ paginator.next_page_path }}"
)


def listing(make_site: MakeSite, path: str = "index.html", *, posts: int = 5, config: str = "") -> SiteFolder:
    files: dict[str, str | bytes] = {
        "_config.yml": f"plugins: [jekyll-paginate]\npaginate: 2\n{config}\n",
        path: LISTING,
        **{f"_posts/2020-01-0{day}-p{day}.md": "---\n---\n" for day in range(1, posts + 1)},
    }
    return make_site(files)


def test_posts_come_newest_first_a_page_at_a_time(make_site: MakeSite) -> None:
    site = listing(make_site)
    site.build()
    outputs = site.outputs()
    assert outputs["index.html"] == "1/3 of 5: P5 P4 <  > /page2"
    assert outputs["page2/index.html"] == "2/3 of 5: P3 P2 < / > /page3"
    assert outputs["page3/index.html"] == "3/3 of 5: P1 < /page2 > "


def test_pages_lie_where_they_are_told_to(make_site: MakeSite) -> None:
    site = listing(make_site, "blog/index.html", posts=3, config="paginate_path: /blog/p-:num/")
    site.build()
    outputs = site.outputs()
    assert outputs["blog/index.html"].endswith("> /blog/p-2/")
    assert outputs["blog/p-2/index.html"].endswith("< /blog/ > ")


def test_a_permalink_moves_the_first_page_alone(make_site: MakeSite) -> None:
    site = listing(make_site, "blog/index.html", posts=3, config="paginate_path: /blog/p-:num/")
    site.add({"blog/index.html": LISTING.replace("---\n", "---\npermalink: /news/\n", 1)})
    site.build()
    outputs = site.outputs()
    assert outputs["news/index.html"] == "1/2 of 3: P3 P2 <  > /blog/p-2/"
    assert outputs["blog/p-2/index.html"] == ""


def test_the_paginator_prints_as_a_hash(make_site: MakeSite) -> None:
    site = listing(make_site, posts=1)
    site.add({"index.html": "---\n---\n{{ paginator }} {{ paginator.size }}"})
    site.build()
    assert site.outputs()["index.html"] == (
        '{"page"=>1, "per_page"=>2, "posts"=>[#<Jekyll::Document _posts/2020-01-01-p1.md collection=posts>], '
        '"total_posts"=>1, "total_pages"=>1, "previous_page"=>nil, "previous_page_path"=>nil, '
        '"next_page"=>nil, "next_page_path"=>nil} 9'
    )


def test_a_hidden_post_is_not_listed(make_site: MakeSite) -> None:
    site = listing(make_site, posts=2)
    site.add({"_posts/2020-01-09-h.md": "---\nhidden: true\n---\n"})
    site.build()
    assert site.outputs()["index.html"] == "1/1 of 2: P2 P1 <  > "


@pytest.mark.parametrize("value", ["0", "-3", "many", "[2]"])
def test_a_number_that_is_none_is_an_error(value: str, make_site: MakeSite) -> None:
    site = listing(make_site)
    site.add({"_config.yml": f"plugins: [jekyll-paginate]\npaginate: {value}\n"})
    error = site.failure()
    assert isinstance(error, ConfigError)
    assert "paginate" in str(error)


def test_a_listing_without_a_template_is_told_of(make_site: MakeSite) -> None:
    site = listing(make_site, "other.html")
    assert [warning.code for warning in site.build().warnings] == ["pagination"]


def test_without_posts_or_without_the_plugin_nothing_is_listed(make_site: MakeSite) -> None:
    site = listing(make_site, posts=0)
    site.build()
    assert site.outputs() == {"index.html": "/ of : <  > "}
    site.add({"_config.yml": "paginate: 2", "_posts/2020-01-01-a.md": "---\n---\n"})
    site.build()
    assert "page2/index.html" not in site.outputs()
