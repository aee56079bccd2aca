#!/usr/bin/env bash
# A survey has one owner: a second run is refused and does no damage; the survey of a dead owner is taken
# over.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
common=("$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1 --checkpoint-every 0.1)
# Two runs, long enough not to end before they are struck, even on a fast machine.
run=("${common[@]}" --loss square --steps 2000 --output)
# complete SURVEY: the tables must equal those of an undisturbed survey, and no lock file may be left.
complete() {
  tables "$1" | diff - expected.txt || fail "other tables in $1"
  ! compgen -G "$1/*.owner*" || fail "a lock file is left"
}

mpi 2 "${run[@]}" undisturbed >/dev/null
tables undisturbed >expected.txt

# A second run meanwhile is refused with one line that names the owner, and the first is not disturbed.
start env SLURM_JOB_ID=77 "${run[@]}" shared
wait_until "a checkpoint" has_saved shared
mv err.txt first_err.txt
kill -STOP "$pid"  # so that it does not end meanwhile
expect 2 "process $pid on $(hostname) (Slurm job 77)" "${run[@]}" shared
"$emsurvey" status shared | grep -q "process $pid on " || fail "status does not name the owner"
kill -CONT "$pid"
wait "$pid" || { cat first_err.txt >&2; fail "the first run was disturbed"; }
complete shared

# mpirun is killed and the same command follows at once: it waits for the rest of the first run.
start mpirun --oversubscribe -n 2 "${run[@]}" orphaned
wait_until "a checkpoint" has_saved orphaned
kill -9 "$pid"
mpi 2 "${run[@]}" orphaned >again.txt || { cat again.txt >&2; fail "not taken over after mpirun died"; }
grep -q "takes over the survey" again.txt || fail "no word of taking over"
wait "$pid" 2>/dev/null || true
complete orphaned

# A rank is killed and the same command follows at once: mpirun needs two or three seconds to end the others.
for round in 1 2; do
  start mpirun --oversubscribe -n 2 "${run[@]}" "broken$round"
  wait_until "a checkpoint" has_saved "broken$round"
  kill -9 "$(rank_pids "broken$round" | sed -n "${round}p")"
  mpi 2 "${run[@]}" "broken$round" >again.txt || { cat again.txt >&2; fail "not taken over after rank $((round - 1)) died"; }
  wait "$pid" 2>/dev/null || true
  complete "broken$round"
done

# The owner is asked to stop, announces this in its lock file, and saves: the same command waits for it.
says_it_ends() { grep -q '"beat": *"e' "$1/survey.owner" 2>/dev/null || [ ! -e "$1/survey.owner" ]; }
start "${run[@]}" stopping
wait_until "a checkpoint" has_saved stopping
kill -TERM "$pid"
wait_until "word of its end" says_it_ends stopping
kill -STOP "$pid" 2>/dev/null || true  # unless it has ended already
(sleep 1; kill -CONT "$pid" 2>/dev/null || true) &
"${run[@]}" stopping >again.txt || { cat again.txt >&2; fail "not taken over after SIGTERM"; }
wait "$pid" 2>/dev/null || true
complete stopping

# The owner itself is killed, several times.
for _ in 1 2; do
  start "${run[@]}" killed
  wait_until "a checkpoint" has_saved killed
  kill_it
done
"${run[@]}" killed >again.txt || fail "not taken over after its owner died"
complete killed
