"""The bundle's zip, with a stand-in for the downloaded wheels: what is in it, and that it runs on Windows by form."""

from __future__ import annotations

import importlib.util
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def bundle():
    spec = importlib.util.spec_from_file_location("bundle", ROOT / "packaging" / "bundle.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bundle"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def wheels(tmp_path):
    folder = tmp_path / "wheels"
    folder.mkdir()
    (folder / "some-1.0-py3-none-any.whl").write_bytes(b"wheel")
    (folder / "requirements.txt").write_text("some==1.0\n", encoding="utf-8")
    return folder


def written(bundle, wheels, path, target="windows"):
    bundle.write_zip(path, wheels, bundle.TARGETS[target], "3.11")
    return zipfile.ZipFile(path)


def test_the_zip_holds_what_the_main_job_needs(bundle, wheels, tmp_path):
    with written(bundle, wheels, tmp_path / "b.zip") as archive:
        names = {name.removeprefix("b/") for name in archive.namelist()}
    wanted = {"start.cmd", "lab.cmd", "先读我.txt", "notebooks/village.ipynb", "params/policy.yml", "README.zh-CN.md"}
    assert wanted <= names
    assert {"wheels/some-1.0-py3-none-any.whl", "wheels/requirements.txt"} <= names
    assert any(name.startswith("data/raw/2023-mid/") for name in names)
    assert not [name for name in names if name.startswith(("outputs", ".venv", ".yanpan", "tests"))]


def test_windows_scripts_have_windows_line_ends(bundle, wheels, tmp_path):
    with written(bundle, wheels, tmp_path / "b.zip") as archive:
        script = archive.read("b/start.cmd")
    assert b"@PYTHON@" not in script
    assert script.count(b"\n") == script.count(b"\r\n") > 10
    assert script.startswith(b"@echo off")


def test_linux_scripts_may_be_run(bundle, wheels, tmp_path):
    with written(bundle, wheels, tmp_path / "b.zip", "linux") as archive:
        info = archive.getinfo("b/start.sh")
    assert info.external_attr >> 16 & 0o111


def test_equal_inputs_give_equal_bytes(bundle, wheels, tmp_path):
    first, second = tmp_path / "1" / "b.zip", tmp_path / "2" / "b.zip"
    for path in (first, second):
        path.parent.mkdir()
        written(bundle, wheels, path).close()
    assert first.read_bytes() == second.read_bytes()
