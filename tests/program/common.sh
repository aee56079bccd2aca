# Common parts of the program tests. Source this file with the paths of the programs as arguments.
set -euo pipefail
emsurvey=$1
make_two_labels=${2:-}
checkpoint_tool=${3:-}
if [ "$(id -u)" = 0 ]; then export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1; fi
work=$(mktemp -d)
pid= # A script puts the process here that it started by setsid, mpirun or the program, while it runs.
trap '[ -z "$pid" ] || pkill -9 -s "$pid" || true; rm -rf "$work"' EXIT
cd "$work"

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

mpi() { mpirun --oversubscribe -n "$@"; }

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
# told FILE TEXT: the file must contain the text.
told() { grep -qF -- "$2" "$1" || { cat "$1" >&2; fail "no word of '$2' in $1"; }; }

# tables SURVEY: prints the checksums of the tables of images.
tables() { (cd "$1/test" && sha256sum summary_*.csv); }

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

# The results are bit-identical on GPUs, too.
cat >tiny.cfg <<'CONFIG'
deterministic = on
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
