#!/usr/bin/env bash
# Makes a synthetic EM data set and compares six losses on three splits of it. In the source tree it first
# installs the packages that are missing and builds emsurvey.
# Usage: jobs/quickstart.sh [FOLDER]. FOLDER receives the data set and the survey.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=emsurvey-quickstart
if [ -f "$root/CMakeLists.txt" ]; then
  folder=$root/build/quickstart
  bash "$root/jobs/setup.sh" release emsurvey
fi
folder=${1:-$folder}
source "$root/jobs/program.sh"
source "$root/jobs/mpi_environment.sh"

mkdir -p "$folder"
[ -f "$folder/dataset.h5" ] ||
  "$EMSURVEY" prepare --synthetic 10 --size 256 --seed 1 --output "$folder/dataset.h5"

ranks=$(nproc)
[ "$ranks" -le 2 ] || ranks=2
mpirun --oversubscribe -n "$ranks" "$EMSURVEY" run --config "$root/configs/quickstart.cfg" \
  --data "$folder/dataset.h5" --output "$folder/survey"

echo
echo "Look at $folder/survey/test/report.html (figure and scores), summary_wide.csv (a row a run and image), summary_long.csv,"
echo "summary_stats.csv, and at the labelled images: $folder/survey/test/1/index.html"
