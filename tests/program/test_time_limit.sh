#!/usr/bin/env bash
# A survey that runs out of time saves and ends by itself, and the same command continues it to the same
# bytes.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
survey() {
  timeout 120 mpirun --oversubscribe -n 2 "$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1 --output "$@"
}

expect 2 "time-limit" "$emsurvey" run --data data.h5 "${tiny[@]}" --output refused --time-limit soon
[ ! -e refused ] || fail "a refused survey leaves a folder"

# leaves_within SECONDS WHAT COMMAND...: the command must end with status 4, after some work and within the
# time.
leaves_within() {
  local status=0 limit=$1 what=$2 begin=$SECONDS
  shift 2
  "$@" >out.txt 2>err.txt || status=$?
  [ "$status" = 4 ] || { cat out.txt err.txt >&2; fail "$what: status $status instead of 4"; }
  [ $((SECONDS - begin)) -le "$limit" ] || fail "$what: left after $((SECONDS - begin)) s instead of $limit s"
  grep -q "Interrupted; the same command continues" out.txt || { cat out.txt >&2; fail "$what: does not say so"; }
}
# Trainings that would take hours end within 10 s; the rest is for mpirun on a slow machine.
leaves_within 20 "a time limit" survey long --steps 9999999 --time-limit 0:10
for run in 1 3; do [ -f "long/train/$run/checkpoint.h5" ] || fail "run $run was not saved"; done
SLURM_JOB_END_TIME=$(($(date +%s) + 10)) leaves_within 20 "the end of a Slurm job" survey long --steps 9999999
# No run is begun when the time left is too short.
leaves_within 20 "no time" survey never --steps 9999999 --time-limit 1
[ ! -e never/train/1 ] || fail "a run was begun without time for it"
[ ! -e never/test/copy_baseline ] || fail "a copy baseline was begun without time for it"

survey undisturbed --steps 1200 >/dev/null
tables undisturbed >expected.txt
# Jobs of one or two seconds; slow machines finally get longer ones.
jobs=0
while :; do
  status=0
  survey short --steps 1200 --time-limit "$((4 + jobs / 5))" >out.txt 2>err.txt || status=$?
  [ "$status" != 0 ] || break
  [ "$status" = 4 ] || { cat out.txt err.txt >&2; fail "status $status instead of 4"; }
  jobs=$((jobs + 1))
  [ "$jobs" -lt 60 ] || fail "not complete after $jobs jobs"
done
[ "$jobs" -gt 0 ] || fail "the time limit did not end any job"
tables short | diff - expected.txt || fail "other tables after $jobs jobs"
echo "equal after $((jobs + 1)) jobs"
