"""Times the scores of RGB label images with scikit-image, as bench_scores does with this program.

    python3 tests/bench/skimage_scores.py PREDICTED.png TRUE.png [REPETITIONS]

For each of three labels: the regions of both masks, the adapted Rand error, the variation of information and the Jaccard
index of the masks. Prints the median times in milliseconds.
"""
import statistics
import sys
import time

import numpy as np
from skimage.io import imread
from skimage.measure import label
from skimage.metrics import adapted_rand_error, variation_of_information

IS_BETWEEN = (False, False, True)  # Regions of membranes are the cells between them.


def scores(predicted, truth):
    values = []
    for channel, is_between in enumerate(IS_BETWEEN):
        masks = [image[..., channel] > 127 for image in (truth, predicted)]
        regions = [label(~mask if is_between else mask, connectivity=2) for mask in masks]
        both, either = np.logical_and(*masks).sum(), np.logical_or(*masks).sum()
        values += [adapted_rand_error(*regions)[0], *variation_of_information(*regions, ignore_labels=[0]), both / max(either, 1)]
    return values


def median_ms(repetitions, work):
    times = []
    for _ in range(repetitions):
        begin = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - begin))
    return statistics.median(times)


def main():
    predicted, truth = sys.argv[1:3]
    repetitions = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    images = imread(predicted), imread(truth)
    print(f"reading both           median {median_ms(repetitions, lambda: (imread(predicted), imread(truth))):8.2f} ms")
    print(f"scores of three labels median {median_ms(repetitions, lambda: scores(*images)):8.2f} ms")


if __name__ == "__main__":
    main()
