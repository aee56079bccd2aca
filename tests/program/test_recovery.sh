#!/usr/bin/env bash
# Behaviour of a survey whose folder is damaged.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
# run SURVEY OPTION...: runs a small survey on data.h5.
run() { "$emsurvey" run --data data.h5 "${tiny[@]}" --steps 20 --output "$@"; }

# Changed result keys are refused by name; changed execution keys are not.
run survey >/dev/null
expect 2 "lr" run survey --lr 0.5
expect 2 "loss" run survey --loss square
expect 2 'split: is `1`' run survey --splits 1
run survey --threads 2 --checkpoint-every 1 >/dev/null 2>&1 || fail "other execution keys were refused"
"$emsurvey" prepare --synthetic 5 --size 64 --seed 1 --output small.h5 >/dev/null
expect 2 "data" "$emsurvey" run --data small.h5 "${tiny[@]}" --steps 20 --output survey

# An axis that grows from one value to two gives the same tables as if it had had two from the beginning.
run survey --lr 0.002 0.004 >/dev/null
[ "$(without_baseline <survey/test/summary_long.csv | column lr | sort -u | tr '\n' ' ')" = "lr=0.002 lr=0.004 " ] || fail "rows without lr"

# A damaged checkpoint: the older one is used and kept, and this is reported; if both are damaged, the run
# starts again.
again() {
  start "$emsurvey" run --data data.h5 "${tiny[@]}" --loss square --splits 1 --steps 1000000 --output again \
    --checkpoint-every "$1"
}
# interrupt: sends SIGTERM, after which the survey writes a checkpoint and ends with status 4.
interrupt() { kill -TERM "$pid" && it_ends 4; }
again 0
wait_until "a second checkpoint" test -f again/train/1/checkpoint.previous.h5
kill_it
if [ ! -f again/train/1/checkpoint.h5 ]; then cp again/train/1/checkpoint.previous.h5 again/train/1/checkpoint.h5; fi
damage again/train/1/checkpoint.h5
again 1000
wait_until "word of the older checkpoint" grep -q "older checkpoint" err.txt
kill_it
[ -f again/train/1/checkpoint.previous.h5 ] || fail "the whole checkpoint is gone"
rm again/train/1/log.csv
again 1000
wait_until "a log" are_training again
interrupt
grep -q "damaged\|starts over" err.txt && fail "the damaged checkpoint is still there"
for file in again/train/1/checkpoint*.h5; do damage "$file"; done
again 1000
wait_until "word of starting over" grep -q "starts over" err.txt
interrupt

# A run that cannot be done fails with its reason, the others are done, and the tables are made from those.
# All ranks of a group continue together.
for ranks in 1 2; do
  mkdir -p "partly$ranks/train/2/log.csv"
  status=0
  mpi "$ranks" "$emsurvey" run --data data.h5 "${tiny[@]}" --steps 20 --batch 2 --ranks-per-training "$ranks" \
    --output "partly$ranks" >out.txt 2>err.txt || status=$?
  [ "$status" = 3 ] || { cat err.txt >&2; fail "status $status instead of 3 on $ranks rank(s)"; }
  grep -q "run 2 .*failed" err.txt || { cat err.txt >&2; fail "the failed run is not named"; }
  "$emsurvey" status "partly$ranks" >status.txt
  grep -q "^run   2 .*failed" status.txt && grep -q "3 of 4 done, 1 failed" status.txt || fail "status does not tell"
  [ "$(rows "partly$ranks/test/summary_wide.csv")" = 3 ] || fail "3 runs make 3 rows"
  rmdir "partly$ranks/train/2/log.csv"
done
run partly1 --batch 2 --retry-failed >/dev/null || fail "the failed run is not done after mending"
[ "$(rows partly1/test/summary_wide.csv)" = 4 ] || fail "4 runs make 4 rows"

# An error on one rank only is a failure of that run on all its ranks, not a hang.
mkdir -p stumbled/train/1
ln -s log.csv stumbled/train/1/log.csv
status=0
timeout 60 mpirun --oversubscribe -n 2 "$emsurvey" run --data data.h5 "${tiny[@]}" --steps 20 --batch 2 --ranks-per-training 2 \
  --output stumbled >out.txt 2>err.txt || status=$?
[ "$status" = 3 ] && grep -q "run 1 .*log.csv: cannot be looked up" err.txt ||
  { cat err.txt >&2; fail "status $status instead of 3"; }
[ "$(rows stumbled/test/summary_wide.csv)" = 3 ] || fail "the other runs are not done"
