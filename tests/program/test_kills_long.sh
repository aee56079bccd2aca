#!/usr/bin/env bash
# A small survey is killed again and again at random moments (mpirun and all ranks, only mpirun, or one rank)
# and continued by the same command. It always ends with the same tables, byte for byte. Prints the number of
# repeated steps. EMSURVEY_KILLS is the number of kills; EMSURVEY_KILL_SEED selects other moments.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --steps 600 --threads 1 --checkpoint-every 0.5 --output)
# steps_of SURVEY: prints, for each run that is not done, its number, its last logged step and the step of its
# checkpoint.
steps_of() {
  local folder run logged saved file
  for folder in "$1"/train/*/; do
    run=$(basename "$folder")
    [ ! -f "$1/test/$run/scores.h5" ] && [ -f "$folder/log.csv" ] || continue
    logged=$(grep -o '^[0-9]*,' "$folder/log.csv" | tail -1 | tr -d ,)
    saved=0
    for file in "$folder/checkpoint.h5" "$folder/checkpoint.previous.h5"; do
      if [ -f "$file" ] && saved=$("$checkpoint_tool" step "$file"); then break; fi
    done
    echo "$run ${logged:-0} ${saved:-0}"
  done
}
# kill_some: kills in one of three ways, then removes all remaining processes.
kill_some() {
  case $((RANDOM % 3)) in
    0) pkill -9 -s "$pid" || true ;;
    1) kill -9 "$pid" ;;
    2) kill -9 "$(rank_pids "$1" 2>/dev/null | sed -n "$((1 + RANDOM % 2))p")" 2>/dev/null || kill -9 "$pid" ;;
  esac
  wait "$pid" 2>/dev/null || true
}

mpi 2 "${run[@]}" undisturbed >/dev/null
tables undisturbed >expected.txt
RANDOM=${EMSURVEY_KILL_SEED:-1}
kills=0 surveys=0 again=0 trained=0
while [ "$kills" -lt "${EMSURVEY_KILLS:-100}" ]; do
  surveys=$((surveys + 1))
  while :; do
    start mpirun --oversubscribe -n 2 "${run[@]}" "survey$surveys"
    sleep "$((RANDOM % 4)).$((RANDOM % 10))"
    if ! kill -0 "$pid" 2>/dev/null; then
      wait "$pid" || { cat err.txt >&2; fail "a continuation failed after $kills kills"; }
      break
    fi
    kill_some "survey$surveys"
    kills=$((kills + 1))
    while read -r _ logged saved; do
      [ "$logged" -le "$saved" ] || again=$((again + logged - saved))
    done < <(steps_of "survey$surveys")
    if [ "$kills" -ge "${EMSURVEY_KILLS:-100}" ]; then
      mpi 2 "${run[@]}" "survey$surveys" >out.txt 2>err.txt || { cat err.txt >&2; fail "the last continuation failed"; }
      break
    fi
  done
  trained=$((trained + 2400))
  tables "survey$surveys" | diff - expected.txt || fail "other tables in survey $surveys after $kills kills"
  [ -z "$(find "survey$surveys" -name '*.owner*')" ] || fail "a lock file is left"
  rm -r "survey$surveys"
done
echo "$kills kills, $surveys surveys of 2400 steps with equal tables; $again steps done again ($((100 * again / trained)) %)"
