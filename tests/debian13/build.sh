#!/usr/bin/env bash
# Builds this tree in Debian 13 (Open MPI 5, LibTorch 2.6, GCC 14) with warnings as errors, and runs all tests
# there but the long ones:
#
#   tests/debian13/build.sh FOLDER [OPTIONS OF ctest]
#
# FOLDER keeps the system, 6 GB, for the next time. It is made by debootstrap, which needs root, Debian's
# mirror and some minutes. Ends with status 77 if root or debootstrap is missing.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$repository/tests/support/system.sh"
[ $# -ge 1 ] || { echo "build.sh: no folder; say where the Debian 13 shall be" >&2; exit 2; }
mkdir -p "$1"
root=$(cd "$1" && pwd)
shift
make_system "$root" trixie
# The build is separate from that of this tree.
mkdir -p "$root/build" "$repository/build"
in_system "$root" "$repository:emsurvey $root/build:emsurvey/build" bash /emsurvey/jobs/test.sh "$@"
