"""What goes out for one village and what comes back: files by name below the project, each with its SHA-256."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from yanpan.batch.cluster.errors import ClusterError
from yanpan.batch.cluster.origin import Origin
from yanpan.batch.cluster.storage import fetch, sha256
from yanpan.batch.plan import Task
from yanpan.batch.worker import Outcome
from yanpan.config.paths import Project
from yanpan.keys.inputs import COMPARED, EARLIER, EARLIER_SLICE


@dataclass(frozen=True)
class Parcel:
    """A task with its paths below the project, and all that its notebook reads."""

    task: Task
    files: Mapping[str, str]
    """SHA-256 by name."""
    contents: Mapping[str, bytes]
    """By SHA-256; empty where they lie in shared storage."""
    origin: Origin
    settings: Mapping[str, str]
    """Environment of the process that runs it."""
    topic: str
    """Where its events are told."""
    shared: str = ""


@dataclass(frozen=True)
class Result:
    """The files of the staging folder by name, and the outcome or what went wrong."""

    outcome: Outcome | None
    error: Exception | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


def read_files(project: Project, task: Task) -> tuple[dict[str, str], dict[str, bytes]]:
    """SHA-256 by name of everything that a village's notebook reads, and the contents by SHA-256."""
    files, contents = {}, {}
    for path in _read_by(project, task):
        content = path.read_bytes()
        name = sha256(content)
        files[path.relative_to(project.root).as_posix()], contents[name] = name, content
    return files, contents


def below(task: Task, root: Path) -> Task:
    """The task with its paths relative to the project."""
    places = (task.notebook, task.folder, task.staging)
    notebook, folder, staging = (path.relative_to(root) for path in places)
    return replace(task, notebook=notebook, folder=folder, staging=staging)


def unpack(parcel: Parcel, root: Path) -> Task:
    """A project in the empty folder `root` with everything in it; the task as it is to be run there.

    ClusterError if a content is not what was sent.
    """
    for name, digest in parcel.files.items():
        content = (
            parcel.contents.get(digest) or fetch(parcel.shared, digest) if parcel.shared else parcel.contents[digest]
        )
        if sha256(content) != digest:
            raise ClusterError(f"送到工作进程的 {PurePosixPath(name).name} 与原件不符；请检查共享存储。")
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    task = parcel.task
    (root / "data" / "raw" / task.round_id).mkdir(parents=True, exist_ok=True)
    return replace(task, notebook=root / task.notebook, folder=root / task.folder, staging=root / task.staging)


def collect(staging: Path) -> dict[str, bytes]:
    """Every file of the staging folder by its name below."""
    if not staging.is_dir():
        return {}
    return {path.relative_to(staging).as_posix(): path.read_bytes() for path in _files(staging)}


def put_down(files: Mapping[str, bytes], staging: Path) -> None:
    """Write what came back; ClusterError on a name that would lead out of the folder."""
    for name, content in files.items():
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts:
            raise ClusterError("集群交回的文件名不合规，没有采用；请检查工作进程。")
        path = staging / pure
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _read_by(project: Project, task: Task) -> Iterator[Path]:
    """Notebook, parameters, the village's part of the store, what a task takes over of its former report.

    The public edition masks the names of all other villages, and its key is the raw files': it reads the whole round.
    """
    store, params = project.store(task.round_id), project.round_params(task.round_id)
    yield task.notebook
    for folder in (project.params, params):
        yield from sorted(path for path in folder.glob("*") if path.is_file())
    village = task.owner
    own = (
        params / "villages" / f"{village}.yml",
        store / "manifest.json",
        store / "prepared.json",
        store / "benchmarks.json",
        store / "villages" / f"{village}.zip",
        store / COMPARED.format(village),
        store / EARLIER,
        store / EARLIER_SLICE.format(village),
        *(task.folder / name for name in task.takes),
    )
    yield from (path for path in own if path.is_file())
    if task.edition == "public":
        yield from _files(store / "tables")
        yield from _files(project.raw(task.round_id))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
