#!/usr/bin/env bash
# Failed runs: the others are done; reason, host, attempts and the end of the log are kept; retried on
# request.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1)

# A loss becomes NaN: an interrupted run continues from weights that are NaN.
two=("${run[@]}" --loss square --splits 2 --steps 300)
ends 0 "${two[@]}" --output undisturbed
tables undisturbed >expected.txt
start "${two[@]}" --output begun
wait_until "a log" are_training begun
kill -TERM "$pid"
it_ends 4
"$emsurvey" status begun >status.txt
told status.txt "0 of 2 done, 0 failed"
"$checkpoint_tool" poison begun/train/1/checkpoint.h5
for copy in retried left; do cp -r begun "$copy"; done

# That run failed with its reason; the other run is done.
ends 3 "${two[@]}" --output left
told err.txt "run 1 (square, split 1) failed: its loss is NaN or infinite"
told err.txt "--retry-failed"
failure=left/train/1/failure.json
told "$failure" '"kind": "diverged"'
told "$failure" "\"host\": \"$(hostname)\""
told "$failure" '"attempts": 1'
told "$failure" 'step,loss'
[ "$(rows left/test/summary_wide.csv)" = 1 ] || fail "one run makes one row"
told left/test/failed_runs.csv '1,square,1,1,diverged,"its loss is NaN or infinite'
grep -q "diverged counted as 0" left/test/analysis_settings.csv || fail "no row with the run that diverged"
told left/test/report.html "1 of 2 trainings diverged"
cp -r left other
mpi 2 "$emsurvey" reduce other >/dev/null 2>&1 || fail "reduce on two ranks"
for table in failed_runs analysis_settings analysis_pairs; do
  cmp left/test/$table.csv other/test/$table.csv || fail "$table.csv on two ranks"
done
"$emsurvey" status left >status.txt
told status.txt "1 of 2 done, 1 failed"
ends 3 "$emsurvey" status --check left
told out.txt "1 of 2 done, 1 failed"
told status.txt "(1 attempt(s), on $(hostname))"

# The same command leaves it alone; on request it is trained again, but not from those weights.
touch -d 2001-01-01 "$failure"
ends 3 "${two[@]}" --output left
told err.txt "run 1 (square, split 1) failed"
[ "$(stat -c %Y "$failure")" = "$(date -d 2001-01-01 +%s)" ] || fail "a failed run was tried again"
ends 0 "${two[@]}" --output left --retry-failed
tables left | diff - expected.txt || fail "other tables after --retry-failed"
[ ! -e "$failure" ] || fail "a run that is done has a failure.json"

# A killed retry counts: the run waits, with the number of attempts that it had.
cp -r begun killed
ends 3 "${two[@]}" --output killed
start "${two[@]}" --output killed --retries 1
wait_until "a retry" grep -qs '"is_tried_again": true' killed/train/1/failure.json
kill_it
told killed/train/1/failure.json '"attempts": 1'
"$emsurvey" status killed >status.txt
told status.txt "1 of 2 done, 0 failed"
ends 0 "${two[@]}" --output killed
tables killed | diff - expected.txt || fail "other tables after a retry that was killed"
[ ! -e killed/train/1/failure.json ] || fail "a run that is done has a failure.json"

# A retry succeeds, too, in the same survey or in a later one.
ends 0 "${two[@]}" --output retried --retries 1
told err.txt "tried again"
tables retried | diff - expected.txt || fail "other tables after a retry"
ends 3 "${two[@]}" --output begun
ends 0 "${two[@]}" --output begun --retries 1
tables begun | diff - expected.txt || fail "other tables after a later retry"
