import pytest

from summarizer.batch.distributed.driver import Machines, room
from summarizer.errors import EngineError


@pytest.mark.parametrize(
    ("machines", "workers"),
    [
        (Machines(), 12),
        (Machines(workers=5), 5),
        (Machines(workers=50), 12),
        (Machines(gpus=1), 2),
        (Machines(gpus=0.25), 8),
        (Machines(gpus=0.1), 12),
        (Machines(gpus=2), 1),
    ],
)
def test_a_worker_takes_a_cpu_and_its_share_of_a_card(machines, workers):
    assert room({"CPU": 12.0, "GPU": 2.0, "memory": 1e9}, machines) == workers


@pytest.mark.parametrize("there", [{"CPU": 8.0}, {"CPU": 8.0, "GPU": 0.5}, {}])
def test_no_room_is_said_at_once(there):
    with pytest.raises(EngineError, match="no node has room for a worker: it takes 1 CPU and 1"):
        room(there, Machines(gpus=1))
