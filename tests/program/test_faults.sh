#!/usr/bin/env bash
# A survey that is killed, or whose disk fails, at any file operation: what was there stays whole, trouble is told in words,
# and the same command continues to the same bytes. Of all operations it tries one in EMSURVEY_FAULT_STEP, and there one in
# EMSURVEY_FAULT_SHARE of the ways in which a disk fails; with 1 and 1 it takes more than an hour.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
# survey FOLDER: two trainings of three steps, with a checkpoint after each.
survey=("$emsurvey" run --data data.h5 --model classic --loss square --split-scheme shuffled --splits 2 --network resnet:1
  --filters 2 --crop 16 --steps 3 --threads 1 --checkpoint-every 0 --output)
# faulty KIND AT [LASTS]: the survey in the folder `s` with a fault; prints its status.
faulty() {
  local status=0
  env LD_PRELOAD="$fault_shim" FAULT_FOLDER="$work/s" FAULT_KIND="$1" FAULT_AT="$2" FAULT_LASTS="${3:-}" \
    FAULT_COUNT="$work/count" "${survey[@]}" s >out.txt 2>err.txt || status=$?
  echo "$status"
}
tables() { (cd "$1/test" && sha256sum summary_*.csv averages_wide.csv figure.gnuplot report.html && cat [12]/options.json); }

"${survey[@]}" undisturbed >/dev/null
tables undisturbed >expected.txt
[ "$(faulty none 0)" = 0 ] || { cat err.txt >&2; fail "the shim disturbs"; }
calls=$(cat count)
[ "$calls" -gt 100 ] || fail "the shim sees $calls calls"

# continues WHAT: the same command ends well, with the same tables, no litter, and finished runs as they were.
continues() {
  local run finished=()
  for run in 1 2; do [ ! -f "s/test/$run/scores.h5" ] || finished+=("$run:$(stat -c %i-%Y "s/train/$run/checkpoint.h5")"); done
  "${survey[@]}" s >out.txt 2>err.txt || { cat err.txt >&2; fail "$1: does not continue"; }
  tables s | diff - expected.txt >diff.txt || { head -5 diff.txt >&2; fail "$1: other tables"; }
  [ -z "$(find s -name '*.tmp')" ] || fail "$1: leaves $(find s -name '*.tmp')"
  for run in "${finished[@]}"; do
    [ "$(stat -c %i-%Y "s/train/${run%%:*}/checkpoint.h5")" = "${run#*:}" ] || fail "$1: run ${run%%:*} was trained again"
  done
}

step=${EMSURVEY_FAULT_STEP:-$((calls / 12))}
share=${EMSURVEY_FAULT_SHARE:-7}
for ((at = 1; at <= calls; at += step)); do
  rm -rf s
  [ "$(faulty kill "$at")" = 137 ] || fail "killed at call $at: not killed"
  continues "killed at call $at"
done
echo "killed at $(((calls + step - 1) / step)) of $calls calls: continued each time"

# told: the trouble ends with a documented status and a line that names a file of the survey and what to do.
told() {
  case $2 in
    0) return ;; # what is only a courtesy, or the check of a folder that is there
    2 | 3) ;;
    *) cat err.txt >&2; fail "$1: status $2" ;;
  esac
  grep -q "^emsurvey: .*$3.*; " err.txt || { cat err.txt >&2; fail "$1: no clear line"; }
}
declare -A words=([ENOSPC]="No space left" [EDQUOT]="quota exceeded" [EIO]="Input/output error")
kinds=(ENOSPC EIO EDQUOT)
count=0
for ((at = 1; at <= calls; at += step)); do
  for kind in "${kinds[@]}"; do
    for lasts in "" lasting; do
      count=$((count + 1))
      [ $((count % share)) = 0 ] || continue
      rm -rf s
      told "$kind $lasts at call $at" "$(faulty "$kind" "$at" "$lasts")" "${words[$kind]}"
      continues "$kind $lasts at call $at"
    done
  done
done
echo "$((count / share)) failures of the disk: told and continued"
