#!/usr/bin/env bash
# A job without progress stops after two starts and tells the reason: too little memory, a launcher that
# starts nothing, or a launcher that claims success. If the job that makes the tables is refused, the array
# runs and the user is informed.
repository=$(cd "$(dirname "$0")/../.." && pwd)
source "$repository/tests/program/common.sh" "$@"
export EMSURVEY=$emsurvey
source "$repository/tests/slurm/cluster.sh"
have_slurm || { echo "skipped: this test starts a Slurm of its own, and ${missing} is missing"; exit 77; }
trap 'stop_cluster; rm -rf "$work"' EXIT
limits=$no_limits
if can_limit_memory; then limits=$memory_limits; else echo "no memory limits here: ranks are killed instead"; fi
start_cluster 1 "CPUs=16 RealMemory=8000" "PartitionName=asking Nodes=node1 DefMemPerCPU=9000 MaxTime=60
$limits"

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
options=(--data data.h5 "${tiny[@]}" --steps 4 --threads 1)
# stopped ID STARTS TEXT: the job must have stopped after that many starts, with TEXT in its log.
stopped() {
  poll 400 "end of job $1" is_gone "$1"
  [ "$(starts "$1")" = "$2" ] || { show_logs; fail "job $1: $(starts "$1") starts instead of $2"; }
  grep -F "STOPPED: " "slurm-$1.out" | grep -qF -- "$3" || { show_logs; fail "job $1 does not stop with '$3'"; }
}

# A program that needs more memory than the job has: the limit kills it, or it kills itself where there is
# none.
cat >hungry <<'HUNGRY'
#!/usr/bin/env bash
[ "$1" = run ] || exec "$REAL" "$@"
if [ -n "$IS_LIMITED" ]; then
  ulimit -v 2000000
  tail /dev/zero
fi
kill -9 $$
HUNGRY
chmod +x hungry
export REAL=$emsurvey IS_LIMITED=
[ "$limits" = "$no_limits" ] || IS_LIMITED=yes
EMSURVEY=$PWD/hungry submit --ranks 2 --mem 200 -- "${options[@]}" --output hungry_by_mpirun
by_mpirun=$id
EMSURVEY=$PWD/hungry submit --ranks 2 --mem 200 --launcher srun -- "${options[@]}" --output hungry_by_srun
by_srun=$id
# A launcher that starts nothing, and one that claims success.
printf '#!/bin/bash\nexit 205\n' >no_start
chmod +x no_start
EMSURVEY_LAUNCHER=$PWD/no_start submit --mem 200 -- "${options[@]}" --output not_started
not_started=$id
EMSURVEY_LAUNCHER=true submit --mem 200 --starts 3 -- "${options[@]}" --output claimed
claimed=$id

# This partition refuses jobs without a memory request, such as the one that makes the tables.
status=0
submit --partition asking --mem 500 --array 2 -- "${options[@]}" --output shared 2>err.txt || status=$?
[ "$status" = 1 ] || { cat err.txt >&2; fail "status $status after the tables were refused"; }
array=$(sed -n 's/.*the array runs as job \([0-9]*\),.*/\1/p' err.txt)
poll 300 "end of the array" is_gone "$array"
tail -n 1 err.txt | sed 's/--partition=asking/--partition=all/' >later.sh
id=$(bash later.sh)
poll 120 "end of the tables" is_gone "$id"
logged "$id" "the tables are complete"

stopped "$by_mpirun" 2 "memory was short"
stopped "$by_srun" 2 "memory was short"
stopped "$not_started" 2 "the launcher could not start the ranks"
grep -q "back into the queue" "slurm-$not_started.out" || fail "a launch that failed once is not repeated"
stopped "$claimed" 2 "brought the survey no further"
! grep -q "is complete" "slurm-$claimed.out" || fail "a survey of which nothing is done is called complete"
