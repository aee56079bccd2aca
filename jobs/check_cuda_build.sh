#!/usr/bin/env bash
# Builds into build-cuda/ with the CUDA build of LibTorch in PyTorch's Python package and runs the tests of
# networks, losses and training. If there is a GPU, it also tests steps and whole surveys on it, by
# tests/bench/measure_gpu.sh. Needs the CUDA toolkit; to test on another machine, see tests/bench/pack_for_gpu.sh.
# Usage: jobs/check_cuda_build.sh [PYTHON]
# PYTHON is an interpreter with this package. Without it, the script installs the tested version into
# build-cuda/python (3 GB).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source jobs/mpi_environment.sh

python=${1:-build-cuda/python/bin/python}
if [ $# = 0 ] && [ ! -x "$python" ]; then
  python3 -m venv build-cuda/python
  echo "Installing PyTorch for CUDA ..."
  build-cuda/python/bin/pip install --quiet torch==2.11.0
fi
prefix=$("$python" -W ignore -c 'import torch; print(torch.utils.cmake_prefix_path)') || {
  echo "check_cuda_build.sh: $python has no PyTorch; name a Python that has, or none" >&2
  exit 2
}
configured=$(cmake -S . -B build-cuda -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$prefix" 2>&1) || {
  echo "$configured" >&2
  exit 1
}
cmake --build build-cuda --target emsurvey make_two_labels checkpoint_tool test_network test_loss test_train \
  test_step_executor bench_steps \
  -j "$(nproc)"

for layer in network loss train; do
  build-cuda/tests/test_$layer --gtest_brief=1
done
mpirun --oversubscribe -n 2 build-cuda/tests/test_step_executor --gtest_brief=1
if nvidia-smi >/dev/null 2>&1; then
  exec bash tests/bench/measure_gpu.sh --output build-cuda/measured facts steps smoke continue pix2pix ranks side_by_side \
    signals stuck verify
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build-cuda/emsurvey prepare --synthetic 5 --size 64 --output "$work/data.h5" >/dev/null
status=0
build-cuda/emsurvey run --data "$work/data.h5" --loss dice --splits 1 --model classic --crop 32 --steps 2 --device cuda \
  --output "$work/survey" >"$work/out.txt" 2>"$work/error.txt" || status=$?
if [ "$status" != 2 ] || [ "$(grep -c "sees no GPU" "$work/error.txt")" != 1 ] || [ "$(wc -l <"$work/error.txt")" != 1 ]; then
  cat "$work/error.txt" >&2
  echo "check_cuda_build.sh: without a GPU, device = cuda ends with status $status" >&2
  exit 1
fi
echo "There is no GPU here: built, linked and tested on the CPU alone."
