# Common parts of the program tests. Source this file with the paths of the programs as arguments.
set -euo pipefail
emsurvey=$1
make_two_labels=${2:-}
checkpoint_tool=${3:-}
if [ "$(id -u)" = 0 ]; then export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1; fi
work=$(mktemp -d)
pid= # The process of `start`, or another that a script puts here while it runs.
trap '[ -z "$pid" ] || pkill -9 -s "$pid" || true; rm -rf "$work"' EXIT
cd "$work"

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

mpi() { mpirun --oversubscribe -n "$@"; }

# A GPU takes steps of small networks many times faster than a CPU, so trainings that are to be disturbed have more of
# them there; the first steps take seconds, in which a rank makes no progress. So does the start of CUDA: `start_stall_s` is
# for surveys that hang early.
if ldd "$emsurvey" | grep -q libc10_cuda && nvidia-smi >/dev/null 2>&1; then
  steps_factor=20 stall_s=20 start_stall_s=20
else
  steps_factor=1 stall_s=15 start_stall_s=5
fi

# NCCL accepts ranks that share a GPU only if each of them seems to be on its own host.
cat >apart <<'APART'
#!/bin/bash
NCCL_HOSTID=$OMPI_COMM_WORLD_RANK exec "$@"
APART
chmod +x apart

# expect STATUS TEXT COMMAND...: the command must end with STATUS and print exactly one line, which contains
# TEXT, on stderr.
expect() {
  local status=0 wanted=$1 text=$2
  shift 2
  "$@" >out.txt 2>err.txt </dev/null || status=$?
  [ "$status" = "$wanted" ] || { cat err.txt >&2; fail "status $status instead of $wanted: $*"; }
  [ "$(wc -l <err.txt)" = 1 ] || { cat err.txt >&2; fail "not one line: $*"; }
  grep -qF -- "$text" err.txt || { cat err.txt >&2; fail "no word of '$text': $*"; }
}

# ends STATUS COMMAND...: the command must end with STATUS; its output is in out.txt and err.txt.
ends() {
  local status=0 wanted=$1
  shift
  "$@" >out.txt 2>err.txt </dev/null || status=$?
  [ "$status" = "$wanted" ] || { cat err.txt >&2; fail "status $status instead of $wanted: $*"; }
}
# start COMMAND...: starts the command in its own session, as process $pid; its output goes to out.txt and err.txt.
start() {
  setsid "$@" >out.txt 2>err.txt </dev/null &
  pid=$!
}
# it_ends STATUS...: process $pid must end with one of the statuses.
it_ends() {
  local status=0
  wait "$pid" 2>/dev/null || status=$?
  [[ " $* " == *" $status "* ]] || { cat out.txt err.txt >&2; fail "status $status instead of $*"; }
}
# kill_it: kills process $pid and waits for its end.
kill_it() {
  kill -9 "$pid"
  wait "$pid" 2>/dev/null || true
}
# rank_pids SURVEY: prints the processes of its owner's ranks, rank 0 first, one per line.
rank_pids() { grep -o '"processes":.*' "$1/survey.owner" | grep -o '"pid":[0-9]*' | cut -d: -f2; }
# has_saved SURVEY [N]: tests whether N of its trainings (1) have written a checkpoint.
has_saved() { [ "$(find "$1/train" -name checkpoint.h5 2>/dev/null | wc -l)" -ge "${2:-1}" ]; }
# are_training SURVEY [N]: tests whether N of its trainings (1) write their logs.
are_training() { [ "$(find "$1/train" -name log.csv 2>/dev/null | wc -l)" -ge "${2:-1}" ]; }
# damage FILE [POSITION]: changes a byte of the file.
damage() { printf '\xa5' | dd of="$1" bs=1 seek="${2:-2000}" conv=notrunc status=none; }
# column NAME: prints a column of the table on standard input.
column() { awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == name) c = i; next } { print $c }'; }
# told FILE TEXT: the file must contain the text.
told() { grep -qF -- "$2" "$1" || { cat "$1" >&2; fail "no word of '$2' in $1"; }; }

# tables SURVEY: prints the checksums of the tables of images.
tables() { (cd "$1/test" && sha256sum summary_*.csv); }
# without_baseline: copies the table on standard input without the rows of the copy baseline, whose run is 0.
without_baseline() {
  awk -F, 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == "run") c = i; print; next } $c != "0"'
}
# rows TABLE: prints the number of rows of a table, without those of the copy baseline.
rows() { without_baseline <"$1" | tail -n +2 | wc -l; }

# wait_until WHAT COMMAND...: waits until the command succeeds, while the survey of process $pid is alive.
wait_until() {
  local what=$1
  shift
  for _ in $(seq 1200); do
    if "$@"; then return; fi
    kill -0 "$pid" 2>/dev/null || { cat err.txt >&2; fail "the survey ended before $what"; }
    sleep 0.05
  done
  fail "no $what in a minute"
}

# The results are bit-identical on GPUs, too. One thread, so that tests can share the cores.
cat >tiny.cfg <<'CONFIG'
deterministic = on
threads = 1
loss = square dice
model = classic
split-scheme = shuffled
splits = 2
network = resnet:1
filters = 4
crop = 32
lr = 0.002
CONFIG
tiny=(--config tiny.cfg)
# Before a command: binds it to one core, so that predictions equal the tests of runs with one thread.
one_core=(taskset -c "$(taskset -cp $$ | sed 's/.*: \([0-9]*\).*/\1/')")
