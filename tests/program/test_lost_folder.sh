#!/usr/bin/env bash
# The folder of a survey is moved, deleted, replaced or unmounted at random moments of the survey. The survey
# never reports success with tables that lack a run and never makes a new folder in its place. After the
# folder is put back, the survey continues to the same tables. EMSURVEY_MOMENTS is the number of moments for
# each kind; EMSURVEY_MOMENT_SEED selects others.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1 --steps 150 --checkpoint-every 0.1 --output)
tables() { (cd "$1/test" && sha256sum summary_*.csv averages_wide.csv); }
begin=$(date +%s%N)
"${run[@]}" undisturbed >/dev/null
duration_ms=$((($(date +%s%N) - begin) / 1000000))
tables undisturbed >expected.txt

# Only files of one finished run are lost: the others are done, and the missing run is named.
if [ "${EMSURVEY_MOMENTS:-}" = "" ]; then
  for victim in test/1/scores.h5 test/1; do
    rm -rf survey
    start "${run[@]}" survey
    wait_until "scores" test -f survey/test/1/scores.h5
    mv "survey/$victim" "$work/taken"
    it_ends 3
    rm -r taken
    grep -q "warning: run(s) 1 ended, but their results are missing in the folder" err.txt || { cat err.txt >&2; fail "$victim: no line"; }
    told out.txt "3 of 4 experiments done"
    "${run[@]}" survey >out.txt 2>err.txt || { cat err.txt >&2; fail "not continued without $victim"; }
    tables survey | diff - expected.txt || fail "other tables without $victim"
  done
fi

RANDOM=${EMSURVEY_MOMENT_SEED:-1}
moments=${EMSURVEY_MOMENTS:-1}
lost=0 late=0
# strike KIND RANKS [early]: runs one survey in survey/ of this folder. early: strikes as soon as a checkpoint
# exists, when most work is left.
strike() {
  local kind=$1 status=0 command=("${run[@]}" survey)
  [ "$2" = 1 ] || command=(mpirun --oversubscribe -n "$2" "${command[@]}")
  rm -rf survey kept
  mkdir survey
  if [ "$kind" = unmounted ]; then mkdir kept && mount --bind kept survey; fi
  start "${command[@]}"
  wait_until "a survey" test -f survey/experiments.json
  if [ -n "${3:-}" ]; then
    wait_until "a checkpoint" has_saved survey
  else
    sleep "$(printf 0.%03d $((RANDOM % 1000)))"
    sleep $((RANDOM % (duration_ms / 1000 + 1)))
  fi
  case $kind in
    moved) mv survey kept ;;
    deleted) mv survey kept.now && cp -r kept.now kept && rm -rf kept.now ;;
    replaced) mv survey kept && mkdir survey ;;
    unmounted) umount -l survey ;;
  esac
  wait "$pid" || status=$?
  if [ "$status" = 0 ]; then
    # The survey had ended, or had checked the disk for the last time.
    late=$((late + 1))
    tables kept | diff - expected.txt || fail "$kind: success with other tables"
  else
    lost=$((lost + 1))
    [ "$status" != 2 ] && [ "$status" != 3 ] || { cat err.txt >&2; fail "$kind: status $status"; }
    grep -q "survey: the survey's folder was moved" err.txt || { cat err.txt >&2; fail "$kind: no line"; }
    ! compgen -G "kept/train/*/failure.json" >/dev/null || fail "$kind: a run failed for it"
  fi
  [ ! -e survey ] || [ -z "$(ls -A survey)" ] || fail "$kind: written in the place of the folder: $(find survey -type f | head -n 5 | tr "\n" " ")"
  rm -rf survey
  mv kept survey
  "${run[@]}" survey >out.txt 2>err.txt || { cat err.txt >&2; fail "$kind: not continued"; }
  tables survey | diff - expected.txt || fail "$kind: other tables afterwards"
}

strike moved 1 early
[ "$lost" = 1 ] || fail "a survey whose folder was taken away at its first checkpoint ended as if it had not been"
ranks=2
for ((moment = 0; moment < moments; ++moment)); do
  for kind in moved deleted replaced; do
    strike "$kind" "$ranks"
    ranks=$((3 - ranks))  # one and two in turn
  done
done
echo "moved, deleted, replaced: $lost surveys lost their folder, $late had ended before"

# One rank alone does not see the folder any more: the job ends, no run fails for it, and the same command continues.
rm -rf survey
mkdir survey
ln -s survey way
# by_rank FIRST SECOND COMMAND...: runs the command with FIRST at its end on rank 0 and with SECOND on rank 1.
cat >by_rank <<'BY_RANK'
#!/bin/bash
[ "$OMPI_COMM_WORLD_RANK" = 0 ] && last=$1 || last=$2
exec "${@:3}" "$last"
BY_RANK
chmod +x by_rank
for folders in "survey way" "way survey"; do
  read -r first second <<<"$folders"
  rm -rf survey/*
  start mpirun --oversubscribe -n 2 ./by_rank "$first" "$second" "${run[@]}"
  wait_until "a checkpoint" has_saved survey
  rm way
  it_ends 1
  grep -q "way: the survey's folder was moved" err.txt || { cat err.txt >&2; fail "no line of the rank that lost the folder"; }
  ! compgen -G "survey/train/*/failure.json" >/dev/null || fail "a run failed because one rank lost the folder"
  ln -s survey way
  "${run[@]}" survey >out.txt 2>err.txt || { cat err.txt >&2; fail "not continued after one rank lost the folder"; }
  tables survey | diff - expected.txt || fail "other tables after one rank lost the folder"
done

if ! unshare -Urm true 2>/dev/null; then
  echo "No user namespaces here: unmounting is not tested." >&2
  exit 77
fi
lost=0 late=0
export -f strike start fail tables wait_until has_saved
export emsurvey moments duration_ms
declare -p run >run.sh
cat >in_namespace.sh <<'NAMESPACE'
source run.sh
lost=0 late=0
strike unmounted 1 early
[ "$lost" = 1 ] || fail "a survey whose folder was unmounted at its first checkpoint ended as if it had not been"
for ((moment = 0; moment < moments; ++moment)); do strike unmounted $((2 - moment % 2)); done
echo "unmounted: $lost surveys lost their folder, $late had ended before"
NAMESPACE
unshare -Urm bash -euo pipefail in_namespace.sh
