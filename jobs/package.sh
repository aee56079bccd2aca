#!/usr/bin/env bash
# Builds emsurvey and makes a Debian package of it, for the system on which the script runs. Installs the
# packages that this needs.
# Usage: jobs/package.sh [FILE]. The default is build/emsurvey.deb.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash jobs/setup.sh "${EMSURVEY_PRESET:-release}" emsurvey package
rm -rf build/package
cpack --config build/CPackConfig.cmake -G DEB -B build/package >/dev/null
mv build/package/*.deb "${1:-build/emsurvey.deb}"
echo "The package is ${1:-build/emsurvey.deb}; apt-get install it by this path."
