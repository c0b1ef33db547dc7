"""Addresses, versions and parcels: what can be told without a cluster."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from yanpan.batch.cluster.address import cluster_at
from yanpan.batch.cluster.errors import ClusterError
from yanpan.batch.cluster.origin import Origin, difference
from yanpan.batch.cluster.parcel import Parcel, collect, put_down, unpack
from yanpan.batch.cluster.storage import Shared, fetch, sha256
from yanpan.batch.failures import is_infrastructure, stops_the_run
from yanpan.batch.plan import Task
from yanpan.errors import UserError

OURS = Origin({"yanpan": "0.1.0", "python": "3.11.9", "pandas": "3.1.1"}, "a" * 64, {"正文": "仿宋 400 ab"})
TASK = Task(
    owner="V01",
    name="河口社区",
    notebook=Path("notebooks/village.ipynb"),
    parameters=(),
    folder=Path("outputs/r/villages/V01"),
    staging=Path("outputs/r/.staging/run-1/villages/V01"),
    formats=("html",),
    round_id="r",
    edition="internal",
)


@pytest.mark.parametrize("address", ["", "cluster", "http://host:8786", "tcp://host", "tcp://:8786", "tcp://h:port"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(UserError, match=r"^--scheduler 应写成 tcp://主机:端口 .*现为“"):
        cluster_at(address)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(UserError, match=f"^连不上集群调度器 tcp://127.0.0.1:{port}；"):
        cluster_at(f"tcp://127.0.0.1:{port}")


def test_an_unknown_host() -> None:
    with pytest.raises(UserError, match=r"^找不到集群调度器的主机“no-such-host.invalid”"):
        cluster_at("tcp://no-such-host.invalid:8786")


def test_storage_that_is_none() -> None:
    with pytest.raises(UserError, match=r"^--shared 应是网址形式"):
        cluster_at("tcp://127.0.0.1:1", "/mnt/share")
    with pytest.raises(UserError, match=r"^--shared 的“smoke://”不是认识的存储"):
        cluster_at("tcp://127.0.0.1:1", "smoke://share")


def test_what_has_to_be_installed() -> None:
    code = (
        "import sys; sys.modules['distributed'] = None\n"
        "from yanpan.batch.cluster.address import cluster_at\n"
        "try: cluster_at('tcp://127.0.0.1:1')\n"
        "except Exception as error: sys.stdout.buffer.write(str(error).encode())\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
    assert said == "用集群运行要先装 distributed：pip install 'yanpan[cluster]'。"


def test_differences_name_both_sides() -> None:
    newer = replace(OURS, versions={**OURS.versions, "pandas": "3.2.0"})
    assert difference(OURS, OURS, "工作进程 w ") == ""
    assert difference(OURS, newer, "工作进程 w ").startswith(
        "工作进程 w 的版本与本机不同：pandas 本机 3.1.1，该处 3.2.0；"
    )
    assert "文件却不同（本机 aaaaaaaa，该处 bbbbbbbb）" in difference(
        OURS, replace(OURS, package="b" * 64), "工作进程 w "
    )
    assert "正文：本机 仿宋 400 ab，该处 没有" in difference(OURS, replace(OURS, faces={}), "工作进程 w ")


def parcel(contents: dict[str, bytes]) -> Parcel:
    files = {"params/policy.yml": sha256(b"x: 1")}
    return Parcel(TASK, files, contents, OURS, {}, "topic")


def test_a_parcel_becomes_a_project(tmp_path: Path) -> None:
    task = unpack(parcel({sha256(b"x: 1"): b"x: 1"}), tmp_path)
    assert (tmp_path / "params" / "policy.yml").read_bytes() == b"x: 1"
    assert task.staging == tmp_path / TASK.staging


def test_a_content_that_was_changed_on_the_way_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match=r"policy.yml 与原件不符"):
        unpack(parcel({sha256(b"x: 1"): b"x: 2"}), tmp_path)


def test_files_come_back_by_name_and_none_leads_out(tmp_path: Path) -> None:
    put_down({"a/b.txt": b"1"}, tmp_path)
    assert collect(tmp_path) == {"a/b.txt": b"1"}
    for name in ("../x", "/x"):
        with pytest.raises(ClusterError, match="文件名不合规"):
            put_down({name: b""}, tmp_path / "inner")


def test_shared_storage_is_read_and_removed(tmp_path: Path) -> None:
    shared = Shared(tmp_path.as_uri())
    shared.put({sha256(b"1"): b"1"})
    assert fetch(shared.url, sha256(b"1")) == b"1"
    with pytest.raises(ClusterError, match="读不到共享存储"):
        fetch(shared.url, "0" * 64)
    shared.close()
    assert list(tmp_path.iterdir()) == []


def test_a_cluster_that_is_gone_stops_the_run_and_a_worker_does_not() -> None:
    from yanpan.batch.cluster.errors import WorkerFaultError

    assert stops_the_run(ClusterError("x"))
    assert not is_infrastructure(ClusterError("x"))
    assert is_infrastructure(WorkerFaultError("x"))
    assert not stops_the_run(WorkerFaultError("x"))
