#!/usr/bin/env bash
# A training by two or four ranks goes as by one with as many images a step, whatever adds their gradients up.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
sed '/^\(loss\|model\|splits\|lr\|crop\) /d' tiny.cfg >ranks.cfg
train() {
  local ranks=$1 model=$2
  mpi "$ranks" ./apart "$emsurvey" run --config ranks.cfg --data data.h5 --model "$model" --loss square --splits 1 --crop 64 \
    --precision float32 --threads 1 --batch 4 --steps 20 --ranks-per-job "$ranks" --output "$model$ranks" >out.txt
}
for model in classic pix2pix; do
  train 1 "$model"
  for ranks in 2 4; do
    train "$ranks" "$model"
    grep -q "$ranks rank(s) each, .*, gradients added up by \(MPI\|NCCL\)$" out.txt || fail "no word of how $ranks ranks add up"
    # step, losses, validation loss, images/s: steps are equal, losses within rounding, which grows with the steps.
    paste -d, "$model"1/train/1/log.csv "$model$ranks"/train/1/log.csv | awk -F, '
      NR > 1 {
        rows++
        if ($1 != $7) exit 1
        for (i = 2; i <= 4; i++) {
          if (($i == "") != ($(i + 6) == "")) exit 1
          difference = $i - $(i + 6)
          if (difference < 0) difference = -difference
          if (difference > (i == 2 ? 0.001 : 0.01) * $i) exit 1
        }
      }
      END { if (rows != 20) exit 1 }' || { cat "$model"{1,"$ranks"}/train/1/log.csv >&2; fail "$model: $ranks ranks train otherwise than one"; }
  done
done
