"""python-frontmatter with jekpy's rules."""

from __future__ import annotations

import frontmatter
import pytest

from jekpy.frontmatter.handler import FrontMatterHandler


def test_python_frontmatter_reads_and_writes_by_the_same_rules() -> None:
    post = frontmatter.loads("---\non: 010\nz: é\n---\n\nbody\n", handler=FrontMatterHandler())
    assert (post.metadata, post.content) == ({"True": 8, "z": "é"}, "body")
    again = frontmatter.dumps(frontmatter.Post("body", title="é", list=[1]), handler=FrontMatterHandler())
    assert again == "---\ntitle: é\nlist:\n- 1\n---\n\nbody"


def test_python_frontmatter_leaves_a_text_without_front_matter_alone() -> None:
    handler = FrontMatterHandler()
    assert not handler.detect("plain")
    with pytest.raises(ValueError, match="no front matter"):
        handler.split("plain")
    assert handler.load("- a") == {}
