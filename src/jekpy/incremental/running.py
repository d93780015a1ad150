"""Every item's outcome: kept from the last build where it is still valid, rendered where it is not."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from jekpy.errors import BuildError, Diagnostic, JekpyError
from jekpy.incremental.digests import digest
from jekpy.incremental.planning import Plan, files_are_there, make_plan
from jekpy.incremental.store import DamagedStoreError, Stored, StoredFile
from jekpy.model.document import Document
from jekpy.model.file_facts import FileFacts
from jekpy.rendering.parallel import ordered_map, worth_sharing
from jekpy.rendering.reads import OWN, item_name
from jekpy.searching import (
    SHARDS_FILE,
    GivenUpError,
    language_of,
    search_index,
    searchable_part,
    shard_folders,
    shards_file,
)
from jekpy.writing import Staged

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from jekpy.incremental.fingerprints import Fingerprints
    from jekpy.incremental.store import Store
    from jekpy.model.static_file import StaticFile
    from jekpy.rendering.reads import Key
    from jekpy.rendering.renderer import Item, Renderer
    from jekpy.writing import Staging

__all__ = [
    "Copied",
    "Outcome",
    "Run",
    "SearchIndex",
    "SearchShard",
    "copy_files",
    "remember",
    "render_items",
    "search_outputs",
]

_SEARCH: Final = "the search index"
"""What its files are made of, in words."""
_SHARD: Final = "the search index in "
"""The name of a shard of it among the items of the store, before that of its folder."""
_FILES: Final = "the static files"
"""The name of all static files together there."""

_NOT_SHARED: Final = frozenset((*OWN, "navigation"))
"""Reads that are another thing for each item: many items read the very same, but for these."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item, in a form that can come from another process.

    `searched` is the page's HTML for the search index, in `language`, `content` what other items see of it. A
    kept outcome has neither text: the store has them.
    """

    outputs: tuple[Staged, ...] = ()
    is_document: bool = False
    url: str = ""
    searched: str | None = None
    searched_digest: str | None = None
    language: str = ""
    content: str = ""
    reads: frozenset[Key] = frozenset()
    content_reads: frozenset[Key] = frozenset()
    warnings: tuple[Diagnostic, ...] = ()
    errors: tuple[JekpyError, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """All items of a build with their outcomes, in order, and why those that were rendered were.

    `kept_content` has the numbers of the rendered items whose content is that of the last build, `search` the
    shards of the last build's search index, by their folders.
    """

    items: Sequence[Item]
    names: Sequence[str]
    sources: Sequence[str]
    outcomes: Sequence[Outcome]
    reasons: Mapping[int, str]
    kept_content: Collection[int]
    search: Mapping[str, Stored]


@dataclass(frozen=True, slots=True)
class SearchShard:
    """The files of a shard of the search index, and the digest of what they were made of."""

    source: str
    outputs: Sequence[Staged]

    def is_new(self, before: Stored | None) -> bool:
        """Tell whether it is another than that of the build before, or a file of it was written again."""
        return (
            before is None
            or before.source != self.source
            or any(output.file is not None for output in self.outputs)
        )


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The shards of the search index, by their folders; `is_old` if what they were made of has changed."""

    shards: Mapping[str, SearchShard]
    outputs: Sequence[Staged]
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Copied:
    """The static files of a build; `facts` has for each path what tells its file from any other."""

    outputs: Sequence[Staged]
    facts: Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class _Rendering:
    """Renders the items of a site by their numbers, and stages their outputs."""

    renderer: Renderer
    staging: Staging
    warnings: list[Diagnostic]
    items: Sequence[Item]

    def __call__(self, number: int) -> Outcome:
        item = self.items[number]
        before = len(self.warnings)
        try:
            outcome = self._outcome(item)
        except JekpyError as error:
            outcome = Outcome(errors=(error,))
        warnings = tuple(self.warnings[before:])
        del self.warnings[before:]
        return replace(outcome, warnings=warnings)

    def _outcome(self, item: Item) -> Outcome:
        rendered = self.renderer.render(item)
        outputs: list[Staged] = []
        if not isinstance(item, Document) or self.renderer.site.writes(item):
            source = item.source_path if isinstance(item, Document) else item.path
            outputs.append(self.staging.put(item.output_path, _encoded(rendered.output), source))
            outputs.extend(
                self.staging.put(path, content, source) for path, content in rendered.files.items()
            )
        searched = searchable_part(rendered.output) if outputs and item.output_ext == ".html" else None
        return Outcome(
            outputs=tuple(outputs),
            is_document=isinstance(item, Document),
            url=item.url,
            searched=searched,
            searched_digest=None if searched is None else digest(searched),
            language="" if searched is None else language_of(searched),
            content=self.renderer.progress.converted(item),
            reads=rendered.reads,
            content_reads=rendered.content_reads,
        )


def _encoded(text: str) -> bytes:
    """Return the bytes to write; what could not be decoded when it was read comes out as it went in."""
    return text.encode("utf-8", "surrogateescape")


def render_items(
    renderer: Renderer,
    fingerprints: Fingerprints,
    store: Store | None,
    staging: Staging,
    warnings: list[Diagnostic],
    jobs: int,
    done: Callable[[int, int], None],
) -> Run:
    """Return the outcomes of all items.

    Those that must be rendered are, in their order or, if they are many, by several processes; items that
    read the content of others come last then, when it is there to be read. `done` hears how many of how many
    are rendered. The errors of all are raised together, as a BuildError.
    """
    items = list(renderer.items())
    names = [item_name(item) for item in items]
    sources = [fingerprints.source_of(item) for item in items]
    stored = store.results() if store else {}
    plan = make_plan(list(zip(names, sources, strict=True)), stored, fingerprints, staging.destination)
    if store is not None:
        _look_in(store, renderer, items, names, plan)
        for number, found in plan.half_kept.items():
            content = store.text(names[number], "content")
            if content is not None:
                renderer.progress.take(items[number], content, frozenset(found.content_reads))
    outcomes = {number: _kept(items[number], found) for number, found in plan.kept.items()}
    numbers = sorted(plan.reasons)
    task = _Rendering(renderer, staging, warnings, items)
    outcomes.update(_render(task, numbers, jobs, warnings, lambda count: done(count, len(numbers))))
    ordered = [outcomes[number] for number in range(len(items))]
    warnings.extend(warning for outcome in ordered for warning in outcome.warnings)
    _raise_all(error for outcome in ordered for error in outcome.errors)
    search = {name.removeprefix(_SHARD): found for name, found in stored.items() if name.startswith(_SHARD)}
    return Run(items, names, sources, ordered, plan.reasons, plan.half_kept.keys(), search)


def _kept(item: Item, stored: Stored) -> Outcome:
    return Outcome(
        outputs=tuple(Staged(file.path, file.source, None) for file in stored.files),
        is_document=isinstance(item, Document),
        url=item.url,
        searched_digest=stored.searched,
        language=stored.language,
        reads=frozenset((*stored.reads, *stored.own_reads)),
        content_reads=frozenset(stored.content_reads),
        warnings=stored.warnings,
    )


def _look_in(
    store: Store, renderer: Renderer, items: Sequence[Item], names: Sequence[str], plan: Plan
) -> None:
    """Let the renderer find the content of kept items in the store, in this process alone."""
    kept = {items[number]: (names[number], stored) for number, stored in plan.kept.items()}

    def find(item: Item) -> tuple[str, frozenset[Key]] | None:
        if item not in kept or not store.is_mine:
            return None
        name, stored = kept[item]
        content = store.text(name, "content")
        return None if content is None else (content, frozenset(stored.content_reads))

    renderer.progress.look_elsewhere(find)


def _render(
    task: _Rendering,
    numbers: Sequence[int],
    jobs: int,
    warnings: list[Diagnostic],
    done: Callable[[int], None],
) -> dict[int, Outcome]:
    renderer, items = task.renderer, task.items
    readers = [number for number in numbers if renderer.reads_others(items[number])]
    if worth_sharing(len(numbers) - len(readers), jobs):
        renderer.includes.read_all()  # so that all processes see the same, whatever is edited meanwhile
    else:
        readers = []
    count = 0

    def one_more() -> None:
        nonlocal count
        count += 1
        done(count)

    late = set(readers)
    first = [number for number in numbers if number not in late]
    here = [place for place, number in enumerate(first) if renderer.needs_compiler(items[number])]
    results, died = ordered_map(lambda place: task(first[place]), len(first), jobs, here=here, done=one_more)
    outcomes = dict(zip(first, results, strict=True))
    if readers:
        for number, outcome in outcomes.items():
            if not outcome.errors:
                renderer.progress.take(items[number], outcome.content, outcome.content_reads)
    for number in readers:
        outcomes[number] = task(number)
        one_more()
    if died:
        cause = f"{died} worker process{'es' if died > 1 else ''} died; their pages were rendered again"
        warnings.append(Diagnostic("worker-died", cause, severity="warning"))
    return outcomes


def _raise_all(errors: Iterable[JekpyError]) -> None:
    different = list({str(error): error for error in errors}.values())
    if different:
        raise different[0] if len(different) == 1 else BuildError(different)


def search_outputs(
    run: Run, store: Store | None, staging: Staging, is_wanted: Callable[[], bool] = lambda: True
) -> SearchIndex:
    """Return the search index over all pages that a reader may find.

    A shard is made again when what is found on any of its pages, or one of its files, is not as it was. The
    old index stays, if it can, where a new one is not wanted, or not any more while it is being made.
    """
    pages = _pages_by_shard(run)
    sources = {
        folder: digest([(outcome.url, outcome.searched_digest) for _, outcome in found])
        for folder, found in pages.items()
    }
    kept = {
        folder: SearchShard(found.source, [Staged(file.path, file.source, None) for file in found.files])
        for folder, found in run.search.items()
        if files_are_there(found, staging.destination)
    }
    missing = [
        folder for folder, source in sources.items() if folder not in kept or kept[folder].source != source
    ]
    can_stay = bool(kept) and len(kept) == len(run.search)
    if missing and can_stay and not is_wanted():
        return _search_index(kept, staging, is_old=True)
    texts = {folder: _searched_texts(pages[folder], store, staging) for folder in missing}
    try:
        made = search_index(texts, is_wanted) if can_stay else search_index(texts)
    except GivenUpError:
        return _search_index(kept, staging, is_old=True)
    new = {
        folder: SearchShard(
            sources[folder], [staging.put(path, content, _SEARCH) for path, content in files.items()]
        )
        for folder, files in made.items()
    }
    return _search_index({folder: new.get(folder) or kept[folder] for folder in sources}, staging)


def _pages_by_shard(run: Run) -> dict[str, list[tuple[str, Outcome]]]:
    """Return the names and outcomes of the pages that a reader may find, by the folder of their shard."""
    found = [
        (name, outcome)
        for name, outcome in zip(run.names, run.outcomes, strict=True)
        if outcome.searched_digest is not None
    ]
    found.sort(key=lambda page: page[1].url)  # that places are changed is no reason to make a shard anew
    folders = shard_folders([(outcome.url, outcome.language) for _, outcome in found])
    shards: dict[str, list[tuple[str, Outcome]]] = {}
    for folder, page in zip(folders, found, strict=True):
        shards.setdefault(folder, []).append(page)
    return shards


def _searched_texts(
    pages: Iterable[tuple[str, Outcome]], store: Store | None, staging: Staging
) -> list[tuple[str, str]]:
    """Return the URLs of pages and what search finds on them. Raises DamagedStoreError."""
    found: list[tuple[str, str]] = []
    for name, outcome in pages:
        text = outcome.searched
        if text is None and store is not None:
            text = store.text(name, "searched")
        if text is None:
            raise DamagedStoreError(store.path if store else staging.folder)
        found.append((outcome.url, text))
    return found


def _search_index(
    shards: Mapping[str, SearchShard], staging: Staging, *, is_old: bool = False
) -> SearchIndex:
    """Return the index that has these shards, and the file that names them."""
    outputs = [output for shard in shards.values() for output in shard.outputs]
    if shards:
        outputs.append(staging.put(SHARDS_FILE, shards_file(shards), _SEARCH))
    return SearchIndex(shards, outputs, is_old)


def copy_files(files: Iterable[StaticFile], store: Store | None, staging: Staging) -> Copied:
    """Return the static files of a site, those that are not in the destination staged.

    A file's time and number on the disk, which no program can set back, tell whether it is the one that was
    copied last time; without a word from then, contents are compared.
    """
    known: dict[str, list[int]] = json.loads((store and store.text(_FILES, "facts")) or "{}")
    outputs: list[Staged] = []
    facts: dict[str, list[int]] = {}
    for file in files:
        if file.written:
            with suppress(OSError):  # of which `copy` tells
                facts[file.output_path] = list(FileFacts.of(file.source.stat()))
            is_known = known.get(file.output_path) == facts.get(file.output_path)
            name = file.relative_path.lstrip("/")
            outputs.append(staging.copy(file.output_path, file.source, name, is_known=is_known))
    return Copied(outputs, facts)


def remember(
    run: Run,
    outputs: Iterable[Staged],
    copied: Copied,
    search: SearchIndex | None,
    store: Store,
    fingerprints: Fingerprints,
    destination: Path,
) -> None:
    """Put the outcomes of a build, all of whose `outputs` are delivered, into the store for the next."""
    results: dict[str, Stored] = {}
    shared = {path for path, count in Counter(output.path for output in outputs).items() if count > 1}
    names = set(run.names)
    for folder, shard in (search.shards if search else {}).items():
        names.add(_SHARD + folder)
        if shard.is_new(run.search.get(folder)):
            files = tuple(_stored_file(destination, output) for output in shard.outputs)
            results[_SHARD + folder] = Stored(shard.source, {}, {}, (), files)
    texts: dict[tuple[str, str], str | None] = {(_FILES, "facts"): json.dumps(copied.facts)}
    for number in run.reasons:
        outcome, name = run.outcomes[number], run.names[number]
        results[name] = Stored(
            source=run.sources[number],
            reads={key: fingerprints.of(key) for key in outcome.reads if key[0] not in _NOT_SHARED},
            own_reads={key: fingerprints.of(key) for key in outcome.reads if key[0] == "navigation"},
            content_reads=tuple(sorted(key for key in outcome.content_reads if key != OWN)),
            files=tuple(_stored_file(destination, output, shared) for output in outcome.outputs),
            warnings=outcome.warnings,
            searched=outcome.searched_digest,
            language=outcome.language,
        )
        if number not in run.kept_content:
            texts[name, "content"] = outcome.content
        texts[name, "searched"] = outcome.searched
    store.save(results, texts, names.__contains__)


def _stored_file(destination: Path, output: Staged, shared: Collection[str] = ()) -> StoredFile:
    """Return the file as it can be known again; never, if it shares its path, and may be another's."""
    if output.path in shared:
        return StoredFile(output.path, output.source, -1, -1)
    found = (destination / output.path).stat()
    return StoredFile(output.path, output.source, found.st_size, found.st_mtime_ns)
