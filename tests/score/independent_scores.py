"""Prints the values of added scores that tests/score/test_label_scores.cpp expects, computed without emsurvey.

Needs NumPy, SciPy and scikit-image 0.26. The tests do not run it: their values come from its output.
"""

import numpy as np
from scipy.ndimage import distance_transform_edt
from scipy.optimize import linear_sum_assignment
from skimage.measure import label
from skimage.metrics import variation_of_information
from skimage.segmentation import expand_labels

SMALL_TRUTH = ["##..###...", "##..###...", "....###.##", ".........#", "####......", "####...###"]
SMALL_PREDICTION = ["##..##....", "###.###...", "...####..#", "..#......#", "#####.....", "###....##."]
CELL_BORDERS = ["...#.....#...", "...#.....#...", "####.....####", "...######....", "...#....#....", "...#....#...."]
THICK_BORDERS = ["..###...###..", "..###...###..", "######.######", "#########....", "..###..###...", "..###..###..."]


def mask(rows):
    return np.array([[c == "#" for c in row] for row in rows])


def f_score(truth, predicted):
    """Adapted Rand F-score in the SNEMI3D definition."""
    p = np.histogram2d(truth.ravel(), predicted.ravel(), [np.arange(n.max() + 2) for n in (truth, predicted)])[0][1:]
    z = p[:, 0].sum() / truth.size
    both, a, b = (p[:, 1:] ** 2).sum() + z, (p.sum(1) ** 2).sum(), (p[:, 1:].sum(0) ** 2).sum() + z
    return 2 * both / (a + b)


def detection(truth, predicted, threshold):
    iou = np.array([[np.sum((truth == i) & (predicted == j)) / np.sum((truth == i) | (predicted == j))
                     for j in range(1, predicted.max() + 1)] for i in range(1, truth.max() + 1)])
    matches = iou > threshold + 1e-9
    tp = matches[linear_sum_assignment(matches, maximize=True)].sum()
    return tp / predicted.max(), tp / truth.max(), 2 * tp / sum(iou.shape), tp / (sum(iou.shape) - tp)


def print_scores(title, truth, predicted, between):
    t, p = (label(m != between, connectivity=2) for m in (truth, predicted))
    print(title)
    split, merge = variation_of_information(t, p, ignore_labels=[0])
    print(" ", "voi_split", repr(float(split)), "voi_merge", repr(float(merge)))
    for name, threshold in ("50", 0.5), ("75", 0.75):
        print(" ", *(f"detection_{s}_{name} {float(v)!r}" for s, v in zip(("precision", "recall", "f1"), detection(t, p, threshold))))
    print("  detection_ap", repr(float(np.mean([detection(t, p, k / 20)[3] for k in range(10, 20)]))))
    if between:
        print("  thinned_border_f_score", repr(float(f_score(t, expand_labels(p, truth.size)))))
    print("  cleft_distance_false_positive", repr(float(distance_transform_edt(~truth)[predicted].mean())))
    print("  cleft_distance_false_negative", repr(float(distance_transform_edt(~predicted)[truth].mean())))


print_scores("small, label", mask(SMALL_TRUTH), mask(SMALL_PREDICTION), False)
print_scores("small, between", mask(SMALL_TRUTH), mask(SMALL_PREDICTION), True)
print_scores("cells", mask(CELL_BORDERS), mask(THICK_BORDERS), True)
