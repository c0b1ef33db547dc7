"""`make bundle`: one zip from which the main job runs on a machine that has Python and nothing else, offline.

    python packaging/bundle.py windows        # or linux; --python 3.12 for another Python on the target machine

Needs the network once, here. The zip holds the wheels of `requirements.lock` that the target needs (resolved for it,
hashes checked), the project's own wheel, notebooks, parameters, the sample and the start scripts.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
FOLDERS = ("notebooks", "params", "data", "docs")
FILES = ("README.zh-CN.md", "README.md", "METHOD.md", "DATA.md", "CHANGELOG.md")
LEFT_OUT = (".ipynb_checkpoints", "__pycache__")
REQUIREMENTS = "requirements.txt"


@dataclass(frozen=True)
class Target:
    """A platform that bundles are made for: its names in uv and pip, and its start scripts."""

    uv: str
    tags: tuple[str, ...]
    scripts: tuple[str, ...]


TARGETS = {
    "windows": Target("windows", ("win_amd64",), ("start.cmd", "lab.cmd")),
    "linux": Target(
        "x86_64-manylinux_2_28",
        ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
        ("start.sh", "lab.sh"),
    ),
}


def main() -> None:
    """Read the command line, make the bundle, say where it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--python", default="3.11", help="Python of the machine it is for")
    asked = parser.parse_args()
    path = make_bundle(asked.target, asked.python)
    sys.stdout.write(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.0f} MB\n")


def make_bundle(name: str, python: str) -> Path:
    """The finished zip under dist/."""
    target = TARGETS[name]
    with tempfile.TemporaryDirectory(prefix="yanpan-bundle-") as folder:
        wheels = Path(folder) / "wheels"
        wheels.mkdir()
        resolve(target, python, wheels / REQUIREMENTS)
        download(target, python, wheels)
        build_own(wheels)
        path = ROOT / "dist" / f"yanpan-{version()}-{name}-py{python}.zip"
        path.parent.mkdir(exist_ok=True)
        write_zip(path, wheels, target, python)
    return path


def resolve(target: Target, python: str, requirements: Path) -> None:
    """What the project needs at run time on the target, in the versions of the lock, with hashes."""
    _run(
        *("uv", "pip", "compile", ROOT / "pyproject.toml", "--constraints", ROOT / "requirements.lock"),
        *("--python-platform", target.uv, "--python-version", python),
        *("--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "--quiet"),
        *("--output-file", requirements),
    )


def download(target: Target, python: str, wheels: Path) -> None:
    """Every wheel, checked against its hash; fails where the target has none."""
    tags = [word for tag in target.tags for word in ("--platform", tag)]
    _run(
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"),
        *("--only-binary=:all:", "--implementation", "cp", "--python-version", python, *tags),
        *("--requirement", wheels / REQUIREMENTS, "--dest", wheels),
    )


def build_own(wheels: Path) -> None:
    """The project's own wheel."""
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT)


def write_zip(path: Path, wheels: Path, target: Target, python: str) -> None:
    """The zip, written beside and renamed; equal inputs give equal bytes."""
    beside = path.with_suffix(".tmp")
    top = path.stem
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in sorted(members(wheels)):
            _add(archive, f"{top}/{name}", source.read_bytes())
        for script in (*target.scripts, "先读我.txt"):
            _add(archive, f"{top}/{script}", script_bytes(script, python))
    beside.replace(path)


def members(wheels: Path) -> Iterator[tuple[str, Path]]:
    """Names in the bundle and the files that they hold, scripts apart."""
    for wheel in wheels.iterdir():
        yield f"wheels/{wheel.name}", wheel
    for name in FILES:
        yield name, ROOT / name
    for folder in FOLDERS:
        for source in (ROOT / folder).rglob("*"):
            if source.is_file() and not any(part in LEFT_OUT for part in source.parts):
                yield source.relative_to(ROOT).as_posix(), source


def script_bytes(name: str, python: str) -> bytes:
    """A start script for that Python; Windows reads CRLF, and Notepad's text a byte order mark."""
    text = (HERE / name).read_text(encoding="utf-8").replace("@PYTHON@", python).replace("@VERSION@", version())
    if name.endswith((".cmd", ".txt")):
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if name.endswith(".txt") else "utf-8")


def version() -> str:
    """The project's version."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, FIXED_DATE)
    info.create_system = 3  # the same bytes on every platform
    info.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith((".whl", ".xlsx", ".png")) else zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    words[0] = shutil.which(words[0], path=str(Path(sys.executable).parent)) or words[0]
    subprocess.run(words, check=True)


if __name__ == "__main__":
    main()
