"""Measures ways of doing the same work in turn, each in a process of its own."""
import math
import os
import re
import statistics
import subprocess
import tempfile
import time
from typing import NamedTuple


class CannotMeasure(Exception):
    pass


class Measured(NamedTuple):
    ms: float
    peak_mb: float


def ended(command):
    """Runs the command; its output, and the wall time and peak memory of its process."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        measured = Measured(1e3 * (time.perf_counter() - begin), usage.ru_maxrss / 1e3)
        output.seek(0)
        text = output.read()
    if status != 0:
        raise CannotMeasure(f"{' '.join(map(str, command))}: {text.strip()[-300:]}")
    return text, measured


def whole(command):
    return ended(command)[1]


def step(command):
    """The time in the only row of bench_steps or pytorch_steps.py."""
    text, measured = ended(command)
    for line in text.splitlines():
        words = line.split()
        if len(words) == 7 and words[0] in ("eager", "compiled"):
            return measured._replace(ms=float(words[3]))
    raise CannotMeasure(f"{' '.join(map(str, command))}: prints no time")


def median(command, row):
    text, measured = ended(command)
    found = re.search(rf"^{row}.* median +([0-9.]+) ms", text, re.M)
    if not found:
        raise CannotMeasure(f"{' '.join(map(str, command))}: prints no '{row}'")
    return measured._replace(ms=float(found[1]))


# A peer slower than the fastest one by this factor in the first round is not measured again.
SLOW = 1.2


class Case:
    """One row of the table. Each way of measuring it is a function that returns what it measured."""

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
            measured = [times[name][0].ms for name in self.peers if name in times]
            for name in self.peers:
                if name in times and times[name][0].ms > SLOW * min(measured):
                    del times[name]
        medians = {name: Measured(*map(statistics.median, zip(*values))) for name, values in times.items() if values}
        peers = {name: measured for name, measured in medians.items() if name in self.peers}
        return [medians.get(f"build {i}") for i in range(len(builds))], peers, problems


NOTHING = Measured(math.nan, math.nan)


def print_table(rows, has_before):
    print(f"\n{'case':34} {'to peer':>8} {'ms':>10} {'peer ms':>10} {'MB':>7} {'peer MB':>7}" +
          (f" {'to before':>9} {'before ms':>10}" if has_before else "") + "  fastest peer")
    for name, builds, peers in rows:
        fastest = min(peers, key=peers.get) if peers else ""
        own, peer = builds[0] or NOTHING, peers.get(fastest, NOTHING)
        line = f"{name:34} {own.ms / peer.ms:8.2f} {own.ms:10.2f} {peer.ms:10.2f} {own.peak_mb:7.0f} {peer.peak_mb:7.0f}"
        if has_before:
            before = builds[1] or NOTHING
            line += f" {own.ms / before.ms:9.2f} {before.ms:10.2f}"
        print(f"{line}  {fastest}")
