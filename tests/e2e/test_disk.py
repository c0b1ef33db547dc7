"""A folder that may not be written, a full disk: one sentence, nothing half written, what was whole stays whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import kill_runs
import pytest
from tiny_township import COMMAND, ROUND, RUN, make_project, outputs, run

if sys.platform != "linux":
    pytest.skip("users and mounts as Linux has them", allow_module_level=True)

NOBODY = 65534
READS_ALL = "dac_read_search"
"""The one thing that the ordinary user keeps of root's: the interpreter may lie in root's own folder."""


def ordinary() -> list[str]:
    """Before a command: it runs as a user who may write no folder of root's. Nothing where nobody is root anyway."""
    if os.getuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("no setpriv to drop root's rights with")
    rights = [f"--{kind}-caps=-all,+{READS_ALL}" for kind in ("inh", "ambient")]
    who = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return ["setpriv", *who, *rights, f"--bounding-set=-all,+{READS_ALL}"]


def give_away(root: Path, *folders: str) -> None:
    """Everything but the outputs may be written by the ordinary user."""
    for path in (root, *(each for folder in folders for each in (root / folder, *(root / folder).rglob("*")))):
        os.chown(path, NOBODY, NOBODY)


def said(command: list[str], root: Path) -> tuple[int, str]:
    """Exit code and error output of a command in a folder."""
    home = root.parent / "home"
    home.mkdir(exist_ok=True)
    if os.getuid() == 0:
        os.chown(home, NOBODY, NOBODY)
    places = {"HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=root, env={**os.environ, **places}, capture_output=True, timeout=300)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize(
    ("folder", "named", "others"),
    [("outputs", f"outputs/{ROUND}", (".yanpan",)), (".yanpan", ".yanpan", ("outputs",))],
)
def test_an_ordinary_user_is_told_which_folder_may_not_be_written(
    folder: str, named: str, others: tuple[str, ...], tmp_path: Path
) -> None:
    root, before = make_project(tmp_path / "project", 2), ordinary()
    assert run(root)[0] == 0
    if before:
        give_away(root, *others)
    for path in (root / folder, *(root / folder).rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    whole = outputs(root)
    code, words = said([*before, *COMMAND, *RUN, "--force"], root)
    assert (code, words) == (
        2,
        f"文件夹“{named}”没有写入权限，没有运行；请放开权限，或把整个项目复制到自己能写的地方再运行。\n",
    )
    assert outputs(root) == whole
    assert kill_runs.left_over(root) == []
    for path in (root / folder, *(root / folder).rglob("*")):
        path.chmod(0o755)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, list[str]]]:
    """A project's place on a disk of 24 MB, as seen from here, and what goes before a command that is to see it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    alone = ["unshare", "--mount", *([] if os.getuid() == 0 else ["--map-root-user"])]
    mount = 'mount -t tmpfs -o size=24m tmpfs "$0" && echo ready && exec sleep 600'
    holder = subprocess.Popen([*alone, "sh", "-c", mount, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        if holder.stdout is None or holder.stdout.readline() != b"ready\n":
            pytest.skip("may not mount a small disk here")
        into = ["nsenter", "-t", str(holder.pid), "-m", *([] if os.getuid() == 0 else ["-U", "--preserve-credentials"])]
        go = [*into, "sh", "-c", 'cd "$0" && exec "$@"', str(folder / "project")]
        yield Path(f"/proc/{holder.pid}/root{folder}") / "project", go
    finally:
        holder.kill()
        holder.communicate()


def leave_free(disk: Path, size: int) -> None:
    """Fill the disk up to so many bytes."""
    found = os.statvfs(disk.parent)
    (disk.parent / "ballast").write_bytes(bytes(max(0, found.f_bavail * found.f_frsize - size)))


def test_a_full_disk_ends_the_run_in_a_sentence_and_with_space_it_is_completed(
    small_disk: tuple[Path, list[str]], tmp_path: Path
) -> None:
    seen, inside = small_disk
    root = make_project(seen, 3)
    command = [*inside, *COMMAND, *RUN]
    call: Callable[..., tuple[int, str]] = lambda *options: said([*command, *options], tmp_path)  # noqa: E731
    assert call()[0] == 0
    whole, ballast = outputs(root), root.parent / "ballast"
    for free in (0, 40_000, 120_000):  # with the last it may just do, as files are put in place of older ones
        leave_free(root, free)
        code, words = call("--force")
        assert code in ((1, 2) if free < 100_000 else (0, 1, 2)), f"{free}: {words}"
        assert words.count("磁盘已满；请腾出空间后重试。") == (code != 0), f"{free}: {words}"
        assert "Traceback" not in words
        assert kill_runs.broken(root) == []
        ballast.unlink()
    assert call()[0] == 0
    assert outputs(root) == whole
    assert kill_runs.left_over(root) == []
