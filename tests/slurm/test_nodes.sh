#!/usr/bin/env bash
# Two nodes whose cores have two hardware threads, which Slurm counts as CPUs: a job's ranks are spread evenly, and each
# has the threads that Slurm gave it. Processes that srun starts by a PMI that this MPI does not know are told so.
repository=$(cd "$(dirname "$0")/../.." && pwd)
source "$repository/tests/program/common.sh" "$@"
export EMSURVEY=$emsurvey
source "$repository/tests/slurm/cluster.sh"
have_slurm || { echo "skipped: this test starts a Slurm of its own, and ${missing} is missing"; exit 77; }
trap 'stop_cluster; rm -rf "$work"' EXIT
start_cluster 2 "Sockets=1 CoresPerSocket=8 ThreadsPerCore=2"

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
options=(--data data.h5 "${tiny[@]}" --steps 4)
# More ranks than this machine has processors, and nodes that share its memory without knowing it.
export OMPI_MCA_mpi_yield_when_idle=1 OMPI_MCA_btl=tcp,self OMPI_MCA_btl_tcp_if_include=lo

# Ranks that say where they are and then are ranks of the survey.
cat >placed <<'PLACED'
#!/usr/bin/env bash
[ "$1" != run ] || echo "a rank on $SLURMD_NODENAME"
exec "$REAL" "$@"
PLACED
chmod +x placed
export REAL=$emsurvey
has_ranks() { [ "$(grep -c "a rank on $2" "slurm-$1.out")" = "$3" ] || { show_logs; fail "not $3 ranks on $2"; }; }
EMSURVEY=$PWD/placed submit --ranks 4 --nodes 2 --threads 2 -- "${options[@]}" --output spread
poll 300 "end of job $id" is_gone "$id"
logged "$id" "the survey is complete"
has_ranks "$id" node1 2
has_ranks "$id" node2 2

# A core has two hardware threads, of which the job asked for one, and the process may run on the whole machine.
submit --ranks 1 --threads 1 -- "${options[@]}" --output one_thread
poll 300 "end of job $id" is_gone "$id"
logged "$id" ", 1 thread(s) a rank"
logged "$id" "the survey is complete"

# By srun --mpi=pmi2 and without MPI several processes cannot meet, which is said in one line; one has nobody to meet.
for mpi in pmi2 none; do
  ends 2 srun --quiet --ntasks 2 --mpi=$mpi "$emsurvey" run "${options[@]}" --output "by_$mpi"
  [ "$(grep -vc '^srun: ' err.txt)" = 1 ] || { cat err.txt >&2; fail "not one line about --mpi=$mpi"; }
  told err.txt "write srun --mpi=pmix"
  [ ! -e "by_$mpi" ] || fail "a refused launch wrote into the survey"
  ends 0 srun --quiet --ntasks 1 --mpi=$mpi "$emsurvey" run "${options[@]}" --output "alone_by_$mpi"
done
