#!/usr/bin/env bash
# Fetches and prepares the Drosophila VNC data set of the published study.
# Usage: jobs/fetch_vnc.sh DIR [--from COPY]
set -euo pipefail

usage() {
  cat <<'TEXT'
jobs/fetch_vnc.sh DIR [--from COPY]

Clones the Drosophila VNC ground truth (20 labelled EM sections) into DIR/groundtruth-drosophila-vnc, or
takes a copy that is there already (COPY holds stack1/raw and stack1/labels), and prepares DIR/dataset.h5 from it.
TEXT
}

fail() {
  echo "fetch_vnc.sh: $1; $2" >&2
  exit 2
}

repository=https://github.com/tbullmann/groundtruth-drosophila-vnc
source "$(dirname "${BASH_SOURCE[0]}")/program.sh"
folder=
copy=
while [ $# -gt 0 ]; do
  case $1 in
    --help) usage; exit 0 ;;
    --from)
      [ $# -ge 2 ] || fail "--from names no folder" "give --from COPY"
      copy=$2
      shift 2
      ;;
    -*) fail "$1 is no option" "see jobs/fetch_vnc.sh --help" ;;
    *)
      [ -z "$folder" ] || fail "$1 is one folder too many" "see jobs/fetch_vnc.sh --help"
      folder=$1
      shift
      ;;
  esac
done
[ -n "$folder" ] || fail "no folder is named" "see jobs/fetch_vnc.sh --help"
command -v "$EMSURVEY" >/dev/null || fail "$EMSURVEY is missing" "run jobs/setup.sh first, or name it in EMSURVEY"

mkdir -p "$folder"
data=$folder/groundtruth-drosophila-vnc
if [ -n "$copy" ]; then
  for part in stack1/raw stack1/labels; do
    [ -d "$copy/$part" ] || fail "$copy has no folder $part" "name a copy of $repository"
  done
  mkdir -p "$data/stack1"
  cp -R "$copy/stack1/raw" "$copy/stack1/labels" "$data/stack1/"
  chmod -R u+w "$data"
elif [ ! -d "$data/stack1/labels" ]; then
  command -v git >/dev/null || fail "git is missing" "install it, or give --from COPY"
  # Cloned beside and renamed, so that an interrupted clone is not mistaken for a complete one.
  rm -rf "$data.partial"
  git clone --quiet --depth 1 "$repository" "$data.partial" ||
    fail "the data set could not be cloned from $repository" "check the network, or give --from COPY"
  rm -rf "$data"
  mv "$data.partial" "$data"
fi

cat <<'TEXT'
The data: "Segmented anisotropic ssTEM dataset of neural tissue", S. Gerhard, J. Funke, J. Martel, A. Cardona, R. Fetter,
figshare, https://doi.org/10.6084/m9.figshare.856713, under Creative Commons Attribution-NonCommercial-ShareAlike 3.0.

TEXT
"$EMSURVEY" prepare --raw "$data/stack1/raw" --labels "$data/stack1/labels" --nm-per-pixel 4.6 \
  --output "$folder/dataset.h5"
