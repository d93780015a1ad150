"""URLs and slugs that the recorded cases do not need a site for."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekpy.errors import UrlError
from jekpy.model.page import make_page, output_file
from jekpy.model.paths import extension, stem
from jekpy.model.slugs import slugify, titleize
from jekpy.model.urls import (
    document_url,
    escape_path,
    permalink_suffix,
    sanitize_url,
    simple_url,
    unescape_path,
)


@pytest.mark.parametrize(
    ("mode", "slug"),
    [
        ("raw", "ünï----cödé_&.x'y/-z½!"),
        ("default", "ünï-cödé-x-y-z"),
        (None, "ünï-cödé-x-y-z"),
        ("pretty", "ünï-cödé_&.x'y-z-!"),
        ("ascii", "n-c-d-x-y-z"),
        ("latin", "uni-code-x-y-z"),
        ("none", "ünï -- cödé_&.x'y/ z½!"),
    ],
)
def test_each_mode_keeps_other_characters(mode: str | None, slug: str) -> None:
    assert slugify("Ünï -- Cödé_&.x'y/ z½!", mode) == slug


@given(st.text(), st.sampled_from(["default", "pretty", "ascii", "latin"]))
def test_a_slug_stays_as_it_is_when_it_is_made_again(text: str, mode: str) -> None:
    slug = slugify(text, mode)
    if "\n" not in slug:
        assert slugify(slug, mode).strip("-") == slug.strip("-")


@pytest.mark.parametrize(
    ("slug", "title"), [("my-FOO_bar", "My Foo_bar"), ("a--b", "A  B"), ("a-", "A"), ("", ""), ("é-x", "É X")]
)
def test_a_title_is_made_of_a_slug(slug: str, title: str) -> None:
    assert titleize(slug) == title


@pytest.mark.parametrize(
    ("url", "clean"),
    [("a", "/a"), ("/a//b", "/a/b"), ("/p..q", "/p/q"), ("/a/d./e", "/a/de"), ("/../../x", "/x"), ("", "/")],
)
def test_a_url_never_leads_upwards(url: str, clean: str) -> None:
    assert sanitize_url(url) == clean


@given(st.text())
def test_no_url_leads_upwards(url: str) -> None:
    assert ".." not in sanitize_url(url)
    assert sanitize_url(url).startswith("/")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaping_is_undone_by_unescaping(text: str) -> None:
    assert unescape_path(escape_path("/" + text)) == "/" + text


@given(st.text(st.characters(exclude_characters="\0")), st.sampled_from([".html", ".css", ""]))
def test_an_output_file_lies_inside_the_destination(url: str, ext: str) -> None:
    path = PurePosixPath(output_file("/" + url, ext, "index.html"))
    assert not path.is_absolute()
    assert ".." not in path.parts


@pytest.mark.parametrize("url", ["/a\0", "/a%00b"])
def test_a_url_that_no_file_can_have_is_refused(url: str) -> None:
    with pytest.raises(UrlError, match="null"):
        output_file(url, ".html", "index.html")


@pytest.mark.parametrize(
    ("url", "ext", "file"),
    [
        ("/", ".html", "index.html"),
        ("/a/", ".html", "a/index.html"),
        ("/a", ".html", "a.html"),
        ("/a.html", ".html", "a.html"),
        ("/a%20b", ".html", "a b.html"),
        ("/%2e%2e/%2e%2e/etc", "", "etc"),
        ("/a/%2E%2E/b", "", "b"),
        ("/%zz", "", "%zz"),
    ],
)
def test_a_url_is_served_from_its_file(url: str, ext: str, file: str) -> None:
    assert output_file(url, ext, "index.html") == file


def test_placeholders_are_put_in() -> None:
    values = {"title": lambda: "a b", "month": lambda: "02", "day": lambda: "03", "none": lambda: ""}
    assert document_url("/:title/:month_:day/:none/x", values) == "/a%20b/02_03/x"


def test_an_unknown_placeholder_is_told_with_the_nearest() -> None:
    with pytest.raises(UrlError, match="use :title"):
        document_url("/:titel", {"title": lambda: "x"})


def test_a_malformed_scheme_is_refused() -> None:
    with pytest.raises(UrlError, match="scheme"):
        escape_path("1 a:b")


def test_a_nil_takes_its_slash_along() -> None:
    assert simple_url("/:a/:b", {"a": None, "b": "z"}) == "/z"


@pytest.mark.parametrize(
    ("style", "template"),
    [
        ("pretty", "/x/"),
        ("date", "/x:output_ext"),
        ("ordinal", "/x:output_ext"),
        ("none", "/x:output_ext"),
        ("weekdate", "/x"),
        ("/:title/", "/x/"),
        ("/:title:output_ext", "/x:output_ext"),
        ("/:title", "/x"),
    ],
)
def test_a_style_gives_pages_their_ending(style: str, template: str) -> None:
    assert permalink_suffix("/x", style) == template


@pytest.mark.parametrize(
    ("name", "ext", "base"),
    [
        ("a.md", ".md", "a"),
        ("a.b.md", ".md", "a.b"),
        (".htaccess", "", ".htaccess"),
        (".a.md", ".md", ".a"),
        ("a.", ".", "a"),
        ("a", "", "a"),
        ("d.d/a", "", "a"),
    ],
)
def test_names_are_taken_apart_as_in_ruby(name: str, ext: str, base: str) -> None:
    assert (extension(name), stem(name)) == (ext, base)


@pytest.mark.parametrize(
    ("path", "front_matter", "style", "url", "output"),
    [
        ("index.md", {}, "date", "/", "index.html"),
        ("a/index.md", {}, "date", "/a/", "a/index.html"),
        ("a.md", {}, "date", "/a.html", "a.html"),
        ("a.md", {}, "pretty", "/a/", "a/index.html"),
        ("a.md", {}, "weekdate", "/a", "a.html"),
        ("a.md", {"permalink": "/b"}, "date", "/b", "b.html"),
        ("a.md", {"permalink": "/b.v1"}, "date", "/b.v1", "b.v1"),
        ("a.md", {"permalink": "/b/"}, "date", "/b/", "b/index.html"),
        ("a.txt", {"permalink": "/b/"}, "date", "/b/", "b/index.txt"),
        ("a.md", {"permalink": "/:title"}, "date", "/:title", ":title.html"),
        ("a.md", {"permalink": "pretty"}, "date", "/pretty", "pretty.html"),
        ("a.txt", {}, "pretty", "/a.txt", "a.txt"),
        ("404.html", {}, "pretty", "/404/", "404/index.html"),
    ],
)
def test_a_page_is_placed(
    path: str, front_matter: dict[str, object], style: str, url: str, output: str
) -> None:
    page = make_page(
        path,
        front_matter,
        {},
        "",
        1,
        permalink_style=style,
        converted_extension=lambda ext: ".html" if ext == ".md" else ext,
    )
    assert (page.url, page.output_path) == (url, output)
