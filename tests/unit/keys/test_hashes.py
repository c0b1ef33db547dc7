"""A file that has not changed is not read again; nothing that has changed is taken for unchanged."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from yanpan.keys import hashes
from yanpan.keys.hashes import Hashes

LATER = 3_600 * 10**9
posix = pytest.mark.skipif(os.name != "posix", reason="every file is read there")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of the project."""
    path = tmp_path / "data" / "甲.csv"
    path.parent.mkdir()
    path.write_bytes(b"1,2")
    return path


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour has passed since the files were written."""
    now = time.time_ns() + LATER
    monkeypatch.setattr(hashes.time, "time_ns", lambda: now)


def unreadable(path: Path) -> bytes:
    """In place of reading."""
    raise AssertionError(f"{path.name} was read")


@posix
@pytest.mark.usefixtures("settled")
def test_an_unchanged_file_is_not_read_again(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Hashes(tmp_path)
    value = first.of(file)
    first.save()
    again = Hashes(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", unreadable)
    assert again.of(file) == value


@pytest.mark.usefixtures("settled")
def test_same_size_and_same_time_of_change_do_not_hide_an_edit(tmp_path: Path, file: Path) -> None:
    known = Hashes(tmp_path)
    before, stat = known.of(file), file.stat()
    file.write_bytes(b"1,3")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert file.stat().st_mtime_ns == stat.st_mtime_ns
    assert known.of(file) != before


@pytest.mark.usefixtures("settled")
def test_another_file_of_the_same_size_and_time_put_in_its_place_is_noticed(tmp_path: Path, file: Path) -> None:
    known = Hashes(tmp_path)
    before, stat = known.of(file), file.stat()
    other = file.with_name("乙.csv")
    other.write_bytes(b"1,3")
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(file)
    assert known.of(file) != before


def test_a_file_just_written_is_read_each_time(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Hashes(tmp_path)
    known.of(file)
    monkeypatch.setattr(Path, "read_bytes", unreadable)
    with pytest.raises(AssertionError, match=r"甲\.csv was read"):
        known.of(file)


def test_with_the_clock_set_back_it_is_read_each_time(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns() - LATER
    monkeypatch.setattr(hashes.time, "time_ns", lambda: now)
    known = Hashes(tmp_path)
    known.of(file)
    file.write_bytes(b"1,3")
    assert known.of(file) != hashes.hashlib.sha256(b"1,2").hexdigest()


@posix
@pytest.mark.usefixtures("settled")
def test_a_copied_project_keeps_its_memory_but_trusts_none_of_it(tmp_path: Path, file: Path) -> None:
    known = Hashes(tmp_path)
    value = known.of(file)
    known.save()
    moved = tmp_path / "moved"
    (moved / "data").mkdir(parents=True)
    (moved / ".yanpan").mkdir()
    (moved / ".yanpan" / hashes.FILE).write_bytes((tmp_path / ".yanpan" / hashes.FILE).read_bytes())
    (moved / "data" / "甲.csv").write_bytes(b"1,3")
    assert Hashes(moved).of(moved / "data" / "甲.csv") != value


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": [], "derived": {}}'])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, file: Path, text: str) -> None:
    (tmp_path / ".yanpan").mkdir()
    (tmp_path / ".yanpan" / hashes.FILE).write_text(text, encoding="utf-8")
    assert Hashes(tmp_path).of(file) == hashes.hashlib.sha256(b"1,2").hexdigest()


def test_an_absent_file_has_no_hash(tmp_path: Path, file: Path) -> None:
    assert Hashes(tmp_path).of(tmp_path / "none") == ""
    assert Hashes(tmp_path).of(file / "none") == ""


@pytest.mark.usefixtures("settled")
def test_what_is_derived_is_made_once_per_content(tmp_path: Path, file: Path) -> None:
    seen: list[bytes] = []

    def derive(data: bytes) -> int:
        seen.append(data)
        return len(data)

    known = Hashes(tmp_path)
    assert [known.derived("size", file, derive) for _ in range(2)] == [3, 3]
    file.write_bytes(b"1,23")
    assert known.derived("size", file, derive) == 4
    assert seen == [b"1,2", b"1,23"]
