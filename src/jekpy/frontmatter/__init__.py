"""Front matter and the YAML in it: from text to data, with Jekyll's own idea of both."""

from __future__ import annotations

from jekpy.frontmatter.split import (
    Split,
    has_front_matter,
    parse_front_matter,
    split_front_matter,
)
from jekpy.frontmatter.yaml import load_yaml

__all__ = [
    "Split",
    "has_front_matter",
    "load_yaml",
    "parse_front_matter",
    "split_front_matter",
]
