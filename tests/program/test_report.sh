#!/usr/bin/env bash
# Tables, figure, report and comparison of surveys with the published scores, made of options.json and evaluations alone.
here=$(cd "$(dirname "$0")" && pwd)
source "$here/common.sh" "$@"
published=$here/../../configs/published
python=/usr/bin/python3
"$python" -c "import pandas" || fail "pandas is missing: install python3-pandas"

# survey NAME INDEX...: as published; the pivot of its long table is its wide table.
survey() {
  local name=$1 settings
  shift
  settings=$(printf '%s\n' "$@" | grep -vx -e run -e sample | paste -sd,)
  "$python" "$here/make_survey.py" "$name" "$published/$name.csv" "$settings"
  "$emsurvey" reduce "$name" >out.txt
  "$python" "$here/read_tables.py" "$name" "$@" || fail "$name: pandas reads other tables"
  [ "$(head -c 8 "$name/test/figure.png" | od -An -tx1 | tr -d ' ')" = 89504e470d0a1a0a ] || fail "$name: no figure"
  grep -q "</svg>" "$name/test/figure.svg" && grep -q "<svg" "$name/test/report.html" || fail "$name: no SVG"
  "$emsurvey" report "$name" --compare "$published/$name.csv" >out.txt
  awk -F, 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == "verdict") c = i; next } $c != "agrees" { exit 1 }' \
    "$name/test/comparison.csv" || fail "$name disagrees with itself"
}
survey loss_functions classic_loss run sample
survey generators_and_depth generator layers sample
survey amount_ground_truth amount run sample
survey resolution resolution run sample

# The published means, by loss and label.
grep -q '^hinge *0.933 (0.021) *0.000 (0.000) *0.295 (0.440)' <("$emsurvey" reduce loss_functions) || fail "the published means"
# What was compared with once is compared with again, and all comes out the same to the byte.
(cd loss_functions/test && sha256sum -- *.csv report.html figure.gnuplot) >expected.txt
rm loss_functions/test/comparison.csv loss_functions/test/figure.png
"$emsurvey" reduce loss_functions >out.txt
(cd loss_functions/test && sha256sum -- *.csv report.html figure.gnuplot) | diff - expected.txt || fail "another report"
[ -f loss_functions/test/figure.png ] || fail "the figure was not made again"

# Other values differ, and that is said.
awk -F, -v OFS=, 'NR > 1 { $5 /= 2 } { print }' "$published/loss_functions.csv" >halved.csv
"$emsurvey" report loss_functions --compare halved.csv >out.txt
grep -q "differs (higher): 6" out.txt || { cat out.txt >&2; fail "halved scores are not told"; }
expect 2 "nowhere.csv" "$emsurvey" report loss_functions --compare nowhere.csv
expect 2 "classic_loss" "$emsurvey" report loss_functions --compare "$published/resolution.csv"
expect 2 "cannot list the runs" "$emsurvey" report . --compare halved.csv

# Without gnuplot there are tables and a report all the same; the command for the figure says what is missing.
mkdir programs
for program in /usr/bin/*; do [[ $program == *gnuplot* ]] || ln -s "$program" programs/; done
rm resolution/test/summary_long.csv resolution/test/figure.*
PATH=$work/programs "$emsurvey" reduce resolution >out.txt 2>err.txt || fail "reduce fails without gnuplot"
[ -f resolution/test/summary_long.csv ] && [ -f resolution/test/report.html ] || fail "no tables without gnuplot"
[ "$(wc -l <err.txt)" = 1 ] && grep -q "gnuplot" err.txt || fail "no word of gnuplot"
PATH=$work/programs expect 2 "install gnuplot" "$emsurvey" report resolution
