"""One pandoc a process, for many documents."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yanpan.export import pandoc
from yanpan.export.pandoc import convert

POSIX = pytest.mark.skipif(os.name != "posix", reason="forks, or kills as POSIX does")


def running() -> int:
    return pandoc._Own.running._process.pid


def test_one_process_answers_all_documents() -> None:
    assert convert("<p>一</p>", to="typst").decode().strip() == "一"
    first = running()
    assert convert("<p>二</p>", to="html").decode().strip() == "<p>二</p>"
    assert running() == first


def test_a_second_format_of_the_same_text_is_not_read_again(tmp_path: Path) -> None:
    for name, form in (("a", "typst"), ("b", "html")):
        (tmp_path / name).mkdir()
        assert "只读一次" in convert("<p>只读一次</p>", to=form, folder=tmp_path / name).decode()
    assert [(tmp_path / name / "in").exists() for name in ("a", "b")] == [True, False]


def test_one_format_leaves_nothing_in_the_document_for_the_other() -> None:
    text = '<h2 id="节">题</h2><p><strong>粗</strong>，<a href="#节">见上</a></p><table><tr><th>头</th></tr></table>'
    alone = convert(text, to="html")
    for filters, names in (("typst", {}), ("docx", {"节": "yp_x"})):
        assert convert(text, to="html", filters=filters, names=names) != alone
    assert convert(text, to="html") == alone


def test_names_are_changed_where_they_stand_and_where_they_are_linked_to() -> None:
    text = '<div id="甲"><p><a href="#甲">x</a><a href="#乙">y</a><img src="a.svg"></p></div>'
    made = convert(text, to="html", names={"甲": "yp_a", "a.svg": "a.png"}).decode()
    assert [part in made for part in ('id="yp_a"', 'href="#yp_a"', 'href="#乙"', 'src="a.png"')] == [True] * 4


def test_what_pandoc_complains_of_is_told_and_the_next_document_is_made() -> None:
    with pytest.raises(RuntimeError, match=r"pandoc: .*nonsense"):
        convert("<p>一</p>", to="nonsense")
    assert convert("<p>二</p>", to="typst").decode().strip() == "二"


@POSIX
def test_a_pandoc_that_was_killed_while_it_waited_is_started_anew() -> None:
    convert("<p>一</p>", to="typst")
    gone = running()
    os.kill(gone, signal.SIGKILL)
    assert convert("<p>一</p>", to="typst").decode().strip() == "一"
    assert running() != gone


FORKS = """
import os
from yanpan.export import pandoc
def say(text): print(pandoc.convert(text, to="typst").decode().strip(), flush=True)
say("<p>前</p>")
child = os.fork()
say("<p>子</p>" if child == 0 else "<p>父</p>")
if child == 0: pandoc._end(), os._exit(0)
os.waitpid(child, 0)
say("<p>后</p>")
"""


@POSIX
def test_a_forked_child_has_a_pandoc_of_its_own() -> None:
    done = subprocess.run([sys.executable, "-c", FORKS], capture_output=True, text=True, check=True, timeout=60)
    assert sorted(done.stdout.split()) == sorted("前父子后")


WAITS = """
import time
from yanpan.export import pandoc
pandoc.convert("<p>一</p>", to="typst")
print(pandoc._Own.running._process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_pandoc_ends_with_its_process_whatever_ends_that() -> None:
    with subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE, text=True) as parent:
        left = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{left}/cmdline").exists() or not Path(f"/proc/{left}/cmdline").read_bytes():
            return
        time.sleep(0.05)
    pytest.fail("pandoc outlived its process")
