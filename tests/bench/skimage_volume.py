"""Scores the regions of a volume with scikit-image: the adapted Rand error and the variation of information.

    python3 tests/bench/skimage_volume.py PREDICTED.h5 TRUE.h5

Both files hold the array `regions`, in which 0 is no region.
"""
import sys

import h5py
from skimage.metrics import adapted_rand_error, variation_of_information


def regions(path):
    with h5py.File(path) as file:
        return file["regions"][:]


predicted, truth = map(regions, sys.argv[1:])
print(adapted_rand_error(truth, predicted), variation_of_information(truth, predicted, ignore_labels=[0]))
