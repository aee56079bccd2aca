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
ctest --test-dir build --output-on-failure -LE long -j "$(nproc)" "$@"
