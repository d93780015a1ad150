"""Tables, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "one line",
        "a | b",
        (
            "<table>\n  <tbody>\n    <tr>\n      <td>a</td>\n      <td>b</td>\n    </tr>\n"
            "  </tbody>\n</table>\n"
        ),
    ),
    (
        "header",
        "| a | b |\n|---|---|\n| c | d |",
        (
            "<table>\n  <thead>\n    <tr>\n      <th>a</th>\n      <th>b</th>\n    </tr>\n"
            "  </thead>\n  <tbody>\n    <tr>\n      <td>c</td>\n      <td>d</td>\n    </tr>\n"
            "  </tbody>\n</table>\n"
        ),
    ),
    (
        "alignment",
        "| a | b | c | d |\n|:-|-:|:-:|-|\n| e | f | g | h |",
        (
            '<table>\n  <thead>\n    <tr>\n      <th style="text-align: left">a</th>\n'
            '      <th style="text-align: right">b</th>\n'
            '      <th style="text-align: center">c</th>\n      <th>d</th>\n    </tr>\n  </thead>\n'
            '  <tbody>\n    <tr>\n      <td style="text-align: left">e</td>\n'
            '      <td style="text-align: right">f</td>\n'
            '      <td style="text-align: center">g</td>\n      <td>h</td>\n    </tr>\n  </tbody>\n'
            "</table>\n"
        ),
    ),
    (
        "bodies and footer",
        "| a |\n|---|\n| b |\n|---|\n| c |\n|===\n| d |",
        (
            "<table>\n  <thead>\n    <tr>\n      <th>a</th>\n    </tr>\n  </thead>\n  <tbody>\n"
            "    <tr>\n      <td>b</td>\n    </tr>\n  </tbody>\n  <tbody>\n    <tr>\n"
            "      <td>c</td>\n    </tr>\n  </tbody>\n  <tfoot>\n    <tr>\n      <td>d</td>\n"
            "    </tr>\n  </tfoot>\n</table>\n"
        ),
    ),
    (
        "short rows",
        "| a | b |\n|--|--|\n| c |",
        (
            "<table>\n  <thead>\n    <tr>\n      <th>a</th>\n      <th>b</th>\n    </tr>\n"
            "  </thead>\n  <tbody>\n    <tr>\n      <td>c</td>\n      <td>\u00a0</td>\n    </tr>\n"
            "  </tbody>\n</table>\n"
        ),
    ),
    (
        "long rows",
        "| a |\n|--|\n| b | c |",
        (
            "<table>\n  <thead>\n    <tr>\n      <th>a</th>\n      <th>\u00a0</th>\n    </tr>\n"
            "  </thead>\n  <tbody>\n    <tr>\n      <td>b</td>\n      <td>c</td>\n    </tr>\n"
            "  </tbody>\n</table>\n"
        ),
    ),
    (
        "escaped pipe",
        "| a \\| b |",
        "<table>\n  <tbody>\n    <tr>\n      <td>a | b</td>\n    </tr>\n  </tbody>\n</table>\n",
    ),
    (
        "pipe in code",
        "| `a|b` | c |",
        (
            "<table>\n  <tbody>\n    <tr>\n      <td><code>a|b</code></td>\n      <td>c</td>\n"
            "    </tr>\n  </tbody>\n</table>\n"
        ),
    ),
    (
        "html code",
        "| <code>a|b</code> | c |",
        (
            "<table>\n  <tbody>\n    <tr>\n      <td><code>a|b</code></td>\n      <td>c</td>\n"
            "    </tr>\n  </tbody>\n</table>\n"
        ),
    ),
    (
        "code with backticks",
        "| `` a`b `` |",
        ("<table>\n  <tbody>\n    <tr>\n      <td><code>a`b</code></td>\n    </tr>\n  </tbody>\n</table>\n"),
    ),
    (
        "text after",
        "a | b\nc",
        "<p>a | b\nc</p>\n",
    ),
    (
        "text before",
        "a\nb | c",
        "<p>a\nb | c</p>\n",
    ),
    (
        "no body",
        "| a |\n|---|",
        "<p>| a |\n|—|</p>\n",
    ),
    (
        "separator first",
        "|---|\n| a |",
        "<table>\n  <tbody>\n    <tr>\n      <td>a</td>\n    </tr>\n  </tbody>\n</table>\n",
    ),
    (
        "only a pipe",
        "|",
        "<table>\n  <tbody>\n    <tr>\n    </tr>\n  </tbody>\n</table>\n",
    ),
    (
        "pipes within code only",
        "a `b | c`",
        "<p>a <code>b | c</code></p>\n",
    ),
    (
        "attributes",
        "| a |\n{:.b}",
        ('<table class="b">\n  <tbody>\n    <tr>\n      <td>a</td>\n    </tr>\n  </tbody>\n</table>\n'),
    ),
    (
        "spans in cells",
        "| *a* | [b](c) |",
        (
            "<table>\n  <tbody>\n    <tr>\n      <td><em>a</em></td>\n"
            '      <td><a href="c">b</a></td>\n    </tr>\n  </tbody>\n</table>\n'
        ),
    ),
    (
        "link with a pipe",
        "| [a|b](c) |",
        (
            "<table>\n  <tbody>\n    <tr>\n      <td>[a</td>\n      <td>b](c)</td>\n    </tr>\n"
            "  </tbody>\n</table>\n"
        ),
    ),
    (
        "list marker lines",
        "a | b\n- | -",
        "<p>a | b</p>\n<ul>\n  <li>| -</li>\n</ul>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_a_table_is_lines_with_pipes_between_boundaries(text: str, html: str) -> None:
    assert render(text) == html
