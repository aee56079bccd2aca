#!/usr/bin/env bash
# Builds, installs and runs the committed source in a Debian 12 as a user without root's rights. Two libraries are
# not among the packages of this system, but below a folder of the user: utf8proc and Boost.Math.
#
#   tests/installation/user_build.sh FOLDER
#
# FOLDER receives the system (3 GB). Needs root to make it, debootstrap and Debian's mirror, otherwise ends with
# status 77.
set -euo pipefail
source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$source_folder/tests/support/system.sh"
[ $# -ge 1 ] || { echo "user_build.sh: no folder; say where the system shall be" >&2; exit 2; }
mkdir -p "$1"
root=$(cd "$1" && pwd)
make_system "$root/system" bookworm
home=$root/system/home/reader
if [ ! -d "$home" ]; then
  in_system "$root/system" "" bash -ec 'apt-get update -qq; useradd --create-home reader'
fi
rm -f "$home/emsurvey/build/CMakeCache.txt"
git -C "$source_folder" archive --prefix=emsurvey/ HEAD | tar -x -C "$home"
in_system "$root/system" "" chown -R reader:reader /home/reader/emsurvey

# as_user COMMANDS: runs them as the user. The compiler's cache is read, if the caller names one in CCACHE_DIR.
as_user() {
  mkdir -p "${CCACHE_DIR:-$root/ccache}"
  in_system "$root/system" "${CCACHE_DIR:-$root/ccache}:ccache" runuser -u reader -- \
    env HOME=/home/reader CCACHE_DIR=/ccache CCACHE_READONLY=1 CCACHE_TEMPDIR=/tmp CCACHE_BASEDIR=/home/reader/emsurvey \
    bash -ec "cd; $1"
}
fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# The script names the packages that an administrator has to install. All but utf8proc are installed then.
! as_user 'bash emsurvey/jobs/setup.sh' 2>"$root/asked.txt" || true
if [ ! -e "$root/system/installed" ]; then
  asked=$(sed -n 's/^  \(apt-get install .*\)/\1/p' "$root/asked.txt")
  [[ $asked == *libutf8proc-dev* ]] || fail "setup.sh says $(cat "$root/asked.txt")"
  in_system "$root/system" "" env DEBIAN_FRONTEND=noninteractive bash -ec "${asked/libutf8proc-dev/} >/dev/null
    mkdir -p /home/reader/libraries/usr/include/boost
    mv /usr/include/boost/math /usr/include/boost/math_fwd.hpp /home/reader/libraries/usr/include/boost/ || true
    chown -R reader:reader /home/reader/libraries; touch /installed"
fi

# Without its folder, each of the libraries is named in a line.
configure='cd emsurvey; cmake --preset $EMSURVEY_PRESET -DEMSURVEY_TESTS=OFF -DCMAKE_INSTALL_PREFIX=$HOME/installed'
! as_user "$configure" >"$root/refused.txt" 2>&1 || fail "configured without utf8proc"
grep '^emsurvey: ' "$root/refused.txt"
[ "$(grep -c '^emsurvey: \(Utf8proc\|BoostMath\): version .* or later is not found; install it' "$root/refused.txt")" = 2 ] ||
  fail "$(cat "$root/refused.txt")"

as_user 'cd libraries
  apt-get download -qq libutf8proc-dev libutf8proc2
  for package in *.deb; do dpkg -x "$package" .; done'
as_user "$configure -DCMAKE_PREFIX_PATH=\$HOME/libraries/usr >/dev/null
  cmake --build --preset \$EMSURVEY_PRESET --target emsurvey
  cmake --install build >/dev/null"
as_user 'ldd installed/bin/emsurvey | grep utf8proc | grep /home/reader/libraries
  installed/bin/emsurvey --version
  bash installed/share/emsurvey/jobs/quickstart.sh
  installed/bin/emsurvey status --check emsurvey-quickstart/survey'
echo "Built, installed and run without root's rights."
