"""The search index of a build: the last build's shards that are still valid, and the others made anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jekpy.incremental.digests import digest
from jekpy.incremental.planning import files_are_there
from jekpy.incremental.store import DamagedStoreError, Stored, stored_file
from jekpy.searching import SHARDS_FILE, GivenUpError, search_index, shard_folders, shards_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jekpy.incremental.running import Outcome, Run
    from jekpy.incremental.store import Store
    from jekpy.writing import Contents, Output, Staging

__all__ = ["SearchIndex", "SearchShard", "search_outputs", "search_results"]

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


def search_outputs(
    run: Run, store: Store | None, staging: Staging, is_wanted: Callable[[], bool], jobs: int
) -> SearchIndex:
    """Return the search index over all pages that a reader may find, made with `jobs` cores.

    A shard is made again when what is found on any of its pages, or one of its files, is not as it was. The
    old index stays, if it can, where a new one is not wanted, or not any more while it is being made.
    """
    before = _stored_shards(run.stored)
    kept = {
        folder: SearchShard(found.source, found.files)
        for folder, found in before.items()
        if files_are_there(found, staging.contents)
    }
    can_stay = bool(kept) and len(kept) == len(before)
    if can_stay and not is_wanted():
        return _search_index(kept, staging, is_old=True)
    pages = _pages_by_shard(run)
    sources = {
        folder: digest([(outcome.url, outcome.searched_digest) for _, outcome in found])
        for folder, found in pages.items()
    }
    missing = [
        folder for folder, source in sources.items() if folder not in kept or kept[folder].source != source
    ]
    texts = {folder: _searched_texts(pages[folder], store, staging) for folder in missing}
    try:
        made = search_index(texts, is_wanted if can_stay else _always, jobs)
    except GivenUpError:
        return _search_index(kept, staging, is_old=True)
    new = {
        folder: SearchShard(
            sources[folder], [staging.put(path, content, _SEARCH) for path, content in files.items()]
        )
        for folder, files in made.items()
    }
    return _search_index({folder: new.get(folder) or kept[folder] for folder in sources}, staging)


def _always() -> bool:
    return True


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
    outputs: list[Output] = [output for shard in shards.values() for output in shard.outputs]
    if shards:
        outputs.append(staging.put(SHARDS_FILE, shards_file(shards), _SEARCH))
    return SearchIndex(shards, outputs, is_old)
