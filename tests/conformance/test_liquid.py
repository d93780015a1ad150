"""The recorded cases of Liquid 4.0.4, alone and inside Jekyll."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

import jekpy
import jekpy.liquid
from jekpy.errors import JekpyError
from tests.support.conformance import Case, cases_of

if TYPE_CHECKING:
    from pathlib import Path

PLACE = re.compile(r"Liquid (?:syntax )?error \((?:.* )?line (\d+)\): ", re.DOTALL)
OF_RUBY: Final = re.compile(r"undefined method|no implicit conversion|can't convert", re.IGNORECASE)
TOKENS = re.compile(r"(<code\b[^>]*>)(.*?)(</code>)", re.DOTALL)
SPAN = re.compile(r"</?span\b[^>]*>")


ORDER_OF_QUESTIONS: Final = "filters, sort, incompatible types"
"""Its message names the two items that Ruby's quicksort happens to compare first."""


def without_tokens(html: str) -> str:
    """Return the HTML without the spans inside code: Pygments cuts tokens otherwise than Rouge."""
    return TOKENS.sub(lambda match: match[1] + SPAN.sub("", match[2]) + match[3], html)


def has_soft(case: Case) -> bool:
    return case.get("expected_soft") is not None and case["id"] != ORDER_OF_QUESTIONS


@pytest.mark.parametrize("case", cases_of("liquid_golden.jsonl"))
def test_golden(case: Case) -> None:
    if "error" not in case:
        assert (
            jekpy.liquid.render(case["template"], case["data"], partials=case["partials"]) == case["expected"]
        )
        return
    with pytest.raises(JekpyError) as caught:
        jekpy.liquid.render(case["template"], case["data"], partials=case["partials"])
    if not OF_RUBY.search(case["error"]) and case["id"] != ORDER_OF_QUESTIONS:
        assert caught.value.diagnostic.cause in PLACE.sub("", case["error"])


@pytest.mark.parametrize("case", cases_of("liquid_golden.jsonl", wanted=has_soft))
def test_golden_with_errors_in_the_page(case: Case) -> None:
    shown = jekpy.liquid.render(case["template"], case["data"], partials=case["partials"], errors="inline")
    assert shown == case["expected_soft"]


@pytest.mark.parametrize("case", cases_of("liquid_golden.jsonl", wanted=lambda case: "lax" in case))
def test_golden_lax(case: Case) -> None:
    lax = case["lax"]
    if "expected" in lax or "result" in lax:
        shown = jekpy.liquid.render(
            case["template"], case["data"], partials=case["partials"], error_mode="lax"
        )
        assert shown == lax.get("expected", lax.get("result"))


DIFFERENCES: Final[dict[str, str]] = {
    "print-013": "the recorded page is a hash of five keys; a page of a site has Jekyll's, in Jekyll's order",
    "highlight-022": "the template is that of a Markdown page, which the case says outside of its page",
}


@pytest.mark.parametrize("case", cases_of("liquid_jekyll.jsonl", DIFFERENCES))
def test_in_jekyll(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01, the clock of the recorded cases
    for folder, files in (("", case["files"]), ("_includes/", case["includes"])):
        for name, text in files.items():
            path = tmp_path / f"{folder}{name}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    page = case.get("page_from") or case.get("page")

    def render() -> str:
        return jekpy.render(case["template"], case["data"], source=tmp_path, config=case["config"], page=page)

    if "error" in case:
        with pytest.raises(JekpyError):
            render()
    else:
        assert without_tokens(render()) == without_tokens(case["expected"])
