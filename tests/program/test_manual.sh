#!/usr/bin/env bash
# Man pages and completion have every command, option and key of the program.
source "$(dirname "$0")/common.sh" "$@"

expect 2 "--output: is missing; see emsurvey manual --help" "$emsurvey" manual
"$emsurvey" manual --output share >out.txt
mapfile -t commands < <("$emsurvey" --help | sed -n 's/^  \([a-z]*\)  *.*/\1/p')
[ "${#commands[@]}" -ge 10 ] || fail "the overview has ${#commands[*]} commands"
told out.txt "$((${#commands[@]} + 2)) man pages"
# options COMMAND: prints the options that its help lists.
options() { "$emsurvey" "$1" --help | grep -oE '^  --[a-z0-9-]+' | tr -d ' '; }
# page NAME: prints a page as a terminal shows it.
page() {
  local file
  file=$(echo share/man/man?/"$1".[15])
  groff -man -Tascii -P-cbou -rLL=100n "$file"
}

# readers PAGE: every formatter that is installed accepts the page without a warning.
readers() {
  groff -man -ww -z "$1" 2>warnings.txt
  if command -v mandoc >/dev/null; then mandoc -T lint -W warning "$1" >>warnings.txt || true; fi
  [ ! -s warnings.txt ] || { cat warnings.txt; fail "the page $1 has warnings"; }
}
command -v groff >/dev/null || { echo "skipped: groff is missing"; exit 77; }
for file in share/man/man?/*; do readers "$file"; done

page emsurvey >emsurvey.txt
told emsurvey.txt "Interrupted; the same command continues"
for command in "${commands[@]}"; do
  grep -qE "^ +$command( |$)" emsurvey.txt || fail "emsurvey(1) lacks $command"
  page "emsurvey-$command" >command.txt
  told command.txt "emsurvey-$command - $("$emsurvey" --help | sed -n "s/^  $command  *//p" | cut -c1-40)"
  for option in $(options "$command"); do
    grep -qE "^ +$option( |$)" command.txt || fail "emsurvey-$command(1) lacks $option"
  done
done
page emsurvey-prepare >command.txt
told command.txt "--size S"
told command.txt "(default: 512)"
told command.txt "  --raw 'DIR/*_raw.tif' --label 'NAME=DIR/*_label.png:KIND'"
page emsurvey-keys >keys.txt
# The keys of run are all its options but its own.
mapfile -t keys < <(options run | grep -vxE -- '--(config|dump-config|shard|retry-failed|help)')
[ "${#keys[@]}" -ge 40 ] || fail "run has ${#keys[@]} keys"
for key in "${keys[@]#--}"; do grep -qE "^ +$key \((result|execution) key, " keys.txt || fail "emsurvey-keys(5) lacks $key"; done

# completions WORD...: prints what bash offers for the last word.
completions() {
  bash --norc -c 'source share/bash-completion/completions/emsurvey
    complete -p emsurvey >/dev/null || exit 1
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _emsurvey 2>error.txt
    ((${#COMPREPLY[@]} == 0)) || printf "%s\n" "${COMPREPLY[@]}"
    [ ! -s error.txt ]' _ emsurvey "$@"
}
# offers "EXPECTED" WORD...: compares with what bash offers, sorted.
offers() {
  local offered
  offered=$(completions "${@:2}" | sort | paste -s -d ' ') || fail "completion of ${*:2} fails"
  [ "$offered" = "$1" ] || fail "completion of '${*:2}' is '$offered' instead of '$1'"
}
offers "$(printf '%s\n' "${commands[@]}" --help --version | sort | paste -s -d ' ')" ""
offers "reduce report run" r
for command in "${commands[@]}"; do
  completions "$command" -- | sort >offered.txt
  for option in $(options "$command"); do grep -qx -- "$option" offered.txt || fail "$command $option is not completed"; done
done
offers "--shard" status --sha # options of run, which name a survey
offers "softmax square" run --loss dice s
offers "pix2pix" plan --model pi
offers "blocks" run --split-scheme = bl # as bash splits --split-scheme=bl
offers "off on" run --deterministic o
offers "auto" run --threads a
offers "resnet" run --network re
offers "--loss" run --deterministic on --los
offers "" prepare --seed 1
mkdir surveys && touch tiny.csv
offers "tiny.cfg tiny.csv" run --config tiny.c
offers "surveys" status sur
offers "surveys" run --output sur
offers "" run --device=nonsense --lr 0.1 x
