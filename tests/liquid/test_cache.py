from __future__ import annotations

import pickle

from jekpy.liquid import Engine
from jekpy.liquid.cache import TemplateMemory


def test_of_a_template_that_is_edited_again_and_again_the_last_versions_are_kept() -> None:
    memory = TemplateMemory()
    for number in range(100):
        engine = Engine(memory=memory)
        engine.compile(f"{{{{ page.title }}}} {number}", "edited.html")
        engine.compile("{{ site.title }}", "other.html")
    texts = [key.source for key in memory.known]
    assert len(texts) < 20
    assert {"{{ page.title }} 99", "{{ page.title }} 98", "{{ site.title }}"} <= {*texts}


def test_a_memory_goes_on_where_it_was_pickled() -> None:
    memory = TemplateMemory()
    Engine(memory=memory).compile("{{ 1 }}", "one.html")
    found: TemplateMemory = pickle.loads(pickle.dumps(memory))
    for number in range(100):
        Engine(memory=found).compile(f"{{{{ {number} }}}}", "one.html")
    assert len(found.known) < 20
    assert Engine(memory=found).compile("{{ 99 }}", "one.html").render({}) == "99"
