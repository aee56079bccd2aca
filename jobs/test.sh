#!/usr/bin/env bash
# Installs missing packages, builds, and runs all tests but those labelled long, which `ctest --test-dir build
# -L long` runs. Arguments are passed on to ctest. EMSURVEY_REFERENCE=DIR names a folder with data/vnc and
# reference/, which some tests compare with; without it they are skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash jobs/setup.sh "${EMSURVEY_PRESET:-release}" all tests
source jobs/mpi_environment.sh
if [ -z "${EMSURVEY_REFERENCE:-}" ]; then
  echo "EMSURVEY_REFERENCE is not set: the tests on the real EM sections are skipped." >&2
fi
# The tests write many small files and wait until each is on the disk. In memory they take half the time.
if [ -z "${TMPDIR:-}" ] && [ "$(df --output=avail -BG /dev/shm 2>/dev/null | tr -dc 0-9)" -ge 8 ] 2>/dev/null; then
  TMPDIR=$(mktemp -d /dev/shm/emsurvey.XXXXXX)
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
fi
ctest --test-dir build --output-on-failure -LE long -j "$(nproc)" "$@"
