"""Measures this program on a CPU beside a peer, and beside another build of it, in turn, so that noise affects all alike.

    python3 tests/bench/compare_cpu.py build [--before OTHER_BUILD] [--python PYTHON] [--rounds 5] [--only steps scores ...]

Prints the medians over the rounds in milliseconds, the ratio of this build to the fastest peer and to the other build, and
the peak memory of the processes in MB. Both builds need the targets emsurvey, bench_steps and bench_scores. PYTHON has the
peers: PyTorch for steps and sections, scikit-image for scores, pandas for the tables, h5py for files. What cannot be measured
is named, and the exit status is 1.
"""
import argparse
import csv
import json
import multiprocessing
import os
import sys
import tempfile
from pathlib import Path

from side_by_side import Case, median, print_table, step, whole

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


def step_cases(python):
    cases = []
    for name, (options, steps) in STEPS.items():
        common = ["--device", "cpu", "--precision", "float32", *options, "--steps", str(steps)]
        peers = {}
        for way, words in PEER_WAYS.items():
            for layout in PEER_FORMATS:
                command = [python, HERE / "pytorch_steps.py", *common, *words, "--memory-format", layout]
                peers[f"PyTorch {way} {layout}"] = lambda command=command: step(command)
        own = lambda build, common=common: step([build / "tests/bench_steps", *common, "--warm-up", "3"])
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
        own = lambda build, row=row: median([build / "tests/bench_scores", *paths, "20"], row)
        peer = lambda row=row: median([python, HERE / "skimage_scores.py", *paths, "3"], row)
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
        own = lambda build, tree=tree: whole([build / "emsurvey", "reduce", tree])
        peer = lambda tree=tree: whole([python, "-c", PANDAS, tree])
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
    own = lambda build: whole([build / "emsurvey", "prepare", "--raw", folder / "raw", "--labels", folder / "labels",
                               "--output", folder / "data.h5"])
    peer = lambda: whole([python, "-c", H5PY, folder])
    return [Case("prepare 20 sections, 1024 x 1024", own, {"h5py": peer})]


def write_volumes(paths, size):
    """Regions of a volume: blocks of 32 voxels a side, and a shifted copy of which some are merged."""
    import h5py
    import numpy as np
    random = np.random.default_rng(3)
    blocks = np.arange(1, (size // 32) ** 3 + 1, dtype=np.uint32).reshape([size // 32] * 3)
    merged = np.where(random.random(blocks.shape) > 0.9, np.roll(blocks, 1, 2), blocks)
    for path, ids, shift in zip(paths, (merged, blocks), (3, 0)):
        with h5py.File(path, "w") as file:
            volume = np.kron(ids, np.ones((32, 32, 32), np.uint32))
            file.create_dataset("regions", data=np.roll(volume, shift, (0, 1, 2)), chunks=(32, 64, 64), compression="gzip")


def volume_cases(python, folder, size):
    paths = folder / "predicted.h5", folder / "true.h5"
    # In a process of its own: Linux counts the peak memory of a process for its children, too.
    writer = multiprocessing.Process(target=write_volumes, args=(paths, size))
    writer.start()
    writer.join()
    own = lambda build: whole([build / "emsurvey", "score", "--volume", "--predicted", f"{paths[0]}:/regions:instances",
                               "--label", f"regions={paths[1]}:/regions:instances", "--output", folder / "volume_scores"])
    peer = lambda: whole([python, HERE / "skimage_volume.py", *paths])
    return [Case(f"scores of a volume, {size}^3", own, {"h5py, scikit-image": peer})]


def main():
    parser = argparse.ArgumentParser(description="This program on a CPU beside its peers.")
    parser.add_argument("build", type=Path, help="the build folder")
    parser.add_argument("--before", type=Path, help="the build folder of another version")
    parser.add_argument("--python", default=sys.executable, help="one that has the peers")
    parser.add_argument("--rounds", type=int, default=5)
    groups = ["steps", "scores", "tables", "files", "volumes"]
    parser.add_argument("--only", nargs="+", choices=groups, default=groups)
    choice = parser.parse_args()
    if os.geteuid() == 0:
        os.environ.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
    builds = [choice.build] + ([choice.before] if choice.before else [])
    for build in builds:
        for program in "emsurvey", "tests/bench_steps", "tests/bench_scores":
            if not (build / program).exists():
                parser.error(f"{build / program} is missing: make it with ninja -C {build} {Path(program).name}")
    rows, problems = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make = {"steps": lambda: step_cases(choice.python), "scores": lambda: score_cases(choice.python, folder, 1024),
                "tables": lambda: table_cases(choice.python, folder), "files": lambda: file_cases(choice.python, folder),
                "volumes": lambda: volume_cases(choice.python, folder, 512)}
        for group in choice.only:
            for case in make[group]():
                own, peers, failed = case.measure(builds, choice.rounds)
                rows.append((case.name, own, peers))
                problems += failed
                print(f"{case.name}: measured", flush=True)
    print_table(rows, choice.before is not None)
    for problem in problems:
        print(f"compare_cpu.py: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
