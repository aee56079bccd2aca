#!/usr/bin/env bash
# An installed tree works after it was moved: program, scripts, configs, manuals, man pages, completion.
# Usage: test_tree.sh BUILD, the build folder.
build=$1
source "$(dirname "$0")/../program/common.sh" "$build/emsurvey"
unset EMSURVEY # a user's variable, which the scripts honour

cmake --install "$build" --prefix "$work/first" >/dev/null
mkdir elsewhere
mv first "elsewhere/a tree"
tree="$work/elsewhere/a tree"
share=$tree/share/emsurvey
emsurvey=$tree/bin/emsurvey

# The program looks for libraries beside itself first, and nowhere in the build or in the first place.
paths=$(readelf -d "$emsurvey" | sed -n 's/.*runpath: \[\(.*\)\]/\1/p')
# shellcheck disable=SC2016
[[ $paths == '$ORIGIN/../lib'* ]] || fail "the library path of the program is $paths"
[[ $paths != *"$build"* && $paths != *"$work"* ]] || fail "the program still needs its build: $paths"
[ "$("$emsurvey" --version)" = "$("$build/emsurvey" --version)" ] || fail "another version is installed"

# A plan and a survey of two ranks, from any folder.
"$emsurvey" prepare --synthetic 3 --size 64 --output data.h5 >/dev/null
survey=(--config "$share/configs/quickstart.cfg" --data data.h5 --loss dice --split 1 --batch 2 --crop 32 --steps 2)
"$emsurvey" plan "${survey[@]}" --output planned >plan.txt
told plan.txt "1 experiments"
mpi 2 "$emsurvey" run "${survey[@]}" --ranks-per-training 2 --output done >/dev/null
[ -s done/test/report.html ] || fail "the survey has no report"
"$emsurvey" report done --compare "$share/configs/published/loss_functions.csv" >/dev/null 2>&1

# The scripts find the program, also by a link, unless the caller names another.
"$share/slurm/submit.sh" --dry-run --ranks 2 -- "${survey[@]}" --output planned >submit.txt
told submit.txt "a\\ tree/bin/emsurvey"
EMSURVEY=$build/emsurvey "$share/slurm/submit.sh" --dry-run -- "${survey[@]}" --output planned >submit.txt
told submit.txt "EMSURVEY=$build/emsurvey"
# A copy of the batch scripts takes the program on the path.
cp -r "$share/slurm" site
PATH="$tree/bin:$PATH" site/submit.sh --dry-run -- "${survey[@]}" --output planned >submit.txt
told submit.txt "EMSURVEY=emsurvey"
"$share/jobs/fetch_vnc.sh" --help >help.txt
told help.txt "Drosophila VNC ground truth"

# Every link in the manuals leads to a file of the tree.
while IFS=: read -r manual link; do
  link=${link#*](} link=${link%)} link=${link%%#*}
  [ -z "$link" ] || [ -e "$(dirname "$manual")/$link" ] || echo "$manual: $link"
done < <(grep -roE --include='*.md' '\]\([^):]*\)' "$tree/share/doc/emsurvey") >dangling.txt
[ ! -s dangling.txt ] || { cat dangling.txt; fail "the manuals have links to files that are not installed"; }

for file in man/man1/emsurvey.1 man/man1/emsurvey-run.1 man/man5/emsurvey-keys.5 bash-completion/completions/emsurvey; do
  [ -s "$tree/share/$file" ] || fail "$file is not installed"
done
