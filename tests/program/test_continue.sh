#!/usr/bin/env bash
# After a kill at any moment, the same command continues to the same bytes.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --steps $((300 * steps_factor)) --checkpoint-every 0.1 --output)
survey() { mpi 2 "${run[@]}" "$@"; }

survey undisturbed >/dev/null
tables undisturbed >expected.txt

RANDOM=${EMSURVEY_KILL_SEED:-1}
for round in 1 2; do
  kills=0
  while :; do
    start mpirun --oversubscribe -n 2 "${run[@]}" "killed$round"
    sleep "$((RANDOM % 3)).$((RANDOM % 10))"
    if ! kill -0 "$pid" 2>/dev/null; then
      it_ends 0
      break
    fi
    pkill -9 -s "$pid" || true  # mpirun and its ranks are one session
    wait "$pid" 2>/dev/null || true
    kills=$((kills + 1))
    [ "$kills" -lt 4 ] || { survey "killed$round" >out.txt 2>err.txt || { cat err.txt >&2; fail "continuing"; }; break; }
  done
  tables "killed$round" | diff - expected.txt || fail "round $round: other tables after $kills kills"
  echo "round $round: equal after $kills kills"
done

# Finished work is left alone: a deleted image does not retrain a run, and a deleted evaluation is made again.
touch -d '2001-01-01' killed1/train/1/checkpoint.h5
rm killed1/test/1/images/*-outputs.png killed1/test/1/evaluation/membranes.csv
survey killed1 >/dev/null
[ "$(stat -c %Y killed1/train/1/checkpoint.h5)" = "$(date -d 2001-01-01 +%s)" ] || fail "run 1 was trained again"
tables killed1 | diff - expected.txt || fail "other tables after a second look"

# A run whose folders are missing is done again.
rm -r killed1/train/2 killed1/test/2
survey killed1 >/dev/null
tables killed1 | diff - expected.txt || fail "other tables after run 2 was made again"

# A grid grows: existing runs keep their numbers, and new runs follow.
mpi 2 "$emsurvey" run --data data.h5 "${tiny[@]}" --steps $((300 * steps_factor)) --output killed1 --loss hinge square dice >/dev/null
grep -q '"Y_loss": "square"' killed1/test/1/options.json || fail "run 1 changed its experiment"
grep -q '"Y_loss": "hinge"' killed1/test/5/options.json || fail "the new runs do not follow"
[ "$(rows killed1/test/summary_wide.csv)" = 6 ] || fail "6 runs make 6 rows"

# The tables can be made from options and evaluations alone.
mkdir -p bare/test
for run in 1 2 3 4; do
  mkdir "bare/test/$run"
  cp -r "undisturbed/test/$run/options.json" "undisturbed/test/$run/evaluation" "bare/test/$run/"
done
cp -r undisturbed/test/copy_baseline bare/test/
mpi 2 "$emsurvey" reduce bare >/dev/null
tables bare | diff - expected.txt || fail "reduce makes other tables"
