"""What recorded sites do not show: networks, git, newer versions than those recorded, bad input."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from jekpy.plugins import gist as gist_module
from jekpy.plugins.jemoji import image_path

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import MakeSite

PAGE = "---\n---\n"


# -- jekyll-seo-tag 2.9 -----------------------------------------------------------------------------------

SEO_PAGE = """\
---
title: Sub
title_category: Cat
description: one two three four five six
seo_description_max_words: 3
image: rel/pic.png
canonical_url: https://other/x
date: 2023-04-05 04:07:08
seo: {type: CreativeWork, name: "SN", links: ["http://c"], date_modified: 2024-01-02}
twitter: {card: player}
---
{% seo %}"""

SEO_BLOCK = """\
<!-- Begin Jekyll SEO tag v2.9.0 -->
<title>Sub | Cat | Named</title>
<meta name="generator" content="Jekyll v4.4.1" />
<meta property="og:title" content="Sub | Cat" />
<meta property="og:locale" content="fr_FR" />
<meta name="description" content="one two three…" />
<meta name="twitter:description" property="og:description" content="one two three…" />
<link rel="canonical" href="https://other/x" />
<meta property="og:url" content="https://other/x" />
<meta property="og:site_name" content="Named" />
<meta property="og:image" content="https://ex.com/sub/rel/pic.png" />
<meta property="og:type" content="article" />
<meta property="article:published_time" content="2023-04-05T04:07:08+00:00" />
<meta property="article:modified_time" content="2024-01-02T00:00:00+00:00" />
<meta name="twitter:card" content="player" />
<meta name="twitter:image" content="https://ex.com/sub/rel/pic.png" />
<meta name="twitter:title" content="Sub | Cat" />
<meta name="twitter:site" content="@tw" />
<script type="application/ld+json">
{"@context":"https://schema.org","@type":"CreativeWork","dateModified":"2024-01-02T00:00:00+00:00",\
"datePublished":"2023-04-05T04:07:08+00:00","description":"one two three…","headline":"Sub | Cat",\
"image":"https://ex.com/sub/rel/pic.png","mainEntityOfPage":{"@type":"WebPage","@id":"https://other/x"},\
"name":"SN","publisher":{"@type":"Organization","logo":{"@type":"ImageObject","url":"https://ex.com/logo.png"}},\
"sameAs":["http://c"],"url":"https://other/x"}</script>
<!-- End Jekyll SEO tag -->
"""


def test_the_seo_tag_is_that_of_version_2_9(make_site: MakeSite) -> None:
    site = make_site({"sub/a.html": SEO_PAGE})
    site.build(
        plugins=["jekyll-seo-tag"], name="Named", tagline="Tag line", description="Desc", url="https://ex.com",
        locale="fr-FR", logo="/logo.png", twitter={"username": "tw"},
    )  # fmt: skip
    assert site.outputs()["sub/a.html"] == SEO_BLOCK


@pytest.mark.parametrize(
    ("tag", "absent"), [("title=false", "<title>"), ("Canonical=False", 'rel="canonical"')]
)
def test_parts_of_the_seo_tag_can_be_left_out(make_site: MakeSite, tag: str, absent: str) -> None:
    site = make_site({"a.html": f"---\ntitle: T\n---\n{{% seo {tag} %}}"})
    site.build(plugins=["jekyll-seo-tag"], url="https://ex.com")
    assert absent not in site.outputs()["a.html"]
    assert 'property="og:url"' in site.outputs()["a.html"]


# -- feeds ------------------------------------------------------------------------------------------------


def test_a_feed_of_a_collection_that_is_not_there_is_told(make_site: MakeSite) -> None:
    error = make_site({}).failure(plugins=["jekyll-feed"], feed={"collections": ["nope"]})
    assert "there is no collection 'nope'" in error.diagnostic.cause


def test_no_feed_in_development_where_the_config_says_so(make_site: MakeSite) -> None:
    site = make_site({})
    site.build(plugins=["jekyll-feed"], feed={"disable_in_development": True})
    assert site.outputs() == {}


def test_a_file_in_the_place_of_a_feed_stays(make_site: MakeSite) -> None:
    site = make_site({"feed.xml": "own"})
    site.build(plugins=["jekyll-feed"])
    assert site.outputs() == {"feed.xml": "own"}


# -- gists ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "noscript", "warned"),
    [("a < 'b'", "<noscript><pre>a &lt; &#39;b&#39;</pre></noscript>", False), ("", "", True)],
)
def test_a_gists_source_is_for_readers_without_scripts(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, source: str, noscript: str, warned: bool
) -> None:
    monkeypatch.setattr(gist_module, "fetch_source", lambda _gist, _file: source)
    site = make_site({"a.html": PAGE + "{% gist me/1 f.js %}"})
    warnings = site.build(plugins=["jekyll-gist"]).warnings
    script = '<script src="https://gist.github.com/me/1.js?file=f.js"> </script>'
    assert site.outputs()["a.html"] == noscript + script
    assert any(warning.code == "gist" for warning in warnings) is warned


def test_a_gist_tag_without_a_gist_is_told(make_site: MakeSite) -> None:
    error = make_site({"a.html": PAGE + "{% gist %}"}).failure(plugins=["jekyll-gist"])
    assert "Syntax error in tag 'gist'" in error.diagnostic.cause


# -- last-modified-at -------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    stamp = "2021-02-03T04:05:06Z"
    names = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
             for key, value in (("NAME", "n"), ("EMAIL", "e@x"), ("DATE", stamp))}  # fmt: skip
    subprocess.run(
        ["git", *arguments], cwd=folder, check=True, env={**os.environ, **names}, capture_output=True
    )


def test_the_time_of_a_committed_file_is_that_of_its_commit(make_site: MakeSite) -> None:
    page = PAGE + "{{ page.last_modified_at }} {% last_modified_at %} {% last_modified_at %Y %}"
    site = make_site({"docs/é a.html": page, "new.html": page})
    git(site.source, "init", "-q")
    git(site.source, "add", "docs")
    git(site.source, "commit", "-q", "-m", "x")
    os.utime(site.source / "new.html", (0, 0))
    site.build(plugins=["jekyll-last-modified-at"])
    assert site.outputs() == {
        "docs/é a.html": "2021-02-03 04:05:06 +0000 03-Feb-21 2021",
        "new.html": "1970-01-01 00:00:00 +0000 01-Jan-70 1970",
    }


# -- mentions and emoji -----------------------------------------------------------------------------------


def test_mentions_need_an_address_that_is_text(make_site: MakeSite) -> None:
    error = make_site({"a.html": PAGE + "@me"}).failure(
        plugins=["jekyll-mentions"], **{"jekyll-mentions": ["x"]}
    )
    assert "must be text or a mapping" in error.diagnostic.cause


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("+1", "emoji/unicode/1f44d.png"),
        ("heart", "emoji/unicode/2764.png"),
        ("us", "emoji/unicode/1f1fa-1f1f8.png"),
        ("octocat", "emoji/octocat.png"),
        ("no_such_thing", ""),
    ],
)
def test_an_emoji_has_githubs_image(name: str, path: str) -> None:
    assert image_path(name) == path


def test_emoji_become_images(make_site: MakeSite) -> None:
    site = make_site(
        {
            "a.html": PAGE + "<p>:nope:tada: 1:2:3 <code>:tada:</code> &lt;b&gt;",
            "b.html": PAGE + "a:z:c <br/>",
        }
    )
    site.build(plugins=["jemoji"], emoji={"src": "/img"})
    image = (
        '<img class="emoji" title=":tada:" alt=":tada:" src="/img/emoji/unicode/1f389.png"'
        ' height="20" width="20">'
    )
    assert site.outputs() == {
        "a.html": f"<p>:nope{image} 1:2:3 <code>:tada:</code> &lt;b&gt;</p>",
        "b.html": "a:z:c <br/>",
    }


# -- github-metadata --------------------------------------------------------------------------------------

GITHUB_PAGE = (
    PAGE
    + "{{ site.title }}|{{ site.url }}|{{ site.baseurl }}|{{ site.github.url }}|{{ site.github.owner_name }}|"
    "{{ site.github.project_title }}|{{ site.github.is_project_page }}|{{ site.github.contributors }}|"
    "{{ site.github.zip_url }}|{{ site.github.pages_hostname }}"
)


ZIPS = "https://github.com/{}/zipball/{}|{}"


@pytest.mark.parametrize(
    ("repository", "environment", "start", "end"),
    [
        (
            "octo/repo",
            "development",
            "repo|||https://github.com/pages/octo/repo|octo|repo|true|false|",
            ZIPS.format("octo/repo", "gh-pages", "localhost:4000"),
        ),
        (
            "octo/repo",
            "production",
            "repo|http://octo.github.io|/repo|http://octo.github.io/repo|octo|repo|true|false|",
            ZIPS.format("octo/repo", "gh-pages", "github.io"),
        ),
        (
            "octo/octo.github.io",
            "production",
            "octo.github.io|http://octo.github.io||http://octo.github.io|octo|octo.github.io|false|false|",
            ZIPS.format("octo/octo.github.io", "master", "github.io"),
        ),
    ],
)
def test_the_repositorys_name_tells_much(
    make_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    repository: str,
    environment: str,
    start: str,
    end: str,
) -> None:
    monkeypatch.setenv("JEKYLL_ENV", environment)
    site = make_site({"a.html": GITHUB_PAGE})
    site.build(plugins=["jekyll-github-metadata"], repository=repository)
    assert site.outputs()["a.html"] == start + end


def test_without_a_repository_there_is_one_warning(make_site: MakeSite) -> None:
    site = make_site({"a.html": PAGE + "{{ site.github.url }}"})
    warnings = site.build(plugins=["jekyll-github-metadata"]).warnings
    assert [warning.code for warning in warnings if warning.code == "github-metadata"] == ["github-metadata"]


def test_the_edit_link_leads_to_the_file(make_site: MakeSite) -> None:
    site = make_site({"a b.html": PAGE + '{% github_edit_link "Edit" %}'})
    site.build(plugins=["jekyll-github-metadata"], repository="o/r", title="t")
    assert site.outputs()["a b.html"] == '<a href="https://github.com/o/r/edit/gh-pages/a%20b.html">Edit</a>'


# -- relative links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ('[a](b.md "T (x)") [c](b.md#f "t")', '[a](/b.html "T (x)") [c](/b.html#f "t")'),
        ("[a [b]](b.md)", "[a [b]](/b.html)"),
        ("[a](b.md 'q') [b](<b.md>) [c](../b.md)", "[a](b.md 'q') [b](<b.md>) [c](../b.md)"),
        ("x\n\n  [r]: b.md#x\ny [s]: b.md", "x\n\n[r]: /b.html#x\ny [s]: b.md"),
        ("[x](" * 500, "[x](" * 500),
        ("[x](" + "#" * 5000, "[x](" + "#" * 5000),
    ],
)
def test_links_by_paths_become_links_between_pages(make_site: MakeSite, source: str, written: str) -> None:
    site = make_site({"b.md": PAGE, "a.md": f"---\n---\n{source}"})
    site.build(plugins=["jekyll-relative-links"], markdown="CommonMark")
    other = make_site({"b.md": PAGE, "a.md": f"---\n---\n{written}"})
    before = site.outputs()["a.html"]
    other.build(markdown="CommonMark")
    assert before == other.outputs()["a.html"]


# -- listings ---------------------------------------------------------------------------------------------


def test_the_two_ways_of_pagination_are_told_apart(make_site: MakeSite) -> None:
    error = make_site({}).failure(plugins=["jekyll-paginate-v2"], paginate=3)
    assert error.diagnostic.fix.startswith("write `pagination: {enabled: true")


def test_pagination_without_a_template_is_told(make_site: MakeSite) -> None:
    warnings = make_site({}).build(plugins=["jekyll-paginate-v2"], pagination={"enabled": True}).warnings
    assert any("no page has `pagination: {enabled: true}`" in warning.cause for warning in warnings)


def test_a_listing_needs_a_number_of_posts(make_site: MakeSite) -> None:
    template = {"a.html": "---\npagination: {enabled: true, per_page: none}\n---\n"}
    error = make_site(template).failure(plugins=["jekyll-paginate-v2"], pagination={"enabled": True})
    assert "`per_page` above 0" in error.diagnostic.cause


def test_an_archive_needs_a_permalink_of_text(make_site: MakeSite) -> None:
    options = {"enabled": ["year"], "permalinks": {"year": 3}}
    site = make_site({"_posts/2024-01-01-a.md": PAGE})
    error = site.failure(plugins=["jekyll-archives"], **{"jekyll-archives": options})
    assert "the permalink of `year`" in error.diagnostic.cause


def test_options_of_commonmark_that_are_none_are_told(make_site: MakeSite) -> None:
    options = {"options": ["SMRT", "FOOTNOTES"], "extensions": ["tabel"]}
    warnings = (
        make_site({"a.md": PAGE})
        .build(plugins=["jekyll-commonmark"], markdown="CommonMark", commonmark=options)
        .warnings
    )
    told = [warning for warning in warnings if warning.code == "commonmark"]
    assert [warning.fix for warning in told] == [
        "did you mean SMART?", "did you mean table?", "use `markdown: kramdown`, or do without",
    ] or [warning.fix for warning in told] == [
        "did you mean SMART?", "use `markdown: kramdown`, or do without", "did you mean table?",
    ]  # fmt: skip
