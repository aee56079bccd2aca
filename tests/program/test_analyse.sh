#!/usr/bin/env bash
# The analysis of a survey and of anyone's table: the same files from both and on any number of ranks, and bad input.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/common.sh" "$@"
published=$here/../../configs/published
files=(analysis_settings.csv analysis_pairs.csv analysis_ranking.csv analysis_variance.csv)

# same FOLDER OTHER: both hold the same analysis.
same() { for file in "${files[@]}"; do cmp "$1/$file" "$2/$file" || fail "$1/$file differs from $2"; done; }

# Published tables are analysed as they are.
for survey in loss_functions generators_and_depth amount_ground_truth resolution; do
  "$emsurvey" analyse --table "$published/$survey.csv" --scheme published --output "$survey.analysis" >"$survey.txt" ||
    fail "analyse $survey"
done
grep -q "^n = 3 trainings a setting on one split (images 10 19 2 8): .* not for other sections" loss_functions.txt ||
  { cat loss_functions.txt >&2; fail "what the results speak about"; }
grep -q "hinge: 2 of 3 trainings found nothing (95 % interval of that share 9 to 99 %); the others scored 0.885" \
  loss_functions.txt || fail "collapsed trainings"
grep -q "scores higher" loss_functions.txt && fail "three trainings of six losses show no difference"
grep -q "One training each: no test" resolution.txt || fail "one training each"

# A survey, its long table, and any number of ranks give the same files.
python3 "$here/make_survey.py" survey "$published/loss_functions.csv" classic_loss
"$emsurvey" reduce survey >/dev/null
"$emsurvey" analyse --table survey/test/summary_long.csv --output own >/dev/null
same survey/test own
for ranks in 2 4; do
  rm survey/test/analysis_*.csv
  mpi "$ranks" "$emsurvey" reduce survey >/dev/null
  same survey/test own
done

# The margin is kept until another one is given.
"$emsurvey" report survey --margin 0.1 >/dev/null
cp -r survey/test wider
cmp -s survey/test/analysis_pairs.csv own/analysis_pairs.csv && fail "the margin changed nothing"
"$emsurvey" reduce survey >/dev/null
same survey/test wider
"$emsurvey" reduce survey --margin 0.05 >/dev/null
same survey/test own

# The copy baseline is passed through and enters no test.
{ cat survey/test/summary_long.csv; sed -n '2,5{s/,hinge,/,copy_baseline,/;p}' survey/test/summary_long.csv; } >with_baseline.csv
"$emsurvey" analyse --table with_baseline.csv --output baseline >/dev/null
for file in analysis_pairs.csv analysis_ranking.csv analysis_variance.csv; do
  cmp "baseline/$file" "own/$file" || fail "the baseline was tested: $file"
done
grep -q "^copy_baseline,.*,4,0.9" baseline/analysis_settings.csv || fail "no line of the baseline"

# Bad input.
table=$published/loss_functions.csv
expect 2 "--table" "$emsurvey" analyse --output out
expect 2 "missing.csv" "$emsurvey" analyse --table missing.csv --output out
expect 2 "--scheme" "$emsurvey" analyse --table "$table" --scheme kfolds --output out
expect 2 "belong together" "$emsurvey" analyse --table "$table" --n-train 16 --output out
expect 2 "--n-test" "$emsurvey" analyse --table "$table" --n-train 16 --n-test none --output out
expect 2 "--margin" "$emsurvey" analyse --table "$table" --margin 0 --output out
expect 2 "--margin" "$emsurvey" reduce survey --margin wide
echo "classic_loss,note" >wrong.csv
expect 2 "wrong.csv: has no F_score" "$emsurvey" analyse --table wrong.csv --output out
head -1 "$table" >empty.csv
expect 2 "empty.csv: has no rows" "$emsurvey" analyse --table empty.csv --output out
{ cat "$table"; tail -1 "$table"; } >twice.csv
expect 2 "twice.csv: has two rows" "$emsurvey" analyse --table twice.csv --output out
[ ! -e out ] || fail "bad input leaves a folder"
