"""From raw files to a store that is up to date: intake, store and benchmarks, made again when something changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.keys import hashes_of, store_key
from yanpan.keys.inputs import COMPARED, check_round, earlier_rounds, roster
from yanpan.locks import locked

if TYPE_CHECKING:
    from yanpan.analysis.contrast_results import Since
    from yanpan.analysis.frames import Tables
    from yanpan.config.policy import Policy
    from yanpan.forms import Known
    from yanpan.intake import Fault, Intake
    from yanpan.store import Manifest

STAMP = "prepared.json"
READY = "YANPAN_STORE_READY"
"""Environment variable by which the batch tells its kernels the key of the store that it has just looked at."""

_WAIT = 600.0
"""Seconds to wait for another process that prepares the same round."""


class RefusedError(UserError):
    """The hand-in has faults; the message lists all of them, the store is untouched."""

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


def ensure_store(project: Project, round_id: str, *, accept_dup: bool = False) -> Manifest:
    """The round's store, made anew if raw files, parameters or the package changed since. RefusedError lists faults."""
    return _current(project, round_id, os.environ.get(READY) or store_key(project, round_id), accept_dup=accept_dup)


def _current(project: Project, round_id: str, key: str, *, accept_dup: bool = False) -> Manifest:
    from yanpan import store

    if stored_key(project, round_id) != key:
        with locked(project.store(round_id).parent / f"{round_id}.lock", seconds=_WAIT):
            if stored_key(project, round_id) != key:
                _rebuild(project, round_id, store_key(project, round_id), accept_dup=accept_dup)
    return store.manifest(project, round_id)


def read_checked(project: Project, round_id: str, *, accept_dup: bool = False) -> Intake:
    """The round's intake; UserError if there is no such round. Faults are in it, not raised."""
    from yanpan.intake import read_round

    check_round(project, round_id)
    return read_round(project, round_id, accept_dup=accept_dup)


def known_in(project: Project, round_id: str | None) -> Known:
    """Roster and serving members of a round (None: the newest; nothing if there is no round yet), for its forms.

    Other tables may be faulty or absent, so that forms can be had while the hand-in is in the making.
    """
    from yanpan.forms import Known, known_of
    from yanpan.intake import read_roster

    rounds = project.rounds()
    if round_id is None and not rounds:
        return Known()
    chosen = rounds[-1] if round_id is None else round_id
    check_round(project, chosen)
    return known_of(read_roster(project, chosen))


def stored_key(project: Project, round_id: str) -> str | None:
    """The key that the store was made under; None if there is no whole store."""
    try:
        return str(json.loads((project.store(round_id) / STAMP).read_text(encoding="utf-8"))["key"])
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None


def _rebuild(project: Project, round_id: str, key: str, *, accept_dup: bool = False) -> None:
    """Write store and benchmarks; the stamp comes last, so that a killed attempt counts as none."""
    from pydantic import TypeAdapter

    from yanpan import analysis, store
    from yanpan.analysis.benchmark_results import Benchmarks
    from yanpan.config.policy import load_policy
    from yanpan.config.township import load_round

    intake = read_checked(project, round_id, accept_dup=accept_dup)
    if intake.faults:
        raise RefusedError(refusal(intake.faults), tuple(intake.faults))
    config, policy = load_round(project.round_params(round_id)), load_policy(project.params)
    store.write(project, round_id, intake, config=config)
    figures, plain = analysis.benchmarks(intake.tables, policy, round_config=config), TypeAdapter(Benchmarks)
    figures = replace(figures, since=_since(project, round_id, intake.tables, policy))
    store.write_benchmarks(project, round_id, plain.dump_python(replace(figures, beside={}, since={}), mode="json"))
    for village in roster(project, round_id):
        shown = plain.dump_python(analysis.as_village_shows(figures, village), mode="json")
        store.write_benchmarks(project, round_id, shown, name=COMPARED.format(village))
    (project.store(round_id) / STAMP).write_text(json.dumps({"key": key}), encoding="utf-8")
    hashes_of(project.root).save()


def _since(project: Project, round_id: str, tables: Tables, policy: Policy) -> dict[str, Since]:
    """Bring the round before up to date, keep each village's slice of it, and set the rates of the two side by side.

    The round before is the newest that closed earlier and can be read; those that cannot are kept with the reason.
    """
    from yanpan import store
    from yanpan.analysis.since import overall_rates, since
    from yanpan.config.township import load_round

    left_out: list[tuple[str, str]] = []
    for base in reversed(earlier_rounds(project, round_id)):
        try:
            known = _current(project, base, store_key(project, base))
        except UserError as error:
            left_out.append((base, str(error).partition("\n")[0]))
            continue
        config = load_round(project.round_params(base))
        store.write_earlier(project, round_id, base, config=config, left_out=left_out)
        hidden = {
            each.id: "overall" in store.load_benchmarks(project, base, name=COMPARED.format(each.id))["hidden"][each.id]
            for each in known.villages
        }
        before = overall_rates(store.load_township(project, base).tables, policy)
        return since(overall_rates(tables, policy), before, policy=policy, hidden=hidden)
    store.write_earlier(project, round_id, None, config=None, left_out=left_out)
    return {}


def refusal(faults: Iterable[Fault]) -> str:
    """All faults, one a line, under a line that counts them."""
    lines = [str(fault) for fault in faults]
    return "\n".join([f"原始材料有 {len(lines)} 处错误，全部未收：", *lines])
