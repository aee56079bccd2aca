#!/usr/bin/env bash
# Installs missing packages and builds into build/.
# Usage: jobs/setup.sh [PRESET] [TARGET] [tests|package]. The defaults are the preset release and all targets;
# `tests` also installs the packages that some tests compare with, `package` those that make a Debian package.
# Packages are installed on Debian and Ubuntu, as root or with sudo. On other systems the script builds if the
# requirements are met; the configuration names those that are not. A LibTorch that CMAKE_PREFIX_PATH names is taken
# instead of the system's package.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(
  g++ cmake ninja-build ccache pkg-config git
  openmpi-bin libopenmpi-dev libhdf5-dev libboost-program-options-dev libboost-math-dev libgtest-dev
  libpng-dev libtiff-dev libexpat1-dev libssl-dev libutf8proc-dev nlohmann-json3-dev libeigen3-dev libfmt-dev
  gnuplot-nox # draws the figure
)
test_packages=(
  python3-h5py python3-numpy # independent implementation, with PyTorch; its tests are skipped without it
  python3-pandas             # reads the tables as users' scripts do
  iproute2                   # two hosts on one machine; the test is skipped without it
  groff-base                 # formats the man pages
)
packaging_packages=(dpkg-dev file)
torch_packages=(libtorch-dev libopenblas0-openmp) # without OpenBLAS, LibTorch trains four times slower

# absent PACKAGE...: prints the packages that are not installed.
absent() {
  local package state
  for package; do
    state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$state" = "install ok installed" ] || echo "$package"
  done
}

# names_torch: whether CMAKE_PREFIX_PATH holds a LibTorch.
names_torch() {
  local folder
  while IFS= read -r -d : folder; do
    for configuration in "$folder"/{,share/cmake/,lib/cmake/}Torch/TorchConfig.cmake; do
      [ ! -e "$configuration" ] || return 0
    done
  done <<<"${CMAKE_PREFIX_PATH:-}:"
  return 1
}

missing=() missing_for_tests=()
names_torch || { packages+=("${torch_packages[@]}"); test_packages+=(python3-torch); }
if command -v dpkg-query >/dev/null; then
  [ "${3:-}" != package ] || packages+=("${packaging_packages[@]}")
  mapfile -t missing < <(absent "${packages[@]}")
  if [ "${3:-}" = tests ]; then mapfile -t missing_for_tests < <(absent "${test_packages[@]}"); fi
else
  echo "This is no Debian or Ubuntu: packages are not installed. jobs/README.md lists the requirements." >&2
fi

wanted=("${missing[@]}" "${missing_for_tests[@]}")
if [ ${#wanted[@]} -gt 0 ]; then
  install=(apt-get install -y --no-install-recommends "${wanted[@]}")
  as_root=()
  if [ "$(id -u)" = 0 ]; then
    as_root=(env)
  elif sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null; }; then
    as_root=(sudo)
  else
    echo "Some packages are missing, and this user may not install them. Ask for:" >&2
    echo "  ${install[*]}" >&2
    [ ${#missing[@]} = 0 ] || exit 2
  fi
  if [ ${#as_root[@]} -gt 0 ]; then
    echo "Installing ${#wanted[@]} packages ..."
    "${as_root[@]}" apt-get update -qq
    if [[ " ${missing[*]} " == *" libtorch-dev "* ]] && ! apt-cache show libtorch-dev >/dev/null 2>&1; then
      cat >&2 <<'HELP'
This system has no package of LibTorch. Take that of PyTorch, here the one for CPUs, and call this script with it:
  python3 -m venv ~/torch
  ~/torch/bin/pip install torch==2.11.0 --index-url https://download.pytorch.org/whl/cpu
  CMAKE_PREFIX_PATH=$(~/torch/bin/python -c 'import torch; print(torch.utils.cmake_prefix_path)') bash jobs/setup.sh
HELP
      exit 2
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" >/dev/null
  fi
fi

# Compiling a file with LibTorch's headers takes a gigabyte of memory.
memory_gib=$(awk '/MemAvailable/ {print int($2 / 1048576)}' /proc/meminfo)
cores=$(nproc)
jobs=$((memory_gib < 2 * cores ? (memory_gib + 1) / 2 : cores))
[ "$jobs" -ge 1 ] || jobs=1
preset=${1:-release}
configured=$(cmake --preset "$preset" 2>&1) || {
  echo "$configured" >&2
  exit 1
}
cmake --build --preset "$preset" --target "${2:-all}" -j "$jobs"
