#!/usr/bin/env bash
# A generator with dropout, trained against a discriminator: after an interruption or a kill it continues to
# the same bytes.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
survey=(--data data.h5 --model pix2pix --network unet:6 --filters 2 --crop 64 --loss square --split-scheme shuffled --splits 2
  --steps $((80 * steps_factor)) --threads 1 --deterministic on --checkpoint-every 0.2)

"$emsurvey" run "${survey[@]}" --output undisturbed >/dev/null
tables undisturbed >expected.txt
awk -F, 'NR > 1 && ($2 == "" || $3 == "" || $4 == "") { exit 1 }' undisturbed/train/1/log.csv || fail "a loss is not logged"

for signal in TERM KILL; do
  output=stopped_by_$signal
  start "$emsurvey" run "${survey[@]}" --output "$output"
  wait_until "a checkpoint" has_saved "$output"
  kill -"$signal" "$pid"
  wait "$pid" 2>/dev/null || true
  [ ! -f "$output/test/1/scores.h5" ] || fail "the survey was not stopped within its first training"
  "$emsurvey" run "${survey[@]}" --output "$output" >/dev/null
  tables "$output" | diff - expected.txt || fail "other tables after SIG$signal"
done
