"""Who is in the cluster: looked at once a second, workers that join count from then on."""

from __future__ import annotations

import contextlib
import time
from typing import Any

from yanpan.batch.cluster.errors import ClusterError

_LOOK = 1.0
"""Seconds between two looks."""
_ALONE = 60.0
"""Seconds to wait for a worker when there is none."""


class Presence:
    """`slots`: how many villages the cluster can hold, one more for each worker than it has threads."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self.slots = 0
        self._looked = self._alone = 0.0

    @property
    def connected(self) -> bool:
        """False while the connection to the scheduler is broken."""
        return bool(self._client.status == "running")

    def look(self) -> bool:
        """True if there is no worker. ClusterError if the scheduler is gone, or no worker has come for long."""
        now = time.monotonic()
        if now - self._looked >= _LOOK:
            self._looked = now
            self._count(now)
        if self._alone and now - self._alone > _ALONE:
            raise ClusterError(f"集群 {self._address} 里没有工作进程，等了 {_ALONE:.0f} 秒；请先用 dask worker 启动。")
        return bool(self._alone)

    def _count(self, now: float) -> None:
        if self._client.status in ("closed", "closing"):
            raise ClusterError(f"与集群调度器 {self._address} 失去联系；请查看它是否还在运行。")
        if not self.connected:
            return
        with contextlib.suppress(OSError, RuntimeError):
            workers = self._client.scheduler_info()["workers"].values()
            self.slots = sum(each["nthreads"] + 1 for each in workers)
        self._alone = 0.0 if self.slots else self._alone or now
