"""Slugs, URLs and output paths, compared with Jekyll's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from jekpy.errors import JekpyError
from jekpy.model.slugs import slugify, titleize
from jekpy.model.urls import (
    PERMALINK_STYLES,
    escape_path,
    permalink_suffix,
    simple_url,
    unescape_path,
)
from tests.support.conformance import cases_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from jekpy.errors import Diagnostic
    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.model.static_file import StaticFile
    from tests.support.conformance import Case
    from tests.support.sites import MakeSite

SET: Final = "slugs_urls.jsonl"

NOT_CALLED: Final = {
    "slugify-077": "a slug of nil: the type says that text comes in",
    "url_template-021": "neither template nor permalink: the type says that one comes in",
}
"""Cases that ask for what no caller can say in Python; `url_of` and `slugify` are not called with them."""

FUNCTIONS: Final[Mapping[str, Callable[[Any], str]]] = {
    "slugify": lambda given: slugify(given["string"], given["mode"], cased=given["cased"]),
    "titleize": lambda given: titleize(given["slug"]),
    "permalink_suffix": lambda given: permalink_suffix(given["template"], style_named(given["style"])),
    "url_template": lambda given: simple_url(url_template(given), given["placeholders"]),
    "escape_path": lambda given: escape_path(given["path"]),
    "unescape_path": lambda given: unescape_path(given["path"]),
}


def style_named(style: str) -> str:
    """Return the style without the colon with which the cases mark the built-in ones."""
    return style[1:] if style[1:] in PERMALINK_STYLES else style


def url_template(given: Case) -> str:
    return str(given["template"] if given["permalink"] is None else given["permalink"])


@pytest.mark.parametrize(
    "case",
    cases_of(SET, wanted=lambda case: case["kind"] in FUNCTIONS and case["id"] not in NOT_CALLED),
)
def test_a_function_gives_what_jekyll_gives(case: Case) -> None:
    function = FUNCTIONS[case["kind"]]
    if "error" in case:
        with pytest.raises(JekpyError):
            function(case["input"])
    else:
        assert function(case["input"]) == case["expected"]


@pytest.mark.parametrize("case", cases_of(SET, wanted=lambda case: case["kind"] not in FUNCTIONS))
def test_a_file_gets_jekylls_place(case: Case, make_site: MakeSite) -> None:
    given = case["input"]
    header = given["front_matter"]
    folder = make_site({given["path"]: "x" if header is None else f"---\n{header}---\nbody\n"})
    if "error" in case:
        with pytest.raises(JekpyError):
            folder.read(**given["config"])
        return
    site, warnings = folder.read(**given["config"])
    expected = {key: value for key, value in case["expected"].items() if key != "log"}
    assert placed(site) == expected
    assert bool(told(warnings)) is bool(case["expected"].get("log"))


def told(warnings: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what jekpy tells of every site without a configuration file."""
    return [warning for warning in warnings if warning.code != "config-missing"]


def placed(site: Site) -> dict[str, object]:
    """Describe the one file of a site as the cases do."""
    for document in site.documents():
        return document_place(site, document)
    for page in site.pages:
        return page_place(page)
    for file in site.static_files:
        return static_place(file)
    return {"found": False}


def ruby_time(moment: datetime) -> str:
    """Write a time as Ruby does; `%Y` alone would leave out the zeros of early years."""
    return f"{moment.year:04}-{moment:%m-%d %H:%M:%S %z}"


def page_place(page: Page) -> dict[str, object]:
    return {
        "found": True,
        "class": "Page",
        "url": page.url,
        "output_path": page.output_path,
        "written": True,
        "dir": page.dir,
        "name": page.name,
        "basename": page.basename,
        "path": page.path,
    }


def static_place(file: StaticFile) -> dict[str, object]:
    return {
        "found": True,
        "class": "StaticFile",
        "url": file.url,
        "output_path": file.output_path,
        "written": file.written,
        "relative_path": file.relative_path,
    }


def document_place(site: Site, document: Document) -> dict[str, object]:
    data = document.data
    return {
        "found": True,
        "class": "Document",
        "url": document.url,
        "output_path": document.output_path,
        "written": site.writes(document),
        "id": document.id,
        "title": data.get("title"),
        "slug": data.get("slug"),
        "date": ruby_time(document.date) if document.dated else None,
        "categories": data.get("categories"),
        "tags": data.get("tags"),
        "ext": data.get("ext"),
        "relative_path": document.relative_path,
        "collection": document.collection,
    }
