"""Turns of loops that are kept for other renders: nothing of them is seen but their speed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jekpy.errors import LiquidError
from jekpy.liquid import Drop, Engine, pass_context, pass_registers
from jekpy.liquid.kept_loops import KEPT_LOOPS, KeptLoops

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

OWN = "own"


class Notes:
    """Takes note of what is read, and of how many values."""

    def __init__(self) -> None:
        self.current: set[object] = set()
        self.count = 0

    def none(self) -> set[object]:
        return set()

    def swap(self, notes: set[Any]) -> set[Any]:
        before, self.current = self.current, notes
        return before

    def note_all(self, keys: Iterable[object]) -> None:
        self.current.update(keys)

    def note(self, key: object) -> None:
        self.current.add(key)
        self.count += 1


class Thing(Drop):
    """A mapping that notes what is read of it."""

    def __init__(self, values: Mapping[str, object], notes: Notes, owner: str = "") -> None:
        self.values_of_it = values
        self.notes = notes
        self.owner = owner

    def __getitem__(self, key: str) -> object:
        self.notes.note(self.owner or ("column", key))
        return self.values_of_it[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_of_it)


def rendered(
    template: str,
    pages: Sequence[Mapping[str, object]],
    items: Sequence[Mapping[str, object]],
    *,
    keeps: bool,
    filters: Mapping[str, Callable[..., object]] | None = None,
) -> tuple[list[str], list[set[object]], int]:
    """Return what each page gives, what it read, and how many values were read in all."""
    notes = Notes()
    engine = Engine(filters=filters, moving=frozenset())
    things = [Thing(item, notes) for item in items]
    registers = {KEPT_LOOPS: KeptLoops(notes, (OWN,))} if keeps else {}
    outputs, reads = [], []
    for page in pages:
        notes.current = set()
        variables = {"page": Thing(page, notes, OWN), "items": things, "few": things[:4]}
        try:
            outputs.append(engine.compile(template, "layout").render(variables, registers))
        except LiquidError as error:
            outputs.append(f"error: {error.diagnostic.cause}")
        reads.append(notes.current)
    return outputs, reads, notes.count


ITEMS = [
    {
        "url": f"/{number}/",
        "title": f"T{number}",
        "parent": "T1" if number % 3 == 2 else None,
        "order": number,
    }
    for number in range(12)
]
PAGES = [{**item, "lang": "en"} for item in ITEMS]


def assert_same(template: str, pages: Sequence[Mapping[str, object]] = PAGES) -> tuple[int, int]:
    """Check that a template gives the same with and without; return how many values each way reads."""
    plain, plain_reads, often = rendered(template, pages, ITEMS, keeps=False)
    kept, kept_reads, seldom = rendered(template, pages, ITEMS, keeps=True)
    assert kept == plain
    for less, more in zip(plain_reads, kept_reads, strict=True):
        assert less <= more
    return often, seldom


MENU = (
    "{% for item in items %}<li{% if page.url == item.url or page.parent == item.title %} class=on"
    "{% endif %}>"
    "{{ item.title | upcase }}</li>{% endfor %}"
)

KEPT = {
    "a menu": MENU,
    "a menu in a menu": "{% for a in items %}{% unless a.parent %}{{ a.title }}"
    "{% assign kids = items | where:"
    " 'parent', a.title %}{% for b in kids %}[{{ b.title }}{% if b.url == page.url %}!{% endif %}]"
    "{% endfor %}"
    "{% endunless %}{% endfor %}",
    "a variable that is set first": "{% for item in items %}{% assign on = false %}"
    "{% if item.url == page.url %}"
    "{% assign on = true %}{% endif %}{{ item.title }}{{ on }}{% endfor %}{{ on }}",
    "a variable that only some turns set": "{% for item in items %}{% if item.parent %}"
    "{% assign t = item.title %}"
    "{{ t }}{% endif %}{{ item.url }}{% endfor %}{{ t }}",
    "its own place": "{% for item in items %}{{ forloop.index }}/{{ forloop.length }} {{ item.title }}"
    "{% if page.title != item.title %},{% endif %}{% endfor %}",
    "a capture": "{% for item in items %}{% capture c %}<{{ item.title }}>{% endcapture %}{{ c }}"
    "{% if c == page.title or item.url == page.url %}*{% endif %}{% endfor %}",
    "a loop that is left": "{% for item in items %}{% if item.title == page.title %}{{ item.url }}{% break %}"
    "{% endif %}{{ item.order }}{% endfor %}",
    "turns that end early": "{% for item in items %}{% if item.title == page.title %}"
    "{% continue %}{% endif %}"
    "{{ item.title }}{% endfor %}",
    "a value that counts": "{% for item in items %}{{ page.lang }}{{ item.title }}{% endfor %}",
    "a case": "{% for item in items %}{% case item.order %}{% when 1 %}one{% when 2 %}two{% else %}"
    "{{ item.title }}{% endcase %}{% endfor %}",
    "both sides from around": "{% assign u = page.lang %}{% for item in items %}{% if u == page.lang %}="
    "{% endif %}{{ item.title }}{% endfor %}",
    "deep blocks": "{% for a in items %}{% if a %}{% if a %}{% if a %}{% if a %}{% if a %}"
    "{% if a %}{% if a %}"
    "{{ a.title }}{% if page.url == a.url %}!{% endif %}{% endif %}{% endif %}{% endif %}"
    "{% endif %}{% endif %}"
    "{% endif %}{% endif %}{{ forloop.index }}{% endfor %}",
}


@pytest.mark.parametrize("template", KEPT.values(), ids=KEPT)
def test_a_kept_loop_gives_the_same_for_less(template: str) -> None:
    often, seldom = assert_same(template)
    assert seldom < often / 2


OTHERS = {
    "a counter": "{% for item in items %}{% increment n %}{{ item.title }}{% endfor %}",
    "a sum": "{% assign n = 0 %}{% for item in items %}"
    "{% assign n = n | plus: item.order %}{{ n }}{% endfor %}",
    "what the turn before left": "{% for item in items %}{{ last }}"
    "{% assign last = item.title %}{{ item.url }}"
    "{% if item.url == page.url %}{% assign last = 'me' %}{% endif %}{% endfor %}",
    "where a loop ended": "{% for a in items %}"
    "{% for b in few limit: 2 %}{{ b.title }}{{ a.title }}{% endfor %}"
    "{% endfor %}{% for b in few offset: continue %}{{ b.title }}{% endfor %}",
    "a loop that goes on": "{% for a in items %}{% for b in items limit: 3 offset: continue %}{{ b.title }}"
    "{{ a.title }}{% endfor %}{% endfor %}",
    "a loop in a loop of the same name": "{% for item in items %}{% for item in few %}{{ item.title }}"
    "{% if item.url == page.url %}!{% endif %}{% endfor %}{{ item.url }}{% endfor %}",
    "a variable of the loop around": "{% for a in few %}{% for b in items %}{{ b.title }}"
    "{% if a.url == b.url %}="
    "{% endif %}{% if page.url == b.url %}!{% endif %}{{ forloop.parentloop.index }}{% endfor %}{% endfor %}",
    "the page itself": "{% for item in items %}{{ page[item.title] }}{{ page['url'] }}"
    "{{ item.title }}{% endfor %}",
    "a name in brackets": "{% assign n = 'items' %}"
    "{% for item in [n] %}{{ item.title }}{{ item.url }}{% endfor %}",
    "values of no plain kind": "{% assign all = page.url | split: '/' %}{% for item in items %}"
    "{% if all == item.tags %}{{ item.title }}{% endif %}{{ all }}{% endfor %}",
    "a long loop of texts": "{% assign all = 'a,b,c,d,e,f' | split: ',' %}"
    "{% for t in all %}{{ t }}{{ page.url }}"
    "{{ t }}{% endfor %}",
    "an error": "{% for item in items %}{{ item.title }}{% if item.url == page.url %}{{ 1 | divided_by: 0 }}"
    "{% endif %}{% endfor %}",
}


@pytest.mark.parametrize("template", OTHERS.values(), ids=OTHERS)
def test_any_other_loop_gives_the_same_too(template: str) -> None:
    assert_same(template)


@pytest.mark.parametrize("mark", [lambda function: function, pass_context, pass_registers])
def test_a_filter_of_ones_own_is_asked_each_time(
    mark: Callable[[Callable[..., str]], Callable[..., str]],
) -> None:
    asked = 0

    def ask(context_or_value: object, *values: object) -> str:
        nonlocal asked
        asked += 1
        return f"{(context_or_value, *values)[-1]}{asked}"

    template = "{% for item in items %}{{ item.title | ask }}{{ item.url }}{% endfor %}"
    rendered(template, PAGES[:3], ITEMS, keeps=True, filters={"ask": mark(ask)})
    assert asked == 3 * len(ITEMS)


def test_a_loop_of_an_engine_that_is_not_told_what_moves_is_not_kept() -> None:
    notes = Notes()
    kept = KeptLoops(notes, (OWN,))
    layout = Engine().compile(MENU, "layout")
    for page in PAGES:
        layout.render({"page": page, "items": [Thing(item, notes) for item in ITEMS]}, {KEPT_LOOPS: kept})
    assert kept.characters == 0


def test_a_loop_in_the_text_of_one_page_is_not_kept() -> None:
    notes = Notes()
    engine = Engine(moving=frozenset())
    kept = KeptLoops(notes, (OWN,))
    things = [Thing(item, notes) for item in ITEMS]
    for _ in range(2):
        page = engine.compile(MENU, "page", is_shared=False)
        page.render({"page": {}, "items": things}, {KEPT_LOOPS: kept})
    assert kept.characters == 0


def test_a_loop_that_is_another_on_each_page_is_given_up() -> None:
    notes = Notes()
    kept = KeptLoops(notes, (OWN,))
    things = [Thing(item, notes) for item in ITEMS]
    layout = Engine(moving=frozenset()).compile(
        "{% for item in items %}{{ page.title }}{{ item.title }}{% endfor %}", "layout"
    )
    sizes = []
    for number in range(150):
        output = layout.render({"page": {"title": str(number)}, "items": things}, {KEPT_LOOPS: kept})
        assert output == "".join(f"{number}{item['title']}" for item in ITEMS)
        sizes.append(kept.characters)
    assert sizes[0] < sizes[50] < sizes[-1] == sizes[-40]


def test_a_variable_that_equals_many_things_counts_as_a_value() -> None:
    items = [{"title": str(number), "lang": "en" if number % 2 else "de"} for number in range(40)]
    pages = [{"lang": "de" if number % 5 else "en"} for number in range(20)]
    template = (
        "{% for item in items %}{% if page.lang == item.lang %}{{ item.title }}{% endif %},{% endfor %}"
    )
    plain, _, often = rendered(template, pages, items, keeps=False)
    kept, _, seldom = rendered(template, pages, items, keeps=True)
    assert kept == plain
    assert seldom < often / 3


def test_the_limit_on_loops_counts_turns_that_are_kept() -> None:
    from jekpy.liquid import Limits

    notes = Notes()
    engine = Engine(limits=Limits(loops=100), moving=frozenset())
    kept = KeptLoops(notes, (OWN,))
    things = [Thing(item, notes) for item in ITEMS[:8]]
    template = "{% for a in items %}{% for b in items %}{{ a.title }}{{ b.title }}{% endfor %}{% endfor %}"
    page = engine.compile(template, "layout")
    page.render({"items": things}, {KEPT_LOOPS: kept})
    page.render({"items": things}, {KEPT_LOOPS: kept})
    twice = engine.compile(template * 2, "layout")
    for registers in ({KEPT_LOOPS: kept}, {KEPT_LOOPS: kept}, {}):
        with pytest.raises(LiquidError, match="loops more than 100 times"):
            twice.render({"items": things}, registers)


# Any loops at all

VALUES = st.sampled_from(("page.url", "page.parent", "page.kind", "x", "y", "items", "few", "nothing",
                          "'T1'", "2", "nil", "true", "blank"))  # fmt: skip
ITEM_VALUES = st.sampled_from(("a.url", "a.title", "a.parent", "a.order", "a", "b.title", "b.parent", "b.url",
                               "forloop.index", "forloop.last"))  # fmt: skip
ANY = st.one_of(VALUES, ITEM_VALUES)
FILTERS = st.sampled_from(("", " | upcase", " | size", " | append: x", " | plus: 1", " | default: a.title",
                           " | where: 'parent', a.title", " | first", " | join: ','"))  # fmt: skip
COMPARISONS = st.tuples(ANY, st.sampled_from(("==", "!=", "==", "contains", "<")), ANY).map(" ".join)
CONDITIONS = st.one_of(
    ANY, COMPARISONS, st.tuples(COMPARISONS, st.sampled_from(("and", "or")), COMPARISONS).map(" ".join)
)


def _blocks(body: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, CONDITIONS, body, body),
        st.builds("{{% unless {} %}}{}{{% endunless %}}".format, CONDITIONS, body),
        st.builds("{{% capture {} %}}{}{{% endcapture %}}".format, st.sampled_from("xy"), body),
        st.builds("{{% case {} %}}{{% when {} %}}{}{{% endcase %}}".format, ANY, ANY, body),
        st.builds(
            "{{% for {} in {}{} %}}{}{{% endfor %}}".format,
            st.sampled_from("ab"),
            st.sampled_from(("items", "few", "x", "y", "items")),
            st.sampled_from(("", "", " reversed", " limit: 5", " offset: continue")),
            body,
        ),
    )


LEAVES = st.one_of(
    st.builds("{{{{ {}{} }}}}".format, ANY, FILTERS),
    st.builds("{{% assign {} = {}{} %}}".format, st.sampled_from("xy"), ANY, FILTERS),
    st.sampled_from(("-", "{% break %}", "{% continue %}", ".")),
)
BODIES = st.recursive(
    st.lists(LEAVES, min_size=1, max_size=3).map("".join),
    lambda body: st.lists(st.one_of(LEAVES, _blocks(body)), min_size=1, max_size=3).map("".join),
    max_leaves=12,
)
TEMPLATES = st.builds(
    "{}{{% for a in {} %}}{}{{% endfor %}}|{{{{ x }}}}|{{{{ y }}}}|"
    "{{% for b in few offset: continue %}}{{{{ b.url }}}}{{% endfor %}}".format,
    st.lists(LEAVES, max_size=2).map("".join),
    st.sampled_from(("items", "items", "few")),
    BODIES,
)


@settings(max_examples=300, deadline=None)
@given(template=TEMPLATES, order=st.permutations(range(6)))
def test_whatever_a_loop_does_it_gives_the_same(template: str, order: Sequence[int]) -> None:
    pages = [{**ITEMS[number], "kind": number % 2} for number in [*order, *order]]
    assert_same(template, pages)


def test_what_moves_is_not_read_before_the_template_asks_for_it() -> None:
    notes = Notes()
    engine = Engine(moving=frozenset({"output"}))
    page = Thing({"output": "x"}, notes, OWN)
    template = (
        "{% for item in items %}{{ item.title }}{% if item.no %}{{ page.output }}{% endif %}{% endfor %}"
    )
    for _ in range(2):
        output = engine.compile(template, "layout").render(
            {"page": page, "items": ITEMS}, {KEPT_LOOPS: KeptLoops(notes, (OWN,))}
        )
        assert output == "".join(str(item["title"]) for item in ITEMS)
    assert notes.count == 0
