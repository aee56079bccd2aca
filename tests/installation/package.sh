#!/usr/bin/env bash
# Makes the Debian package of the committed source in a bare Debian 12 with the commands of the containers, installs
# it in another one as the containers do, and runs the survey of the quick start there as a normal user:
#
#   tests/installation/package.sh FOLDER [PACKAGE]
#
# With PACKAGE, that file is installed and none is made. FOLDER receives both systems (3 GB) and emsurvey.deb; the
# second system is made anew each time. Needs root, debootstrap and Debian's mirror, otherwise ends with status 77.
set -euo pipefail
source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$source_folder/tests/support/system.sh"
[ $# -ge 1 ] || { echo "package.sh: no folder; say where the systems shall be" >&2; exit 2; }
mkdir -p "$1"
root=$(cd "$1" && pwd)

# commands STAGE: prints the commands of the first or second stage of the container.
commands() {
  echo 'set -ex'
  awk -v stage="$1" '/^%/ { is_post = /^%post/; count += is_post; next } /^[^ ]/ { is_post = 0 }
    is_post && count == stage' "$source_folder/jobs/emsurvey.def"
}

make_system "$root/pristine" bookworm
if [ $# -ge 2 ]; then
  cp "$2" "$root/emsurvey.deb"
else
  [ -d "$root/build" ] || cp -a "$root/pristine" "$root/build"
  git -C "$source_folder" archive --format=tar.gz --prefix=emsurvey/ --output "$root/build/emsurvey.tar.gz" HEAD
  # The compilations of earlier calls are kept.
  mkdir -p "${CCACHE_DIR:-$root/ccache}"
  commands 1 | in_system "$root/build" "${CCACHE_DIR:-$root/ccache}:ccache" \
    env CCACHE_DIR=/ccache CCACHE_BASEDIR=/emsurvey bash -s
  cp "$root/build/emsurvey.deb" "$root/"
fi

rm -rf --one-file-system "$root/bare"
cp -a "$root/pristine" "$root/bare"
cp "$root/emsurvey.deb" "$root/bare/"
commands 2 | in_system "$root/bare" "" env DEBIAN_FRONTEND=noninteractive bash -s
in_system "$root/bare" "" bash -s <<'TEST'
set -e
fail() {
  echo "FAILED: $*" >&2
  exit 1
}
ldd /usr/bin/emsurvey | grep -q 'not found' && fail "libraries are missing: $(ldd /usr/bin/emsurvey | grep 'not found')"
readlink -f /usr/lib/*/libblas.so.3 | grep -q openblas || fail "LibTorch has no OpenBLAS"
useradd --create-home reader
runuser -u reader -- env HOME=/home/reader bash -ec '
  cd
  emsurvey --version
  emsurvey run --dump-config >/dev/null
  time bash /usr/share/emsurvey/jobs/quickstart.sh
  emsurvey status --check emsurvey-quickstart/survey
  ls -l emsurvey-quickstart/survey/test/report.html emsurvey-quickstart/survey/test/figure.png
  /usr/share/emsurvey/slurm/submit.sh --dry-run -- --config /usr/share/emsurvey/configs/quickstart.cfg \
    --data emsurvey-quickstart/dataset.h5 --output planned'
apt-get remove -y emsurvey >/dev/null
left=$(find /usr /etc -name '*emsurvey*') # nothing of the package remains
[ -z "$left" ] || fail "the package leaves $left"
echo "The package installs, runs a survey and goes without a trace."
TEST
