#!/usr/bin/env bash
# status shows how far a survey is, as text and as JSON, also while the survey runs.
source "$(dirname "$0")/common.sh" "$@"
"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run "${tiny[@]}" --data data.h5 --output survey)

# reads FILE EXPRESSION: the value of the expression of Python about the JSON document `status` in FILE.
reads() { python3 -c 'import json, sys; status = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$@"; }

# A survey that is being worked on.
"${run[@]}" --steps 100000 --checkpoint-every 1 >out1.txt 2>err.txt &
pid=$!
wait_until "a row in the log" grep -qs '^[1-9]' survey/train/1/log.csv
"$emsurvey" status survey >status.txt
grep -q '^run   1  square   split 1 repeat 1  begun    step [0-9]* of 100000, loss .*, .* images/s, .* left$' status.txt ||
  { cat status.txt >&2; fail "no speed and no time left"; }
grep -q '^0 of 4 done, 0 failed; [0-9]* of 400000 steps, about .* left for trainings$' status.txt || fail "no totals"
grep -q "^process $pid on .* works on it$" status.txt || fail "no owner"
"$emsurvey" status --json survey >status.json
[ "$(reads status.json '[status["begun"], status["waiting"], status["runs"][0]["run"], status["runs"][0]["settings"]["loss"]]')" \
  = "[1, 3, 1, 'square']" ] || { cat status.json >&2; fail "another status in JSON"; }
[ "$(reads status.json 'status["runs"][0]["seconds_left"] > 0 and status["owners"][0]["part"]')" = survey ] || fail "no time left"

# --watch repeats the text, and an interruption ends it with status 0.
"$emsurvey" status survey --watch 0.2 >watched.txt &
watcher=$!
wait_until "a second look" eval '[ "$(grep -c "^0 of 4 done" watched.txt)" -ge 2 ]'
kill -INT "$watcher"
wait "$watcher" || fail "an interrupted status --watch ends with status $?"
! grep -q $'\e' watched.txt || fail "control sequences in a file"
kill -TERM "$pid"
wait "$pid" || true

# It ends by itself with the survey.
rm -r survey
"${run[@]}" --steps 10 >/dev/null
timeout 60 "$emsurvey" status --watch survey >status.txt || fail "status --watch does not end with the survey"
grep -q '^run   4  dice     split 2 repeat 1  done     F_score .*membranes [01]\.[0-9]*' status.txt || { cat status.txt >&2; fail "no scores"; }
grep -q '^4 of 4 done, 0 failed; 40 of 40 steps$' status.txt || fail "other totals at the end"
"$emsurvey" status survey --json >status.json
[ "$(reads status.json '[status["done"], status["seconds_left"], len(status["runs"][3]["f_score"])]')" = "[4, 0.0, 3]" ] || fail "another end in JSON"

# On a terminal the text is renewed in place, within the width of the terminal.
if command -v script >/dev/null; then
  script -qec "stty cols 60 rows 3; '$emsurvey' status survey --watch" typed.txt >/dev/null </dev/null
  [ "$(grep -c '' typed.txt)" -le 6 ] || fail "more lines than the terminal has"
fi

expect 2 "--json: cannot be combined with --watch" "$emsurvey" status survey --json --watch
expect 2 "--watch: is not between" "$emsurvey" status survey --watch 0
expect 2 "takes one folder, or the options of emsurvey run" "$emsurvey" status survey --output survey
