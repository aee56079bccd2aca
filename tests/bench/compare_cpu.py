"""Measures this program on a CPU beside a peer, and beside another build of it, in turn, so that noise affects all alike.

    python3 tests/bench/compare_cpu.py build [--before OTHER_BUILD] [--python PYTHON] [--rounds 5] [--only STEP SCORES ...]

Prints the medians over the rounds in milliseconds, and the ratio of this build to the fastest peer and to the other build.
Both builds need the targets emsurvey, bench_steps and bench_scores. PYTHON has the peers: PyTorch for steps and sections,
scikit-image for scores, pandas for the tables,
h5py for the data set. What cannot be measured is named, and the exit status is 1.
"""
import argparse
import csv
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
QUICK = ["--network", "resnet:3", "--filters", "16", "--crop", "128"]  # as in configs/loss_functions_quick.cfg

# Options of bench_steps and pytorch_steps.py, and numbers of steps.
STEPS = {
    "published step, 1 thread": (["--threads", "1"], 10),
    "published step, 2 threads": (["--threads", "2"], 10),
    "quick step, 1 thread": ([*QUICK, "--threads", "1"], 100),
    "pix2pix step, 2 threads": (["--model", "pix2pix", "--threads", "2"], 6),
    "section 1024 x 1024, 2 threads": (["--section", "1024", "--threads", "2"], 3),
}
PEER_WAYS = {"eager": ["--ways", "eager"], "compiled": ["--ways", "compiled"]}
PEER_FORMATS = ["contiguous", "channels-last"]


class CannotMeasure(Exception):
    pass


def output_of(command):
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.returncode != 0:
        raise CannotMeasure(f"{' '.join(map(str, command))}: {(ended.stderr or ended.stdout).strip()[-300:]}")
    return ended.stdout


def milliseconds_of(command):
    begin = time.perf_counter()
    output_of(command)
    return 1e3 * (time.perf_counter() - begin)


def step_ms(command):
    """The milliseconds in the only row of bench_steps or pytorch_steps.py."""
    for line in output_of(command).splitlines():
        words = line.split()
        if len(words) == 7 and words[0] in ("eager", "compiled"):
            return float(words[3])
    raise CannotMeasure(f"{' '.join(map(str, command))}: prints no time")


def median_ms(command, row):
    found = re.search(rf"^{row}.* median +([0-9.]+) ms", output_of(command), re.M)
    if not found:
        raise CannotMeasure(f"{' '.join(map(str, command))}: prints no '{row}'")
    return float(found[1])


class Case:
    """One row of the table. Each way of measuring it is a function that returns milliseconds."""

    def __init__(self, name, own, peers):
        self.name, self.own, self.peers = name, own, peers

    def measure(self, builds, rounds):
        ways = {f"build {i}": (lambda build=build: self.own(build)) for i, build in enumerate(builds)} | self.peers
        times = {name: [] for name in ways}
        problems = []
        for _ in range(rounds):
            for name, way in ways.items():
                if name not in times:
                    continue
                try:
                    times[name].append(way())
                except CannotMeasure as problem:
                    problems.append(str(problem))
                    del times[name]
        medians = {name: statistics.median(values) for name, values in times.items()}
        peers = {name: ms for name, ms in medians.items() if name in self.peers}
        return [medians.get(f"build {i}") for i in range(len(builds))], peers, problems


def step_cases(python):
    cases = []
    for name, (options, steps) in STEPS.items():
        common = ["--device", "cpu", "--precision", "float32", *options, "--steps", str(steps)]
        peers = {}
        for way, words in PEER_WAYS.items():
            for layout in PEER_FORMATS:
                command = [python, HERE / "pytorch_steps.py", *common, *words, "--memory-format", layout]
                peers[f"PyTorch {way} {layout}"] = lambda command=command: step_ms(command)
        own = lambda build, common=common: step_ms([build / "tests/bench_steps", *common, "--warm-up", "3"])
        cases.append(Case(name, own, peers))
    return cases


def score_cases(python, folder, size):
    """Scores of a synthetic section against a shifted copy of its labels."""
    import numpy as np
    from PIL import Image
    random = np.random.default_rng(1)
    coarse = np.kron(random.random((size // 32, size // 32, 3)), np.ones((32, 32, 1)))
    truth = (255 * (coarse > [0.98, 0.9, 0.75])).astype(np.uint8)
    noise = (random.random(truth.shape) > 0.999) * 255
    paths = folder / "predicted.png", folder / "true.png"
    Image.fromarray(np.roll(truth, 3, (0, 1)) ^ noise.astype(np.uint8)).save(paths[0])
    Image.fromarray(truth).save(paths[1])
    cases = []
    for row in ("reading both", "scores of three labels"):
        own = lambda build, row=row: median_ms([build / "tests/bench_scores", *paths, "20"], row)
        peer = lambda row=row: median_ms([python, HERE / "skimage_scores.py", *paths, "3"], row)
        cases.append(Case(f"{row}, {size} x {size}", own, {"scikit-image": peer}))
    return cases


def write_tree(folder, rows):
    """A survey of another program: evaluations of 4 images and 3 labels for each run, about `rows` rows in all."""
    columns = ["pred_path", "true_path", "RAND_label", "MI_label", "RAND", "precision", "recall", "F_score", "adapted_RAND_error",
               "Jaccard", "Dice", "Conformity", "semantic_Jaccard", "semantic_Dice", "semantic_conformity", "F_score_skimage",
               "true_regions", "predicted_regions"]
    labels = ["membranes", "mitochondria", "synapses"]
    for run in range(1, max(rows // 12, 1) + 1):
        place = folder / "test" / str(run) / "evaluation"
        place.mkdir(parents=True)
        losses = ["hinge", "square", "softmax", "approx", "dice", "logistic"]
        options = {"generator_loss": losses[(run - 1) % 6], "loss": losses[(run - 1) % 6], "split": (run - 1) // 6 + 1}
        (place.parent / "options.json").write_text(json.dumps(options))
        for number, label in enumerate(labels):
            with open(place / f"{label}.csv", "w", newline="") as file:
                table = csv.writer(file)
                table.writerow(columns)
                for image in range(4):
                    score = 0.5 + 0.4 * ((run * 7 + image * 3 + number) % 11) / 11
                    table.writerow([f"../images/{image}-outputs.png", f"../images/{image}-targets.png", *[score] * 14, 10, 12])
    return folder


PANDAS = """
import glob, sys, pandas
tables = [pandas.read_csv(path).assign(path=path) for path in glob.glob(sys.argv[1] + '/test/*/evaluation/*.csv')]
table = pandas.concat(tables)
table.to_csv(sys.argv[1] + '/long.csv')
table.groupby('path').mean(numeric_only=True).to_csv(sys.argv[1] + '/averages.csv')
"""


def table_cases(python, folder):
    cases = []
    for rows in (10, 1_000, 100_000):
        tree = write_tree(folder / f"rows{rows}", rows)
        own = lambda build, tree=tree: milliseconds_of([build / "emsurvey", "reduce", tree])
        peer = lambda tree=tree: milliseconds_of([python, "-c", PANDAS, tree])
        cases.append(Case(f"reduce step, {rows:,} rows", own, {"pandas, tables alone": peer}))
    return cases


H5PY = """
import glob, sys, h5py, numpy
from skimage.io import imread
read = lambda part: numpy.stack([imread(path) for path in sorted(glob.glob(f'{sys.argv[1]}/{part}/*.png'))])
with h5py.File(sys.argv[1] + '/peer.h5', 'w') as file:
    for part in ('raw', 'labels'):
        file.create_dataset(part, data=read(part), chunks=True)
"""


def file_cases(python, folder):
    """Preparing 20 sections of 1024 x 1024."""
    import numpy as np
    from PIL import Image
    random = np.random.default_rng(2)
    for part in ("raw", "labels"):
        (folder / part).mkdir()
        for i in range(20):
            coarse = np.kron(random.random((64, 64, 3)), np.ones((16, 16, 1)))
            image = (200 * coarse[..., 0]).astype(np.uint8) if part == "raw" else (255 * (coarse > 0.8)).astype(np.uint8)
            Image.fromarray(image).save(folder / part / f"{i:02}.png")
    own = lambda build: milliseconds_of([build / "emsurvey", "prepare", "--raw", folder / "raw", "--labels", folder / "labels",
                                         "--output", folder / "data.h5"])
    peer = lambda: milliseconds_of([python, "-c", H5PY, folder])
    return [Case("prepare 20 sections, 1024 x 1024", own, {"h5py": peer})]


def number(value, text="{:10.2f}"):
    return text.format(value) if value is not None else " " * 9 + "-"


def print_table(rows, has_before):
    print(f"\n{'case':34} {'ms':>10} {'peer ms':>10} {'to peer':>8}" + (f" {'before ms':>10} {'to before':>9}" if has_before else "") +
          "  fastest peer")
    for name, own, peers in rows:
        peer = min(peers, key=peers.get) if peers else None
        ratio = lambda other: own[0] / other if own[0] is not None and other else None
        line = f"{name:34} {number(own[0])} {number(peers.get(peer))} {number(ratio(peers.get(peer)), '{:8.2f}'):>8}"
        if has_before:
            line += f" {number(own[1])} {number(ratio(own[1]), '{:9.2f}'):>9}"
        print(f"{line}  {peer or ''}")


def main():
    parser = argparse.ArgumentParser(description="This program on a CPU beside its peers.")
    parser.add_argument("build", type=Path, help="the build folder")
    parser.add_argument("--before", type=Path, help="the build folder of another version")
    parser.add_argument("--python", default=sys.executable, help="one that has the peers")
    parser.add_argument("--rounds", type=int, default=5)
    groups = ["steps", "scores", "tables", "files"]
    parser.add_argument("--only", nargs="+", choices=groups, default=groups)
    choice = parser.parse_args()
    if os.geteuid() == 0:
        os.environ.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
    builds = [choice.build] + ([choice.before] if choice.before else [])
    rows, problems = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make = {"steps": lambda: step_cases(choice.python), "scores": lambda: score_cases(choice.python, folder, 1024),
                "tables": lambda: table_cases(choice.python, folder), "files": lambda: file_cases(choice.python, folder)}
        for group in choice.only:
            for case in make[group]():
                own, peers, failed = case.measure(builds, choice.rounds)
                rows.append((case.name, own, peers))
                problems += failed
                print(case.name, own, peers, flush=True)
    print_table(rows, choice.before is not None)
    for problem in problems:
        print(f"compare_cpu.py: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
