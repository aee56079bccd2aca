#!/usr/bin/env bash
# Surveys on a real Slurm: whatever ends a job, its survey ends with the tables of an undisturbed one.
repository=$(cd "$(dirname "$0")/../.." && pwd)
source "$repository/tests/program/common.sh" "$@"
export EMSURVEY=$emsurvey

source "$repository/tests/slurm/cluster.sh"
have_slurm || { echo "skipped: this test starts a Slurm of its own, and ${missing} is missing"; exit 77; }
trap 'stop_cluster; rm -rf "$work"' EXIT
start_cluster 1 CPUs=16

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
options=(--data data.h5 "${tiny[@]}" --threads 1 --checkpoint-every 1)
# is_saved SURVEY: tests whether a checkpoint exists.
is_saved() { compgen -G "$1/train/*/checkpoint.h5" >/dev/null; }
complete() { # complete ID SURVEY STARTS: after at least STARTS starts, the job is complete with the expected
             # tables
  poll 900 "end of job $1" is_gone "$1"
  grep -q "the survey is complete" "slurm-$1.out" || { show_logs; fail "$2 is not complete"; }
  [ "$(starts "$1")" -ge "$3" ] || { show_logs; fail "$2: its log does not hold $3 starts"; }
  tables "$2" | diff - expected.txt || fail "$2: other tables"
  echo "$2: equal after $(starts "$1") starts (at $SECONDS s)"
}

# Trainings of about nine seconds, so that they can be disturbed on any machine.
"$emsurvey" run "${options[@]}" --steps 300 --splits 1 --loss square --output calibration >/dev/null
steps=$(awk -F, 'END { print int(9 * $6) }' calibration/train/1/log.csv)
options+=(--steps "$steps")
mpi 2 "$emsurvey" run "${options[@]}" --output undisturbed >/dev/null
tables undisturbed >expected.txt
echo "undisturbed: $steps steps a run (at $SECONDS s)"

# srun without MPI between its tasks is refused in one line, with status 2.
status=0
sbatch --wait --ntasks 2 --output alone.out \
  --wrap "srun --mpi=none $emsurvey run ${options[*]} --output alone" >/dev/null || status=$?
[ "$status" = 2 ] && [ "$(grep -c 'emsurvey: srun: .*--mpi=pmix' alone.out)" = 1 ] && [ ! -e alone ] ||
  { cat alone.out >&2; fail "status $status instead of 2, or not one line"; }

# A survey that cannot run is not repeated, neither by the script that submits nor by the job.
expect 2 "nodes" submit --ranks 1 --nodes 2 -- "${options[@]}" --output refused
expect 2 "did you mean --loss" submit -- "${options[@]}" --output refused --lsos dice
status=0
sbatch --wait --output stopped.out "$repository/slurm/survey.sbatch" "${options[@]}" --output refused --crop 999 >/dev/null ||
  status=$?
[ "$status" = 2 ] && grep -q "STOPPED: the options" stopped.out || { cat stopped.out >&2; fail "status $status instead of 2"; }
[ "$(submit --ranks 2 --array 3 --dry-run -- "${options[@]}" --output refused && grep -c ' sbatch --parsable ' submitted.txt)" = 2 ] ||
  fail "a dry run does not show both submissions"
[ -z "$(squeue -h)" ] || fail "a dry run submitted something"

# Four surveys at once, because a requeued job waits half a minute.
# 1. Its time is nearly up: it is warned, saves and requeues itself. (Slurm checks its clock every half
# minute; later starts get more time, so that they are not warned again.)
SBATCH_SIGNAL=B:USR2@55 submit --ranks 1 --time 1 -- "${options[@]}" --output warned
warned=$id
# 2. It reaches its own time limit without a warning; after the second start it is not requeued and says so.
submit --ranks 1 --time 10 --starts 2 -- "${options[@]}" --output limited --time-limit 6
limited=$id
poll 600 "warning" grep -q "back into the queue" "slurm-$warned.out"
grep -q "the time is nearly up" "slurm-$warned.out" || fail "the job was not warned"
scontrol update "jobid=$warned" timelimit=10
# 3. Somebody requeues it.
submit --ranks 2 --time 10 -- "${options[@]}" --output requeued
requeued=$id
poll 600 "checkpoint of requeued" is_saved requeued
scontrol requeue "$requeued"
# 4. It is cancelled and submitted again.
submit --ranks 1 --time 10 --launcher srun -- "${options[@]}" --output cancelled
poll 600 "checkpoint of cancelled" is_saved cancelled
scancel "$id"
poll 600 "end of the cancelled job" is_gone "$id"
submit --ranks 1 --time 10 --launcher srun -- "${options[@]}" --output cancelled
cancelled=$id
complete "$cancelled" cancelled 1
poll 600 "end of limited" is_gone "$limited"
grep -q "STOPPED: not complete after 2 starts" "slurm-$limited.out" || { show_logs; fail "limited did not stop loudly"; }
submit --ranks 2 --time 10 -- "${options[@]}" --output limited
grep -qE "Time left: (9|10) min" "slurm-$requeued.out" || { show_logs; fail "the end of the job is not known"; }
limited=$id

# An array with one requeued task and one warned task; a dependent job makes the tables. (The last task has
# the id of the array, and requeueing that id would requeue all tasks.)
submit --array 2 --time 10 -- "${options[@]}" --output shared
array=$id
reduce=$(sed -n 's/.*tables: \([0-9]*\).*/\1/p' submitted.txt)
for share in 1 2; do poll 600 "checkpoint of share $share" test -f "shared/train/$share/checkpoint.h5"; done
scontrol requeue "${array}_1"
scancel --batch --signal USR2 "${array}_2"

complete "$warned" warned 2
complete "$limited" limited 1
complete "$requeued" requeued 2
poll 900 "tables of the array" is_gone "$reduce"
is_gone "$array" || fail "the tables did not wait for the array"
grep -q "the tables are complete" "slurm-$reduce.out" || { show_logs; fail "the reduce job found runs missing"; }
tables shared | diff - expected.txt || fail "shared: other tables"
for share in 1 2; do
  [ "$(starts "${array}_$share")" = 2 ] || { show_logs; fail "the log of share $share does not hold two starts"; }
done
echo "shared: equal (at $SECONDS s)"

# 5. The node fails and comes back.
submit --ranks 2 --time 10 -- "${options[@]}" --output failed_node
poll 600 "checkpoint of failed_node" is_saved failed_node
scontrol update nodename=node1 state=down reason=test
sleep 1
scontrol update nodename=node1 state=resume
complete "$id" failed_node 2
