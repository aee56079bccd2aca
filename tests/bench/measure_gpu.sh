#!/usr/bin/env bash
# Tests and measures this program on a GPU, part by part. Each part has a time limit of its own, and a part that fails
# keeps no other from being done; a summary comes last.
#
#   tests/bench/measure_gpu.sh [--seconds N] [--data DATASET] [--output FOLDER] [--trainings N] [PART...]
#
#   --seconds N       time for all parts, of which a study takes at most two fifths; those for which too little is left
#                     are left out (no limit)
#   --data DATASET    sections of the studies (dataset.h5 of the bundle, else 20 synthetic sections)
#   --output FOLDER   takes the logs, the tables of studies and summary.txt (measured)
#   --trainings N     trainings side by side in the studies (4)
#
# Programs are those of build-cuda (jobs/check_cuda_build.sh); beside a bundle of tests/bench/pack_for_gpu.sh, those of
# the bundle, for machines without this program's libraries. PyTorch is that of $PYTHON (python3).
#
# Parts: facts (machine and libraries), steps (captured, eager and CPU steps agree), smoke (a small survey and a plan),
#   bench, bench_bf16, bench_pix2pix, no_autotune, deterministic (step times), compare (beside PyTorch's), profile (time
#   of each kernel), study, study_bf16, study_float32, study_pix2pix (the published study), killed (a large training is
#   killed and continues to the same table); continue pix2pix ranks side_by_side signals stuck verify (tests/program).
# Without PART: all but killed and the last three studies.
set -uo pipefail
self=$(realpath "${BASH_SOURCE[0]}")
program_tests=(continue pix2pix ranks side_by_side signals stuck verify)
usual=(facts steps smoke bench profile study "${program_tests[@]}" bench_bf16 bench_pix2pix no_autotune deterministic compare)
all=("${usual[@]}" study_bf16 study_float32 study_pix2pix killed)

stop() { echo "measure_gpu.sh: $*" >&2; exit 2; }

# limit_of PART: prints its time limit in seconds.
limit_of() {
  case $1 in
    facts | smoke) echo 60 ;;
    profile | bench_* | no_autotune | deterministic) echo 90 ;;
    steps | bench | compare) echo 150 ;;
    study*) echo "${STUDY_SECONDS:-$((seconds > 0 ? seconds * 2 / 5 : 1800))}" ;;
    killed) echo 600 ;;
    *) echo 120 ;;
  esac
}

# use_bundle ARCHIVE: unpacks it and lets Open MPI and the libraries that the machine lacks be found there. Nothing is
# installed.
use_bundle() {
  local library open_mpi=$work/bundle/openmpi
  [ -d "$work/bundle" ] || { mkdir -p "$work/bundle" && tar -C "$work/bundle" -xJf "$1"; } || exit 1
  for library in "$work"/bundle/lib/*; do
    if ldconfig -p 2>/dev/null | grep -q "^\s*$(basename "$library") "; then rm "$library"; fi
  done
  repository=$work/bundle
  export PATH=$open_mpi/bin:$PATH OPAL_BINDIR=$open_mpi/bin OPAL_PKGLIBDIR=$open_mpi/plugins OPAL_LIBDIR=$work/bundle/lib
  export OPAL_SYSCONFDIR=$open_mpi/etc OPAL_PKGDATADIR=$open_mpi/share
  export OMPI_MCA_pml=ob1 OMPI_MCA_btl=self,vader,tcp PMIX_PKGLIBDIR=$open_mpi/pmix/lib/pmix PMIX_PKGDATADIR=$open_mpi/pmix/share/pmix
  LD_LIBRARY_PATH=$work/bundle/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}

# use_libtorch: lets the programs find the LibTorch of $PYTHON, where they do not find the one of their build.
use_libtorch() {
  local site
  site=$("$python" -W ignore -c 'import os, torch; print(os.path.dirname(os.path.dirname(torch.__file__)))' 2>/dev/null) || return 0
  LD_LIBRARY_PATH=$site/torch/lib:$(find "$site/nvidia" -maxdepth 2 -name lib 2>/dev/null | paste -sd:)${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}

use_programs() {
  local archive
  archive=$(dirname "$self")/gpu_bundle.tar.xz
  export LD_LIBRARY_PATH=${LD_LIBRARY_PATH:-}
  if [ -f "$archive" ]; then
    use_bundle "$archive"
    use_libtorch
  else
    repository=$(realpath "$(dirname "$self")/../..")
  fi
  build=$repository/build-cuda
  [ -x "$build/emsurvey" ] || stop "there is no $build/emsurvey; bash jobs/check_cuda_build.sh builds it"
  # shellcheck source=/dev/null
  source "$repository/jobs/mpi_environment.sh"
  # Open MPI refuses to start where there is no ssh, even if all its ranks are on this host.
  command -v ssh >/dev/null || export OMPI_MCA_plm=isolated
}

# run_part PART: within its limit and the time left; appends a line to the summary.
run_part() {
  local name=$1 most status=0 begin=$SECONDS figures
  most=$(limit_of "$name")
  if [ "$seconds" -gt 0 ]; then
    local left=$((seconds - SECONDS - 10))
    if [ "$left" -lt 15 ]; then printf '%-14s left out: no time\n' "$name" >>"$summary"; return; fi
    [ "$most" -le "$left" ] || most=$left
  fi
  echo "=== $name (at most $most s)"
  # SIGTERM comes first, so that a survey can save.
  part_seconds=$most timeout -k 8 "$most" bash "$self" --part "$name" >"$output/logs/$name.txt" 2>&1 || status=$?
  tail -n 12 "$output/logs/$name.txt" | cut -c1-180
  case $status in 0) status=ok ;; 124 | 137) status="out of time" ;; *) status="FAILED ($status)" failed=1 ;; esac
  figures=$(grep -E '^(graph|eager) |experiments done|\[  (PASSED|FAILED)|^FAILED' "$output/logs/$name.txt" | tail -n 8 | tr -s ' ' | paste -sd';' | cut -c1-400)
  printf '%-14s %-12s %5d s   %s\n' "$name" "$status" $((SECONDS - begin)) "$figures" >>"$summary"
}

main() {
  local part
  seconds=0 data='' output=measured trainings=4 failed=0
  while [ $# -gt 0 ]; do
    case $1 in
      --seconds | --data | --output | --trainings) [ $# -ge 2 ] || stop "$1 needs a value"; printf -v "${1#--}" %s "$2"; shift 2 ;;
      --help) sed -n '2,/^set /{s/^# \?//p}' "$self"; exit 0 ;;
      -*) stop "no option $1; see --help" ;;
      *) break ;;
    esac
  done
  [ $# -gt 0 ] || set -- "${usual[@]}"
  for part; do [[ " ${all[*]} " == *" $part "* ]] || stop "no part $part; there are ${all[*]}"; done
  python=${PYTHON:-python3}
  mkdir -p "$output/logs" || exit 1
  output=$(realpath "$output") work=${WORK:-$(realpath "$output")/work}
  mkdir -p "$work" || exit 1
  [ -z "$data" ] || data=$(realpath -e "$data") || exit 2
  summary=$output/summary.txt
  use_programs
  export repository build work output data trainings python
  date >"$summary"
  for part; do run_part "$part"; done
  echo "$SECONDS s in all" >>"$summary"
  echo
  cat "$summary"
  exit $failed
}

# ------------------------------------------------------------------------------------------------ the parts themselves

facts() {
  local missing
  date && uname -r && nproc && free -g | head -2
  nvidia-smi && nvidia-smi --query-gpu=name,driver_version,memory.used,compute_mode,mig.mode.current --format=csv
  "$python" -W ignore -c 'import torch; print(torch.__version__, torch.backends.cudnn.version(), torch.cuda.nccl.version(), torch.cuda.get_device_name())'
  mpirun --version | head -1
  missing=$(ldd "$build/emsurvey" "$build"/tests/{bench_steps,test_train} "$(realpath "$(command -v mpirun)")" 2>&1 | grep "not found")
  [ -z "$missing" ] || { echo "$missing"; return 1; }
  mpirun -n 2 --oversubscribe "$build/emsurvey" --version
}

steps() { # Each test by itself: one that crashes or hangs ends no other.
  local test failed=0
  for test in $("$build/tests/test_train" --gtest_list_tests --gtest_filter='GpuSteps.*' | grep '^  '); do
    timeout -k 2 60 "$build/tests/test_train" --gtest_filter="GpuSteps.$test" --gtest_brief=0 2>&1 | tail -25 || failed=1
  done
  timeout -k 2 60 mpirun --oversubscribe -n 2 "$build/tests/test_step_executor" || failed=1
  return $failed
}

smoke() {
  "$build/emsurvey" prepare --synthetic 5 --size 64 --output small.h5 &&
    "$build/emsurvey" run --data small.h5 --loss dice --splits 1 --model classic --crop 32 --steps 20 --device "$device" --output smoke &&
    "$build/emsurvey" plan --config "$repository/configs/loss_functions_classic.cfg" --data small.h5 --crop 64 --output planned --device "$device"
}

bench() { # Each number by itself, since the first steps of many trainings take long.
  local count failed=0
  for count in 1 4 2 8 6; do timeout -k 2 60 "$build/tests/bench_steps" --steps 200 --side-by-side $count || failed=1; done
  return $failed
}

profile() { # Nsight Compute measures kernels of eager steps after the first ones.
  ncu --clock-control none --cache-control none --metrics gpu__time_duration.sum --csv --launch-skip 3500 --launch-count 800 --kill yes \
    "$build/tests/bench_steps" --steps 12 --warm-up 8 --side-by-side 1 --autotune off >kernels.csv || return 1
  cp kernels.csv "$output/logs/"
  "$python" "$repository/tests/bench/kernel_times.py" kernels.csv
}

dataset() { # Prints the path of the data set of the studies.
  if [ -n "$data" ]; then echo "$data"; return; fi
  if [ -f "$repository/dataset.h5" ]; then echo "$repository/dataset.h5"; return; fi
  [ -f synthetic.h5 ] || "$build/emsurvey" prepare --synthetic 20 --size 1024 --seed 1 --output synthetic.h5 >&2 || return 1
  echo "$work/synthetic.h5"
}

survey() { # NAME OPTION...
  local name=$1 of
  of=$(dataset) || return 1
  shift
  "$build/emsurvey" run --data "$of" --output "$work/$name" --device "$device" "$@"
}

study() { # NAME CONFIG OPTION... It leaves by itself before its time is over, and says how far it came.
  local part_seconds=${part_seconds:?} name=$1 config=$2 status=0
  shift 2
  survey "$name" --config "$repository/configs/$config" --trainings-per-gpu "$trainings" --time-limit $((part_seconds - 15)) "$@" || status=$?
  tail -n 3 "$work/$name"/train/1/log.csv
  mkdir -p "$output/$name" && cp "$work/$name"/test/*.csv "$output/$name/" 2>/dev/null
  if [ $status = 4 ]; then echo "not all experiments done in $part_seconds s" && return 0; fi
  return $status
}

killed() {
  local one=(--config "$repository/configs/loss_functions_classic.cfg" --loss square --splits 1 --trainings-per-gpu 1 --checkpoint-every 2
    --epochs 50 --deterministic on) pid
  survey whole "${one[@]}" | grep "experiments done" || return 1
  survey cut "${one[@]}" >cut.txt 2>&1 &
  pid=$!
  until [ -e cut/train/1/checkpoint.h5 ]; do
    kill -0 "$pid" 2>/dev/null || { cat cut.txt; return 1; }
    sleep 0.1
  done
  # shellcheck disable=SC2046
  kill -KILL $(grep -o '"pid":[0-9]*' cut/survey.owner | cut -d: -f2 | sort -u)
  wait "$pid" 2>/dev/null
  [ ! -e cut/test/summary_long.csv ] || { echo "it had ended before it was killed"; return 1; }
  survey cut "${one[@]}" | grep "experiments done" && cmp {whole,cut}/test/summary_long.csv && echo "killed, and continued to the same table"
}

part() {
  local published=loss_functions_classic.cfg
  device=${DEVICE:-cuda}
  cd "$work" || exit 1
  case $1 in
    facts | steps | smoke | bench | profile | killed) "$1" ;;
    bench_bf16) "$build/tests/bench_steps" --precision bf16 --steps 200 --side-by-side 1 4 8 ;;
    bench_pix2pix) "$build/tests/bench_steps" --model pix2pix --steps 100 --side-by-side 1 4 8 ;;
    no_autotune) "$build/tests/bench_steps" --autotune off --steps 200 --side-by-side 1 4 8 ;;
    deterministic) "$build/tests/bench_steps" --deterministic on --steps 200 --side-by-side 1 4 ;;
    compare) "$python" "$repository/tests/bench/compare_steps.py" "$build/tests/bench_steps" --python "$python" --rounds 1 --ranks 2 ;;
    study) study study $published ;;
    study_bf16 | study_float32) study "$1" $published --precision "${1#study_}" ;;
    study_pix2pix) study "$1" loss_functions.cfg ;;
    *) bash "$repository/tests/program/test_$1.sh" "$build"/{emsurvey,tests/make_two_labels,tests/checkpoint_tool} ;;
  esac
}

if [ "${1:-}" = --part ]; then part "$2"; else main "$@"; fi
