"""Three nodes of Ray on this machine, of one CPU each, for as long as standard input is open.

Prints the address; then a line for each line it reads: `kill` ends a node in the middle of its
work, `heal` starts one in its place.
"""

import sys
import time
from pathlib import Path

from ray.cluster_utils import Cluster

NODE = {"num_cpus": 1, "object_store_memory": 80 << 20}
WORKER = "summarizer.batch.worker"


def main() -> None:
    cluster = Cluster(initialize_head=True, head_node_args={**NODE, "include_dashboard": False})
    nodes = [cluster.add_node(**NODE) for _ in range(2)]
    say(cluster.address)
    for command in sys.stdin:
        if command == "kill\n":
            node = nodes.pop()
            wait_for_worker(node.all_processes["raylet"][0].process.pid)
            cluster.remove_node(node, allow_graceful=False)
        elif len(nodes) < 2:
            nodes.append(cluster.add_node(**NODE))
        say("done")
    cluster.shutdown()


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def wait_for_worker(raylet: int) -> None:
    """Until a process that summarizes runs below this one."""
    for _ in range(1_000):
        if any(WORKER in command(pid) for pid in below(raylet)):
            return
        time.sleep(0.05)
    raise SystemExit("the node does no work")


def below(ancestor: int) -> set[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text()
        except OSError:  # it has ended
            continue
        parents[int(folder.name)] = int(state.rpartition(")")[2].split()[1])
    found = {ancestor}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


if __name__ == "__main__":
    main()
