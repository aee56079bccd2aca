#!/usr/bin/env bash
# Trainings are scored on their validation sections, the best weights are kept, tested and predicted with, and
# a continued training gives the same.
source "$(dirname "$0")/common.sh" "$@"

# Three sections, each as a file: kfold tests all of them.
"$emsurvey" prepare --synthetic 3 --size 96 --seed 3 --output made.h5 >/dev/null
"$emsurvey" run --data made.h5 "${tiny[@]}" --loss square --split-scheme kfold --splits 3 --steps 1 --output made >/dev/null 2>&1
mkdir raw labels
for image in made/test/*/images/*-inputs.png; do cp "$image" "raw/$(basename "$image" -inputs.png).png"; done
for image in made/test/*/images/*-targets.png; do cp "$image" "labels/$(basename "$image" -targets.png).png"; done
"$emsurvey" prepare --raw raw --labels labels --output data.h5 >/dev/null 2>&1

# One section is trained on, one validates, one is tested.
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --train-images 2 --validation-images 1 --threads 1 --lr 0.01 --steps 90)
best=("${run[@]}" --validate-every 20 --keep best)
"${best[@]}" --output best >out.txt 2>err.txt
rows=best/train/1/validation.csv
[ "$(head -1 $rows)" = "step,label,F_score,semantic_Jaccard,threshold" ] || fail "another header"
[ "$(tail -n +2 $rows | cut -d, -f1 | uniq -c | awk '{ print $2 "x" $1 }' | tr '\n' ' ')" = "20x3 40x3 60x3 80x3 90x3 " ] ||
  { cat $rows >&2; fail "other steps"; }

# training.csv names the best step of each run, and the log at the end counts the trainings that went on falling.
cut -d, -f1,2,7 best/test/training.csv >kept.txt
for number in 1 2 3 4; do
  expected=$(awk -F, 'NR > 1 { if (!($1 in sum)) steps[++n] = $1; if ($3 != "") { sum[$1] += $3; count[$1]++ } else sum[$1] += 0 }
    END { for (i = 1; i <= n; i++) { s = steps[i]; if (count[s] && sum[s] / count[s] > best + 0) { best = sum[s] / count[s]; at = s } } print at }' \
    best/train/$number/validation.csv)
  grep -qx "$number,90,$expected" kept.txt || { cat kept.txt best/train/$number/validation.csv >&2; fail "run $number keeps another step than $expected"; }
done
[ "$(tail -n +2 kept.txt | cut -d, -f3 | grep -cvx 90)" -gt 0 ] || { cat kept.txt >&2; fail "no run keeps an earlier step"; }
falling=$(column still_falling <best/test/training.csv | grep -c yes || true)
[ "$falling" -gt 0 ] || { cat best/test/training.csv >&2; fail "no loss was still falling"; }
told err.txt "the loss of $falling of 4 trainings was still falling by more than 5 %"

# The weights that predict are those of the best step: their scores on the validation section are in its rows.
for number in 1 2 3 4; do
  step=$(grep "^$number," kept.txt | cut -d, -f3)
  rm -rf predicted scores
  "${one_core[@]}" "$emsurvey" predict --run best/train/$number --input raw --output predicted >/dev/null 2>&1
  "$emsurvey" score --predicted predicted --true labels --output scores >/dev/null 2>&1
  for label in membranes mitochondria synapses; do
    # F_score and semantic_Jaccard of the three sections.
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next } { print $column["F_score"] "," $column["semantic_Jaccard"] }' \
      scores/$label.csv >found.txt
    grep "^$step,$label," best/train/$number/validation.csv | cut -d, -f3,4 >expected.txt
    grep -qxFf expected.txt found.txt || { cat expected.txt found.txt >&2; fail "run $number: other scores of $label"; }
  done
  # What was tested is what predicts.
  for image in best/test/$number/images/*-outputs.png; do
    cmp "$image" "predicted/$(basename "$image")" || fail "run $number tests other weights than it predicts with"
  done
done
"$emsurvey" verify best >out.txt || { cat out.txt >&2; fail "a survey that keeps the best weights differs from itself"; }

# Killed after every few validations, it ends the same.
for round in 1 2 3; do
  "${best[@]}" --checkpoint-every 0 --output killed >out.txt 2>err.txt &
  pid=$!
  number=$round
  wait_until "a validation in run $number" grep -qs "^$((20 * round))," "killed/train/$number/validation.csv"
  kill -9 "$pid"
  wait "$pid" 2>/dev/null || true
  pid=
done
"${best[@]}" --output killed >/dev/null 2>&1
diff <(tables best) <(tables killed) || fail "other tables after kills"
diff <(cut -d, -f1,2,4-8 best/test/training.csv) <(cut -d, -f1,2,4-8 killed/test/training.csv) || fail "other trainings after kills"
for number in 1 2 3 4; do
  cmp {best,killed}/train/$number/validation.csv || fail "other validations of run $number after kills"
done

# Without the validations, training.csv has the steps of the checkpoints, and nothing else changes.
tables best >before.txt
cp best/test/training.csv before.csv
rm best/train/*/validation.csv
"${best[@]}" --output best >out.txt 2>err.txt
cmp before.csv best/test/training.csv || fail "other trainings without validations"
tables best | diff before.txt - || fail "other tables without validations"
"$emsurvey" verify best >out.txt || { cat out.txt >&2; fail "verify needs the validations"; }
"$emsurvey" report best >out.txt || fail "the report needs the validations"
rm best/train/1/checkpoint.h5
"$emsurvey" reduce best >out.txt 2>&1 || fail "reduce needs a checkpoint"
[ "$(column kept_step <best/test/training.csv | head -1)" = "" ] || fail "a step that nothing tells"
rm -r killed
start "${best[@]}" --checkpoint-every 0 --output killed
wait_until "a validation" grep -qs "^40," killed/train/1/validation.csv
kill_it
pid=
rm killed/train/1/validation.csv
"${best[@]}" --output killed >out.txt 2>&1
tables killed | diff before.txt - || fail "other tables after a training that lost its validations"
diff <(cut -d, -f1,2,4-8 before.csv) <(cut -d, -f1,2,4-8 killed/test/training.csv) || fail "other steps after lost validations"

# Weights are kept by the threshold of the survey: what the rows say is what score says at it.
"${best[@]}" --threshold validation --loss square --split 1 --output chosen >out.txt 2>err.txt
[ "$(column threshold <chosen/train/1/validation.csv | sort -u | wc -l)" -gt 1 ] || fail "no thresholds are chosen"
step=$(column kept_step <chosen/test/training.csv)
for label in membranes mitochondria synapses; do
  kept=$(grep "^$step,$label," chosen/train/1/validation.csv | cut -d, -f5)
  [ "$kept" = "$(column threshold <"chosen/test/1/evaluation/$label.csv" | head -1)" ] ||
    fail "the test of $label has another threshold than the validation of the kept weights"
done
"${best[@]}" --threshold 0.25 --loss square --split 1 --output quarter >out.txt 2>err.txt
[ "$(column threshold <quarter/train/1/validation.csv | sort -u)" = 0.25 ] || fail "validations are not at 0.25"
"$emsurvey" verify chosen >out.txt || { cat out.txt >&2; fail "verify keeps other weights"; }

# Without keep = best, scores change nothing.
"${run[@]}" --output last >/dev/null 2>&1
"${run[@]}" --validate-every 20 --output scored >/dev/null 2>&1
diff <(tables last) <(tables scored) || fail "scores change the tables"
cmp {last,scored}/experiments.json || fail "scores change the experiments"
[ ! -e last/train/1/validation.csv ] || fail "scores that nobody asked for"
[ "$(cut -d, -f7 scored/test/training.csv | tail -n +2 | uniq)" = 90 ] || fail "the last step is not kept"
"${run[@]}" --validate-every 30 --output scored >/dev/null 2>&1 || fail "another interval is refused"
[ "$(grep -c keep {last,best}/test/1/options.json | cut -d: -f2 | tr '\n' ' ')" = "0 1 " ] || fail "keep in options.json"

expect 2 "keep: " "${run[@]}" --keep best --output none
told err.txt "validate-every"
expect 2 "validation-images" "${best[@]}" --validation-images 0 --output none
expect 2 "keep: " "${run[@]}" --keep first --output none
expect 2 "keep" "${best[@]}" --keep last --output best
[ ! -e none ] || fail "a refused survey left a folder"
