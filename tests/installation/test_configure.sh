#!/usr/bin/env bash
# A library that is missing or too old is named in one line when the build is configured, with what to do. The
# manual has the same requirements. A source without git knows its version if git has made the archive.
# Usage: test_configure.sh SOURCE
source=$1
source "$(dirname "$0")/../program/common.sh" ""

# configure OPTION...: must fail; its messages are in err.txt.
configure() {
  rm -rf configured
  ! cmake -S "$source" -B configured -DEMSURVEY_TESTS=OFF "$@" >out.txt 2>err.txt || fail "configured with $*"
}

mkdir old
echo 'set(fmt_FOUND TRUE)' >old/fmt-config.cmake
printf 'set(PACKAGE_VERSION 7.1.3)\nset(PACKAGE_VERSION_COMPATIBLE TRUE)\n' >old/fmt-config-version.cmake
configure -Dfmt_DIR="$work/old" -DCMAKE_DISABLE_FIND_PACKAGE_EXPAT=ON
told err.txt "emsurvey: fmt: has version 7.1.3, but 9.1 or later is needed; install it (Debian and Ubuntu: libfmt-dev), or add its prefix to CMAKE_PREFIX_PATH"
told err.txt "emsurvey: EXPAT: version 2.5 or later is not found; install it (Debian and Ubuntu: libexpat1-dev)"
[ "$(grep -c '^emsurvey: ' err.txt)" = 2 ] || fail "not one line for each library"
told err.txt "2 of the requirements above are not met"

# The manual has the same requirements.
sed -n 's/^ *emsurvey_dependency(\([^ ]*\) \([^ ]*\) [^ ]* \("[^"]*"\|[^ )]*\).*/| `\1` | \2 | \3 |/p' "$source/src/cmake/Dependencies.cmake" | tr -d '"' >rows.txt
[ "$(wc -l <rows.txt)" -ge 15 ] || fail "the requirements are not found in Dependencies.cmake"
while read -r row; do grep -qxF -- "$row" "$source/jobs/README.md" || fail "jobs/README.md lacks the row $row"; done <rows.txt

# version SOURCE: prints the version and the date that a build of SOURCE would have.
version() {
  cmake -DSOURCE="$1" -DVERSION=1.2.3 -DOUTPUT="$work/version.cpp" -P "$1/src/cmake/version.cmake"
  sed -n 's/.*\(source_version\|source_date\) = "\(.*\)";/\2/p' version.cpp | paste -s -d ' '
}
# The archive lies in a repository of something else, whose commit is not that of the program.
mkdir -p other/archive
git -C other init -q
commit=$(git -C "$source" log -1 --format='%h %cs' 2>/dev/null) || { echo "skipped: no git repository"; exit 77; }
git -C "$source" archive HEAD src/cmake | tar -x -C other/archive
[ "$(version "$work/other/archive")" = "$commit" ] || fail "an archive is '$(version "$work/other/archive")', not '$commit'"
cp "$source/src/cmake/archived_version.txt" other/archive/src/cmake/
[ -z "$(version "$work/other/archive" | tr -d ' ')" ] || fail "a copy has the version '$(version "$work/other/archive")'"
