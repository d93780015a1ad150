"""Work in several processes: all of it is done, in order, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jekpy.build import build_site
from jekpy.rendering.parallel import ordered_map, worth_sharing
from tests.support.sites import MakeSite, files_below

TASKS = 200


@pytest.fixture(autouse=True)
def _processes() -> None:
    """Leave out tests where no process can be forked: not on this system, or not beside other threads."""
    if not worth_sharing(TASKS, 2):
        pytest.skip("no processes can be forked here")


def test_results_come_in_order_from_several_processes() -> None:
    results, died = ordered_map(lambda number: (number, os.getpid()), TASKS, 3, here=(5, 7))
    assert [number for number, _process in results] == list(range(TASKS))
    assert died == 0
    assert results[5][1] == results[7][1] == os.getpid()
    assert os.getpid() not in {process for number, process in results if number not in (5, 7)}


def test_the_tasks_of_a_process_that_dies_are_done_all_the_same(tmp_path: Path) -> None:
    def task(number: int) -> int:
        if number == 50 and not (tmp_path / "died").exists():
            (tmp_path / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number * number

    results, died = ordered_map(task, TASKS, 2)
    assert results == [number * number for number in range(TASKS)]
    assert died == 1


def test_pages_of_a_worker_that_dies_are_rendered_again_and_it_is_told(
    make_site: MakeSite, tmp_path: Path
) -> None:
    dying = (
        "import os\nfrom pathlib import Path\nfrom jekpy.plugins import Plugin\n"
        f"PARENT, MARK = os.getpid(), Path({str(tmp_path / 'died')!r})\n"
        "def die(value):\n    if os.getpid() != PARENT and not MARK.exists():\n"
        "        MARK.touch()\n        os.kill(os.getpid(), 9)\n    return value\n"
        "plugin = Plugin('dying', filters={'die': die})\n"
    )
    pages = {f"p{number}.md": "---\n---\n{{ page.path | die }}\n" for number in range(TASKS)}
    site = make_site({"_config.yml": "title: x\n", "_plugins/dying.py": dying, **pages})
    report = build_site(site.config(), jobs=2, use_cache=False)
    assert [warning.code for warning in report.warnings] == ["worker-died"]
    after = files_below(site.destination)
    assert build_site(site.config(), jobs=1, use_cache=False).warnings == ()
    assert files_below(site.destination) == after


SLOW = """
import os, sys, time
from jekpy.rendering.parallel import ordered_map

def task(number):
    open(os.path.join(sys.argv[1], str(os.getpid())), "w").close()
    time.sleep(0.3)
    return b"x" * 100_000

ordered_map(task, 200, 3)
"""


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_when_a_build_is_interrupted_or_killed_its_workers_end_at_once(
    tmp_path: Path, how: signal.Signals
) -> None:
    parent = subprocess.Popen([sys.executable, "-c", SLOW, str(tmp_path)], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while len(list(tmp_path.iterdir())) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    workers = [int(path.name) for path in tmp_path.iterdir()]
    assert len(workers) == 3
    parent.send_signal(how)
    parent.wait(5)
    deadline = time.monotonic() + 5
    while any(_is_running(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(_is_running(worker) for worker in workers)
