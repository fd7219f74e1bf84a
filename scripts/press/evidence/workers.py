"""Processes that work for this one: they run what the files say now, with one thread, and end when it ends."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib.util import cache_from_source
from pathlib import Path

from press.core import distribution
from press.core.project import Project

THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def renew(project: Project) -> None:
    """Make sure that what is imported next is what the files say.

    Modules that this process has loaded are forgotten, and so is byte code written in the same second as its source:
    Python compares whole seconds, and would run the code from before an edit that kept the size.
    """
    for name, module in list(sys.modules.items()):
        place = Path(getattr(module, "__file__", None) or "/")
        if place.is_relative_to(project.scripts) and name.partition(".")[0] not in {"press", "__main__"}:
            del sys.modules[name]
    for source in project.scripts.rglob("*.py"):
        compiled = Path(cache_from_source(str(source)))
        if compiled.is_file() and int(source.stat().st_mtime) >= int(compiled.stat().st_mtime):
            compiled.unlink(missing_ok=True)
    importlib.invalidate_caches()


@contextmanager
def executor(scheduler: str | None, workers: int) -> Iterator[Executor]:
    """Processes of this machine, or the cluster whose scheduler is named; what has not begun ends with this one."""
    if scheduler:
        distribution.need("distributed")
        from distributed import Client  # noqa: PLC0415 - only who has a cluster needs it

        with Client(scheduler, set_as_default=False) as client, client.get_executor() as pool:
            yield pool
        return
    context = multiprocessing.get_context("spawn")  # nothing of this process is taken over, least of all old code
    pool = ProcessPoolExecutor(workers, context, initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Begin a worker.

    It has one thread: more would only wait for one another, and add up numbers in another order. It ends with the
    process it works for, which could not tell it when killed.
    """
    os.environ |= dict.fromkeys(THREADS, "1")
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
