#!/usr/bin/env bash
# A rank that is killed or hangs ends the job with a line that names rank, host and run; the same command
# continues.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --loss square --threads 1 --trainings-per-gpu 1 --batch 2
  --steps $((400 * steps_factor)) --checkpoint-every 0.2 --stall-timeout "$stall_s")

# disturb SIGNAL RANK RANKS_PER_TRAINING TEXT: sends the signal to one of two ranks; the job must end with TEXT.
disturb() {
  local signal=$1 rank=$2 ranks_per_training=$3 text=$4 output=$1-$2-$3 status=0
  start mpirun --oversubscribe -n 2 ./apart "${run[@]}" --ranks-per-training "$ranks_per_training" --output "$output"
  wait_until "a checkpoint" has_saved "$output" $((3 - ranks_per_training))
  kill -"$signal" "$(rank_pids "$output" | sed -n "$((rank + 1))p")"
  timeout 60 tail --pid="$pid" -f /dev/null || fail "not ended within a minute of SIG$signal to rank $rank"
  wait "$pid" 2>/dev/null || status=$?
  [ "$status" != 0 ] || fail "status 0 after SIG$signal to rank $rank"
  [ "$signal" = KILL ] || [ "$status" = 4 ] || { cat err.txt >&2; fail "status $status instead of 4"; }
  grep "emsurvey: rank $rank on $(hostname) (process .*) in run [12] (square, split [12]), \(preparing\|training, step [0-9]*\)," err.txt |
    grep -qF "$text" || { cat err.txt >&2; fail "no word of '$text' about rank $rank and its run"; }
  mpi 2 ./apart "${run[@]}" --ranks-per-training "$ranks_per_training" --output "$output" >/dev/null
  tables "$output" | diff - "expected$ranks_per_training.txt" || fail "other tables after SIG$signal to rank $rank"
}

for ranks_per_training in 1 2; do
  mpi 2 ./apart "${run[@]}" --ranks-per-training "$ranks_per_training" --output "undisturbed$ranks_per_training" >/dev/null
  tables "undisturbed$ranks_per_training" >"expected$ranks_per_training.txt"
  for rank in 0 1; do
    disturb STOP "$rank" "$ranks_per_training" "has made no progress for $stall_s s (stall-timeout); its process is stopped; the job ends"
  done
  disturb KILL 1 "$ranks_per_training" "is gone; the job ends, the same command continues"
done
disturb KILL 0 1 "is gone; the job ends, the same command continues"
