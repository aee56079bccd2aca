#!/usr/bin/env bash
# status --check tells scripts whether a survey, or a shard of it, is complete, and its progress.
source "$(dirname "$0")/common.sh" "$@"
"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
run=("${tiny[@]}" --data data.h5 --output survey --steps 4)
# stands STATUS LINE ARGUMENT...: status --check must end with STATUS and with LINE as its last line.
stands() {
  local wanted=$1 line=$2
  shift 2
  ends "$wanted" "$emsurvey" status --check "$@"
  [ "$(tail -n 1 out.txt)" = "$line" ] || { cat out.txt >&2; fail "not '$line': $*"; }
}
stands 4 "nothing has begun" "${run[@]}"
expect 2 "holds no survey" "$emsurvey" status --check survey
expect 2 "takes one folder, or the options of emsurvey run" "$emsurvey" status --check
expect 2 "--folder: is not an option of this command" "$emsurvey" status --check --folder survey

"$emsurvey" run "${run[@]}" --shard 1/2 >/dev/null
stands 0 "2 of 2 done, 0 failed, 8 of 8 steps saved" "${run[@]}" --shard 1/2
stands 4 "0 of 2 done, 0 failed, 0 of 8 steps saved" "${run[@]}" --shard 2/2 --retry-failed
stands 4 "2 of 4 done, 0 failed, 8 of 16 steps saved" "${run[@]}"
[ "$(grep -c '^run .* is not done$' out.txt)" = 2 ] || fail "not two runs are named"

# A value in another spelling means the same shard.
stands 0 "2 of 2 done, 0 failed, 8 of 8 steps saved" "${run[@]}" --lr 2e-3 --shard 1/2

# The steps of a checkpoint count.
"$emsurvey" run "${run[@]}" >/dev/null
stands 0 "4 of 4 done, 0 failed, 16 of 16 steps saved" survey

# With the options of `run`, the check covers the runs that these options give: a grid that has grown is not
# complete, and other result keys are refused.
stands 0 "4 of 4 done, 0 failed, 16 of 16 steps saved" "${run[@]}"
stands 4 "4 of 8 done, 0 failed, 16 of 32 steps saved" "${run[@]}" --repeat 1 2
expect 2 "seed" "$emsurvey" status --check "${run[@]}" --seed 99

rm survey/test/3/scores.h5
stands 4 "3 of 4 done, 0 failed, 16 of 16 steps saved" survey
rm survey/train/3/checkpoint*.h5
stands 4 "3 of 4 done, 0 failed, 12 of 16 steps saved" survey

