"""A worker's side. Dask's worker has threads and is never forked: its villages come from a fork server of its own."""

from __future__ import annotations

import atexit
import contextlib
import pickle
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Future, wait
from pathlib import Path
from typing import TYPE_CHECKING

from yanpan.batch.cluster.errors import ClusterError, WorkerFaultError
from yanpan.batch.cluster.origin import difference, origin_here
from yanpan.batch.cluster.parcel import Parcel, Result, collect, unpack
from yanpan.batch.scheduler import LocalPool
from yanpan.batch.worker import Outcome
from yanpan.keys.hashes import FILE, hashes_of

if TYPE_CHECKING:
    from distributed import Worker

_POLL = 0.1


def run_parcel(data: bytes, key: str) -> bytes:
    """Run a pickled Parcel on this worker as Dask's task `key`; the pickled Result, whatever went wrong."""
    from distributed import get_worker

    worker = get_worker()
    try:
        result = _run(pickle.loads(data), key, worker)
    except (OSError, MemoryError) as error:
        result = Result(None, WorkerFaultError(f"工作进程 {worker.address} 所在的机器出错（{_kind(error)}）。"))
    except Exception as error:  # noqa: BLE001  told by the driver
        result = Result(None, error)
    return pickle.dumps(result)


def _run(parcel: Parcel, key: str, worker: Worker) -> Result:
    memory = Path(worker.local_directory) / "yanpan"
    known = hashes_of(memory)
    with _Own.lock:
        words = difference(parcel.origin, origin_here(known, parcel.task.formats), f"工作进程 {worker.address} ")
        known.save()
    if words:
        raise ClusterError(words)
    with _project(worker) as root:
        task = unpack(parcel, root)
        with contextlib.suppress(OSError):  # what is known of the installed package and faces need not be hashed again
            shutil.copy2(memory / ".yanpan" / FILE, root / ".yanpan" / FILE)
        future = _pool(parcel.settings, worker).submit(task)
        try:
            outcome = _followed(future, parcel.topic, key, worker)
        except (BrokenExecutor, CancelledError):
            words = f"工作进程 {worker.address} 上运行这个村的进程意外退出（常见原因是内存不足）。"
            return Result(None, WorkerFaultError(words), collect(task.staging))
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001  the notebook's own
            return Result(None, error, collect(task.staging))
        return Result(outcome, None, collect(task.staging))


@contextlib.contextmanager
def _project(worker: Worker) -> Iterator[Path]:
    """An owner-only folder in the worker's own, which Dask clears after a kill; removed when the task has ended."""
    root = Path(tempfile.mkdtemp(prefix="village-", dir=worker.local_directory))
    try:
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _followed(future: Future[Outcome], topic: str, key: str, worker: Worker) -> Outcome:
    """The outcome; on the way its events are told. A task that the driver has given up is ended."""
    while not wait([future], _POLL).done:
        _tell(topic, worker)
        state = worker.state.tasks.get(key)
        if state is None or state.state == "cancelled":
            _drop()
            raise CancelledError
    _tell(topic, worker)
    return future.result()


class _Own:
    """The pool of this Dask worker, made at its first village, made anew for another round."""

    lock = threading.Lock()
    settings: Mapping[str, str] | None = None
    pool: LocalPool | None = None


def _pool(settings: Mapping[str, str], worker: Worker) -> LocalPool:
    with _Own.lock:
        if _Own.pool is None or _Own.settings != settings:
            _end(None)
            _Own.pool, _Own.settings = LocalPool(worker.state.nthreads, dict(settings)), settings
            atexit.register(_drop)
        return _Own.pool


def _drop() -> None:
    """End the pool and all that it runs."""
    with _Own.lock:
        _end(CancelledError())


def _end(error: BaseException | None) -> None:
    gone, _Own.pool = _Own.pool, None
    if gone is not None:
        gone.__exit__(type(error) if error else None, error, None)


def _tell(topic: str, worker: Worker) -> None:
    pool = _Own.pool
    for event in pool.events() if pool else ():
        told = {"owner": event.owner, "name": event.name, "stage": event.stage.name, "detail": event.detail}
        worker.log_event(topic, told)


def _kind(error: BaseException) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else type(error).__name__
