#!/usr/bin/env bash
# Installs and builds emsurvey, makes a synthetic EM data set and compares six losses on three splits of it.
# Usage: jobs/quickstart.sh [FOLDER]. FOLDER receives the data set and the survey.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:-build/quickstart}

bash jobs/setup.sh release emsurvey
source jobs/mpi_environment.sh

mkdir -p "$folder"
[ -f "$folder/dataset.h5" ] ||
  build/emsurvey prepare --synthetic 10 --size 256 --seed 1 --output "$folder/dataset.h5"

ranks=$(nproc)
[ "$ranks" -le 2 ] || ranks=2
mpirun --oversubscribe -n "$ranks" build/emsurvey run --config configs/quickstart.cfg --data "$folder/dataset.h5" \
  --output "$folder/survey"

echo
echo "Look at $folder/survey/test/report.html (figure and scores), summary_wide.csv (a row a run and image), summary_long.csv,"
echo "summary_stats.csv, and at the labelled images: $folder/survey/test/1/index.html"
