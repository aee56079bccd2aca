#!/usr/bin/env bash
# Strikes every call of three saves of a checkpoint in every way: a saved checkpoint is found again.
source "$(dirname "$0")/common.sh" "$@"
save=$3
disk=$work/disk
folder=$disk/survey
clean() { rm -rf "$disk" "$disk.lost" && mkdir "$disk"; }
clean

strike none 0 "$disk" "$save" "$folder" 3 >out.txt
count=$(wc -l <calls.txt)
[ "$count" -gt 25 ] || fail "only $count calls were seen"

cases=0
for kind in "${kinds[@]}"; do
  for ((at = 1; at <= count; ++at)); do
    clean
    status=0
    strike "$kind" "$at" "$disk" "$save" "$folder" 3 >out.txt 2>err.txt || status=$?
    what="$kind at $(struck "$at")"
    saved=$(sed -n 's/^saved //p' out.txt | tail -n 1)
    case $kind in
      kill | drop | garble) [ "$status" = 137 ] || fail "$what: status $status" ;;
      short) [ "$status" = 0 ] && [ "$saved" = 3 ] || fail "$what: a short write was not completed" ;;
      # Closing a folder writes nothing, so its failure has no effect.
      *) [ "$status" = 2 ] || { [[ "$what" = *" close "* && "$what" != *.tmp ]] && [ "$saved" = 3 ]; } ||
        { cat err.txt >&2; fail "$what: status $status"; }
        [ "$status" = 0 ] || [ "$(wc -l <err.txt)" = 1 ] || { cat err.txt >&2; fail "$what: not one line"; }
        ;;
    esac
    "$save" "$folder" 1 >out.txt 2>err.txt || { cat err.txt >&2; fail "$what: cannot go on"; }
    found=$(sed -n 's/^found //p' out.txt)
    # The save that was struck may have succeeded.
    [ "$found" = "${saved:-0}" ] || [ "$found" = $((${saved:-0} + 1)) ] || fail "$what: $saved saved, $found found"
    [ ! -s err.txt ] || { cat err.txt >&2; fail "$what: something damaged was there"; }
    left=$(find "$folder" -type f ! -name checkpoint.h5 ! -name checkpoint.previous.h5)
    [ -z "$left" ] || fail "$what: left $left"
    cases=$((cases + 1))
  done
done

# A temporary file that another node removed, because it took this process for dead, is written again.
clean
at=$(strike none 0 "$disk" "$save" "$folder" 1 >out.txt && awk '$2 == "rename" && /checkpoint.h5$/ { print $1 }' calls.txt)
clean
strike 2 "$at" "$disk" "$save" "$folder" 1 >out.txt || fail "not written again"
grep -q "saved 1" out.txt || fail "not saved again"
echo "$cases faults in $count calls"
