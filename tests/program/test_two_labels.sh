#!/usr/bin/env bash
# A data set that differs from the published one: 16-bit sections of two sizes, two labels by instance number,
# and an unannotated border.
source "$(dirname "$0")/common.sh" "$@"

"$make_two_labels" images 125 100 5
"$emsurvey" prepare --raw images/raw --label nuclei=images/nuclei:instances --label granules=images/granules:instances \
  --valid images/valid --output data.h5 >prepared.txt
grep -q "16-bit" prepared.txt || { cat prepared.txt >&2; fail "the grey depth is not kept"; }
mpi 2 "$emsurvey" run --data data.h5 --loss square --split-scheme kfold --splits 2 --network resnet:1 --filters 8 --crop 64 \
  --lr 0.002 --steps 150 --batch 2 --ranks-per-training 2 --output survey >out.txt

[ "$(ls survey/test/1/evaluation)" = "$(printf 'granules.csv\nnuclei.csv')" ] || fail "not one table a label"
[ "$(rows survey/test/summary_wide.csv)" = 5 ] || fail "5 images tested once make 5 rows"
head -1 survey/test/summary_wide.csv | grep -q "granules_F_score,nuclei_F_score" || fail "columns of both labels"
tested=$(basename "$(ls survey/test/1/images/*-outputs-nuclei.png | head -1)" -outputs-nuclei.png)
[ -f "survey/test/1/images/$tested-outputs-granules.png" ] || fail "not one image a label"
# The bright discs are easy: any network that has learned something finds them.
awk -F, 'NR == 1 { for (i = 1; i <= NF; ++i) column[$i] = i; next }
         $column["label"] == "nuclei" && $column["metric"] == "F_score" { exit !($column["mean"] > 0.5) }' \
  survey/test/summary_stats.csv || { cat out.txt >&2; fail "nuclei are not found"; }

# The trained network labels new sections of any size.
"$emsurvey" predict --run survey/train/1 --input images/raw --output predicted >/dev/null
[ "$(ls predicted/*.png | wc -l)" = 10 ] || fail "two images a section"
cmp "predicted/$tested-outputs-nuclei.png" "survey/test/1/images/$tested-outputs-nuclei.png" || fail "prediction and test differ"

# Scored without the survey, its test images have the scores of the survey.
"$emsurvey" score --predicted survey/test/1/images --label nuclei=images/nuclei:instances \
  --label granules=images/granules:instances --valid images/valid --output scores >/dev/null
for label in nuclei granules; do
  cmp <(cut -d, -f3- "scores/$label.csv") <(cut -d, -f3- "survey/test/1/evaluation/$label.csv") || fail "other scores of $label"
done
