"""Compares the program's networks, losses and training steps with an independent implementation in PyTorch.

    compare.py EMSURVEY TRACE_STEP [networks] [training] [real] [recipe]

The arguments are the two programs and the checks to run, by default all. Ends with status 77 if PyTorch or
h5py is missing.
"""
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

# Threads that spin while waiting would take cores from tests that run at the same time.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
sys.dont_write_bytecode = True  # keeps the source folders clean

try:
    import h5py
    import numpy as np
    import torch
except ImportError as error:
    print(f"SKIPPED: no comparison with PyTorch ({error}); it needs the packages python3-torch, python3-h5py "
          "and python3-numpy")
    sys.exit(77)

import losses
import networks
from replay import Replay

HERE = Path(__file__).parent
DEPTHS = {"unet": (4, 5, 6, 7, 8), "resnet": (4, 6, 9, 12, 16), "highwaynet": (4, 6, 9, 12, 16),
          "densenet": (1, 2, 3, 4, 5)}
FILTERS = {"unet": 64, "resnet": 32, "highwaynet": 32, "densenet": 32}
PUBLISHED_COUNTS = {
    "unet": (15226368, 27811328, 40396288, 52981248, 65566208),
    "resnet": (1447296, 2038144, 2924416, 3810688, 4992384),
    "highwaynet": (2038144, 2924416, 4253824, 5583232, 7355776),
    "densenet": (2478720, 4691840, 6904960, 9118080, 11331200)}
DISCRIMINATOR_COUNT = 2768640

FORWARD_TOLERANCE = 1e-4  # three times the rounding of the deepest highwaynet, which amplifies errors
FIRST_STEP_TOLERANCE = 1e-4
# Adam turns the rounding of the smallest gradients into whole steps. Deep networks and the discriminator amplify them, by
# how much depends on the processor (measured on Zen 3 and Zen 5). The classic loss of the other networks hardly changes,
# with a discriminator by up to 1.3e-5; half the weight of this loss would change it by at least 4.4e-4.
SECOND_STEP_TOLERANCE = {"highwaynet": 3e-3, "densenet": 2e-4}
DEFAULT_SECOND_STEP_TOLERANCE = 1e-5
JUDGED_SECOND_STEP_TOLERANCE = {"classic": 5e-5, "adversarial": 1e-3, "discriminator": 1e-3}  # with a discriminator


def second_step_tolerance(network, loss, is_judged):
    """Returns the relative difference allowed between the values of a loss in the second step."""
    tolerance = SECOND_STEP_TOLERANCE.get(network, DEFAULT_SECOND_STEP_TOLERANCE)
    return max(tolerance, JUDGED_SECOND_STEP_TOLERANCE[loss]) if is_judged else tolerance


def agree(network, differences):
    """Returns whether the relative differences of losses, by name, in the second step are small enough."""
    return all(difference < second_step_tolerance(network, loss, is_judged="adversarial" in differences)
               for loss, difference in differences.items())


def write_png(path, grey):
    """Writes an 8-bit grey image."""
    rows = b"".join(b"\0" + row.tobytes() for row in grey)
    header = struct.pack(">IIBBBBB", grey.shape[1], grey.shape[0], 8, 0, 0, 0, 0)
    with path.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")):
            file.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))


class Comparison:
    def __init__(self, emsurvey, trace_step, work):
        self.emsurvey, self.trace_step, self.work = emsurvey, trace_step, work
        self.failures = []

    def call(self, *words):
        done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, words))}: status {done.returncode}\n{done.stdout}")

    def expect(self, holds, what):
        if not holds:
            self.failures.append(what)

    def synthetic(self):
        """Returns the path of a synthetic data set."""
        path = self.work / "synthetic.h5"
        if not path.exists():
            self.call(self.emsurvey, "prepare", "--synthetic", 3, "--size", 256, "--seed", 1, "--output", path)
        return path

    def compare(self, dataset, network, depth, filters, model="classic", loss="square"):
        """Traces a training, replays it and prints a line of the table."""
        crop = max(64, 2 ** depth if network == "unet" else 0)
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            self.call(self.trace_step, dataset, f"{network}:{depth}", model, loss, crop, 2, folder, filters)
            replay = Replay(Path(folder))
            count = networks.parameter_count(replay.generator)
            self.expect(replay.gates_start_closed(), f"{network}:{depth}: gates do not start at -10")
            forward, tolerance = replay.forward_difference(), FORWARD_TOLERANCE
            if forward >= tolerance:
                tolerance = max(tolerance, 3 * replay.rounding())
            first, second = replay.loss_differences()
            size = replay.trace["apply/section"].shape[-1]
            half_weight = Replay(Path(folder), classic_weight=50).loss_differences()[1] if model == "pix2pix" else None
        name = f"{network}:{depth} {model} {loss}"
        print(f"{name:30} {filters:7} {size:7} {count:10} {forward:10.1e} {max(first.values()):10.1e} "
              f"{second['classic']:10.1e} {max(second.values()):10.1e}", flush=True)
        self.expect(forward < tolerance, f"{name}: outputs differ by {forward:.1e}")
        if tolerance > FORWARD_TOLERANCE:
            print(f"  where float32 and float64 differ by {tolerance / 3:.1e} in PyTorch itself")
        for kind, difference in first.items():
            self.expect(difference < FIRST_STEP_TOLERANCE, f"{name}: {kind} losses of the first step differ by {difference:.1e}")
        self.expect(agree(network, second), f"{name}: losses of the second step differ by "
                    + ", ".join(f"{difference:.1e} ({kind})" for kind, difference in second.items()))
        if half_weight:
            self.expect(not agree(network, half_weight), f"{name}: a classic loss of half the weight is not detected")

    def networks(self):
        """Compares each family at all published depths, and its first depth at the published width."""
        for network, counts in PUBLISHED_COUNTS.items():
            for depth, published in zip(DEPTHS[network], counts):
                count = networks.parameter_count(networks.generator(network, depth, FILTERS[network], 3))
                self.expect(count == published, f"{network}:{depth}: {count} parameters, not {published}")
        self.expect(networks.parameter_count(networks.Discriminator(3)) == DISCRIMINATOR_COUNT,
                    "the discriminator has another number of parameters")
        for network, depths in DEPTHS.items():
            for depth in depths:
                self.compare(self.synthetic(), network, depth, 4)
            self.compare(self.synthetic(), network, depths[0], FILTERS[network])

    def training(self):
        """Compares all losses, with and without a discriminator."""
        for model in ("classic", "pix2pix"):
            for loss in losses.classic:
                self.compare(self.synthetic(), "resnet", 2, 8, model, loss)

    def real(self):
        """Compares whole sections of the published data."""
        stack = Path(os.environ.get("EMSURVEY_REFERENCE", "")) / "data/vnc/stack1"
        if not os.environ.get("EMSURVEY_REFERENCE") or not stack.exists():
            print("The real sections are absent (EMSURVEY_REFERENCE names the folder that holds data/vnc): "
                  "compared on synthetic ones alone.")
            return
        for part in ("raw", "labels"):
            (self.work / part).mkdir()
            for name in ("00.png", "01.png"):
                (self.work / part / name).symlink_to((stack / part / name).resolve())
        dataset = self.work / "real.h5"
        self.call(self.emsurvey, "prepare", "--raw", self.work / "raw", "--labels", self.work / "labels",
                  "--output", dataset)
        self.compare(dataset, "resnet", 9, 32, "pix2pix", "square")
        self.compare(dataset, "unet", 8, 8, "classic", "dice")
        self.compare(dataset, "highwaynet", 4, 8, "classic", "logistic")
        self.compare(dataset, "densenet", 1, 8, "classic", "softmax")

    def recipe(self):
        """Checks that the recipe in jobs/README.md labels sections, also scaled ones, like `emsurvey predict`."""
        code = re.search(r"```python\n(.*?)```", (HERE.parents[1] / "jobs/README.md").read_text(), re.S).group(1)
        for scale in (1, 0.5, 2):
            folder = self.work / f"recipe{scale}"
            folder.mkdir()
            (folder / "dataset.h5").symlink_to(self.synthetic())
            (folder / "survey.cfg").write_text(
                "loss = hinge square softmax approx dice logistic\nsplit-scheme = shuffled\nsplits = 2\n"
                f"model = classic\nnetwork = resnet:2\nfilters = 8\ncrop = 64\nlr = 0.002\nsteps = 2\nscale = {scale}\n")
            os.chdir(folder)
            self.call(self.emsurvey, "run", "--config", "survey.cfg", "--data", "dataset.h5", "--output", "survey")
            predicted = self.predicted()
            names = {}
            exec(code, names)
            self.expect(names["labelled"].shape == predicted.shape, f"the recipe's labels have another size at {scale}")
            largest = np.abs(names["labelled"].astype(int) - predicted).max()
            print(f"recipe, scale {scale}: at most {largest} grey levels from emsurvey predict")
            self.expect(largest <= 1, f"the recipe differs from emsurvey predict by {largest} grey levels at {scale}")

    def predicted(self):
        """Returns the labels [C, H, W] of section 00 by `emsurvey predict`, as `emsurvey prepare` reads them."""
        for name in ("input", "labels"):
            Path(name).mkdir()
        with h5py.File("dataset.h5") as dataset:
            write_png(Path("input/00.png"), dataset["images/00/raw"][()])
        self.call(self.emsurvey, "predict", "--run", "survey/train/7", "--input", "input", "--output", "output")
        Path("output/00-outputs.png").rename("labels/00.png")
        # prepare reads the labels only together with a section of their size.
        width, height = struct.unpack(">II", Path("labels/00.png").read_bytes()[16:24])
        write_png(Path("input/00.png"), np.zeros((height, width), np.uint8))
        self.call(self.emsurvey, "prepare", "--raw", "input", "--labels", "labels", "--output", "predicted.h5")
        with h5py.File("predicted.h5") as predicted:
            return predicted["images/00/labels"][()].astype(int)


def main(emsurvey, trace_step, *checks):
    torch.set_num_threads(min(2, os.cpu_count()))
    with tempfile.TemporaryDirectory() as work:
        comparison = Comparison(Path(emsurvey).resolve(), Path(trace_step).resolve(), Path(work))
        print(f"{'network, model, loss':30} {'filters':>7} {'section':>7} {'parameters':>10} {'output':>10} "
              f"{'1st step':>10} {'classic':>10} {'2nd step':>10}")
        for check in checks or ("networks", "training", "real", "recipe"):
            getattr(comparison, check)()
    for failure in comparison.failures:
        print("FAILED:", failure)
    return 1 if comparison.failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
