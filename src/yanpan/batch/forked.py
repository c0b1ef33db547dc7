"""One task in a child of the fork server, made for it alone: its memory is given back when it ends."""

from __future__ import annotations

from multiprocessing.connection import Connection

from yanpan.batch.press import setter
from yanpan.batch.worker import run_task

CALL = f"{__name__}:main"


def main(arguments: list[str], descriptors: list[int]) -> int:
    """Take a task from the connection; hand back events and sheets to be set, then its Outcome or the error.

    With `--kernel` its notebook is run in a kernel, however plain.
    """
    with Connection(descriptors[0]) as runner:
        try:
            task, here = runner.recv(), "--kernel" not in arguments
            runner.send(run_task(task, runner.send, here=here, setter=setter(runner)))
        except Exception as error:  # noqa: BLE001  told by the runner
            runner.send(error)
    return 0
