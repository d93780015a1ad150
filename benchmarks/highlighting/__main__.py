"""Compares the tokens of code with those of Rouge, on files of real code and on mutations of them.

    python -m benchmarks.highlighting --rouge ROUGE/lib CORPUS [--language TAG ...] [--show 5]

CORPUS holds a folder for each language, named by Rouge's tag, with files in that language. Each file is cut
into blocks of some lines, as they stand in documentation, and each block is compared as it is and mutated.
"""

from __future__ import annotations

import json
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import click

from jekpy.kramdown.highlighting.catalogue import lexer
from jekpy.kramdown.highlighting.machine import Token, merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINES: Final = 30
_LONGEST: Final = 8_000
_FOLDED: Final = "kns mcopgew"
_PIECES: Final = (
    *"\"'`(){}[]<>#/\\;:,.$%@!?*-+=|&~^_ \n0aA",
    "/*",
    "*/",
    "//",
    "--",
    "\n\n",
    "    ",
    "0x1F",
    "1.5e3",
)

Block: TypeAlias = tuple[str, str, bool]
"""The name of its file, the code, and whether it was mutated."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many blocks there are, and how many agree to the byte, and in text and the kinds of classes."""

    files: int
    blocks: int
    equal: int
    alike: int
    mutated: int
    mutated_equal: int


class Rouge:
    """A Ruby process that runs Rouge."""

    def __init__(self, library: Path) -> None:
        script = Path(__file__).with_name("rouge.rb")
        self._process = subprocess.Popen(
            ["ruby", "-W0", f"-I{library}", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def tokens(self, language: str, code: str) -> list[Token] | str:
        """Return the tokens of `code`, or what Rouge fails with."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"language": language, "code": code}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer if isinstance(answer, str) else merged([(name, text) for name, text in answer])


def blocks_of(path: Path) -> Iterator[str]:
    """Give the code of a file in blocks: at most some lines each, cut at an empty line where there is one."""
    lines = path.read_text("utf-8", errors="replace").replace("\r\n", "\n").splitlines(keepends=True)
    start = 0
    while start < len(lines):
        end = min(start + _LINES, len(lines))
        empty = (number for number in range(end, start + _LINES // 3, -1) if not lines[number - 1].strip())
        end = next(empty, end) if end < len(lines) else end
        block = "".join(lines[start:end])
        if block.strip() and len(block) <= _LONGEST:
            yield block
        start = end


def mutate(code: str, chance: random.Random) -> str:
    """Return `code` with a few places changed: pieces removed, put in, doubled or moved."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(code) + 1)
        end = min(len(code), at + chance.randint(1, 12))
        piece = chance.choice((chance.choice(_PIECES), code[at:end] * 2, ""))
        code = code[:at] + piece + code[end if chance.random() < 0.5 else at :]
    return code


def folded(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens with the first letter of their classes alone."""
    return merged([(name[:1] if name[:1] in _FOLDED else name, text) for name, text in tokens])


def first_difference(want: Sequence[Token], got: Sequence[Token]) -> str:
    """Return where two lists of tokens part, in a line."""
    same = next(
        (number for number, pair in enumerate(zip(want, got, strict=False)) if pair[0] != pair[1]),
        min(len(want), len(got)),
    )
    before = "".join(text for _, text in want[:same])[-20:]
    return f"after {before!r}: Rouge {list(want[same : same + 4])}, jekpy {list(got[same : same + 4])}"


def compare(language: str, files: Sequence[Path], rouge: Rouge, show: int, seed: int, most: int) -> Score:
    """Return the score of a language over `files`; the first `show` differences are printed."""
    lex = lexer(language)
    chance = random.Random(f"{language} {seed}")
    blocks: list[Block] = [(path.name, block, False) for path in files for block in blocks_of(path)]
    chance.shuffle(blocks)
    blocks = blocks[:most]
    blocks += [(name, mutate(code, chance), True) for name, code, _ in blocks]
    counts = {(mutated, kind): 0 for mutated in (False, True) for kind in ("all", "equal", "alike")}
    for name, code, mutated in blocks:
        if not code:
            continue
        want = rouge.tokens(language, code)
        if isinstance(want, str):
            continue
        got = lex(code) if lex else [("", code)]
        counts[mutated, "all"] += 1
        counts[mutated, "equal"] += got == want
        counts[mutated, "alike"] += folded(got) == folded(want)
        if got != want and show > 0:
            show -= 1
            click.echo(f"{name}{' (mutated)' if mutated else ''}: {first_difference(want, got)}")
    return Score(
        files=len(files),
        blocks=counts[False, "all"],
        equal=counts[False, "equal"],
        alike=counts[False, "alike"],
        mutated=counts[True, "all"],
        mutated_equal=counts[True, "equal"],
    )


def percent(part: int, whole: int) -> str:
    """Return a share in per cent, with one digit."""
    return f"{100 * part / whole:.1f}" if whole else "-"


@click.command(help=__doc__)
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rouge", "library", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--language", "languages", multiple=True, help="Rouge's tag; all folders without it.")
@click.option("--show", default=0, help="How many differences to print for each language.")
@click.option("--seed", default=0, help="Another seed gives other mutations.")
@click.option("--most", default=200, help="How many blocks to compare for each language.")
def main(corpus: Path, library: Path, languages: tuple[str, ...], show: int, seed: int, most: int) -> None:
    """Print a row for each language."""
    rouge = Rouge(library)
    click.echo(
        "| language | files | blocks | equal | alike | mutated, equal |\n|---|---:|---:|---:|---:|---:|"
    )
    for folder in sorted(corpus.iterdir()):
        if languages and folder.name not in languages:
            continue
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        score = compare(folder.name, files, rouge, show, seed, most)
        click.echo(
            f"| {folder.name} | {score.files} | {score.blocks} | {percent(score.equal, score.blocks)} "
            f"| {percent(score.alike, score.blocks)} | {percent(score.mutated_equal, score.mutated)} |"
        )


if __name__ == "__main__":
    main()
