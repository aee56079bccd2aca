"""Makes a survey without checkpoints (test/<run>/{options.json,evaluation}) from scores in wide form,
such as those in configs/published.

make_survey.py FOLDER SCORES.csv INDEX: makes a run for each combination of the columns of INDEX (separated by commas)
and of `run`. classic_loss names the loss; every other column is an axis. A table without the column `sample` holds
means: each becomes two images around it.
"""

import csv
import json
import pathlib
import sys

LABELS = ["membranes", "synapses", "mitochondria"]
HEADER = (
    "pred_path,true_path,F_score,adapted_RAND_error,sample,semantic_Jaccard,F_score_skimage,true_regions,"
    "predicted_regions"
).split(",")


def evaluation_row(sample, image, label, score):
    path = f"../images/{image:02}"
    regions = 3 + 2 * sample + len(label)
    return [
        f"{path}-outputs.png", f"{path}-targets.png", repr(score), repr(1 - score), sample,
        repr(score**2) if score > 1e-6 else "", repr(0.9 * score), regions, regions + int(50 * (1 - score)),
    ]


def images_of(row, label):
    score = float(row[label + "_F_score"])
    if "sample" in row:
        sample = int(row["sample"])
        return [(sample, int(row.get("image", 2 * sample)), score)]
    return [(0, 0, score - min(0.05, score)), (1, 2, score + min(0.05, score))]


def write_run(folder, number, settings, index, rows):
    options = {
        "Y_loss": settings.get("classic_loss", "square"), "split_scheme": "published", "split": 0, "repeat": 0,
        "axes": {name: value for name, value in settings.items() if name != "classic_loss"},
    }
    if index != ["classic_loss"]:
        options["table_index"] = index + (["run"] if len(index) == 1 else []) + ["sample"]
    (folder / "evaluation").mkdir(parents=True)
    (folder / "options.json").write_text(json.dumps(options))
    (folder / "index.html").write_text(f"<p>run {number}</p>")
    for label in LABELS:
        with open(folder / "evaluation" / (label + ".csv"), "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADER)
            for row in rows:
                for sample, image, score in images_of(row, label):
                    writer.writerow(evaluation_row(sample, image, label, score))


def main():
    folder, scores, index = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3].split(",")
    runs = {}
    with open(scores, newline="") as file:
        for row in csv.DictReader(file):
            runs.setdefault((tuple(row[name] for name in index), row.get("run")), []).append(row)
    for number, ((cells, _), rows) in enumerate(runs.items(), 1):
        write_run(folder / "test" / str(number), number, dict(zip(index, cells)), index, rows)


main()
