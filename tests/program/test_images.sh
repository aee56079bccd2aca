#!/usr/bin/env bash
# Images that cannot be used: one clear line naming the file, exit status 2.
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
expect 2 "is in colour" "$emsurvey" predict --run survey/train/1 --input "labels/$first" --output unusable
[ ! -e unusable ] || fail "a folder was made for nothing"
head -c 300 kept.png >"raw/$first"
expect 2 "$first" prepare
echo "not an image" >"raw/$first"
expect 2 "$first" prepare
cp "labels/$first" "raw/$first"
expect 2 "colour" prepare
cp kept.png "raw/$first"
mv "labels/$first" label.png
expect 2 "section ${first%.png}" prepare

# A label of another size than its section.
"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output small.h5 >/dev/null
"$emsurvey" run --data small.h5 "${tiny[@]}" --loss dice --splits 1 --steps 2 --output small >/dev/null
cp small/test/1/images/*-targets.png "labels/$first"
expect 2 "64 x 64" prepare
[ ! -e prepared.h5 ] || fail "a refused data set was written"
