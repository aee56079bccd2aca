#!/usr/bin/env bash
# Thresholds that are given or chosen on validation sections, and the scores at many thresholds.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 6 --size 96 --seed 3 --output data.h5 >/dev/null
survey() {
  local output=$1
  shift
  "$emsurvey" run --data data.h5 --output "$output" --loss square --splits 1 --model classic --network resnet:1 --filters 4 \
    --crop 32 --steps 20 "$@" >out.txt
}

# cell FILE COLUMN: prints the column of the first row.
cell() { awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == name) c = i } NR == 2 { print $c }' "$1"; }

expect 2 "threshold: validation needs validation sections" "$emsurvey" run --data data.h5 --output none --threshold validation
expect 2 "threshold: \`2\` is not a threshold" "$emsurvey" run --data data.h5 --output none --threshold 2

survey plain --validation-images 1
if grep -q threshold plain/test/1/evaluation/*.csv plain/test/1/options.json plain/test/1/index.html; then
  fail "the default threshold is mentioned"
fi
head -1 plain/test/threshold_curves.csv | grep -qx "run,label,threshold,F_score,semantic_Jaccard" || fail "columns of the curves"
[ "$(wc -l <plain/test/threshold_curves.csv)" = $((1 + 3 * 31)) ] || fail "not 31 thresholds for each of 3 labels"

# The curve at 0.5 is the mean of the scores.
for label in membranes synapses mitochondria; do
  awk -F, -v label="$label" '
    FNR == NR { if ($2 == label && $3 == "0.5") { score = $4; jaccard = $5 }; next }
    FNR == 1 { for (i = 1; i <= NF; ++i) column[$i] = i; next }
    $column["F_score"] != "" { f += $column["F_score"]; ++n }
    $column["semantic_Jaccard"] != "" { j += $column["semantic_Jaccard"]; ++m }
    END { exit !((n == 0 || (f / n - score) ^ 2 < 1e-20) && (m == 0 || (j / m - jaccard) ^ 2 < 1e-20)) }
  ' plain/test/threshold_curves.csv "plain/test/1/evaluation/$label.csv" || fail "the curve of $label at 0.5"
done

# A threshold that is chosen is used, and said in the page and the evaluation.
survey chosen --validation-images 1 --threshold validation
told chosen/test/1/options.json '"threshold": "validation"'
told chosen/test/1/index.html "above the threshold of the label"
for label in membranes synapses mitochondria; do
  threshold=$(cell "chosen/test/1/evaluation/$label.csv" threshold)
  awk -v t="$threshold" 'BEGIN { exit !(t > 0 && t < 1) }' || fail "threshold '$threshold' of $label"
  told chosen/test/1/index.html "$label $threshold"
done

# The same training with a given threshold has the scores of its curve there.
survey given --validation-images 1 --threshold 0.25
cmp plain/test/threshold_curves.csv given/test/threshold_curves.csv || fail "the curves depend on the threshold"
[ "$(cell given/test/1/evaluation/membranes.csv threshold)" = 0.25 ] || fail "the given threshold is not said"

# The table comes again from the checksummed scores.
cp given/test/threshold_curves.csv before.csv
rm given/test/threshold_curves.csv
"$emsurvey" reduce given >/dev/null
cmp before.csv given/test/threshold_curves.csv || fail "reduce makes other curves"
"$emsurvey" verify chosen >out.txt || { cat out.txt >&2; fail "verify chooses other thresholds"; }
