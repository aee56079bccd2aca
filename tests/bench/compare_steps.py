"""Training steps of this program and of PyTorch on one machine, in turn, so that both have their share of its noise.

    python3 tests/bench/compare_steps.py build-cuda/tests/bench_steps [--rounds 3] [--ranks 2 4] [-- --network unet:8 ...]

Calls bench_steps, under mpirun for each number of ranks, and pytorch_steps.py with the same options (those after --), a
round after the other, and prints medians over the rounds: milliseconds a step, images a second, and how many times those
of PyTorch, eager, they are. Where there are fewer GPUs than ranks, ranks share them, by what NCCL allows for tests.
"""
import argparse
import collections
import statistics
import subprocess
import sys
from pathlib import Path

PYTORCH_ALONE = {"--ways"}
BENCH_ALONE = {"--autotune", "--deterministic", "--side-by-side"}
# Ranks that share a GPU pass for ranks on hosts of their own.
APART = 'NCCL_HOSTID=${OMPI_COMM_WORLD_RANK:-0} exec "$0" "$@"'


def without(options, names):
    """`options` without those of `names` and their values."""
    kept, is_kept = [], True
    for option in options:
        if option.startswith("--"):
            is_kept = option not in names
        if is_kept:
            kept.append(option)
    return kept


def rows(program, command):
    """(program, way, trainings, ranks): (ms a step, images/s, GB) of what `command` prints."""
    print("   ", " ".join(command), flush=True)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"compare_steps.py: {program} ends with status {done.returncode}")
    lines = done.stdout.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("steps "))
    result = {}
    for line in lines[first + 1:]:
        way, trainings, ranks, ms, images, memory, _ = line.split()
        result[program, way, int(trainings), int(ranks)] = float(ms), float(images), float(memory)
    return result


def gpu_count():
    try:
        listed = subprocess.run(["nvidia-smi", "--list-gpus"], capture_output=True, text=True)
    except FileNotFoundError:
        return 0
    return len(listed.stdout.splitlines()) if listed.returncode == 0 else 0


def main():
    parser = argparse.ArgumentParser(description="Training steps of this program beside PyTorch's")
    parser.add_argument("bench", help="the program bench_steps")
    parser.add_argument("--python", default=sys.executable, help="one that has PyTorch")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ranks", type=int, nargs="*", default=[], help="also trainings by so many ranks")
    own, options = sys.argv[1:], []
    if "--" in own:
        own, options = own[:own.index("--")], own[own.index("--") + 1:]
    choice = parser.parse_args(own)

    bench = [choice.bench, *without(options, PYTORCH_ALONE)]
    pytorch = [choice.python, str(Path(__file__).with_name("pytorch_steps.py")), *without(options, BENCH_ALONE)]
    commands = [("PyTorch", pytorch), ("emsurvey", bench)]
    for ranks in choice.ranks:
        apart = ["bash", "-c", APART] if 0 < gpu_count() < ranks else []
        commands.append(("emsurvey", ["mpirun", "--oversubscribe", "--bind-to", "none", "-n", str(ranks), *apart, *bench]))
    measured = collections.defaultdict(list)
    for turn in range(choice.rounds):
        print(f"round {turn + 1} of {choice.rounds}", flush=True)
        for program, command in commands:
            for key, values in rows(program, command).items():
                measured[key].append(values)

    medians = {key: [statistics.median(column) for column in zip(*values)] for key, values in measured.items()}
    eager = medians["PyTorch", "eager", 1, 1][1] if ("PyTorch", "eager", 1, 1) in medians else float("nan")
    print(f"\n{'program':10} {'steps':14} {'trainings':>9} {'ranks':>5} {'ms a step':>10} {'images/s':>9} {'memory GB':>9} {'x eager':>8}")
    for (program, way, trainings, ranks), (ms, images, memory) in medians.items():
        print(f"{program:10} {way:14} {trainings:9} {ranks:5} {ms:10.3f} {images:9.1f} {memory:9.2f} {images / eager:8.2f}")


if __name__ == "__main__":
    main()
