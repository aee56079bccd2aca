#!/usr/bin/env bash
# Changes under a survey by somebody else: of its data set, or of the folder of a run that is being trained.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1 --steps 300 --checkpoint-every 0.2)
"${run[@]}" --output undisturbed >/dev/null
tables undisturbed >expected.txt

# The folder of a run is deleted during its training: the run fails or makes its folder again, the survey
# never crashes, and the same command ends with the same tables.
for folder in train/1 train; do
  output=deleted-${folder//\//-}
  start "${run[@]}" --output "$output"
  wait_until "a checkpoint" test -f "$output/train/1/checkpoint.h5"
  mv "$output/$folder" "$output.gone"  # at once, since deleting would race with the survey
  status=0
  wait "$pid" || status=$?
  [[ "$status" =~ ^[023]$ ]] || { cat err.txt >&2; fail "status $status after $folder was deleted"; }
  if [ "$status" != 0 ]; then grep -q "^emsurvey: .*$output.*; " err.txt || { cat err.txt >&2; fail "no line about $folder"; }; fi
  "${run[@]}" --output "$output" >/dev/null 2>err.txt || { cat err.txt >&2; fail "not continued after $folder was deleted"; }
  tables "$output" | diff - expected.txt || fail "other tables after $folder was deleted"
done

# When the survey is continued, its data set is a different one, missing, or cut short.
start "${run[@]}" --output begun
wait_until "a checkpoint" test -f begun/train/1/checkpoint.h5
kill -TERM "$pid"
wait "$pid" || true
mv data.h5 kept.h5
find begun -type f | sort | xargs sha256sum >before.txt
expect 2 "data.h5" "${run[@]}" --output begun
"$emsurvey" prepare --synthetic 5 --size 64 --seed 4 --output data.h5 >/dev/null
expect 2 "is not the data set" "${run[@]}" --output begun
head -c 20000 kept.h5 >data.h5
expect 2 "data.h5" "${run[@]}" --output begun
find begun -type f | sort | xargs sha256sum | diff before.txt - || fail "a refused start changed the survey"
mv kept.h5 data.h5
"${run[@]}" --output begun >/dev/null
tables begun | diff - expected.txt || fail "other tables after the data set was back"

# The results of a finished run are deleted: tables that lack them are told as incomplete, those of a run to be done are not.
cp -r begun lacking
rm -r lacking/test/2
for command in reduce report; do
  ends 3 "$emsurvey" "$command" lacking
  told err.txt "the results of run(s) 2 are missing in lacking/test"
  ! grep -q "have not ended" err.txt || fail "$command: a trained run counts as one that has not ended"
done
rm -r lacking/train/2
ends 0 "$emsurvey" reduce lacking
told err.txt "1 of 4 runs have not ended"
"${run[@]}" --split 1 2 --output lacking >/dev/null # all, as without --split
tables lacking | diff - expected.txt || fail "other tables after results were deleted"

# The list of another survey's runs: which it is, how it differs, and what to do, which helps.
"$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1 --steps 300 --lr 0.001 --loss dice --splits 1 --output other >/dev/null
"$emsurvey" prepare --synthetic 5 --size 64 --seed 4 --output data4.h5 >/dev/null
"$emsurvey" run --data data4.h5 "${tiny[@]}" --threads 1 --steps 2 --loss dice --splits 1 --output elsewhere >/dev/null
cp other/experiments.json begun
expect 2 "begun/experiments.json: has run 1 (dice, split 1), whose lr is 0.001 instead of 0.002, and this grid does not" \
  "${run[@]}" --output begun
told err.txt "if begun/experiments.json is that of another survey, delete it"
expect 2 "begun/survey.cfg: does not give run 1 (dice, split 1), whose lr is 0.001" "$emsurvey" verify begun
cp elsewhere/experiments.json begun
expect 2 "is not the data set that the survey in begun began with (its content is " "${run[@]}" --output begun
told err.txt "if begun/experiments.json is that of another survey, delete it"
rm begun/experiments.json
"${run[@]}" --output begun >/dev/null
tables begun | diff - expected.txt || fail "other tables after another survey's experiments.json"
cmp begun/experiments.json lacking/experiments.json || fail "the survey's own experiments.json is not as it was"
