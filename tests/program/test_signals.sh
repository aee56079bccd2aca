#!/usr/bin/env bash
# Signals to mpirun and to single ranks: a checkpoint at the next step and status 4, or an immediate end; the
# survey can always be continued.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1 --checkpoint-every 1000 --output)
steps=$((600 * steps_factor))
# nothing_lost SURVEY: each training that has begun must have a checkpoint of its last logged step or a later
# one.
nothing_lost() {
  local log logged saved
  for log in "$1"/train/*/log.csv; do
    logged=$(tail -n 1 "$log" | cut -d, -f1)
    saved=$("$checkpoint_tool" step "$(dirname "$log")/checkpoint.h5") || fail "no checkpoint beside $log"
    [ "$logged" = step ] || [ "$saved" -ge "$logged" ] || fail "a checkpoint of step $saved beside $log of step $logged"
  done
}

mpi 2 "${run[@]}" undisturbed --steps "$steps" >/dev/null
tables undisturbed >expected.txt

# Only one rank gets the signal: every rank writes a checkpoint and ends.
for signal in INT TERM USR2; do
  start mpirun --oversubscribe -n 2 "${run[@]}" "$signal" --steps "$steps"
  wait_until "two trainings" are_training "$signal" 2
  kill -"$signal" "$(rank_pids "$signal" | tail -1)"
  wait "$pid" || true
  grep -q "the same command continues" out.txt || { cat out.txt err.txt >&2; fail "no word of continuing after SIG$signal"; }
  nothing_lost "$signal"
  mpi 2 "${run[@]}" "$signal" --steps "$steps" >/dev/null
  tables "$signal" | diff - expected.txt || fail "other tables after SIG$signal to a rank"
done

# A process without mpirun does the same with the signals that mpirun handles itself; signals of limits and
# timers may repeat. With nohup, it outlives its terminal.
for signal in USR1 HUP ALRM VTALRM PROF XCPU PWR; do
  start "${run[@]}" "$signal" --steps "$steps"
  wait_until "a training" are_training "$signal" 1
  if [ "$signal" = HUP ]; then kill -STOP "$pid"; fi
  kill -"$signal" "$pid"
  case $signal in USR1) ;; *) kill -"$signal" "$pid" ;; esac
  if [ "$signal" = HUP ]; then kill -CONT "$pid"; fi
  it_ends 4
  grep -q "the same command continues" out.txt || { cat out.txt err.txt >&2; fail "no word of continuing after SIG$signal"; }
  nothing_lost "$signal"
done
mpi 2 "${run[@]}" XCPU --steps "$steps" >/dev/null
tables XCPU | diff - expected.txt || fail "other tables after SIGXCPU"
start nohup "${run[@]}" nohup --steps "$steps"
wait_until "a training" are_training nohup 1
kill -HUP "$pid"
it_ends 0
tables nohup | diff - expected.txt || fail "other tables after SIGHUP under nohup"

# A limit on processor time, for which the system repeats its signal every second; the first second is used up
# soon.
start "${run[@]}" limited --steps 100000000
wait_until "a training" are_training limited 1
prlimit --pid "$pid" --cpu=1:
it_ends 4
nothing_lost limited

# mpirun gets the signal and leaves its ranks two seconds; then all are killed, as if there were no handler.
start mpirun --oversubscribe -n 2 "${run[@]}" launcher --steps "$steps"
wait_until "two trainings" are_training launcher 2
kill -TERM "$pid"
wait "$pid" || true
start mpirun --oversubscribe -n 2 "${run[@]}" launcher --steps "$steps"
wait_until "two trainings" are_training launcher 2
pkill -9 -s "$pid" || true
wait "$pid" 2>/dev/null || true
mpi 2 "${run[@]}" launcher --steps "$steps" >/dev/null
tables launcher | diff - expected.txt || fail "other tables after SIGTERM to mpirun"

# A second signal ends the program at once, without a checkpoint.
start "${run[@]}" twice --steps 100000000
wait_until "a training" are_training twice 1
kill -STOP "$pid"
kill -TERM "$pid"
kill -INT "$pid"
kill -CONT "$pid"
it_ends 4
[ ! -f twice/train/1/checkpoint.h5 ] || fail "a checkpoint after the second signal"

# A job that is suspended for longer than the stall time-out continues as if nothing had happened. Steps are
# slow, so that its position has not just changed when it is stopped.
start "$emsurvey" run --data data.h5 "${tiny[@]}" --loss square --splits 1 --threads 1 --crop 96 --batch 128 \
  --steps $((6 * steps_factor * steps_factor)) --stall-timeout $((stall_s + 3)) --output suspended
wait_until "a step" grep -qs "^1," suspended/train/1/log.csv
sleep 0.4
kill -STOP "$pid"
sleep $((stall_s + 5))
kill -CONT "$pid"
it_ends 0
! grep -q "stall-timeout" err.txt || { cat err.txt >&2; fail "a suspended job counts as stuck"; }

# During tests of whole sections: no further section is begun, and the test is repeated later.
large=("$emsurvey" run --data large.h5 "${tiny[@]}" --loss square --splits 1 --threads 1 --steps 1 --filters 16 --output)
"$emsurvey" prepare --synthetic 20 --size $((steps_factor > 1 ? 1024 : 512)) --seed 3 --output large.h5 >/dev/null
start "${large[@]}" testing
is_testing() { compgen -G "testing/test/1/images/*" >/dev/null; }
wait_until "a tested section" is_testing
kill -TERM "$pid"
it_ends 4
[ ! -f testing/test/1/scores.h5 ] || fail "scores of an interrupted test"
"${large[@]}" testing >/dev/null
[ "$(find testing/test/1/images -name '*-outputs.png' | wc -l)" = 4 ] || fail "not all sections were tested"
