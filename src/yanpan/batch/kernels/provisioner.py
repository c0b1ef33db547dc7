"""A kernel provisioner that forks an ordinary IPython kernel from the warm server, or else starts a cold one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from yanpan.batch.kernels.client import Forked, fork

NAME = "yanpan-warm"
_KERNEL = "yanpan.batch.kernels.child:kernel"
_LAUNCHER = ("-m", "ipykernel_launcher")
_UNDERSTOOD = frozenset({"env", "cwd", "extra_arguments", "kernel_id"})


class WarmProvisioner(LocalProvisioner):
    """What is not understood is `LocalProvisioner`'s: another interpreter or program, redirected streams, no server."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel; what comes back is its connection."""
        forked = _forked(cmd, kwargs)
        if forked is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = forked, forked.pid, forked.pid  # type: ignore[assignment]
        self.cwd = kwargs.get("cwd") or os.getcwd()
        return self.connection_info

    async def wait(self) -> int | None:
        """The exit code; a forked kernel's end is heard at once."""
        if isinstance(self.process, Forked):
            await self.process.ended()
        return await super().wait()


def register() -> str:
    """Make the provisioner known to this process even if the package's entry points are not installed; its name."""
    entry = EntryPoint(NAME, f"{__name__}:{WarmProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.provisioners.setdefault(NAME, entry)
    return NAME


def _forked(cmd: Sequence[str], settings: dict[str, Any]) -> Forked | None:
    arguments = arguments_of_kernel(cmd)
    if arguments is None or not set(settings) <= _UNDERSTOOD:
        return None
    environment = settings.get("env")
    return fork(
        _KERNEL,
        arguments,
        env=dict(os.environ if environment is None else environment),
        cwd=str(settings.get("cwd") or os.getcwd()),
    )


def arguments_of_kernel(cmd: Sequence[str]) -> list[str] | None:
    """What follows `python -m ipykernel_launcher` of this very interpreter, started as this one was; else None."""
    program, *rest = cmd
    at = next((place for place, word in enumerate(rest) if not word.startswith("-X")), len(rest))
    if program != sys.executable or tuple(rest[at : at + 2]) != _LAUNCHER:
        return None
    return rest[at + 2 :]
