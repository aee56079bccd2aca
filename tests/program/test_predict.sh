#!/usr/bin/env bash
# predict: tiles equal the whole, forms of input and output, ensembles, ranks, interruptions; best.
source "$(dirname "$0")/common.sh" "$@"

images() { python3 "$scripts/prediction_images.py" "$@"; }
scripts=$(dirname "$0")
predict() { "$emsurvey" predict "$@"; }

"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
"$emsurvey" run --data data.h5 "${tiny[@]}" --steps 300 --crop 48 --output survey >/dev/null
run=(--run survey/train/1)

# Tiles: the same labels but for rounding, within the memory.
images png wide.png 1500 1201
ends 0 predict "${run[@]}" --input wide.png --output whole
! grep -q tiles out.txt || fail "tiles without need"
expect 2 "wide.png: needs" predict "${run[@]}" --input wide.png --output refused --memory 20M
least_mib=$(sed -n 's/.* needs \([0-9]*\) MB .*/\1/p' err.txt)
ends 0 predict "${run[@]}" --input wide.png --output tiled --memory "$((least_mib + 40))M"
told out.txt "wide.png: 1500 x 1201 pixels in tiles of"
read -r most share < <(images difference whole/wide-outputs.png tiled/wide-outputs.png)
[ "$most" -le 1 ] || fail "tiles differ by $most grey levels"
awk -v share="$share" 'BEGIN { exit share < 0.001 ? 0 : 1 }' || fail "a share of $share of the values differs"
expect 2 '--memory: is `lots`' predict "${run[@]}" --input wide.png --output refused --memory lots

# Other depths: the values of 16 bits are 257 times those of 8 bits.
images png deep.png 100 80 16
images png flat.png 100 80 8
ends 0 predict "${run[@]}" --input flat.png --output flat
ends 0 predict "${run[@]}" --input deep.png --output deep
told out.txt "deep.png: the values 0 and 65535 became 0 to 255, between which the network was trained"
cmp flat/flat-outputs.png deep/deep-outputs.png || fail "the depth changes the labels"
ends 0 predict "${run[@]}" --input deep.png --output range --grey-range 0 65535
cmp flat/flat-outputs.png range/deep-outputs.png || fail "the range changes the labels"
expect 2 "--grey-range: takes two numbers" predict "${run[@]}" --input deep.png --output range --grey-range 9 1

# Stacks as input and output; probabilities and regions; two ranks do the work of one.
images stack stack.tif 90 70 3 8
ends 0 predict "${run[@]}" --input stack.tif --output tiff --output-format tiff --regions
ends 0 mpi 2 "$emsurvey" predict "${run[@]}" --input stack.tif --output ranks --output-format tiff --regions
told out.txt "3 image(s) labelled in ranks"
diff -r -x predict.json tiff ranks || fail "two ranks label otherwise"
[ "$(ls tiff | tr '\n' ' ')" = "predict.json stack-0-regions-membranes.tif stack-0-regions-mitochondria.tif \
stack-0-regions-synapses.tif stack-1-regions-membranes.tif stack-1-regions-mitochondria.tif stack-1-regions-synapses.tif \
stack-2-regions-membranes.tif stack-2-regions-mitochondria.tif stack-2-regions-synapses.tif stack-outputs-membranes.tif \
stack-outputs-mitochondria.tif stack-outputs-synapses.tif " ] || fail "other files: $(ls tiff)"
# Equal label images have equal labels themselves, whatever the network found in the stripes.
again() { ends 0 predict "${run[@]}" --input "$1" --output "$2" "${@:3}"; }
ends 0 predict "${run[@]}" --input stack.tif --output grey --output-format hdf5
ends 0 predict "${run[@]}" --input stack.tif --output hdf5 --output-format hdf5 --probabilities float16
[ "$(ls hdf5 | tr '\n' ' ')" = "predict.json stack-outputs.h5 " ] || fail "other files: $(ls hdf5)"
again tiff/stack-outputs-membranes.tif of_tiff
again grey/stack-outputs.h5:/membranes of_grey
again hdf5/stack-outputs.h5:/membranes of_halves --grey-range 0 1
for page in 0 1 2; do
  one=of_tiff/stack-outputs-membranes-$page-outputs.png
  cmp $one of_grey/stack-outputs-$page-outputs.png || fail "HDF5 and TIFF differ"
  # Grey values are cut off to 1/255.
  read -r most share < <(images difference $one of_halves/stack-outputs-$page-outputs.png)
  [ "$most" -le 12 ] || fail "probabilities give labels that differ by $most"
done

# A stack that is newer than its labels is labelled again, and joined anew.
touch -d '1 hour ago' tiff/*
touch -d '30 minutes ago' stack.tif
cp tiff/stack-outputs-membranes.tif before.tif
again stack.tif tiff --output-format tiff --regions
told out.txt "3 image(s) labelled in tiff"
[ tiff/stack-outputs-membranes.tif -nt stack.tif ] || fail "an old stack is kept"
cmp before.tif tiff/stack-outputs-membranes.tif || fail "another stack"
again stack.tif tiff --output-format tiff --regions
told out.txt "3 were there already"
[ ! -e tiff/parts ] || fail "parts of the stack are left"
mkdir clash
cp stack.tif clash/x.tif
images png clash/x.png 90 70
expect 2 "refused/x-outputs-synapses.tif: is the output of two images or stacks" \
  predict "${run[@]}" --input clash --output refused --output-format tiff
expect 2 "--probabilities: cannot be stored in PNG images" \
  predict "${run[@]}" --input stack.tif --output refused --probabilities float32
mkdir mixed
images png mixed/1.png 60 50
images png mixed/2.png 60 40
expect 2 "cannot be joined in one volume" predict "${run[@]}" --input mixed --output refused --output-format hdf5

# What is there is kept, what is missing is made; nothing is mixed.
ends 0 predict "${run[@]}" --input mixed --output kept
cp kept/1-outputs.png first.png
rm kept/1-outputs.png
touch -d '1 hour ago' mixed/*
ends 0 predict "${run[@]}" --input mixed --output kept
told out.txt "1 image(s) labelled in kept"
told out.txt "1 were there already"
cmp first.png kept/1-outputs.png || fail "another image after the interruption"
expect 2 "kept: holds predictions with other tta" predict "${run[@]}" --input mixed --output kept --tta
expect 2 "kept: holds predictions with other networks" predict --run survey/train/2 --input mixed --output kept
rm kept/predict.json
expect 2 "kept: already holds 1-outputs.png and 2-outputs.png of another origin" \
  predict "${run[@]}" --input mixed --output kept
[ ! -e refused ] || fail "a folder was made for nothing"

# Ensembles and orientations differ from one network, and are the mean.
ends 0 predict --ensemble survey/train/1 survey/train/2 --input flat.png --output both
ends 0 predict "${run[@]}" --tta --input flat.png --output turned
for other in both turned; do
  ! cmp -s flat/flat-outputs.png $other/flat-outputs.png || fail "$other is that of one network"
done
expect 2 "--run and --ensemble: exclude each other" \
  predict "${run[@]}" --ensemble survey/train/2 --input flat.png --output refused
"$emsurvey" run --data data.h5 "${tiny[@]}" --loss dice --splits 1 --scale 0.5 --steps 2 --output other >/dev/null
expect 2 "other/train/1/checkpoint.h5: has another scale" \
  predict --ensemble survey/train/1 other/train/1 --input flat.png --output refused

# The setting of the report, and the command that predicts with it.
ends 0 "$emsurvey" best survey --label membranes
name=$(sed -n '1s/:.*//p' out.txt)
grep -q "<b>$name</b>" survey/test/report.html || fail "the report recommends another setting than $name"
command=$(sed -n 's/^emsurvey //p' out.txt | sed 's/--input DIR --output DIR/--input flat.png --output best/')
# shellcheck disable=SC2086
ends 0 "$emsurvey" $command
[ -e best/flat-outputs.png ] || fail "the command of best does not predict"
expect 2 '--label: `membrane` is not a known label; did you mean membranes?' "$emsurvey" best survey --label membrane
expect 2 "--metric" "$emsurvey" best survey --label membranes --metric Dice
