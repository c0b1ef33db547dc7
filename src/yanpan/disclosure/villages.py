"""Rates of villages whose total is published: where one is a small cell, another may have to go with it."""

from __future__ import annotations

from collections.abc import Mapping

from yanpan.disclosure.suppression import UnsafeError, hidden_in_line


def rates_to_hide(against: Mapping[str, Mapping[str, int]], least: int) -> dict[str, tuple[str, ...]]:
    """Rates of villages that must go though they are not small, lest the township's total give a small one back.

    `against`: by rate and village, how many were dissatisfied. Back comes by village what goes.
    """
    found: dict[str, list[str]] = {}
    for rate, by_village in against.items():
        values = list(by_village.values())
        try:
            hidden = hidden_in_line(values, least)
        except UnsafeError:
            hidden = [True] * len(values)
        for village, count, gone in zip(by_village, values, hidden, strict=True):
            if gone and not 0 < count < least:
                found.setdefault(village, []).append(rate)
    return {village: tuple(rates) for village, rates in found.items()}
