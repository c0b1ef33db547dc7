"""Contents by their SHA-256: carried along, or put into storage that workers share with the driver for one run."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from typing import Any

from yanpan.batch.cluster.errors import ClusterError


def sha256(content: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(content).hexdigest()


class Shared:
    """A folder of one run in shared storage. It holds rows of people: it is removed when the run ends."""

    def __init__(self, url: str) -> None:
        self._files, root = _open(url)
        self._there: set[str] = set()
        name = f"yanpan-{secrets.token_hex(8)}"
        self.url, self._folder = f"{url.rstrip('/')}/{name}", f"{root.rstrip('/')}/{name}"

    def put(self, contents: dict[str, bytes]) -> None:
        """Write what is not there yet. ClusterError if the storage does not take it."""
        try:
            self._files.makedirs(self._folder, exist_ok=True)
            for name in contents.keys() - self._there:
                self._files.pipe_file(f"{self._folder}/{name}", contents[name])
                self._there.add(name)
        except OSError as error:
            raise ClusterError(f"共享存储 {self.url} 写不进去（{type(error).__name__}）；请核对 --shared。") from None

    def close(self) -> None:
        """Remove the folder."""
        with contextlib.suppress(OSError):
            if self._files.exists(self._folder):
                self._files.rm(self._folder, recursive=True)


def fetch(url: str, name: str) -> bytes:
    """A content from a run's folder. ClusterError if it cannot be read from here."""
    files, folder = _open(url)
    try:
        content: bytes = files.cat_file(f"{folder.rstrip('/')}/{name}")
    except OSError as error:
        raise ClusterError(
            f"工作进程读不到共享存储 {url}（{type(error).__name__}）；--shared 应是各台机器都能读的位置。"
        ) from None
    return content


def _open(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    files, root = url_to_fs(url)
    return files, str(root)
