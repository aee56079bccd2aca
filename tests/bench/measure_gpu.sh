#!/usr/bin/env bash
# Measures this program on a GPU: tests/bench/measure_gpu.sh DATASET OUTPUT [PART ...] [-- OPTION ...]
#   steps     step times beside PyTorch's, of concurrent trainings, several ranks, bf16 and --deterministic on
#   study     time and tables of the 18 trainings of configs/loss_functions_classic.cfg in each precision
#   continue  checks that a training killed and continued with --deterministic on gives the same tables
# Without PART, all parts are measured. Programs are taken from $BUILD (default: build-cuda, where
# jobs/check_cuda_build.sh builds them), PyTorch from $PYTHON (default: python3). OPTIONs go to emsurvey run,
# for smaller studies.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$repository/jobs/mpi_environment.sh"

[ $# -ge 2 ] || { sed -n '2,8s/^# \?//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
data=$(realpath -m "$1")
output=$2
shift 2
parts=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do parts+=("$1"); shift; done
[ $# = 0 ] || shift
options=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(steps study continue)

build=$(realpath -m "${BUILD:-$repository/build-cuda}")
python=${PYTHON:-python3}
stop() { echo "measure_gpu.sh: $*" >&2; exit 2; }
[ -f "$data" ] || stop "there is no data set $data; emsurvey prepare makes one"
for program in emsurvey tests/bench_steps; do
  [ -x "$build/$program" ] || stop "there is no $build/$program; bash jobs/check_cuda_build.sh builds it"
done
for part in "${parts[@]}"; do
  case $part in
    steps) "$python" -W ignore -c "import torch" 2>/dev/null || stop "$python has no PyTorch; name one that has in PYTHON" ;;
    study | continue) ;;
    *) stop "no part $part; there are steps, study and continue" ;;
  esac
done
mkdir -p "$output"
survey() {
  local name=$1
  shift
  mpirun -n 1 --bind-to none "$build/emsurvey" run --config "$repository/configs/loss_functions_classic.cfg" --data "$data" \
    --output "$output/$name" "$@" "${options[@]}"
}
compare() { "$python" "$repository/tests/bench/compare_steps.py" "$build/tests/bench_steps" --python "$python" "$@"; }

steps() {
  local status=0
  compare --rounds 3 --ranks 2 4 || status=1
  compare --rounds 1 -- --precision bf16 || status=1
  "$build/tests/bench_steps" --side-by-side 1 4 --autotune off || status=1
  "$build/tests/bench_steps" --side-by-side 1 4 --deterministic on || status=1
  return "$status"
}

study() {
  local precision
  for precision in tf32 bf16 float32; do
    echo "--- $precision"
    survey "study-$precision" --precision "$precision" | grep -v '^\['
    "$build/emsurvey" report "$output/study-$precision" --compare "$repository/configs/published/loss_functions.csv"
  done
}

continue_killed() {
  local one=(--loss square --splits 1 --trainings-per-gpu 1 --checkpoint-every 2) deterministic pid
  for deterministic in on off; do
    echo "--- deterministic $deterministic"
    survey "whole-$deterministic" "${one[@]}" --deterministic "$deterministic" | grep "experiments done"
  done
  survey cut "${one[@]}" --deterministic on >"$output/cut.txt" 2>&1 &
  pid=$!
  until [ -e "$output/cut/train/1/checkpoint.h5" ]; do
    kill -0 "$pid" 2>/dev/null || { cat "$output/cut.txt" >&2; return 1; }
    sleep 0.1
  done
  kill -KILL $(grep -o '"pid":[0-9]*' "$output/cut/survey.owner" | cut -d: -f2 | sort -u)
  wait "$pid" || true
  [ ! -e "$output/cut/test/summary_long.csv" ] || { echo "it had ended before it was killed" >&2; return 1; }
  survey cut "${one[@]}" --deterministic on | grep "experiments done"
  cmp "$output"/{whole-on,cut}/test/summary_long.csv && echo "killed, and continued to the same table"
}

failed=()
for part in "${parts[@]}"; do
  echo "=== $part"
  case $part in
    continue) function=continue_killed ;;
    *) function=$part ;;
  esac
  # A part that fails does not prevent the others from being measured.
  set +e
  (set -e; "$function")
  [ $? = 0 ] || failed+=("$part")
  set -e
done
[ ${#failed[@]} = 0 ] || { echo "measure_gpu.sh: failed: ${failed[*]}" >&2; exit 1; }
