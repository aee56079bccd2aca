#!/usr/bin/env bash
# The owner of a survey on another host (here: one whose processes are invisible) is judged only by its heartbeat.
source "$(dirname "$0")/common.sh" "$@"

elsewhere=(unshare --pid --fork --mount-proc --uts)
[ "$(id -u)" = 0 ] || elsewhere=(unshare --map-root-user --pid --fork --mount-proc --uts)
if ! "${elsewhere[@]}" true 2>/dev/null; then
  echo "No namespaces here: an owner on another host is not tested."
  exit 77
fi
"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
endless=("$emsurvey" run --data data.h5 "${tiny[@]}" --checkpoint-every 0.1 --steps 100000000 --output)
start "${elsewhere[@]}" sh -c 'hostname elsewhere && exec "$@"' _ "${endless[@]}" remote
wait_until "a checkpoint" has_saved remote
expect 2 "process 1 on elsewhere" "${endless[@]}" remote
pkill -9 -s "$pid"
wait "$pid" 2>/dev/null || true
start "${endless[@]}" remote
wait_until "word of taking over" grep -q "takes over the survey from process 1 on elsewhere" out.txt
kill -TERM "$pid"
it_ends 4
