#!/usr/bin/env bash
# Standard output and standard error: lost output is a failure, and no name controls the terminal.
source "$(dirname "$0")/common.sh" "$@"

survey=(--loss dice --split-scheme kfold --splits 2 --split 1 --steps 2)
"$emsurvey" prepare --synthetic 5 --size 64 --seed 3 --output d.h5 >/dev/null
"$emsurvey" run --data d.h5 "${tiny[@]}" "${survey[@]}" --output s >/dev/null
mkdir predicted true
for name in 1 2; do
  cp "$(ls s/test/1/images/*-outputs.png | head -1)" "predicted/$name-outputs.png"
  cp "$(ls s/test/1/images/*-targets.png | head -1)" "true/$name.png"
done
inputs=(s/test/1/images/*-inputs.png)

# Every command that prints something.
commands=(
  "" "--help" "--version" "run --help" "plan --help" "prepare --help" "score --help" "status --help" "reduce --help"
  "run --dump-config" "plan --dump-config" "plan --data d.h5 ${tiny[*]} --output s2"
  "prepare --synthetic 2 --size 64 --output d2.h5" "run --data d.h5 ${tiny[*]} ${survey[*]} --output s"
  "status s" "reduce s" "report s" "verify s --steps 1" "score --predicted predicted --true true --output scores"
  "predict --run s/train/1 --input ${inputs[0]} --output labelled"
)
for command in "${commands[@]}"; do
  status=0
  # shellcheck disable=SC2086
  "$emsurvey" $command >/dev/full 2>err.txt || status=$?
  [ "$status" = 1 ] || fail "status $status with a full disk: $command"
  [ "$(grep -c "standard output: cannot be written (No space left on device)" err.txt)" = 1 ] || { cat err.txt >&2; fail "$command"; }
done

# The next file that is opened does not become a closed standard output.
before=$(sha256sum d.h5)
for command in "status s" "plan --dump-config" "prepare --synthetic 2 --size 64 --output d2.h5"; do
  status=0
  # shellcheck disable=SC2086
  "$emsurvey" $command >&- 2>err.txt || status=$?
  [ "$status" = 1 ] || fail "status $status without standard output: $command"
  told err.txt "standard output: cannot be written (Bad file descriptor)"
done
"$emsurvey" plan --data d2.h5 "${tiny[@]}" --split 1 --splits 1 --split-scheme published --output s2 >/dev/null ||
  fail "what was printed went into the data set"
"$emsurvey" run --data d.h5 "${tiny[@]}" "${survey[@]}" --output closed <&- >/dev/null 2>&- ||
  fail "a survey needs neither standard input nor standard error"
cmp -s closed/test/summary_long.csv s/test/summary_long.csv || fail "other tables without standard error"
[ "$(sha256sum d.h5)" = "$before" ] || fail "the data set is another"

# A reader that closes the pipe ends the program quietly.
"$emsurvey" run --help 2>err.txt | head -1 >/dev/null || true
[ ! -s err.txt ] || { cat err.txt >&2; fail "words about a reader that has left"; }

# Names with control characters in files, labels, options and configs.
escape=$'\e[31m'
raw="raw$escape"
mkdir "$raw" "lab$escape"
for place in "$raw" "lab$escape"; do
  cp "${inputs[0]}" "$place/a"$'\e]0;title\a'.png
  cp "${inputs[1]}" "$place/b.png"
done
name=$'x\xe2\x80\xae\xc2\x9by'
survey=(--data "e$escape.h5" --output "s$escape" --model classic --network resnet:1 --filters 4 --crop 32 --loss dice
  --split-scheme kfold --splits 2 --split 1 --steps 2)
# takes COMMAND...: the command must end with 0; its output is appended to all.txt.
takes() { "$emsurvey" "$@" >>all.txt 2>&1 || { cat -v all.txt >&2; fail "refused: $(printf '%q ' "$@")"; }; }
takes prepare --raw "$raw" --label "$name=lab$escape:grey" --output "e$escape.h5"
takes plan "${survey[@]}"
takes run "${survey[@]}"
takes run "${survey[@]}" --dump-config
for command in status reduce report verify; do takes "$command" "s$escape"; done
for command in status reduce report verify predict score run plan prepare; do
  "$emsurvey" "$command" "no$escape" >>all.txt 2>&1 && fail "$command takes what is not there"
  "$emsurvey" "$command" "--no$escape" "$escape"$'\n' >>all.txt 2>&1 && fail "$command takes what is no option"
done
"$emsurvey" "$escape" >>all.txt 2>&1 && fail "no command of that name"
printf 'loss = dice\n%s = 3\n' "$escape" >"c$escape.cfg"
expect 2 "c\\x1b[31m.cfg, line 2" "$emsurvey" run --config "c$escape.cfg"
expect 2 "loss: \`\\x1b[31m\` is not a known loss" "$emsurvey" plan --data d.h5 "${tiny[@]}" --loss "$escape" --output s2
expect 2 "no\\nfile.h5" "$emsurvey" plan --data $'no\nfile.h5' "${tiny[@]}" --output s2
cat err.txt >>all.txt
told all.txt 'e\x1b[31m.h5: 2 sections'
told all.txt 'x\xe2\x80\xae\xc2\x9by'
if LC_ALL=C grep -nP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]' all.txt | cat -v | head -3 | grep .; then
  fail "a terminal obeys a name"
fi
