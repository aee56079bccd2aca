#!/usr/bin/env bash
# Several trainings at a time in each rank give the same tables, byte for byte, even if interrupted; each
# training is saved.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
common=("$emsurvey" run --data data.h5 "${tiny[@]}")
run=("${common[@]}" --steps $((400 * steps_factor)))

"${run[@]}" --threads 1 --trainings-per-gpu 1 --output one >out.txt
tables one >expected.txt
# The threads are divided: each training has one here, as above.
"${run[@]}" --threads 2 --trainings-per-gpu 2 --output two >out.txt
grep -q "4 experiments on 1 rank(s): 2 at a time, 1 rank(s) each, 2 thread(s) per rank" out.txt || fail "no word of two at a time"
tables two | diff - expected.txt || fail "other tables with two at a time"
mpi 2 "${run[@]}" --threads 1 --trainings-per-gpu 2 --output four >out.txt
tables four | diff - expected.txt || fail "other tables with two at a time in each of two ranks"

# After a signal both trainings are saved at their next step, and the same command continues.
start "${run[@]}" --threads 2 --trainings-per-gpu 2 --checkpoint-every 1000 --output stopped
wait_until "two trainings" are_training stopped 2
kill -TERM "$pid"
it_ends 4
has_saved stopped 2 || fail "not both trainings were saved"
"${run[@]}" --threads 2 --trainings-per-gpu 2 --output stopped >out.txt
tables stopped | diff - expected.txt || fail "other tables after SIGTERM"

# One hanging training beside a working one is detected: its log is a pipe that nobody reads.
mkdir -p hangs/train/3
mkfifo hangs/train/3/log.csv
ends 4 timeout 120 "${common[@]}" --threads 2 --trainings-per-gpu 2 --steps 100000000 --stall-timeout "$stall_s" --output hangs
grep -q "in run 3 (.*), preparing, has made no progress for $stall_s s (stall-timeout); the job ends" err.txt ||
  { cat err.txt >&2; fail "no word of the training that hangs"; }
[ -e hangs/train/1/checkpoint.h5 ] || { cat err.txt >&2; fail "the training beside the one that hangs was not saved"; }

# A rank that hangs with all its trainings is detected, too.
start mpirun --oversubscribe -n 2 "${common[@]}" --threads 1 --trainings-per-gpu 2 --steps $((4000 * steps_factor)) --stall-timeout "$stall_s" --output stuck
wait_until "four trainings" are_training stuck 4
kill -STOP "$(rank_pids stuck | sed -n 2p)"
timeout 60 tail --pid="$pid" -f /dev/null || fail "not ended within a minute of SIGSTOP"
it_ends 4
grep "emsurvey: rank 1 on $(hostname) (process .*) in run [1-4] (.*), \(preparing\|training, step [0-9]*\)," err.txt |
  grep -q "its process is stopped" || { cat err.txt >&2; fail "no word of the stopped rank"; }

expect 2 "trainings-per-gpu: is 2 with ranks-per-training = 2; leave one of them at 1" \
  "${run[@]}" --trainings-per-gpu 2 --ranks-per-training 2 --output refused
"$emsurvey" plan --data data.h5 "${tiny[@]}" --steps 400 --trainings-per-gpu 2 --ranks 2 --output planned >out.txt
grep -q "with 2 rank(s), 4 at a time" out.txt || fail "the plan does not count trainings side by side"
grep -Eq "^time: about [0-9]+ (s|min|h [0-9]+ min) with 2 rank\(s\) of (1 core\(s\)|a GPU) each like this machine's \(.+\)" out.txt || fail "the plan does not say how long it takes"
grep -q "^GPU memory: about .* per rank with 2 at a time, .* for the largest training (run [1-4]: .*); an estimate\(; the GPU of this machine has .*\)\?$" out.txt || fail "no word of GPU memory"
