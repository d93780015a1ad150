"""The search index of a build: the last build's shards that are still valid, and the others made anew."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from jekpy.errors import JekpyError
from jekpy.incremental.digests import digest
from jekpy.incremental.planning import files_are_there
from jekpy.incremental.store import DamagedStoreError, Stored, stored_file
from jekpy.searching import SHARDS_FILE, shard_folders, shards_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import TracebackType

    from jekpy.incremental.running import Planned, Run
    from jekpy.incremental.store import Store
    from jekpy.searching.index import Indexing
    from jekpy.writing import Contents, Output, Staging

__all__ = [
    "IndexAhead",
    "SearchIndex",
    "SearchShard",
    "search_outputs",
    "search_results",
]

_SEARCH: Final = "the search index"
"""What its files are made of, in words."""
_SHARD: Final = "the search index in "
"""The name of a shard of it among the items of the store, before that of its folder."""


@dataclass(frozen=True, slots=True)
class SearchShard:
    """The files of a shard of the search index, and the digest of what they were made of."""

    source: str
    outputs: Sequence[Output]

    def stored(self, before: Stored | None, contents: Contents) -> Stored:
        """Return it as the store has it; the very same as before, if no file of it was written again."""
        if (
            before is not None
            and before.source == self.source
            and all(it.file is None for it in self.outputs)
        ):
            return before
        files = tuple(stored_file(contents, output) for output in self.outputs)
        return Stored(self.source, {}, {}, (), files)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The shards of the search index, by their folders; `is_old` if what is found may have changed since."""

    shards: Mapping[str, SearchShard]
    outputs: Sequence[Output]
    is_old: bool = False


def _stored_shards(results: Mapping[str, Stored]) -> dict[str, Stored]:
    """Return the shards of the search index among the results of a build, by their folders."""
    return {name.removeprefix(_SHARD): found for name, found in results.items() if name.startswith(_SHARD)}


def search_results(
    search: SearchIndex, before: Mapping[str, Stored], contents: Contents
) -> dict[str, Stored]:
    """Return the delivered shards of an index as results for the store; `before` are those it had.

    `contents` is what lies in the destination by now.
    """
    return {
        _SHARD + folder: shard.stored(before.get(_SHARD + folder), contents)
        for folder, shard in search.shards.items()
    }


class IndexAhead:
    """What there is of a build's index before its pages are rendered; to be closed in the end.

    `kept` has the shards of the last build whose files are as they were left; where those are all, the old
    index `can_stay`. Once it is begun, `indexing` goes on in the background, of what the last build found on
    the pages: `texts`, by the pages' names.
    """

    def __init__(
        self,
        planned: Planned,
        store: Store | None,
        contents: Contents,
        is_wanted: Callable[[], bool],
        jobs: int,
    ) -> None:
        """Take the plan of a build, and what lies in the destination as `contents`; nothing goes on yet."""
        before = _stored_shards(planned.stored)
        self.kept: Mapping[str, SearchShard] = {
            folder: SearchShard(found.source, found.files)
            for folder, found in before.items()
            if files_are_there(found, contents)
        }
        self.can_stay = bool(self.kept) and len(self.kept) == len(before)
        self.indexing: Indexing | None = None
        self.texts: Mapping[str, str] = {}
        self.store = store
        self.is_wanted = is_wanted
        self.jobs = jobs
        self._planned = planned

    def __enter__(self) -> IndexAhead:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what goes on."""
        if self.indexing is not None:
            self.indexing.close()

    def is_needed(self) -> bool:
        """Tell whether a new index is still to be made: no old one can stay, or it is wanted."""
        return not self.can_stay or self.is_wanted()

    def begin(self) -> None:
        """Begin with the shards of the pages whose content is new, if they are few.

        An edited page makes its shard anew, all of whose other pages are known before.
        """
        planned, plan, store = self._planned, self._planned.plan, self.store
        anew = plan.reasons.keys() - plan.half_kept.keys() - plan.replaced.keys()
        if store is None or self.jobs < 2 or not anew or not self.is_wanted():
            return
        edited = {planned.names[number] for number in anew}
        shards = _by_shard(
            _Page(name, item.url, found.language, found.searched)
            for name, item in zip(planned.names, planned.items, strict=True)
            if (found := planned.stored.get(name)) is not None and found.searched is not None
        )
        shards = {
            folder: pages for folder, pages in shards.items() if any(page.name in edited for page in pages)
        }
        if not 0 < len(shards) <= self.jobs:
            return
        texts = {page.name: store.text(page.name, "searched") for pages in shards.values() for page in pages}
        known = {name: text for name, text in texts.items() if text is not None}
        if len(known) < len(texts):
            return
        from jekpy.searching.index import Indexing

        given = {folder: [(page.url, known[page.name]) for page in pages] for folder, pages in shards.items()}
        with suppress(JekpyError):  # it is told if the index is really made
            self.indexing = Indexing(given, self.is_needed, self.jobs)
            self.texts = known


class _Page(NamedTuple):
    """A page that a reader may find: its item's name, and the digest of what is found on it."""

    name: str
    url: str
    language: str
    digest: str


def search_outputs(run: Run, ahead: IndexAhead, staging: Staging) -> SearchIndex:
    """Return the search index over all pages that a reader may find, with what was done ahead.

    A shard is made again when what is found on any of its pages, or one of its files, is not as it was. The
    old index stays, if it can, where a new one is not wanted, or not any more while it is being made.
    """
    kept, store = ahead.kept, ahead.store
    if not ahead.is_needed():
        return _search_index(kept, staging, is_old=True)
    shards = _by_shard(
        _Page(name, outcome.url, outcome.language, outcome.searched_digest)
        for name, outcome in zip(run.planned.names, run.outcomes, strict=True)
        if outcome.searched_digest is not None
    )
    sources = {
        folder: digest([(page.url, page.digest) for page in pages]) for folder, pages in shards.items()
    }
    new = {
        folder: shards[folder]
        for folder, source in sources.items()
        if folder not in kept or kept[folder].source != source
    }
    made: dict[str, SearchShard] = {}
    if new:
        from jekpy.searching.index import GivenUpError, search_index

        outcomes = zip(run.planned.names, run.outcomes, strict=True)
        anew = {name: outcome.searched for name, outcome in outcomes if outcome.searched is not None}
        known = {**ahead.texts, **anew}
        texts = {folder: _searched_texts(pages, known, store, staging) for folder, pages in new.items()}
        shards_made = search_index(texts, ahead.is_needed, ahead.jobs, ahead.indexing)
        try:
            with closing(shards_made):  # a disk may be full
                for folder, files in shards_made:
                    outputs = [staging.put(path, content, _SEARCH) for path, content in files.items()]
                    made[folder] = SearchShard(sources[folder], outputs)
        except GivenUpError:
            return _search_index(kept, staging, is_old=True)
    return _search_index({folder: made.get(folder) or kept[folder] for folder in sources}, staging)


def _by_shard(pages: Iterable[_Page]) -> dict[str, list[_Page]]:
    """Return pages by the folder of their shard, in the order in which Pagefind gets them."""
    found = sorted(pages, key=attrgetter("url"))  # that places are changed is no reason to make a shard anew
    shards: dict[str, list[_Page]] = {}
    for folder, page in zip(shard_folders([(it.url, it.language) for it in found]), found, strict=True):
        shards.setdefault(folder, []).append(page)
    return shards


def _searched_texts(
    pages: Iterable[_Page], known: Mapping[str, str], store: Store | None, staging: Staging
) -> list[tuple[str, str]]:
    """Return the URLs of pages and what search finds on them: it is `known`, or in the store.

    Raises DamagedStoreError.
    """
    found: list[tuple[str, str]] = []
    for page in pages:
        text = known.get(page.name)
        if text is None and store is not None:
            text = store.text(page.name, "searched")
        if text is None:
            raise DamagedStoreError(store.path if store else staging.folder)
        found.append((page.url, text))
    return found


def _search_index(
    shards: Mapping[str, SearchShard], staging: Staging, *, is_old: bool = False
) -> SearchIndex:
    """Return the index that has these shards, and the file that names them."""
    outputs: list[Output] = [output for shard in shards.values() for output in shard.outputs]
    if shards:
        outputs.append(staging.put(SHARDS_FILE, shards_file(shards), _SEARCH))
    return SearchIndex(shards, outputs, is_old)
