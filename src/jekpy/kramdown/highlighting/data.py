"""JSON and its kin.

Source: tokens observed of Rouge 4.7.0 (json, json-doc).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, include

__all__ = ["JSON", "JSON_WITH_COMMENTS"]

_LABEL: Final = Rule(r'("(?:\\.|[^"\\\n])*")(\s*)(:)', ("nl", "w", "p"))

JSON: Final[States] = {
    "root": (_LABEL, include("value"), Rule(r"[\]}]", "p")),
    "value": (
        Rule(r"\s+", "w"),
        Rule(r'"', "s2", "string"),
        Rule(r"(?:true|false|null)", "kc"),
        Rule(r"-?(?:0|[1-9]\d*)\.\d+(?:[eE][-+]?\d+)?", "mf"),
        Rule(r"-?(?:0|[1-9]\d*)(?:[eE][-+]?\d+)?", "mi"),
        Rule(r"\{", "p", "object"),
        Rule(r"\[", "p", "array"),
    ),
    "object": (_LABEL, Rule(r",", "p"), Rule(r"\}", "p", "^"), include("value")),
    "array": (Rule(r",", "p"), Rule(r"\]", "p", "^"), include("value")),
    "string": (Rule(r'[^"\\]+', "s2"), Rule(r"\\.", "se"), Rule(r'"', "s2", "^")),
}
"""Keys, values and brackets; anything else, comments among it, is an error."""

JSON_WITH_COMMENTS: Final[States] = dict(JSON) | {"value": (Rule(r"//.*", "c1"), *JSON["value"])}
