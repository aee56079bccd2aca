#!/usr/bin/env bash
# score with labels that the user names: numbered regions, masks, validity masks, own predictions, volumes.
source "$(dirname "$0")/common.sh" "$@"

make_masks=$(dirname "$0")/make_masks.py
"$make_two_labels" images 64 60 3
score() { "$emsurvey" score --output out "$@"; }
# shows LABEL COUNT SCORE: the table shows the F_score of a label.
shows() {
  grep -Eq "^$1 +$2 +$3 " out.txt || { cat out.txt >&2; fail "no F_score of $3 for $1"; }
}

# Numbered regions on both sides, and two labels of which one has no prediction for all images.
ends 0 score --predicted images/nuclei:instances --label nuclei=images/nuclei:instances
shows nuclei 3 1.000
grep -q "Regions of masks are 8-connected; distances in pixels" out.txt || fail "the connectivity is not named"
[ ! -s err.txt ] || fail "a warning for nothing"
[ "$(head -1 out/nuclei.csv | cut -d, -f1-3)" = pred_path,true_path,RAND_label ] || fail "other columns"
python3 - out/scores.json <<'PYTHON'
import json, sys
scores = json.load(open(sys.argv[1]))
assert scores["connectivity"] == "8-connected" and scores["dimensions"] == 2
label = scores["labels"][0]
assert label["label"] == "nuclei" and label["mean"]["voi_split"] == 0 and len(label["images"]) == 3
assert label["images"][1]["predicted"] == "../images/nuclei/1.tif"
PYTHON
mkdir some
cp images/granules/1.tif some
ends 0 score --predicted nuclei=images/nuclei:instances --predicted granules=some:instances \
  --label nuclei=images/nuclei:instances --label granules=images/granules:instances --valid images/valid
shows nuclei 3 1.000
shows granules 1 1.000

# Grey predictions count above the threshold.
python3 "$make_masks" true 00.png 255 grey
python3 "$make_masks" soft 00-outputs-spots.png 200 grey soft
ends 0 score --predicted soft --label spots=true:mask --threshold 0.3
shows spots 1 1.000
ends 0 score --predicted soft --label spots=true:mask --threshold 0.3 --connectivity 4
grep -q "4-connected" out.txt || fail "the connectivity is not named"
ends 0 score --predicted soft --label spots=true:mask --threshold 0.9
shows spots 1 0.000

# A stack or a folder as one volume.
mkdir cube
cp images/nuclei/0.tif images/nuclei/2.tif cube
ends 0 score --volume --predicted cube:instances --label nuclei=cube:instances --connectivity 6
shows nuclei 1 1.000
grep -q "Regions of masks are 6-connected; distances in voxels" out.txt || fail "the unit is not named"
ends 0 score --volume --predicted cube:instances --label nuclei=cube:instances --voxel-size 40 4 4
grep -q "26-connected; distances in nm" out.txt || fail "the unit is not named"
expect 2 "images/nuclei/1.tif: has another size than images/nuclei/0.tif" \
  score --volume --predicted images/nuclei:instances --label nuclei=images/nuclei:instances

# Arrays of an HDF5 file: half of the true voxels of the second box are predicted.
/usr/bin/python3 - <<'PYTHON' || fail "h5py is missing; jobs/setup.sh release all tests installs python3-h5py"
import h5py, numpy
ids = numpy.zeros((4, 32, 24), dtype="u8")
ids[:, 2:6, 4:20], ids[1:3, 10:20, 4:20] = 7, 2**40
predicted = numpy.where(ids > 0, 0.7, 0.2)
predicted[1:3, 10:20, 12:20] = 0.4
with h5py.File("made.h5", "w") as file:
    file["labels/ids"], file["probabilities"] = ids, predicted.astype("f4")
PYTHON
ends 0 score --volume --predicted made.h5:/probabilities --label boxes=made.h5:/labels/ids:instances
/usr/bin/python3 - out/boxes.csv <<'PYTHON' || fail "other scores of arrays: $(cat out/boxes.csv)"
import csv, sys
row = next(csv.DictReader(open(sys.argv[1])))
true, common = 4 * 4 * 16 + 2 * 10 * 16, 4 * 4 * 16 + 2 * 10 * 8
assert abs(float(row["semantic_Jaccard"]) - common / true) < 1e-6, row
assert (row["true_regions"], row["predicted_regions"]) == ("2", "2"), row
PYTHON

# One clear line for bad input.
rm -r out
expect 2 "--predicted: is missing for the label granules" \
  score --predicted nuclei=images/nuclei:instances --label nuclei=images/nuclei:instances --label granules=some:mask
expect 2 '`nucleus` is not a known label' score --predicted nucleus=images/nuclei --label nuclei=images/nuclei:instances
expect 2 "--predicted nuclei=images/nuclei:instances:inverted: numbered regions cannot be inverted" \
  score --predicted images/nuclei:instances:inverted --label nuclei=images/nuclei:instances
expect 2 "no true image for 2 of 3 sections" score --predicted images/granules:instances --label granules=some:instances
expect 2 "--connectivity 6: is no number of neighbours" \
  score --predicted cube:instances --label nuclei=cube:instances --connectivity 6
expect 2 "--threshold: is not between 0 and 1" score --predicted cube --label nuclei=cube:mask --threshold 1
expect 2 "--true: has no effect together with --label" score --predicted cube --true cube --label nuclei=cube:mask
expect 2 "none.h5: is not a file" score --predicted none.h5:/a:instances --label nuclei=cube:instances
[ ! -e out ] || fail "a folder was made for nothing"
