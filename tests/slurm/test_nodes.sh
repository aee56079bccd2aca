#!/usr/bin/env bash
# Two nodes with cores of two hardware threads, which Slurm counts as CPUs: the ranks of a job are spread
# evenly, and each has the threads that Slurm gave it. Processes that srun starts with a PMI unknown to this
# MPI get an error message.
repository=$(cd "$(dirname "$0")/../.." && pwd)
source "$repository/tests/program/common.sh" "$@"
export EMSURVEY=$emsurvey
source "$repository/tests/slurm/cluster.sh"
have_slurm || { echo "skipped: this test starts a Slurm of its own, and ${missing} is missing"; exit 77; }
trap 'stop_cluster; rm -rf "$work"' EXIT
start_cluster 2 "Sockets=1 CoresPerSocket=8 ThreadsPerCore=2"

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
options=(--data data.h5 "${tiny[@]}" --steps 4)
# There are more ranks than processors here, and the nodes do not know that they share memory.
export OMPI_MCA_mpi_yield_when_idle=1 OMPI_MCA_btl=tcp,self OMPI_MCA_btl_tcp_if_include=lo

# These ranks print their node before they run the survey.
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

# A core has two hardware threads. The job requests one of them, and the process may use the whole machine.
submit --ranks 1 --threads 1 -- "${options[@]}" --output one_thread
poll 300 "end of job $id" is_gone "$id"
logged "$id" ", 1 thread(s) per rank"
logged "$id" "the survey is complete"

# With srun --mpi=pmi2, or without MPI, several processes cannot connect, which is reported in one line; a
# single process need not connect.
for mpi in pmi2 none; do
  ends 2 srun --quiet --ntasks 2 --mpi=$mpi "$emsurvey" run "${options[@]}" --output "by_$mpi"
  [ "$(grep -vc '^srun: ' err.txt)" = 1 ] || { cat err.txt >&2; fail "not one line about --mpi=$mpi"; }
  told err.txt "write srun --mpi=pmix"
  [ ! -e "by_$mpi" ] || fail "a refused launch wrote into the survey"
  ends 0 srun --quiet --ntasks 1 --mpi=$mpi "$emsurvey" run "${options[@]}" --output "alone_by_$mpi"
done
