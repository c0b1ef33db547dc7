"""environment.yml and requirements.lock describe one environment, and it installs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def pip_section() -> list[str]:
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    return next(entry["pip"] for entry in dependencies if isinstance(entry, dict))


def test_conda_users_get_the_same_lock() -> None:
    assert pip_section() == ["-r requirements.lock"]


def test_every_locked_package_has_hashes_and_no_index_is_named() -> None:
    packages = re.findall(r"^([a-z0-9_.-]+==\S+).*?(?=^\S|\Z)", LOCK, flags=re.M | re.S)
    assert len(packages) > 100
    entries = re.split(r"\n(?=[a-z0-9])", LOCK.split("\n", 2)[2])
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in LOCK


@pytest.mark.desk
def test_pip_section_installs_in_a_fresh_environment(tmp_path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    python = tmp_path / "env"
    subprocess.run([uv, "venv", "-q", "--python", sys.executable, python], check=True)
    (tmp_path / "requirements.lock").write_text(LOCK, encoding="utf-8")
    requirements = tmp_path / "pip-section.txt"
    requirements.write_text("\n".join(pip_section()), encoding="utf-8")
    subprocess.run([uv, "pip", "install", "-q", "--python", python, "-r", requirements], check=True)
    subprocess.run([uv, "pip", "check", "--python", python], check=True)
