#!/usr/bin/env bash
# Parts of a survey are repeated: they are equal if nothing was altered, and alterations are reported.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1 --model pix2pix --steps 120 --output survey)
"${run[@]}" >/dev/null
find survey -type f ! -name "*.owner" | sort | xargs sha256sum >before.txt

# A finished survey.
"$emsurvey" verify survey >out.txt 2>err.txt || { cat out.txt err.txt >&2; fail "an untouched survey differs"; }
[ ! -s err.txt ] || { cat err.txt >&2; fail "warnings"; }
[ "$(grep -c "weights of the first 100 steps: equal; scores of [0-9]* images: equal" out.txt)" = 4 ] || { cat out.txt >&2; fail "not all compared"; }
grep -q "4 of 4 runs compared, 0 differ" out.txt || fail "no count"
find survey -type f ! -name "*.owner" | sort | xargs sha256sum | diff before.txt - || fail "verify wrote something"
mpi 2 "$emsurvey" verify survey --runs 2 3 --steps 10 >out.txt
[ "$(grep -c "first 10 steps: equal" out.txt)" = 2 ] || { cat out.txt >&2; fail "two runs on two ranks"; }

# An interrupted training: from its older checkpoint to its newer one.
start "${run[@]::${#run[@]}-1}" begun --checkpoint-every 0 --trainings-per-gpu 1
wait_until "two checkpoints" test -f begun/train/1/checkpoint.previous.h5
kill -TERM "$pid"
wait "$pid" || true
"$emsurvey" verify begun >out.txt || { cat out.txt >&2; fail "an interrupted survey differs"; }
grep -q "weights of the steps from [0-9]* to [0-9]*: equal" out.txt || { cat out.txt >&2; fail "no steps between checkpoints"; }
grep -q "run   4 .*has no checkpoint" out.txt || { cat out.txt >&2; fail "no word of a run without a checkpoint"; }

# The weights of one run were altered.
"$checkpoint_tool" poison survey/train/1/checkpoint.h5
ends 3 "$emsurvey" verify survey
grep -q "run   1 .*scores of .*: DIFFER in" out.txt || { cat out.txt >&2; fail "altered weights are not told"; }
grep -q "4 of 4 runs compared, 1 differ" out.txt || { cat out.txt >&2; fail "no count of what differs"; }

# Invalid requests.
expect 2 "--runs" "$emsurvey" verify survey --runs 9
expect 2 "holds no survey" "$emsurvey" verify .
"$emsurvey" prepare --synthetic 5 --size 64 --seed 4 --output elsewhere.h5 >/dev/null
expect 2 "is not the data set" "$emsurvey" verify survey --data elsewhere.h5

# Nothing is compared if survey.cfg gives other runs than the survey has.
cp -r survey altered
sed -i 's/^seed = .*/seed = 99/' altered/survey.cfg
expect 2 "altered/survey.cfg: does not give run 1 (square, split 1), whose seed is 1 instead of 99" "$emsurvey" verify altered --steps 1

# A damaged checkpoint is reported beside the other runs, on any number of ranks.
cp -r survey damaged
truncate -s 100 damaged/train/2/checkpoint.h5
for ranks in 1 2; do
  ends 3 timeout 100 mpirun --oversubscribe -n "$ranks" "$emsurvey" verify damaged --steps 1
  grep -q "run   2 .*checkpoint.h5: DAMAGED" out.txt || { cat out.txt >&2; fail "no word of the damaged checkpoint"; }
  [ "$(grep -c "^run " out.txt)" = "$(grep -c "" <(ls damaged/train))" ] || { cat out.txt >&2; fail "not all runs are looked at"; }
done

# Weights that are gone are told where the run is finished.
cp -r survey gone
rm gone/train/2/checkpoint.h5
rm -r gone/train/3
for ranks in 1 2; do
  ends 3 mpi "$ranks" "$emsurvey" verify gone --steps 1 --runs 2 3
  [ "$(grep -c "checkpoint.h5 of the finished run: MISSING" out.txt)" = 2 ] || { cat out.txt >&2; fail "missing weights are not told"; }
  told out.txt "2 of 2 runs compared, 2 differ"
done

# Ranks that were bound to a core each are verified by one that may use all.
sed '/^threads/d' tiny.cfg >automatic.cfg
mpi 2 "$emsurvey" run --data data.h5 --config automatic.cfg --steps 20 --output bound >/dev/null
ends 0 "$emsurvey" verify bound
told out.txt "4 of 4 runs compared, 0 differ"
