#!/usr/bin/env bash
# Several jobs share the folder of a survey: each does its shard of the grid, and reduce makes the tables of
# one survey.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
survey=("$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1 --steps 150 --output)

expect 2 "shard" "${survey[@]}" refused --shard 4/3
expect 2 "shard" "${survey[@]}" refused --share 4/3 # the former name of the option
"${survey[@]}" alone >/dev/null
tables alone >expected.txt

# All jobs start at once in a new folder; one of them is killed.
pids=()
for shard in 1 2 3; do
  "${survey[@]}" shared --shard "$shard/3" >"out$shard.txt" 2>"err$shard.txt" &
  pids+=($!)
done
pid=${pids[0]}
wait_until "a training of the first shard" test -d shared/train/1
# While a job of a shard exists, the whole survey or shards of another count cannot be started.
kill -STOP "$pid"
expect 2 "is being worked on by process" "${survey[@]}" shared
expect 2 "is being worked on by process" "${survey[@]}" shared --shard 1/2
kill_it
wait "${pids[1]}" || { cat err2.txt >&2; fail "the second shard"; }
wait "${pids[2]}" || { cat err3.txt >&2; fail "the third shard"; }
[ ! -e shared/test/summary_wide.csv ] || fail "a shard made tables of its own"
diff shared/experiments.json alone/experiments.json || fail "the runs are numbered otherwise"
diff <(grep -v ^output shared/survey.cfg) <(grep -v ^output alone/survey.cfg) || fail "the config is another"

# Finished shards are left alone; the killed one continues.
touch -d 2001-01-01 shared/test/*/scores.h5
marked=$(find shared/test -name scores.h5 ! -newermt 2001-01-02 | wc -l)
for shard in 1 2 3; do "${survey[@]}" shared --shard "$shard/3" >/dev/null; done
[ "$(find shared/test -name scores.h5 ! -newermt 2001-01-02 | wc -l)" = "$marked" ] || fail "a finished run was done again"
"$emsurvey" reduce shared >/dev/null
tables shared | diff - expected.txt || fail "shards make other tables"

# The job that makes the tables: 0 when they are complete; otherwise it names the runs that the survey has still to do.
tables_job=(env EMSURVEY="$emsurvey" bash "$(dirname "$0")/../../slurm/reduce.sbatch" shared)
ends 0 "${tables_job[@]}"
told out.txt "the tables are complete"
mv shared/test/1 untested
ends 4 "${tables_job[@]}"
told out.txt "submit the same survey again"
told out.txt "run 1 "
