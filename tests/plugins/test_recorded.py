"""Sites with plugins, compared with what real Jekyll made of them.

Each file of `recorded/` holds a site and every file that Jekyll wrote. Recorded with Jekyll 4.3.1, whose
version stands in some outputs, and jekyll-seo-tag 2.8.0; where 2.9.0 writes otherwise, both are brought to
one form.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from tests.support.sites import MakeSite

RECORDED: Final = Path(__file__).parent / "recorded"
CHANGED: Final = 1_741_064_767
"""The time of all source files: 2025-03-04T05:06:07Z."""

MASKS: Final = (
    (r"(Jekyll v|version=\")4\.\d\.\d", r"\1VERSION"),
    (r"SEO tag v2\.\d\.\d", "SEO tag"),
    (r'<meta (?:name="twitter:description" )?property="og:description"', "<meta og:description"),
    (r'<meta (?:name|property)="(twitter:(?:title|image))"', r"<meta \1"),
    (r'<meta property="article:modified_time"[^>]*>\n+', ""),
)


def masked(text: str) -> str:
    for pattern, form in MASKS:
        text = re.sub(pattern, form, text)
    return text


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*.json")), ids=lambda path: path.stem)
def test_a_site_comes_out_as_jekyll_makes_it(path: Path, make_site: MakeSite) -> None:
    case = json.loads(path.read_text("utf-8"))
    site = make_site(case["files"])
    for file in site.source.rglob("*"):
        os.utime(file, (CHANGED, CHANGED))
    site.build()
    outputs = {name: masked(text) for name, text in site.outputs().items()}
    assert outputs == {name: masked(text) for name, text in case["expected"].items()}
