# A Slurm cluster of one node on this machine, with its own munge, ports and folders; to be sourced by a root shell that
# has a folder $work of its own. Nothing outside that folder is written, and stop_cluster ends all of it.

# have_slurm: whether everything that a cluster needs is installed, and this user may start it.
have_slurm() {
  local program
  for program in munged slurmctld slurmd sbatch scontrol squeue; do
    command -v "$program" >/dev/null || { missing=$program; return 1; }
  done
  [ "$(id -u)" = 0 ] || { missing="the rights of root"; return 1; }
}

# free_port: a TCP port that nobody listens on, below those that the kernel hands out by itself.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# write_cluster_config CPUS: the node pretends to have that many processors.
write_cluster_config() {
  local host
  host=$(hostname -s)
  cat >"$cluster/slurm.conf" <<CONFIG
ClusterName=emsurvey
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
AuthType=auth/munge
CredType=cred/munge
# A requeued job waits for this long, 120 s by default.
AuthInfo=socket=$cluster/munge.socket,cred_expire=5
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.pid
SlurmctldLogFile=$cluster/slurmctld.log
SlurmdLogFile=$cluster/slurmd.log
# Control groups are not to be had in a container.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=1
KillWait=5
SlurmdParameters=config_overrides
NodeName=$host NodeAddr=127.0.0.1 CPUs=$1
PartitionName=all Nodes=$host Default=YES MaxTime=60
CONFIG
}

# start_cluster CPUS
start_cluster() {
  cluster=$work/cluster
  mkdir -p -m 755 "$cluster" "$cluster/state" "$cluster/spool"
  dd if=/dev/urandom of="$cluster/munge.key" bs=128 count=1 status=none
  chmod 400 "$cluster/munge.key"
  write_cluster_config "$1"
  export SLURM_CONF=$cluster/slurm.conf
  munged --force --foreground --key-file "$cluster/munge.key" --socket "$cluster/munge.socket" \
    --pid-file "$cluster/munge.pid" --seed-file "$cluster/munge.seed" --log-file "$cluster/munge.log" \
    >"$cluster/munged.out" 2>&1 &
  cluster_processes=($!)
  poll 30 "munge" test -S "$cluster/munge.socket"
  slurmctld -D >"$cluster/slurmctld.out" 2>&1 &
  cluster_processes+=($!)
  slurmd -D >"$cluster/slurmd.out" 2>&1 &
  cluster_processes+=($!)
  poll 60 "a ready node" node_is idle
}

# node_is STATE: as sinfo names it.
node_is() { [ "$(sinfo -h -o %T 2>/dev/null)" = "$1" ]; }

# stop_cluster: ends the jobs and the daemons that start_cluster started.
stop_cluster() {
  [ -n "${cluster:-}" ] || return 0
  if scancel --quiet --user root 2>/dev/null; then
    for _ in $(seq 100); do
      [ -n "$(squeue -h 2>/dev/null)" ] || break
      sleep 0.1
    done
  fi
  # slurmd first: it ends the shepherds of jobs.
  local i
  for ((i = ${#cluster_processes[@]} - 1; i >= 0; --i)); do
    kill "${cluster_processes[i]}" 2>/dev/null || true
    wait "${cluster_processes[i]}" 2>/dev/null || true
  done
}
