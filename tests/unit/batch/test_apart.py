"""Work done apart brings back its result or its exception, and leaves its memory behind."""

import os

import pytest

from yanpan.batch.apart import apart
from yanpan.batch.kernels.client import can_fork
from yanpan.intake import Fault
from yanpan.prepare import RefusedError


@pytest.mark.skipif(not can_fork(), reason="there is no fork here")
def test_it_runs_in_another_process():
    assert apart(os.getpid) != os.getpid()


def test_a_refusal_comes_back_with_its_faults():
    fault = Fault("N01", "村社名册.xlsx", row=3)

    def refuse():
        raise RefusedError("有错", (fault,))

    with pytest.raises(RefusedError, match="有错") as caught:
        apart(refuse)
    assert caught.value.faults == (fault,)


@pytest.mark.skipif(not can_fork(), reason="there is no fork here")
def test_a_killed_child_is_told():
    with pytest.raises(RuntimeError, match="without a result"):
        apart(lambda: os._exit(9))
