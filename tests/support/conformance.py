"""The conformance data: cases of input and output that lie beside the repository's folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from _pytest.mark import ParameterSet

__all__ = ["Case", "cases_of"]

Case = dict[str, Any]

_FOLDER: Final = Path(__file__).parents[3] / "shared" / "conformance"


def cases_of(
    name: str,
    differences: Mapping[str, str] | None = None,
    *,
    wanted: Callable[[Case], bool] = lambda _case: True,
) -> list[ParameterSet]:
    """Give the cases of one set as parameters, by their `id`.

    `differences` are the ids of the cases in which jekpy differs, with the reason; each is expected to fail.
    Where the data is absent there is one parameter, which is skipped.
    """
    path = _FOLDER / name
    if not path.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason=f"no conformance data at {path}"))]
    with path.open(encoding="utf-8") as lines:  # not splitlines(), which also cuts at U+2028
        cases = [json.loads(line) for line in lines]
    return [
        pytest.param(case, id=case["id"], marks=_marks(case, differences or {}))
        for case in cases
        if wanted(case)
    ]


def _marks(case: Case, differences: Mapping[str, str]) -> list[pytest.MarkDecorator]:
    reason = differences.get(case["id"])
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
