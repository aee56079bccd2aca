#!/usr/bin/env bash
# Strikes calls of a whole survey on its files: the same command continues to the same tables. Arguments after the
# paths: the kind of fault (kill, drop, garble or short; error: errors of disks in turn; error+: all later calls
# fail as well; every: all kinds in turn), then, where not every call is struck, N for every Nth and the first one.
source "$(dirname "$0")/common.sh" "$@"
extent=$3

disk=$work/disk
folder=$disk/survey
clean() { rm -rf "$disk" "$disk.lost" && mkdir "$disk"; }
clean
run() { "$emsurvey" run --config faults.cfg --splits 1 --data data.h5 --output "$folder"; }
# finished: prints the time and the place of the last checkpoint of each finished run.
finished() {
  for scores in "$folder"/test/*/scores.h5; do
    [ ! -f "$scores" ] || stat -c '%n %i %Y' "$folder/train/$(basename "$(dirname "$scores")")/checkpoint.h5"
  done
}
# promised: prints the runs whose scores were flushed to disk before the fault.
promised() {
  awk -v root="$folder/test/" '
    $2 == "rename" && match($3, /[0-9]+\/scores.h5$/) { run = $3; sub(root, "", run); sub("/.*", "", run); renamed[run] }
    last != "" && last ~ /fsync/ { split(last, word, " "); sub(root, "", word[3]); if (word[3] in renamed) print word[3] }
    { last = $0 }' calls.txt
}

strike none 0 "$disk" "$emsurvey" run --config faults.cfg --splits 1 --data data.h5 --output "$folder" >out.txt 2>err.txt
tables "$folder" >expected.txt
count=$(wc -l <calls.txt)
for file in experiments.json survey.cfg provenance.json log.csv checkpoint.h5 scores.h5 options.json membranes.csv \
  outputs.png index.html summary_long.csv; do
  grep -q "rename .*$file" calls.txt || fail "$file is not written by renaming"
done

# A checkpoint never covers a row of the log that is not yet on disk. The log of a run and its checkpoint are in
# the same folder.
unflushed=$(awk '
  { run = name = $3; sub("/[^/]*$", "", run); sub(".*/", "", name) }
  $2 == "write" { is_dirty[$3] = 1 }
  $2 == "fsync" { is_dirty[$3] = 0 }
  $2 == "rename" {
    for (path in is_dirty) if (index(path, run "/." name ".") == 1) { is_dirty[$3] = is_dirty[path]; delete is_dirty[path] }
  }
  $2 == "rename" && $3 ~ /checkpoint.h5$/ {
    for (path in is_dirty) if (is_dirty[path] && index(path, run "/") == 1) print path
    saved++
  }
  END { if (!saved) print "no checkpoint" }' calls.txt)
[ -z "$unflushed" ] || fail "not flushed before a checkpoint: $unflushed"

# A fault ends with a documented status and a line that names the file, never with a crash.
check_ending() {
  local kind=$1 status=$2 what=$3
  case $kind in
    kill | drop | garble) [ "$status" = 137 ] || fail "$what: status $status" ;;
    short) [ "$status" = 0 ] || fail "$what: status $status" ;;
    *)
      [[ "$status" =~ ^[023]$ ]] || { cat err.txt >&2; fail "$what: status $status"; }
      if [ "$status" != 0 ]; then grep -q "emsurvey: .*$disk.*(.*; " err.txt || { cat err.txt >&2; fail "$what: no line"; }; fi
      if [ "$status" = 2 ]; then
        [ "$(grep '^emsurvey: ' err.txt | grep -vc '^emsurvey: \(run\|warning:\) ')" = 1 ] || { cat err.txt >&2; fail "$what: not one line"; }
      fi
      ;;
  esac
}

# fault KIND N: strikes the Nth call, then continues the survey.
fault() {
  local status=0 what
  clean
  strike "$1" "$2" "$disk" "$emsurvey" run --config faults.cfg --splits 1 --data data.h5 --output "$folder" >out.txt 2>err.txt ||
    status=$?
  what="$1 at $(struck "$2")"
  check_ending "$1" "$status" "$what"
  for run in $(promised); do [ -f "$folder/test/$run/scores.h5" ] || fail "$what: run $run was finished and is gone"; done
  finished >before.txt
  run >out.txt 2>err.txt || { cat err.txt >&2; fail "$what: cannot be continued"; }
  tables "$folder" | diff - expected.txt || fail "$what: other tables"
  finished >after.txt
  if grep -vxFf after.txt before.txt; then fail "$what: a finished run was trained again"; fi
  local left
  left=$(find "$folder" -name '*.tmp')
  [ -z "$left" ] || fail "$what: left $left"
}

lasting=${extent#"${extent%+}"}
cases=0
for ((at = ${5:-1}; at <= count; at += ${4:-1})); do
  case $extent in
    every) kind=${kinds[cases % ${#kinds[@]}]} ;;
    error*) kind=${errors[at % ${#errors[@]}]}$lasting ;;
    *) kind=$extent ;;
  esac
  fault "$kind" "$at"
  cases=$((cases + 1))
done

# A clock that jumps by a day during the survey changes nothing.
for jump in 86400 -86400; do
  clean
  FAULT_AMOUNT=$jump strike clock $((count / 2)) "$disk" "$emsurvey" run --config faults.cfg --splits 1 --data data.h5 \
    --output "$folder" >out.txt 2>err.txt || { cat err.txt >&2; fail "a clock jump of $jump s ends the survey"; }
  tables "$folder" | diff - expected.txt || fail "other tables after a clock jump of $jump s"
done
echo "$cases faults in $count calls"
