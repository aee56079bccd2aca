#!/usr/bin/env bash
# One survey, one owner: a second job in the folder is refused, a dead owner's claim is taken over.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
# A training without end, and one that is done at once; both are followed by their folder.
short=("$emsurvey" run --data data.h5 "${tiny[@]}" --loss square --splits 1 --threads 1 --steps 20 --output)
endless=("${short[@]:0:${#short[@]}-3}" --steps 1000000 --output)
# wait_until WHAT COMMAND...: until the command succeeds.
wait_until() {
  local what=$1
  shift
  for _ in $(seq 1200); do
    if "$@"; then return; fi
    sleep 0.05
  done
  fail "no $what in a minute"
}

# The second of two is refused and names the first, which goes on.
"${endless[@]}" survey >first.txt 2>&1 &
first=$!
wait_until "log" test -s survey/train/1/log.csv
expect_refusal() {
  local status=0
  "${endless[@]}" survey >out.txt 2>err.txt || status=$?
  [ "$status" = 2 ] && grep -q "is being run by process $1 on $2.*another output folder" err.txt || {
    cat err.txt >&2
    fail "status $status instead of a refusal that names process $1 on $2"
  }
}
expect_refusal "$first" "$(hostname)"
kill -0 "$first" || fail "the first survey has ended"
[ ! -e survey/test/1 ] || fail "the second survey has written"

# Killed, its claim is taken over at once; stopped, it leaves no claim.
kill -9 "$first"
wait "$first" 2>/dev/null || true
[ -f survey/owner.json ] || fail "no claim to take over"
"${endless[@]}" survey >out.txt 2>err.txt &
second=$!
wait_until "word of the dead owner" grep -q "takes the survey over from process $first" err.txt
kill -TERM "$second"
status=0
wait "$second" || status=$?
[ "$status" = 4 ] || fail "status $status of an interrupted survey"
[ ! -e survey/owner.json ] || fail "a claim is left"

# A survey whose folder was taken over stops.
"${endless[@]}" survey >out.txt 2>err.txt &
second=$!
wait_until "claim" test -f survey/owner.json
sed 's/"process": [0-9]*/"process": 1/; s/"machine": "/&other /; s/"host": "[^"]*"/"host": "node7"/' survey/owner.json >claim.json
mv claim.json survey/owner.json
status=0
wait "$second" || status=$?
[ "$status" = 4 ] && grep -q "taken the survey over" err.txt || fail "status $status of a survey that lost its folder"

# On another machine an owner lives while it renews its claim, and is dead when it does not.
(for i in $(seq 1000); do sleep 1; sed "s/\"renewals\": .*/\"renewals\": $i/" survey/owner.json >claim.json && mv claim.json survey/owner.json; done) &
renewal=$!
expect_refusal 1 node7
kill "$renewal"
wait "$renewal" 2>/dev/null || true
"${short[@]}" other >/dev/null
cp survey/owner.json other/owner.json
"${short[@]}" other >out.txt 2>err.txt
grep -q "takes the survey over from process 1 on node7" err.txt || { cat err.txt >&2; fail "no word of the dead owner"; }
[ -z "$(ls other | grep owner)" ] || fail "$(ls other | grep owner) is left"

# Two at once after a crash: one takes over, the other is refused or follows it.
cp survey/owner.json other/owner.json
sed -i 's/"machine": "other /"machine": "/; s/"process": 1/"process": 999999/' other/owner.json
for i in 1 2 3; do
  "${short[@]}" other >out$i.txt 2>err$i.txt &
  pids[i]=$!
done
for i in 1 2 3; do
  status=0
  wait "${pids[i]}" || status=$?
  [ "$status" = 0 ] || [ "$status" = 2 ] || { cat err$i.txt >&2; fail "status $status of one of three"; }
done
[ -z "$(ls other | grep owner)" ] || fail "$(ls other | grep owner) is left"
