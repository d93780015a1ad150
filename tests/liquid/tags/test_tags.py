"""The standard tags, each in the cases that set it apart."""

from __future__ import annotations

import pytest

from jekpy.errors import LiquidError, LiquidSyntaxError
from jekpy.liquid import render

DATA = {
    "a": [1, 2, 3, 4],
    "t": True,
    "f": False,
    "n": None,
    "s": "abc",
    "h": {"x": 1, "y": 2},
    "i": 2,
    "site": {"v": 1},
}


def outputs(*cases: tuple[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("template", "expected"), cases)


@outputs(
    ("{% assign x = 'a' | upcase %}{{ x }}", "A"),
    ("{% assign x.y = 1 %}{{ x.y }}{{ ['x.y'] }}", "1"),
    ("{% for i in a %}{% assign i = 9 %}{{ i }}{% endfor %}{{ i }}", "12349"),
    ("{% assign i = i | plus: 1 %}{{ i }}", "3"),
    ("{% assign x = empty %}[{{ x }}]{% if x == '' %}y{% endif %}", "[]y"),
    ("{% capture x %}a{{ i }}{% endcapture %}{{ x }}{{ x }}", "a2a2"),
    ("{% capture 'x' %}a{% endcapture %}{{ x }}", "a"),
    (
        (
            "{% for j in a %}{% capture x %}{{ j }}{% if j == 2 %}{% break %}{% endif %}"
            "-{% endcapture %}{% endfor %}{{ x }}"
        ),
        "2",
    ),
)
def test_assign_and_capture(template: str, expected: str) -> None:
    assert render(template, DATA) == expected


@outputs(
    ("{% if t and f or t %}y{% else %}n{% endif %}", "y"),
    ("{% if f and t or t %}y{% else %}n{% endif %}", "n"),
    ("{% if t or f and f %}y{% endif %}", "y"),
    ("{% if n == false %}y{% else %}n{% endif %}", "n"),
    ("{% if '' %}y{% endif %}{% if 0 %}y{% endif %}{% if n %}x{% endif %}", "yy"),
    ("{% if n %}1{% elsif f %}2{% elsif t %}3{% else %}4{% endif %}", "3"),
    ("{% if f %}1{% else %}2{% else %}3{% endif %}", "2"),
    ("{% if i == 2 %}eq{% endif %}{% if i != 2 %}ne{% endif %}{% if i <> 3 %}lg{% endif %}", "eqlg"),
    ("{% if 1 == true %}y{% else %}n{% endif %}{% if t == true %}y{% endif %}", "ny"),
    ("{% if s contains 'b' and a contains 3 %}y{% endif %}", "y"),
    ("{% if empty %}t{% endif %}{% if '' == empty %}e{% endif %}{% if n == empty %}x{% endif %}", "te"),
    ("{% unless t %}1{% elsif t %}2{% endunless %}", "2"),
    ("{% unless f %}1{% else %}2{% endunless %}", "1"),
    ("{% if t" + " or f" * 200 + " %}y{% endif %}", "y"),
    ("{% if f %}{% elsif f" + " or f" * 200 + " or t %}y{% endif %}", "y"),
)
def test_if_and_unless(template: str, expected: str) -> None:
    assert render(template, DATA) == expected


@outputs(
    ("{% case i %}{% when 1 %}a{% when 2 %}b{% else %}c{% endcase %}", "b"),
    ("{% case i %}{% when 1, 2 or 3 %}a{% endcase %}", "a"),
    ("{% case i %}{% when 2, 2 %}a{% when 2 %}b{% else %}c{% endcase %}", "aab"),
    ("{% case s %}x{% when 'abc' %}a{% when 'q' %}b{% else %}c{% endcase %}", "a"),
    ("{% case s %}{% when 'q' %}b{% else %}c{% when 'abc' %}a{% endcase %}", "c"),
    ("{% case n %}{% when nil %}nil{% endcase %}", "nil"),
    ("{% for j in a %}{% case j %}{% when 2, 2 %}{% break %}{% else %}{{ j }}{% endcase %}{% endfor %}", "1"),
)
def test_case(template: str, expected: str) -> None:
    assert render(template, DATA) == expected


@outputs(
    ("{% for j in a %}{{ j }}{% endfor %}", "1234"),
    ("{% for j in a reversed limit:2 offset:1 %}{{ j }}{% endfor %}", "32"),
    (
        "{% for j in a limit:2 %}{{ j }}{% endfor %}-{% for j in a offset:continue %}{{ j }}{% endfor %}",
        "12-34",
    ),
    ("{% for j in n %}x{% else %}none{% endfor %}{% for j in '' %}x{% else %}none{% endfor %}", "nonenone"),
    (
        "{% for j in a limit:0 %}x{% else %}none{% endfor %}{% for j in a limit:n %}{{ j }}{% endfor %}",
        "none1234",
    ),
    ("{% for j in s %}{{ j }}{% endfor %}{% for p in h %}{{ p[0] }}{{ p[1] }}{% endfor %}", "abcx1y2"),
    ("{% for j in (1..i) %}{{ j }}{% endfor %}{% for j in (3..1) %}x{% else %}e{% endfor %}", "12e"),
    (
        (
            "{% for j in a %}{{ forloop.index }}{{ forloop.rindex0 }}"
            "{{ forloop.first }}{{ forloop.last }} {% endfor %}"
        ),
        "13truefalse 22falsefalse 31falsefalse 40falsetrue ",
    ),
    (
        "{% for j in a limit:1 %}{{ forloop.name }}{{ forloop.length }}{{ forloop }}{% endfor %}",
        "j-a1Liquid::ForloopDrop",
    ),
    (
        (
            "{% for j in (1..2) %}{% for k in (1..2) %}"
            "{{ forloop.parentloop.index }}{{ forloop.index }} {% endfor %}{% endfor %}"
        ),
        "11 12 21 22 ",
    ),
    (
        (
            "{% for j in a %}{% if j == 2 %}{% continue %}{% endif %}"
            "{% if j == 4 %}{% break %}{% endif %}{{ j }}{% endfor %}"
        ),
        "13",
    ),
    (
        (
            "{% for j in (1..2) %}{% for k in a %}"
            "{% if k == 2 %}{% break %}{% endif %}{{ j }}{{ k }} {% endfor %}{% endfor %}"
        ),
        "11 21 ",
    ),
    ("a{% break %}b", "a"),
    ("{{ forloop.index }}{% for j in a %}{% endfor %}{{ j }}", ""),
    ("{% for i in a %}{{ i }}{% endfor %}{{ i }}", "12342"),
)
def test_for(template: str, expected: str) -> None:
    assert render(template, DATA) == expected


def test_a_table_has_rows_and_cells() -> None:
    table = render("{% tablerow j in a cols:3 %}{{ j }}{{ tablerowloop.col_last }}{% endtablerow %}", DATA)
    assert table == (
        '<tr class="row1">\n<td class="col1">1false</td><td class="col2">2false</td>'
        '<td class="col3">3true</td></tr>\n'
        '<tr class="row2"><td class="col1">4false</td></tr>\n'
    )


@outputs(
    ("{% tablerow j in n %}x{% endtablerow %}", ""),
    (
        "{% tablerow j in a limit:1 offset:2 %}{{ j }}{% endtablerow %}",
        '<tr class="row1">\n<td class="col1">3</td></tr>\n',
    ),
)
def test_tablerow(template: str, expected: str) -> None:
    assert render(template, DATA) == expected


@outputs(
    ("{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}", "aba"),
    ("{% cycle 'a', 'b' %}{% cycle 'x': 'a', 'b' %}{% cycle 'x': 'a', 'b' %}", "aab"),
    ("{% cycle i, s %}{% cycle i, s %}", "22"),
    ("{% for j in a %}{% cycle i, s %}{% endfor %}", "2abc2abc"),
    ("{% increment c %}{% increment c %}{{ c }}{% decrement c %}", "0121"),
    ("{% decrement c %}{% decrement c %}", "-1-2"),
    ("{% assign c = 7 %}{% increment c %}{{ c }}{% increment c %}", "071"),
    ("{% increment i %}{{ i }}", "23"),
    ("{% for c in a %}{% increment c %}{{ c }}{% endfor %}{{ c }}", "011223344"),
    (
        (
            "{% for j in '1' %}{% ifchanged %}{{ i }}{% endifchanged %}"
            "{% ifchanged %}{{ i }}{% endifchanged %}{% endfor %}"
        ),
        "2",
    ),
)
def test_tags_that_remember(template: str, expected: str) -> None:
    assert render(template, DATA) == expected


def test_nothing_is_remembered_from_one_render_to_the_next() -> None:
    from jekpy.liquid import Engine

    template = Engine().compile(
        "{% cycle 1, 2 %}{% increment c %}{% ifchanged %}x{% endifchanged %}{{ v }}{% assign v = 3 %}", "t"
    )
    assert [template.render({}) for _ in range(2)] == ["10x", "10x"]


@outputs(
    ("{% raw %}{{ a }}{% if %}{% endraw %}", "{{ a }}{% if %}"),
    ("{% raw -%}  a  {% endraw -%}  b", "  a  b"),
    ("a {%- raw %} b {% endraw %}", "a b "),
    ("{% comment %}{% nope %}{{ x | | }}{% comment %}{% endcomment %}{% endcomment %}z", "z"),
    ("{% comment %}{% raw %}{% endcomment %}{% endraw %}{% endcomment %}z", "z"),
)
def test_raw_and_comment(template: str, expected: str) -> None:
    assert render(template, DATA) == expected


@outputs(
    ("a  {%- assign x = 1 -%}  b", "ab"),
    ("a {{- i -}} b", "a2b"),
    ("{{ i -}}{{ i }} c", "22 c"),
    ("a\xa0{{- i }}", "a\xa02"),
    ("{% if t %}  {% endif %}", ""),
    ("{% if f %}x{% else %}  {% endif %}", "  "),
    ("{% for j in a %}\n{% assign x = j %}\n{% endfor %}{{ x }}", "4"),
    ("{% if t %} {% increment c %} {% endif %}", " 0 "),
    ("{% tablerow j in a %} {% endtablerow %}", ""),
)
def test_white_space(template: str, expected: str) -> None:
    assert render(template, DATA) == expected


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% nope %}", "Unknown tag 'nope'"),
        ("{% else %}", "Unexpected outer 'else' tag"),
        ("{% endif %}", "Unknown tag 'endif'"),
        ("{% if t %}", "'if' tag was never closed"),
        ("{% if t %}{% endfor %}", "'endfor' is not a valid delimiter for if tags. use endif"),
        ("{% capture x %}{% else %}{% endcapture %}", "capture tag does not expect 'else' tag"),
        ("{% if %}{% endif %}", "Syntax Error in tag 'if' - Valid syntax: if [expression]"),
        ("{% if a and %}{% endif %}", "Syntax Error in tag 'if' - Valid syntax: if [expression]"),
        ("{% for a %}{% endfor %}", "Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]"),
        ("{% assign a %}", "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]"),
        ("{% capture %}{% endcapture %}", "Syntax Error in 'capture' - Valid syntax: capture [var]"),
        ("{% case %}{% endcase %}", "Syntax Error in 'case' - Valid syntax: case [condition]"),
        (
            "{% case a %}{% else x %}{% endcase %}",
            "Syntax Error in tag 'case' - Valid else condition: {% else %} (no parameters) ",
        ),
        ("{% cycle %}", "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]"),
        (
            "{% tablerow x %}{% endtablerow %}",
            "Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3",
        ),
        (
            "{% include %}",
            "Error in tag 'include' - Valid syntax: include '[template]' (with|for) [object|collection]",
        ),
        ("{% raw x %}{% endraw %}", "Syntax Error in 'raw' - Valid syntax: raw"),
        ("{% raw %}{%- endraw %}", "'raw' tag was never closed"),
        ("{{ x }", "Variable '{{ x }' was not properly terminated with regexp: /\\}\\}/"),
        ("{% if x", "Tag '{%' was not properly terminated with regexp: /\\%\\}/"),
        ("{% %}", "Tag '{% %}' was not properly terminated with regexp: /\\%\\}/"),
        ("{% if a %}" * 101 + "{% endif %}" * 101, "Nesting too deep"),
    ],
)
def test_what_cannot_be_parsed(template: str, message: str) -> None:
    with pytest.raises(LiquidSyntaxError) as caught:
        render(template, {})
    assert caught.value.diagnostic.cause == message


@pytest.mark.parametrize("depth", [5, 6, 7, 13, 100])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{% if t %}a", "{% endif %}"),
        ("{% unless f %}a", "{% endunless %}"),
        ("{% case 1 %}{% when 1 %}a", "{% endcase %}"),
        ("{% capture x %}a", "{% endcapture %}{{ x }}"),
        ("{% ifchanged %}a", "{% endifchanged %}"),
    ],
)
def test_blocks_nest_a_hundred_deep(depth: int, opening: str, closing: str) -> None:
    assert render(opening * depth + "x" + closing * depth, {"t": True}) == "a" * depth + "x"


@pytest.mark.parametrize("depth", [5, 6, 7, 13, 99])
def test_loops_nest_and_see_their_own_variables(depth: int) -> None:
    opening = "".join(f"{{% for v{level} in (1..1) %}}" for level in range(depth))
    variables = "{{ v0 }}{{ v" + str(depth - 1) + " }}{{ forloop.index }}{% break %}"
    assert render(opening + variables + "{% endfor %}" * depth, {}) == "111"


@pytest.mark.parametrize(
    ("partials", "template", "expected"),
    [
        ({"p": "{{ x }}"}, "{% assign x = 1 %}{% include 'p' %}", "1"),
        ({"p": "{% assign x = 2 %}"}, "{% include 'p' %}{{ x }}", "2"),
        ({"p": "{{ p.v }}"}, "{% include 'p' with site %}", "1"),
        ({"p": "[{{ p }}]"}, "{% include 'p' for a %}", "[1][2][3][4]"),
        ({"p": "{{ x }}{% assign x = 5 %}{{ x }}"}, "{% include 'p', x: 1 %}{{ x }}", "115"),
        (
            {"p": "{{ j }}{% if j == 2 %}{% break %}{% endif %}"},
            "{% for j in a %}{% include 'p' %}-{% endfor %}",
            "1-2",
        ),
        ({"p": "a{% break %}b"}, "{% include 'p' %}c", "a"),
        ({"p": "{{ forloop.index }}{{ j }}"}, "{% for j in a %}{% include 'p' %}{% endfor %}", "11223344"),
    ],
)
def test_an_include_shares_the_variables(partials: dict[str, str], template: str, expected: str) -> None:
    assert render(template, DATA, partials=partials) == expected


def test_an_include_has_to_have_a_name() -> None:
    with pytest.raises(LiquidError, match="Illegal template name"):
        render("{% include nope %}", {})
