"""Front matter, compared with what Jekyll reads of the same files."""

from __future__ import annotations

import base64
import math
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import pytest

from jekpy.errors import JekpyError
from jekpy.frontmatter import has_front_matter
from jekpy.model.excerpt import excerpt_source
from tests.support.conformance import cases_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.model.document import Document
    from jekpy.model.site import Site
    from tests.support.conformance import Case
    from tests.support.sites import MakeSite

SET: Final = "frontmatter.jsonl"

DIFFERENCES: Final = {
    "date-001": "Python has no year 0, so 0000-01-01 stays text",
    "structure-021": "1 and true are one key of a Python mapping",
    "page_data-003": "a permalink that is a number stops the reading; in Jekyll it stops the rendering",
    "post_data-049": "a cut Liquid block is told of where the excerpt is used, not for every document",
}
"""Cases in which jekpy differs, with the reason."""


@pytest.mark.parametrize("case", cases_of(SET, DIFFERENCES))
def test_front_matter_is_read_as_in_jekyll(case: Case, make_site: MakeSite) -> None:
    raw = base64.b64decode(case["input_base64"]) if "input_base64" in case else case["input"].encode()
    expected = case["expected"]
    assert has_front_matter(raw) is expected["header"]
    folder = make_site({case["path"]: raw})
    if "error" in case:
        with pytest.raises(JekpyError) as caught:
            folder.read(**case["config"], unpublished=True)
        assert case["path"] in str(caught.value)
        return
    site, warnings = folder.read(**case["config"], unpublished=True)
    if case["kind"] == "page" and not expected["header"]:
        assert [file.relative_path for file in site.static_files] == [f"/{case['path']}"]
        return
    assert read_of(site) == {"data": expected["data"], "body": expected["body"]}
    assert bool([warning for warning in warnings if warning.code != "config-missing"]) is ("log" in case)


def read_of(site: Site) -> dict[str, object]:
    """Return what was read of a site's one page or document, as the cases have it."""
    for document in site.documents():
        return {"data": encoded(with_excerpt(site, document)), "body": encoded(document.body)}
    (page,) = site.pages
    return {"data": encoded(page.front_matter), "body": encoded(page.body)}


def with_excerpt(site: Site, document: Document) -> dict[str, object]:
    """Return a document's data with the excerpt that Jekyll puts there when it reads the document."""
    data = dict(document.data)
    separator = document.value("excerpt_separator")
    separator = site.config.text("excerpt_separator") if separator is None else str(separator)
    if "title" in data and data.get("excerpt") is None and separator:
        data["excerpt"] = {"$excerpt": excerpt_source(document.body, separator)[0]}
    return data


def encoded(value: object) -> object:
    """Write a value in the way of the cases, which is JSON with marks for what JSON does not have."""
    match value:
        case float():
            return {"$float": ruby_float(value)}
        case datetime():
            return {"$time": f"{value.year:04}-{value:%m-%d %H:%M:%S.%f}000 {value:%z}"}
        case date():
            return {"$date": value.isoformat()}
        case str():
            return encoded_text(value)
        case list() | tuple():
            return [encoded(item) for item in value]
        case dict():
            return encoded_mapping(value)
    return value


def ruby_float(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return repr(value).replace("inf", "Infinity")


def encoded_text(text: str) -> object:
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return {"$bytes": base64.b64encode(raw).decode()}


def encoded_mapping(value: Mapping[Any, object]) -> object:
    if set(value) == {"$excerpt"}:
        return value
    if all(isinstance(key, str) for key in value):
        return {key: encoded(item) for key, item in value.items()}
    return {"$map": [[encoded(key), encoded(item)] for key, item in value.items()]}
