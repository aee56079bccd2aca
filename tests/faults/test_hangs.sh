#!/usr/bin/env bash
# A rank that hangs at a file (before any training, at the scores of a run, or after all runs) is named and
# ends the job; the same command continues.
source "$(dirname "$0")/common.sh" "$@"

run=("$emsurvey" run --config faults.cfg --data "$work/data.h5" --output "$work/survey" --stall-timeout "$start_stall_s")
# ill RANK FILE COMMAND...: runs the command so that this rank hangs when it opens FILE, or renames a file to it.
cat >ill <<ILL
#!/bin/bash
[[ "\$OMPI_COMM_WORLD_RANK" != \$1 ]] || export LD_PRELOAD="$shim" FAULT_HANG="\$2"
exec "\${@:3}"
ILL
chmod +x ill
# hangs RANK FILE PHASE: one of two ranks (with [01]: the first that comes to it) hangs when it opens FILE.
hangs() {
  local rank=$1 file=$2 phase=$3 status=0
  timeout 60 mpirun --oversubscribe -n 2 ./ill "$rank" "$file" "${run[@]}" >out.txt 2>err.txt </dev/null || status=$?
  [ "$status" = 4 ] || { cat err.txt >&2; fail "status $status instead of 4"; }
  grep -q "emsurvey: rank $rank on $(hostname) (process [0-9]*),\? $phase, has made no progress for $start_stall_s s (stall-timeout)" err.txt ||
    { cat err.txt >&2; fail "no word of rank $rank, $phase"; }
}

# scores_hang RANK FILE PHASE OPTION...: the same for the scores of run 1; the survey is then continued and
# moved aside.
scores_hang() {
  local rank=$1 file=$2 phase=$3 alone=("${run[@]}")
  shift 3
  run+=("$@")
  hangs "$rank" "$work/survey/test/1/$file" "in run 1 (.*), $phase"
  [ ! -e survey/test/1/scores.h5 ] || fail "run 1 has scores"
  mpi 2 "${run[@]}" >/dev/null
  run=("${alone[@]}")
  rm -r survey
}
scores_hang "[01]" images "scoring, image 0"
# Ranks that train together score a part each, and the first rank writes all scores.
scores_hang 0 images "scoring, image 0" --ranks-per-training 2 --batch 2
scores_hang 0 options.json "waiting for the scores of all ranks" --ranks-per-training 2 --batch 2

for rank in 0 1; do
  hangs "$rank" "$work/data.h5" "reading the data set"
  [ ! -e survey ] || fail "a survey was begun without its data"
done
mpi 2 "${run[@]}" >/dev/null
tables survey >expected.txt
# finished_hangs RANK FILE PHASE: the same in a survey with only finished runs.
finished_hangs() {
  hangs "$1" "$work/survey/test/$2" "$3"
  rm survey/test/summary_*.csv
  mpi 2 "${run[@]}" >/dev/null
  tables survey | diff - expected.txt || fail "other tables after rank $1 hung at $2"
}
# The ranks look at the finished runs in turn (run 2 is on rank 1); rank 0 writes the tables and checks them.
finished_hangs 0 1/evaluation/membranes.csv preparing
finished_hangs 1 2/scores.h5 preparing
finished_hangs 0 summary_long.csv "making the tables"
