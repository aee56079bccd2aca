#!/usr/bin/env bash
# Files derived from scores.h5 and experiments.json are damaged (bits, rows, cuts), removed, exchanged and
# added. run, reduce and report still make the tables of the undamaged survey, byte for byte, and verify
# reports the damage. EMSURVEY_DAMAGES is the number of damages; EMSURVEY_DAMAGE_SEED selects others.
source "$(dirname "$0")/common.sh" "$@"

"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output data.h5 >/dev/null
run=("$emsurvey" run --data data.h5 "${tiny[@]}" --threads 1 --steps 20 --output)
"${run[@]}" whole >/dev/null
# contents SURVEY: prints the checksums of tables, options, evaluations, pages, and of the report without the name
# of the survey's folder, the command and the time of its start.
contents() {
  (cd "$1/test" && find . -name "*.csv" -o -name "*.json" -o -name index.html | sort | xargs sha256sum &&
    grep -v "<code>output</code>" report.html | sed -E 's/emsurvey run [^<]*//; s/20[0-9]{2}-[0-9T:-]+Z//' | sha256sum)
}
contents whole >expected.txt
same() { contents "$1" | diff - expected.txt >diff.txt || { cat diff.txt >&2; fail "$2: other files"; }; }
fresh() { rm -rf "$1" && cp -r "${2:-whole}" "$1"; }

# flip FILE BIT: inverts one bit of the file.
flip() {
  local byte
  byte=$(od -An -tu1 -j $(($2 / 8)) -N 1 "$1")
  printf '%b' "\\x$(printf %02x $((byte ^ 1 << $2 % 8)))" | dd of="$1" bs=1 seek=$(($2 / 8)) conv=notrunc status=none
}
# is_of_index FILE: tests whether FILE differs from that of the whole survey at most in table_index, as
# options written before a grid grew.
is_of_index() {
  [[ "$1" = *options.json ]] && [ -f "$1" ] &&
    cmp -s <(sed '/"table_index"/,$d' "$1") <(sed '/"table_index"/,$d' "whole/${1#*/}")
}
number() { echo $(((RANDOM * 32768 + RANDOM) % $1)); }
# damage SURVEY: applies a random damage and describes it in $damage.
damage() {
  local files file size rows
  mapfile -t files < <(find "$1"/test/[0-9]* -path "*/evaluation/*.csv" -o -name options.json | sort)
  file=${files[$(number ${#files[@]})]}
  size=$(stat -c %s "$file")
  rows=$(wc -l <"$file")
  case $(number 12) in
    0 | 1 | 2 | 3 | 4 | 5) damage="bit $(number $((8 * size)))" && flip "$file" "${damage#bit }" ;;
    6 | 7) damage="row $((1 + $(number "$rows")))" && sed -i "${damage#row }d" "$file" ;;
    8 | 9) damage="cut to $(number "$size")" && truncate -s "${damage#cut to }" "$file" ;;
    10) damage=removed && rm "$file" ;;
    11) damage="that of another run" && file=$1/test/1/evaluation/membranes.csv &&
      cp "$1/test/2/evaluation/membranes.csv" "$file" ;;
  esac
  damage="${file#"$1"/}, $damage"
  damaged_file=$file
}

RANDOM=${EMSURVEY_DAMAGE_SEED:-1}
for ((count = 0; count < ${EMSURVEY_DAMAGES:-2}; ++count)); do
  fresh damaged
  damage damaged
  status=0
  "$emsurvey" verify damaged --steps 1 >out.txt 2>err.txt || status=$?
  if [ "$status" = 3 ]; then
    told out.txt "$damaged_file"
    told out.txt "4 of 4 runs compared, 1 differ"
  else
    is_of_index "$damaged_file" || fail "verify after $damage: status $status"
  fi
  for command in reduce report run; do
    fresh mended damaged
    if [ "$command" = run ]; then ends 0 "${run[@]}" mended; else ends 0 "$emsurvey" "$command" mended; fi
    same mended "$command after $damage"
    grep -q "mended/${damaged_file#damaged/}: .*; rewritten" err.txt || is_of_index "$damaged_file" ||
      fail "$command after $damage: no line about the file"
  done
done
echo "$count damages: the same tables by run, reduce and report each time, and told by verify"
[ "${EMSURVEY_DAMAGES:-}" = "" ] || exit 0

# A damaged table.
fresh mended
flip mended/test/summary_long.csv 4001
ends 3 "$emsurvey" verify mended --steps 1
told out.txt "mended/test/summary_long.csv: differs"
ends 0 "$emsurvey" report mended
told err.txt "summary_long.csv: was not the table of these scores; rewritten"
same mended "a damaged table"

# Earlier versions of the program did not write the last column, image_name; that is not a damage.
fresh mended
sed -i 's/,image_name$//; s/,image=[^,]*$//' mended/test/summary_long.csv
ends 0 "$emsurvey" verify mended --steps 1
ends 0 "$emsurvey" report mended
same mended "a table without names of images"

# Tables of fewer runs than are scored now, or from before the grid grew, are not damaged; other numbers are.
fresh mended
mv mended/test/4 run4
ends 3 "$emsurvey" reduce mended
told err.txt "the results of run(s) 4 are missing in mended/test"
mv run4 mended/test/4
ends 0 "$emsurvey" verify mended --steps 1
told out.txt "older than the runs"
flip mended/test/averages_wide.csv 801
ends 3 "$emsurvey" verify mended --steps 1
told out.txt "averages_wide.csv: differs"

# A label that scores.h5 does not contain is not part of the survey.
fresh mended
cp mended/test/1/evaluation/{synapses,other}.csv
ends 0 "$emsurvey" reduce mended
told err.txt "test/1/evaluation/other.csv: belongs to a label that is not in scores.h5"
rm mended/test/1/evaluation/other.csv
same mended "a label that is none of the survey's"

# Damaged scores: the run is reported as missing, whatever its evaluations say; `run` tests it again.
fresh mended
flip mended/test/2/scores.h5 9001
ends 3 "$emsurvey" verify mended --steps 1
told out.txt "mended/test/2/scores.h5: is damaged"
for command in reduce report; do
  ends 3 "$emsurvey" "$command" mended
  told err.txt "mended/test/2/scores.h5: is damaged"
  [ "$(rows mended/test/summary_wide.csv)" = $(($(rows whole/test/summary_wide.csv) * 3 / 4)) ] || fail "not 3 runs"
done
ends 0 "${run[@]}" mended
same mended "damaged scores"

# Missing scores: nothing confirms the evaluations any more.
fresh mended
rm mended/test/2/scores.h5
sed -i '2s/,0\.[0-9]/,0.9/g' mended/test/2/evaluation/membranes.csv
ends 3 "$emsurvey" verify mended --steps 1 --runs 2
told out.txt "mended/test/2/scores.h5: is missing"
for command in reduce report; do
  ends 3 "$emsurvey" "$command" mended
  told err.txt "mended/test/2/scores.h5: is missing"
  [ "$(rows mended/test/summary_wide.csv)" = $(($(rows whole/test/summary_wide.csv) * 3 / 4)) ] || fail "not 3 runs"
done
ends 0 "${run[@]}" mended
same mended "missing scores"

# A copy of a run under another number counts if the run's own folder is unusable.
fresh mended
cp -r mended/test/2 mended/test/9
flip mended/test/2/scores.h5 9001
ends 0 "$emsurvey" reduce mended
told err.txt "mended/test/9: holds the scores of run 2"
cmp mended/test/summary_long.csv whole/test/summary_long.csv || fail "other tables of a copied run"

# Exchanged run folders: the scores tell to which run they belong.
for command in reduce run; do
  fresh mended
  mv mended/test/1 mended/test/one && mv mended/test/2 mended/test/1 && mv mended/test/one mended/test/2
  if [ "$command" = run ]; then ends 0 "${run[@]}" mended; else ends 0 "$emsurvey" "$command" mended; fi
  for table in summary_long summary_wide summary_stats averages_wide; do
    cmp "mended/test/$table.csv" "whole/test/$table.csv" || fail "$command: other tables of exchanged folders"
  done
done
same mended "exchanged folders"

# The registry itself: if it is damaged, that is reported and it is made again; if it is missing, the parts
# that cannot be checked are reported.
fresh mended
flip mended/experiments.json 1601
expect 2 "mended/experiments.json: is damaged" "$emsurvey" reduce mended
expect 2 "mended/experiments.json: is damaged" "$emsurvey" verify mended --steps 1
[ ! -s out.txt ] || fail "verify worked before it told that experiments.json is damaged"
ends 0 "${run[@]}" mended
same mended "a damaged experiments.json"
cmp mended/experiments.json whole/experiments.json || fail "experiments.json is not as it was"
rm mended/experiments.json
ends 0 "$emsurvey" reduce mended
told err.txt "experiments.json: is missing"
# All but the report, which cannot name the data set.
contents mended | head -n -1 | diff - <(head -n -1 expected.txt) || fail "a missing experiments.json: other files"
sed -i 's/"identity": "./"identity": "x/' mended/test/1/options.json
ends 3 "$emsurvey" reduce mended
told err.txt "mended/test/1/options.json: is damaged or of another experiment"
ends 0 "${run[@]}" mended
same mended "options without experiments.json"
for damage in 's/"Y_loss": "square"/"Y_loss": "squary"/' 's/"seed": 1/"seed": 3/'; do
  fresh mended
  rm mended/experiments.json
  sed -i "$damage" mended/test/1/options.json
  ends 3 "$emsurvey" reduce mended
  told err.txt "mended/test/1/options.json: differs from what the checkpoint"
done

# Without the registry, a grid that lacks a finished run would reuse the number of that run.
fresh mended
rm mended/experiments.json mended/survey.cfg
expect 2 "which has other settings or another data set, and no intact experiments.json" "${run[@]}" mended --loss square
contents mended | diff - expected.txt || fail "a refused command changed the survey"

# The same with a grid that has grown, whose runs have other numbers than in a new survey.
fresh grown
"${run[@]}" grown --lr 0.002 0.004 >/dev/null 2>&1
(cd grown/test && sha256sum summary_*.csv) >grown.txt
find grown/train -name checkpoint.h5 | sort | xargs sha256sum >checkpoints.txt
rm grown/experiments.json
ends 0 "${run[@]}" grown --lr 0.002 0.004
(cd grown/test && sha256sum summary_*.csv) | diff - grown.txt || fail "other tables of a grown grid"
sha256sum --quiet -c checkpoints.txt || fail "a grown grid was trained again"
cp -r grown damaged-axes
rm damaged-axes/experiments.json
ends 0 "$emsurvey" reduce damaged-axes
(cd damaged-axes/test && sha256sum summary_*.csv) | diff - grown.txt || fail "other tables of a grown grid without a list"
sed -i 's/"lr": "0.004"/"lr": "0.006"/' damaged-axes/test/5/options.json
ends 3 "$emsurvey" reduce damaged-axes
told err.txt "damaged-axes/test/5/options.json: differs from what the checkpoint"
cp whole/test/{summary_*,averages_*,threshold_curves}.csv grown/test
ends 0 "$emsurvey" verify grown --steps 1
told out.txt "older than the runs"

# Earlier versions did not update the options of other shards when the grid grew; the registry counts.
sed -i '/^ "splits"/,/^ \],$/d; /^ "checksum"/d; s/^ \],$/ ]/' grown/experiments.json
cp whole/test/1/options.json grown/test/1
ends 0 "$emsurvey" verify grown --steps 1 --runs 1
ends 0 "$emsurvey" reduce grown
[ ! -s err.txt ] || { cat err.txt >&2; fail "warnings about options of a share"; }
(cd grown/test && sha256sum summary_*.csv) | diff - grown.txt || fail "other tables of a grown share"

# If the registry has no checksum, as in old surveys, only `run` can tell which of the two is right.
fresh mended
sed -i '/^ "splits"/,/^ \],$/d; /^ "checksum"/d; s/^ \],$/ ]/' mended/experiments.json
ends 0 "$emsurvey" reduce mended
[ ! -s err.txt ] || { cat err.txt >&2; fail "warnings about an old survey"; }
sed -i 's/"Y_loss": "square"/"Y_loss": "squaro"/' mended/test/1/options.json
ends 3 "$emsurvey" reduce mended
told err.txt "neither has a checksum"
ends 0 "${run[@]}" mended
same mended "an old survey"

# Evaluations of copy baselines are made from their scores, and the scores again from the data set.
fresh damaged
evaluation=$(find damaged/test/copy_baseline -name membranes.csv | sort | head -1)
truncate -s 10 "$evaluation"
ends 3 "$emsurvey" verify damaged --steps 1
told out.txt "$evaluation: differs from what scores.h5 gives"
ends 0 "$emsurvey" reduce damaged
told err.txt "$evaluation: differs from what scores.h5 gives; rewritten"
same damaged "a damaged evaluation of a copy baseline"
scores=${evaluation%/evaluation/*}/scores.h5
truncate -s 100 "$scores"
ends 3 "$emsurvey" reduce damaged
told err.txt "this copy baseline is left out of the tables"
ends 0 "${run[@]}" damaged
same damaged "a damaged copy baseline"

# Folders without scores.h5 are taken as they are.
mkdir -p foreign/test
for number in 1 2 3 4; do
  mkdir "foreign/test/$number"
  cp -r whole/test/$number/{options.json,evaluation} "foreign/test/$number"
done
cp -r whole/test/copy_baseline foreign/test
ends 0 "$emsurvey" reduce foreign
[ ! -s err.txt ] || { cat err.txt >&2; fail "warnings about a tree without scores"; }
cmp foreign/test/summary_long.csv whole/test/summary_long.csv || fail "other tables of a tree without scores"
