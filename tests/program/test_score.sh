#!/usr/bin/env bash
# Ambiguous predicted or true images are refused or reported, never silently misread.
source "$(dirname "$0")/common.sh" "$@"

make_masks=$(dirname "$0")/make_masks.py
mask() { python3 "$make_masks" "$@"; }
# scored DIR DIR SCORE: tests the F_score of synapses.
scored() {
  ends 0 "$emsurvey" score --predicted "$1" --true "$2" --output out
  grep -Eq "^synapses +[0-9]+ +$3 " out.txt || { cat out.txt >&2; fail "no F_score of $3"; }
}
for name in 00 01; do
  mask white "$name.png" 255
  mask white "$name-outputs.png" 255
  mask dark "$name.png" 1
  mask dark "$name-outputs.png" 1
  mask wrong "$name-outputs.png" 1 inverted
done
scored white white 1.000
[ ! -s err.txt ] || fail "black and white are named"

# Images of 0 and 1 on both sides are masks.
scored dark dark 1.000
told err.txt "dark/00.png and dark/01.png; read as present where not 0"
scored wrong dark 0.000

# If only one side has them, they may be almost black.
scored white dark 1.000
expect 2 "dark/00-outputs.png and dark/01-outputs.png: no value above 1" \
  "$emsurvey" score --predicted dark --true white --output refused
cp white/01.png dark/01.png
expect 2 "dark/00.png: no value above 1, but dark/01.png has values up to 255" \
  "$emsurvey" score --predicted white --true dark --output refused
[ ! -e refused ] || fail "a folder was made for nothing"

# A label that is dark only in its own channel is reported.
mask part 00.png 255,1,255
cp white/00-outputs.png part
ends 0 "$emsurvey" score --predicted part --true part --output out
told err.txt "--true, mitochondria: no value above 1 in part/00.png; present nowhere there"

mask part 00-outputs.png 255,1,255
cp white/00.png part
ends 0 "$emsurvey" score --predicted part --true part --output out
told err.txt "--predicted, mitochondria: no value above 1 in part/00-outputs.png; present nowhere there"
! grep -q "synapses\|membranes" err.txt || fail "a label that is white is named"

# Soft predictions that never reach the upper half, such as percentages, are reported if the label occurs in
# the true images.
mask soft 00-outputs.png 255,99,255 soft
cp white/00.png soft
ends 0 "$emsurvey" score --predicted soft --true soft --output out
told err.txt "--predicted, mitochondria: no value above 99 of 255 in any image; present nowhere"
[ "$(wc -l <err.txt)" = 1 ] || fail "a label that is found is named"
mask soft 00.png 255,0,255
ends 0 "$emsurvey" score --predicted soft --true soft --output out
[ ! -s err.txt ] || fail "a label that is not there is named"

# Names of both sides are reported; * stands for the name if the endings differ.
mkdir labels
for name in 00 01; do cp "white/$name.png" "labels/${name}_label.png"; done
expect 2 "no true image for 00-outputs.png and 01-outputs.png, but 00_label.png and 01_label.png" \
  "$emsurvey" score --predicted white --true labels --output out
expect 2 "holds no prediction, but 00_label.png and 01_label.png" \
  "$emsurvey" score --predicted labels --true white --output out
scored white 'labels/*_label.png' 1.000
scored 'labels/*_label.png' 'white/*-outputs.png' 1.000

# A decomposed umlaut (as macOS stores it) equals a composed one.
mask one $'Z\xc3\xbcrich.png' 255
mask two $'Zu\xcc\x88rich-outputs.png' 255
scored two one 1.000
mask two $'Z\xc3\xbcrich-outputs.png' 255
expect 2 "has the name of" "$emsurvey" score --predicted two --true one --output out

# Of two files for one name neither is taken silently; files that are left are told once each.
mkdir both
cp white/00-outputs.png both
cp white/00.png both/00-targets.png
scored both both 1.000
cp white/00.png both
expect 2 "both/00.png: has the name of 00-targets.png, 00 without its ending" \
  "$emsurvey" score --predicted both --true both --output refused
scored both 'both/*-targets.png' 1.000
rm both/00-targets.png
touch both/00.tif
expect 2 "both/00.tif: has the name of 00.png" "$emsurvey" score --predicted both --true both --output refused
scored both 'both/*.png' 1.000
rm both/00.tif
touch both/00-outputs.tif
expect 2 "both/00-outputs.tif: has the name of 00-outputs.png" \
  "$emsurvey" score --predicted both --true white --output refused
[ ! -e refused ] || fail "a folder was made for nothing"
mkdir others
cp white/00.png others/00-targets.png
cp white/01.png others/02-targets.png
expect 2 "no true image for 01-outputs.png, but 02-targets.png without a prediction; " \
  "$emsurvey" score --predicted white --true others --output refused

# A grey picture that was saved as RGB says the same of all labels.
mask grey 00-outputs.png 255 equal
cp white/00.png grey
ends 0 "$emsurvey" score --predicted grey --true grey --output out
told err.txt "--predicted: red, green and blue are equal in grey/00-outputs.png, as in a grey image"
[ "$(wc -l <err.txt)" = 1 ] || fail "images with three labels are named"
mask grey 00-outputs.png 0
mask grey 00.png 255 equal
ends 0 "$emsurvey" score --predicted grey --true grey --output out
told err.txt "--true: red, green and blue are equal in grey/00.png, as in a grey image"
[ "$(wc -l <err.txt)" = 1 ] || fail "a black prediction is named"
