"""What a result was made from: keys of the store, of a village, of the township, and in words what of it has changed.

Imports nothing heavy, so that a run in which nothing has changed is over before pandas would be loaded.
"""

from __future__ import annotations

from yanpan.keys.hashes import Hashes, hashes_of
from yanpan.keys.inputs import (
    Parts,
    digest,
    inputs_of,
    package_hash,
    store_key,
    township_inputs_of,
    township_parts,
    village_parts,
)

__all__ = [
    "Hashes",
    "Parts",
    "digest",
    "hashes_of",
    "inputs_of",
    "package_hash",
    "store_key",
    "township_inputs_of",
    "township_parts",
    "village_parts",
]
