"""Measures training steps of this program and of PyTorch in turn, so that noise affects both alike.

    python3 tests/bench/compare_steps.py build-cuda/tests/bench_steps [--rounds 3] [--ranks 2 4] [-- --network unet:8 ...]

In each round, runs pytorch_steps.py and bench_steps with the same options (those after --). Prints the
medians over the rounds: milliseconds per step, images per second, and the speed relative to eager PyTorch.
Trainings by several ranks (bench_steps under mpirun) run once at the end with few steps; if there are fewer
GPUs than ranks, the ranks share them by an NCCL setting that is meant for tests. If a program fails or takes
too long, its missing rows are left out and the exit status is 1.
"""
import argparse
import collections
import os
import statistics
import subprocess
import sys
from pathlib import Path

PYTORCH_ALONE = {"--ways", "--memory-format"}
BENCH_ALONE = {"--autotune", "--deterministic", "--side-by-side", "--warm-up"}
# Makes ranks that share a GPU look to NCCL like ranks on different hosts.
APART = 'NCCL_HOSTID=${OMPI_COMM_WORLD_RANK:-0} exec "$0" "$@"'
FEW_STEPS = ["--warm-up", "11", "--steps", "30"]


def without(options, names):
    """Returns `options` without those in `names` and their values."""
    kept, is_kept = [], True
    for option in options:
        if option.startswith("--"):
            is_kept = option not in names
        if is_kept:
            kept.append(option)
    return kept


def row_of(line):
    """Parses a row to (way, trainings, ranks), (ms a step, images/s, GB). None for other lines."""
    try:
        way, trainings, ranks, *values = line.split()
        ms, images, memory, _ = map(float, values)
        return (way, int(trainings), int(ranks)), (ms, images, memory)
    except ValueError:
        return None


class Comparison:
    def __init__(self, limit_s):
        self.limit_s = limit_s
        self.measured = collections.defaultdict(list)
        self.has_failed = False

    def run(self, program, command):
        """Runs `command`, shows its output and collects the rows in it."""
        print("$", " ".join(command), flush=True)
        try:
            process = subprocess.Popen(["timeout", str(self.limit_s), *command], stdout=subprocess.PIPE, text=True)
            for line in process.stdout:
                print(line, end="", flush=True)
                if row := row_of(line):
                    self.measured[program, *row[0]].append(row[1])
            status = process.wait()
        except OSError as error:
            status = error
        if status != 0:
            self.has_failed = True
            print(f"compare_steps.py: {program} ends with status {status}", file=sys.stderr, flush=True)

    def show(self):
        if not self.measured:
            return
        medians = {key: [statistics.median(column) for column in zip(*values)] for key, values in self.measured.items()}
        eager = medians.get(("PyTorch", "eager", 1, 1), [float("nan")] * 3)[1]
        print(f"\n{'program':10} {'steps':14} {'trainings':>9} {'ranks':>5} {'ms a step':>10} {'images/s':>9} {'memory GB':>9} {'x eager':>8}")
        for (program, way, trainings, ranks), (ms, images, memory) in medians.items():
            print(f"{program:10} {way:14} {trainings:9} {ranks:5} {ms:10.3f} {images:9.1f} {memory:9.2f} {images / eager:8.2f}", flush=True)


def gpu_count():
    try:
        listed = subprocess.run(["nvidia-smi", "--list-gpus"], capture_output=True, text=True)
    except FileNotFoundError:
        return 0
    return len(listed.stdout.splitlines()) if listed.returncode == 0 else 0


def main():
    parser = argparse.ArgumentParser(description="Training steps of this program beside PyTorch's. Options of both follow after --.")
    parser.add_argument("bench", help="the program bench_steps")
    parser.add_argument("--python", default=sys.executable, help="one that has PyTorch")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ranks", type=int, nargs="*", default=[], help="also trainings by so many ranks, with few steps")
    parser.add_argument("--limit", type=int, default=300, help="seconds that one call may take")
    own, options = sys.argv[1:], []
    if "--" in own:
        own, options = own[:own.index("--")], own[own.index("--") + 1:]
    choice = parser.parse_args(own)
    if os.geteuid() == 0:
        os.environ.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")

    bench = [choice.bench, *without(options, PYTORCH_ALONE)]
    pytorch = [choice.python, str(Path(__file__).with_name("pytorch_steps.py")), *without(options, BENCH_ALONE)]
    comparison = Comparison(choice.limit)
    try:
        for turn in range(choice.rounds):
            print(f"round {turn + 1} of {choice.rounds}", flush=True)
            comparison.run("PyTorch", pytorch)
            comparison.run("emsurvey", bench)
        few = [choice.bench, *without(options, PYTORCH_ALONE | {"--steps", "--warm-up"}), *FEW_STEPS]
        for ranks in choice.ranks:
            apart = ["bash", "-c", APART] if 0 < gpu_count() < ranks else []
            comparison.run("emsurvey", ["mpirun", "--oversubscribe", "--bind-to", "none", "-n", str(ranks), *apart, *few])
    finally:
        comparison.show()
    return 1 if comparison.has_failed else 0


if __name__ == "__main__":
    sys.exit(main())
