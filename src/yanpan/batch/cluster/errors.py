"""Faults of a cluster, by what they mean for the run."""

from __future__ import annotations

from yanpan.batch.failures import RunEndedError
from yanpan.errors import UserError


class ClusterError(RunEndedError):
    """The cluster cannot be used, or not any more: no village is at fault, the run ends in order."""


class WorkerFaultError(UserError):
    """A worker's machine failed the task (a dead process, a full disk); another may do better."""

    infrastructure = True
