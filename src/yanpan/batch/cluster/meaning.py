"""What Dask itself says of a task, as the runner's user should hear it."""

from __future__ import annotations

from yanpan.batch.cluster.errors import ClusterError
from yanpan.errors import UserError


def meaning(error: Exception, name: str) -> Exception:
    """The village's fault, or the cluster's (ClusterError)."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return UserError(f"运行它的工作进程接连退出 {error.allowed_failures + 1} 次（常见原因是内存不足）。")
    if isinstance(error, ImportError) or "deserializ" in str(error):
        return ClusterError("集群里有工作进程没有装 yanpan，或装的是别的版本；请装同样的版本再运行。")
    return ClusterError(f"集群没有交回{name}的结果（{type(error).__name__}）；请查看调度器和工作进程的日志后再次运行。")
