#!/usr/bin/env bash
# A training on two or four ranks equals that on one rank with as many images per step, however gradients are
# summed.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
sed '/^\(loss\|model\|splits\|crop\) /d' tiny.cfg >ranks.cfg
train() {
  local ranks=$1 model=$2
  mpi "$ranks" ./apart "$emsurvey" run --config ranks.cfg --data data.h5 --model "$model" --loss square --splits 1 --crop 64 \
    --validation-images 1 --precision float32 --threads 1 --batch 4 --steps 20 --ranks-per-training "$ranks" --output "$model$ranks" >out.txt
}
for model in classic pix2pix; do
  train 1 "$model"
  for ranks in 2 4; do
    train "$ranks" "$model"
    grep -q "$ranks rank(s) each, .*, gradients summed by \(MPI\|NCCL\)$" out.txt || fail "no word of how $ranks ranks add up"
    if grep -q "device cuda" out.txt; then grep -q "by NCCL$" out.txt || fail "GPUs do not add up by NCCL"; fi
    # Columns: step, losses, images/s, memory. Steps are equal; losses differ by rounding, which Adam amplifies and a
    # discriminator amplifies much more with every step, so its first steps are compared closely. The training
    # losses are averages; the validation loss is not, and shows the effect on the weights.
    paste -d, "$model"1/train/1/log.csv "$model$ranks"/train/1/log.csv | awk -F, -v "model=$model" '
      NR > 1 {
        rows++
        allowed = model == "classic" ? 0.0001 : rows <= 8 ? 0.001 : 0.1
        allowed_validation = model == "classic" ? 0.03 : rows <= 8 ? 0.003 : 0.3
        if ($1 != $8) exit 1
        for (i = 2; i <= 5; i++) {
          if (($i == "") != ($(i + 7) == "")) exit 1
          difference = $i - $(i + 7)
          if (difference < 0) difference = -difference
          if (difference > (i == 5 ? allowed_validation : allowed) * $i) exit 1
          if (i == 5 && $i != "") validated++
        }
      }
      END { if (rows != 20 || validated < 10) exit 1 }' ||
      { cat "$model"{1,"$ranks"}/train/1/log.csv >&2; fail "$model: $ranks ranks train otherwise than one"; }
  done
done
