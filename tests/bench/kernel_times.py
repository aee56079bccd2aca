"""Adds up the times of GPU kernels by name, from the CSV output of Nsight Compute with gpu__time_duration.sum.

    python3 tests/bench/kernel_times.py kernels.csv
"""
import collections
import csv
import sys

MICROSECONDS = {"ns": 1e-3, "nsecond": 1e-3, "us": 1, "usecond": 1, "ms": 1e3, "msecond": 1e3}


def main():
    with open(sys.argv[1], errors="replace") as file:
        rows = csv.DictReader(line for line in file if line.startswith('"'))  # The program's own output is in between.
        times = collections.defaultdict(list)
        for row in rows:
            if row["Metric Name"] == "gpu__time_duration.sum":
                microseconds = MICROSECONDS[row["Metric Unit"]] * float(row["Metric Value"].replace(",", ""))
                times[row["Kernel Name"][:110]].append(microseconds)
    if not times:
        sys.exit("kernel_times.py: no kernel times in " + sys.argv[1])
    print(f"{sum(map(len, times.values()))} kernels, {sum(map(sum, times.values())):.0f} us")
    for name, values in sorted(times.items(), key=lambda item: -sum(item[1]))[:40]:
        print(f"{sum(values):9.1f} us {len(values):5} x {sum(values) / len(values):7.2f} us  {name}")


main()
