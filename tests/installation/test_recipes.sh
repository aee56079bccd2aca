#!/usr/bin/env bash
# The recipes of both containers have the same commands.
# Usage: test_recipes.sh SOURCE
source=$1
source "$(dirname "$0")/../program/common.sh" ""
awk '/^%/ { is_post = /^%post/; next } /^[^ ]/ { is_post = 0 } is_post && NF { $1 = $1; print }' "$source/jobs/emsurvey.def" >apptainer.txt
sed -n '/^RUN /,/[^\\]$/p' "$source/jobs/Dockerfile" | sed 's/^RUN //; s/ && \\$//; s/^ *//' >docker.txt
[ "$(wc -l <apptainer.txt)" = 5 ] || fail "$(cat apptainer.txt)"
diff apptainer.txt docker.txt || fail "the recipes differ"
