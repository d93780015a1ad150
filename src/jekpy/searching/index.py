"""The search index of a site: what is found on its pages in, Pagefind's files out.

Several services share the shards; each numbers its own from 0.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from jekpy.errors import JekpyError
from jekpy.searching.service import GivenUpError, Service, failure
from jekpy.searching.shards import SEARCH_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from types import TracebackType

    from jekpy.searching.service import Message

__all__ = ["GivenUpError", "Indexing", "search_index"]

Pages: TypeAlias = "Sequence[tuple[str, str]]"
Files: TypeAlias = "dict[str, bytes]"

# Lists of contents: what they name is found where it stands. The comments mark what has no mark of its own.
_LISTS = ["#markdown-toc"]
# Pagefind's ready-made search boxes: the theme has its own.
_UNUSED = re.compile(r"pagefind-(?:ui|modular-ui|component-ui|highlight)\.(?:js|css)")
# What searches: the first shard's is for all.
_PROGRAM = re.compile(r"pagefind(?:-worker)?\.js|wasm\..*\.pagefind")

_ENTRY: Final = "pagefind-entry.json"


def search_index(
    shards: Mapping[str, Pages],
    is_wanted: Callable[[], bool] = lambda: True,
    jobs: int = 1,
    begun: Indexing | None = None,
) -> Generator[tuple[str, Files], None, None]:
    """Give each shard of the search index once it is made: its files, by output path below the destination.

    `shards` has for the folder of each (`pagefind/`, `pagefind/1/`, ...) its pages: pairs of URL (without
    base URL) and `searched_text`. Equal pages in equal order give equal bytes. The shard in `pagefind/`
    alone has the program that searches. Services for `jobs` cores share the work; what is `begun` goes on
    where it can be used. `is_wanted` is asked again and again meanwhile; GivenUpError is raised once it says
    no. Raises JekpyError when Pagefind is missing or fails. Whoever does not take all closes it.
    """
    ready = {name: pages for name, pages in shards.items() if begun and begun.can_make(name, pages)}
    if begun and ready:
        yield from begun.files(ready)
    others = {name: pages for name, pages in shards.items() if name not in ready}
    with Indexing(others, is_wanted, jobs) as indexing:
        yield from indexing.files(others)


class Indexing:
    """A search index in the making, in the background, from pages that may yet change."""

    def __init__(self, shards: Mapping[str, Pages], is_wanted: Callable[[], bool], jobs: int) -> None:
        """Begin with shards as `search_index` has them. Raises JekpyError where Pagefind does not start."""
        folders = list(shards)
        # One more than there are cores, for the time that each waits to be asked or heard.
        services = jobs if jobs < 2 else jobs + 1
        self._groups: list[_Group] = []
        self._threads: list[Thread] = []
        try:
            for start in range(min(services, len(folders))):
                group = _Group(Service(is_wanted), {name: shards[name] for name in folders[start::services]})
                self._groups.append(group)
                group.begin()
        except JekpyError:
            self.close()
            raise

    def __enter__(self) -> Indexing:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End all that goes on."""
        for group in self._groups:
            group.service.close()  # so that nobody waits for its answers any more
        for thread in self._threads:
            thread.join()

    def can_make(self, folder: str, pages: Pages) -> bool:
        """Tell whether it may give the files of a shard with these pages: no page came, went or moved."""
        return any(group.can_make(folder, pages) for group in self._groups)

    def files(self, shards: Mapping[str, Pages]) -> Iterator[tuple[str, Files]]:
        """Give each of `shards`, which it can make, as `search_index` does. Raises as that does."""
        groups = [group for group in self._groups if group.shards.keys() & shards.keys()]
        if len(groups) < 2:
            for group in groups:
                yield from group.files(shards)
            return
        made: SimpleQueue[tuple[str, Files] | Exception | None] = SimpleQueue()

        def make(group: _Group) -> None:
            try:
                for found in group.files(shards):
                    made.put(found)
                made.put(None)
            except Exception as error:  # noqa: BLE001 - it is raised where the files are waited for
                made.put(error)

        for group in groups:
            thread = Thread(target=make, args=(group,), daemon=True)
            thread.start()
            self._threads.append(thread)
        at_work = len(groups)
        while at_work:
            found = made.get()
            if isinstance(found, Exception):
                raise found
            if found is None:
                at_work -= 1
            else:
                yield found


@dataclass(frozen=True, slots=True)
class _Group:
    """The shards that one service makes."""

    service: Service
    shards: Mapping[str, Pages]

    def begin(self) -> None:
        for number, pages in enumerate(self.shards.values()):
            new = {"type": "NewIndex", "config": {"exclude_selectors": _LISTS}}
            self.service.ask([new, *(_page(number, *page) for page in pages)])

    def can_make(self, folder: str, pages: Pages) -> bool:
        urls = [url for url, _text in pages]
        return (
            folder in self.shards
            and [url for url, _text in self.shards[folder]] == urls
            and len(set(urls)) == len(urls)  # of two at one URL, the last given would be found
        )

    def files(self, shards: Mapping[str, Pages]) -> Iterator[tuple[str, Files]]:
        """Give the files of its shards that are in `shards` too, with the pages that they have there."""
        wanted = [(number, name) for number, name in enumerate(self.shards) if name in shards]
        for number, name in wanted:
            pages = zip(shards[name], self.shards[name], strict=True)
            # A page that is given again takes the place that it had.
            self.service.ask([_page(number, *page) for page, was in pages if page != was])
            self.service.ask([{"type": "GetFiles", "index_id": number}])
        lists = (answer["files"] for answer in self.service.answers() if "files" in answer)
        for _number, name in wanted:
            files = next(lists, None)
            if files is None:
                raise failure("an answer holds no files")
            yield name, _files(name, files)


def _page(number: int, url: str, text: str) -> Message:
    """Return the request to add a page to the index of that number."""
    return {"type": "AddFile", "index_id": number, "url": url, "file_contents": text}


def _files(shard: str, files: Any) -> Files:
    """Return the files of an answer that the shard in that folder needs."""
    found = {
        shard + file["path"]: base64.b64decode(file["content"])
        for file in sorted(files, key=lambda file: str(file["path"]))
        if not _UNUSED.fullmatch(file["path"])
        and (shard == SEARCH_FOLDER or not _PROGRAM.fullmatch(file["path"]))
    }
    entry = shard + _ENTRY
    if entry in found:
        found[entry] = _in_order(found[entry])
    return found


def _in_order(entry: bytes) -> bytes:
    """Return what tells of an index with its languages in order: Pagefind gives them in any."""
    told = json.loads(entry)
    told["languages"] = dict(sorted(told["languages"].items()))
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
