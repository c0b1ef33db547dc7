"""What two runs were made from, and where it differs: raw files, parameters by key, phrases, program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from yanpan.compare.read import Run
from yanpan.facts import TOWNSHIP, Fact
from yanpan.summary import TownshipSummary

_LIBRARIES = ("pandas", "numpy", "scipy", "statsmodels")
"""Those whose results are figures."""


@dataclass(frozen=True)
class Phrase:
    """A phrase whose patterns were changed."""

    code: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Sources:
    """What differs between the material, parameters and program of two runs."""

    before: Run
    after: Run

    @cached_property
    def known(self) -> bool:
        """True if both runs kept their parameters beside the reports."""
        return self.before.parameters is not None and self.after.parameters is not None

    @cached_property
    def material(self) -> tuple[str, ...]:
        """Raw files added, removed or changed; () where a run has no record."""
        old, new = self.before.material, self.after.material
        return _differing(old, new) if old and new else ()

    @cached_property
    def policy(self) -> tuple[str, ...]:
        """Keys of the policy that differ (`档次分界→好`)."""
        return self._keys("policy.yml")

    @cached_property
    def settings(self) -> tuple[str, ...]:
        """Other parameter files whose content differs, those of single villages and the phrases apart."""
        apart = {"policy.yml", "phrases.yml"}
        own = (name for name in self._common_files if name not in apart and not _of_village(name))
        return tuple(name for name in own if not name.endswith("policy.lock.yml"))

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Phrases whose patterns differ."""
        old, new = (_patterns(self._content(run, "phrases.yml")) for run in (self.before, self.after))
        codes = dict.fromkeys((*new, *old))
        return tuple(
            Phrase(code, old.get(code, ()), new.get(code, ())) for code in codes if old.get(code) != new.get(code)
        )

    @cached_property
    def other_phrase_keys(self) -> bool:
        """True if something of the phrase file differs that is no pattern (how villages are called, set terms)."""
        return "phrases.yml" in self._common_files and not self.phrases

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """A sentence where the township's reports count different villages; () where they count the same."""
        old, new = (_unfinished(run) for run in (self.before, self.after))
        if old == new:
            return ()
        was, now = (f"{'、'.join(gaps)}未完成" if gaps else "全部完成" for gaps in (old, new))
        return (f"统计的村不同：原来{was}，现在{now}",)

    def files_that_may_differ(self, *facts: Fact | None) -> frozenset[str]:
        """Raw files of the facts that are known to differ; all of them where a run has no record."""
        files = frozenset(ref.file for fact in facts if fact for ref in fact.sources)
        recorded = self.before.material and self.after.material
        return files & frozenset(self.material) if recorded else files

    def remarks(self, village: str) -> bool:
        """True if the village's own parameter file (the analyst's remarks) differs."""
        return any(_of_village(name) == village for name in self._common_files)

    @cached_property
    def program(self) -> tuple[str, ...]:
        """程序, notebooks and libraries that differ, as far as the runs recorded them."""
        parts = _differing(*self._made) if all(self._made) else ()
        old, new = self.before.versions, self.after.versions
        libraries = (f"{name} {old[name]}→{new[name]}" for name in _LIBRARIES if name in old and name in new)
        return (*parts, *(told for told in libraries if len(set(told.partition(" ")[2].split("→"))) > 1))

    @cached_property
    def _made(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        old, new = (run.parameters.made_with if run.parameters else {} for run in (self.before, self.after))
        return old, new

    @property
    def told(self) -> tuple[str, ...]:
        """All of it, a sentence each."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.before.round_id != self.after.round_id:
            yield f"批次不同：{self.before.round_id} 与 {self.after.round_id}，材料也不同。"
        if self.material:
            yield f"原始材料有变化：{'、'.join(self.material)}。"
        elif not (self.before.material and self.after.material):
            yield "缺少运行记录（run.json），不知道原始材料文件有没有变化。"
        if not self.known:
            yield "缺少随报告存的参数（params.json），不知道口径、句式和其他参数有没有变化。"
        elif not all(self._made):
            yield "旧的结果没有记下程序，不知道程序有没有变化。"
        for name, keys in (
            ("研判口径", self.policy),
            ("句式", tuple(phrase.code for phrase in self.phrases) or (("称谓或固定词",) * self.other_phrase_keys)),
            ("其他参数", self.settings),
            ("分析员的补充说明", tuple(filter(None, map(_of_village, self._common_files)))),
            ("程序", self.program),
        ):
            if keys:
                yield f"{name}有变化：{'、'.join(keys)}。"

    @cached_property
    def _common_files(self) -> tuple[str, ...]:
        """Parameter files that differ, named without the round."""
        if not self.known:
            return ()
        return _differing(*(_files(run) for run in (self.before, self.after)))

    def _keys(self, name: str) -> tuple[str, ...]:
        if name not in self._common_files:
            return ()
        old, new = (dict(_flat(self._content(run, name))) for run in (self.before, self.after))
        return _differing(old, new)

    def _content(self, run: Run, name: str) -> Any:
        text = run.parameters.texts.get(name, "") if run.parameters else ""
        try:
            return yaml.safe_load(text) or {}
        except yaml.YAMLError:
            return {}


def _unfinished(run: Run) -> tuple[str, ...]:
    report = run.reports.get(TOWNSHIP)
    return report.summary.unfinished if report and isinstance(report.summary, TownshipSummary) else ()


def _files(run: Run) -> dict[str, str]:
    """Content (or its hash) by file name; the round's own files without its name, so that rounds can be compared."""
    kept = run.parameters
    if kept is None:
        return {}
    return {name.removeprefix(f"{kept.round}/"): text for name, text in {**kept.texts, **kept.closed}.items()}


def _of_village(name: str) -> str:
    """The village whose own file this is; '' for a common one."""
    return name.removeprefix("villages/").removesuffix(".yml") if name.startswith("villages/") else ""


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys((*new, *old)) if old.get(key) != new.get(key))


def _flat(content: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Settings by path, as deep as keys and named list members go."""
    if isinstance(content, dict) and content:
        for key, value in content.items():
            yield from _flat(value, f"{prefix}→{key}" if prefix else str(key))
    elif isinstance(content, list) and content and all(isinstance(each, dict) for each in content):
        for number, each in enumerate(content, start=1):
            yield from _flat(each, f"{prefix}→{each.get('名称', f'第{number}项')}")
    else:
        yield prefix, content


def _patterns(content: Any) -> dict[str, tuple[str, ...]]:
    """Every phrase's patterns by its code."""
    found = content.get("短语", {}) if isinstance(content, dict) else {}
    return {code: tuple(_wordings(value)) for code, value in found.items()} if isinstance(found, dict) else {}


def _wordings(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        yield str(each.get("句", "")) if isinstance(each, dict) else str(each)
