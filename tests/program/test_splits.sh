#!/usr/bin/env bash
# Splits by place and from a file: what they test, the warning of those that leak, and the copy baseline in the tables.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 8 --size 48 --seed 3 --output data.h5 >/dev/null
survey=(--data data.h5 "${tiny[@]}" --crop 16 --steps 4 --threads 1)

# Random sections are neighbours of training sections; blocks with a gap are not.
ends 0 "$emsurvey" plan "${survey[@]}" --output none --split-scheme shuffled
told err.txt "test sections are direct neighbours of training sections"
told err.txt "use split-scheme = blocks with gap = 1"
ends 0 "$emsurvey" plan "${survey[@]}" --output none --split-scheme blocks
[ ! -s err.txt ] || { cat err.txt >&2; fail "a warning about blocks"; }
told out.txt "each section is tested 1 time(s)"

# A survey of blocks: its numbers of sections, and the copy baseline last in the tables, once for each section and label.
run=("$emsurvey" run "${survey[@]}" --split-scheme blocks --output)
"${run[@]}" blocks >/dev/null
grep -q '"n_train": 3,' blocks/test/1/options.json || fail "no number of training sections"
grep -q '"n_test": 4,' blocks/test/1/options.json || fail "no number of test sections"
grep -q '"leaks": false' blocks/split_audit.json || fail "no audit"
long=blocks/test/summary_long.csv
[ "$(grep -c ,copy_baseline, $long)" = 24 ] || fail "not 8 sections x 3 labels of the copy baseline"
tail -24 $long | grep -vq ,copy_baseline, && fail "other rows after the copy baseline"
[ "$(grep -c ,copy_baseline, blocks/test/summary_wide.csv)" = 8 ] || fail "not 8 sections in the wide table"
grep -q copy_baseline blocks/test/averages_wide.csv && fail "the copy baseline counts as a training"
tables blocks >expected.txt

# It is computed once, by any ranks, and again where it is missing.
baselines() { find blocks/test/copy_baseline -name scores.h5 -printf '%p %T@\n' | sort; }
baselines >before.txt
"${run[@]}" blocks >/dev/null
baselines | diff before.txt - || fail "the copy baseline was computed again"
rm -r blocks/test/copy_baseline
mpi 2 "${run[@]}" blocks >/dev/null
[ "$(baselines | wc -l)" = 2 ] || fail "not a copy baseline for each split"
tables blocks | diff - expected.txt || fail "other tables"

# That of other data is made anew, and the former one is left out of the tables, though it lies in the folder.
"$emsurvey" prepare --synthetic 8 --size 48 --seed 4 --output other.h5 >/dev/null
other=("$emsurvey" run "${survey[@]}" --split-scheme blocks --output)
other[3]=other.h5
cp -r blocks other
rm -r other/train other/test/[1-9]* other/experiments.json
ends 0 "${other[@]}" other
told err.txt "is the copy baseline of other data"
"${other[@]}" anew >/dev/null
tables anew | diff - <(tables other) || fail "a copy baseline of other data is in the tables"

# A file decides by what it says; it can be moved.
cat >mine.csv <<'CSV'
image,split,role
00,1,test
02,1,train
03,1,validation
CSV
from_file=("$emsurvey" run "${survey[@]}" --split-scheme file --splits 1 --output file --split-file)
"${from_file[@]}" mine.csv >/dev/null
mkdir moved && mv mine.csv moved
ends 0 "${from_file[@]}" moved/mine.csv
told out.txt "2 of 2 experiments done"
sed -i 's/03,1,validation/03,1,train/' moved/mine.csv
expect 2 "experiments.json: has run 1" "${from_file[@]}" moved/mine.csv
echo 9,1,test >>moved/mine.csv
expect 2 "moved/mine.csv, line 5: the data set has no image \`9\`" "${from_file[@]}" moved/mine.csv
expect 2 "split-file: is given, but no split-scheme reads it" "${run[@]}" other --split-file moved/mine.csv
