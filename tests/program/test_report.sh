#!/usr/bin/env bash
# Tables, figure, report and comparison of surveys that have only options.json and evaluations, without
# survey.cfg.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/common.sh" "$@"
published=$here/../../configs/published
python=/usr/bin/python3
"$python" -c 'import pandas' || fail "pandas is missing; jobs/setup.sh release all tests installs python3-pandas"

# make NAME INDEX: makes the survey NAME, whose scores were published.
make() { "$python" "$here/make_survey.py" "$1" "$published/$1.csv" "$2"; }
make loss_functions classic_loss
make generators_and_depth generator,layers
make amount_ground_truth amount
make resolution resolution

for survey in loss_functions generators_and_depth amount_ground_truth resolution; do
  "$emsurvey" reduce "$survey" >out.txt 2>err.txt || { cat err.txt >&2; fail "reduce $survey"; }
  [ ! -s err.txt ] || { cat err.txt >&2; fail "$survey: warnings"; }
  grep -q "$survey/test/figure.png" out.txt || fail "$survey: reduce does not say where the figure is"
  grep -q "$survey/test/report.html" out.txt || fail "$survey: reduce does not say where the report is"
  for file in summary_long.csv summary_wide.csv summary_stats.csv averages_wide.csv figure.svg figure.gnuplot report.html \
    analysis_{settings,pairs,ranking,variance}.csv; do
    [ -s "$survey/test/$file" ] || fail "$survey: no $file"
  done
  [ "$(head -c 4 "$survey/test/figure.png" | tail -c 3)" = PNG ] || fail "$survey: figure.png is no PNG"
  [ ! -e "$survey/test/comparison.csv" ] || fail "$survey: compared with nothing"
  "$emsurvey" report "$survey" --compare "$published/$survey.csv" >out.txt
  grep -q "verdict" out.txt || fail "$survey: report does not print the comparison"
  [ "$(sed 1d "$survey/test/comparison.csv" | grep -vcE ',(cannot be told apart|both found nothing|no test)$')" = 0 ] ||
    fail "$survey: differs from its own scores"
  # Comparisons are kept, and later commands make them again, byte for byte.
  cp -r "$survey/test" before
  "$emsurvey" reduce "$survey" >/dev/null
  for file in summary_long.csv summary_wide.csv summary_stats.csv averages_wide.csv figure.gnuplot comparison.csv report.html \
    analysis_{settings,pairs,ranking,variance}.csv; do
    cmp "before/$file" "$survey/test/$file" || fail "$survey: another $file"
  done
  rm -r before
  # Users change the style in the script and run it themselves.
  (cd "$survey/test" && rm figure.png && gnuplot figure.gnuplot && [ -s figure.png ]) || fail "$survey: figure.gnuplot"
  [ -z "$(find "$survey" -name '*.log' -o -name '.*.tmp')" ] || fail "$survey: litter"
done
[ "$(wc -l <generators_and_depth/test/averages_wide.csv)" = 21 ] || fail "one average a run"

# Scripts of users read the tables without options; pivot_table of the long table is the wide table.
tables() { "$python" "$here/read_tables.py" "$@" || fail "$1: pandas finds other tables"; }
tables loss_functions classic_loss run sample
tables generators_and_depth generator layers sample
tables amount_ground_truth amount run sample
tables resolution resolution run sample
grep -q '^hinge *0.933 (0.021) *0.000 (0.000) *0.295 (0.440)' <("$emsurvey" reduce loss_functions) || fail "the published means"

# Different values are reported as different.
awk -F, -v OFS=, 'NR > 1 { $5 /= 2 } { print }' "$published/loss_functions.csv" >halved.csv
"$emsurvey" report loss_functions --compare halved.csv >out.txt
grep -q "differs (higher): 6" out.txt || { cat out.txt >&2; fail "halved scores are not told"; }

# Scores that cannot be compared are refused in one line, and the stored scores stay.
cp loss_functions/test/published.csv kept.csv
echo "classic_loss,nuclei_F_score" >wrong.csv
expect 2 "nuclei" "$emsurvey" report loss_functions --compare wrong.csv
expect 2 "missing.csv" "$emsurvey" report loss_functions --compare missing.csv
expect 2 "takes the folder" "$emsurvey" report --compare wrong.csv
expect 2 "--compare" "$emsurvey" report loss_functions --compar wrong.csv
cmp kept.csv loss_functions/test/published.csv || fail "published.csv was changed"

# Without gnuplot, the tables are written and the report explains why it has no figure.
mkdir programs
for program in /usr/bin/*; do [[ $program == *gnuplot* ]] || ln -s "$program" programs/; done
rm loss_functions/test/{summary_long.csv,report.html}
expect 2 "apt-get install gnuplot" env PATH="$work/programs" "$emsurvey" report loss_functions
[ -s loss_functions/test/report.html ] || fail "no report without gnuplot"
expect 0 "apt-get install gnuplot" env PATH="$work/programs" "$emsurvey" reduce loss_functions
[ -s loss_functions/test/summary_long.csv ] || fail "no tables without gnuplot"
[ ! -e loss_functions/test/figure.png ] || fail "a figure without gnuplot"
grep -q "apt-get install gnuplot" loss_functions/test/report.html || fail "the report does not say that gnuplot is missing"
