"""The scheduler that the runner sees: villages go out as parcels, their files come back into the staging folders.

One thread does the work: it keeps as many villages at the cluster as that can take, with one more for each worker, so
that neither machine holds a city in memory. A worker that is lost costs its villages a new try elsewhere (Dask's own
`allowed-failures` bounds it); a worker that joins is used from the next look.
"""

from __future__ import annotations

import contextlib
import pickle
import secrets
import threading
import warnings
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

from yanpan.batch.cluster.address import Where
from yanpan.batch.cluster.connection import connect
from yanpan.batch.cluster.errors import ClusterError
from yanpan.batch.cluster.meaning import meaning
from yanpan.batch.cluster.origin import origin_here
from yanpan.batch.cluster.parcel import Parcel, Result, below, put_down, read_files
from yanpan.batch.cluster.presence import Presence
from yanpan.batch.cluster.remote import run_parcel
from yanpan.batch.cluster.storage import Shared
from yanpan.batch.outputs import fresh_staging
from yanpan.batch.plan import Task
from yanpan.batch.scheduler import LocalPool
from yanpan.batch.worker import Event, Outcome, Stage
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.keys import hashes_of
from yanpan.schema.values import TOWNSHIP

_TICK = 0.2
_BROKEN = 3
"""Times that a village goes out again after the connection to the scheduler broke."""
_Job = tuple[Task, Future[Outcome]]


class Cluster:
    """Villages at a Dask cluster, the township in a process of this machine. ClusterError if it cannot be reached."""

    def __init__(self, project: Project, where: Where, settings: dict[str, str]) -> None:
        self._project, self._where, self._settings = project, where, settings
        self._topic = f"yanpan-{secrets.token_hex(8)}"
        self._heard: SimpleQueue[Event] = SimpleQueue()
        self._ended: SimpleQueue[Any] = SimpleQueue()
        self._waiting: deque[_Job] = deque()
        self._out: dict[str, tuple[_Job, Any]] = {}
        self._begun: set[str] = set()
        self._broken: Counter[str] = Counter()
        self._closing = threading.Event()
        self._client: Any = connect(where.address)
        self._local = LocalPool(1, settings)  # its imports are done while the villages are out
        self._presence = Presence(self._client, where.address)
        self._shared = Shared(where.shared) if where.shared else None
        self._client.subscribe_topic(self._topic, self._on_event)
        self._client.subscribe_topic("all", self._on_cluster)
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def submit(self, task: Task) -> Future[Outcome]:
        """Hand in a task."""
        if task.owner == TOWNSHIP:
            return self._local.submit(task)
        future: Future[Outcome] = Future()
        self._waiting.append((task, future))
        return future

    def events(self) -> Iterator[Event]:
        """What has happened since the last call."""
        with contextlib.suppress(Empty):
            while True:
                yield self._heard.get_nowait()
        yield from self._local.events()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._thread.join()
        self._local.__exit__(kind, error, trace)
        with contextlib.suppress(Exception):  # the scheduler may be gone
            self._client.cancel([future for _, future in self._out.values()], force=True)
        with contextlib.suppress(Exception):
            self._client.close(timeout=5)
        if self._shared:
            self._shared.close()
        for _, future in [*self._waiting, *(job for job, _ in self._out.values())]:
            future.cancel()

    def _work(self) -> None:
        while not self._closing.is_set():
            try:
                if self._presence.look() and (self._waiting or self._out):
                    self._heard.put(Event("集群", "集群", Stage.WAIT))
                self._send_more()
                self._take()
            except ClusterError as error:
                self._lose(error)
                self._closing.wait(_TICK)

    def _send_more(self) -> None:
        while self._waiting and len(self._out) < self._presence.slots and self._presence.connected:
            task, future = self._waiting.popleft()
            try:
                self._send(task, future)
            except (OSError, UserError) as error:
                future.set_exception(error)

    def _send(self, task: Task, future: Future[Outcome]) -> None:
        files, contents = read_files(self._project, task)
        if self._shared:
            self._shared.put(contents)
        parcel = Parcel(
            task=below(task, self._project.root),
            files=files,
            contents={} if self._shared else contents,
            origin=origin_here(hashes_of(self._project.root), task.formats),
            settings=self._settings,
            topic=self._topic,
            shared=self._shared.url if self._shared else "",
        )
        key = f"{self._topic}-{task.owner}-{secrets.token_hex(4)}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large graphs: a village goes out once
            sent = self._client.submit(run_parcel, pickle.dumps(parcel), key, key=key, pure=False)
        self._out[key] = ((task, future), sent)
        sent.add_done_callback(self._ended.put)

    def _take(self) -> None:
        try:
            ended = self._ended.get(timeout=_TICK)
        except Empty:
            return
        if ended.key not in self._out:
            return
        (task, future), _ = self._out.pop(ended.key)
        self._begun.discard(ended.key)
        if ended.status == "cancelled":
            self._again(task, future)
            return
        try:
            result: Result = pickle.loads(ended.result(timeout=60))
        except Exception as error:  # noqa: BLE001  Dask's own
            future.set_exception(meaning(error, task.name))
            return
        self._settle(task, future, result)

    def _settle(self, task: Task, future: Future[Outcome], result: Result) -> None:
        try:
            fresh_staging(task)
            put_down(result.files, task.staging)
        except (OSError, UserError) as error:
            future.set_exception(error)
            return
        if result.outcome is not None:
            future.set_result(result.outcome)
        else:
            future.set_exception(result.error or RuntimeError("no outcome"))

    def _again(self, task: Task, future: Future[Outcome]) -> None:
        """The connection broke: the village goes out again when it is back."""
        self._broken[task.owner] += 1
        if self._broken[task.owner] > _BROKEN:
            future.set_exception(
                ClusterError(f"与集群调度器 {self._where.address} 的连接一再中断；请检查网络后再次运行。")
            )
            return
        self._heard.put(Event(task.owner, task.name, Stage.RETRY, "与集群调度器的连接中断"))
        self._waiting.appendleft((task, future))

    def _lose(self, error: ClusterError) -> None:
        """Nothing more is to be had of the cluster: every task that is not done hears of it."""
        for _, future in [*self._waiting, *(job for job, _ in self._out.values())]:
            future.set_exception(error)
        self._waiting.clear()
        self._out.clear()

    def _on_event(self, told: tuple[float, dict[str, str]]) -> None:
        event = told[1]
        self._begun.update(key for key, ((task, _), _) in list(self._out.items()) if task.owner == event["owner"])
        self._heard.put(Event(event["owner"], event["name"], Stage[event["stage"]], event["detail"]))

    def _on_cluster(self, told: tuple[float, Any]) -> None:
        """A worker has gone: its villages are tried elsewhere."""
        if not isinstance(told[1], dict) or told[1].get("action") != "remove-worker":
            return
        for key in told[1]["processing-tasks"]:
            if key in self._out and key in self._begun:
                (task, _), _ = self._out[key]
                self._heard.put(
                    Event(task.owner, task.name, Stage.RETRY, f"工作进程 {told[1]['worker']} 在运行中失去联系")
                )
