"""The command line speaks Chinese, imports nothing heavy for help, and never shows a traceback for a user's mistake."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from yanpan.cli import run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder with two rounds, as the current folder."""
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "policy.yml").touch()
    for name in ("2022-annual", "2023-mid"):
        (tmp_path / "data" / "raw" / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_help_is_chinese_and_imports_nothing_heavy() -> None:
    script = (
        "import sys; from yanpan.cli import run; code = run(['--help'])\n"
        "heavy = {'pandas', 'papermill', 'nbformat', 'nbconvert', 'rich', 'pydantic', 'yaml'} & set(sys.modules)\n"
        "print(heavy, code)"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "用法：yanpan [选项] 命令 [参数]…" in shown
    assert "显示这份说明" in shown
    assert shown.endswith("set() 0\n")


@pytest.mark.parametrize(
    "command", ["check", "run", "status", "quarterly", "archive", "lock-policy", "sample", "codebook"]
)
def test_every_command_explains_itself_in_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "用法：" in shown
    assert "Options" not in shown
    assert "Show this" not in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["rn"],
            "没有命令“rn”，是不是“run”；可选：check、run、status、quarterly、archive、method、verify、diff、comments、scan、lock-policy、sign、"
            "release、sample、forms、new-round、codebook。",
        ),
        (["check", "--rund", "x"], "不认识的选项“--rund”；可选：--round、--accept-dup、--help。"),
        (["quarterly", "--quarter", "23春"], "季度“23春”看不懂；请写成四位年份加 Q 和季度，如 2023Q2。"),
        (["run", "--jobs", "x"], "选项“--jobs”的值要写成整数。"),
        (["run", "--round"], "选项“--round”后面要跟一个值。"),
        (["run", "--round", "2024"], "没有批次“2024”；data/raw 下现有：2022-annual、2023-mid。"),
        (["check", "--round", "2024"], "没有批次“2024”；data/raw 下现有：2022-annual、2023-mid。"),
        (
            ["run", "--format", "htm"],
            "不认识的格式“htm”，是不是“html”；可选：html、pdf、docx。",
        ),
        (
            ["run", "--edition", "publik"],
            "不认识的版本“publik”，是不是“public”；可选：internal（内部版）、committee（党委专题会版）、public（公开版）。",
        ),
        (["run", "--jobs", "0"], "--jobs 应是不小于 1 的整数，现为 0。"),
        (["sample", "--villages", "0"], "--villages 应是不小于 1 的整数，现为 0。"),
        (["sample", "--villages", "30"], "换规模时请用 --out 指定文件夹，免得覆盖九个村的样例。"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_mistake_is_one_sentence_and_exit_code_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", sentence + "\n")


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(13, "denied", "/geheim/会议.xlsx"), "没有权限，或文件正被别的程序打开；请关闭后重试"),
        (NotADirectoryError(20, "no", "/geheim/会议.xlsx"), "应是文件夹的地方是一个文件；请移走后重试"),
        (OSError(28, "full", "/geheim/会议.xlsx"), "磁盘已满；请腾出空间后重试"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_file_that_cannot_be_read_or_written_is_named_without_its_path(
    error: OSError, why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr("yanpan.prepare.read_checked", fail)
    assert run(["check"]) == 2
    assert capsys.readouterr().err == f"“会议.xlsx”读写不了：{why}。\n"


def test_outside_a_project_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["run"]) == 2
    assert "请在项目文件夹里运行" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("yanpan 0.")
