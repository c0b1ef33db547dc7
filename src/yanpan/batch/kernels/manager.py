"""The batch's kernel manager: quiet, through files, warm where that can be had, without fixed waits."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_runtime_dir
from nbclient.exceptions import DeadKernelError
from traitlets import Type

from yanpan.batch.kernels.provisioner import register

_SOCKET_PATH = 108
"""Bytes that a socket's path may have, its final zero included (unix(7))."""

_CHANNELS = 5
_BOUND_WITHIN = 30.0
_LOOK = 0.003
"""Seconds between two looks for the kernel's sockets: ZeroMQ itself looks again after a tenth of a second only."""


class QuickClient(AsyncKernelClient):
    """Ready when the first answer and its end on iopub are there; jupyter_client's waits for 0.2 s of silence."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while time.monotonic() < end:
            asked = self.kernel_info()
            if await self._answered(asked):
                return
            if not await self._async_is_alive():
                raise DeadKernelError("the kernel died while it started")
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _answered(self, asked: str) -> bool:
        """True if the reply and the idle message came within a second."""
        try:
            reply = await self.shell_channel.get_msg(timeout=1)
            while reply["parent_header"].get("msg_id") != asked:
                reply = await self.shell_channel.get_msg(timeout=1)
            while True:
                told = await self.iopub_channel.get_msg(timeout=1)
                ours = told["parent_header"].get("msg_id") == asked
                if ours and told["content"].get("execution_state") == "idle":
                    break
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True


class QuietKernelManager(AsyncKernelManager):
    """Kernels that talk through files where they can (Linux): no race for ports, nothing on the network."""

    client_factory = Type(klass="jupyter_client.client.KernelClient", default_value=QuickClient)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        socket = Path(jupyter_runtime_dir()) / f"k{uuid4().hex[:12]}"
        socket.parent.mkdir(parents=True, exist_ok=True)
        self.connection_file = f"{socket}.json"  # of a killed run it goes with the run's own folder
        if sys.platform == "linux" and len(bytes(socket)) + len("-1") < _SOCKET_PATH:
            self.transport, self.ip = "ipc", str(socket)

    async def _async_pre_start_kernel(self, **settings: Any) -> tuple[list[str], dict[str, Any]]:
        """The kernel's own specification names who starts it: no other kernel of this user is touched."""
        if self.kernel_spec is not None:
            self.kernel_spec.metadata.setdefault("kernel_provisioner", {"provisioner_name": register()})
        return await super()._async_pre_start_kernel(**settings)

    async def _async_post_start_kernel(self, **settings: Any) -> None:
        await super()._async_post_start_kernel(**settings)
        end = time.monotonic() + _BOUND_WITHIN
        while self.transport == "ipc" and not self._is_bound() and time.monotonic() < end:
            if not await self._async_is_alive():
                return
            await asyncio.sleep(_LOOK)

    def _is_bound(self) -> bool:
        return all(Path(f"{self.ip}-{port}").exists() for port in range(1, _CHANNELS + 1))

    async def _async_wait(self, pollinterval: float = 0.1) -> None:
        """Hear of the end instead of asking for it every tenth of a second."""
        if self.provisioner is not None and self.has_kernel:
            await self.provisioner.wait()

    async def _async_interrupt_kernel(self) -> None:
        """Interrupt, but not on the way to a shutdown: an idle kernel would complain of it on the terminal."""
        if not self.shutting_down:
            await super()._async_interrupt_kernel()
