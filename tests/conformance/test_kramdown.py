"""The kramdown dialect, compared with kramdown itself and with Jekyll's Markdown converter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from jekpy.kramdown import Kramdown, Options, to_html
from tests.support.conformance import cases_of

if TYPE_CHECKING:
    from tests.support.conformance import Case

DIFFERENCES: Final[dict[str, str]] = {}
"""Cases in which jekpy differs, with the reason: there are none."""

DIFFERENCES_IN_WARNINGS: Final = {
    "block/12_extension/options2": "an option that cannot have the value is warned about; kramdown is silent",
    "span/01_link/link_defs": "kramdown forgets all earlier warnings where emphasis is not closed",
}
"""Cases in which jekpy warns of something else, with the reason."""

JEKYLL: Final = Kramdown(Options.jekyll())
CODE: Final = re.compile(r"(<code\b[^>]*>)(.*?)(</code>)", re.DOTALL)
SPAN: Final = re.compile(r"</?span\b[^>]*>")


def without_tokens(html: str) -> str:
    """Drop the tokens of highlighted code: Pygments and Rouge cut them differently."""
    return CODE.sub(lambda match: match[1] + SPAN.sub("", match[2]) + match[3], html)


@pytest.mark.parametrize("case", cases_of("kramdown.jsonl", DIFFERENCES))
def test_kramdown_is_written_as_kramdown_writes_it(case: Case) -> None:
    html = to_html(case["input"], parser=case["parser"], **case["options"])
    assert without_tokens(html) == without_tokens(case["expected"])


@pytest.mark.parametrize("case", cases_of("kramdown_gfm.jsonl", DIFFERENCES))
def test_gfm_is_written_as_the_gfm_parser_writes_it(case: Case) -> None:
    html = to_html(case["input"], parser=case["parser"], **case["options"])
    assert without_tokens(html) == without_tokens(case["expected"])


@pytest.mark.parametrize("case", cases_of("kramdown_jekyll.jsonl", DIFFERENCES))
def test_kramdowns_cases_come_out_as_in_jekyll(case: Case) -> None:
    assert without_tokens(JEKYLL.convert(case["input"]).html) == without_tokens(case["expected"])


@pytest.mark.parametrize("case", cases_of("markdown_real.jsonl", DIFFERENCES))
def test_real_pages_come_out_as_in_jekyll(case: Case) -> None:
    assert without_tokens(JEKYLL.convert(case["input"]).html) == without_tokens(case["expected"])


@pytest.mark.parametrize("case", cases_of("markdown_real_liquid.jsonl", DIFFERENCES))
def test_real_pages_after_liquid_come_out_as_in_jekyll(case: Case) -> None:
    assert without_tokens(JEKYLL.convert(case["input"]).html) == without_tokens(case["expected"])


@pytest.mark.parametrize("case", cases_of("kramdown.jsonl", DIFFERENCES_IN_WARNINGS))
def test_as_many_warnings_are_given_as_kramdown_gives(case: Case) -> None:
    options = Options.from_mapping({**case["options"], "input": case["parser"]})
    assert len(Kramdown(options).convert(case["input"]).warnings) == len(case.get("warnings", []))
