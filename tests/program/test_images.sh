#!/usr/bin/env bash
# Unusable images cause one clear line that names the file, and exit status 2.
source "$(dirname "$0")/common.sh" "$@"

# A survey writes images that can be prepared again.
"$emsurvey" prepare --synthetic 5 --size 96 --seed 3 --output data.h5 >/dev/null
"$emsurvey" run --data data.h5 "${tiny[@]}" --steps 5 --output survey >/dev/null
mkdir raw labels
for image in survey/test/[12]/images/*-inputs.png; do
  name=$(basename "$image" -inputs.png)
  cp "$image" "raw/$name.png"
  cp "$(dirname "$image")/$name-targets.png" "labels/$name.png"
done
prepare() { "$emsurvey" prepare --raw raw --labels labels --output prepared.h5; }
prepare >/dev/null || fail "good images are refused"
rm prepared.h5

first=$(ls raw | head -1)
cp "raw/$first" kept.png
"$emsurvey" predict --run survey/train/1 --input kept.png --output predicted >/dev/null ||
  fail "a file that is named without a folder is refused"
cp -r survey mixed
cp mixed/train/{1,2}/checkpoint.h5
expect 2 "mixed/train/2/checkpoint.h5: is the network of another run" \
  "$emsurvey" predict --run mixed/train/2/ --input kept.png --output unusable
expect 2 "is in colour" "$emsurvey" predict --run survey/train/1 --input "labels/$first" --output unusable
[ ! -e unusable ] || fail "a folder was made for nothing"

# Nothing is written among the images that are read, whatever the folder is called.
mkdir -p sections/a
cp kept.png sections/a
ln -s sections/a alias
find sections >sections.txt
for input in sections sections/a alias 'sections/a/*.png' "$PWD/sections/a"; do
  for output in sections/a alias ./sections/../alias/.; do
    expect 2 "--output $output: is the folder of the images that are read" \
      "$emsurvey" predict --run survey/train/1 --input "$input" --output "$output"
  done
done
expect 2 "--output .: is the folder" \
  env -C sections/a "$emsurvey" predict --run "$PWD/survey/train/1" --input "$PWD/alias" --output .
find sections | diff sections.txt - || fail "something was written among the images that are read"
"$emsurvey" predict --run survey/train/1 --input sections --output sections/labelled >/dev/null
rm -r sections

# Values that the network was not trained on are named.
"$emsurvey" prepare --raw raw --labels labels --grey-range 120 130 --output narrow.h5 >/dev/null 2>&1
"$emsurvey" run --data narrow.h5 "${tiny[@]}" --loss dice --splits 1 --steps 2 --output narrow >/dev/null
make_masks=$(dirname "$0")/make_masks.py
python3 "$make_masks" faint 00.png 9 grey
label() { rm -rf predicted; "$emsurvey" predict --run "$1/train/1" --input "$2" --output predicted >/dev/null 2>err.txt; }
label survey kept.png
[ ! -s err.txt ] || fail "values that the network was trained on are named"
label narrow kept.png
told err.txt "kept.png: more than a tenth of the pixels lie outside 120 to 130"
label survey faint
told err.txt "faint/00.png: almost all pixels lie within a small part of 0 to 255"
rm -rf narrow

head -c 300 kept.png >"raw/$first"
expect 2 "$first" prepare
echo "not an image" >"raw/$first"
expect 2 "$first" prepare
cp "labels/$first" "raw/$first"
expect 2 "colour" prepare
cp kept.png "raw/$first"
mv "labels/$first" label.png
expect 2 "section ${first%.png}" prepare

# A label image of another size than its section.
"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output small.h5 >/dev/null
"$emsurvey" run --data small.h5 "${tiny[@]}" --loss dice --splits 1 --steps 2 --output small >/dev/null
cp small/test/1/images/*-targets.png "labels/$first"
expect 2 "64 x 64" prepare
[ ! -e prepared.h5 ] || fail "a refused data set was written"

# Names with different endings are reported with a pattern that matches them.
for name in 00 01 02; do
  python3 "$make_masks" sections "${name}_raw.png" 200 grey
  python3 "$make_masks" sections "${name}_label.png" 255 grey
  mkdir -p split/raw split/lab
  cp "sections/${name}_raw.png" split/raw
  cp "sections/${name}_label.png" split/lab
done
rm -rf survey small
expect 2 "'split/raw/*_raw' and 'split/lab/*_label'" \
  "$emsurvey" prepare --raw split/raw --label x=split/lab:mask --output prepared.h5
"$emsurvey" prepare --raw 'sections/*_raw.png' --label 'x=sections/*_label.png:mask' --output prepared.h5 >out.txt 2>err.txt
told out.txt "3 sections"
told err.txt "are these labels"

# Masks of 0 and 1 beside masks of 0 and 255; inverted masks.
python3 "$make_masks" split/lab 01_label.png 1 grey
expect 2 "split/lab/01_label.png: no value above 1" \
  "$emsurvey" prepare --raw 'split/raw/*_raw' --label 'x=split/lab/*_label:mask' --output refused.h5
for name in 00 01 02; do python3 "$make_masks" split/lab "${name}_label.png" 255 grey inverted; done
inverted() { "$emsurvey" prepare --raw 'split/raw/*_raw' --label "x=split/lab/*_label:$1" --output prepared.h5; }
inverted mask >out.txt 2>err.txt
told err.txt "NAME=DIR:KIND:inverted"
inverted mask:inverted >out.txt 2>err.txt
told out.txt " 26.95 %"  # 621 of 2304 pixels
! grep -q inverted err.txt || fail "an inverted mask is still doubted"

# Masks of 0 and 2 that are read as inverted get one warning, not a second one that contradicts it.
for name in 00 01 02; do python3 "$make_masks" split/lab "${name}_label.png" 2 grey; done
inverted mask:inverted >out.txt 2>err.txt
told err.txt "as only the upper half of the grey values counts as white: save them with 0 and 255"
[ "$(grep -c "warning: x" err.txt)" = 1 ] || { cat err.txt >&2; fail "not one warning"; }

# Unmatched sections and label images.
for name in 00 01 02; do python3 "$make_masks" split/lab "${name}_label.png" 255 grey; done
rest() { "$emsurvey" prepare --raw 'split/raw/*_raw' --label 'x=split/lab/*_label:mask' --output prepared.h5 "$@"; }
python3 "$make_masks" split/lab 07_label.png 255 grey
expect 2 "split/lab/*_label: 07 belongs to no section" rest
rm split/lab/01_label.png
rest --allow-missing >out.txt 2>err.txt
told out.txt " 66.67 %"
told err.txt "has no x label image for the section 01, but 07 belongs to no section"
mv split/lab/{00,01}_label.png
mv split/lab/{07,03}_label.png
expect 2 "counted from 0 and the other from 1" rest --allow-missing

# Names that would be too long for the images of a survey are reported before any training.
long=$(printf '%0243d' 7)
mkdir long long_labels
cp sections/00_raw.png "long/$long.png"
cp sections/00_label.png "long_labels/$long.png"
expect 2 "needs a file name of 257 bytes" \
  "$emsurvey" prepare --raw long --label x=long_labels:mask --output refused.h5
expect 2 "label xxx" \
  "$emsurvey" prepare --raw 'sections/*_raw.png' --label "${long//[07]/x}xxxxxxxxxxxx=sections/*_label.png:mask" --output refused.h5
expect 2 "is not finite" "$emsurvey" prepare --raw raw --labels labels --grey-range 0 inf --output refused.h5
[ ! -e refused.h5 ] || fail "a refused data set was written"
