#!/usr/bin/env bash
# Disks that are full, limited, read-only or too small; checkpoints that are damaged or belong to another
# survey.
source "$(dirname "$0")/common.sh" "$@"

# run SURVEY OPTION...: runs the survey of faults.cfg.
run() { "$emsurvey" run --config faults.cfg --data data.h5 --output "$@"; }
# goes_on SURVEY WHAT: the same command without the fault must end with the same tables and leave nothing
# behind.
goes_on() {
  run "$1" >out.txt 2>err.txt || { cat err.txt >&2; fail "$2: cannot be continued"; }
  tables "$1" | diff - expected.txt || fail "$2: other tables"
  [ -z "$(find "$1" -name '*.tmp')" ] || fail "$2: temporary files are left"
}
# has_line TEXT: stderr of the last run must contain a line of the program with TEXT.
has_line() { grep -q "^emsurvey: .*$1" err.txt || { cat err.txt >&2; fail "no word of '$1'"; }; }

run whole >out.txt 2>err.txt
tables whole >expected.txt
"$emsurvey" plan --config faults.cfg --data data.h5 --output new >plan.txt
grep -q "^disk: at most .* for checkpoints and .* for images and scores; .* are free" plan.txt || fail "plan tells no space"

# A limit on file sizes that is smaller than a checkpoint.
status=0
FAULT_AMOUNT=30000 strike limit 1 "$work/limited" "$emsurvey" run --config faults.cfg --data data.h5 --output "$work/limited" \
  >out.txt 2>err.txt || status=$?
[ "$status" = 3 ] || { cat err.txt >&2; fail "status $status under a limit on files"; }
has_line "run 1 .*checkpoint.h5: cannot write (File too large); raise the limit"
expect 2 "limited.h5: cannot write (File too large)" bash -c 'ulimit -f 10 && exec "$@"' _ \
  "$emsurvey" prepare --synthetic 5 --size 48 --output limited.h5
goes_on limited "a limit on files"

# Each data set is complete or absent, whatever happens while it is written.
mkdir disk
strike none 0 "$work/disk" "$emsurvey" prepare --synthetic 5 --size 48 --seed 1 --output "$work/disk/data.h5" >/dev/null
count=$(wc -l <calls.txt)
for kind in kill drop 28; do
  for ((at = 1; at <= count; ++at)); do
    rm -rf disk disk.lost && mkdir disk
    strike "$kind" "$at" "$work/disk" "$emsurvey" prepare --synthetic 5 --size 48 --seed 1 --output "$work/disk/data.h5" \
      >out.txt 2>err.txt || true
    [ ! -f disk/data.h5 ] || cmp -s disk/data.h5 data.h5 || fail "$kind at $(struck "$at"): half a data set"
    [ "$kind" != 28 ] || [ -z "$(find disk -name '*.tmp')" ] || fail "$kind at $(struck "$at"): a temporary file is left"
  done
done

# A survey that is killed while it saves the third checkpoint of run 1 has two generations.
rm -rf disk disk.lost && mkdir disk
cut_survey() {
  rm -rf "$1"
  strike kill "$third_save" "$work/$1" "$emsurvey" run --config faults.cfg --data data.h5 --output "$work/$1" --steps 3 \
    "${@:2}" >out.txt 2>err.txt && fail "it was to be killed"
  [ -f "$1/train/1/checkpoint.h5" ] && [ -f "$1/train/1/checkpoint.previous.h5" ] || fail "not two generations"
}
strike none 0 "$work/three" "$emsurvey" run --config faults.cfg --data data.h5 --output "$work/three" --steps 3 >out.txt 2>err.txt
tables three >expected.txt
third_save=$(awk '$2 == "rename" && /train\/1\/checkpoint.previous.h5$/ { print $1 }' calls.txt | sed -n 3p)
steps=(--steps 3)
# continued SURVEY WHAT OPTION...: the survey must continue to the same tables.
continued() {
  run "$1" --steps 3 "${@:3}" >out.txt 2>err.txt || { cat err.txt >&2; fail "$2: cannot be continued"; }
  tables "$1" | diff - expected.txt || fail "$2: other tables"
}
cut_survey cut
cp -r cut again
size=$(stat -c %s cut/train/1/checkpoint.h5)
for length in 0 1 $((size / 2)) $((size - 1)); do
  rm -rf again && cp -r cut again
  truncate -s "$length" again/train/1/checkpoint.h5
  continued again "cut to $length bytes"
  has_line "older checkpoint"
done
rm -rf again && cp -r cut again
for file in again/train/1/checkpoint*.h5; do truncate -s 100 "$file"; done
continued again "both generations damaged"
has_line "starts over"

# A checkpoint from a survey with another seed: that run fails with the name of the file, the others are done.
cut_survey other --seed 2
rm -rf again && cp -r cut again
cp other/train/1/checkpoint.h5 again/train/1/checkpoint.h5
status=0
run again --steps 3 >out.txt 2>err.txt || status=$?
[ "$status" = 3 ] || { cat err.txt >&2; fail "status $status with a foreign checkpoint"; }
has_line "run 1 .*again/train/1/checkpoint.h5: belongs to another experiment"
grep -q "3 of 4 experiments done, 1 failed" out.txt || fail "the other runs are not done"
rm again/train/1/checkpoint.h5
continued again "the foreign checkpoint is deleted" --retry-failed

# Separate file systems need a namespace; without it, these cases are skipped with a message.
if ! unshare -Urm true 2>/dev/null; then
  echo "No user namespaces here: full and read-only file systems are not tested." >&2
  exit 77
fi
export -f fail run tables goes_on has_line expect
export emsurvey
tables whole >expected.txt
mkdir full small readonly
cat >in_namespace.sh <<'NAMESPACE'
# A disk fills up: the file that could not be written is named, and with more space the survey continues.
mount -t tmpfs -o size=256k none full
status=0
run full/survey >out.txt 2>err.txt || status=$?
[[ "$status" =~ ^[23]$ ]] || { cat err.txt >&2; fail "status $status on a full disk"; }
has_line "cannot .* (No space left on device); free some space"
find full/survey -name '*.tmp' | grep -q . && fail "temporary files are left on a full disk"
mount -o remount,size=64m full
goes_on full/survey "a full disk"

# A disk that is too small for the checkpoints is refused before any training.
mount -t tmpfs -o size=4m none small
expect 2 "needs 66." run small/survey --model pix2pix --loss square --splits 1 --crop 32
[ ! -e small/survey/train ] || fail "trained on a disk that is too small"

# A survey on a file system that became read-only is refused, whether new or begun.
mount -t tmpfs none readonly
mkdir readonly/empty
cp -r full/survey readonly/begun
mount -o remount,ro readonly
for survey in empty begun new; do expect 2 "Read-only file system" run "readonly/$survey"; done
echo "full, small and read-only file systems tested"
NAMESPACE
unshare -Urm bash -euo pipefail in_namespace.sh
