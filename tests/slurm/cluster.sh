# A Slurm cluster on this machine, with one node or several and with its own munge, ports and folders. To be
# sourced by a root shell with its own folder $work. Nothing outside that folder is written, and stop_cluster
# ends everything.

# poll SECONDS WHAT COMMAND...: waits until the command succeeds.
poll() {
  local seconds=$1 what=$2 begin=$SECONDS
  shift 2
  until "$@"; do
    [ $((SECONDS - begin)) -lt "$seconds" ] || { show_logs; fail "no $what in $seconds s"; }
    sleep 0.2
  done
}
show_logs() { tail -n 25 "$work"/slurm-*.out "$work"/cluster/*.log >&2 || true; }

# submit OPTION... -- OPTION...: submits with the project's script; the job id is in $id.
submit() {
  bash "$repository/slurm/submit.sh" "$@" >submitted.txt || return
  id=$(sed -n 's/^submitted: \([0-9]*\).*/\1/p' submitted.txt)
}
# logged ID TEXT: the log of the job must contain the text.
logged() { grep -qF -- "$2" "slurm-$1.out" || { show_logs; fail "job $1 does not say '$2'"; }; }
# is_gone ID: tests whether the job has ended. starts ID: prints how often it was started.
is_gone() { [ -z "$(squeue -h -j "$1" 2>/dev/null)" ]; }
starts() { grep -c "start [0-9]* of at most .*: on " "slurm-$1.out"; }

# have_slurm: tests whether everything that a cluster needs is installed and this user may start it.
have_slurm() {
  local program
  for program in munged slurmctld slurmd sbatch scontrol squeue; do
    command -v "$program" >/dev/null || { missing=$program; return 1; }
  done
  [ "$(id -u)" = 0 ] || { missing="the rights of root"; return 1; }
}

# free_port: prints a TCP port without a listener, below those that the kernel assigns by itself.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# write_cluster_config NODES PROPERTIES [OPTIONS]: configures nodes node1, node2 ... that claim to have these
# properties, in the terms of slurm.conf, in the partition `all`. OPTIONS are lines of slurm.conf that
# override those here.
write_cluster_config() {
  local host i
  host=$(hostname -s)
  cat >"$cluster/slurm.conf" <<CONFIG
ClusterName=emsurvey
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=$(free_port)
AuthType=auth/munge
CredType=cred/munge
# A requeued job waits for this time, by default 120 s.
AuthInfo=socket=$cluster/munge.socket,cred_expire=5
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool.%n
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.%n.pid
SlurmctldLogFile=$cluster/slurmctld.log
SlurmdLogFile=$cluster/slurmd.%n.log
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=1
KillWait=5
SlurmdParameters=config_overrides
PartitionName=all Nodes=node[1-$1] Default=YES MaxTime=60
${3:-$no_limits}
CONFIG
  for ((i = 1; i <= $1; ++i)); do
    echo "NodeName=node$i NodeHostname=$host NodeAddr=127.0.0.1 Port=$(free_port) $2" >>"$cluster/slurm.conf"
  done
}

# Not every container provides control groups.
no_limits="ProctrackType=proctrack/linuxproc
TaskPlugin=task/none"
memory_limits="ProctrackType=proctrack/cgroup
TaskPlugin=task/cgroup"
# can_limit_memory: tests whether Slurm's control groups, version 1, are available here.
can_limit_memory() {
  local group=/sys/fs/cgroup/memory/emsurvey.$$
  mkdir "$group" 2>/dev/null && rmdir "$group"
}

# start_cluster NODES PROPERTIES [OPTIONS]: starts a cluster; arguments as for write_cluster_config.
start_cluster() {
  cluster=$work/cluster
  mkdir -p -m 755 "$cluster" "$cluster/state"
  dd if=/dev/urandom of="$cluster/munge.key" bs=128 count=1 status=none
  chmod 400 "$cluster/munge.key"
  write_cluster_config "$@"
  printf '%s\n' CgroupPlugin=cgroup/v1 ConstrainRAMSpace=yes ConstrainSwapSpace=yes AllowedSwapSpace=0 >"$cluster/cgroup.conf"
  export SLURM_CONF=$cluster/slurm.conf
  munged --force --foreground --key-file "$cluster/munge.key" --socket "$cluster/munge.socket" \
    --pid-file "$cluster/munge.pid" --seed-file "$cluster/munge.seed" --log-file "$cluster/munge.log" \
    >"$cluster/munged.out" 2>&1 &
  cluster_processes=($!)
  poll 30 "munge" test -S "$cluster/munge.socket"
  slurmctld -D >"$cluster/slurmctld.out" 2>&1 &
  cluster_processes+=($!)
  local i
  for ((i = 1; i <= $1; ++i)); do
    slurmd -D -N "node$i" >"$cluster/slurmd.node$i.out" 2>&1 &
    cluster_processes+=($!)
  done
  poll 60 "ready nodes" nodes_are idle
}

# nodes_are STATE: tests whether all nodes have the state, as sinfo names it.
nodes_are() { [ "$(sinfo -h -o %T 2>/dev/null)" = "$1" ]; }

# stop_cluster: ends the jobs and the daemons that start_cluster started.
stop_cluster() {
  [ -n "${cluster:-}" ] || return 0
  if scancel --quiet --user root 2>/dev/null; then
    for _ in $(seq 100); do
      [ -n "$(squeue -h 2>/dev/null)" ] || break
      sleep 0.1
    done
  fi
  # slurmd first: it ends the processes that supervise the jobs.
  local i
  for ((i = ${#cluster_processes[@]} - 1; i >= 0; --i)); do
    kill "${cluster_processes[i]}" 2>/dev/null || true
    wait "${cluster_processes[i]}" 2>/dev/null || true
  done
}
