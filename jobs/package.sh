#!/usr/bin/env bash
# Builds emsurvey and makes a Debian package of it, for the system on which the script runs. Installs the
# packages that this needs.
# Usage: jobs/package.sh [FILE]. The default is build/emsurvey.deb.
set -euo pipefail
file=$(realpath -m -- "${1:-$(dirname "${BASH_SOURCE[0]}")/../build/emsurvey.deb}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash jobs/setup.sh "${EMSURVEY_PRESET:-release}" emsurvey package
rm -rf build/package
cpack --config build/CPackConfig.cmake -G DEB -B build/package >/dev/null
mv build/package/*.deb "$file"
echo "The package is $file; apt-get install it by this path."
