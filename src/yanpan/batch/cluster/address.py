"""The cluster asked for: every mistake that can be seen before anything is sent is told in a sentence."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from yanpan.errors import UserError

SCHEMES = ("tcp", "tls")
_SECONDS = 5.0
"""To wait for an answer from the scheduler's port."""
_EXAMPLE = "tcp://10.0.0.5:8786"


@dataclass(frozen=True)
class Where:
    """A scheduler's address, and the storage that its workers share with this machine ('' for none)."""

    address: str
    shared: str = ""


def cluster_at(address: str, shared: str | None = None) -> Where:
    """The cluster, looked for: UserError if the address is none, nobody answers there, or a library is missing."""
    host, port = _parts(address)
    _check_installed()
    if shared is not None:
        _check_storage(shared)
    _knock(address, host, port)
    return Where(address, shared or "")


def unreachable(address: str) -> str:
    """The sentence for a scheduler that does not answer."""
    return f"连不上集群调度器 {address}；请确认已用 dask scheduler 启动，主机和端口无误，防火墙放行。"


def _parts(address: str) -> tuple[str, int]:
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        scheme, host, port = "", None, None
    if scheme not in SCHEMES or not host or not port:
        raise UserError(f"--scheduler 应写成 tcp://主机:端口 或 tls://主机:端口（如 {_EXAMPLE}），现为“{address}”。")
    return host, port


def _check_installed() -> None:
    try:
        import distributed  # noqa: F401
        import fsspec  # noqa: F401
    except ImportError as error:
        name = str(error.name or "distributed").partition(".")[0]
        raise UserError(f"用集群运行要先装 {name}：pip install 'yanpan[cluster]'。") from None


def _check_storage(url: str) -> None:
    from fsspec.core import url_to_fs

    if "://" not in url:
        raise UserError(
            f"--shared 应是网址形式的共享存储，如 file:///mnt/gongxiang 或 s3://bucket/yanpan，现为“{url}”。"
        )
    try:
        url_to_fs(url)
    except ImportError as error:
        raise UserError(f"共享存储 {url} 要另装驱动才能读写：{error}。") from None
    except ValueError:
        scheme = url.partition("://")[0]
        raise UserError(
            f"--shared 的“{scheme}://”不是认识的存储；常用的有 file://、s3://、hdfs://、sftp://。"
        ) from None


def _knock(address: str, host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), _SECONDS).close()
    except socket.gaierror:
        raise UserError(f"找不到集群调度器的主机“{host}”；请核对 --scheduler。") from None
    except OSError:
        raise UserError(unreachable(address)) from None
