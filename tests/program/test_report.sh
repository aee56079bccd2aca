#!/usr/bin/env bash
# Tables, figure, report and comparison of bare surveys: nothing but options.json and evaluation, no survey.cfg.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/common.sh" "$@"
published=$here/../../configs/published
python=/usr/bin/python3
"$python" -c 'import pandas' || fail "pandas is missing; jobs/setup.sh release all tests installs python3-pandas"

# make NAME INDEX: the survey NAME, of which the scores were published.
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
  for file in summary_long.csv summary_wide.csv summary_stats.csv averages_wide.csv figure.svg figure.gnuplot report.html; do
    [ -s "$survey/test/$file" ] || fail "$survey: no $file"
  done
  [ "$(head -c 4 "$survey/test/figure.png" | tail -c 3)" = PNG ] || fail "$survey: figure.png is no PNG"
  [ ! -e "$survey/test/comparison.csv" ] || fail "$survey: compared with nothing"
  "$emsurvey" report "$survey" --compare "$published/$survey.csv" >out.txt
  grep -q "verdict" out.txt || fail "$survey: report does not print the comparison"
  [ "$(sed 1d "$survey/test/comparison.csv" | grep -vc ',agrees$')" = 0 ] || fail "$survey: differs from its own scores"
  # Kept, and made again by later commands to the byte.
  cp -r "$survey/test" before
  "$emsurvey" reduce "$survey" >/dev/null
  for file in summary_long.csv summary_wide.csv summary_stats.csv averages_wide.csv figure.gnuplot comparison.csv report.html; do
    cmp "before/$file" "$survey/test/$file" || fail "$survey: another $file"
  done
  rm -r before
  # Users restyle the script and run it themselves.
  (cd "$survey/test" && rm figure.png && gnuplot figure.gnuplot && [ -s figure.png ]) || fail "$survey: figure.gnuplot"
  [ -z "$(find "$survey" -name '*.log' -o -name '.*.tmp')" ] || fail "$survey: litter"
done
[ "$(wc -l <generators_and_depth/test/averages_wide.csv)" = 21 ] || fail "one average a run"

# Users' scripts: read without options; what pivot_table makes of the long table is the wide one.
cat >pivot.py <<'PYTHON'
import sys
import pandas

def check(survey, index):
    wide = pandas.read_csv(f"{survey}/test/summary_wide.csv", index_col=0)
    long = pandas.read_csv(f"{survey}/test/summary_long.csv", index_col=0)
    pivot = long.pivot_table(index=index, columns="label", values="F_score").reset_index()
    assert list(wide.columns[: len(index)]) == index, wide.columns
    assert list(wide.index) == list(range(len(wide))), wide.index
    pandas.testing.assert_frame_equal(wide[index], pivot[index], check_names=False)
    for label in ("membranes", "synapses", "mitochondria"):
        difference = (wide[label + "_F_score"] - pivot[label]).abs().max()
        assert difference < 1e-12, (survey, label, difference)
    runs = long.groupby(["run", "label"])["F_score"].mean()
    averages = pandas.read_csv(f"{survey}/test/averages_wide.csv", index_col=0)
    assert "sample" not in averages and len(averages) == long["run"].nunique()
    for _, row in averages.iterrows():
        assert abs(row["synapses_F_score"] - runs[row["run"], "synapses"]) < 1e-12
    floats = [name for name in wide if wide[name].dtype == float]
    assert all(any(name.startswith(label) for label in long["label"].unique()) for name in floats), floats
    counts = pandas.read_csv(f"{survey}/test/summary_stats.csv")["metric"].unique()
    assert list(counts[-2:]) == ["true_regions", "predicted_regions"], counts
    comparison = pandas.read_csv(f"{survey}/test/comparison.csv")
    assert comparison["published_n"].dtype == int and comparison["difference"].abs().max() < 1e-12

check("loss_functions", ["classic_loss", "run", "sample"])
check("generators_and_depth", ["generator", "layers", "sample"])
check("amount_ground_truth", ["amount", "run", "sample"])
check("resolution", ["resolution", "run", "sample"])
PYTHON
"$python" pivot.py || fail "pandas finds other tables"

# What cannot be compared is refused in a line, and the kept scores stay.
cp loss_functions/test/published.csv kept.csv
echo "classic_loss,nuclei_F_score" >wrong.csv
expect 2 "nuclei" "$emsurvey" report loss_functions --compare wrong.csv
expect 2 "missing.csv" "$emsurvey" report loss_functions --compare missing.csv
expect 2 "takes the folder" "$emsurvey" report --compare wrong.csv
expect 2 "--compare" "$emsurvey" report loss_functions --compar wrong.csv
cmp kept.csv loss_functions/test/published.csv || fail "published.csv was changed"

# Without gnuplot in the PATH the tables are written and the report says why it has no figure.
mkdir empty
rm loss_functions/test/{summary_long.csv,report.html,figure.png}
expect 2 "apt-get install gnuplot" env PATH="$work/empty" "$emsurvey" report loss_functions
[ -s loss_functions/test/report.html ] || fail "no report without gnuplot"
expect 0 "apt-get install gnuplot" mpi 2 env PATH="$work/empty" "$emsurvey" reduce loss_functions
[ -s loss_functions/test/summary_long.csv ] || fail "no tables without gnuplot"
[ ! -e loss_functions/test/figure.png ] || fail "a figure without gnuplot"
grep -q "apt-get install gnuplot" loss_functions/test/report.html || fail "the report does not say that gnuplot is missing"
