#!/usr/bin/env bash
# Bad input: one clear line, exit status 2, and nothing is lost.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
# run SURVEY OPTION...: runs a small survey on data.h5.
run() { "$emsurvey" run --data data.h5 "${tiny[@]}" --steps 20 --output "$@"; }

expect 2 "/nowhere" "$emsurvey" prepare --raw /nowhere --labels /nowhere --output x.h5
expect 2 "did you mean run" "$emsurvey" rum
expect 2 "did you mean --crop" run s --crup 32
expect 2 "did you mean dice" run s --loss dise
expect 2 "data" "$emsurvey" run "${tiny[@]}" --output s
expect 2 "crop" run s --crop 128
expect 2 "did you mean cuda" run s --device cude
if ! nvidia-smi >/dev/null 2>&1; then expect 2 "sees no GPU" run s --device cuda; fi
expect 2 "ranks-per-training" run s --ranks-per-training 2 --batch 2
expect 2 "batch" "$emsurvey" plan --data data.h5 "${tiny[@]}" --output s --ranks 2 --ranks-per-training 2
expect 2 "nowhere.h5" "$emsurvey" run --data nowhere.h5 "${tiny[@]}" --output s
expect 2 "holds no survey" "$emsurvey" status /nowhere
expect 2 "--lr: is given twice; give it once, its values separated by blanks" run s --lr 0.1 --lr 0.2
expect 2 "--config: is given twice; give it once" run s --config tiny.cfg
expect 2 '--output: has 2 values, `s extra`' run s extra
expect 2 "ranks: is not between" "$emsurvey" plan --data data.h5 "${tiny[@]}" --output s --ranks 2000000000
mkfifo pipe
expect 2 "pipe: is not a file" timeout 20 "$emsurvey" run --data pipe "${tiny[@]}" --output s
expect 2 "pipe: is not a file" timeout 20 "$emsurvey" run --data data.h5 --config pipe --output s
printf 'loss = dice\nlerning-rate = 1\n' >bad.cfg
expect 2 "lerning-rate" "$emsurvey" run --data data.h5 --config bad.cfg --output s
[ ! -e s ] || fail "a refused survey left a folder"

# Output that cannot be written, because a file is in the way (root may write in any folder).
touch in_the_way
expect 2 "in_the_way" run in_the_way/survey
expect 2 "in_the_way" "$emsurvey" plan --data data.h5 "${tiny[@]}" --output in_the_way

# A damaged data set is detected, wherever the damage is.
for at in 100 5000 -40; do
  cp data.h5 damaged.h5
  size=$(stat -c %s damaged.h5)
  damage damaged.h5 $(((at + size) % size))
  expect 2 "damaged.h5" "$emsurvey" run --data damaged.h5 "${tiny[@]}" --output s
done
truncate -s 100G vast.h5 # larger than any memory; rejected before it is read
expect 2 "vast.h5: is cut short or not a file of emsurvey" "$emsurvey" plan --data vast.h5 "${tiny[@]}" --output s
rm vast.h5
head -c 1000 data.h5 >damaged.h5
expect 2 "damaged.h5" "$emsurvey" run --data damaged.h5 "${tiny[@]}" --output s
