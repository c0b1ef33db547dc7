"""The client's connection: made within seconds or refused in a sentence; versions of all that is there compared."""

from __future__ import annotations

import logging
import warnings
from typing import Any

from yanpan.batch.cluster.address import unreachable
from yanpan.batch.cluster.errors import ClusterError
from yanpan.batch.cluster.origin import named

_SECONDS = 10
"""For a connection, and for one that broke to come back."""
_COMPARED = ("python", "dask", "distributed", "msgpack", "cloudpickle", "yanpan")


def connect(address: str) -> Any:
    """A client of the scheduler. ClusterError if none answers, or if one there has other versions than this machine."""
    import distributed

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    make: Any = distributed.Client
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions: they are compared below
            client: Any = make(address, timeout=_SECONDS, set_as_default=False, name="yanpan")
    except (OSError, TypeError, ValueError, RuntimeError):  # no Dask, no certificate, another protocol
        raise ClusterError(unreachable(address)) from None
    try:
        _compare(client)
    except BaseException:
        client.close()
        raise
    return client


def _compare(client: Any) -> None:
    """Python's, Dask's and the package's versions; what only a worker's own files tell, each task compares."""
    try:
        found = client.get_versions(packages=["yanpan"])
    except (OSError, RuntimeError, ValueError) as error:
        raise ClusterError(
            f"集群没有报出版本（{type(error).__name__}）；请核对调度器和工作进程的 Dask 版本。"
        ) from None
    ours = _versions(found["client"])
    others = {"调度器": found["scheduler"]} | {f"工作进程 {name} ": each for name, each in found["workers"].items()}
    for who, theirs in others.items():
        if theirs and (words := named(ours, _versions(theirs))):
            raise ClusterError(f"{who}的版本与本机不同：{words}；请在集群上装同样的版本再运行。")


def _versions(found: dict[str, Any]) -> dict[str, str]:
    packages = found["packages"]
    return {name: str(packages.get(name) or "").partition(".final")[0] for name in _COMPARED}
