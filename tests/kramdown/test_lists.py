"""Lists, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "unordered",
        "- a\n- b",
        "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n",
    ),
    (
        "markers mix",
        "- a\n+ b\n* c",
        "<ul>\n  <li>a</li>\n  <li>b</li>\n  <li>c</li>\n</ul>\n",
    ),
    (
        "ordered",
        "3. a\n7. b",
        "<ol>\n  <li>a</li>\n  <li>b</li>\n</ol>\n",
    ),
    (
        "a parenthesis is no marker",
        "1) a",
        "<p>1) a</p>\n",
    ),
    (
        "a pipe after the marker",
        "-|a",
        (
            "<ul>\n  <li>\n    <table>\n      <tbody>\n        <tr>\n          <td>a</td>\n"
            "        </tr>\n      </tbody>\n    </table>\n  </li>\n</ul>\n"
        ),
    ),
    (
        "nested",
        "- a\n  - b\n    - c",
        (
            "<ul>\n  <li>a\n    <ul>\n      <li>b\n        <ul>\n          <li>c</li>\n"
            "        </ul>\n      </li>\n    </ul>\n  </li>\n</ul>\n"
        ),
    ),
    (
        "nested by four",
        "- a\n    - b",
        "<ul>\n  <li>a\n    <ul>\n      <li>b</li>\n    </ul>\n  </li>\n</ul>\n",
    ),
    (
        "nested in ordered",
        "1. a\n   - b",
        "<ol>\n  <li>a\n    <ul>\n      <li>b</li>\n    </ul>\n  </li>\n</ol>\n",
    ),
    (
        "lazy line",
        "- a\nb",
        "<ul>\n  <li>a\nb</li>\n</ul>\n",
    ),
    (
        "paragraphs",
        "- a\n\n  b\n- c",
        ("<ul>\n  <li>\n    <p>a</p>\n\n    <p>b</p>\n  </li>\n  <li>\n    <p>c</p>\n  </li>\n</ul>\n"),
    ),
    (
        "loose by a blank line",
        "- a\n\n- b",
        "<ul>\n  <li>\n    <p>a</p>\n  </li>\n  <li>\n    <p>b</p>\n  </li>\n</ul>\n",
    ),
    (
        "tight among loose",
        "- a\n- b\n\n- c",
        "<ul>\n  <li>a</li>\n  <li>\n    <p>b</p>\n  </li>\n  <li>c</li>\n</ul>\n",
    ),
    (
        "ended by the marker",
        "- a\n^\n- b",
        "<ul>\n  <li>a</li>\n</ul>\n<ul>\n  <li>b</li>\n</ul>\n",
    ),
    (
        "code in an item",
        "- a\n\n      b",
        "<ul>\n  <li>\n    <p>a</p>\n\n    <pre><code>b\n</code></pre>\n  </li>\n</ul>\n",
    ),
    (
        "heading in an item",
        "- a\n# b",
        '<ul>\n  <li>a\n    <h1 id="b">b</h1>\n  </li>\n</ul>\n',
    ),
    (
        "quote in an item",
        "- a\n> b",
        "<ul>\n  <li>a\n    <blockquote>\n      <p>b</p>\n    </blockquote>\n  </li>\n</ul>\n",
    ),
    (
        "fence in an item",
        "- a\n  ```\n  b\n  ```",
        "<ul>\n  <li>a\n    <pre><code>b\n</code></pre>\n  </li>\n</ul>\n",
    ),
    (
        "one column short ends it",
        "1. a\n\n  b",
        "<ol>\n  <li>a</li>\n</ol>\n\n<p>b</p>\n",
    ),
    (
        "tabs",
        "-\ta\n\tb",
        "<ul>\n  <li>a\nb</li>\n</ul>\n",
    ),
    (
        "only white space",
        "- \n  a",
        "<ul>\n  <li>a</li>\n</ul>\n",
    ),
    (
        "empty marker is a heading",
        "- a\n-\n- b",
        '<ul>\n  <li>\n    <h2 id="a">a</h2>\n  </li>\n  <li>b</li>\n</ul>\n',
    ),
    (
        "a list in a list item",
        "- - a",
        "<ul>\n  <li>\n    <ul>\n      <li>a</li>\n    </ul>\n  </li>\n</ul>\n",
    ),
    (
        "item attributes",
        "- {:.a} b\n- c",
        '<ul>\n  <li class="a">b</li>\n  <li>c</li>\n</ul>\n',
    ),
    (
        "list attributes",
        "- a\n- b\n{:.c}",
        '<ul class="c">\n  <li>a</li>\n  <li>b</li>\n</ul>\n',
    ),
    (
        "another type begins a nested list",
        "- a\n1. b",
        "<ul>\n  <li>a\n    <ol>\n      <li>b</li>\n    </ol>\n  </li>\n</ul>\n",
    ),
    (
        "rule after a blank line",
        "- a\n\n* * *",
        "<ul>\n  <li>a</li>\n</ul>\n\n<hr />\n",
    ),
    (
        "rule in an item",
        "- a\n* * *",
        "<ul>\n  <li>a</li>\n  <li>\n    <ul>\n      <li>*</li>\n    </ul>\n  </li>\n</ul>\n",
    ),
    (
        "element ends it",
        "- a\n<div>b</div>",
        "<ul>\n  <li>a</li>\n</ul>\n<div>b</div>\n",
    ),
    (
        "task list",
        "- [ ] a\n- [x] b\n- c",
        (
            '<ul class="task-list">\n'
            '  <li class="task-list-item"><input type="checkbox" class="task-list-i'
            'tem-checkbox" disabled="disabled" />a</li>\n'
            '  <li class="task-list-item"><input type="checkbox" class="task-list-i'
            'tem-checkbox" disabled="disabled" checked="checked" />b</li>\n'
            '  <li class="task-list-item">c</li>\n</ul>\n'
        ),
    ),
    (
        "no task without a space",
        "- [ ]",
        "<ul>\n  <li>[ ]</li>\n</ul>\n",
    ),
    (
        "deep and back",
        "- a\n  - b\n    - c\n  - d\n- e",
        (
            "<ul>\n  <li>a\n    <ul>\n      <li>b\n        <ul>\n          <li>c</li>\n"
            "        </ul>\n      </li>\n      <li>d</li>\n    </ul>\n  </li>\n  <li>e</li>\n</ul>\n"
        ),
    ),
    (
        "lazy marker in a nested item",
        "- a\n  - b\n1. c",
        "<ul>\n  <li>a\n    <ul>\n      <li>b\n    1. c</li>\n    </ul>\n  </li>\n</ul>\n",
    ),
    (
        "table in an item",
        "- a | b",
        (
            "<ul>\n  <li>\n    <table>\n      <tbody>\n        <tr>\n          <td>a</td>\n"
            "          <td>b</td>\n        </tr>\n      </tbody>\n    </table>\n  </li>\n</ul>\n"
        ),
    ),
    (
        "blank lines between nested",
        "- a\n\n  - b\n\n- c",
        (
            "<ul>\n  <li>\n    <p>a</p>\n\n    <ul>\n      <li>b</li>\n    </ul>\n  </li>\n  <li>\n"
            "    <p>c</p>\n  </li>\n</ul>\n"
        ),
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_an_item_takes_its_lines_and_decides_for_itself_whether_it_is_loose(text: str, html: str) -> None:
    assert render(text) == html
