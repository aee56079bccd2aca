#!/usr/bin/env bash
# Axes of surveys: networks, training images, scales; their columns, run numbers and images.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
# run SURVEY OPTION...: runs a few steps with one loss on one split.
run() { "$emsurvey" run --data data.h5 "${tiny[@]}" --loss square --splits 1 --steps 3 --output "$@" >out.txt; }
# begins TABLE TEXT: the header of the table must begin with the text.
begins() { [[ $(head -1 "$1") == "$2"* ]] || fail "$1 begins with $(head -1 "$1" | cut -c1-60) instead of $2"; }
# values NAME TABLE: prints the different values in a column, in one line, without those of the copy baseline.
values() { without_baseline <"$2" | column "$1" | uniq | tr '\n' ' '; }
# width PNG: prints the width in the header.
width() { od -An -t u1 -j 16 -N 4 "$1" | awk '{ print ($1 * 256 + $2) * 65536 + $3 * 256 + $4 }'; }

run networks --network unet:3 densenet:1 highwaynet:1 resnet:2 --crop 32
begins networks/test/summary_wide.csv ",generator,layers,sample,"
[ "$(values generator networks/test/summary_long.csv | cut -d' ' -f1-4)" = "unet densenet highwaynet resnet" ] ||
  fail "the generators in the long table"
[ "$(values layers networks/test/summary_wide.csv)" = "11 8 10 6 " ] || fail "the layers in the wide table"
grep -q '"n_highway_units": 1' networks/test/3/options.json || fail "options.json without the study's names"

run amounts --train-images 1..3
begins amounts/test/summary_wide.csv ",amount,run,sample,"
[ "$(without_baseline <amounts/test/summary_wide.csv | tail -n +2 | cut -d, -f2-4 | tr '\n' ' ')" = \
  "1,1,0 1,1,1 1,1,2 1,1,3 2,2,0 2,2,1 2,2,2 3,3,0 3,3,1 " ] || fail "rows of the amounts"

run scales --scale 0.5 1 2 --run-numbers 1 2 4 --nm-per-pixel 4
begins scales/test/summary_wide.csv ",resolution,run,sample,"
[ "$(values resolution scales/test/summary_wide.csv)" = "2 nm 4 nm 8 nm " ] || fail "the resolutions"
for run in 1:48 2:96 4:192; do
  for image in scales/test/"${run%:*}"/images/*.png; do
    [ "$(width "$image")" = "${run#*:}" ] || fail "$image is $(width "$image") pixels wide"
  done
done

# A network labels new sections at the scale of its training.
mkdir sections
for image in scales/test/2/images/*-inputs.png; do cp "$image" "sections/$(basename "$image" -inputs.png).png"; done
"${one_core[@]}" "$emsurvey" predict --run scales/train/1 --input sections --output predicted >out.txt
grep -q "scaled by 0.5" out.txt || fail "no word of the scale"
for image in predicted/*-outputs.png; do
  cmp -s "$image" "scales/test/1/images/$(basename "$image")" || fail "$image differs from the test's"
done

# A grid whose run numbers are given in the config can grow.
run scales --scale 0.5 1 2 4 --run-numbers 1 2 4 8 --nm-per-pixel 4
[ -f scales/test/8/scores.h5 ] || fail "no run 8"
expect 2 "run-numbers" "$emsurvey" run --data data.h5 "${tiny[@]}" --loss square --splits 1 --steps 3 --output scales \
  --scale 0.5 1 2 4 --run-numbers 1 2 4 9 --nm-per-pixel 4
expect 2 "run-numbers" "$emsurvey" run --data data.h5 "${tiny[@]}" --output s --run-numbers 1 2 3
expect 2 "scale" "$emsurvey" run --data data.h5 "${tiny[@]}" --output s --scale 100
expect 2 "crop" "$emsurvey" run --data data.h5 "${tiny[@]}" --output s --scale 0.25
