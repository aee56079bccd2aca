#!/usr/bin/env bash
# Bad input: one clear line, exit status 2, nothing lost.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
# run SURVEY OPTION...: a small survey on data.h5.
run() { "$emsurvey" run --data data.h5 "${tiny[@]}" --steps 20 --output "$@"; }

expect 2 "/nowhere" "$emsurvey" prepare --raw /nowhere --labels /nowhere --output x.h5
expect 2 "did you mean run" "$emsurvey" rum
expect 2 "did you mean --crop" run s --crup 32
expect 2 "did you mean dice" run s --loss dise
expect 2 "data" "$emsurvey" run "${tiny[@]}" --output s
expect 2 "crop" run s --crop 128
expect 2 "ranks-per-job" run s --ranks-per-job 2 --batch 2
expect 2 "batch" "$emsurvey" plan --data data.h5 "${tiny[@]}" --output s --ranks 2 --ranks-per-job 2
expect 2 "nowhere.h5" "$emsurvey" run --data nowhere.h5 "${tiny[@]}" --output s
expect 2 "holds no survey" "$emsurvey" status /nowhere
printf 'loss = dice\nlerning-rate = 1\n' >bad.cfg
expect 2 "lerning-rate" "$emsurvey" run --data data.h5 --config bad.cfg --output s
[ ! -e s ] || fail "a refused survey left a folder"

# Output that cannot be written: a file is in the way (root may write in any folder).
touch in_the_way
expect 2 "in_the_way" run in_the_way/survey

# A damaged data set is noticed, wherever the damage is.
for at in 100 5000 -40; do
  cp data.h5 damaged.h5
  size=$(stat -c %s damaged.h5)
  printf '\xa5' | dd of=damaged.h5 bs=1 seek=$(((at + size) % size)) conv=notrunc status=none
  expect 2 "damaged.h5" "$emsurvey" run --data damaged.h5 "${tiny[@]}" --output s
done
head -c 1000 data.h5 >damaged.h5
expect 2 "damaged.h5" "$emsurvey" run --data damaged.h5 "${tiny[@]}" --output s

# Images: truncated, a text file, in colour, of another size, a label missing.
run survey >/dev/null
mkdir -p raw labels
for image in survey/test/[12]/images/*-inputs.png; do
  name=$(basename "$image" -inputs.png)
  cp "$image" "raw/$name.png"
  cp "$(dirname "$image")/$name-targets.png" "labels/$name.png"
done
first=$(ls raw | head -1)
prepare() { "$emsurvey" prepare --raw raw --labels labels --output prepared.h5; }
prepare >/dev/null
cp "raw/$first" kept.png
head -c 300 kept.png >"raw/$first" && expect 2 "$first" prepare
echo "not an image" >"raw/$first" && expect 2 "$first" prepare
cp "labels/$first" "raw/$first" && expect 2 "colour" prepare
cp kept.png "raw/$first"
mv "labels/$first" label.png && expect 2 "section ${first%.png}" prepare
"$emsurvey" prepare --synthetic 5 --size 64 --seed 1 --output small.h5 >/dev/null
mv label.png "labels/$first"

# Other result keys are refused by name, other execution keys are not.
expect 2 "lr" run survey --lr 0.5
expect 2 "loss" run survey --loss square
run survey --threads 1 --checkpoint-every 1 >/dev/null 2>&1 || fail "other execution keys were refused"
expect 2 "data" "$emsurvey" run --data small.h5 "${tiny[@]}" --steps 20 --output survey

# A damaged checkpoint: the older one is used, and that is said; with both damaged the run starts anew.
"$emsurvey" run --data data.h5 "${tiny[@]}" --loss square --splits 1 --steps 4000 --checkpoint-every 0 --output again >out.txt 2>&1 &
pid=$!
until [ -f again/train/1/checkpoint.previous.h5 ]; do sleep 0.05; kill -0 $pid || fail "ended too early"; done
kill -9 $pid; wait $pid 2>/dev/null || true
printf '\xa5' | dd of=again/train/1/checkpoint.h5 bs=1 seek=2000 conv=notrunc status=none
interrupted() {
  "$emsurvey" run --data data.h5 "${tiny[@]}" --loss square --splits 1 --steps 4000 --checkpoint-every 60 --output again >out.txt 2>err.txt &
  pid=$!
  sleep 1.5
  status=0
  kill -TERM $pid && wait $pid || status=$?
  [ "$status" = 4 ] || { cat err.txt >&2; fail "an interrupted survey ends with status $status instead of 4"; }
}
interrupted
grep -q "older checkpoint" err.txt || { cat err.txt >&2; fail "the older checkpoint is not mentioned"; }
for file in again/train/1/checkpoint*.h5; do printf '\xa5' | dd of="$file" bs=1 seek=2000 conv=notrunc status=none; done
interrupted
grep -q "starts anew" err.txt || { cat err.txt >&2; fail "starting anew is not mentioned"; }

# A run that cannot be done fails with its reason, the others are done, and the tables are made of those.
mkdir -p partly/train
touch partly/train/2
expect_failed() {
  status=0
  run partly >out.txt 2>err.txt || status=$?
  [ "$status" = 3 ] || { cat err.txt >&2; fail "status $status instead of 3"; }
}
expect_failed
grep -q "run 2 .*failed" err.txt || { cat err.txt >&2; fail "the failed run is not named"; }
[ "$(wc -l <partly/test/summary_wide.csv)" = 4 ] || fail "3 runs make 3 rows"
rm partly/train/2
run partly >/dev/null || fail "the failed run is not done after mending"
[ "$(wc -l <partly/test/summary_wide.csv)" = 5 ] || fail "4 runs make 4 rows"
