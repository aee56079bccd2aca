"""Prints the values of added scores that tests/score/test_label_scores.cpp and test_volume_scores.cpp expect,
computed without emsurvey.

Needs NumPy, SciPy and scikit-image 0.26. The tests do not run it: their values come from its output.
"""

import numpy as np
from scipy.ndimage import distance_transform_edt, generate_binary_structure
from scipy.ndimage import label as components
from scipy.optimize import linear_sum_assignment
from skimage.measure import label
from skimage.metrics import adapted_rand_error, variation_of_information
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


def volumes():
    """The volumes of test_volume_scores.cpp: 6 x 14 x 18 voxels."""
    z, y, x = np.indices((6, 14, 18))
    noise = (z * 73 + y * 151 + x * 283 + z * y * 17 + x * x * 29 + y * x * 7) % 101
    truth = np.where(noise % 11 == 0, 0, 1 + z // 3 + 2 * (y // 5) + 6 * (x // 6))
    predicted = np.where(noise % 7 == 0, 0, 1 + (x + 1) // 6 + 4 * ((y + z) // 6))
    return truth, predicted, noise


def print_volume_scores():
    truth, predicted, noise = volumes()
    print("volume, regions")
    split, merge = variation_of_information(truth, predicted, ignore_labels=[0])
    print("  F_score", repr(float(f_score(truth, predicted))))
    print("  F_score_skimage", repr(float(1 - adapted_rand_error(truth, predicted)[0])))
    print("  voi_split", repr(float(split)), "voi_merge", repr(float(merge)))
    t, p = truth > 0, predicted > 0
    print("  semantic_Jaccard", repr(float((t & p).sum() / (t | p).sum())))
    t, p = noise % 43 == 0, noise % 37 == 1
    for size in (1, 1, 1), (40, 4, 4):
        print("  cleft distances", size, repr(float(distance_transform_edt(~t, size)[p].mean())),
              repr(float(distance_transform_edt(~p, size)[t].mean())))
    for neighbours, rank in (6, 1), (18, 2), (26, 3):
        structure = generate_binary_structure(3, rank)
        numbers = [components(m, structure)[0] for m in (noise % 9 < 2, noise % 8 < 2)]
        print(" ", neighbours, "regions", *(n.max() for n in numbers), "F_score", repr(float(f_score(*numbers))))


print_volume_scores()
