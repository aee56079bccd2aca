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
[ $# -ge 1 ] || { echo "build.sh: no folder; say where the Debian 13 shall be" >&2; exit 2; }
mkdir -p "$1"
root=$(cd "$1" && pwd)
shift
skip() {
  echo "skipped: $*"
  exit 77
}
[ "$(id -u)" = 0 ] || skip "a system of its own is made by root alone"
unshare --mount true 2>/dev/null || skip "no mount namespaces here"

mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
if [ ! -e "$root/made" ]; then
  command -v debootstrap >/dev/null || skip "debootstrap is missing"
  # A system that was begun and not finished is made again.
  [ ! -e "$root/begun" ] || find "$root" -xdev -mindepth 1 -delete
  [ -z "$(ls -A "$root")" ] || { echo "build.sh: $root holds something else; name an empty folder" >&2; exit 2; }
  touch "$root/begun"
  log=$root/debootstrap.log
  debootstrap --variant=minbase trixie "$root" "$mirror" >"$log" 2>&1 ||
    { tail "$log" >&2; echo "build.sh: debootstrap failed; see $log" >&2; exit 1; }
  apt-config dump | grep -i '^Acquire::[^ ]*\(proxy\|check\)' >"$root/etc/apt/apt.conf.d/90host" || true
  mv "$root/begun" "$root/made"
fi
mkdir -p "$root/emsurvey" "$root/build" "$repository/build"

# The mounts end with their namespace. The build is separate from that of this tree.
export root repository
exec unshare --mount --propagation private bash -c '
  set -e
  mount --bind "$root" "$root" # makes the root a mount, as `ip netns` requires
  for folder in proc sys dev; do mount --rbind "/$folder" "$root/$folder"; done
  mount --bind "$repository" "$root/emsurvey"
  mount --bind "$root/build" "$root/emsurvey/build"
  exec env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 EMSURVEY_PRESET=check GIT_CONFIG_COUNT=1 \
    GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0="*" chroot "$root" bash /emsurvey/jobs/test.sh "$@"' _ "$@"
