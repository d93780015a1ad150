"""Every item's outcome: kept from the last build where it is still valid, rendered where it is not."""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from jekpy.errors import BuildError, Diagnostic, JekpyError
from jekpy.incremental.digests import digest_of_text
from jekpy.incremental.planning import Plan, make_plan
from jekpy.incremental.search import search_results
from jekpy.incremental.store import Stored, stored_file
from jekpy.model.document import Document
from jekpy.model.file_facts import FileFacts
from jekpy.rendering.parallel import ordered_map, worth_sharing
from jekpy.rendering.reads import OWN, MenuPlace, Noted, item_name
from jekpy.rendering.renderer import encoded
from jekpy.searching import language_of, searchable_part, searched_text
from jekpy.writing import Staged

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from jekpy.incremental.fingerprints import Fingerprints
    from jekpy.incremental.search import SearchIndex
    from jekpy.incremental.store import Results, Store
    from jekpy.model.static_file import StaticFile
    from jekpy.rendering.reads import Key, Remembered
    from jekpy.rendering.renderer import Item, Renderer
    from jekpy.writing import Contents, Output, Staging

__all__ = [
    "Copied",
    "Outcome",
    "Planned",
    "Run",
    "copy_files",
    "plan_items",
    "remember",
    "render_items",
]

_FILES: Final = "the static files"
"""The name of all static files together there."""

_APART: Final = frozenset(("cell", "navigation"))
"""Reads that are another thing for most items: many items read the very same, but for these."""

_WORTH_KEEPING_LOOPS: Final = 10
"""For fewer pages than this nobody would use the turns of loops again."""


class Outcome(NamedTuple):
    """What became of one item, in a form that can come from another process.

    `searched` is the page's text for the search index, in `language`, `content` what other items see of it.
    What is as it was in the last build is not there: the store has it. A kept outcome has no `content_reads`.
    `menu` is the place of the menu in its one output, if that can be replaced, as `has_new_menu` says it was.
    """

    outputs: tuple[Output, ...] = ()
    is_document: bool = False
    url: str = ""
    searched: str | None = None
    searched_digest: str | None = None
    language: str = ""
    content: str | None = None
    reads: Collection[Key] = frozenset()
    content_reads: frozenset[Key] = frozenset()
    warnings: tuple[Diagnostic, ...] = ()
    errors: tuple[JekpyError, ...] = ()
    menu: MenuPlace | None = None
    has_new_menu: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """All items of a build, in order, with their names and their sources' digests, and what is to be done.

    `stored` are the last build's results.
    """

    items: Sequence[Item]
    names: Sequence[str]
    sources: Sequence[str]
    plan: Plan
    stored: Mapping[str, Stored]


@dataclass(frozen=True, slots=True)
class Run:
    """A plan that is carried out: the outcomes of all its items, in order."""

    planned: Planned
    outcomes: Sequence[Outcome]

    def reads(self) -> set[Key]:
        """Return all that any item read, but for what is another thing for each item."""
        different = {id(outcome.reads): outcome.reads for outcome in self.outcomes}
        return set().union(*different.values())


@dataclass(frozen=True, slots=True)
class Copied:
    """The static files of a build; `facts` has for each path what tells its file from any other."""

    outputs: Sequence[Output]
    facts: Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class _Rendering:
    """Renders the items of a site by their numbers, and stages their outputs.

    `half_kept` has the results of those whose content is as it was, by their numbers, `replaced` of those
    that are as they were but for the menu.
    """

    renderer: Renderer
    staging: Staging
    warnings: list[Diagnostic]
    items: Sequence[Item]
    half_kept: Mapping[int, Stored]
    replaced: Mapping[int, Stored]

    def __call__(self, number: int) -> Outcome:
        item = self.items[number]
        before = len(self.warnings)
        try:
            outcome = self._with_new_menu(item, number) or self._outcome(item, self.half_kept.get(number))
        except JekpyError as error:
            outcome = Outcome(errors=(error,))
        warnings = tuple(self.warnings[before:])
        del self.warnings[before:]
        return outcome._replace(warnings=warnings)

    def _outcome(self, item: Item, before: Stored | None) -> Outcome:
        rendered = self.renderer.render(item)
        outputs: list[Output] = []
        if not isinstance(item, Document) or self.renderer.site.writes(item):
            source = item.source_path if isinstance(item, Document) else item.path
            outputs.append(self.staging.put(item.output_path, encoded(rendered.output), source))
            outputs.extend(
                self.staging.put(path, content, source) for path, content in rendered.files.items()
            )
        outcome = Outcome(
            outputs=tuple(outputs),
            is_document=isinstance(item, Document),
            url=item.url,
            content=self.renderer.progress.converted(item) if before is None else None,
            reads=rendered.reads,
            content_reads=rendered.content_reads,
            menu=rendered.menu if len(outputs) == 1 else None,
        )
        return _searched(outcome, item, rendered.output, before)

    def _with_new_menu(self, item: Item, number: int) -> Outcome | None:
        """Return the outcome of an item whose last output gets a new menu; None if it is to be rendered.

        Its reads are what the menu read: the others are as they were.
        """
        stored = self.replaced.get(number)
        if stored is None or stored.menu is None:
            return None
        file = stored.files[0]
        output = self.staging.left(file.path, file.size, file.modified_ns)
        if output is None:
            return None
        try:
            menu, reads = self.renderer.menu_of(item)
        except JekpyError:
            return None  # which says it again, and of which page
        start, end = stored.menu.start, stored.menu.start + stored.menu.length
        new = encoded(menu)
        output = b"".join((output[:start], new, output[end:]))
        outcome = Outcome(
            outputs=(self.staging.put(file.path, output, file.source),),
            is_document=isinstance(item, Document),
            url=item.url,
            reads=frozenset(reads),
            menu=MenuPlace(start, len(new), ()),
            has_new_menu=True,
        )
        return _searched(outcome, item, output.decode("utf-8", "surrogateescape"), stored)


def _searched(outcome: Outcome, item: Item, output: str, before: Stored | None) -> Outcome:
    """Return the outcome with what search finds on the page; its text, if it is not as it was `before`."""
    part = searchable_part(output) if outcome.outputs and item.output_ext == ".html" else None
    if part is None:
        return outcome
    part_digest = digest_of_text(part)
    is_new = before is None or before.searched != part_digest
    return outcome._replace(
        searched=searched_text(part) if is_new else None,
        searched_digest=part_digest,
        language=language_of(part),
    )


def plan_items(
    renderer: Renderer, fingerprints: Fingerprints, stored: Mapping[str, Stored], contents: Contents
) -> Planned:
    """Return which items of a site must be rendered; `stored` are the results that the store has.

    `contents` is what lies in the destination.
    """
    items = list(renderer.items())
    names = [item_name(item) for item in items]
    sources = [fingerprints.source_of(item) for item in items]
    plan = make_plan(list(zip(names, sources, strict=True)), stored, fingerprints, contents)
    return Planned(items, names, sources, plan, stored)


def render_items(
    planned: Planned,
    renderer: Renderer,
    store: Store | None,
    staging: Staging,
    warnings: list[Diagnostic],
    jobs: int,
    done: Callable[[int, int], None],
    meanwhile: Callable[[], None],
) -> Run:
    """Carry out a plan. `meanwhile` begins what may go on in the background.

    The items that must be rendered are, in their order or, if they are many, by several processes; items that
    read the content of others come last then, when it is there to be read. `done` hears how many of how many
    are rendered. The errors of all are raised together, as a BuildError.
    """
    items, names, plan = planned.items, planned.names, planned.plan
    half_kept: dict[int, Stored] = {}
    if store is not None:
        _look_in(store, renderer, items, names, plan)
        for number, found in plan.half_kept.items():
            content = store.text(names[number], "content")
            if content is not None:
                renderer.progress.take(items[number], content, found.content_reads)
                half_kept[number] = found
    outcomes = {number: _kept(items[number], found) for number, found in plan.kept.items()}
    numbers = sorted(plan.reasons)
    if len(numbers) >= _WORTH_KEEPING_LOOPS:
        renderer.keep_loops()
    task = _Rendering(renderer, staging, warnings, items, half_kept, plan.replaced)
    outcomes.update(
        _render(task, numbers, jobs, warnings, lambda count: done(count, len(numbers)), meanwhile)
    )
    reads: dict[object, tuple[frozenset[Key], frozenset[Key]]] = {}
    for number, found in plan.replaced.items():
        outcomes[number] = _with_all_reads(outcomes[number], found, reads)
    ordered = [outcomes[number] for number in range(len(items))]
    warnings.extend(warning for outcome in ordered for warning in outcome.warnings)
    _raise_all(error for outcome in ordered for error in outcome.errors)
    return Run(planned, ordered)


def _with_all_reads(
    outcome: Outcome, stored: Stored, known: dict[object, tuple[frozenset[Key], frozenset[Key]]]
) -> Outcome:
    """Return the outcome of an item that got a new menu with what all of it read: most share the very same.

    `known` has them by those that were met before.
    """
    if stored.menu is None or outcome.menu is None or not outcome.has_new_menu:
        return outcome
    mark = id(stored.reads), id(stored.menu.reads), outcome.reads
    if mark not in known:
        others = stored.reads.keys() - set(stored.menu.reads)
        known[mark] = frozenset(others | set(outcome.reads)), frozenset(outcome.reads) - others
    reads, only = known[mark]
    return outcome._replace(reads=reads, menu=outcome.menu._replace(reads=only))


def _kept(item: Item, stored: Stored) -> Outcome:
    return Outcome(
        outputs=stored.files,
        is_document=isinstance(item, Document),
        url=item.url,
        searched_digest=stored.searched,
        language=stored.language,
        reads=stored.reads,
        warnings=stored.warnings,
    )


def _look_in(
    store: Store, renderer: Renderer, items: Sequence[Item], names: Sequence[str], plan: Plan
) -> None:
    """Let the renderer find the content of kept items in the store, in this process alone."""
    known = {**plan.kept, **plan.replaced}
    kept = {items[number]: (names[number], stored) for number, stored in known.items()}

    def find(item: Item) -> Remembered[str] | None:
        if item not in kept or not store.is_mine:
            return None
        name, stored = kept[item]
        content = store.text(name, "content")
        return None if content is None else (content, Noted(stored.content_reads))

    renderer.progress.look_elsewhere(find)


def _render(
    task: _Rendering,
    numbers: Sequence[int],
    jobs: int,
    warnings: list[Diagnostic],
    done: Callable[[int], None],
    meanwhile: Callable[[], None],
) -> dict[int, Outcome]:
    renderer, items = task.renderer, task.items
    readers = [
        number for number in numbers if number not in task.replaced and renderer.reads_others(items[number])
    ]
    compiled = {number for number in numbers if renderer.needs_compiler(items[number])}
    leading: list[int] = []
    if worth_sharing(len(numbers) - len(readers), jobs):
        renderer.includes.read_all()  # so that all processes see the same, whatever is edited meanwhile
        leading = _one_of_each_layout(items, numbers, without={*readers, *compiled})
    else:
        readers = []
    count = 0

    def one_more() -> None:
        nonlocal count
        count += 1
        done(count)

    outcomes: dict[int, Outcome] = {}
    for number in leading:
        outcomes[number] = task(number)
        one_more()
    apart = {*leading, *readers}
    shared = [number for number in numbers if number not in apart]
    here = [place for place, number in enumerate(shared) if number in compiled]
    results, died = ordered_map(
        lambda place: task(shared[place]), len(shared), jobs, here=here, done=one_more, meanwhile=meanwhile
    )
    outcomes.update(zip(shared, results, strict=True))
    if readers:
        for number, outcome in outcomes.items():
            if not outcome.errors and outcome.content is not None:
                renderer.progress.take(items[number], outcome.content, outcome.content_reads)
    for number in readers:
        outcomes[number] = task(number)
        one_more()
    if died:
        cause = f"{died} worker process{'es' if died > 1 else ''} died; their pages were rendered again"
        warnings.append(Diagnostic("worker-died", cause, severity="warning"))
    return outcomes


def _one_of_each_layout(items: Sequence[Item], numbers: Sequence[int], without: Collection[int]) -> list[int]:
    """Return the first item of each layout: all workers have what it makes once, templates and the menu."""
    firsts = {
        str(items[number].value("layout")): number for number in reversed(numbers) if number not in without
    }
    return sorted(firsts.values())


def _raise_all(errors: Iterable[JekpyError]) -> None:
    different = list({str(error): error for error in errors}.values())
    if different:
        raise different[0] if len(different) == 1 else BuildError(different)


def copy_files(files: Iterable[StaticFile], store: Store | None, staging: Staging) -> Copied:
    """Return the static files of a site, those that are not in the destination staged.

    A file's time and number on the disk, which no program can set back, tell whether it is the one that was
    copied last time; without a word from then, contents are compared.
    """
    known: dict[str, list[int]] = json.loads((store and store.text(_FILES, "facts")) or "{}")
    outputs: list[Output] = []
    facts: dict[str, list[int]] = {}
    for file in files:
        if not file.written:
            continue
        path, name = file.output_path, file.relative_path.lstrip("/")
        with suppress(OSError):  # of which `copy` tells
            found = FileFacts.of(os.stat(file.source))  # noqa: PTH116 - a path object takes longer
            facts[path] = list(found)
            if known.get(path) == facts[path] and staging.holds(path, found):
                outputs.append(Staged(path, name, None))
                continue
        outputs.append(staging.copy(path, file.source, name))
    return Copied(outputs, facts)


def remember(
    run: Run,
    outputs: Iterable[Output],
    copied: Copied,
    search: SearchIndex | None,
    store: Store,
    fingerprints: Fingerprints,
    contents: Contents,
) -> Results:
    """Put the outcomes of a build, all of whose `outputs` are delivered, into the store for the next.

    `contents` is what lies in the destination by now. Return the results that are there then, as far as they
    are known.
    """
    by_items = Counter(output.path for outcome in run.outcomes for output in outcome.outputs)
    by_all = Counter(output.path for output in outputs)
    unknown = {path for path, count in by_items.items() if by_all[path] > count}  # not an item's, maybe
    planned = run.planned
    texts: dict[tuple[str, str], str | None] = {(_FILES, "facts"): json.dumps(copied.facts)}
    alike = _Alike(planned.stored.values(), fingerprints)
    results: dict[str, Stored] = {}
    for number, (name, outcome) in enumerate(zip(planned.names, run.outcomes, strict=True)):
        if number not in planned.plan.reasons:
            results[name] = planned.stored[name]
            continue
        before = planned.stored[name] if outcome.has_new_menu else None
        own_reads = {key: fingerprints.of(key) for key in outcome.reads if key[0] in _APART}
        content_reads = tuple(sorted(key for key in outcome.content_reads if key != OWN))
        results[name] = Stored(
            source=planned.sources[number],
            reads=alike.reads(outcome.reads),
            own_reads=before.own_reads if before else own_reads,
            content_reads=before.content_reads if before else content_reads,
            files=tuple(stored_file(contents, output, unknown) for output in outcome.outputs),
            warnings=outcome.warnings,
            searched=outcome.searched_digest,
            language=outcome.language,
            menu=alike.menu(outcome.menu),
        )
        if outcome.content is not None:
            texts[name, "content"] = outcome.content
        if outcome.searched is not None or outcome.searched_digest is None:
            texts[name, "searched"] = outcome.searched
    if search is not None:
        results.update(search_results(search, planned.stored, contents))
    return store.save(results, texts)


class _Alike:
    """Gives results that read the very same one and the same account of it: most of a site do."""

    def __init__(self, before: Iterable[Stored], fingerprints: Fingerprints) -> None:
        different = {id(stored.reads): stored.reads for stored in before}
        self._fingerprints = fingerprints
        self._reads = {frozenset(reads.items()): reads for reads in different.values()}
        self._known: dict[int, Mapping[Key, str]] = {}
        self._menus: dict[frozenset[Key], tuple[Key, ...]] = {}

    def reads(self, keys: Collection[Key]) -> Mapping[Key, str]:
        """Return the fingerprints of those of `keys` that are the same thing for all."""
        found = self._known.get(id(keys))
        if found is None:
            reads = {key: self._fingerprints.of(key) for key in keys if key != OWN and key[0] not in _APART}
            found = self._known[id(keys)] = self._reads.setdefault(frozenset(reads.items()), reads)
        return found

    def menu(self, place: MenuPlace | None) -> MenuPlace | None:
        """Return a place of a menu."""
        if place is None:
            return None
        reads = frozenset(place.reads)
        return place._replace(reads=self._menus.setdefault(reads, tuple(sorted(reads))))
